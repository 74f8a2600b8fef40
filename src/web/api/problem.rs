//! What programs are told instead of an answer: problem documents (RFC 9457).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use serde::Serialize;

use crate::membership::api_token::Scope;
use crate::operations::error::OperationError;
use crate::operations::invite::InviteError;
use crate::operations::publish::PublishError;
use crate::survey::file::FileProblem;
use crate::web::error_page;
use crate::web::errors::AppError;

#[derive(Debug)]
pub enum ApiError {
    /// None, a wrong one, or one that does not hold any more: they look alike.
    NoToken,
    Scope(Scope),
    Missing,
    TooLarge,
    /// The request contradicts the state of things.
    Conflict(String),
    Invalid {
        detail: String,
        problems: Vec<Problem>,
    },
    Panicked,
    App(AppError),
}

/// One thing to put right in what was sent.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    pub reason: String,
    pub remedy: String,
}

impl From<FileProblem> for Problem {
    fn from(problem: FileProblem) -> Self {
        Self {
            line: Some(problem.line),
            reason: problem.reason,
            remedy: problem.remedy,
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
}

impl ApiError {
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self::Invalid {
            detail: detail.into(),
            problems: Vec::new(),
        }
    }

    pub fn response(&self) -> HttpResponse {
        let (status, title, detail, problems): (_, _, String, &[Problem]) = match self {
            Self::NoToken => (
                StatusCode::UNAUTHORIZED,
                "A token is needed",
                "Send “Authorization: Bearer …” with a token that holds; members make them under \
                 /account/tokens."
                    .to_owned(),
                &[],
            ),
            Self::Scope(scope) => (
                StatusCode::FORBIDDEN,
                "The token does not allow this",
                format!("It needs the scope “{}”.", scope.code()),
                &[],
            ),
            Self::Missing => (
                StatusCode::NOT_FOUND,
                "There is no such thing",
                "Nothing is at this address, or not for this token.".to_owned(),
                &[],
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "The body is too large",
                "Send it in parts.".to_owned(),
                &[],
            ),
            Self::Conflict(detail) => (
                StatusCode::CONFLICT,
                "This cannot be done now",
                detail.clone(),
                &[],
            ),
            Self::Invalid { detail, problems } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "What was sent cannot be taken",
                detail.clone(),
                problems,
            ),
            Self::Panicked => return error_page::for_program(&AppError::Panicked),
            Self::App(error) => return error_page::for_program(error),
        };
        let document = Document {
            r#type: "about:blank",
            title,
            status: status.as_u16(),
            detail: &detail,
            problems,
        };
        let mut response = HttpResponse::build(status);
        response.insert_header((CONTENT_TYPE, "application/problem+json"));
        if matches!(self, Self::NoToken) {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        response.body(serde_json::to_string(&document).unwrap_or_default())
    }
}

impl From<OperationError> for ApiError {
    fn from(error: OperationError) -> Self {
        Self::App(error.into())
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound(_) => Self::Missing,
            error => Self::App(error),
        }
    }
}

impl From<PublishError> for ApiError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Unknown(_) => Self::Missing,
            PublishError::Operation(error) => error.into(),
            PublishError::LastDayIsOver(_) | PublishError::LastDayTooFar(_) => {
                Self::invalid(error.to_string())
            }
            PublishError::Looser { ref loosenings, .. } => {
                let problem = |loosening: &crate::survey::charter::Loosening| Problem {
                    line: None,
                    reason: loosening.to_string(),
                    remedy: "keep the promise, or make it stricter".to_owned(),
                };
                Self::Invalid {
                    problems: loosenings.iter().map(problem).collect(),
                    detail: error.to_string(),
                }
            }
            error => Self::Conflict(error.to_string()),
        }
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Unknown(_) => Self::Missing,
            InviteError::Operation(error) => error.into(),
            InviteError::TooMany => Self::invalid(error.to_string()),
            error => Self::Conflict(error.to_string()),
        }
    }
}
