//! Retention: the single answers of a closed wave go on the date that its
//! charter names, and after the last wave's the list of who was invited.

use jiff::{Span, civil::Date};

use super::error::OperationError;
use super::installation::Installation;
use super::one_by_one::one_by_one;
use super::{invite, record, scrub};
use crate::privacy::ledger::{Action, Actor};
use crate::privacy::pool_cipher::Place;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{batches, books, comments};

/// Erases in every survey what has been kept long enough. Any process may, and
/// twice does no harm.
pub(super) fn erase_overdue(installation: &Installation) -> Result<(), OperationError> {
    let installation = &installation.acting_as(Actor::WHYNOT);
    let surveys = surveys::list_surveys(&mut *installation.store.connection()?)?;
    let slug = |survey: &SurveyRow| survey.slug.clone();
    one_by_one(surveys, slug, |survey| {
        erase_overdue_of(installation, survey)
    })
}

fn erase_overdue_of(installation: &Installation, survey: &SurveyRow) -> Result<(), OperationError> {
    let mut connection = installation.store.connection()?;
    let waves = surveys::list_waves(&mut connection, survey.id)?;
    let mut overdue = Vec::new();
    for wave in &waves {
        if is_overdue(installation, &mut connection, wave)? {
            overdue.push(wave);
        }
    }
    drop(connection);
    for wave in &overdue {
        erase(installation, survey, wave)?;
    }
    if !waves.is_empty() && overdue.len() == waves.len() {
        invite::forget(installation, survey.id)?;
    }
    Ok(())
}

fn is_overdue(
    installation: &Installation,
    connection: &mut AnyConnection,
    wave: &WaveRow,
) -> Result<bool, OperationError> {
    let Some(closed) = &wave.closed_day else {
        return Ok(false);
    };
    let closed: Date = closed
        .parse()
        .map_err(|_malformed| OperationError::Damaged("a day of a wave"))?;
    let survey = installation.revision(connection, wave.survey, wave.revision)?;
    let last = erased_on(closed, survey.charter.retention_days);
    Ok(last.is_some_and(|last| last <= installation.clock.today()))
}

/// The day on which the answers of a wave go.
pub(super) fn erased_on(closed: Date, retention_days: u16) -> Option<Date> {
    let kept = Span::new().days(i64::from(retention_days));
    closed.checked_add(kept).ok()
}

// Promise P12: rows, comments and keys of batches go together, overwritten in
// the file; what was published stays.
fn erase(
    installation: &Installation,
    survey: &SurveyRow,
    wave: &WaveRow,
) -> Result<(), OperationError> {
    let place = Place {
        survey: survey.id,
        wave: wave.wave,
    };
    let is_erased = installation.store.in_transaction(|connection| {
        lock_survey(connection, survey.id, Lock::Exclusive)?;
        // Before its book is written everything is still needed, unless it
        // cannot be written: what was promised does not wait for a repair.
        let book = books::find_book(connection, place)?;
        let is_finished =
            book.is_some_and(|book| book.is_merged) || installation.is_book_given_up(place);
        if !is_finished || batches::list_batches(connection, place)?.is_empty() {
            return Ok(false);
        }
        batches::delete_all(connection, place)?;
        comments::delete_all(connection, place)?;
        let (action, subject) = (Action::AnswersErased, Some(format!("wave {}", wave.wave)));
        record::done(
            installation,
            connection,
            action,
            Some(&survey.slug),
            subject,
        )?;
        Ok::<_, OperationError>(true)
    })?;
    if is_erased {
        scrub::ask(installation);
    }
    Ok(())
}
