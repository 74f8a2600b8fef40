//! What stands at the address of a draft that is none any more: what became of
//! it, and where to go on.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;

use crate::operations::drafts::Ended;
use crate::operations::member::session::SignedIn;
use crate::web::errors::AppError;
use crate::web::member_page::{MemberFrame, member_page};

#[derive(Template)]
#[template(path = "studio/builder/ended.html")]
struct EndedPage {
    frame: MemberFrame,
    is_published: bool,
    survey: Option<String>,
    /// Something was sent that nothing can take any more.
    was_writing: bool,
}

/// For whoever may make surveys: the address was refused to others before.
pub fn page(request: &HttpRequest, ended: &Ended) -> Result<HttpResponse, AppError> {
    let extensions = request.extensions();
    let page = EndedPage {
        frame: match extensions.get::<SignedIn>() {
            Some(signed_in) => MemberFrame::of(signed_in, "/studio"),
            None => MemberFrame::guest(),
        },
        is_published: ended.is_published,
        survey: ended.survey.as_ref().map(ToString::to_string),
        was_writing: request.method() == Method::POST,
    };
    member_page(StatusCode::GONE, &page)
}
