//! `/studio/surveys/{slug}/watch`: how a survey fills, as of its last release.

mod words;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::beside;
use super::survey_frame::{self, SurveyFrame, Tab};
use crate::operations::watch::{self, Watched};
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
