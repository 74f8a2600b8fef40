//! Where lines break: at words, and inside one only if it is wider than the line.

use super::typeface::{Face, width};

/// A reader without our fonts sees slightly wider letters.
const SLACK: f64 = 1.03;

/// Fills lines one after the other. At least one line.
pub fn wrap(text: &str, face: Face, size: f64, width_max: f64) -> Vec<String> {
    filled(&pieces(text, face, size, width_max), width_max)
}

/// As few lines as [`wrap`] needs, of about the same length: no single word is
/// left over on the last one.
pub fn wrap_evenly(text: &str, face: Face, size: f64, width_max: f64) -> Vec<String> {
    let pieces = pieces(text, face, size, width_max);
    let mut best = filled(&pieces, width_max);
    if best.len() < 2 {
        return best;
    }
    let (mut narrow, mut wide) = (width_max / 4.0, width_max);
    // Halving eight times finds the narrowest width to within two pixels.
    for _ in 0..8 {
        let middle = f64::midpoint(narrow, wide);
        let lines = filled(&pieces, middle);
        if lines.len() == best.len() {
            wide = middle;
            best = lines;
        } else {
            narrow = middle;
        }
    }
    best
}

fn filled(pieces: &[Piece<'_>], width_max: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0.0;
    for piece in pieces {
        if !line.is_empty() && filled + piece.width > width_max {
            lines.push(line.trim_end().to_owned());
            line.clear();
            filled = 0.0;
        }
        line.push_str(piece.text);
        filled += piece.width_with_space;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The text cut after a word so that it is no longer than `characters_max`.
pub fn shortened(text: &str, characters_max: usize) -> String {
    if text.chars().count() <= characters_max {
        return text.to_owned();
    }
    let head: String = text
        .chars()
        .take(characters_max.saturating_sub(1))
        .collect();
    let cut = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(words, _)| words);
    let is_loose = |c: char| c.is_whitespace() || ",;:–—-(“‘".contains(c);
    format!("{}…", cut.trim_end_matches(is_loose))
}

/// What stays together on a line, measured.
struct Piece<'a> {
    text: &'a str,
    width: f64,
    width_with_space: f64,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, face: Face, size: f64) -> Self {
        Self {
            text,
            width: SLACK * width(text.trim_end(), face, size),
            width_with_space: SLACK * width(text, face, size),
        }
    }
}

/// Words with the space after them; a word may also break after a hyphen, a
/// dash or a stroke that has letters on both sides, and anywhere if it is wider
/// than a line. Thin and fixed spaces hold.
fn pieces(text: &str, face: Face, size: f64, width_max: f64) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = piece_end(rest).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        let piece = Piece::new(word, face, size);
        if piece.width > width_max {
            pieces.extend(broken(word, face, size, width_max));
        } else {
            pieces.push(piece);
        }
        rest = tail;
    }
    pieces
}

fn piece_end(text: &str) -> Option<usize> {
    let mut before: Option<char> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|&(_, next)| next)?;
        let is_joint = matches!(character, '-' | '–' | '—' | '/')
            && before.is_some_and(char::is_alphabetic)
            && after.is_alphabetic();
        if (character == ' ' && after != ' ') || is_joint {
            return Some(at + character.len_utf8());
        }
        before = Some(character);
    }
    None
}

/// A word too long for the line, cut where it must be.
fn broken(word: &str, face: Face, size: f64, width_max: f64) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut end, mut filled) = (word, 0, 0.0);
    for character in word.chars() {
        let advance = SLACK * width(character.encode_utf8(&mut [0; 4]), face, size);
        if end > 0 && filled + advance > width_max {
            let (part, tail) = rest.split_at(end);
            pieces.push(Piece::new(part, face, size));
            (rest, end, filled) = (tail, 0, 0.0);
        }
        end += character.len_utf8();
        filled += advance;
    }
    pieces.push(Piece::new(rest, face, size));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sans(text: &str, width_max: f64) -> Vec<String> {
        wrap(text, Face::Sans, 15.0, width_max)
    }

    #[test]
    fn lines_break_at_words() {
        let lines = sans("Do not want to be bombarded with messages or ads", 200.0);
        assert_eq!(
            lines,
            ["Do not want to be bombarded", "with messages or ads"]
        );
    }

    #[test]
    fn thin_and_fixed_spaces_hold_a_number_to_its_unit() {
        let lines = sans("about 2\u{2009}000\u{a0}people", 60.0);
        assert_eq!(lines[0], "about");
        assert!(lines[1].starts_with("2\u{2009}000"));
    }

    #[test]
    fn a_word_may_break_after_a_stroke_or_a_hyphen_between_letters() {
        let lines = sans("purpose/benefit", 70.0);
        assert_eq!(lines, ["purpose/", "benefit"]);
        assert_eq!(sans("-5", 5.0).concat(), "-5");
    }

    #[test]
    fn one_endless_word_is_cut_rather_than_spilt() {
        let lines = sans(&"W".repeat(60), 100.0);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat(), "W".repeat(60));
    }

    #[test]
    fn even_lines_leave_no_word_alone() {
        let text = "Do not want to give companies access to profile information";
        let greedy = wrap(text, Face::Sans, 15.0, 340.0);
        let even = wrap_evenly(text, Face::Sans, 15.0, 340.0);
        assert_eq!(greedy.len(), even.len());
        assert_eq!(even.join(" "), text);
        assert!(even[1].len() > greedy[1].len());
    }

    #[test]
    fn a_shortened_text_ends_after_a_word() {
        assert_eq!(shortened("short", 20), "short");
        assert_eq!(shortened("one two three four", 12), "one two…");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[ a-zÀ-ž/–-]{0,80}", width_max in 30.0..400.0) {
            let lines = sans(&text, width_max);
            let kept: String = lines.concat().split(' ').collect();
            let given: String = text.split(' ').collect();
            prop_assert_eq!(kept, given);
            for line in &lines {
                prop_assert!(width(line, Face::Sans, 15.0) <= width_max);
            }
        }
    }
}
