//! What is wrong with an answer, in the respondent's language.

use crate::survey::decimal;
use crate::survey::form::{FieldProblem, ProblemKind};
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;

use super::question::Trouble;
use super::question::fields::with_minus_sign;
use super::survey_page::Way;
use super::words::ProblemWords;

/// A sentence for each problem, in the order of the questions.
pub fn troubles(
    problems: &[FieldProblem],
    questionnaire: &Questionnaire,
    way: Way<'_>,
) -> Vec<Trouble> {
    problems
        .iter()
        .filter_map(|problem| {
            let question = questionnaire.question(&problem.question)?;
            Some(Trouble {
                question: problem.question.clone(),
                field: problem.field.clone(),
                sentence: sentence(problem.reason, question, &way.words.problems, way.language),
            })
        })
        .collect()
}

fn sentence(
    reason: ProblemKind,
    question: &Question,
    words: &ProblemWords,
    language: &Language,
) -> String {
    match reason {
        ProblemKind::Missing => missing(question, words).to_owned(),
        ProblemKind::UnknownOption => words.unknown_option.to_owned(),
        ProblemKind::ExclusiveWithOthers => {
            (words.exclusive_with_others)(exclusive_option(question, language))
        }
        ProblemKind::NotANumber => words.not_a_number.to_owned(),
        ProblemKind::ThousandsSeparator => words.thousands_separator.to_owned(),
        ProblemKind::TooManyDecimals { decimals } => (words.too_many_decimals)(decimals),
        ProblemKind::TooSmall { minimum } => (words.too_small)(&written(minimum, question)),
        ProblemKind::TooLarge { maximum } => (words.too_large)(&written(maximum, question)),
        ProblemKind::TooLong {
            characters,
            characters_max,
        } => {
            let over = characters.saturating_sub(usize::from(characters_max));
            (words.too_long)(over, characters_max)
        }
        ProblemKind::NotAPlace { places } => (words.not_a_place)(places),
        ProblemKind::DuplicateRank { place } => (words.duplicate_place)(place),
        ProblemKind::RankMissing { place } => (words.missing_place)(place),
    }
}

fn missing(question: &Question, words: &ProblemWords) -> &'static str {
    match question.kind {
        QuestionKind::MultipleChoice(_) => words.missing_several,
        QuestionKind::Grid { .. } => words.missing_row,
        QuestionKind::Ranking { .. } => words.missing_places,
        QuestionKind::Number(_) => words.missing_number,
        QuestionKind::Text(_) => words.missing_text,
        _ => words.missing_choice,
    }
}

fn exclusive_option<'a>(question: &'a Question, language: &Language) -> &'a str {
    let options = question.kind.choices().map(|list| &list.options);
    options
        .into_iter()
        .flatten()
        .find(|choice| choice.is_exclusive)
        .map_or("", |choice| choice.text.in_language(language))
}

fn written(multiples: i64, question: &Question) -> String {
    match &question.kind {
        QuestionKind::Number(range) => with_minus_sign(&decimal::print(multiples, range.decimals)),
        _ => multiples.to_string(),
    }
}
