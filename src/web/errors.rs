//! Everything that can go wrong with a request, and what status says it.
//!
//! A handler returns an [`AppError`]; the boundary turns it into a page or a
//! problem document, and logs its cause once. Redirects and forms that need
//! another look are not errors. Nothing here may hold what a respondent sent.

use actix_web::ResponseError;
use actix_web::http::StatusCode;

use crate::operations::drafts::Ended;
use crate::operations::error::OperationError;
use crate::random::RandomError;

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("nothing is at this address")]
    NotFound(Missing),
    /// It is told only to whoever may make surveys.
    #[error("the draft at this address is none any more")]
    EndedDraft(Ended),
    /// The methods that the address does take, for the `Allow` header.
    #[error("the address does not take this method")]
    MethodNotAllowed(&'static str),
    #[error("the body is too large")]
    TooLarge,
    #[error("the request could not be read")]
    Unreadable,
    /// It passes by itself.
    #[error("not available for the moment: {0}")]
    Unavailable(OperationError),
    #[error(transparent)]
    Operation(OperationError),
    #[error(transparent)]
    Random(#[from] RandomError),
    #[error("a page could not be written: {0}")]
    Page(#[from] askama::Error),
    #[error("a chart could not be drawn: {0}")]
    Chart(String),
    /// What it panicked with is not repeated: it may hold anything.
    #[error("a handler panicked")]
    Panicked,
    #[error("an unforeseen failure, status {0}")]
    Unforeseen(StatusCode),
}

/// What was looked for and does not exist, or not for whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Page,
    Survey,
    Board,
}

impl AppError {
    /// An error of actix's own, of which only the status is known.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound(Missing::Page),
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed("GET, HEAD"),
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            status if status.is_client_error() => Self::Unreadable,
            status => Self::Unforeseen(status),
        }
    }

    /// Whether somebody should look at it, so that it gets an incident code.
    pub fn is_incident(&self) -> bool {
        self.status_code() == StatusCode::INTERNAL_SERVER_ERROR
    }
}

impl From<OperationError> for AppError {
    fn from(error: OperationError) -> Self {
        if error.is_passing() {
            Self::Unavailable(error)
        } else {
            Self::Operation(error)
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::EndedDraft(_) => StatusCode::GONE,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Operation(_)
            | Self::Random(_)
            | Self::Page(_)
            | Self::Chart(_)
            | Self::Panicked
            | Self::Unforeseen(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
