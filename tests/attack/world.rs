//! A small survey whose every answer is unlike all others, and people who
//! answer it in an order that the attackers know.

use std::sync::Arc;

use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Published, WaveState};
use whynot::operations::respond::{self, Receipted, RespondError};
use whynot::operations::results::{self, Board};
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::invitation::InvitationCode;
use whynot::survey::form::{self, TypedAnswers};
use whynot::survey::identifier::Slug;

/// k = 5: at 15 waiting responses ten are released.
pub const SURVEY: &str = r#"
format = 1
slug = "watched"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 5
floor = 5

[[question]]
code = "mark"
kind = "number"
text = "A number of your own"
minimum = 0
maximum = 99999

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [
  { code = "ads", text = "Too many ads" },
  { code = "data", text = "Too much data" },
]

[[question]]
code = "comment"
kind = "text"
text = "Anything else?"
"#;

pub const FIRST_THRESHOLD: usize = 15;
pub const FIRST_RELEASE: usize = 10;

pub struct World {
    pub installation: Installation,
    pub slug: Slug,
}

impl World {
    pub fn with_open_wave(installation: Installation) -> Self {
        Self::of(installation, SURVEY)
    }

    /// The same, open to people with a code.
    pub fn by_invitation(installation: Installation) -> Self {
        let survey = SURVEY.replace("[charter]", "[charter]\naccess = \"invitation\"");
        Self::of(installation, &survey)
    }

    pub fn of(installation: Installation, survey: &str) -> Self {
        let survey = whynot::survey::file::read(survey).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        publish::open_wave(&installation, &survey.slug, None).expect("a wave opens");
        Self {
            installation,
            slug: survey.slug,
        }
    }

    pub async fn published(&self) -> Arc<Published> {
        let published = publish::find_published(&self.installation, &self.slug).await;
        published
            .expect("the database answers")
            .expect("the survey is there")
    }

    /// Somebody answers with a number and words that nobody else gives.
    pub async fn answers(&self, mark: u32) -> Receipted {
        let sent = self.tries(mark, None).await;
        sent.expect("the response is stored")
    }

    /// The same with a code, which may be refused.
    pub async fn tries(
        &self,
        mark: u32,
        code: Option<InvitationCode>,
    ) -> Result<Receipted, RespondError> {
        let published = self.published().await;
        let WaveState::Open { wave } = published.wave else {
            panic!("the wave is not open");
        };
        let reason = if mark.is_multiple_of(2) {
            "ads"
        } else {
            "data"
        };
        let pairs = [
            ("q.mark", mark.to_string()),
            ("q.reasons", reason.to_owned()),
            ("q.comment", comment_of(mark)),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
        let questionnaire = &published.survey.questionnaire;
        let typed = TypedAnswers::from_pairs(questionnaire, pairs);
        let response = form::parse(questionnaire, &typed).expect("a valid form");
        let form = self.installation.new_submission_key().expect("randomness");
        respond::respond_invited(&self.installation, &published, wave, form, response, code).await
    }

    pub async fn board(&self) -> Board {
        let token = link::make_usual(&self.installation, &self.slug, Opens::Everything);
        let token = token
            .expect("the database answers")
            .expect("the survey is there");
        results::board(&self.installation, &self.slug, token, None)
            .await
            .expect("the database answers")
            .expect("the board is there")
    }

    pub async fn sees_released(&self, expected: u64) {
        for _ in 0..1_000 {
            if released(&self.board().await) == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!(
            "{} are released, not {expected}",
            released(&self.board().await)
        );
    }
}

/// Published responses.
pub fn released(board: &Board) -> u64 {
    match &board.results {
        results::Results::Tables(tables) => tables
            .first()
            .map_or(0, |table| table.first().base.responses),
        _ => 0,
    }
}

pub fn comment_of(mark: u32) -> String {
    format!("canary {mark:05} in words")
}

/// Marks that nobody can guess, all different.
pub fn marks(how_many: usize) -> Vec<u32> {
    use rand::seq::SliceRandom;
    let mut marks: Vec<u32> = (10_000..100_000).collect();
    marks.shuffle(&mut whynot::random::generator().expect("randomness"));
    marks.truncate(how_many);
    marks
}

/// More hits than this have a chance of less than one in three million
/// (five standard deviations of a binomial).
pub fn bound(people: usize, chance: f64) -> f64 {
    let people = people as f64;
    people * chance + 5.0 * (people * chance * (1.0 - chance)).sqrt()
}
