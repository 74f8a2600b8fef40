//! What erased rows leave behind, and how it goes.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};

use super::connection::BUSY_TIMEOUT_MS;
use super::error::StoreError;

/// What SQLite says of a checkpoint; it reports a failure as a row.
#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// Nobody writes while a checkpoint waits for readers: long enough for those of
/// a page, too short to notice when a book or a backup reads for a minute.
const READERS_AWAITED_MS: u32 = 200;

/// Copies the write-ahead log into the database and cuts it to nothing.
///
/// `Unavailable` while somebody still reads an older state of the database.
pub(super) fn truncate_journal(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    wait_for_others(connection, READERS_AWAITED_MS)?;
    let checkpoint: QueryResult<Checkpoint> =
        diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(connection);
    wait_for_others(connection, BUSY_TIMEOUT_MS)?;
    if checkpoint?.busy == 0 {
        Ok(())
    } else {
        Err(StoreError::Unavailable(
            "the journal is being read".to_owned(),
        ))
    }
}

fn wait_for_others(connection: &mut SqliteConnection, ms: u32) -> QueryResult<()> {
    connection.batch_execute(&format!("PRAGMA busy_timeout = {ms}"))
}

/// Removes dead rows now; the server by itself would wait until there are many.
///
/// `Unavailable` if somebody may still see an older state of the database: their
/// rows stay, and only another `VACUUM` after them removes these.
pub(super) fn vacuum(connection: &mut PgConnection) -> Result<(), StoreError> {
    let is_alone_with_now = wait_for_older(connection)?;
    for table in [
        "pool",
        "batches",
        "batch_columns",
        "comments",
        "passes_waiting",
        "passes",
        "invitations",
    ] {
        connection.batch_execute(&format!("VACUUM {table}"))?;
    }
    if is_alone_with_now {
        Ok(())
    } else {
        Err(StoreError::Unavailable(
            "an older state of the database is being read".to_owned(),
        ))
    }
}

#[derive(QueryableByName)]
struct Transaction {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// One more than the newest transaction that has ended: what it or an earlier one
/// erased, everybody who began afterwards sees as erased.
const NEXT: &str =
    "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint % 4294967296 AS number";

/// The oldest transaction that each of the others needs: sessions of this
/// database, standbys that report theirs, prepared transactions, and slots.
const OTHERS: &str = "
    SELECT needed::text::bigint AS number FROM (
        SELECT unnest(ARRAY[backend_xmin, backend_xid]) AS needed FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND (datname IS NULL OR datname = current_database())
        UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
        UNION ALL SELECT xmin FROM pg_replication_slots
    ) AS others WHERE needed IS NOT NULL";

/// How often it is looked whether they are gone.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Waits a moment for those who began before now; tells whether they are gone.
fn wait_for_older(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let next: Transaction = diesel::sql_query(NEXT).get_result(connection)?;
    let mut looks = READERS_AWAITED_MS / 10;
    loop {
        let others: Vec<Transaction> = diesel::sql_query(OTHERS).load(connection)?;
        let mut others = others.iter();
        if !others.any(|other| is_older(other.number, next.number)) {
            return Ok(true);
        }
        if looks == 0 {
            return Ok(false);
        }
        looks -= 1;
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Of numbers that begin anew after 2^32.
fn is_older(number: i64, than: i64) -> bool {
    (number as u32).wrapping_sub(than as u32).cast_signed() < 0
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn the_older_of_two_transactions_is_told_where_their_numbers_begin_anew() {
        assert!(is_older(7, 8));
        assert!(!is_older(8, 8));
        assert!(!is_older(9, 8));
        assert!(is_older(u32::MAX.into(), 3));
        assert!(!is_older(3, u32::MAX.into()));
    }
}
