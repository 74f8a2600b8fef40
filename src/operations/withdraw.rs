//! Taking a response back, whether it waits or is sealed. Totals that were
//! published before stay as they are.

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::one_by_one::one_by_one;
use super::publish::Published;
use super::receipt::{Found, Search, Standing, in_snapshot};
use super::scrub;
use super::tabulate;
use crate::privacy::receipt::{BatchKey, ReceiptCode};
use crate::store::batches;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{comments, pool};

/// Erases the response under this code for good; tells where it stood, or
/// `None` if there is none.
pub async fn withdraw(
    installation: &Installation,
    published: &Arc<Published>,
    code: ReceiptCode,
) -> Result<Option<Standing>, OperationError> {
    let survey = published.id;
    installation
        .blocking(move |installation| {
            let key = code.batch_key(installation.keys.root());
            // Looking for it holds nobody up; only the erasing does.
            let found = in_snapshot(installation, survey, |search| search.find_anywhere(key))?;
            let Some(found) = found else {
                return Ok(None);
            };
            let standing = installation.store.in_transaction(|connection| {
                lock_survey(connection, survey, Lock::Exclusive)?;
                // Also what carries a tombstone already, from an attempt whose
                // commit failed.
                let mut search = Search::new(installation, connection, survey);
                let Some(found) = search.find_from(&found, key)? else {
                    return Ok(None);
                };
                // The tombstone first: should we crash before the commit, no
                // release counts what it names, and the next start erases it.
                installation.keys.add_withdrawn(survey, key)?;
                erase(installation, connection, key, &found).map(Some)
            });
            if standing.is_err() {
                installation.remember_unerased(survey);
            }
            let standing = standing?;
            // It is withdrawn whatever happens now.
            scrub::at_once(installation);
            Ok(standing)
        })
        .await
}

/// Erases what carries a tombstone and could not be erased before.
pub(super) fn erase_what_remained(installation: &Installation) -> Result<(), OperationError> {
    let unerased = installation.take_unerased();
    one_by_one(unerased, i64::to_string, |&survey| {
        let erased = erase_withdrawn(installation, survey);
        if erased.is_err() {
            installation.remember_unerased(survey);
        }
        erased.map(|_count| ())
    })
}

/// Erases again what tombstones name: after a crash, or after a backup was
/// restored. Tells how many were there. Each batch is read once, and written
/// once if anything of it goes.
pub(super) fn erase_withdrawn(
    installation: &Installation,
    survey: i64,
) -> Result<usize, OperationError> {
    let withdrawn = installation.keys.read_withdrawn(survey)?;
    if withdrawn.is_empty() {
        return Ok(0);
    }
    let withdrawn: Vec<BatchKey> = withdrawn.into_iter().collect();
    let erased = installation.store.in_transaction(|connection| {
        lock_survey(connection, survey, Lock::Exclusive)?;
        let waiting = Search::new(installation, connection, survey).find_waiting(&withdrawn)?;
        for (place, row) in &waiting {
            pool::delete(connection, *place, row)?;
        }
        let mut erased = waiting.len();
        for wave in surveys::list_waves(connection, survey)? {
            for (number, _) in batches::list_batches(connection, wave.place())? {
                let keys = batches::find_keys(connection, wave.place(), number)?;
                let keys = keys.unwrap_or_default();
                let is_here = |key: &&BatchKey| keys.binary_search(key).is_ok();
                let here: Vec<BatchKey> = withdrawn.iter().filter(is_here).copied().collect();
                if !here.is_empty() {
                    erase_sealed(installation, connection, &wave, number, &here)?;
                    erased += here.len();
                }
            }
        }
        Ok::<usize, OperationError>(erased)
    })?;
    if erased > 0 {
        scrub::ask(installation);
    }
    Ok(erased)
}

fn erase(
    installation: &Installation,
    connection: &mut AnyConnection,
    key: BatchKey,
    found: &Found,
) -> Result<Standing, OperationError> {
    match found {
        Found::Waiting { place, row } => {
            pool::delete(connection, *place, row)?;
            Ok(Standing::Waiting)
        }
        Found::Sealed { wave, batch, .. } => {
            erase_sealed(installation, connection, wave, *batch, &[key])?;
            Ok(Standing::Sealed)
        }
    }
}

// Promise P6: the batch is written anew without the rows, and their comments go;
// the released totals are another table's and are not touched.
fn erase_sealed(
    installation: &Installation,
    connection: &mut AnyConnection,
    wave: &WaveRow,
    number: i32,
    withdrawn: &[BatchKey],
) -> Result<(), OperationError> {
    let place = wave.place();
    let revision = installation.revision(connection, wave.survey, wave.revision)?;
    let questions = &revision.questionnaire.questions;
    let mut batch = batches::get_batch(connection, place, number, questions.len())?;
    for key in withdrawn {
        let Ok(row) = batch.keys.binary_search(key) else {
            continue;
        };
        batch.keys.remove(row);
        for column in &mut batch.columns {
            *column = tabulate::without_row(column, row);
        }
        batch.wishes = tabulate::wishes_without(&batch.wishes, row);
    }
    batches::replace_batch(connection, place, number, &batch)?;
    for key in withdrawn {
        for (position, question) in questions.iter().enumerate() {
            let comment = key.comment_key(installation.keys.root(), question.code.as_str());
            comments::delete(connection, place, position as i32, &comment)?;
        }
    }
    Ok(())
}
