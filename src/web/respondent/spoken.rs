//! The languages that whynot itself speaks, for pages of no survey: which one a
//! visitor reads.

use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpMessage, HttpRequest};

use crate::survey::language::Language;

use super::posted;
use super::{tongue, words};

/// The language in which a request is answered, whatever comes of it.
#[derive(Debug, Clone)]
pub struct Chosen(pub Language);

/// English first.
pub fn languages() -> Vec<Language> {
    words::languages()
        .filter_map(|tag| Language::try_from(tag.to_owned()).ok())
        .collect()
}

/// The one that the address names, else the best that the browser accepts.
pub fn language(request: &HttpRequest) -> Language {
    choose(request, &languages(), posted::query(request).value("lang"))
}

/// The one asked for, else the best that the browser accepts, else the first.
// Read for the choice of language only: neither kept nor logged.
pub(super) fn choose(request: &HttpRequest, languages: &[Language], asked: &str) -> Language {
    let accepted = request.headers().get(ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let chosen = tongue::choose(languages, asked, accepted.unwrap_or_default());
    request.extensions_mut().insert(Chosen(chosen.clone()));
    chosen
}
