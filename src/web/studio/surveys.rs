//! `/studio`: the surveys, and those that are being written.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::draft_frame::title_of;
use super::list_part::{LINES, ListPart, Pages};
use super::{SurveyLine, beside, survey_lines};
use crate::operations::drafts::{self, Begun, DraftId};
use crate::survey::draft::Draft;
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
    pages: Option<Pages>,
}

struct DraftLine {
    title: String,
    address: String,
    state: String,
    /// What its link is to end with.
    slug: String,
}

/// A survey, with the draft that changes it.
struct Line {
    survey: SurveyLine,
    changes: Option<String>,
    /// What there is to do, in words.
    next: &'static str,
}

/// GET. New drafts come before everything else.
pub async fn show(
    site: web::Data<Site>,
    marketer: Marketer,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let part = ListPart::of(&request, LINES)?;
    let begun = beside(&site.installation, drafts::list).await??;
    let (changing, new): (Vec<_>, Vec<_>) =
        begun.into_iter().partition(|draft| draft.survey.is_some());
    let shown = new.iter().skip(part.from()).take(LINES);
    let shown: Vec<DraftId> = shown.map(|draft| draft.id).collect();
    let from = part.from().saturating_sub(new.len());
    let most = LINES.saturating_sub(shown.len());
    let (surveys, total) = survey_lines(&site.installation, from, most).await?;
    let drafts = beside(&site.installation, move |installation| {
        drafts::read_all(installation, &shown)
    });
    let drafts = drafts.await??;
    let page = SurveysPage {
        frame: MemberFrame::of(&marketer, "/studio"),
        pages: part.pages("/studio", new.len() + total)?,
        drafts: drafts.iter().map(draft_line).collect(),
        surveys: surveys
            .into_iter()
            .map(|survey| line(survey, &changing))
            .collect(),
    };
    member_page(StatusCode::OK, &page)
}

fn draft_line((id, draft): &(DraftId, Draft)) -> DraftLine {
    let questions = match draft.questions.len() {
        0 => "no question yet".to_owned(),
        1 => "1 question".to_owned(),
        many => format!("{many} questions"),
    };
    DraftLine {
        title: title_of(draft),
        address: format!("/studio/drafts/{id}"),
        slug: draft.slug.clone(),
        state: match draft.brand.is_empty() {
            true => format!("Draft, {questions}"),
            false => format!("Draft about {}, {questions}", draft.brand),
        },
    }
}

fn line(survey: SurveyLine, changing: &[Begun]) -> Line {
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
