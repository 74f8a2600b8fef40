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
            (WaveState::Open { wave } | WaveState::Closed { wave }, None) => (wave, End::Unknown),
            (WaveState::Open { wave }, Some((last, erased))) => (wave, End::Until { last, erased }),
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
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::web::respondent::sample;

    const ROUND: Round = Round {
        revision: 1,
        wave: 1,
        end: End::Unknown,
    };

    fn rendered(survey: &Survey, tag: &str) -> String {
        rendered_in(survey, tag, ROUND)
    }

    fn rendered_in(survey: &Survey, tag: &str, round: Round) -> String {
        let language = sample::language(tag);
        let holder = Holder {
            survey,
            language: &language,
            words: words::words(&language),
        };
        PromisePage::new(holder, round).unwrap().render().unwrap()
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
        assert!(!rendered(&survey, "en").contains("results also go to"));
        survey.charter.outside = Some(sample::text("The agency Fields."));
        let html = rendered(&survey, "en");
        for part in ["Outside ACME, results also go to", "The agency Fields."] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn the_promise_says_which_groups_are_counted_and_when() {
        let html = rendered(&sample::survey(), "en");
        assert!(html.contains("counted once, when the survey closes"));
        for words in ["en", "de"].map(|tag| words::words(&sample::language(tag))) {
            assert!(
                rendered(&sample::survey(), words.language).contains(words.promise.groups_default)
            );
        }
    }

    /// Every language, with its words.
    fn everywhere() -> impl Iterator<Item = (&'static str, &'static words::Words)> {
        words::languages().map(|tag| (tag, words::words(&sample::language(tag))))
    }

    #[test]
    fn k_and_floor_of_the_charter_stand_in_the_words_about_groups() {
        let mut survey = sample::survey();
        survey.charter.group_size_min = 17;
        survey.charter.floor = 7;
        assert!(rendered(&survey, "en").contains("only if at least 17 people are in it"));
        for (tag, words) in everywhere() {
            let html = rendered(&survey, tag);
            assert!(html.contains(&(words.charter.group_rule)(17, 7)), "{tag}");
            assert!(html.contains(&(words.charter.left_out)(17)), "{tag}");
            let totals_only = (words.charter.totals_only)(words.wishes.totals_only);
            assert!(html.contains(&totals_only), "{tag}");
            // By default everything with closed answers makes groups.
            assert!(html.contains(words.charter.group_list), "{tag}");
        }
        survey.charter.breakdowns = Breakdowns::Listed(Vec::new());
        for (tag, words) in everywhere() {
            let html = rendered(&survey, tag);
            assert!(!html.contains(&(words.charter.group_rule)(17, 7)), "{tag}");
            assert!(!html.contains(words.charter.group_list), "{tag}");
        }
    }

    #[test]
    fn somebody_outside_is_named_with_what_they_get_and_nobody_where_there_is_nobody() {
        let mut survey = sample::survey();
        for (tag, words) in everywhere() {
            let nobody = (words.charter.nobody_outside)("ACME");
            assert!(rendered(&survey, tag).contains(&nobody), "{tag}");
        }
        survey.charter.outside = Some(sample::text("The agency Blue Door."));
        for (tag, words) in everywhere() {
            let html = rendered(&survey, tag);
            let label = (words.wishes.not_outside)("ACME");
            assert!(html.contains("The agency Blue Door."), "{tag}");
            assert!(html.contains(&(words.charter.outside)("ACME")), "{tag}");
            assert!(
                html.contains(&(words.charter.outside_gets)(&label)),
                "{tag}"
            );
            assert!(
                !html.contains(&(words.charter.nobody_outside)("ACME")),
                "{tag}"
            );
        }
    }

    #[test]
    fn the_day_on_which_answers_go_is_named_when_the_last_day_is_known() {
        let (last, erased) = (date(2026, 12, 14), date(2027, 3, 15));
        let until = Round {
            end: End::Until { last, erased },
            ..ROUND
        };
        let closed = Round {
            end: End::Closed { on: last, erased },
            ..ROUND
        };
        let survey = sample::survey();
        let html = rendered_in(&survey, "en", until);
        assert!(html.contains(
            "until 14 December 2026. If it runs until then, they are erased on 15 March 2027."
        ));
        for (tag, words) in everywhere() {
            let c = &words.charter;
            let unknown = rendered(&survey, tag);
            let days = (words.promise.retention)(90);
            assert!(
                unknown.contains(c.no_last_day) && unknown.contains(&days),
                "{tag}"
            );
            let until = rendered_in(&survey, tag, until);
            assert!(until.contains(&(c.ends_on)(last, erased)), "{tag}");
            assert!(!until.contains(c.no_last_day), "{tag}");
            let closed = rendered_in(&survey, tag, closed);
            assert!(closed.contains(&(c.closed_on)(last, erased)), "{tag}");
        }
    }

    #[test]
    fn only_a_survey_for_everybody_says_that_one_person_can_be_many() {
        let mut survey = sample::survey();
        let many = |survey: &Survey, tag, words: &words::Words| {
            rendered(survey, tag).contains(words.charter.one_can_be_many)
        };
        assert!(everywhere().all(|(tag, words)| many(&survey, tag, words)));
        survey.charter.access = Access::Invitation;
        assert!(!everywhere().any(|(tag, words)| many(&survey, tag, words)));
    }

    #[test]
    fn a_row_is_shown_as_it_is_stored_and_opened_and_the_page_says_how_to_check_it() {
        let survey = sample::survey();
        for (tag, words) in everywhere() {
            let html = rendered(&survey, tag);
            assert_eq!(html, rendered(&survey, tag), "{tag}");
            let (w, c) = (&words.example_row, &words.charter);
            let said = [
                w.open,
                w.nobody,
                w.key,
                w.survey,
                w.wave,
                w.pool_key,
                w.nonce,
                w.ciphertext,
                w.opened,
                w.opened_how,
                w.batch_key,
                w.words,
                words.wishes.stored,
                c.verify,
                c.verify_source,
                c.verify_ledger,
                c.verify_receipt,
                c.verify_browser,
            ];
            for part in said.iter().chain(w.batch_things) {
                assert!(html.contains(part), "{tag}: {part}");
            }
            assert!(html.contains(&(w.batch_how)(10)), "{tag}");
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
