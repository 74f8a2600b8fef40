//! Finding one response among the sorted keys of a wave's batches, without
//! reading all of them: keys are random numbers, so a key's value tells nearly
//! where it stands.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Double, Integer};

use super::batches;
use super::column_codec::{KEY_BYTES, KEYS_BEGIN};
use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pool_cipher::Place;
use crate::privacy::receipt::BatchKey;

/// The keys of a batch around the place where one of them is expected.
#[derive(QueryableByName)]
struct Window {
    #[diesel(sql_type = Integer)]
    batch: i32,
    #[diesel(sql_type = Integer)]
    response_count: i32,
    /// How many keys stand before those that were read.
    #[diesel(sql_type = Integer)]
    before: i32,
    #[diesel(sql_type = Binary)]
    keys: Vec<u8>,
}

/// What one window tells of a key.
enum Seen {
    At(usize),
    Absent,
    /// It would stand before or behind what was read.
    Beyond,
}

/// So many batches are looked into with one statement.
const BATCHES_PER_STATEMENT: i32 = 1_000;

/// Where a wave keeps this response: the number of its batch and its row there.
/// Of each batch a few kilobytes are read.
pub fn find_row(
    connection: &mut AnyConnection,
    place: Place,
    key: BatchKey,
) -> Result<Option<(i32, usize)>, StoreError> {
    let mut first = 0;
    loop {
        let windows = windows(connection, place, key, first)?;
        let Some(last) = windows.last().map(|window| window.batch) else {
            return Ok(None);
        };
        for window in windows {
            let row = match window.look_for(key)? {
                Seen::At(row) => Some(row),
                Seen::Absent => None,
                Seen::Beyond => find_row_in(connection, place, window.batch, key)?,
            };
            if let Some(row) = row {
                return Ok(Some((window.batch, row)));
            }
        }
        first = last + 1;
    }
}

/// The row of a response in one batch, if that is where it is.
pub fn find_row_in(
    connection: &mut AnyConnection,
    place: Place,
    batch: i32,
    key: BatchKey,
) -> Result<Option<usize>, StoreError> {
    let keys = batches::find_keys(connection, place, batch)?;
    Ok(keys.and_then(|keys| keys.binary_search(&key).ok()))
}

/// Of n keys that are drawn at random, as many are smaller than a given one as
/// its share of all numbers, give or take half the root of n. The reach on either
/// side is that four times over or more, and the rest is read whole.
fn windows(
    connection: &mut AnyConnection,
    place: Place,
    key: BatchKey,
    first: i32,
) -> Result<Vec<Window>, StoreError> {
    let (least, greatest, cut) = match connection {
        AnyConnection::Sqlite(_) => ("MIN", "MAX", "CAST(? * response_count AS INTEGER)"),
        AnyConnection::Postgres(_) => (
            "LEAST",
            "GREATEST",
            "CAST(FLOOR($1 * response_count) AS INTEGER)",
        ),
    };
    let [survey, wave, batch] = match connection {
        AnyConnection::Sqlite(_) => ["?", "?", "?"],
        AnyConnection::Postgres(_) => ["$2", "$3", "$4"],
    };
    let reach = format!("{least}(640, 16 + response_count / 16)");
    let query = format!(
        "SELECT batch, response_count, start AS before,
                SUBSTR(batch_keys, {KEYS_BEGIN} + {KEY_BYTES} * start + 1,
                       {KEY_BYTES} * {least}(2 * {reach} + 1, response_count - start)) AS keys
         FROM (SELECT batch, response_count, batch_keys,
                      {greatest}(0, {cut} - {reach}) AS start
               FROM batches
               WHERE survey = {survey} AND wave = {wave} AND batch >= {batch}
               ORDER BY batch LIMIT {BATCHES_PER_STATEMENT}) AS windows
         ORDER BY batch"
    );
    // 2^64 as a number of 53 bits.
    let share = key.0 as f64 / 18_446_744_073_709_551_616.0;
    let query = diesel::sql_query(query)
        .bind::<Double, _>(share)
        .bind::<BigInt, _>(place.survey)
        .bind::<Integer, _>(place.wave)
        .bind::<Integer, _>(first);
    Ok(match connection {
        AnyConnection::Sqlite(sqlite) => query.load(sqlite)?,
        AnyConnection::Postgres(postgres) => query.load(postgres)?,
    })
}

impl Window {
    fn look_for(&self, key: BatchKey) -> Result<Seen, StoreError> {
        const DAMAGED: StoreError = StoreError::Corrupt("the keys of a batch are damaged");
        let (keys, []) = self.keys.as_chunks::<KEY_BYTES>() else {
            return Err(DAMAGED);
        };
        let keys: Vec<u64> = keys.iter().map(|key| u64::from_le_bytes(*key)).collect();
        let before = usize::try_from(self.before).map_err(|_negative| DAMAGED)?;
        let is_last = before + keys.len() >= self.response_count.unsigned_abs() as usize;
        Ok(match keys.binary_search(&key.0) {
            Ok(row) => Seen::At(before + row),
            Err(0) if before > 0 => Seen::Beyond,
            Err(row) if row == keys.len() && !is_last => Seen::Beyond,
            Err(_) => Seen::Absent,
        })
    }
}
