//! Free text as it is kept: what a person meant to write, and nothing that a
//! device or a program slipped in with it.

use unicode_normalization::UnicodeNormalization;

/// A line: "other, please say", short answers.
pub fn line(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n");
    let visible = unified.chars().filter(|c| !is_invisible(*c));
    let spaced: String = visible
        .map(|c| {
            if is_line_break(c) || c == '\t' {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !c.is_control())
        .collect();
    normalised(&spaced)
}

/// Several lines. Line ends become `\n`, whatever the browser sent.
pub fn paragraphs(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n");
    let visible = unified.chars().filter(|c| !is_invisible(*c));
    let lines: String = visible
        .map(|c| match c {
            '\t' => ' ',
            c if is_line_break(c) => '\n',
            c => c,
        })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    normalised(&lines)
}

/// Composed form (NFC): the decomposed one would tell some systems from others.
fn normalised(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.trim().to_owned()
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters that show nothing but can carry a mark or turn the text around:
/// zero-width space, byte order mark, soft hyphen, directional overrides, tags,
/// private use. Joiners stay, since scripts and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2064}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(line("  too many\r\nads\t "), "too many ads");
        assert_eq!(line("a\u{0}b\u{7}c"), "abc");
        assert_eq!(line(" \u{a0}\u{3000} "), "");
    }

    #[test]
    fn paragraphs_keep_their_line_ends_in_one_form() {
        assert_eq!(
            paragraphs("one\r\ntwo\rthree\n\nfour\n"),
            "one\ntwo\nthree\n\nfour"
        );
    }

    #[test]
    fn the_same_word_is_kept_the_same_whatever_keyboard_it_came_from() {
        assert_eq!(line("cafe\u{301}"), line("café"));
        assert_eq!(line("e\u{200b}\u{301}"), "é");
        assert_eq!(line("👩\u{200d}💻"), "👩\u{200d}💻");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(typed in "\\PC*|[\\r\\n\\t é\u{301}\u{200b}a]*") {
            prop_assert_eq!(line(&line(&typed)), line(&typed));
            prop_assert_eq!(paragraphs(&paragraphs(&typed)), paragraphs(&typed));
        }
    }
}
