//! `…/preview/page`: the respondent's page that stands in the preview's frame.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::look::Look;
use super::ways::Ways;
use crate::survey::draft::as_far_as_it_goes;
use crate::survey::form::TypedAnswers;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::gate::MARK;
use crate::web::gate::actor::Marketer;
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::respondent::previewing::{self, Preview};
use crate::web::security;
use crate::web::site::Site;
use crate::web::studio::builder::keeping;
use crate::web::studio::draft_frame::address_of;

/// A draft of which nothing can be shown.
#[derive(Template)]
#[template(path = "studio/preview/nothing.html")]
struct NothingPage {
    page: Frame,
}

/// GET: one page, with the answers that lead to it.
pub async fn open(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let query = Pairs::decode(request.query_string().as_bytes());
    answer(
        &site,
        &marketer,
        &draft,
        &request,
        None,
        |survey, looking| {
            let look = Look::read(&query, &survey.questionnaire.languages);
            let Some(way) = look.way else {
                return looking.open(None, &TypedAnswers::default());
            };
            let questionnaire = &survey.questionnaire;
            let ways = Ways::of(questionnaire);
            let Some(ways) = ways.filter(|ways| way < ways.count()) else {
                return looking.open(None, &TypedAnswers::default());
            };
            let position = ways.pages(questionnaire, way).get(look.step).copied();
            looking.open(position, &ways.typed(questionnaire, way))
        },
    )
    .await
}

/// POST: the next page, the same one again, or the end. Keeps nothing.
pub async fn send(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let look = |_: &Survey, looking: previewing::Look<'_>| looking.send(&pairs);
    answer(&site, &marketer, &draft, &request, Some(&pairs), look).await
}

async fn answer(
    site: &Site,
    marketer: &Marketer,
    draft: &str,
    request: &HttpRequest,
    pairs: Option<&Pairs>,
    look: impl FnOnce(&Survey, previewing::Look<'_>) -> Result<HttpResponse, AppError>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(site, draft).await?;
    let response = match as_far_as_it_goes(&opened.draft).survey {
        None => nothing()?,
        Some(survey) => {
            let address = address_of(&opened);
            let language = previewing::language(&survey, request, pairs);
            let mark = marketer.token.form_mark().to_string();
            let looking = previewing::Look {
                survey: &survey,
                language: &language,
                preview: Preview {
                    address: &format!("{address}/preview/page"),
                    promise: &format!("{address}/charter"),
                    mark: (MARK, &mark),
                },
                key: site.installation.new_submission_key()?,
            };
            look(&survey, looking)?
        }
    };
    Ok(framed(response))
}

fn nothing() -> Result<HttpResponse, AppError> {
    let frame = Frame::english();
    page(StatusCode::OK, &NothingPage { page: frame })
}

/// May stand in a frame of this site; its forms say where they come from.
fn framed(mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, security::framed_policy());
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}
