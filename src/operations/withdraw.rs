//! Taking a response back, whether it waits or is sealed. Totals that were
//! published before stay as they are.

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::Published;
use super::receipt::{Found, Search, Standing};
use super::tabulate;
use crate::privacy::pool_cipher::Place;
use crate::privacy::receipt::{BatchKey, ReceiptCode};
use crate::store::batches::{self, Batch};
use crate::store::connection::AnyConnection;
use crate::store::surveys::WaveRow;
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
            let standing = installation.store.in_transaction(|connection| {
                lock_survey(connection, survey, Lock::Exclusive)?;
                let mut search = Search {
                    installation,
                    connection,
                    survey,
                };
                // Also what carries a tombstone already, from an attempt whose
                // commit failed.
                let Some(found) = search.find_anywhere(key)? else {
                    return Ok(None);
                };
                // The tombstone first: should we crash before the commit, no
                // release counts what it names, and the next start erases it.
                installation.keys.add_withdrawn(survey, key)?;
                erase(installation, connection, survey, key, &found).map(Some)
            })?;
            // It is withdrawn whatever happens now. What is in the way of the
            // scrubbing, such as a reader of an older state, goes; the
            // housekeeper tries again until then.
            if let Err(error) = installation.store.scrub() {
                tracing::warn!(%error, "what was withdrawn is overwritten later");
            }
            Ok(standing)
        })
        .await
}

/// Erases again what a tombstone names: after a crash, or after a backup was
/// restored. Tells how many were there.
pub(super) fn erase_withdrawn(
    installation: &Installation,
    survey: i64,
) -> Result<usize, OperationError> {
    let withdrawn = installation.keys.read_withdrawn(survey)?;
    if withdrawn.is_empty() {
        return Ok(0);
    }
    let erased = installation.store.in_transaction(|connection| {
        lock_survey(connection, survey, Lock::Exclusive)?;
        let mut erased = 0;
        for key in withdrawn {
            let mut search = Search {
                installation,
                connection,
                survey,
            };
            if let Some(found) = search.find_anywhere(key)? {
                erase(installation, connection, survey, key, &found)?;
                erased += 1;
            }
        }
        Ok::<usize, OperationError>(erased)
    })?;
    installation.store.scrub_soon();
    Ok(erased)
}

fn erase(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    key: BatchKey,
    found: &Found,
) -> Result<Standing, OperationError> {
    match found {
        Found::Waiting { place, row } => {
            pool::delete(connection, *place, row)?;
            Ok(Standing::Waiting)
        }
        Found::Sealed { wave, batch, row } => {
            erase_sealed(installation, connection, survey, wave, *batch, *row, key)?;
            Ok(Standing::Sealed)
        }
    }
}

// Promise P6: the batch is written anew without the row, and its comments go;
// the released totals are another table's and are not touched.
fn erase_sealed(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    wave: &WaveRow,
    number: i32,
    row: usize,
    key: BatchKey,
) -> Result<(), OperationError> {
    let revision = installation.revision(connection, survey, wave.revision)?;
    let questions = &revision.questionnaire.questions;
    let place = Place {
        survey,
        wave: wave.wave,
    };
    let batch = batches::get_batch(connection, place, number, questions.len())?;
    let mut keys = batch.keys;
    keys.retain(|&other| other != key);
    let columns = batch.columns.iter();
    let batch = Batch {
        keys,
        columns: columns
            .map(|column| tabulate::without_row(column, row))
            .collect(),
        wishes: tabulate::wishes_without(&batch.wishes, row),
    };
    batches::replace_batch(connection, place, number, &batch)?;
    for (position, question) in questions.iter().enumerate() {
        let comment = key.comment_key(installation.keys.root(), question.code.as_str());
        comments::delete(connection, place, position as i32, &comment)?;
    }
    Ok(())
}
