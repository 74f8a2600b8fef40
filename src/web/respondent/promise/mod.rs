//! `/s/{slug}/promise`: the whole promise in plain words, made from the charter.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use crate::operations::publish::{Published, WaveState};
use crate::privacy::schedule;
use crate::survey::charter::{Access, Breakdown, Breakdowns, ResultsWhen};
use crate::survey::check;
use crate::survey::criterion;
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::page::page;
use crate::web::site::Site;

use super::answering::find_survey;
use super::example_row::ExampleRow;
use super::posted;
use super::receipt_page::Holder;
use super::tongue::{Tongue, tongues};
use super::words::{self, CharterWords, FormWords, InvitationWords, PromiseWords};

/// GET.
pub async fn show(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, None);
    let holder = Holder {
        survey: &published.survey,
        newest: &published.newest,
        language: &language,
        words: words::words(&language),
    };
    let round = Round::of(&published);
    page(StatusCode::OK, &PromisePage::new(holder, round)?)
}

/// The round that respondents meet now, or met last.
#[derive(Debug, Clone, Copy)]
struct Round {
    revision: i32,
    wave: i32,
    end: End,
}

/// When its answers go, as far as that is known.
#[derive(Debug, Clone, Copy)]
enum End {
    Unknown,
    Until { last: Date, erased: Date },
    Closed { on: Date, erased: Date },
}

impl Round {
    fn of(published: &Published) -> Self {
        let days = published.ends.zip(published.erased_on());
        let (wave, end) = match (published.wave, days) {
            (WaveState::NotYetOpen, _) => (1, End::Unknown),
            (
                WaveState::Open { wave } | WaveState::Paused { wave } | WaveState::Closed { wave },
                None,
            ) => (wave, End::Unknown),
            (WaveState::Open { wave } | WaveState::Paused { wave }, Some((last, erased))) => {
                (wave, End::Until { last, erased })
            }
            (WaveState::Closed { wave }, Some((on, erased))) => (wave, End::Closed { on, erased }),
        };
        Self {
            revision: published.revision,
            wave,
            end,
        }
    }
}

impl End {
    fn said(self, words: &CharterWords) -> String {
        match self {
            Self::Unknown => words.no_last_day.to_owned(),
            Self::Until { last, erased } => (words.ends_on)(last, erased),
            Self::Closed { on, erased } => (words.closed_on)(on, erased),
        }
    }
}

/// Who outside the brand gets results, and which.
struct OutsideParty<'a> {
    party: &'a str,
    lead: String,
    gets: String,
}

#[derive(Template)]
#[template(path = "respondent/promise.html")]
struct PromisePage<'a> {
    page: Frame,
    said: String,
    /// The language of the survey's own words within ours.
    theirs: String,
    w: &'static PromiseWords,
    c: &'static CharterWords,
    f: &'static FormWords,
    /// Where answering takes a code.
    invitations: Option<&'static InvitationWords>,
    tongues: Vec<Tongue>,
    brand: &'a str,
    slug: &'a str,
    lead: String,
    readers: &'a str,
    outside: Option<OutsideParty<'a>>,
    nobody_outside: String,
    when: String,
    group: String,
    end: String,
    groups: &'static str,
    /// k and floor; nothing where no group is counted.
    group_rule: Option<String>,
    listed: Vec<String>,
    totals_only: String,
    left_out: Option<String>,
    example: ExampleRow<'a>,
    retention: String,
    erased: String,
    is_open_to_all: bool,
    /// Of each question that asks who somebody is.
    signed: Vec<String>,
}

impl<'a> PromisePage<'a> {
    fn new(holder: Holder<'a>, round: Round) -> Result<Self, AppError> {
        let words = &holder.words.promise;
        let charter = &holder.survey.charter;
        let frame = Frame::new(holder.language);
        let c = &holder.words.charter;
        let (groups, listed) = groups(holder.survey, holder.language, words);
        let counts_groups = !listed.is_empty();
        let k = charter.group_size_min;
        Ok(Self {
            said: frame.attributes_of(holder.words.language),
            theirs: frame.own_attributes_within(holder.words.language),
            w: words,
            c,
            f: &holder.words.form,
            invitations: match charter.access {
                Access::Link => None,
                Access::Invitation => Some(&holder.words.invitations),
            },
            tongues: tongues(&holder.survey.questionnaire.languages, holder.language),
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            lead: (words.lead)(&holder.survey.brand),
            readers: charter.readers.in_language(holder.language),
            outside: outside(holder),
            nobody_outside: (c.nobody_outside)(&holder.survey.brand),
            when: match charter.results {
                ResultsWhen::WhileRunning => {
                    (words.when_running)(schedule::release_size_min(charter.group_size_min))
                }
                ResultsWhen::WhenClosed => words.when_closed.to_owned(),
            },
            group: (words.how_many_group)(charter.group_size_min),
            end: (words.how_many_end)(charter.group_size_min),
            groups,
            group_rule: counts_groups.then(|| (c.group_rule)(k, charter.floor)),
            listed,
            totals_only: (c.totals_only)(holder.words.wishes.totals_only),
            left_out: counts_groups.then(|| (c.left_out)(k)),
            example: ExampleRow::new(holder, round.revision, round.wave)?,
            retention: (words.retention)(charter.retention_days),
            erased: round.end.said(c),
            is_open_to_all: charter.access == Access::Link,
            signed: signed(holder.survey, holder.language, words),
            page: frame,
        })
    }
}

fn outside<'a>(holder: Holder<'a>) -> Option<OutsideParty<'a>> {
    let party = holder.survey.charter.outside.as_ref()?;
    let words = holder.words;
    let brand = &holder.survey.brand;
    Some(OutsideParty {
        party: party.in_language(holder.language),
        lead: (words.charter.outside)(brand),
        gets: (words.charter.outside_gets)(&(words.wishes.not_outside)(brand)),
    })
}

/// What is said of breakdowns, and what they are by. Of the default list the
/// pairs are left out: the sentence says which.
fn groups(
    survey: &Survey,
    language: &Language,
    words: &'static PromiseWords,
) -> (&'static str, Vec<String>) {
    let all = criterion::breakdowns(survey);
    let (sentence, is_default) = match &survey.charter.breakdowns {
        Breakdowns::Default => (words.groups_default, true),
        Breakdowns::Listed(_) => (words.groups_listed, false),
    };
    let named = all.iter().filter_map(|breakdown| match breakdown {
        Breakdown::By(code) => Some(asked(survey, code, language).to_owned()),
        Breakdown::Pair(..) if is_default => None,
        Breakdown::Pair(first, second) => Some((words.group_pair)(
            asked(survey, first, language),
            asked(survey, second, language),
        )),
    });
    match named.collect::<Vec<_>>() {
        none if none.is_empty() => (words.groups_none, none),
        named => (sentence, named),
    }
}

/// What nothing in here protects.
fn signed(survey: &Survey, language: &Language, words: &'static PromiseWords) -> Vec<String> {
    let questions = survey.questionnaire.questions.iter();
    questions
        .filter(|question| check::asks_who_somebody_is(question).is_some())
        .map(|question| (words.asks_who)(question.text.in_language(language)))
        .collect()
}

fn asked<'a>(survey: &'a Survey, code: &'a QuestionCode, language: &Language) -> &'a str {
    let question = survey.questionnaire.question(code);
    question.map_or(code.as_str(), |question| {
        question.text.in_language(language)
    })
}

#[cfg(test)]
mod tests;
