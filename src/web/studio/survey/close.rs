//! `/studio/surveys/{slug}/close`: asks once more, since nothing opens a closed
//! wave again.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::operations::publish::{self, PublishError};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{member_page, see_other};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab, address_of};

#[derive(Template)]
#[template(path = "studio/survey/close.html")]
struct ClosePage {
    frame: SurveyFrame,
    label: String,
    wave: i32,
    group_size_min: u16,
    retention_days: u16,
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let Some(wave) = survey.running() else {
        return Ok(see_other(&address_of(&survey.slug)));
    };
    let published = publish::find_published(&site.installation, &survey.slug).await?;
    let charter = published.map(|published| published.survey.charter.clone());
    let page = ClosePage {
        frame: SurveyFrame::of(&marketer, &survey, Tab::Overview),
        label: wave.label.clone(),
        wave: wave.wave,
        group_size_min: charter.as_ref().map_or(0, |charter| charter.group_size_min),
        retention_days: charter.map_or(0, |charter| charter.retention_days),
    };
    member_page(StatusCode::OK, &page)
}

/// POST. Of a wave that somebody else has closed nothing more happens.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let home = address_of(&survey.slug);
    let is_meant = |wave: i32| pairs.value("wave").parse() == Ok(wave);
    if !survey.running().is_some_and(|wave| is_meant(wave.wave)) {
        return Ok(see_other(&home));
    }
    let actor = marketer.actor();
    let closed = beside(&site.installation, move |installation| {
        publish::close_wave(&installation.acting_as(actor), &survey.slug)
    });
    match closed.await? {
        Err(PublishError::Operation(error)) => Err(error.into()),
        Ok(_) | Err(_) => Ok(see_other(&home)),
    }
}
