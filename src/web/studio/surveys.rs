//! `/studio`: the surveys, and those that are being written.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::draft_frame::title_of;
use super::{SurveyLine, beside, survey_lines};
use crate::operations::drafts::{self, DraftSummary};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{MemberFrame, member_page};
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/surveys.html")]
struct SurveysPage {
    frame: MemberFrame,
    /// New surveys that nobody has seen yet.
    drafts: Vec<DraftLine>,
    surveys: Vec<Line>,
}

struct DraftLine {
    title: String,
    address: String,
    state: String,
}

/// A survey, with the draft that changes it.
struct Line {
    survey: SurveyLine,
    changes: Option<String>,
    /// What there is to do, in words.
    next: &'static str,
}

/// GET.
pub async fn show(site: web::Data<Site>, marketer: Marketer) -> Result<HttpResponse, AppError> {
    let drafts = beside(&site.installation, drafts::list).await??;
    let (changing, new): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| draft.survey.is_some());
    let surveys = survey_lines(&site.installation).await?;
    let page = SurveysPage {
        frame: MemberFrame::of(&marketer, "/studio"),
        drafts: new.iter().map(draft_line).collect(),
        surveys: surveys
            .into_iter()
            .map(|survey| line(survey, &changing))
            .collect(),
    };
    member_page(StatusCode::OK, &page)
}

fn draft_line(summary: &DraftSummary) -> DraftLine {
    let draft = &summary.draft;
    let questions = match draft.questions.len() {
        0 => "no question yet".to_owned(),
        1 => "1 question".to_owned(),
        many => format!("{many} questions"),
    };
    DraftLine {
        title: title_of(draft),
        address: format!("/studio/drafts/{}", summary.id),
        state: match draft.brand.is_empty() {
            true => format!("Draft, {questions}"),
            false => format!("Draft about {}, {questions}", draft.brand),
        },
    }
}

fn line(survey: SurveyLine, changing: &[DraftSummary]) -> Line {
    let mut changing = changing.iter();
    let draft = changing.find(|draft| {
        let slug = draft.survey.as_ref().map(ToString::to_string);
        slug.as_deref() == Some(survey.slug.as_str())
    });
    Line {
        changes: draft.map(|draft| format!("/studio/drafts/{}", draft.id)),
        next: match (survey.is_running, survey.has_been_opened) {
            (true, _) => "People can answer.",
            (false, false) => "Open it when you are ready.",
            (false, true) => "Read the results, or open another wave.",
        },
        survey,
    }
}
