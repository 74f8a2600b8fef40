//! Surveys: their list, one of them, and its file, which publishes.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::bearer::Bearer;
use super::body::Body;
use super::problem::{ApiError, Problem};
use super::{answer, call, json, slug};
use crate::membership::api_token::Scope;
use crate::operations::listed::{self, SurveySummary, WaveSummary};
use crate::operations::publish::{self, Imported};
use crate::survey::charter::Access;
use crate::survey::check;
use crate::survey::file;
use crate::survey::questionnaire::Survey;
use crate::web::site::Site;

#[derive(Serialize)]
struct SurveyJson<'a> {
    slug: &'a str,
    title: &'a str,
    brand: &'a str,
    languages: Vec<&'a str>,
    access: Access,
    /// The newest; a wave keeps the one it was opened with.
    revision: i32,
    /// Where people answer.
    address: String,
    waves: Vec<WaveJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct WaveJson<'a> {
    wave: i32,
    label: &'a str,
    state: &'static str,
    revision: i32,
    /// As of the last release; null while everything is held until it closes.
    released: Option<u64>,
    opened: &'a str,
    closed: Option<&'a str>,
    last_day: Option<&'a str>,
}

impl<'a> SurveyJson<'a> {
    fn of(survey: &'a SurveySummary) -> Self {
        Self {
            slug: survey.slug.as_str(),
            title: &survey.title,
            brand: &survey.brand,
            languages: survey.languages.iter().map(|tag| tag.as_str()).collect(),
            access: survey.access,
            revision: survey.revision,
            address: format!("/s/{}", survey.slug),
            waves: survey.waves.iter().map(WaveJson::of).collect(),
        }
    }
}

impl<'a> WaveJson<'a> {
    pub(super) fn of(wave: &'a WaveSummary) -> Self {
        Self {
            wave: wave.wave,
            label: &wave.label,
            state: match (wave.is_open, wave.is_paused) {
                (false, _) => "closed",
                (true, true) => "paused",
                (true, false) => "running",
            },
            revision: wave.revision,
            released: wave.released,
            opened: &wave.opened_day,
            closed: wave.closed_day.as_deref(),
            last_day: wave.last_day.as_deref(),
        }
    }
}

/// GET `/api/v1/surveys`.
pub async fn list(site: web::Data<Site>, bearer: Bearer) -> HttpResponse {
    let list = async {
        let call = call(&site, &bearer, Scope::ReadSurveys).await?;
        let surveys = call.beside(listed::list_surveys).await?;
        let surveys: Vec<SurveyJson<'_>> = surveys.iter().map(SurveyJson::of).collect();
        json(StatusCode::OK, &serde_json::json!({ "surveys": surveys }))
    };
    answer(list.await)
}

/// GET `/api/v1/surveys/{slug}`.
pub async fn show(site: web::Data<Site>, bearer: Bearer, path: web::Path<String>) -> HttpResponse {
    let show = async {
        let call = call(&site, &bearer, Scope::ReadSurveys).await?;
        let slug = slug(&path)?;
        let found = call.beside(move |installation| listed::find_summary(installation, &slug));
        let survey = found.await?.ok_or(ApiError::Missing)?;
        json(StatusCode::OK, &SurveyJson::of(&survey))
    };
    answer(show.await)
}

/// GET `/api/v1/surveys/{slug}/file`: the newest revision as a survey file.
pub async fn file(site: web::Data<Site>, bearer: Bearer, path: web::Path<String>) -> HttpResponse {
    let show = async {
        let call = call(&site, &bearer, Scope::ReadSurveys).await?;
        let slug = slug(&path)?;
        let survey = call
            .beside(move |installation| publish::export_survey(installation, &slug))
            .await?;
        Ok(HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "application/toml; charset=utf-8"))
            .body(file::write(&survey)))
    };
    answer(show.await)
}

#[derive(Serialize)]
struct PublishedJson {
    slug: String,
    outcome: &'static str,
    /// What makes it a poorer survey; nothing was refused for it.
    advice: Vec<AdviceJson>,
}

#[derive(Serialize)]
struct AdviceJson {
    question: Option<String>,
    reason: String,
    remedy: String,
}

/// PUT `/api/v1/surveys/{slug}/file`: publishes a survey file, as a new survey or
/// as the next revision.
pub async fn publish(
    site: web::Data<Site>,
    bearer: Bearer,
    path: web::Path<String>,
    body: Body,
) -> HttpResponse {
    let publish = async {
        let call = call(&site, &bearer, Scope::WriteSurveys).await?;
        let slug = slug(&path)?;
        let survey = read(&body.text()?)?;
        if survey.slug != slug {
            return Err(ApiError::invalid(format!(
                "the file is of “{}”, the address of “{slug}”",
                survey.slug
            )));
        }
        let advice = check::check(&survey).into_iter();
        let advice = advice.map(|warning| AdviceJson {
            question: warning.question.map(|code| code.to_string()),
            reason: warning.reason,
            remedy: warning.remedy,
        });
        let advice = advice.collect();
        let imported = call
            .beside(move |installation| publish::import_survey(installation, &survey))
            .await?;
        let (status, outcome) = match imported {
            Imported::New => (StatusCode::CREATED, "new"),
            Imported::Revised { .. } => (StatusCode::OK, "revised"),
            Imported::Unchanged => (StatusCode::OK, "unchanged"),
        };
        let published = PublishedJson {
            slug: slug.to_string(),
            outcome,
            advice,
        };
        json(status, &published)
    };
    answer(publish.await)
}

fn read(text: &str) -> Result<Survey, ApiError> {
    file::read(text).map_err(|problems| ApiError::Invalid {
        detail: "the survey file has problems".to_owned(),
        problems: problems.into_iter().map(Problem::from).collect(),
    })
}
