//! Between responses, one after the other, and the columns of a batch, side by side.

use super::error::OperationError;
use crate::privacy::receipt::BatchKey;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, FIRST_CATEGORY, NOT_SHOWN, OptionPlanes, SKIPPED};
use crate::statistics::totals::Totals;
use crate::survey::answer::{Answer, Given, Response};
use crate::survey::question::{ChoiceList, NumberRange, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

/// A response on its way into a batch.
#[derive(Debug, Clone)]
pub struct Keyed {
    pub key: BatchKey,
    pub response: Response,
}

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
                    given_at(keyed, position).is_shown()
                        && routing::is_option_shown(questionnaire, choice, &keyed.response.given)
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

/// The response at one row of a batch; `text` finds what was written in answer
/// to the question at a position.
pub fn response_at(
    questionnaire: &Questionnaire,
    columns: &[Column],
    row: usize,
    mut text: impl FnMut(usize) -> Result<Option<String>, OperationError>,
) -> Result<Response, OperationError> {
    let mut given = Vec::with_capacity(columns.len());
    for (position, (question, column)) in questionnaire.questions.iter().zip(columns).enumerate() {
        let mut entry = given_in(&question.kind, column, row).ok_or(OperationError::Damaged(
            "a column is of another kind than its question",
        ))?;
        match &mut entry {
            Given::Answered(Answer::Text(words)) => {
                *words = text(position)?.unwrap_or_default();
            }
            Given::Answered(Answer::One { option, other })
                if is_other(&question.kind, &[*option]) =>
            {
                *other = text(position)?;
            }
            Given::Answered(Answer::Several { options, other })
                if is_other(&question.kind, options) =>
            {
                *other = text(position)?;
            }
            _ => {}
        }
        given.push(entry);
    }
    Ok(Response { given })
}

fn is_other(kind: &QuestionKind, chosen: &[u8]) -> bool {
    kind.choices().is_some_and(|list| {
        chosen.iter().any(|&option| {
            list.options
                .get(usize::from(option))
                .is_some_and(|choice| choice.is_other)
        })
    })
}

fn given_in(kind: &QuestionKind, column: &Column, row: usize) -> Option<Given> {
    let coded = |code: u8, answer: &dyn Fn(u8) -> Answer| match code {
        NOT_SHOWN => Given::NotShown,
        SKIPPED => Given::Skipped,
        code => Given::Answered(answer(code - FIRST_CATEGORY)),
    };
    Some(match (kind, column) {
        (QuestionKind::SingleChoice(_), Column::Codes { codes, .. }) => {
            coded(*codes.get(row)?, &|option| Answer::One {
                option,
                other: None,
            })
        }
        (QuestionKind::Scale(_) | QuestionKind::NetPromoter(_), Column::Codes { codes, .. }) => {
            coded(*codes.get(row)?, &Answer::Point)
        }
        (
            QuestionKind::MultipleChoice(_),
            Column::Several {
                shown,
                answered,
                options,
            },
        ) => match (shown.contains(row), answered.contains(row)) {
            (false, _) => Given::NotShown,
            (true, false) => Given::Skipped,
            (true, true) => Given::Answered(Answer::Several {
                options: (0_u8..)
                    .zip(options)
                    .filter(|(_, planes)| planes.chosen.contains(row))
                    .map(|(option, _)| option)
                    .collect(),
                other: None,
            }),
        },
        (QuestionKind::Grid { .. }, Column::Grid { rows, .. }) => {
            let codes: Option<Vec<u8>> = rows.iter().map(|codes| codes.get(row).copied()).collect();
            listed(&codes?, |code| {
                Answer::Rows(code.iter().map(|c| c.checked_sub(FIRST_CATEGORY)).collect())
            })
        }
        (QuestionKind::Ranking { .. }, Column::Ranked { places, .. }) => {
            let codes: Option<Vec<u8>> =
                places.iter().map(|codes| codes.get(row).copied()).collect();
            listed(&codes?, |code| {
                Answer::Ranked(
                    code.iter()
                        .filter_map(|c| c.checked_sub(FIRST_CATEGORY))
                        .collect(),
                )
            })
        }
        (QuestionKind::Number(_), Column::Numbers { states, values, .. }) => {
            let value = *values.get(row)?;
            coded(*states.get(row)?, &|_| Answer::Number(value))
        }
        (QuestionKind::Text(_), Column::Texts { states }) => {
            coded(*states.get(row)?, &|_| Answer::Text(String::new()))
        }
        (QuestionKind::Information, _) => Given::NotShown,
        _ => return None,
    })
}

/// Codes of several rows or places: answered if any is, not shown if all are.
fn listed(codes: &[u8], answer: impl Fn(&[u8]) -> Answer) -> Given {
    if codes.iter().any(|&code| code >= FIRST_CATEGORY) {
        Given::Answered(answer(codes))
    } else if codes.iter().all(|&code| code == NOT_SHOWN) {
        Given::NotShown
    } else {
        Given::Skipped
    }
}

/// A batch without the response at `row`.
pub fn without_row(columns: &[Column], row: usize) -> Vec<Column> {
    let cut = |values: &Vec<u8>| without(values, row);
    columns
        .iter()
        .map(|column| match column {
            Column::Codes { categories, codes } => Column::Codes {
                categories: *categories,
                codes: cut(codes),
            },
            Column::Several {
                shown,
                answered,
                options,
            } => Column::Several {
                shown: plane_without(shown, row),
                answered: plane_without(answered, row),
                options: options
                    .iter()
                    .map(|planes| OptionPlanes {
                        chosen: plane_without(&planes.chosen, row),
                        seen: planes.seen.as_ref().map(|seen| plane_without(seen, row)),
                    })
                    .collect(),
            },
            Column::Grid { categories, rows } => Column::Grid {
                categories: *categories,
                rows: rows.iter().map(cut).collect(),
            },
            Column::Ranked { options, places } => Column::Ranked {
                options: *options,
                places: places.iter().map(cut).collect(),
            },
            Column::Numbers {
                states,
                values,
                bands,
            } => Column::Numbers {
                states: cut(states),
                values: without(values, row),
                bands: bands.clone(),
            },
            Column::Texts { states } => Column::Texts {
                states: cut(states),
            },
            Column::Nothing { length } => Column::Nothing {
                length: length.saturating_sub(1),
            },
        })
        .collect()
}

fn without<T: Copy>(values: &[T], row: usize) -> Vec<T> {
    let kept = values.iter().enumerate().filter(|&(i, _)| i != row);
    kept.map(|(_, &value)| value).collect()
}

fn plane_without(plane: &BitPlane, row: usize) -> BitPlane {
    BitPlane::from_fn(plane.len().saturating_sub(1), |i| {
        plane.contains(if i < row { i } else { i + 1 })
    })
}

/// What the responses say in words: (question, author's key, text).
pub fn texts_of(responses: &[Keyed]) -> impl Iterator<Item = (usize, BatchKey, &str)> {
    responses.iter().flat_map(|keyed| {
        let given = keyed.response.given.iter().enumerate();
        given.filter_map(|(position, given)| {
            let text = match given.answer()? {
                Answer::Text(text) => Some(text),
                Answer::One { other, .. } | Answer::Several { other, .. } => other.as_ref(),
                _ => None,
            };
            text.map(|text| (position, keyed.key, text.as_str()))
        })
    })
}

#[cfg(test)]
mod tests;
