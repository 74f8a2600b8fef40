//! Answers that tell the ways through a questionnaire apart: a few for each
//! question, every one of them valid.

use crate::survey::answer::{Answer, Given};
use crate::survey::condition::Condition;
use crate::survey::question::{ChoiceList, NumberRange, Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

/// At least one for a question that is shown to somebody who has given `given`.
pub(super) fn sample_answers(
    questionnaire: &Questionnaire,
    question: &Question,
    given: &[Given],
) -> Vec<Answer> {
    match &question.kind {
        QuestionKind::SingleChoice(list) => shown(questionnaire, list, given)
            .into_iter()
            .map(|option| Answer::One {
                option,
                other: None,
            })
            .collect(),
        QuestionKind::MultipleChoice(list) => several(list, shown(questionnaire, list, given)),
        QuestionKind::Ranking { choices, places } => {
            ranked(&shown(questionnaire, choices, given), usize::from(*places))
        }
        QuestionKind::Scale(scale) => points(scale.points()),
        QuestionKind::NetPromoter(_) => points(11),
        QuestionKind::Grid { rows, .. } => vec![Answer::Rows(vec![Some(0); rows.len()])],
        QuestionKind::Number(range) => numbers(questionnaire, question, range),
        QuestionKind::Text(_) => vec![Answer::Text("x".to_owned())],
        QuestionKind::Information => Vec::new(),
    }
}

/// Indices of the options that are shown.
pub(super) fn shown(questionnaire: &Questionnaire, list: &ChoiceList, given: &[Given]) -> Vec<u8> {
    let options = (0_u8..).zip(&list.options);
    options
        .filter(|(_, choice)| routing::is_option_shown(questionnaire, choice, given))
        .map(|(index, _)| index)
        .collect()
}

/// Each alone, and everything that goes together.
fn several(list: &ChoiceList, shown: Vec<u8>) -> Vec<Answer> {
    let goes_with_others = |index: &u8| {
        let choice = list.options.get(usize::from(*index));
        choice.is_some_and(|choice| !choice.is_exclusive && !choice.is_declined)
    };
    let together: Vec<u8> = shown.iter().copied().filter(goes_with_others).collect();
    let alone = shown.into_iter().map(|index| vec![index]);
    alone
        .chain((together.len() > 1).then_some(together))
        .map(|options| Answer::Several {
            options,
            other: None,
        })
        .collect()
}

/// Each option once in the first place, the others after it.
fn ranked(shown: &[u8], places: usize) -> Vec<Answer> {
    let firsts = 0..shown.len();
    firsts
        .map(|first| {
            let turned = shown.iter().cycle().skip(first).take(shown.len());
            Answer::Ranked(turned.copied().take(places).collect())
        })
        .collect()
}

fn points(count: usize) -> Vec<Answer> {
    (0_u8..).take(count).map(Answer::Point).collect()
}

/// The bounds, and what lies on and beside each number that is compared with.
fn numbers(questionnaire: &Questionnaire, question: &Question, range: &NumberRange) -> Vec<Answer> {
    let mut compared = vec![range.minimum, range.maximum];
    let questions = questionnaire.questions.iter();
    for condition in questions.flat_map(routing::conditions_of) {
        collect_values(condition, question, &mut compared);
    }
    let beside = compared
        .into_iter()
        .flat_map(|value| [value.saturating_sub(1), value, value.saturating_add(1)]);
    let mut valid: Vec<i64> = beside
        .filter(|value| (range.minimum..=range.maximum).contains(value))
        .collect();
    valid.sort_unstable();
    valid.dedup();
    valid.into_iter().map(Answer::Number).collect()
}

fn collect_values(condition: &Condition, about: &Question, values: &mut Vec<i64>) {
    match condition {
        Condition::AtLeast { question, value } | Condition::AtMost { question, value } => {
            if *question == about.code {
                values.push(*value);
            }
        }
        Condition::Not(inner) => collect_values(inner, about, values),
        Condition::All(parts) | Condition::Any(parts) => {
            let mut parts = parts.iter();
            parts
                .by_ref()
                .for_each(|part| collect_values(part, about, values));
        }
        Condition::Chose { .. } | Condition::Answered { .. } => {}
    }
}
