//! `/studio/boards`: the boards, for whoever only reads.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{SurveyLine, survey_lines};
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{MemberFrame, member_page};
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/boards.html")]
struct BoardsPage {
    frame: MemberFrame,
    surveys: Vec<SurveyLine>,
}

/// GET.
pub async fn show(site: web::Data<Site>, member: Member) -> Result<HttpResponse, AppError> {
    let page = BoardsPage {
        frame: MemberFrame::of(&member, "/studio/boards"),
        surveys: survey_lines(&site.installation).await?,
    };
    member_page(StatusCode::OK, &page)
}
