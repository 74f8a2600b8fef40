//! `/studio/drafts/{draft}/calendar`: when waves begin and end. Nothing is
//! saved until every day is one, so that a draft's calendar can be kept.

mod typed;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use self::typed::{How, Row, Typed};
use super::builder::keeping::{self, Kept};
use super::builder::problems::Problems;
use super::draft_frame::{DraftFrame, Step, draft_page};
use crate::limits::WAVES_PLANNED_MAX;
use crate::operations::drafts::Opened;
use crate::survey::calendar::Calendar;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{date_in_words, see_other};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/calendar.html")]
struct CalendarPage {
    frame: DraftFrame,
    how: How,
    rows: Vec<Row>,
    may_add: bool,
    /// Nothing is planned yet.
    is_empty: bool,
    /// What is wrong, and the field to go to.
    problems: Vec<(String, String)>,
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let mut typed = Typed::of(&opened.draft.calendar);
    // What two editors have put together may not fit.
    let has_run = opened.survey.is_some();
    if typed.read(opened.today, has_run).is_ok() {
        typed.problem = Problems::of_opened(&opened).of(None, None, "calendar");
    }
    show(&marketer, &opened, typed, StatusCode::OK)
}

fn show(
    marketer: &Marketer,
    opened: &Opened,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let page = CalendarPage {
        frame: DraftFrame::of(marketer, opened, Step::Publish),
        problems: typed.problems(),
        may_add: typed.rows.len() < WAVES_PLANNED_MAX,
        how: typed.how,
        is_empty: typed.is_empty(),
        rows: typed.rows,
    };
    draft_page(status, &page)
}

/// POST: one more row, one less, or the calendar as it is written.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let mut typed = Typed::posted(&pairs);
    let go = pairs.value("go");
    if go == "add" {
        typed.add();
        return show(&marketer, &opened, typed, StatusCode::OK);
    }
    if let Some(row) = go.strip_prefix("remove:") {
        typed.remove(row);
        return show(&marketer, &opened, typed, StatusCode::OK);
    }
    let Ok(calendar) = typed.read(opened.today, opened.survey.is_some()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&marketer, &opened, typed, status);
    };
    let kept = keeping::keep(
        &site,
        &marketer,
        &draft,
        Step::Publish,
        &pairs,
        move |draft| {
            draft.calendar.clone_from(&calendar);
        },
    );
    match kept.await? {
        Kept::Answer(response) => Ok(response),
        Kept::Saved => Ok(see_other(&format!("/studio/drafts/{draft}/publish"))),
    }
}

/// In one line, for the page that publishes.
pub fn in_words(calendar: &Calendar) -> String {
    match calendar {
        Calendar::ByHand => "You open and close them.".to_owned(),
        Calendar::Monthly => "You open the first; then one a month.".to_owned(),
        Calendar::Planned(waves) => match waves.as_slice() {
            [] => "None is planned yet: say when the first opens and closes.".to_owned(),
            [only] => format!(
                "From {} to {}.",
                date_in_words(only.from),
                date_in_words(only.until)
            ),
            [first, ..] => format!(
                "{}, the first from {}.",
                waves.len(),
                date_in_words(first.from)
            ),
        },
    }
}
