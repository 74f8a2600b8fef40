//! Which class of a criterion each response of a batch is in.

use crate::operations::error::OperationError;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, FIRST_CATEGORY, NOT_SHOWN, SKIPPED};
use crate::survey::answer::Wishes;
use crate::survey::criterion::Criterion;
use crate::survey::question::QuestionKind;

const DAMAGED: OperationError =
    OperationError::Damaged("a column is of another kind than its question");

/// Of an NPS question: 0 to 6, 7 and 8, 9 and 10.
const NET_PROMOTER_CLASS: [u8; 11] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2];
const NET_PROMOTER_CLASSES: usize = 3;

/// One code a response, as `survey::criterion::classes` numbers the classes.
pub(super) fn answer_classes(
    kind: &QuestionKind,
    column: &Column,
) -> Result<Vec<u8>, OperationError> {
    match (kind, column) {
        (QuestionKind::NetPromoter(_), Column::Codes { codes, .. }) => {
            let point = |point: u8| NET_PROMOTER_CLASS.get(usize::from(point)).copied();
            coded(codes, NET_PROMOTER_CLASSES, point)
        }
        (QuestionKind::SingleChoice(list), Column::Codes { codes, .. }) => {
            coded(codes, list.options.len(), Some)
        }
        (QuestionKind::Scale(scale), Column::Codes { codes, .. }) => {
            coded(codes, scale.points(), Some)
        }
        (QuestionKind::Number(range), Column::Numbers { states, values, .. }) => {
            let lowest = range.bands.first().map_or(i64::MIN, |band| band.from);
            let highest = range.bands.last().map_or(i64::MAX, |band| band.to);
            let band = |value: i64| {
                let value = value.clamp(lowest, highest);
                let mut bands = (0_u8..).zip(&range.bands);
                let found = bands.find(|(_, band)| (band.from..=band.to).contains(&value));
                found.map(|(class, _)| class)
            };
            let classes = range.bands.len();
            let coded = states
                .iter()
                .zip(values)
                .map(|(&state, &value)| class(state, classes, |_| band(value)));
            coded.collect::<Option<_>>().ok_or(DAMAGED)
        }
        _ => Err(DAMAGED),
    }
}

fn coded(
    codes: &[u8],
    classes: usize,
    of_category: impl Fn(u8) -> Option<u8>,
) -> Result<Vec<u8>, OperationError> {
    let coded = codes.iter().map(|&code| class(code, classes, &of_category));
    coded.collect::<Option<_>>().ok_or(DAMAGED)
}

/// The classes of answers come first, then not stated, then not asked.
fn class(code: u8, classes: usize, of_category: impl Fn(u8) -> Option<u8>) -> Option<u8> {
    let classes = classes as u8;
    match code {
        NOT_SHOWN => Some(classes + 1),
        SKIPPED => Some(classes),
        code => of_category(code - FIRST_CATEGORY).filter(|&class| class < classes),
    }
}

/// Chose the option, did not, was not asked.
pub(super) fn option_classes(column: &Column, option: u8) -> Result<Vec<u8>, OperationError> {
    let Column::Several { shown, options, .. } = column else {
        return Err(DAMAGED);
    };
    let planes = options.get(usize::from(option)).ok_or(DAMAGED)?;
    let seen = planes.seen.as_ref().unwrap_or(shown);
    let class = |row| match (planes.chosen.contains(row), seen.contains(row)) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    Ok((0..shown.len()).map(class).collect())
}

/// Agreed to sharing outside the brand, or did not.
pub(super) fn sharing_classes(wishes: &[Wishes]) -> Vec<u8> {
    let class = |wishes: &Wishes| u8::from(wishes.not_outside);
    wishes.iter().map(class).collect()
}

/// The code of the criterion's column among those of a batch, and its classes.
pub(super) fn classes_of(
    criterion: Criterion,
    kind: Option<&QuestionKind>,
    column: Option<&Column>,
    wishes: &[Wishes],
) -> Result<Vec<u8>, OperationError> {
    match criterion {
        Criterion::SharedOutside => Ok(sharing_classes(wishes)),
        Criterion::Answer { .. } => answer_classes(kind.ok_or(DAMAGED)?, column.ok_or(DAMAGED)?),
        Criterion::Chosen { option, .. } => option_classes(column.ok_or(DAMAGED)?, option),
    }
}

/// Whom the question was shown to.
pub(super) fn shown(column: &Column) -> BitPlane {
    let is_shown = |codes: &[u8]| BitPlane::from_fn(codes.len(), |i| code(codes, i) != NOT_SHOWN);
    match column {
        Column::Codes { codes, .. } => is_shown(codes),
        Column::Several { shown, .. } => shown.clone(),
        Column::Grid { rows, .. } => of_any(rows, is_shown),
        Column::Ranked { places, .. } => of_any(places, is_shown),
        Column::Numbers { states, .. } | Column::Texts { states } => is_shown(states),
        Column::Nothing { length } => BitPlane::empty(*length),
    }
}

fn of_any(rows: &[Vec<u8>], plane: impl Fn(&[u8]) -> BitPlane) -> BitPlane {
    let planes = rows.iter().map(|row| plane(row));
    planes.reduce(|all, row| all.or(&row)).unwrap_or_default()
}

fn code(codes: &[u8], position: usize) -> u8 {
    codes.get(position).copied().unwrap_or(NOT_SHOWN)
}

/// Those on whom the count of one category of an item rests: who saw the option;
/// of anything else, who answered.
pub(super) fn counted(column: &Column, item: usize, category: usize) -> BitPlane {
    let answered =
        |codes: &[u8]| BitPlane::from_fn(codes.len(), |i| code(codes, i) >= FIRST_CATEGORY);
    match column {
        Column::Several { shown, options, .. } => {
            let seen = options
                .get(category)
                .and_then(|option| option.seen.as_ref());
            seen.unwrap_or(shown).clone()
        }
        Column::Grid { rows, .. } => rows.get(item).map(|row| answered(row)).unwrap_or_default(),
        Column::Codes { codes, .. } => answered(codes),
        Column::Ranked { places, .. } => places.first().map(|p| answered(p)).unwrap_or_default(),
        Column::Numbers { states, .. } | Column::Texts { states } => answered(states),
        Column::Nothing { length } => BitPlane::empty(*length),
    }
}
