//! Writing the book of a closed wave: read in one snapshot, audited, counted,
//! and stored unless it is there already.
//!
//! Any process may do it; all of them write the same book.

mod counting;
mod membership;
mod merge;
mod sorting;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{MutexGuard, PoisonError};

use super::error::OperationError;
use super::installation::Installation;
use super::record;
use crate::privacy::auditor;
use crate::privacy::auditor::wave::Rule;
use crate::privacy::book::{self, Book};
use crate::privacy::ledger::{Action, Actor};
use crate::privacy::pool_cipher::Place;
use crate::privacy::published::Seen;
use crate::store::connection::AnyConnection;
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{batches, books, surveys};
use crate::survey::charter::{Charter, ResultsWhen};
use crate::survey::criterion;
use membership::Source;

/// When readers saw the sums of a wave's releases.
pub(super) fn seen(charter: &Charter) -> Seen {
    match charter.results {
        ResultsWhen::WhileRunning => Seen::AfterEachRelease,
        ResultsWhen::WhenClosed => Seen::Once,
    }
}

/// Writes the book of a closed wave, unless it has one, and merges its batches.
pub fn finish(installation: &Installation, place: Place) -> Result<(), OperationError> {
    write(installation, place)?;
    merge(installation, place)
}

/// Writes the book of a closed wave, unless it has one.
pub fn write(installation: &Installation, place: Place) -> Result<(), OperationError> {
    let _turn = turn(installation);
    let known = books::find_book(&mut *installation.store.connection()?, place)?;
    match known {
        Some(_) => Ok(()),
        None => write_missing(installation, place),
    }
}

/// Merges the batches of a wave that has a book, unless they are merged.
pub fn merge(installation: &Installation, place: Place) -> Result<(), OperationError> {
    let _turn = turn(installation);
    let known = books::find_book(&mut *installation.store.connection()?, place)?;
    match known {
        Some(book) if !book.is_merged => merge::merge(installation, place),
        _ => Ok(()),
    }
}

/// One at a time in this process: closing and the housekeeper would both begin.
fn turn(installation: &Installation) -> MutexGuard<'_, ()> {
    let turn = installation.book_turn.lock();
    turn.unwrap_or_else(PoisonError::into_inner)
}

/// Finishes every closed wave whose book or whose merging is still to be done:
/// a process may have ended in between, or an older version closed it.
pub(super) fn finish_all(installation: &Installation) -> Result<(), OperationError> {
    let mut connection = installation.store.connection()?;
    let mut places = books::list_waves_without(&mut connection)?;
    places.extend(books::list_unmerged(&mut connection)?);
    drop(connection);
    for place in places {
        if installation.is_book_given_up(place) {
            continue;
        }
        if let Err(error) = finish(installation, place) {
            if error.is_passing() {
                return Err(error);
            }
            // Trying again each second would fail each second.
            let (survey, wave) = (place.survey, place.wave);
            tracing::error!(survey, wave, %error, "a closed wave has no book; the next start tries again");
            installation.give_up_book(place);
        }
    }
    Ok(())
}

fn write_missing(installation: &Installation, place: Place) -> Result<(), OperationError> {
    let book = installation.store.in_snapshot(|connection| {
        // A fault in the arithmetic costs this wave its groups, and not the
        // thread and with it, start after start, the service.
        let made = AssertUnwindSafe(|| make(installation, connection, place));
        catch_unwind(made).unwrap_or(Err(OperationError::Panicked))
    })?;
    let today = installation.today();
    installation.store.in_transaction(|connection| {
        lock_survey(connection, place.survey, Lock::Exclusive)?;
        if books::find_book(connection, place)?.is_none() {
            let book = unless_another(installation, place, book)?;
            books::insert_book(connection, place, &today, &book)?;
            if book.breakdowns().is_empty() {
                return Ok(());
            }
            let slug = surveys::get_survey(connection, place.survey)?.slug;
            let whynot = installation.acting_as(Actor::WHYNOT);
            let (action, wave) = (Action::BookWritten, Some(format!("wave {}", place.wave)));
            record::done(&whynot, connection, action, Some(&slug), wave)?;
        }
        Ok(())
    })
}

/// The book, unless another one of this wave was published before: then a copy
/// of the database was put back, and the difference of the two books could be
/// few people. Such a wave keeps its totals of everybody and has no groups.
// Promise P13: a wave has one book, whatever becomes of the database.
fn unless_another(
    installation: &Installation,
    place: Place,
    book: Book,
) -> Result<Book, OperationError> {
    let keys = &installation.keys;
    let fingerprint = book
        .fingerprint()
        .map_err(|_unwritable| OperationError::Damaged("a book"))?;
    match keys.find_book_mark(place.survey, place.wave)? {
        Some(known) if known == fingerprint => Ok(book),
        Some(_) => Ok(Book::default()),
        None => {
            keys.add_book_mark(place.survey, place.wave, fingerprint)?;
            Ok(book)
        }
    }
}

/// The book of a wave as it stands in the snapshot.
// Promise P4: only the charter's list is counted, once, and only what the
// auditor admits beside everything else that was published.
pub(super) fn make(
    installation: &Installation,
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Book, OperationError> {
    let wave = surveys::find_wave(connection, place.survey, place.wave)?
        .filter(|wave| !wave.is_open)
        .ok_or(OperationError::Damaged("a wave that has not closed"))?;
    let survey = installation.revision(connection, place.survey, wave.revision)?;
    let candidates = criterion::candidates(&survey);
    let is_empty = batches::list_batches(connection, place)?.is_empty();
    if candidates.is_empty() || is_empty {
        return Ok(Book::default());
    }
    let withdrawn = installation.keys.read_withdrawn(place.survey)?;
    let mut source = Source {
        root: installation.keys.root(),
        place,
        survey: &survey,
        releases: batches::list_released_totals(connection, place)?,
        seen: seen(&survey.charter),
        withdrawn: &withdrawn,
        connection,
    };
    let membership = source.read(&candidates)?;
    let rule = Rule {
        group_size_min: survey.charter.group_size_min,
        floor: survey.charter.floor,
    };
    let audit = auditor::audit(&membership.wave, &candidates, rule)?;
    let counted = counting::count(source.connection, place, &membership, &audit)?;
    Ok(book::publish(&survey.questionnaire, rule, &counted))
}

#[cfg(test)]
mod tests;
