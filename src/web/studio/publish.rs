//! `/studio/drafts/{draft}/publish`: what stands in the way, what changes, and
//! doing it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::builder::keeping;
use super::builder::problems::Problems;
use super::calendar;
use super::draft_frame::{DraftFrame, Step, draft_page};
use super::survey_frame;
use super::{LAST_DAY_TOO_FAR, beside};
use crate::operations::drafts::{Ended, Opened};
use crate::operations::publish::PublishError;
use crate::operations::publish_draft::{self, Opening, Outlook, PublishDraftError};
use crate::survey::calendar::Calendar;
use crate::survey::draft;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::gate::origin;
use crate::web::member_page::{Field, Fields, see_other, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/publish.html")]
struct PublishPage {
    frame: DraftFrame,
    /// What is to be put right, step by step.
    steps: Vec<ToPutRight>,
    link: String,
    /// When waves begin and end, in words.
    waves: String,
    /// Its days open and close them.
    is_planned: bool,
    outlook: Option<Outlook>,
    /// What changes, in words, and what of the promise.
    differences: Vec<String>,
    promise: Vec<PromiseLine>,
    opens: bool,
    fields: Fields,
    problem: Option<String>,
}

struct ToPutRight {
    words: &'static str,
    address: String,
    problems: usize,
}

struct PromiseLine {
    words: String,
    is_refused: bool,
}

struct Form {
    opens: bool,
    until: Field,
    problem: Option<String>,
}

impl Form {
    fn new(opens: bool, until: &str) -> Self {
        let mut until = Field::text("until", "Last day", until)
            .hint("The wave closes by itself after it. Without one it runs until you close it.");
        until.kind = "date";
        Self {
            opens,
            until,
            problem: None,
        }
    }

    async fn show(
        self,
        site: &Site,
        marketer: &Marketer,
        request: &HttpRequest,
        opened: Opened,
    ) -> Result<HttpResponse, AppError> {
        let frame = DraftFrame::of(marketer, &opened, Step::Publish);
        let problems = Problems::of_opened(&opened);
        let steps = frame.steps.iter().filter(|step| step.problems > 0);
        let steps = steps.map(|step| ToPutRight {
            words: step.words,
            address: step.address.clone(),
            problems: step.problems,
        });
        let steps: Vec<ToPutRight> = steps.collect();
        let survey = draft::survey(&opened.draft)
            .ok()
            .filter(|_| problems.total() == 0);
        let of = opened.survey.clone();
        let outlook = match survey {
            None => None,
            Some(survey) => {
                let looked = beside(&site.installation, move |installation| {
                    publish_draft::outlook(installation, of.as_ref(), &survey)
                });
                Some(looked.await??)
            }
        };
        let page = PublishPage {
            link: format!(
                "{}/s/{}",
                origin::of_site(request.headers()),
                opened.draft.slug
            ),
            waves: calendar::in_words(&opened.draft.calendar),
            is_planned: matches!(opened.draft.calendar, Calendar::Planned(_)),
            steps,
            differences: outlook.as_ref().map_or_else(Vec::new, |outlook| {
                outlook
                    .differences
                    .iter()
                    .map(ToString::to_string)
                    .collect()
            }),
            promise: outlook.as_ref().map_or_else(Vec::new, promise_lines),
            outlook,
            opens: self.opens,
            fields: Fields(vec![self.until]),
            problem: self.problem,
            frame,
        };
        let status = status_of(&page.fields, page.problem.as_deref());
        draft_page(status, &page)
    }
}

fn promise_lines(outlook: &Outlook) -> Vec<PromiseLine> {
    let lines = outlook.promise.iter();
    let lines = lines.map(|(change, is_refused)| PromiseLine {
        words: change.to_string(),
        is_refused: *is_refused,
    });
    lines.collect()
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    Form::new(true, "")
        .show(&site, &marketer, &request, opened)
        .await
}

/// POST. A draft is gone once it is published: pressed twice, the second leads
/// to the survey, too.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let id = path.parse().map_err(|_no_id| missing())?;
    let version = pairs.value("version").parse::<i32>();
    let version = version.map_err(|_no_number| AppError::Unreadable)?;
    let mut form = Form::new(pairs.value("open") == "yes", pairs.value("until"));
    let opening = match (form.opens, pairs.value("until").trim()) {
        (false, _) => Some(Opening::No),
        (true, "") => Some(Opening::AtOnce(None)),
        (true, day) => {
            let day = day.parse::<Date>();
            let day = day.map_err(|_no_day| "Write the day as 2027-03-14.");
            form.until.take(day).map(|day| Opening::AtOnce(Some(day)))
        }
    };
    let Some(opening) = opening else {
        let opened = keeping::open(&site, &path).await?;
        return form.show(&site, &marketer, &request, opened).await;
    };
    let actor = marketer.actor();
    let done = beside(&site.installation, move |installation| {
        publish_draft::publish_draft(&installation.acting_as(actor), id, version, opening)
    });
    match done.await? {
        Ok(done) => return Ok(see_other(&survey_frame::address_of(&done.slug))),
        Err(PublishDraftError::Gone) => {
            if let Err(AppError::EndedDraft(Ended {
                survey: Some(slug),
                is_published: true,
            })) = keeping::open(&site, &path).await
            {
                return Ok(see_other(&survey_frame::address_of(&slug)));
            }
        }
        Err(PublishDraftError::Publish(PublishError::Operation(error))) => {
            return Err(error.into());
        }
        Err(PublishDraftError::Publish(PublishError::LastDayIsOver(_))) => {
            form.until.problem =
                Some("This day is over. Name one that is still to come.".to_owned());
        }
        Err(PublishDraftError::Publish(PublishError::LastDayTooFar(_))) => {
            form.until.problem = Some(LAST_DAY_TOO_FAR.to_owned());
        }
        Err(refused) => form.problem = Some(in_words(&refused)),
    }
    let opened = keeping::open(&site, &path).await?;
    form.show(&site, &marketer, &request, opened).await
}

fn missing() -> AppError {
    AppError::NotFound(crate::web::errors::Missing::Page)
}

fn in_words(refused: &PublishDraftError) -> String {
    match refused {
        PublishDraftError::MovedOn => {
            "Somebody has changed the draft since you opened this page. Look at it again."
                .to_owned()
        }
        PublishDraftError::Incomplete(_) => "Some things are to be put right first.".to_owned(),
        PublishDraftError::Taken => {
            "Another survey has this address. Choose another under Texts.".to_owned()
        }
        PublishDraftError::OtherAddress => {
            "A published survey keeps its address: links and codes lead there. Put it back under \
             Texts."
                .to_owned()
        }
        other => other.to_string(),
    }
}
