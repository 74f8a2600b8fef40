//! `/u/{token}`: somebody asks for no more mail. Looking does nothing, so that
//! mail scanners do no harm; the button does it, and so does a mail program's
//! own (RFC 8058).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::spoken;
use super::switch::Switch;
use super::words::{self, UnsubscribingWords};
use crate::operations::mailing;
use crate::privacy::unsubscribe::AddressMark;
use crate::survey::language::Language;
use crate::web::errors::{AppError, Missing};
use crate::web::frame::Frame;
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "respondent/unsubscribing.html")]
struct UnsubscribingPage {
    page: Frame,
    said: String,
    switch: Switch,
    w: &'static UnsubscribingWords,
    trust_link: &'static str,
    is_done: bool,
}

impl UnsubscribingPage {
    fn show(token: &str, language: &Language, is_done: bool) -> Result<HttpResponse, AppError> {
        let words = words::words(language);
        let frame = Frame::new(language);
        let unsubscribing = Self {
            said: frame.attributes_of(words.language),
            switch: match is_done {
                // The same button once more: twice does no harm.
                true => Switch::again(&spoken::languages(), language, words),
                false => {
                    let address = format!("/u/{token}");
                    Switch::links(&spoken::languages(), language, words, &address)
                }
            },
            w: &words.unsubscribing,
            trust_link: words.form.trust_link,
            is_done,
            page: frame,
        };
        page(StatusCode::OK, &unsubscribing)
    }
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    token: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    find(&site, &token)?;
    let language = spoken::language(&request);
    UnsubscribingPage::show(&token, &language, false)
}

/// POST, whatever it holds: the link says everything. Twice does no harm.
pub async fn act(
    site: web::Data<Site>,
    token: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let mark = find(&site, &token)?;
    let installation = site.installation.clone();
    let done = web::block(move || mailing::never_again(&installation, mark)).await;
    done.map_err(|_cut_short| AppError::Panicked)??;
    let language = spoken::choose(&request, &spoken::languages(), pairs.value("lang"));
    UnsubscribingPage::show(&token, &language, true)
}

fn find(site: &Site, token: &str) -> Result<AddressMark, AppError> {
    let token = token.parse().ok();
    let mark = token.and_then(|token| mailing::find_mark(&site.installation, token));
    mark.ok_or(AppError::NotFound(Missing::Page))
}
