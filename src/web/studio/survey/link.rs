//! `/studio/surveys/{slug}/link.svg`, `/link.png`: the survey's address as a
//! code for a telephone's camera.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::listed::SurveySummary;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::gate::origin;
use crate::web::qr::{self, Square};
use crate::web::site::Site;
use crate::web::studio::survey_frame;

/// The address under which respondents reach a survey.
pub fn public(request: &HttpRequest, survey: &SurveySummary) -> String {
    format!("{}/s/{}", origin::of_site(request.headers()), survey.slug)
}

/// GET `/link.svg`.
pub async fn svg(
    site: web::Data<Site>,
    _marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let square = Square::of(&public(&request, &survey));
    let square = square.ok_or(AppError::NotFound(Missing::Page))?;
    Ok(file(
        &survey,
        "svg",
        "image/svg+xml",
        square.file().into_bytes(),
    ))
}

/// GET `/link.png`.
pub async fn png(
    site: web::Data<Site>,
    _marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let link = public(&request, &survey);
    let drawn = web::block(move || qr::png(&link)).await;
    let drawn = drawn.map_err(|_cut_short| AppError::Panicked)?;
    let drawn = drawn.ok_or(AppError::NotFound(Missing::Page))?;
    Ok(file(&survey, "png", "image/png", drawn))
}

fn file(
    survey: &SurveySummary,
    ending: &str,
    content_type: &'static str,
    content: Vec<u8>,
) -> HttpResponse {
    let name = format!("attachment; filename=\"{}.{ending}\"", survey.slug);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(content)
}
