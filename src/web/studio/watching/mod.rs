//! `/studio/surveys/{slug}/watch`: how a survey fills, as of its last release.

mod words;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::beside;
use super::survey_frame::{self, SurveyFrame, Tab};
use crate::operations::quotas::Counted;
use crate::operations::watch::{self, Leaving, Standing, Watched};
use crate::survey::routing;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::member_page;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/watching/watch.html")]
struct WatchPage {
    frame: SurveyFrame,
    headline: String,
    meaning: String,
    /// Nothing to tell yet: what happens until there is.
    steps: Vec<&'static str>,
    facts: Vec<Fact>,
    /// Where something is told of the way through the pages.
    way: Option<WayView>,
    quotas: Vec<QuotaLine>,
}

/// How many left on which page.
struct WayView {
    sent: String,
    sent_share: u64,
    group_size_min: u16,
    is_open: bool,
    /// None, where all is asked on one.
    pages: Vec<PageLine>,
}

struct PageLine {
    number: usize,
    /// The first question on it.
    asks: String,
    left: Option<String>,
    share: u64,
}

/// A quota, and how much of it is there.
struct QuotaLine {
    question: String,
    options: String,
    counted: String,
    /// In hundredths of what is let through.
    share: u64,
    is_full: bool,
}

/// A line of the page: what, its value, and what there is to know about it.
struct Fact {
    what: &'static str,
    value: String,
    note: String,
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let named = survey.slug.clone();
    let watched = beside(&site.installation, move |installation| {
        watch::watch(installation, &named)
    });
    let watched = watched.await??;
    let (headline, meaning) = words::standing(watched.as_ref());
    let page = WatchPage {
        frame: SurveyFrame::of(&marketer, &survey, Tab::Watch),
        headline,
        meaning,
        steps: words::steps(watched.as_ref()),
        facts: watched.as_ref().map(facts).unwrap_or_default(),
        way: watched.as_ref().and_then(way),
        quotas: watched.as_ref().map(quotas).unwrap_or_default(),
    };
    member_page(StatusCode::OK, &page)
}

fn facts(watched: &Watched) -> Vec<Fact> {
    let mut facts = vec![words::running(watched)];
    facts.extend(words::invited(watched));
    facts.extend(words::codes(watched));
    facts.extend(words::last_release(watched));
    facts.extend(words::next_release(watched));
    facts
}

fn quotas(watched: &Watched) -> Vec<QuotaLine> {
    let questionnaire = &watched.survey.questionnaire;
    let line = |counted: &Counted| {
        let quota = &counted.quota;
        let question = questionnaire.question(&quota.question)?;
        let options = question.kind.choices()?.options.iter();
        let limited = options.filter(|option| quota.options.contains(&option.code));
        let limited: Vec<&str> = limited.map(|option| option.text.fallback()).collect();
        let most = u64::from(quota.most);
        Some(QuotaLine {
            question: question.text.fallback().to_owned(),
            options: limited.join(", "),
            counted: format!(
                "{} of {}",
                words::grouped(counted.released),
                words::grouped(most)
            ),
            share: (counted.released * 100 / most.max(1)).min(100),
            is_full: counted.is_full(),
        })
    };
    watched.quotas.iter().filter_map(line).collect()
}

fn way(watched: &Watched) -> Option<WayView> {
    let Standing::Released(released) = &watched.standing else {
        return None;
    };
    let told = watched.leaving.iter().filter_map(|page| page.forms);
    let all = (released.responses + told.sum::<u64>()).max(1);
    let questionnaire = &watched.survey.questionnaire;
    let pages = routing::pages(questionnaire);
    let line = |leaving: &Leaving| {
        let page = pages.get(leaving.page)?;
        let mut questions = questionnaire.questions.get(page.questions.clone())?.iter();
        Some(PageLine {
            number: leaving.page + 1,
            asks: questions.next()?.text.fallback().to_owned(),
            left: leaving.forms.map(words::grouped),
            share: leaving.forms.unwrap_or(0) * 100 / all,
        })
    };
    Some(WayView {
        sent: words::grouped(released.responses),
        sent_share: released.responses * 100 / all,
        group_size_min: watched.group_size_min,
        is_open: watched.is_open,
        pages: watched.leaving.iter().filter_map(line).collect(),
    })
}
