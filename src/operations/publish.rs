//! From a survey file to a running survey: storing revisions, opening and
//! closing waves.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::book;
use super::calendar;
use super::error::OperationError;
use super::freeze::Frozen;
use super::installation::Installation;
pub use super::listed::{SurveySummary, WaveSummary, list_surveys};
use super::one_by_one::one_by_one;
pub use super::published::{Published, Rest, WaveState};
use super::record;
use super::scrub;
use super::seal::{self, Occasion, Sealed};
use crate::limits::WAVE_DAYS_MAX;
use crate::privacy::ledger::Action;
use crate::privacy::pool_cipher::Place;
use crate::random;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::survey::charter::{self, Loosening};
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// Refusals that belong to publishing.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("there is no survey “{0}”")]
    Unknown(Slug),
    #[error("wave {wave} of “{slug}” is running; close it first")]
    RunsAlready { slug: Slug, wave: i32 },
    #[error("{0} is over; name a last day that is still to come")]
    LastDayIsOver(Date),
    #[error("{0} is too far away; a wave runs for two years at most")]
    LastDayTooFar(Date),
    #[error("no wave of “{0}” is running")]
    DoesNotRun(Slug),
    #[error(
        "people have answered “{slug}” already, and its promise can only be made stricter: \
         {}",
        listed(.loosenings)
    )]
    Looser {
        slug: Slug,
        loosenings: Vec<Loosening>,
    },
    #[error(transparent)]
    Operation(#[from] OperationError),
}

fn listed(loosenings: &[Loosening]) -> String {
    let listed: Vec<String> = loosenings.iter().map(Loosening::to_string).collect();
    listed.join("; ")
}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

/// What importing a survey file led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// A new survey, revision 1.
    New,
    /// It differs from the last revision and takes effect with the next wave.
    Revised { revision: i32 },
    /// Nothing changed.
    Unchanged,
}

/// Stores a survey, or a new revision of one that is there. A running wave
/// keeps the revision it was opened with. After the first answer a revision
/// that promises less is refused.
pub fn import_survey(
    installation: &Installation,
    survey: &Survey,
) -> Result<Imported, PublishError> {
    let imported = installation
        .store
        .in_transaction(|connection| store_revision(installation, connection, survey))?;
    take_effect(installation, &survey.slug)?;
    Ok(imported)
}

/// By what it means: what a file leaves out is there in the documents of older
/// versions, or was not yet.
fn is_same(document: &str, survey: &Survey) -> bool {
    serde_json::from_str::<Survey>(document).is_ok_and(|known| known == *survey)
}

/// What follows from a revision that has just been stored: its calendar is kept,
/// and what stands around the questions holds at once. Where a process ends
/// before this, its next start does it.
pub(super) fn take_effect(installation: &Installation, slug: &Slug) -> Result<(), OperationError> {
    let row = surveys::find_survey(&mut *installation.store.connection()?, slug.as_str())?;
    if let Some(row) = row {
        calendar::keep_one(installation, &row)?;
        refresh(installation, slug)?;
    }
    Ok(())
}

/// In the caller's transaction.
pub(super) fn store_revision(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: &Survey,
) -> Result<Imported, PublishError> {
    let document = serde_json::to_string(survey)
        .map_err(|_unencodable| OperationError::Damaged("the survey cannot be written"))?;
    let Some(row) = surveys::find_survey(connection, survey.slug.as_str())? else {
        insert_survey(installation, connection, survey, &document)?;
        let (action, slug) = (Action::SurveyImported, Some(survey.slug.as_str()));
        record::done(installation, connection, action, slug, None)?;
        return Ok(Imported::New);
    };
    // Nobody answers while this lasts: either an answer is there to be
    // seen, or the revision is there before it.
    lock_survey(connection, row.id, Lock::Exclusive)?;
    match surveys::find_latest_revision(connection, row.id)? {
        Some((_, known)) if is_same(&known, survey) => Ok(Imported::Unchanged),
        latest => {
            let newest = latest.map_or(0, |(revision, _)| revision);
            Frozen::of(installation, connection, row.id)?.admits(newest, survey)?;
            let revision = newest + 1;
            let before = installation.revision(connection, row.id, newest)?;
            surveys::insert_revision(connection, row.id, revision, &document)?;
            let (action, slug) = (Action::SurveyRevised, Some(row.slug.as_str()));
            let subject = Some(what_changed(revision, &before, survey));
            record::done(installation, connection, action, slug, subject)?;
            Ok(Imported::Revised { revision })
        }
    }
}

/// "revision 3: group size 10 → 12".
fn what_changed(revision: i32, before: &Survey, after: &Survey) -> String {
    let changes = charter::changes(before, after);
    let changes: Vec<String> = changes.iter().map(ToString::to_string).collect();
    match changes.as_slice() {
        [] => format!("revision {revision}, with the same promise"),
        changes => format!("revision {revision}: {}", changes.join(", ")),
    }
}

fn insert_survey(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: &Survey,
    document: &str,
) -> Result<(), OperationError> {
    let id = random::id()?;
    let (key_id, _) = installation.keys.make_pool_key(id)?;
    let row = SurveyRow {
        id,
        slug: survey.slug.as_str().to_owned(),
        pool_key_id: key_id.0.to_vec(),
        pool_key_day: installation.today(),
    };
    surveys::insert_survey(connection, &row)?;
    surveys::insert_revision(connection, id, 1, document)?;
    Ok(())
}

/// The newest revision of a survey, for exporting it.
pub fn export_survey(
    installation: &Installation,
    slug: &Slug,
) -> Result<Arc<Survey>, PublishError> {
    let mut connection = installation.store.connection()?;
    let row = surveys::find_survey(&mut connection, slug.as_str())?
        .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
    Ok(installation.newest_revision(&mut connection, row.id)?.1)
}

/// Begins the next wave with the newest revision, until the day its calendar
/// names for today; returns its number. Without a label the wave is called as
/// in the calendar, or by its number.
pub fn open_wave(
    installation: &Installation,
    slug: &Slug,
    label: Option<&str>,
) -> Result<i32, PublishError> {
    open_wave_until(installation, slug, label, None)
}

/// As [`open_wave`], with a last day of one's own.
pub fn open_wave_until(
    installation: &Installation,
    slug: &Slug,
    label: Option<&str>,
    last_day: Option<Date>,
) -> Result<i32, PublishError> {
    let wave = installation.store.in_transaction(|connection| {
        insert_wave(installation, connection, slug, label, last_day)
    })?;
    refresh(installation, slug)?;
    Ok(wave)
}

/// In the caller's transaction.
pub(super) fn insert_wave(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    label: Option<&str>,
    last_day: Option<Date>,
) -> Result<i32, PublishError> {
    let today = installation.clock.today();
    if let Some(day) = last_day.filter(|&day| day < today) {
        return Err(PublishError::LastDayIsOver(day));
    }
    let farthest = today.saturating_add(WAVE_DAYS_MAX.days());
    if let Some(day) = last_day.filter(|&day| day > farthest) {
        return Err(PublishError::LastDayTooFar(day));
    }
    let row = surveys::find_survey(connection, slug.as_str())?
        .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
    lock_survey(connection, row.id, Lock::Exclusive)?;
    let latest = surveys::find_latest_wave(connection, row.id)?;
    if let Some(running) = latest.as_ref().filter(|wave| wave.is_open) {
        return Err(PublishError::RunsAlready {
            slug: slug.clone(),
            wave: running.wave,
        });
    }
    let wave = latest.map_or(1, |latest| latest.wave + 1);
    let (revision, survey) = installation.newest_revision(connection, row.id)?;
    // A looser revision may have been stored before the first answer, while
    // the wave that got it was already running under a stricter one.
    Frozen::of(installation, connection, row.id)?.admits(revision, &survey)?;
    let planned = survey.calendar.wave_on(today);
    let last_day = last_day.or(planned.as_ref().map(|planned| planned.until));
    let label = label.map(str::to_owned);
    let label = label.or(planned.and_then(|planned| planned.label));
    let label = label.unwrap_or_else(|| format!("Wave {wave}"));
    surveys::insert_wave(
        connection,
        &WaveRow {
            survey: row.id,
            wave,
            revision,
            label,
            is_open: true,
            is_paused: false,
            released: 0,
            batch_count: 0,
            erased_at_close: false,
            opened_day: today.to_string(),
            closed_day: None,
            last_day: last_day.map(|day| day.to_string()),
        },
    )?;
    let (action, subject) = (Action::WaveOpened, Some(format!("wave {wave}")));
    record::done(installation, connection, action, Some(&row.slug), subject)?;
    Ok(wave)
}

/// Ends the running wave: what waits is released, or erased when fewer than k wait.
pub fn close_wave(installation: &Installation, slug: &Slug) -> Result<Sealed, PublishError> {
    let published =
        read_published(installation, slug)?.ok_or_else(|| PublishError::Unknown(slug.clone()))?;
    let not_running = || PublishError::DoesNotRun(slug.clone());
    let wave = published.wave.running().ok_or_else(not_running)?;
    let sealed = seal::seal(installation, published.id, Occasion::Close { wave })?;
    refresh(installation, slug)?;
    let place = Place {
        survey: published.id,
        wave,
    };
    // The wave is closed whatever happens now; the housekeeper writes the book
    // if this cannot.
    if sealed.is_wave_closed
        && let Err(error) = book::finish(installation, place)
    {
        tracing::error!(%error, "the groups of a closed wave could not be counted yet");
    }
    if sealed.is_wave_closed {
        scrub::at_once(installation);
    }
    // Somebody else may have closed it in the meantime.
    sealed
        .is_wave_closed
        .then_some(sealed)
        .ok_or_else(not_running)
}

pub(super) fn refresh(installation: &Installation, slug: &Slug) -> Result<(), OperationError> {
    if let Some(published) = read_published(installation, slug)? {
        installation.remember_published(&Arc::new(published));
    }
    Ok(())
}

/// A survey as respondents meet it: at most a second old.
pub async fn find_published(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<Arc<Published>>, OperationError> {
    if let Some(known) = installation.known_published(slug) {
        return Ok(Some(known));
    }
    let slug = slug.clone();
    installation
        .blocking(move |installation| {
            let published = read_published(installation, &slug)?.map(Arc::new);
            if let Some(published) = &published {
                installation.remember_published(published);
            }
            Ok(published)
        })
        .await
}

/// Reads survey, newest wave and the revision that respondents see.
pub(super) fn read_published(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<Published>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(row) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    let waves = surveys::list_waves(&mut connection, row.id)?;
    let (erased_at_close, latest) = (Rest::of(&waves), waves.last());
    let held = latest.map(calendar::held).transpose()?;
    let (number, newest) = installation.newest_revision(&mut connection, row.id)?;
    let (wave, revision) = match latest {
        Some(wave) if wave.is_paused => (WaveState::Paused { wave: wave.wave }, wave.revision),
        Some(wave) if wave.is_open => (WaveState::Open { wave: wave.wave }, wave.revision),
        Some(wave) => (WaveState::Closed { wave: wave.wave }, wave.revision),
        None => (WaveState::NotYetOpen, number),
    };
    Ok(Some(Published {
        id: row.id,
        survey: installation.revision(&mut connection, row.id, revision)?,
        newest,
        revision,
        wave,
        ends: held.and_then(|held| held.closed.or(held.until)),
        erased_at_close,
        has_ever_erased: waves.iter().any(|wave| wave.erased_at_close),
    }))
}

/// Looks again at every survey in memory: another process may have opened or
/// closed a wave.
pub(super) fn refresh_published(installation: &Installation) -> Result<(), OperationError> {
    let known = installation.known_slugs();
    one_by_one(known, Slug::to_string, |slug| refresh(installation, slug))
}
