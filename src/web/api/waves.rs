//! Waves: opening, closing, pausing and going on.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use jiff::civil::Date;
use serde::Deserialize;

use super::bearer::Bearer;
use super::body::Body;
use super::problem::ApiError;
use super::surveys::WaveJson;
use super::{Call, answer, call, json, slug};
use crate::limits::BRAND_CHARACTERS_MAX;
use crate::membership::api_token::Scope;
use crate::operations::listed;
use crate::operations::pause;
use crate::operations::publish;
use crate::survey::identifier::Slug;
use crate::web::site::Site;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct NewWave {
    label: Option<String>,
    /// In UTC; it closes at the end of it.
    last_day: Option<Date>,
}

/// POST `/api/v1/surveys/{slug}/waves`.
pub async fn open(
    site: web::Data<Site>,
    bearer: Bearer,
    path: web::Path<String>,
    body: Body,
) -> HttpResponse {
    let open = async {
        let call = call(&site, &bearer, Scope::WriteSurveys).await?;
        let slug = slug(&path)?;
        let new: NewWave = body.json()?;
        let label = new.label.as_deref().map(str::trim);
        let label = label.filter(|label| !label.is_empty()).map(str::to_owned);
        let characters = label.as_ref().map_or(0, |label| label.chars().count());
        if characters > BRAND_CHARACTERS_MAX {
            return Err(ApiError::invalid(format!(
                "the label has {characters} characters; write at most {BRAND_CHARACTERS_MAX}"
            )));
        }
        let named = slug.clone();
        call.beside(move |installation| {
            publish::open_wave_until(installation, &named, label.as_deref(), new.last_day)
        })
        .await?;
        newest(&call, slug, StatusCode::CREATED).await
    };
    answer(open.await)
}

/// POST `/api/v1/surveys/{slug}/waves/current/{verb}`.
pub async fn change(
    site: web::Data<Site>,
    bearer: Bearer,
    path: web::Path<(String, String)>,
) -> HttpResponse {
    let change = async {
        let (named, verb) = path.into_inner();
        let call = call(&site, &bearer, Scope::WriteSurveys).await?;
        let slug = slug(&named)?;
        let of = slug.clone();
        match verb.as_str() {
            "close" => {
                call.beside(move |installation| publish::close_wave(installation, &of).map(|_| ()))
                    .await?;
            }
            "pause" => {
                call.beside(move |installation| pause::pause(installation, &of))
                    .await?;
            }
            "go-on" => {
                call.beside(move |installation| pause::go_on(installation, &of))
                    .await?;
            }
            _ => return Err(ApiError::Missing),
        }
        newest(&call, slug, StatusCode::OK).await
    };
    answer(change.await)
}

async fn newest(call: &Call, slug: Slug, status: StatusCode) -> Result<HttpResponse, ApiError> {
    let found = call.beside(move |installation| listed::find_summary(installation, &slug));
    let survey = found.await?.ok_or(ApiError::Missing)?;
    let wave = survey.waves.last().ok_or(ApiError::Missing)?;
    json(status, &WaveJson::of(wave))
}
