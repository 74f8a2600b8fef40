//! From responses, one after the other, to the columns of a batch, side by side.

use super::Keyed;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, FIRST_CATEGORY, NOT_SHOWN, OptionPlanes, SKIPPED};
use crate::statistics::totals::Totals;
use crate::survey::answer::{Answer, Given};
use crate::survey::question::{ChoiceList, NumberRange, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

const SKIPPED_GIVEN: &Given = &Given::Skipped;

fn given_at(keyed: &Keyed, question: usize) -> &Given {
    keyed.response.given.get(question).unwrap_or(SKIPPED_GIVEN)
}

/// One column for each question. Texts are left out: they are kept apart.
pub fn columns_of(questionnaire: &Questionnaire, responses: &[Keyed]) -> Vec<Column> {
    let questions = questionnaire.questions.iter().enumerate();
    questions
        .map(|(position, question)| {
            let given = || responses.iter().map(move |keyed| given_at(keyed, position));
            match &question.kind {
                QuestionKind::SingleChoice(list) => codes(given(), list.options.len()),
                QuestionKind::Scale(scale) => codes(given(), scale.points()),
                QuestionKind::NetPromoter(_) => codes(given(), 11),
                QuestionKind::MultipleChoice(list) => {
                    several(questionnaire, position, list, responses)
                }
                QuestionKind::Grid { rows, scale } => Column::Grid {
                    categories: scale.points() as u8,
                    rows: (0..rows.len())
                        .map(|row| given().map(|given| grid_code(given, row)).collect())
                        .collect(),
                },
                QuestionKind::Ranking { choices, places } => Column::Ranked {
                    options: choices.options.len() as u8,
                    places: (0..usize::from(*places))
                        .map(|place| given().map(|given| rank_code(given, place)).collect())
                        .collect(),
                },
                QuestionKind::Number(range) => numbers(given(), range),
                QuestionKind::Text(_) => Column::Texts {
                    states: given().map(state).collect(),
                },
                QuestionKind::Information => Column::Nothing {
                    length: responses.len(),
                },
            }
        })
        .collect()
}

/// Exact counts over everybody in the columns.
pub fn totals_of(columns: &[Column], responses: usize) -> Totals {
    Totals {
        responses: responses as u64,
        questions: columns.iter().map(|column| column.count(None)).collect(),
    }
}

/// Not shown, skipped or answered, without saying what.
fn state(given: &Given) -> u8 {
    match given {
        Given::NotShown => NOT_SHOWN,
        Given::Skipped => SKIPPED,
        Given::Answered(_) => FIRST_CATEGORY,
    }
}

fn codes<'a>(given: impl Iterator<Item = &'a Given>, categories: usize) -> Column {
    let code = |given: &Given| match given {
        Given::Answered(Answer::One { option, .. }) => FIRST_CATEGORY + option,
        Given::Answered(Answer::Point(point)) => FIRST_CATEGORY + point,
        other => state(other),
    };
    Column::Codes {
        categories: categories as u8,
        codes: given.map(code).collect(),
    }
}

fn grid_code(given: &Given, row: usize) -> u8 {
    match given {
        Given::Answered(Answer::Rows(rows)) => rows
            .get(row)
            .copied()
            .flatten()
            .map_or(SKIPPED, |point| FIRST_CATEGORY + point),
        other => state(other),
    }
}

fn rank_code(given: &Given, place: usize) -> u8 {
    match given {
        Given::Answered(Answer::Ranked(options)) => options
            .get(place)
            .map_or(SKIPPED, |option| FIRST_CATEGORY + option),
        other => state(other),
    }
}

fn several(
    questionnaire: &Questionnaire,
    position: usize,
    list: &ChoiceList,
    responses: &[Keyed],
) -> Column {
    let plane = |holds: &dyn Fn(&Keyed) -> bool| {
        BitPlane::from_fn(responses.len(), |i| responses.get(i).is_some_and(holds))
    };
    let has_chosen = |keyed: &Keyed, option: usize| match given_at(keyed, position) {
        Given::Answered(Answer::Several { options, .. }) => {
            options.iter().any(|&chosen| usize::from(chosen) == option)
        }
        _ => false,
    };
    let options = list
        .options
        .iter()
        .enumerate()
        .map(|(option, choice)| OptionPlanes {
            chosen: plane(&|keyed| has_chosen(keyed, option)),
            seen: choice.shown_when.is_some().then(|| {
                plane(&|keyed| {
                    let given = &keyed.response.given;
                    // Imported responses may hold what routing would have hidden.
                    has_chosen(keyed, option)
                        || given_at(keyed, position).is_shown()
                            && routing::is_option_shown(questionnaire, choice, given)
                })
            }),
        });
    Column::Several {
        options: options.collect(),
        shown: plane(&|keyed| given_at(keyed, position).is_shown()),
        answered: plane(&|keyed| given_at(keyed, position).answer().is_some()),
    }
}

fn numbers<'a>(given: impl Iterator<Item = &'a Given>, range: &NumberRange) -> Column {
    let (states, values) = given
        .map(|given| match given {
            Given::Answered(Answer::Number(value)) => (FIRST_CATEGORY, *value),
            other => (state(other), 0),
        })
        .unzip();
    Column::Numbers {
        states,
        values,
        bands: range
            .bands
            .iter()
            .map(|band| (band.from, band.to))
            .collect(),
    }
}
