//! `/i` and `/i/{code}`: from an invitation's code to the survey it is for.
//! Looking at a code spends nothing, whoever looks; sending answers does.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::publish::Published;
use crate::operations::recognise;
use crate::survey::language::Language;
use crate::web::errors::AppError;
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

use super::answering;
use super::invitation_page::InvitationPage;
use super::posted::{self, TypedCode};
use super::receipt_page::Holder;
use super::{spoken, words};

/// GET `/i`: where to enter a code that came on paper.
pub async fn ask(request: HttpRequest) -> Result<HttpResponse, AppError> {
    let language = spoken::language(&request);
    let entry = InvitationPage::anywhere(&language, words::words(&language));
    page(StatusCode::OK, &entry)
}

/// POST `/i`: the survey that the typed code is for.
pub async fn enter(
    site: web::Data<Site>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let typed = TypedCode::read(&pairs);
    let only_changes_language = posted::only_changes_language(&pairs);
    if !only_changes_language && let Some(published) = found(&site, &typed).await? {
        let language = posted::language(&published.survey, &request, Some(&pairs));
        return begin(&site, &published, &language, &typed);
    }
    let language = spoken::choose(&request, &spoken::languages(), &posted::asked(&pairs));
    let entry = InvitationPage::anywhere(&language, words::words(&language));
    if only_changes_language {
        return page(StatusCode::OK, &entry.typing(typed.as_str()));
    }
    let entry = match typed.is_empty() {
        true => entry.lacking(),
        false => entry.refusing(typed.as_str()),
    };
    page(StatusCode::UNPROCESSABLE_ENTITY, &entry)
}

/// GET `/i/{code}`: the survey, as often as anybody looks.
pub async fn open(
    site: web::Data<Site>,
    code: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let typed = TypedCode::new(&code);
    if let Some(published) = found(&site, &typed).await? {
        let language = posted::language(&published.survey, &request, None);
        return begin(&site, &published, &language, &typed);
    }
    let language = spoken::language(&request);
    let entry = InvitationPage::anywhere(&language, words::words(&language));
    page(StatusCode::NOT_FOUND, &entry.refusing(""))
}

/// The code's survey. That it waits, rests or has closed is known to everybody
/// and says nothing about the code.
async fn found(site: &Site, typed: &TypedCode) -> Result<Option<Arc<Published>>, AppError> {
    Ok(recognise::find_invited(&site.installation, typed.code()).await?)
}

/// The survey's first page, or why there is none now.
fn begin(
    site: &Site,
    published: &Published,
    language: &Language,
    typed: &TypedCode,
) -> Result<HttpResponse, AppError> {
    if published.wave.is_open() {
        return answering::first_page(site, published, language, typed);
    }
    answering::not_open(published, Holder::of(published, language))
}
