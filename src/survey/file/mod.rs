//! Survey files: TOML to [`Survey`] and back.
//!
//! Reading finds every problem at once, each with its line, the reason and a
//! remedy, and gives a whole survey or none. What makes a survey poor rather
//! than impossible is for `survey::check`.

mod calendar;
mod charter;
mod choices;
mod condition_text;
mod embedding;
mod import;
mod languages;
mod number;
mod question;
mod quota;
mod scale;
mod survey;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub(super) use condition_text::{RESERVED, Token, words};
pub use table::FileProblem;
pub use write::write;
pub(in crate::survey) use write::{condition, import_lines, planned_lines, quoted};

use std::collections::BTreeMap;

use toml::de::DeTable;

use self::table::{Reading, Table};
use crate::limits::SURVEY_FILE_BYTES_MAX;
use crate::survey::identifier::QuestionCode;
use crate::survey::questionnaire::Survey;

/// The line on which each question of a file begins, to say where advice
/// belongs; empty for a file that is no TOML.
pub fn question_lines(text: &str) -> BTreeMap<QuestionCode, usize> {
    let reading = Reading::of(text);
    let Ok(document) = DeTable::parse(text) else {
        return BTreeMap::new();
    };
    let questions = document.get_ref().get("question");
    let questions = questions.and_then(|value| value.get_ref().as_array());
    let items = questions.into_iter().flat_map(|items| items.iter());
    items
        .filter_map(|item| {
            let code = item.get_ref().as_table()?.get("code")?;
            let code = code.get_ref().as_str()?.parse().ok()?;
            Some((code, reading.line_of(item.span().start)))
        })
        .collect()
}

/// The survey a file describes, or everything that is wrong with it, by line.
pub fn read(text: &str) -> Result<Survey, Vec<FileProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading::of(text);
    if text.len() > SURVEY_FILE_BYTES_MAX {
        reading.report(
            0,
            format!("the file is larger than {SURVEY_FILE_BYTES_MAX} bytes"),
            "a survey file holds questions, not answers; import the answers as CSV",
        );
        return Err(reading.into_problems());
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reading.report(
            at,
            format!("this is not TOML: {}", error.message()),
            "check quotation marks, brackets and commas here and on the line above",
        );
    }
    // Broken syntax makes later parts look wrong that are not.
    if !errors.is_empty() {
        return Err(reading.into_problems());
    }
    let table = Table::new(document.get_ref(), 0, "the survey file");
    let survey = survey::read(table, &mut reading);
    match survey {
        Some(survey) if reading.is_clean() => Ok(survey),
        _ => Err(reading.into_problems()),
    }
}
