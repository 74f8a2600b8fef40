//! From the columns of a batch back to single responses: reading one, taking one out.

use crate::operations::error::OperationError;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, FIRST_CATEGORY, NOT_SHOWN, OptionPlanes, SKIPPED};
use crate::survey::answer::{Answer, Given};
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Questionnaire;

/// What the response at one row of a batch says; `text` finds what was written in answer
/// to the question at a position.
pub fn given_at(
    questionnaire: &Questionnaire,
    columns: &[Column],
    row: usize,
    mut text: impl FnMut(usize) -> Result<Option<String>, OperationError>,
) -> Result<Vec<Given>, OperationError> {
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
    Ok(given)
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

/// A column without the response at `row`.
pub fn without_row(column: &Column, row: usize) -> Column {
    let cut = |values: &Vec<u8>| without(values, row);
    match column {
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
    }
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
