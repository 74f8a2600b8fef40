//! What erased rows leave behind, and how it goes.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

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
pub(super) fn vacuum(connection: &mut PgConnection) -> Result<(), StoreError> {
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
    Ok(())
}
