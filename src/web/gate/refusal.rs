//! What is said when a form does not come from a page of ours, or comes from
//! one that was opened under another session.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::web::errors::AppError;
use crate::web::member_page::Notice;

pub fn foreign_form() -> Result<HttpResponse, AppError> {
    Notice {
        headline: "This form did not come from here",
        sentences: &[
            "Your browser says that another site sent it, or does not say who did. Nothing was \
             changed.",
            "If it was you, open the page anew and try again.",
        ],
        next: ("/sign-in", "To the beginning"),
    }
    .show(StatusCode::FORBIDDEN)
}

pub fn stale_form() -> Result<HttpResponse, AppError> {
    Notice {
        headline: "This page is from another session",
        sentences: &[
            "You have signed in again, or changed your password, since it was opened. Nothing was \
             changed.",
            "Open it anew and try again.",
        ],
        next: ("/sign-in/done", "Go on"),
    }
    .show(StatusCode::FORBIDDEN)
}
