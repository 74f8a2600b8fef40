//! The way of an answer, from the form to the totals and back by its receipt,
//! on both engines.

mod backups;
mod batch_search;
mod books;
mod calendar;
mod comments;
mod erasing;
mod invitations;
mod leaving;
mod neighbours;
mod pauses;
mod releases;
mod reminders;
mod respondents;
mod restored_invitations;
mod retention;
mod wishes;
mod withdrawals;

use std::sync::Arc;

use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Published, WaveState};
use whynot::operations::respond::{self, Receipted, RespondError};
use whynot::operations::results::{self, Results};
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::protected_table::ProtectedTable;
use whynot::privacy::receipt::SubmissionKey;
use whynot::survey::answer::Response;
use whynot::survey::form::{self, TypedAnswers};
use whynot::survey::identifier::Slug;

/// k = 5: the first release happens at 15 waiting responses and takes ten.
const SURVEY: &str = r#"
format = 1
slug = "small"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 5
floor = 5

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [
  { code = "ads", text = "Too many ads" },
  { code = "data", text = "Too much data" },
  { code = "other", text = "Another reason", other = true },
]

[[question]]
code = "customer"
kind = "single-choice"
background = true
text = "Are you a customer?"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]

[[question]]
code = "comment"
kind = "text"
text = "Anything else?"
"#;

/// A marketer with one small survey.
struct Marketer {
    installation: Installation,
    slug: Slug,
}

impl Marketer {
    fn with(installation: Installation) -> Self {
        Self::named(installation, "small")
    }

    /// The same survey under another name.
    fn named(installation: Installation, slug: &str) -> Self {
        let file = SURVEY.replace("\"small\"", &format!("\"{slug}\""));
        let survey = whynot::survey::file::read(&file).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        Self {
            installation,
            slug: survey.slug,
        }
    }

    /// The survey is there already: another process, or another start.
    fn again(installation: Installation) -> Self {
        Self {
            installation,
            slug: "small".parse().expect("a slug"),
        }
    }

    fn opens_a_wave(&self) {
        publish::open_wave(&self.installation, &self.slug, None).expect("a wave opens");
    }

    fn closes_the_wave(&self) {
        publish::close_wave(&self.installation, &self.slug).expect("the wave closes");
    }

    async fn published(&self) -> Arc<Published> {
        publish::find_published(&self.installation, &self.slug)
            .await
            .expect("the database answers")
            .expect("the survey is there")
    }

    /// What the board shows of a wave.
    async fn results(&self, wave: Option<i32>) -> Results {
        let token = link::make_usual(&self.installation, &self.slug, Opens::Everything)
            .expect("the database answers")
            .expect("the survey is there");
        results::board(&self.installation, &self.slug, token, wave)
            .await
            .expect("the database answers")
            .expect("the board is there")
            .results
    }

    /// Published responses of the newest wave with results, and how many of them chose "ads".
    async fn released(&self) -> (u64, u64) {
        match self.results(None).await {
            Results::Tables(tables) => (responses(&tables), count(&tables, "reasons", "ads")),
            _ => (0, 0),
        }
    }

    /// Waits until this many responses are released.
    async fn sees_released(&self, expected: u64) {
        for _ in 0..500 {
            if self.released().await.0 == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!(
            "{} responses are released, not {expected}",
            self.released().await.0
        );
    }
}

fn responses(tables: &[ProtectedTable]) -> u64 {
    tables
        .first()
        .map_or(0, |table| table.first().base.responses)
}

fn count(tables: &[ProtectedTable], question: &str, option: &str) -> u64 {
    let table = tables
        .iter()
        .find(|table| table.heading().question_code == question)
        .expect("the question has a table");
    let position = table.categories().iter().position(|c| c.code == option);
    table.first().item(0)[position.expect("the option is there")].count()
}

/// A person with a form in front of them.
struct Respondent {
    form: SubmissionKey,
    wave: i32,
    published: Arc<Published>,
    installation: Installation,
}

impl Respondent {
    async fn at(marketer: &Marketer) -> Self {
        let published = marketer.published().await;
        let wave = match published.wave {
            WaveState::Open { wave } | WaveState::Paused { wave } | WaveState::Closed { wave } => {
                wave
            }
            WaveState::NotYetOpen => 0,
        };
        Self {
            form: marketer
                .installation
                .new_submission_key()
                .expect("randomness"),
            wave,
            published,
            installation: marketer.installation.clone(),
        }
    }

    fn response(&self, pairs: &[(&str, &str)]) -> Response {
        let pairs = pairs
            .iter()
            .map(|(n, v)| (format!("q.{n}"), (*v).to_owned()));
        let questionnaire = &self.published.survey.questionnaire;
        let typed = TypedAnswers::from_pairs(questionnaire, pairs);
        form::parse(questionnaire, &typed).expect("a valid form")
    }

    async fn sends(&self, pairs: &[(&str, &str)]) -> Result<Receipted, RespondError> {
        let response = self.response(pairs);
        respond::respond(
            &self.installation,
            &self.published,
            self.wave,
            self.form,
            response,
        )
        .await
    }
}

/// Many people, one after the other; every second one minds the ads.
async fn people_answer(marketer: &Marketer, how_many: usize) -> Vec<Receipted> {
    let mut receipts = Vec::new();
    for number in 0..how_many {
        let reason = if number % 2 == 0 { "ads" } else { "data" };
        let respondent = Respondent::at(marketer).await;
        let receipted = respondent
            .sends(&[("reasons", reason), ("customer", "no")])
            .await;
        receipts.push(receipted.expect("the response is stored"));
    }
    receipts
}
