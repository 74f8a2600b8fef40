//! Options that are ranges of numbers: ages, sums, counts that meet in two
//! options or in none.

use super::About;
use crate::survey::question::QuestionKind;

/// Whole numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i64,
    to: i64,
}

const BELOW: &[&str] = &[
    "under",
    "below",
    "less than",
    "fewer than",
    "unter",
    "weniger als",
    "moins de",
    "menos de",
];
const UP_TO: &[&str] = &[
    "up to",
    "at most",
    "bis zu",
    "bis",
    "höchstens",
    "jusqu’à",
    "hasta",
];
const ABOVE: &[&str] = &["over", "more than", "über", "mehr als", "plus de", "más de"];
const FROM: &[&str] = &[
    "at least",
    "from",
    "ab",
    "mindestens",
    "à partir de",
    "desde",
];
const AND_MORE: &[&str] = &[
    "and over",
    "and older",
    "and more",
    "and above",
    "or over",
    "or older",
    "or more",
    "or above",
    "plus",
    "und älter",
    "und mehr",
    "und darüber",
    "oder älter",
    "oder mehr",
    "et plus",
    "ou plus",
    "y más",
    "o más",
];
const BETWEEN: &[&str] = &["to", "bis", "à", "a", "and", "und", "et", "y"];

/// Words that only announce a range.
const BEGINS: &[&str] = &["between", "von", "zwischen", "de", "entre"];

pub(super) fn check(about: &mut About<'_>) {
    let QuestionKind::SingleChoice(list) = &about.question.kind else {
        return;
    };
    let mut named = list.options.iter().filter(|choice| !choice.is_pinned);
    let are_all_ranges = named.all(|choice| span(choice.text.fallback()).is_some());
    let spans: Vec<(Span, &str)> = list
        .options
        .iter()
        .filter_map(|choice| {
            let text = choice.text.fallback();
            Some((span(text)?, text))
        })
        .collect();
    let mut in_order = spans.clone();
    in_order.sort_by_key(|(span, _)| (span.from, span.to));
    for (lower, higher) in in_order.iter().zip(in_order.iter().skip(1)) {
        let (first, second) = (lower.1, higher.1);
        if higher.0.from <= lower.0.to {
            let both = higher.0.from.max(lower.0.from);
            about.warn(
                format!("“{first}” and “{second}” overlap: {both} is in both"),
                format!(
                    "let one end before the other begins, such as “… to {}”",
                    both - 1
                ),
            );
            return;
        }
        // What is not understood may be what seems to be missing.
        if are_all_ranges && higher.0.from - lower.0.to > 1 {
            let missing = lower.0.to + 1;
            about.warn(
                format!("between “{first}” and “{second}” {missing} is missing"),
                "let each option begin where the one before it ends",
            );
            return;
        }
    }
}

/// The range a label describes, if it holds nothing but one.
fn span(label: &str) -> Option<Span> {
    let words = words(label)?;
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.len() > 2 && words.first().is_some_and(|word| BEGINS.contains(word)) {
        words.remove(0);
    }
    let number = |word: &str| word.parse::<i64>().ok();
    let (first, last) = (words.first()?, words.last()?);
    if let (Some(from), Some(to), true) = (number(first), number(last), words.len() > 1) {
        let between = words.get(1..words.len() - 1)?.join(" ");
        let is_range = between == "-" || BETWEEN.contains(&between.as_str());
        return (is_range && from < to).then_some(Span { from, to });
    }
    if let Some(to) = number(last) {
        let before = words.get(..words.len() - 1)?.join(" ");
        let (from, to) = match before.as_str() {
            word if BELOW.contains(&word) => (i64::MIN / 2, to - 1),
            word if UP_TO.contains(&word) => (i64::MIN / 2, to),
            word if ABOVE.contains(&word) => (to + 1, i64::MAX / 2),
            word if FROM.contains(&word) => (to, i64::MAX / 2),
            _ => return None,
        };
        return Some(Span { from, to });
    }
    let from = number(first)?;
    let after = words.get(1..)?.join(" ");
    AND_MORE.contains(&after.as_str()).then_some(Span {
        from,
        to: i64::MAX / 2,
    })
}

/// Numbers and words, dashes as “-”, without units that are signs or years of
/// age. `None` for a label with fractions, whose ends cannot be told apart.
fn words(label: &str) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    let mut previous = ' ';
    let characters: Vec<char> = label.to_lowercase().chars().collect();
    for (position, &c) in characters.iter().enumerate() {
        let next = characters.get(position + 1).copied().unwrap_or(' ');
        let is_inside = previous.is_ascii_digit() && next.is_ascii_digit();
        match c {
            ',' | '.' if is_inside => {
                let group = characters.iter().skip(position + 1);
                if group.take_while(|c| c.is_ascii_digit()).count() != 3 {
                    return None;
                }
            }
            '\u{a0}' | '\u{202f}' | '\u{2009}' if is_inside => {}
            '–' | '—' | '-' | '−' => words.extend(["-".to_owned(), String::new()]),
            '+' => words.extend(["plus".to_owned(), String::new()]),
            c if c.is_alphanumeric() || matches!(c, '’' | '\'') => {
                let c = if c == '\'' { '’' } else { c };
                match words.last_mut() {
                    Some(word) => word.push(c),
                    None => words.push(c.to_string()),
                }
            }
            _ => words.push(String::new()),
        }
        previous = c;
    }
    let of_age = ["years", "year", "old", "jahre", "jahren", "ans", "años"];
    words.retain(|word| !word.is_empty() && !of_age.contains(&word.as_str()));
    Some(words)
}
