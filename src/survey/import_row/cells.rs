//! From the cells of one row to names and values.

use super::problem::ImportReason;
use super::reader::{Cells, Source};
use crate::survey::form::field;
use crate::survey::identifier::OptionCode;
use crate::survey::language::Localized;
use crate::survey::question::{ChoiceList, Question, QuestionKind, Scale};

/// What one row says so far, with the column each value comes from.
#[derive(Debug, Default)]
pub(super) struct Row {
    values: Vec<(usize, String, String)>,
    pub problems: Vec<(usize, ImportReason)>,
}

impl Row {
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let values = self.values.iter();
        values.map(|(_, name, value)| (name.clone(), value.clone()))
    }

    /// The first column that a field, or any field of its question, was filled from.
    pub(super) fn column_of(&self, field: &str) -> Option<usize> {
        let exact = self.values.iter().find(|(_, name, _)| name == field);
        let question = field.split('.').nth(1);
        let related = || {
            let mut values = self.values.iter();
            values.find(|(_, name, _)| name.split('.').nth(1) == question)
        };
        exact.or_else(related).map(|(column, _, _)| *column)
    }

    pub(super) fn read<S: AsRef<str>>(
        &mut self,
        question: &Question,
        source: &Source<'_>,
        record: &[S],
    ) {
        match &source.cells {
            Cells::One { column, separator } => {
                if let Some(value) = self.cell(*column, source, record) {
                    self.read_one(question, source, *column, value, *separator);
                }
            }
            Cells::Each(columns) => {
                for (part, column) in columns {
                    if let Some(value) = self.cell(*column, source, record) {
                        self.read_part(question, source, part, *column, value);
                    }
                }
            }
        }
        if let Some(column) = source.other_text
            && let Some(value) = self.cell(column, source, record)
        {
            self.push(column, field::of_other(&question.code), value);
        }
    }

    /// The cell's value unless it is blank or stands for no answer.
    fn cell<'r, S: AsRef<str>>(
        &mut self,
        column: usize,
        source: &Source<'_>,
        record: &'r [S],
    ) -> Option<&'r str> {
        let Some(cell) = record.get(column) else {
            self.problems.push((column, ImportReason::RowTooShort));
            return None;
        };
        let value = cell.as_ref().trim();
        let missing = &source.map.missing;
        let is_missing = missing.iter().any(|missing| is_same(missing, value));
        (!value.is_empty() && !is_missing).then_some(value)
    }

    fn push(&mut self, column: usize, name: String, value: impl Into<String>) {
        self.values.push((column, name, value.into()));
    }

    fn push_known(&mut self, column: usize, name: String, value: Option<String>) {
        match value {
            Some(value) => self.push(column, name, value),
            None => self.problems.push((column, ImportReason::UnknownValue)),
        }
    }

    fn read_one(
        &mut self,
        question: &Question,
        source: &Source<'_>,
        column: usize,
        value: &str,
        separator: char,
    ) {
        let name = field::of_question(&question.code);
        match &question.kind {
            QuestionKind::SingleChoice(list) => {
                self.push_known(column, name, option_code(list, source, value));
            }
            QuestionKind::MultipleChoice(list) => {
                for part in value
                    .split(separator)
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    self.push_known(column, name.clone(), option_code(list, source, part));
                }
            }
            QuestionKind::Ranking { choices, .. } => {
                let parts = value
                    .split(separator)
                    .map(str::trim)
                    .filter(|part| !part.is_empty());
                for (place, part) in (1_usize..).zip(parts) {
                    match option_code(choices, source, part).and_then(|code| code.parse().ok()) {
                        Some(code) => {
                            let name = field::of_part(&question.code, &code);
                            self.push(column, name, place.to_string());
                        }
                        None => self.problems.push((column, ImportReason::UnknownValue)),
                    }
                }
            }
            QuestionKind::Scale(scale) => {
                self.push_known(column, name, scale_value(Some(scale), source, value));
            }
            QuestionKind::NetPromoter(_) => {
                self.push_known(column, name, scale_value(None, source, value));
            }
            QuestionKind::Number(_) => self.push(column, name, plain_number(value)),
            QuestionKind::Text(_) => self.push(column, name, value),
            QuestionKind::Grid { .. } | QuestionKind::Information => {}
        }
    }

    /// The cell of one option or grid row.
    fn read_part(
        &mut self,
        question: &Question,
        source: &Source<'_>,
        part: &OptionCode,
        column: usize,
        value: &str,
    ) {
        let name = field::of_part(&question.code, part);
        match &question.kind {
            QuestionKind::Grid { scale, .. } => {
                self.push_known(column, name, scale_value(Some(scale), source, value));
            }
            QuestionKind::Ranking { .. } => self.push(column, name, plain_number(value)),
            QuestionKind::MultipleChoice(list) => match is_ticked(list, source, part, value) {
                Some(true) => {
                    let name = field::of_question(&question.code);
                    self.push(column, name, part.as_str());
                }
                Some(false) => {}
                None => self
                    .problems
                    .push((column, ImportReason::NeitherTickedNorNot)),
            },
            _ => {}
        }
    }
}

/// By translation, by code, then by text in any language.
fn option_code(list: &ChoiceList, source: &Source<'_>, value: &str) -> Option<String> {
    if let Some(code) = translated(source, value) {
        return Some(code.to_string());
    }
    let mut options = list.options.iter();
    let by_code = options.find(|choice| is_same(choice.code.as_str(), value));
    let by_text = || {
        list.options
            .iter()
            .find(|choice| reads(&choice.text, value))
    };
    Some(by_code.or_else(by_text)?.code.to_string())
}

/// The value of a scale's point (0 to 10 without a scale): by translation,
/// as a number, then by its label.
fn scale_value(scale: Option<&Scale>, source: &Source<'_>, value: &str) -> Option<String> {
    if let Some(code) = translated(source, value) {
        return Some(code.to_string());
    }
    let number = plain_number(value);
    if number.parse::<i64>().is_ok() {
        return Some(number.to_owned());
    }
    let scale = scale?;
    let labelled = scale.values().zip(&scale.labels);
    let ends = [
        (scale.from, &scale.ends.lowest),
        (scale.to, &scale.ends.highest),
    ];
    let mut known = labelled.chain(ends);
    let (point, _) = known.find(|(_, label)| reads(label, value))?;
    Some(point.to_string())
}

fn is_ticked(
    list: &ChoiceList,
    source: &Source<'_>,
    part: &OptionCode,
    value: &str,
) -> Option<bool> {
    match plain_number(value).to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "x" => return Some(true),
        "0" | "false" | "no" | "n" => return Some(false),
        _ => {}
    }
    let code = option_code(list, source, value)?;
    (code == part.as_str()).then_some(true)
}

fn translated<'a>(source: &'a Source<'_>, value: &str) -> Option<&'a OptionCode> {
    let codes = &source.map.codes;
    let loosely = || {
        let mut codes = codes.iter();
        codes
            .find(|(from, _)| is_same(from, value))
            .map(|(_, code)| code)
    };
    codes.get(value).or_else(loosely)
}

/// Spreadsheets turn 1 into 1.0.
fn is_same(code: &str, value: &str) -> bool {
    code == value || plain_number(code) == plain_number(value)
}

/// `22.50` is `22.5`, `1.0` is `1`; anything else is left as it is.
fn plain_number(value: &str) -> &str {
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match unsigned.split_once('.') {
        Some((whole, fraction)) if is_digits(whole) && is_digits(fraction) => {
            value.trim_end_matches('0').trim_end_matches('.')
        }
        _ => value,
    }
}

fn reads(text: &Localized, value: &str) -> bool {
    let folded = value.to_lowercase();
    let mut texts =
        std::iter::once(text.fallback()).chain(text.translations().values().map(String::as_str));
    texts.any(|text| text == value || text.to_lowercase() == folded)
}
