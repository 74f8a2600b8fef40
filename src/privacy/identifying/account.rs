//! Bank accounts by ISO 13616 (IBAN) and cards by ISO/IEC 7812: both carry a
//! check, so that hardly anything else passes for one.

use super::{Likely, Mark};

pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = next_run(text, from) {
        let mark = text.get(start..end).and_then(longest_account);
        from = match mark {
            Some(length) => {
                found.push(Mark {
                    range: start..start + length,
                    likely: Likely::Account,
                });
                start + length
            }
            // The next group of this run.
            None => text
                .get(start..end)
                .and_then(|run| run.find([' ', '-', '\u{a0}', '\u{202f}']))
                .map_or(end, |blank| start + blank + 1),
        };
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}')
}

/// The next stretch of ASCII letters and digits with single blanks between them.
fn next_run(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| c.is_ascii_alphanumeric())?;
    let mut end = start;
    let mut was_between = false;
    for (at, c) in text.get(start..)?.char_indices() {
        if c.is_ascii_alphanumeric() {
            end = start + at + 1;
            was_between = false;
        } else if is_between(c) && !was_between {
            was_between = true;
        } else {
            break;
        }
    }
    Some((start, end))
}

/// How long an account is that the run begins with.
fn longest_account(run: &str) -> Option<usize> {
    let mut signs = String::new();
    let mut longest = None;
    for (at, c) in run.char_indices() {
        if is_between(c) {
            continue;
        }
        signs.push(c.to_ascii_uppercase());
        let end = at + c.len_utf8();
        let is_whole = run
            .get(end..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(is_between);
        if is_whole && (is_iban(&signs) || is_card(&signs)) {
            longest = Some(end);
        }
        if signs.len() > 34 {
            break;
        }
    }
    longest
}

fn is_iban(signs: &str) -> bool {
    let bytes = signs.as_bytes();
    let Some((head, tail)) = bytes.split_at_checked(4) else {
        return false;
    };
    let [a, b, c, d] = head else {
        return false;
    };
    let has_head = a.is_ascii_uppercase()
        && b.is_ascii_uppercase()
        && c.is_ascii_digit()
        && d.is_ascii_digit();
    has_head && (15..=34).contains(&bytes.len()) && remainder_97(tail.iter().chain(head)) == 1
}

/// Letters count as 10 to 35.
fn remainder_97<'a>(signs: impl Iterator<Item = &'a u8>) -> u32 {
    signs.fold(0, |sum, &sign| {
        let value = (sign as char).to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (sum * shift + value) % 97
    })
}

/// The check of Luhn over 13 to 19 digits that begin as those of cards do.
fn is_card(signs: &str) -> bool {
    if !(13..=19).contains(&signs.len()) || !signs.starts_with(['2', '3', '4', '5', '6']) {
        return false;
    }
    let Some(digits) = signs
        .chars()
        .map(|c| c.to_digit(10))
        .collect::<Option<Vec<u32>>>()
    else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}
