//! A survey in a frame of another site: which of its pages may stand there.
//!
//! A site cannot read its frames, but it hears of each page that loads in one.
//! Where answers decide how many pages there are, it would learn of answers: of
//! such a survey it gets the first page, whose form goes on in a window of its
//! own.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderName};
use actix_web::{HttpRequest, HttpResponse};

use crate::operations::publish::Published;
use crate::survey::routing;
use crate::web::security;

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// What a survey's address shows at first, a closed wave's page included: in
/// frames of the sites that its newest revision lists, and nowhere else.
pub fn first(mut page: HttpResponse, published: &Published) -> HttpResponse {
    let policy = security::embedded_policy(&published.newest.embedded_on);
    page.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    page
}

/// What follows, up to the receipt.
// Promise P1: nobody counts the pages that answers lead to.
pub fn later(page: HttpResponse, published: &Published) -> HttpResponse {
    match routing::may_skip_a_page(&published.survey.questionnaire) {
        true => page,
        false => first(page, published),
    }
}

/// Whether the first page's form goes on in a window of its own. A browser that
/// does not say where it shows the page may have it in a frame.
pub fn leads_out(request: &HttpRequest, published: &Published) -> bool {
    let shown_in = request.headers().get(SEC_FETCH_DEST);
    let is_window = shown_in.is_some_and(|shown_in| shown_in == "document");
    !is_window
        && !published.newest.embedded_on.is_empty()
        && routing::may_skip_a_page(&published.survey.questionnaire)
}
