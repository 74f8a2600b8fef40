//! `/s/{slug}/promise`: the whole promise in plain words, made from the charter.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::privacy::schedule;
use crate::survey::charter::{Access, Breakdown, Breakdowns, ResultsWhen};
use crate::survey::check;
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::page::page;
use crate::web::site::Site;

use super::answering::find_survey;
use super::posted;
use super::receipt_page::Holder;
use super::tongue::{Tongue, tongues};
use super::words::{self, FormWords, InvitationWords, PromiseWords};

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
        language: &language,
        words: words::words(&language),
    };
    page(StatusCode::OK, &PromisePage::new(holder))
}

#[derive(Template)]
#[template(path = "respondent/promise.html")]
struct PromisePage<'a> {
    page: Frame,
    said: String,
    /// The language of the survey's own words within ours.
    theirs: String,
    w: &'static PromiseWords,
    f: &'static FormWords,
    /// Where answering takes a code.
    invitations: Option<&'static InvitationWords>,
    tongues: Vec<Tongue>,
    brand: &'a str,
    slug: &'a str,
    lead: String,
    readers: &'a str,
    outside: Option<Outside<'a>>,
    when: String,
    group: String,
    end: String,
    groups: &'static str,
    counts_groups: bool,
    listed: Vec<String>,
    retention: String,
    /// Of each question that asks who somebody is.
    signed: Vec<String>,
}

impl<'a> PromisePage<'a> {
    fn new(holder: Holder<'a>) -> Self {
        let words = &holder.words.promise;
        let charter = &holder.survey.charter;
        let frame = Frame::new(holder.language);
        let (groups, listed) = groups(holder.survey, holder.language, words);
        Self {
            said: frame.attributes_of(holder.words.language),
            theirs: frame.own_attributes_within(holder.words.language),
            w: words,
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
            outside: Outside::of(holder.survey, holder.language, &holder.words.form),
            when: match charter.results {
                ResultsWhen::WhileRunning => {
                    (words.when_running)(schedule::release_size_min(charter.group_size_min))
                }
                ResultsWhen::WhenClosed => words.when_closed.to_owned(),
            },
            group: (words.how_many_group)(charter.group_size_min),
            end: (words.how_many_end)(charter.group_size_min),
            groups,
            counts_groups: groups != words.groups_none,
            listed,
            retention: (words.retention)(charter.retention_days),
            signed: signed(holder.survey, holder.language, words),
            page: frame,
        }
    }
}

/// Who outside the brand gets results too.
pub struct Outside<'a> {
    pub head: String,
    /// In the survey’s own words.
    pub whom: &'a str,
}

impl<'a> Outside<'a> {
    /// Whom the charter names.
    pub fn of(survey: &'a Survey, language: &Language, words: &FormWords) -> Option<Self> {
        let whom = survey.charter.outside.as_ref()?;
        Some(Self {
            head: (words.promise_outside)(&survey.brand),
            whom: whom.in_language(language),
        })
    }
}

/// What is said of breakdowns, and the ones that the charter lists.
fn groups(
    survey: &Survey,
    language: &Language,
    words: &'static PromiseWords,
) -> (&'static str, Vec<String>) {
    let listed = match &survey.charter.breakdowns {
        Breakdowns::Default => return (words.groups_default, Vec::new()),
        Breakdowns::Listed(listed) if listed.is_empty() => return (words.groups_none, Vec::new()),
        Breakdowns::Listed(listed) => listed,
    };
    let named = listed.iter().map(|breakdown| match breakdown {
        Breakdown::By(code) => asked(survey, code, language).to_owned(),
        Breakdown::Pair(first, second) => (words.group_pair)(
            asked(survey, first, language),
            asked(survey, second, language),
        ),
    });
    (words.groups_listed, named.collect())
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
mod tests {
    use super::*;
    use crate::web::respondent::sample;

    fn rendered(survey: &Survey, tag: &str) -> String {
        let language = sample::language(tag);
        let holder = Holder {
            survey,
            language: &language,
            words: words::words(&language),
        };
        PromisePage::new(holder).render().unwrap()
    }

    #[test]
    fn the_promise_of_a_survey_by_invitation_says_what_its_codes_are_for() {
        let mut survey = sample::survey();
        let about = words::english().invitations.promise;
        assert!(!rendered(&survey, "en").contains(about));
        survey.charter.access = Access::Invitation;
        assert!(rendered(&survey, "en").contains(about));
    }

    #[test]
    fn the_promise_says_what_the_charter_says() {
        let mut survey = sample::survey();
        survey.charter.group_size_min = 12;
        survey.charter.retention_days = 45;
        let html = rendered(&survey, "en");
        for part in [
            "at least 12 people were asked it and answered",
            "at least 24 answers are released at once",
            "if there are at least 12 of them",
            "45 days",
            "board",
            "/trust?survey=acme-2026",
        ] {
            assert!(html.contains(part), "{part}");
        }
        survey.charter.results = ResultsWhen::WhenClosed;
        assert!(rendered(&survey, "en").contains(words::english().promise.when_closed));
    }

    #[test]
    fn the_promise_names_whom_the_charter_names_outside() {
        let mut survey = sample::survey();
        let means = words::english().form.promise_outside_means;
        assert!(!rendered(&survey, "en").contains(means));
        survey.charter.outside = Some(sample::text("The agency Fields."));
        let html = rendered(&survey, "en");
        for part in ["Outside ACME", "The agency Fields.", means] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn the_promise_says_which_groups_are_counted_and_when() {
        let html = rendered(&sample::survey(), "en");
        assert!(html.contains("to the other questions, and by nothing else."));
        assert!(html.contains("counted once, when the survey closes."));
        for words in ["en", "de"].map(|tag| words::words(&sample::language(tag))) {
            assert!(
                rendered(&sample::survey(), words.language).contains(words.promise.groups_default)
            );
        }
    }

    #[test]
    fn a_question_that_asks_who_somebody_is_is_named_and_what_it_means_is_said() {
        let mut survey = sample::survey();
        assert!(!rendered(&survey, "en").contains("class=\"signed\""));
        let last = survey.questionnaire.questions.len() - 1;
        survey.questionnaire.questions[last].text = sample::text("What is your e-mail address?");
        let html = rendered(&survey, "en");
        assert!(html.contains("“What is your e-mail address?” Whoever answers it has signed"));
        assert!(!html.contains("anonymous"));
    }

    #[test]
    fn listed_breakdowns_are_named_by_their_questions() {
        let mut survey = sample::survey();
        survey.charter.breakdowns = Breakdowns::Listed(vec![Breakdown::Pair(
            "use".parse().unwrap(),
            "trust".parse().unwrap(),
        )]);
        let html = rendered(&survey, "en");
        assert!(
            html.contains("Have you ever used ACME?, together with: How much do you trust ACME?")
        );
        survey.charter.breakdowns = Breakdowns::Listed(Vec::new());
        assert!(rendered(&survey, "en").contains(words::english().promise.groups_none));
    }
}
