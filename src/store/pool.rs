//! Responses that wait for their release, as the database holds them.

use diesel::prelude::*;
use whynot_schema::pool;

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pool_cipher::{Place, PoolRow};
use crate::privacy::receipt::PoolRowKey;

#[derive(Insertable)]
#[diesel(table_name = pool)]
#[diesel(treat_none_as_default_value = false)]
struct NewPoolRow<'a> {
    survey: i64,
    wave: i32,
    pool_key: &'a [u8],
    nonce: &'a [u8],
    ciphertext: &'a [u8],
}

/// Parameters of one statement are limited (SQLite: 32,766), five a row.
const ROWS_PER_STATEMENT: usize = 1_000;

/// Inserts rows that are not there yet; returns how many were new. Rows of
/// one key are the same response, so the first one stays.
///
/// In the order of their keys: two processes that are sent the same forms would
/// otherwise wait for each other on PostgreSQL.
pub fn insert_missing(
    connection: &mut AnyConnection,
    place: Place,
    rows: &[PoolRow],
) -> Result<usize, StoreError> {
    let mut rows: Vec<&PoolRow> = rows.iter().collect();
    rows.sort_by_key(|row| row.row_key);
    let mut inserted = 0;
    for rows in rows.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<NewPoolRow> = rows
            .iter()
            .map(|row| NewPoolRow {
                survey: place.survey,
                wave: place.wave,
                pool_key: &row.row_key.0,
                nonce: &row.nonce,
                ciphertext: &row.ciphertext,
            })
            .collect();
        // Batch inserts exist per backend only.
        inserted += match connection {
            AnyConnection::Sqlite(sqlite) => diesel::insert_into(pool::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(sqlite)?,
            AnyConnection::Postgres(postgres) => diesel::insert_into(pool::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(postgres)?,
        };
    }
    Ok(inserted)
}

/// Every waiting response of a wave.
pub fn list(connection: &mut AnyConnection, place: Place) -> Result<Vec<PoolRow>, StoreError> {
    let rows: Vec<StoredRow> = pool::table
        .filter(pool::survey.eq(place.survey).and(pool::wave.eq(place.wave)))
        .select((pool::pool_key, pool::nonce, pool::ciphertext))
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

/// The waves of a survey in which anything waits.
pub fn list_waves(connection: &mut AnyConnection, survey: i64) -> Result<Vec<i32>, StoreError> {
    Ok(pool::table
        .filter(pool::survey.eq(survey))
        .select(pool::wave)
        .distinct()
        .load(connection)?)
}

/// Those of `keys` that wait.
pub fn find_all(
    connection: &mut AnyConnection,
    place: Place,
    keys: &[PoolRowKey],
) -> Result<Vec<PoolRow>, StoreError> {
    let keys: Vec<&[u8]> = keys.iter().map(|key| key.0.as_slice()).collect();
    let rows: Vec<StoredRow> = pool::table
        .filter(pool::survey.eq(place.survey).and(pool::wave.eq(place.wave)))
        .filter(pool::pool_key.eq_any(keys))
        .select((pool::pool_key, pool::nonce, pool::ciphertext))
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

pub fn count(connection: &mut AnyConnection, place: Place) -> Result<u64, StoreError> {
    let count: i64 = pool::table
        .filter(pool::survey.eq(place.survey).and(pool::wave.eq(place.wave)))
        .count()
        .get_result(connection)?;
    Ok(count.unsigned_abs())
}

/// Removes one row; tells whether it was there.
pub fn delete(
    connection: &mut AnyConnection,
    place: Place,
    key: &PoolRowKey,
) -> Result<bool, StoreError> {
    let row = pool::table.find((place.survey, place.wave, key.0.as_slice()));
    Ok(diesel::delete(row).execute(connection)? > 0)
}

/// Empties a wave's pool.
pub fn delete_all(connection: &mut AnyConnection, place: Place) -> Result<(), StoreError> {
    let rows = pool::table.filter(pool::survey.eq(place.survey).and(pool::wave.eq(place.wave)));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}

type StoredRow = (Vec<u8>, Vec<u8>, Vec<u8>);

fn read((row_key, nonce, ciphertext): StoredRow) -> Result<PoolRow, StoreError> {
    match (row_key.try_into(), nonce.try_into()) {
        (Ok(row_key), Ok(nonce)) => Ok(PoolRow {
            row_key: PoolRowKey(row_key),
            nonce,
            ciphertext,
        }),
        _ => Err(StoreError::Corrupt(
            "a waiting response has a key or nonce of the wrong length",
        )),
    }
}
