//! The wishes of a batch's authors as a column beside those of the questions:
//! [`FIRST_CATEGORY`] and the code of the wish. Where nobody wished anything,
//! and in batches from before there were wishes, there is none.

use super::{Keyed, without_row};
use crate::operations::error::OperationError;
use crate::statistics::column::{Column, FIRST_CATEGORY};
use crate::survey::answer::Wishes;

pub fn wishes_of(responses: &[Keyed]) -> Column {
    let wishes = responses.iter().map(|keyed| keyed.response.wishes);
    column(
        wishes
            .map(|wishes| FIRST_CATEGORY + wishes.code())
            .collect(),
    )
}

/// The column without a row: nothing tells afterwards that it held a wish.
pub fn wishes_without(wishes: &Column, row: usize) -> Column {
    match without_row(wishes, row) {
        Column::Codes { codes, .. } => column(codes),
        other => other,
    }
}

fn column(codes: Vec<u8>) -> Column {
    const NONE: u8 = FIRST_CATEGORY;
    if codes.iter().all(|&code| code == NONE) {
        return Column::Nothing {
            length: codes.len(),
        };
    }
    Column::Codes {
        categories: Wishes::CODES,
        codes,
    }
}

pub fn wishes_at(column: &Column, row: usize) -> Result<Wishes, OperationError> {
    const DAMAGED: OperationError = OperationError::Damaged("a batch's column of wishes");
    match column {
        Column::Nothing { .. } => Ok(Wishes::default()),
        Column::Codes { codes, .. } => codes
            .get(row)
            .and_then(|code| Wishes::from_code(code.checked_sub(FIRST_CATEGORY)?))
            .ok_or(DAMAGED),
        _ => Err(DAMAGED),
    }
}
