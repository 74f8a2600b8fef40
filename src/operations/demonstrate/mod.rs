//! Fills a throw-away installation with the survey "Why not like us?": a closed
//! wave that reproduces the graph of 2011, and a running one whose pool lacks
//! exactly one response for its next release.

pub mod members;
mod population;

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::{self, PublishError, Published, WaveState};
use super::respond::{self, RespondError};
use super::seal::{self, Occasion};
use crate::privacy::pool_cipher::Place;
use crate::privacy::schedule::Schedule;
use crate::store::{pool, surveys};
use crate::survey::form::{self, TypedAnswers};
use crate::survey::identifier::Slug;
use crate::survey::language::Localized;
use crate::survey::questionnaire::Survey;

/// Respondents of the closed wave.
pub const CLOSED_WAVE_SIZE: usize = 2_000;
/// Respondents of the running wave before its pool is filled up.
const RUNNING_WAVE_SIZE: usize = 400;
/// Enough to fill any pool of the running wave up to its threshold.
const SPARE_RESPONDENTS: usize = 200;

const SURVEY_FILE: &str = include_str!("../../../surveys/why-not-like-us.toml");

const SOURCE: &str = "Simulated respondents with the shares of ExactTarget, “Subscribers, \
    Fans & Followers: The Meaning of Like”, September 2011. The 2011 base was not \
    published; its 22% is approximate (“slightly under” 23).";

#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    #[error("the survey of the demonstration cannot be read: {0}")]
    SurveyFile(String),
    #[error("an invented answer was not accepted: {0}")]
    Answer(String),
    #[error("a member of the demonstration was not accepted: {0}")]
    Member(String),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Respond(#[from] RespondError),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<crate::store::error::StoreError> for DemonstrationError {
    fn from(error: crate::store::error::StoreError) -> Self {
        Self::Operation(error.into())
    }
}

/// How many invented answers [`demonstrate`] sends at most.
pub const RESPONSES_MAX: usize = CLOSED_WAVE_SIZE + RUNNING_WAVE_SIZE + SPARE_RESPONDENTS;

/// Builds the demonstration; `sent` is called with the number of answers that
/// were sent since the last call. Returns the survey's slug.
pub async fn demonstrate(
    installation: &Installation,
    sent: impl Fn(u64),
) -> Result<Slug, DemonstrationError> {
    let survey = demonstration_survey()?;
    publish::import_survey(installation, &survey)?;
    let slug = survey.slug;
    let published = open(installation, &slug, "June 2011").await?;
    send_all(
        installation,
        &published,
        population::draw(CLOSED_WAVE_SIZE, 2011),
        &sent,
    )
    .await?;
    publish::close_wave(installation, &slug)?;

    let published = open(installation, &slug, "Today").await?;
    let people = population::draw(RUNNING_WAVE_SIZE + SPARE_RESPONDENTS, 2012);
    let (first, spare) = people.split_at(RUNNING_WAVE_SIZE.min(people.len()));
    send_all(installation, &published, first.to_vec(), &sent).await?;
    seal::seal(installation, published.id, Occasion::Growth)?;
    let lacking = lacking_for_release(installation, &published)?;
    let fillers = spare
        .iter()
        .take(lacking.saturating_sub(1))
        .cloned()
        .collect();
    send_all(installation, &published, fillers, &sent).await?;
    Ok(slug)
}

fn demonstration_survey() -> Result<Survey, DemonstrationError> {
    let mut survey = crate::survey::file::read(SURVEY_FILE).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        DemonstrationError::SurveyFile(problems.join("; "))
    })?;
    survey.is_simulated = true;
    survey.source = Some(Localized::everywhere(SOURCE));
    Ok(survey)
}

async fn open(
    installation: &Installation,
    slug: &Slug,
    label: &str,
) -> Result<Arc<Published>, DemonstrationError> {
    publish::open_wave(installation, slug, Some(label))?;
    publish::find_published(installation, slug)
        .await?
        .ok_or_else(|| PublishError::Unknown(slug.clone()).into())
}

/// Sends forms through the same door as everybody's, many at once.
async fn send_all(
    installation: &Installation,
    published: &Arc<Published>,
    people: Vec<population::Pairs>,
    sent: &impl Fn(u64),
) -> Result<(), DemonstrationError> {
    let WaveState::Open { wave } = published.wave else {
        return Err(PublishError::DoesNotRun(published.survey.slug.clone()).into());
    };
    for group in people.chunks(200) {
        let mut replies = tokio::task::JoinSet::new();
        for pairs in group {
            let questionnaire = &published.survey.questionnaire;
            let typed = TypedAnswers::from_pairs(questionnaire, pairs.iter().cloned());
            let response = form::parse(questionnaire, &typed)
                .map_err(|problems| DemonstrationError::Answer(format!("{problems:?}")))?;
            let submission = installation
                .new_submission_key()
                .map_err(OperationError::from)?;
            let (installation, published) = (installation.clone(), Arc::clone(published));
            replies.spawn(async move {
                respond::respond(&installation, &published, wave, submission, response).await
            });
        }
        while let Some(reply) = replies.join_next().await {
            reply.map_err(|_panicked| OperationError::Panicked)??;
            sent(1);
        }
    }
    Ok(())
}

/// How many more responses the running wave's next release needs.
fn lacking_for_release(
    installation: &Installation,
    published: &Published,
) -> Result<usize, DemonstrationError> {
    let WaveState::Open { wave } = published.wave else {
        return Err(PublishError::DoesNotRun(published.survey.slug.clone()).into());
    };
    let place = Place {
        survey: published.id,
        wave,
    };
    let mut connection = installation.store.connection()?;
    let row = surveys::find_wave(&mut connection, place.survey, wave)?
        .ok_or(OperationError::Damaged("a wave is gone"))?;
    let schedule = Schedule {
        group_size_min: published.survey.charter.group_size_min,
        released: row.released.unsigned_abs(),
    };
    let waiting = pool::count(&mut connection, place)?;
    Ok(schedule.threshold().saturating_sub(waiting) as usize)
}
