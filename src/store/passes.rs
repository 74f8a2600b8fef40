//! The marks of used invitations. Nothing here leads to an invitation or to a
//! response.

use std::collections::HashSet;

use diesel::prelude::*;
use whynot_schema::{passes, passes_waiting};

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pass::Pass;

#[derive(Insertable)]
#[diesel(table_name = passes_waiting)]
#[diesel(treat_none_as_default_value = false)]
struct NewWaiting<'a> {
    survey: i64,
    pass: &'a [u8],
}

#[derive(Insertable)]
#[diesel(table_name = passes)]
#[diesel(treat_none_as_default_value = false)]
struct NewPass<'a> {
    survey: i64,
    pass: &'a [u8],
}

/// Parameters of one statement are limited (SQLite: 32,766), two a row.
const ROWS_PER_STATEMENT: usize = 4_000;

/// Those of `candidates` that were spent before. Reads both tables in any case:
/// how long it takes tells nothing of what is found.
pub fn find_spent(
    connection: &mut AnyConnection,
    survey: i64,
    candidates: &[Pass],
) -> Result<HashSet<Pass>, StoreError> {
    let bytes: Vec<&[u8]> = candidates.iter().map(|pass| pass.0.as_slice()).collect();
    let waiting: Vec<Vec<u8>> = passes_waiting::table
        .filter(passes_waiting::survey.eq(survey))
        .filter(passes_waiting::pass.eq_any(&bytes))
        .select(passes_waiting::pass)
        .load(connection)?;
    let settled: Vec<Vec<u8>> = passes::table
        .filter(passes::survey.eq(survey))
        .filter(passes::pass.eq_any(&bytes))
        .select(passes::pass)
        .load(connection)?;
    waiting.into_iter().chain(settled).map(read).collect()
}

/// Whether any code of the survey was used.
pub fn is_any_spent(connection: &mut AnyConnection, survey: i64) -> Result<bool, StoreError> {
    let waiting: i64 = passes_waiting::table
        .filter(passes_waiting::survey.eq(survey))
        .count()
        .get_result(connection)?;
    let settled: i64 = passes::table
        .filter(passes::survey.eq(survey))
        .count()
        .get_result(connection)?;
    Ok(waiting + settled > 0)
}

/// Spends passes, the first of each; returns those that were not there yet.
///
/// In their order: two processes that are sent the same codes would otherwise
/// wait for each other on PostgreSQL.
// Promise P9: of two that spend one pass at once, the database lets one.
pub fn insert_waiting(
    connection: &mut AnyConnection,
    survey: i64,
    spent: &[Pass],
) -> Result<HashSet<Pass>, StoreError> {
    let mut spent = spent.to_vec();
    spent.sort_unstable();
    let mut inserted = HashSet::with_capacity(spent.len());
    for spent in spent.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<NewWaiting> = spent
            .iter()
            .map(|pass| NewWaiting {
                survey,
                pass: &pass.0,
            })
            .collect();
        // Batch inserts exist per backend only.
        let new: Vec<Vec<u8>> = match connection {
            AnyConnection::Sqlite(sqlite) => {
                // Nobody else writes while this transaction does: what is not
                // there now is there afterwards.
                let known: Vec<Vec<u8>> = passes_waiting::table
                    .filter(passes_waiting::survey.eq(survey))
                    .filter(passes_waiting::pass.eq_any(spent.iter().map(|pass| &pass.0[..])))
                    .select(passes_waiting::pass)
                    .load(sqlite)?;
                diesel::insert_into(passes_waiting::table)
                    .values(&rows)
                    .on_conflict_do_nothing()
                    .execute(sqlite)?;
                let is_new = |pass: &&Pass| !known.iter().any(|known| known[..] == pass.0);
                spent
                    .iter()
                    .filter(is_new)
                    .map(|pass| pass.0.to_vec())
                    .collect()
            }
            AnyConnection::Postgres(postgres) => diesel::insert_into(passes_waiting::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .returning(passes_waiting::pass)
                .get_results(postgres)?,
        };
        for pass in new {
            inserted.insert(read(pass)?);
        }
    }
    Ok(inserted)
}

/// Moves every waiting pass of the survey to its place, sorted and in one
/// transaction: the order in which they came is forgotten with it. The caller
/// holds the survey exclusively.
// Promise P1: a pass shares neither place nor transaction with one response.
pub fn settle(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    let waiting: Vec<Vec<u8>> = passes_waiting::table
        .filter(passes_waiting::survey.eq(survey))
        .select(passes_waiting::pass)
        .load(connection)?;
    let mut waiting: Vec<Pass> = waiting.into_iter().map(read).collect::<Result<_, _>>()?;
    waiting.sort_unstable();
    for waiting in waiting.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<NewPass> = waiting
            .iter()
            .map(|pass| NewPass {
                survey,
                pass: &pass.0,
            })
            .collect();
        match connection {
            AnyConnection::Sqlite(sqlite) => diesel::insert_into(passes::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(sqlite)?,
            AnyConnection::Postgres(postgres) => diesel::insert_into(passes::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(postgres)?,
        };
    }
    delete_waiting(connection, survey)
}

/// A release went out: from now on reminders may know of every code used so far.
/// All at once, so that nobody's stands out.
pub fn mark_released(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    let unmarked = passes::table
        .filter(passes::survey.eq(survey))
        .filter(passes::is_released.eq(false));
    diesel::update(unmarked)
        .set(passes::is_released.eq(true))
        .execute(connection)?;
    Ok(())
}

/// Whether a code was used before the last release.
pub fn is_released(
    connection: &mut AnyConnection,
    survey: i64,
    pass: Pass,
) -> Result<bool, StoreError> {
    let released = passes::table
        .filter(passes::survey.eq(survey))
        .filter(passes::pass.eq(pass.0.as_slice()))
        .filter(passes::is_released.eq(true));
    Ok(released.count().get_result::<i64>(connection)? > 0)
}

/// Makes codes that were used since the pool was last rewritten good again: the
/// responses that were sent with them are lost.
pub fn delete_waiting(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    let rows = passes_waiting::table.filter(passes_waiting::survey.eq(survey));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}

/// Removes every mark of a survey whose codes open nothing any more.
pub fn delete_all(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    delete_waiting(connection, survey)?;
    diesel::delete(passes::table.filter(passes::survey.eq(survey))).execute(connection)?;
    Ok(())
}

fn read(bytes: Vec<u8>) -> Result<Pass, StoreError> {
    bytes
        .try_into()
        .map(Pass)
        .map_err(|_wrong_length| StoreError::Corrupt("a pass has the wrong length"))
}
