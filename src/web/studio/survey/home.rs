//! `/studio/surveys/{slug}`: how a survey stands, its link, its waves.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::{embed, link, words};
use crate::operations::drafts::{self, Start};
use crate::operations::listed::{SurveySummary, WaveSummary};
use crate::operations::pause;
use crate::operations::publish::{self, PublishError};
use crate::survey::charter::Access;
use crate::survey::routing;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, new_form_key, read_form_key, scripted_page, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::qr::Square;
use crate::web::site::Site;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab, address_of};
use crate::web::studio::{LAST_DAY_TOO_FAR, beside};

#[derive(Template)]
#[template(path = "studio/survey/home.html")]
struct HomePage {
    frame: SurveyFrame,
    headline: String,
    meaning: String,
    link: String,
    /// What stands in a page of the sites that may show the survey.
    snippet: Option<String>,
    sites: Vec<String>,
    /// Of an embedded survey only the first page stands in the frame.
    leads_out: bool,
    /// The QR code of the link.
    square: Option<String>,
    is_by_invitation: bool,
    /// The wave that runs.
    running: Option<Running>,
    /// No wave runs, and the newest can be read.
    has_results: bool,
    /// Waves that were opened; the next form says it again.
    opened: i32,
    waves: Vec<WaveLine>,
    fields: Fields,
    problem: Option<String>,
    script: String,
    form_key: String,
}

struct Running {
    wave: i32,
    label: String,
    is_paused: bool,
}

struct WaveLine {
    label: String,
    days: String,
    revision: i32,
    counted: String,
    state: &'static str,
}

impl WaveLine {
    fn of(wave: &WaveSummary) -> Self {
        Self {
            label: wave.label.clone(),
            days: words::days(wave),
            revision: wave.revision,
            counted: words::counted(wave),
            state: match (wave.is_open, wave.is_paused) {
                (true, false) => "Running",
                (true, true) => "Paused",
                (false, _) => "Closed",
            },
        }
    }
}

/// The form that opens a wave, as it was filled in.
struct Opening {
    label: Field,
    until: Field,
    problem: Option<String>,
}

impl Opening {
    fn read(pairs: &Pairs) -> Self {
        let mut until = Field::text("until", "Last day", pairs.value("until"))
            .hint("The wave closes by itself after it. Without one it runs until you close it.");
        until.kind = "date";
        Self {
            label: Field::text("label", "Name", pairs.value("label")).hint(
                "Stands under the charts, such as “Spring 2027”. Without one waves are numbered.",
            ),
            until,
            problem: None,
        }
    }

    fn last_day(&mut self, typed: &str) -> Option<Option<Date>> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Some(None);
        }
        let day = typed.parse::<Date>();
        let day = day.map_err(|_no_day| "Write the day as 2027-03-14.");
        self.until.take(day).map(Some)
    }

    async fn show(
        self,
        site: &Site,
        marketer: &Marketer,
        request: &HttpRequest,
        survey: &SurveySummary,
    ) -> Result<HttpResponse, AppError> {
        let (headline, meaning) = words::standing(survey);
        let link = link::public(request, survey);
        let published = publish::find_published(&site.installation, &survey.slug).await?;
        let embedded = published.as_ref().map(|published| &*published.newest);
        let embedded = embedded.filter(|newest| !newest.embedded_on.is_empty());
        let page = HomePage {
            frame: SurveyFrame::of(marketer, survey, Tab::Overview),
            headline,
            meaning,
            square: Square::of(&link)
                .map(|square| square.svg("The link as a code for a telephone’s camera")),
            leads_out: embedded
                .is_some_and(|newest| routing::may_skip_a_page(&newest.questionnaire)),
            snippet: embedded.map(|newest| embed::snippet(&link, newest)),
            sites: embedded.map_or_else(Vec::new, |newest| {
                newest.embedded_on.iter().map(ToString::to_string).collect()
            }),
            link,
            is_by_invitation: survey.access == Access::Invitation,
            running: survey.running().map(|wave| Running {
                wave: wave.wave,
                label: wave.label.clone(),
                is_paused: wave.is_paused,
            }),
            has_results: survey.waves.last().is_some_and(has_results),
            opened: newest(survey),
            waves: survey.waves.iter().rev().map(WaveLine::of).collect(),
            fields: Fields(vec![self.label, self.until]),
            problem: self.problem,
            script: crate::web::assets::studio_script(),
            form_key: new_form_key()?,
        };
        let status = status_of(&page.fields, page.problem.as_deref());
        scripted_page(status, &page)
    }
}

fn has_results(wave: &WaveSummary) -> bool {
    !wave.is_open && wave.released.is_some_and(|released| released > 0)
}

fn newest(survey: &SurveySummary) -> i32 {
    survey.waves.last().map_or(0, |wave| wave.wave)
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    Opening::read(&Pairs::default())
        .show(&site, &marketer, &request, &survey)
        .await
}

/// POST: what the pressed button says. Each form names the wave that it saw, so
/// that pressing twice does nothing twice.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let home = address_of(&survey.slug);
    let seen = pairs.value("wave").parse::<i32>().unwrap_or(-1);
    match pairs.value("go") {
        "edit" => return edit(&site, &marketer, &survey, &pairs).await,
        "open" | "pause" | "go-on" => {}
        _ => return Err(AppError::Unreadable),
    }
    // Somebody was quicker, or pressed twice.
    if seen != newest(&survey) {
        return Ok(see_other(&home));
    }
    if pairs.value("go") == "open" {
        return open(&site, &marketer, &request, &survey, &pairs).await;
    }
    let is_pause = pairs.value("go") == "pause";
    let actor = marketer.actor();
    let named = survey.slug.clone();
    let done = beside(&site.installation, move |installation| {
        let installation = &installation.acting_as(actor);
        match is_pause {
            true => pause::pause(installation, &named),
            false => pause::go_on(installation, &named),
        }
    });
    match done.await? {
        Ok(_) | Err(PublishError::DoesNotRun(_)) => Ok(see_other(&home)),
        Err(PublishError::Operation(error)) => Err(error.into()),
        Err(refused) => {
            let mut opening = Opening::read(&Pairs::default());
            opening.problem = Some(refused.to_string());
            opening.show(&site, &marketer, &request, &survey).await
        }
    }
}

async fn open(
    site: &Site,
    marketer: &Marketer,
    request: &HttpRequest,
    survey: &SurveySummary,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let mut opening = Opening::read(pairs);
    let label = pairs.value("label").trim().to_owned();
    if label.chars().count() > LABEL_MAX {
        let problem = format!("Take at most {LABEL_MAX} characters.");
        opening.label.problem = Some(problem);
        return opening.show(site, marketer, request, survey).await;
    }
    let Some(until) = opening.last_day(pairs.value("until")) else {
        return opening.show(site, marketer, request, survey).await;
    };
    let actor = marketer.actor();
    let slug = survey.slug.clone();
    let opened = beside(&site.installation, move |installation| {
        let label = Some(label.as_str()).filter(|label| !label.is_empty());
        publish::open_wave_until(&installation.acting_as(actor), &slug, label, until)
    });
    match opened.await? {
        Ok(_) | Err(PublishError::RunsAlready { .. }) => {
            return Ok(see_other(&address_of(&survey.slug)));
        }
        Err(PublishError::Operation(error)) => return Err(error.into()),
        Err(PublishError::LastDayIsOver(_)) => {
            opening.until.problem =
                Some("This day is over. Name one that is still to come.".to_owned());
        }
        Err(PublishError::LastDayTooFar(_)) => {
            opening.until.problem = Some(LAST_DAY_TOO_FAR.to_owned());
        }
        Err(refused) => opening.problem = Some(refused.to_string()),
    }
    opening.show(site, marketer, request, survey).await
}

/// Characters of a wave's name: a line under a chart.
const LABEL_MAX: usize = 60;

/// To the draft that changes this survey; one is begun where none is.
async fn edit(
    site: &Site,
    marketer: &Marketer,
    survey: &SurveySummary,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let (by, slug) = (marketer.member.id, survey.slug.clone());
    let key = read_form_key(pairs.value("form"))?;
    let begun = beside(&site.installation, move |installation| {
        drafts::start(installation, by, Start::Survey(slug), key)
    });
    match begun.await? {
        Ok(draft) => Ok(see_other(&format!("/studio/drafts/{draft}"))),
        Err(_taken) => Ok(see_other(&address_of(&survey.slug))),
    }
}
