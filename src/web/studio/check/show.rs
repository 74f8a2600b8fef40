//! The check of a draft: its problems, advice, effort, and forecast.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use tokio::sync::Semaphore;

use super::advice::{Advice, advice};
use super::effort::{Fact, facts};
use super::expectation::Expectation;
use super::forecast_view::ForecastView;
use crate::operations::drafts::Opened;
use crate::privacy::auditor::forecast::Forecast;
use crate::privacy::auditor::forecast::shares::{Share, ShareError};
use crate::survey::draft::as_far_as_it_goes;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::builder::keeping;
use crate::web::studio::builder::problems::{ProblemPlace, Problems};
use crate::web::studio::draft_frame::{DraftFrame, Step, address_of, draft_page};

/// A forecast takes a processor for up to a second: one at a time leaves the
/// others to respondents.
static TURN: Semaphore = Semaphore::const_new(1);

#[derive(Template)]
#[template(path = "studio/check/check.html")]
struct CheckPage {
    frame: DraftFrame,
    problems: Vec<ProblemPlace>,
    /// Questions that nothing can be said of yet.
    left_out: usize,
    /// What can be said of the questionnaire; nothing of an empty one.
    said: Option<Said>,
}

struct Said {
    advice: Vec<Advice>,
    facts: Vec<Fact>,
    expectation: Expectation,
    forecast: Option<ForecastView>,
}

impl CheckPage {
    fn has_mistake(&self) -> bool {
        let said = self.said.as_ref();
        said.is_some_and(|said| said.expectation.has_problems())
    }
}

/// GET; the form of what is expected comes back here.
pub async fn show(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let far = as_far_as_it_goes(&opened.draft);
    let said = match &far.survey {
        None => None,
        Some(survey) => Some(said(&site, &opened, survey, &query).await?),
    };
    let page = CheckPage {
        problems: Problems::of_opened(&opened).places(&address_of(&opened)),
        left_out: far.left_out.len(),
        frame: DraftFrame::of(&marketer, &opened, Step::Check),
        said,
    };
    let status = match page.has_mistake() {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    draft_page(status, &page)
}

async fn said(
    site: &Site,
    opened: &Opened,
    survey: &Survey,
    query: &Pairs,
) -> Result<Said, AppError> {
    let mut expectation = Expectation::read(query, survey);
    let forecast = match expectation.take(survey) {
        None => None,
        Some((answers, told)) => match forecast(site, survey, answers, told).await? {
            Ok(forecast) => Some(ForecastView::of(survey, &forecast)),
            Err(refused) => {
                expectation.problem = Some(format!("{refused}."));
                None
            }
        },
    };
    Ok(Said {
        advice: advice(survey, &opened.draft, &address_of(opened)),
        facts: facts(survey),
        expectation,
        forecast,
    })
}

async fn forecast(
    site: &Site,
    survey: &Survey,
    answers: usize,
    told: Vec<Share>,
) -> Result<Result<Forecast, ShareError>, AppError> {
    let survey = survey.clone();
    // Never closed: waiting ends.
    let _turn = TURN.acquire().await.map_err(|_closed| AppError::Panicked)?;
    beside(&site.installation, move |_| {
        Forecast::new(&survey, answers, &told)
    })
    .await
}
