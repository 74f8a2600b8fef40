//! A member's own things: becoming one, signing in and out, password, second
//! step, sessions.

pub mod join;
pub mod name;
pub mod overview;
pub mod password;
pub mod second_step;
pub mod sessions;
pub mod set_up;
pub mod sign_in;
pub mod tokens;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, SET_COOKIE};

use super::errors::{AppError, Missing};
use super::gate::cookie;
use super::member_page::{Notice, see_other};
use crate::membership::session::SessionToken;
use crate::membership::throttle::Wait;
use crate::operations::member::MemberError;
use crate::operations::member::session::Begun;

impl From<MemberError> for AppError {
    /// Refusals that a page has a place for are taken care of there.
    fn from(error: MemberError) -> Self {
        match error {
            MemberError::Operation(error) => error.into(),
            MemberError::Unknown | MemberError::LinkGone => Self::NotFound(Missing::Page),
            _ => Self::Unreadable,
        }
    }
}

/// Hands the browser its session, and sends it on.
fn arrive(token: SessionToken, address: &str) -> HttpResponse {
    let mut response = see_other(address);
    response
        .headers_mut()
        .insert(SET_COOKIE, cookie::set(token));
    response
}

/// On from a right password: to the code, or in.
fn arrive_after_password(begun: Begun, target: Option<&str>) -> HttpResponse {
    let with_target = |address: &str| match target {
        Some(target) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("to", target)
                .finish();
            format!("{address}?{query}")
        }
        None => address.to_owned(),
    };
    match begun {
        Begun::Complete(token) => arrive(token, &with_target("/sign-in/done")),
        Begun::AwaitsCode(token) => arrive(token, &with_target("/sign-in/code")),
    }
}

/// What somebody who guessed too often is told.
fn wait_in_words(wait: Wait) -> String {
    match wait {
        Wait::Account { half_minutes } => {
            let long = match half_minutes {
                0 | 1 => "half a minute".to_owned(),
                2 => "a minute".to_owned(),
                more => format!("{} minutes", more.div_ceil(2)),
            };
            format!("Too many attempts went wrong. Nothing is lost: try again in {long}.")
        }
        Wait::Everybody => "Too many sign-ins go wrong just now, not only yours. Please try again \
             in half a minute."
            .to_owned(),
    }
}

/// The page again, and when to try again.
fn too_many(mut shown: HttpResponse, wait: Wait) -> HttpResponse {
    let half_minutes = match wait {
        Wait::Account { half_minutes } => half_minutes,
        Wait::Everybody => 1,
    };
    *shown.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    let seconds = actix_web::http::header::HeaderValue::from(half_minutes * 30);
    shown.headers_mut().insert(RETRY_AFTER, seconds);
    shown
}

/// A link that was used, replaced, or is too old; or never was one.
fn link_gone() -> Result<HttpResponse, AppError> {
    Notice {
        headline: "This link does not work any more",
        sentences: &[
            "Each such link works once and for a week, and a newer one replaces it.",
            "If you have just used it, sign in. If not, ask whoever sent it for another.",
        ],
        next: ("/sign-in", "Sign in"),
    }
    .show(StatusCode::NOT_FOUND)
}
