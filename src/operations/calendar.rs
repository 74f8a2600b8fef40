//! Keeping the calendar: waves that open and close on their days.

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::Installation;
use super::one_by_one::one_by_one;
use super::publish::{self, PublishError};
use crate::privacy::ledger::Actor;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::calendar::{Due, HeldWave};

/// Opens and closes what is due today, in every survey.
pub(super) fn keep(installation: &Installation) -> Result<(), OperationError> {
    let surveys = surveys::list_surveys(&mut *installation.store.connection()?)?;
    let slug = |survey: &SurveyRow| survey.slug.clone();
    one_by_one(surveys, slug, |survey| keep_one(installation, survey))
}

/// The calendar is kept by whynot itself, whoever it was that started it.
/// Until nothing is due: a wave that closes may make room for the next.
pub(super) fn keep_one(
    installation: &Installation,
    survey: &SurveyRow,
) -> Result<(), OperationError> {
    let slug = survey
        .slug
        .parse()
        .map_err(|_malformed| OperationError::Damaged("the slug of a survey"))?;
    let installation = &installation.acting_as(Actor::WHYNOT);
    loop {
        let done = match due(installation, survey)? {
            Due::Nothing => return Ok(()),
            Due::Close => publish::close_wave(installation, &slug).map(|_sealed| ()),
            Due::Open(_) => publish::open_wave(installation, &slug, None).map(|_wave| ()),
        };
        match done {
            Ok(()) => {}
            // Another process, or somebody by hand, was quicker.
            Err(PublishError::RunsAlready { .. } | PublishError::DoesNotRun(_)) => return Ok(()),
            Err(PublishError::Operation(error)) => return Err(error),
            Err(refused @ PublishError::Looser { .. }) => {
                tracing::error!(%refused, "a wave does not open by its calendar");
                return Ok(());
            }
            Err(
                PublishError::Unknown(_)
                | PublishError::LastDayIsOver(_)
                | PublishError::LastDayTooFar(_),
            ) => {
                return Err(OperationError::Damaged("a survey's calendar"));
            }
        }
    }
}

fn due(installation: &Installation, survey: &SurveyRow) -> Result<Due, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(revision) = surveys::find_latest_number(&mut connection, survey.id)? else {
        return Ok(Due::Nothing);
    };
    let newest = surveys::find_latest_wave(&mut connection, survey.id)?;
    let newest = newest.as_ref().map(held).transpose()?;
    let survey = installation.revision(&mut connection, survey.id, revision)?;
    Ok(survey.calendar.due(installation.clock.today(), newest))
}

/// The days of a stored wave.
pub(super) fn held(wave: &WaveRow) -> Result<HeldWave, OperationError> {
    Ok(HeldWave {
        opened: day(&wave.opened_day)?,
        until: wave.last_day.as_deref().map(day).transpose()?,
        closed: wave.closed_day.as_deref().map(day).transpose()?,
    })
}

fn day(stored: &str) -> Result<Date, OperationError> {
    stored
        .parse()
        .map_err(|_malformed| OperationError::Damaged("a day of a wave"))
}
