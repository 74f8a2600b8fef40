//! A throw-away installation with the demonstration's survey in it.

use std::sync::Arc;

use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use whynot::clock::Clock;
use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Published, WaveState};
use whynot::operations::respond;
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::board_token::BoardToken;
use whynot::privacy::receipt::SubmissionKey;
use whynot::store::connection::DatabaseUrl;
use whynot::survey::form::{self, TypedAnswers};
use whynot::survey::identifier::Slug;
use whynot::survey::questionnaire::Survey;

pub const SURVEY_FILE: &str = include_str!("../../surveys/why-not-like-us.toml");

/// Everything answered.
pub const ANSWERS: [(&str, &str); 10] = [
    ("q.reasons", "ads"),
    ("q.reasons", "profile"),
    ("q.reasons", "contact"),
    ("q.trust", "2"),
    ("q.recommend", "3"),
    ("q.age", "25-34"),
    ("q.gender", "woman"),
    ("q.use", "daily"),
    ("q.customer", "no"),
    (
        "q.comment",
        "Everything answered, with a comment as long as this.",
    ),
];

pub struct Place {
    pub runtime: Runtime,
    pub installation: Installation,
    pub slug: Slug,
    /// Of a link that opens everything.
    pub token: BoardToken,
    folder: TempDir,
}

impl Place {
    /// The survey of the demonstration, changed as told, with its first wave open.
    pub fn new(change: impl FnOnce(&mut Survey)) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut survey = whynot::survey::file::read(SURVEY_FILE).expect("the survey file");
        change(&mut survey);
        let installation = open(&folder);
        publish::import_survey(&installation, &survey).unwrap();
        publish::open_wave(&installation, &survey.slug, None).unwrap();
        let token = link::make_usual(&installation, &survey.slug, Opens::Everything);
        Self {
            runtime: Runtime::new().unwrap(),
            token: token.unwrap().expect("the survey is there"),
            installation,
            slug: survey.slug,
            folder,
        }
    }

    /// The same database, with nothing of it in memory.
    pub fn reopened(&self) -> Installation {
        open(&self.folder)
    }

    pub fn url(&self) -> DatabaseUrl {
        url_in(&self.folder)
    }

    /// Sends the same answers under as many submission keys.
    pub fn answer(&self, times: usize) {
        self.runtime.block_on(async {
            let published = publish::find_published(&self.installation, &self.slug)
                .await
                .unwrap();
            let published = published.expect("the survey");
            let mut replies = JoinSet::new();
            for _ in 0..times {
                replies.spawn(answer_once(
                    self.installation.clone(),
                    Arc::clone(&published),
                ));
            }
            replies.join_all().await;
        });
    }
}

async fn answer_once(installation: Installation, published: Arc<Published>) {
    let WaveState::Open { wave } = published.wave else {
        panic!("the wave is closed");
    };
    let questionnaire = &published.survey.questionnaire;
    let pairs = ANSWERS.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = TypedAnswers::from_pairs(questionnaire, pairs);
    let response = form::parse(questionnaire, &typed).unwrap();
    let submission = fresh_key();
    respond::respond(&installation, &published, wave, submission, response)
        .await
        .unwrap();
}

pub fn fresh_key() -> SubmissionKey {
    SubmissionKey::from_bytes(whynot::random::bytes().unwrap())
}

fn url_in(folder: &TempDir) -> DatabaseUrl {
    DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite"))
}

fn open(folder: &TempDir) -> Installation {
    let url = url_in(folder);
    let today = "2026-11-24".parse().unwrap();
    Installation::open(url, &folder.path().join("keys"), Clock::Fixed(today)).unwrap()
}
