//! Telephone numbers: with a country code, as they are written in Germany,
//! France, Spain, Britain and America, or announced by a word for telephones.

use std::ops::Range;

use super::word::{Word, is_unit, is_year};
use super::{Likely, Mark};

/// A stretch of digits and what stands between them.
struct Run<'a> {
    range: Range<usize>,
    has_plus: bool,
    has_parenthesis: bool,
    groups: Vec<&'a str>,
    /// The first sign before each group but the first.
    between: Vec<char>,
}

pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(run) = next_run(text, from) {
        from = run.range.end;
        if is_free(text, &run) && is_telephone(text, &run) {
            found.push(Mark {
                range: run.range,
                likely: Likely::Telephone,
            });
        }
    }
    found
}

fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '‐' | '‑' | '–' | '.' | '/' | '(' | ')'
    )
}

/// Signs between two groups: “) ”, “ - ”.
const BETWEEN_MAX: usize = 3;

fn next_run(text: &str, from: usize) -> Option<Run<'_>> {
    let rest = text.get(from..)?;
    let first_digit = from + rest.find(|c: char| c.is_ascii_digit())?;
    let before: Vec<char> = text.get(from..first_digit)?.chars().rev().take(2).collect();
    let lead = match before.as_slice() {
        ['+', '('] | ['(', '+'] => 2,
        ['+' | '(', ..] => 1,
        _ => 0,
    };
    let mut run = Run {
        range: first_digit - lead..first_digit,
        has_plus: before.iter().take(lead).any(|&c| c == '+'),
        has_parenthesis: before.iter().take(lead).any(|&c| c == '('),
        groups: Vec::new(),
        between: Vec::new(),
    };
    let mut at = first_digit;
    loop {
        let rest = text.get(at..)?;
        let length = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        run.groups.push(rest.get(..length)?);
        at += length;
        run.range.end = at;
        let rest = text.get(at..)?;
        let signs: Vec<char> = rest.chars().take_while(|&c| is_between(c)).collect();
        let width: usize = signs.iter().map(|c| c.len_utf8()).sum();
        let goes_on = rest
            .get(width..)
            .and_then(|after| after.chars().next())
            .is_some_and(|c| c.is_ascii_digit());
        let Some(&sign) = signs.first() else {
            return Some(run);
        };
        if !goes_on || signs.len() > BETWEEN_MAX {
            return Some(run);
        }
        run.has_parenthesis |= signs.contains(&'(') || signs.contains(&')');
        run.between.push(sign);
        at += width;
    }
}

/// Not a part of a word, a price, a model or an address.
fn is_free(text: &str, run: &Run<'_>) -> bool {
    let mut before = text
        .get(..run.range.start)
        .unwrap_or_default()
        .chars()
        .rev();
    let after = text.get(run.range.end..).unwrap_or_default();
    let is_attached = match before.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('-' | '_' | '/' | '.' | '@' | '#' | '=' | '&' | ',' | ':') => {
            before.next().is_some_and(char::is_alphanumeric)
        }
        Some('€' | '$' | '£') => true,
        _ => false,
    };
    let mut next = after.chars();
    let goes_on = match next.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('€' | '$' | '£' | '%' | '°' | '@') => true,
        Some(',' | ':' | '_') => next.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    let unit = after
        .split_whitespace()
        .next()
        .map(|unit| Word::alone(unit).plain());
    let is_counted = !run.has_plus
        && after.starts_with(char::is_whitespace)
        && unit.is_some_and(|unit| is_unit(&unit));
    // “Tel.:0171…” is a telephone all the same.
    let is_announced = is_attached
        && text
            .get(..run.range.start)
            .is_some_and(|t| t.ends_with(':'));
    (!is_attached || is_announced) && !goes_on && !is_counted
}

fn is_telephone(text: &str, run: &Run<'_>) -> bool {
    let digits = run.groups.concat();
    let count = digits.len();
    let lengths: Vec<usize> = run.groups.iter().map(|group| group.len()).collect();
    if run.has_plus {
        return (8..=15).contains(&count);
    }
    if is_date(&run.groups) || run.groups.iter().all(|group| is_year(group)) {
        return false;
    }
    if (5..=15).contains(&count) && is_announced(text, run.range.start) {
        return true;
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return (10..=17).contains(&count) && !abroad.starts_with('0') && !is_zeros(abroad);
    }
    if digits.starts_with('0') {
        return is_national(run, &lengths, count);
    }
    is_american(run, &lengths) || is_spanish(&digits, run, &lengths)
}

fn is_zeros(digits: &str) -> bool {
    digits.chars().all(|c| c == '0')
}

/// 030 1234567, 0171/1234567, 06 12 34 56 78, 020 7946 0958.
fn is_national(run: &Run<'_>, lengths: &[usize], count: usize) -> bool {
    let is_decimal = lengths.first() == Some(&1) && run.between.first() == Some(&'.');
    let has_area = lengths.len() == 2
        && matches!(lengths, [3..=5, 4..=9])
        && !matches!(run.between.first(), Some('.'));
    !is_decimal && ((9..=12).contains(&count) || ((7..=8).contains(&count) && has_area))
}

/// (555) 123-4567, 1-800-555-0100.
fn is_american(run: &Run<'_>, lengths: &[usize]) -> bool {
    let groups = match lengths {
        [3, 3, 4] => run.groups.as_slice(),
        [1, 3, 3, 4] if run.groups.first() == Some(&"1") => run.groups.get(1..).unwrap_or_default(),
        _ => return false,
    };
    groups
        .first()
        .is_some_and(|area| !area.starts_with(['0', '1']))
}

/// 612 345 678, 612 34 56 78, 91 234 56 78.
fn is_spanish(digits: &str, run: &Run<'_>, lengths: &[usize]) -> bool {
    let is_grouped = matches!(
        lengths,
        [3, 3, 3] | [3, 2, 2, 2] | [2, 3, 2, 2] | [9] | [3, 6]
    );
    let is_round = run.groups.iter().skip(1).any(|group| is_zeros(group));
    let is_amount = lengths == [3, 3, 3] && run.between.iter().all(|&c| c == '.');
    is_grouped && digits.starts_with(['6', '7', '8', '9']) && !is_round && !is_amount
}

/// 1.2.2026, 24/12/99, 2026-11-24, one of them or two.
fn is_date(groups: &[&str]) -> bool {
    let number = |group: &str| group.parse::<u32>().unwrap_or(u32::MAX);
    let is_day = |group: &str| group.len() <= 2 && (1..=31).contains(&number(group));
    let is_one = |date: &[&str]| match date {
        [first, second, third] => {
            (is_day(first) && is_day(second) && (is_year(third) || third.len() == 2))
                || (is_year(first) && is_day(second) && is_day(third))
        }
        _ => false,
    };
    matches!(groups.len(), 3 | 6) && groups.chunks(3).all(is_one)
}

/// Whether one of the three words before it speaks of telephones.
fn is_announced(text: &str, start: usize) -> bool {
    const TELEPHONES: &[&str] = &[
        "tel",
        "tél",
        "phone",
        "telephone",
        "telefon",
        "telefonnummer",
        "telefono",
        "teléfono",
        "téléphone",
        "handy",
        "handynummer",
        "mobil",
        "mobilnummer",
        "mobile",
        "móvil",
        "cell",
        "portable",
        "whatsapp",
        "signal",
        "fax",
        "rufnummer",
        "ring",
        "festnetz",
    ];
    let before = text.get(..start).unwrap_or_default();
    before.split_whitespace().rev().take(3).any(|word| {
        let plain = Word::alone(word).plain();
        let plain = plain.rsplit(':').next_back().unwrap_or_default();
        TELEPHONES.contains(&plain)
    })
}
