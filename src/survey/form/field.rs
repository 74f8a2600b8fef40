//! Names of form fields: `q.{code}`, `q.{code}.other`, `q.{code}.{row or option}`.

use crate::survey::identifier::{OptionCode, QuestionCode};
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;

/// The field of a question that has one: single choice, scale, NPS, number,
/// text; and, repeated, of a multiple choice.
pub fn of_question(question: &QuestionCode) -> String {
    format!("q.{question}")
}

/// The line that goes with "other, please say".
pub fn of_other(question: &QuestionCode) -> String {
    format!("q.{question}.other")
}

/// One row of a grid, or one option of a ranking.
pub fn of_part(question: &QuestionCode, part: &OptionCode) -> String {
    format!("q.{question}.{part}")
}

/// The first field of a question, to lead to from a summary of problems.
pub fn first_of(question: &Question) -> String {
    let first_part = match &question.kind {
        QuestionKind::Grid { rows, .. } => rows.first().map(|row| &row.code),
        QuestionKind::Ranking { choices, .. } => choices.options.first().map(|first| &first.code),
        _ => None,
    };
    first_part.map_or_else(
        || of_question(&question.code),
        |part| of_part(&question.code, part),
    )
}

/// The question that `name` is a field of.
pub fn question_of<'a>(questionnaire: &'a Questionnaire, name: &str) -> Option<&'a Question> {
    let rest = name.strip_prefix("q.")?;
    let (code, part) = match rest.split_once('.') {
        Some((code, part)) => (code, Some(part)),
        None => (rest, None),
    };
    let mut questions = questionnaire.questions.iter();
    let question = questions.find(|question| question.code.as_str() == code)?;
    has_field(&question.kind, part).then_some(question)
}

fn has_field(kind: &QuestionKind, part: Option<&str>) -> bool {
    match (kind, part) {
        (QuestionKind::Information, _) => false,
        (QuestionKind::Grid { rows, .. }, Some(part)) => {
            rows.iter().any(|row| row.code.as_str() == part)
        }
        (QuestionKind::Ranking { choices, .. }, Some(part)) => choices
            .options
            .iter()
            .any(|choice| choice.code.as_str() == part),
        (QuestionKind::Grid { .. } | QuestionKind::Ranking { .. }, None) => false,
        (QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list), Some(part)) => {
            part == "other" && list.options.iter().any(|choice| choice.is_other)
        }
        (_, part) => part.is_none(),
    }
}
