//! Boards: arranging them, and giving them to readers by sign-in or by a link
//! that ends and can be taken back.
//!
//! Who may see what is decided in one place, `door`; who may arrange and give
//! is the caller's: the route table's, or the shell's.

pub mod arrange;
pub mod door;
pub mod give;
pub mod link;

use super::error::OperationError;
use crate::random::RandomError;
use crate::store::boards::BoardRow;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::surveys::{self, SurveyRow};
use crate::survey::board::Arrangement;
use crate::survey::identifier::Slug;

/// What a verb about boards may refuse.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// Or another survey's: they look alike.
    #[error("there is no such survey, board or link")]
    Unknown,
    #[error("there are as many boards as a survey may have")]
    TooManyBoards,
    #[error("there are as many links as a survey may have; take back some of them first")]
    TooManyLinks,
    #[error("choose a day from today on, and at most two years away")]
    Day,
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for ShareError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

impl From<RandomError> for ShareError {
    fn from(error: RandomError) -> Self {
        Self::Operation(error.into())
    }
}

fn find_survey(connection: &mut AnyConnection, slug: &Slug) -> Result<SurveyRow, ShareError> {
    let row = surveys::find_survey(connection, slug.as_str())?;
    row.ok_or(ShareError::Unknown)
}

fn read(row: &BoardRow) -> Result<Arrangement, OperationError> {
    serde_json::from_str(&row.arrangement)
        .map_err(|_malformed| OperationError::Damaged("the arrangement of a board"))
}

fn written(arrangement: &Arrangement) -> Result<String, OperationError> {
    serde_json::to_string(arrangement)
        .map_err(|_unwritable| OperationError::Damaged("the arrangement of a board"))
}
