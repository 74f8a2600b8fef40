//! TOML tables as the survey file's parts read them: typed values with their
//! place in the file, and every problem collected on the way.

use std::ops::Deref;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::survey::decimal::{self, DecimalError};

/// One thing to put right in a survey file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}; {remedy}")]
pub struct FileProblem {
    /// In bytes from the beginning of the text.
    pub at: usize,
    pub line: usize,
    pub reason: String,
    pub remedy: String,
}

/// A value and where it stands, as a byte offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Located<T> {
    pub at: usize,
    pub value: T,
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The problems of one file.
pub(super) struct Reading {
    line_starts: Vec<usize>,
    problems: Vec<FileProblem>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            line_starts: after_breaks.map(|(offset, _)| offset + 1).collect(),
            problems: Vec::new(),
        }
    }

    pub(super) fn report(
        &mut self,
        at: usize,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.problems.push(FileProblem {
            at,
            line: self.line_of(at),
            reason: reason.into(),
            remedy: remedy.into(),
        });
    }

    /// Counted from 1.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at) + 1
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// In the order of the lines, and within one line as they were found.
    pub(super) fn into_problems(mut self) -> Vec<FileProblem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems.dedup();
        self.problems
    }
}

/// One table while it is read. Every key that was asked for is known; the rest
/// are reported by [`Table::finish`].
pub(super) struct Table<'t> {
    entries: &'t DeTable<'t>,
    pub at: usize,
    /// As problems call it: “question “reasons””.
    pub name: String,
    asked: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(entries: &'t DeTable<'t>, at: usize, name: impl Into<String>) -> Self {
        Self {
            entries,
            at,
            name: name.into(),
            asked: Vec::new(),
        }
    }

    pub(super) fn of(
        value: &'t Spanned<DeValue<'t>>,
        name: impl Into<String>,
        reading: &mut Reading,
    ) -> Option<Self> {
        let (at, name) = (value.span().start, name.into());
        match value.get_ref() {
            DeValue::Table(entries) => Some(Self::new(entries, at, name)),
            other => {
                let reason = format!("{name} is {}, not a table", described(other));
                reading.report(at, reason, "write { key = value, … } or a [heading]");
                None
            }
        }
    }

    pub(super) fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.get(key)
    }

    pub(super) fn entries(
        &self,
    ) -> impl Iterator<Item = (Located<&'t str>, &'t Spanned<DeValue<'t>>)> {
        self.entries.iter().map(|(key, value)| {
            let located = Located {
                at: key.span().start,
                value: key.get_ref().as_ref(),
            };
            (located, value)
        })
    }

    /// For a key without which there is no survey.
    pub(super) fn required(
        &mut self,
        key: &'static str,
        remedy: &str,
        reading: &mut Reading,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.value(key);
        if value.is_none() {
            reading.report(self.at, format!("{} has no “{key}”", self.name), remedy);
        }
        value
    }

    pub(super) fn text(
        &mut self,
        key: &'static str,
        reading: &mut Reading,
    ) -> Option<Located<&'t str>> {
        let value = self.value(key)?;
        text_of(value, key, reading)
    }

    /// `false` when it is not there.
    pub(super) fn boolean(&mut self, key: &'static str, reading: &mut Reading) -> Located<bool> {
        self.optional_boolean(key, reading).unwrap_or(Located {
            at: self.at,
            value: false,
        })
    }

    pub(super) fn optional_boolean(
        &mut self,
        key: &'static str,
        reading: &mut Reading,
    ) -> Option<Located<bool>> {
        let value = self.value(key)?;
        let at = value.span().start;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let reason = format!("“{key}” is {}", described(value.get_ref()));
            reading.report(at, reason, format!("write {key} = true or {key} = false"));
        }
        found.map(|value| Located { at, value })
    }

    /// A whole number from `low` to `high`; the remedy names them.
    pub(super) fn whole<N: TryFrom<i64> + Copy + Into<i64>>(
        &mut self,
        key: &'static str,
        low: N,
        high: N,
        reading: &mut Reading,
    ) -> Option<Located<N>> {
        let value = self.value(key)?;
        let number = decimal_of(value, 0, key, reading)?;
        let (low, high) = (low.into(), high.into());
        let fitting = (low..=high).contains(&number.value);
        if !fitting {
            let reason = format!("“{key}” is {}", number.value);
            reading.report(
                number.at,
                reason,
                format!("choose a number from {low} to {high}"),
            );
            return None;
        }
        let value = N::try_from(number.value).ok()?;
        Some(Located {
            at: number.at,
            value,
        })
    }

    /// A number in multiples of 10^-decimals.
    pub(super) fn decimal(
        &mut self,
        key: &'static str,
        decimals: u8,
        reading: &mut Reading,
    ) -> Option<Located<i64>> {
        let value = self.value(key)?;
        decimal_of(value, decimals, key, reading)
    }

    /// The items of an array; nothing if the key is not there.
    pub(super) fn list(
        &mut self,
        key: &'static str,
        reading: &mut Reading,
    ) -> Option<Located<Vec<&'t Spanned<DeValue<'t>>>>> {
        let value = self.value(key)?;
        let at = value.span().start;
        let DeValue::Array(items) = value.get_ref() else {
            let reason = format!("“{key}” is {}, not a list", described(value.get_ref()));
            reading.report(at, reason, format!("write {key} = [ … ]"));
            return None;
        };
        Some(Located {
            at,
            value: items.iter().collect(),
        })
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, reading: &mut Reading) {
        for (key, _) in self.entries.iter() {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let remedy = match nearest(name, self.asked.iter().copied()) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("take it out; known here are {}", listed(&self.asked)),
            };
            let reason = format!("{} knows no “{name}”", self.name);
            reading.report(key.span().start, reason, remedy);
        }
    }
}

pub(super) fn text_of<'t>(
    value: &'t Spanned<DeValue<'t>>,
    what: &str,
    reading: &mut Reading,
) -> Option<Located<&'t str>> {
    let at = value.span().start;
    let found = value.get_ref().as_str();
    if found.is_none() {
        let reason = format!("“{what}” is {}, not text", described(value.get_ref()));
        reading.report(at, reason, "put it in quotation marks: \"…\"");
    }
    found.map(|value| Located { at, value })
}

pub(super) fn decimal_of(
    value: &Spanned<DeValue<'_>>,
    decimals: u8,
    what: &str,
    reading: &mut Reading,
) -> Option<Located<i64>> {
    let at = value.span().start;
    let written = match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        other => {
            let reason = format!("“{what}” is {}, not a number", described(other));
            reading.report(at, reason, format!("write it in digits: {what} = 10"));
            return None;
        }
    };
    match decimal::parse(written, decimals) {
        Ok(value) => Some(Located { at, value }),
        Err(DecimalError::TooManyDecimals { decimals: 0 }) => {
            let reason = format!("“{what}” is {written}, not a whole number");
            reading.report(at, reason, "write it without a decimal point");
            None
        }
        Err(error) => {
            let reason = format!("“{what}” is {written}: {error}");
            reading.report(
                at,
                reason,
                "write it in plain digits, within the question’s decimals",
            );
            None
        }
    }
}

pub(super) fn described(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// “a”, “b” and “c”.
pub(super) fn listed<T: std::fmt::Display>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// “1 option”, “3 options”.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// The candidate that a slip of the finger would turn into `name`.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = name.chars().count();
    let tolerated = (letters / 3).max(1).min(letters.saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= tolerated)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace, or swap with their neighbour: the
/// distance of Damerau and Levenshtein (optimal string alignment).
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut above_last: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut last = None;
    for (index, from) in left.chars().enumerate() {
        let mut row = vec![index + 1];
        for (column, to) in right.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let replaced = cell(&above, column) + usize::from(from != *to);
            let deleted = cell(&above, column + 1) + 1;
            let inserted = cell(&row, column) + 1;
            let before = column.checked_sub(1);
            let is_swap =
                last == Some(*to) && before.and_then(|before| right.get(before)) == Some(&from);
            let swapped = before
                .filter(|_| is_swap)
                .map(|before| cell(&above_last, before) + 1);
            let best = replaced.min(deleted).min(inserted);
            row.push(swapped.map_or(best, |swapped| best.min(swapped)));
        }
        last = Some(from);
        above_last = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_recognised() {
        assert_eq!(nearest("titel", ["text", "title"]), Some("title"));
        assert_eq!(nearest("reason", ["age", "reasons"]), Some("reasons"));
        assert_eq!(nearest("postcode", ["age", "reasons"]), None);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert_eq!(edit_distance("", "abc"), 3);
    }
}
