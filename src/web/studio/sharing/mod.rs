//! Sharing a survey's results: boards as marketers arrange them, and whom they
//! are given to. Who may see what is decided in `operations::share`.

pub mod arrange;
mod arrange_form;
mod difference;
pub mod list;
mod new_link;
pub mod readers;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::operations::share::ShareError;
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{MemberFrame, member_page};

impl From<ShareError> for AppError {
    /// Refusals that a page has a place for are taken care of there.
    fn from(error: ShareError) -> Self {
        match error {
            ShareError::Operation(error) => error.into(),
            ShareError::Unknown => missing(),
            _ => Self::Unreadable,
        }
    }
}

fn missing() -> AppError {
    AppError::NotFound(Missing::Page)
}

fn slug_of(text: &str) -> Result<Slug, AppError> {
    text.parse().map_err(|_not_a_slug| missing())
}

/// Before something that cannot be undone.
#[derive(Template)]
#[template(path = "studio/sharing/confirm.html")]
struct ConfirmPage<'a> {
    frame: MemberFrame,
    headline: &'a str,
    sentence: &'a str,
    action: &'a str,
    hidden: &'a [(&'a str, &'a str)],
    button: &'a str,
    back: &'a str,
}

struct Question<'a> {
    headline: &'a str,
    sentence: &'a str,
    action: &'a str,
    /// What the answer says: names and values.
    hidden: &'a [(&'a str, &'a str)],
    button: &'a str,
    back: &'a str,
}

impl Question<'_> {
    fn ask(&self, marketer: &Marketer) -> Result<HttpResponse, AppError> {
        let page = ConfirmPage {
            frame: MemberFrame::of(marketer, "/studio"),
            headline: self.headline,
            sentence: self.sentence,
            action: self.action,
            hidden: self.hidden,
            button: self.button,
            back: self.back,
        };
        member_page(StatusCode::OK, &page)
    }
}

/// "Esther Lind, Product and Service".
fn list_in_words(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
