//! `/s/{slug}/results`: what all who answered said together, for everybody with
//! the address, where the charter says so.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::results::open_results;
use crate::web::errors::{AppError, Missing};
use crate::web::page::page;
use crate::web::site::Site;

use super::answering::find_survey;
use super::posted;
use super::receipt_page::Holder;
use super::results_page::ResultsPage;

/// One style sheet from this house and the fonts it names, in which pictures are
/// measured; no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'";

/// GET. Whoever reads is entered nowhere: they may be respondents.
pub async fn show(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, None);
    let missing = || AppError::NotFound(Missing::Page);
    let query = posted::query(&request);
    let wave = match query.value("wave") {
        "" => None,
        number => Some(number.parse().map_err(|_no_number| missing())?),
    };
    let slug = &published.survey.slug;
    let shown = open_results(&site.installation, slug, wave, &language).await?;
    let shown = shown.ok_or_else(missing)?;
    let holder = Holder::between(&shown.survey, &published.newest, &language);
    let mut response = page(StatusCode::OK, &ResultsPage::new(holder, &shown))?;
    let policy = HeaderValue::from_static(POLICY);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
