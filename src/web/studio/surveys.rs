//! `/studio`: the surveys.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{SurveyLine, survey_lines};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{MemberFrame, member_page};
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/surveys.html")]
struct SurveysPage {
    frame: MemberFrame,
    surveys: Vec<SurveyLine>,
}

/// GET.
pub async fn show(site: web::Data<Site>, marketer: Marketer) -> Result<HttpResponse, AppError> {
    let page = SurveysPage {
        frame: MemberFrame::of(&marketer, "/studio"),
        surveys: survey_lines(&site.installation).await?,
    };
    member_page(StatusCode::OK, &page)
}
