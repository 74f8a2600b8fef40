//! What erased rows leave behind, and how it goes.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::error::StoreError;

/// What SQLite says of a checkpoint; it reports a failure as a row.
#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// Copies the write-ahead log into the database and cuts it to nothing.
///
/// `Unavailable` while somebody still reads an older state of the database.
pub(super) fn truncate_journal(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let checkpoint: Checkpoint =
        diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(connection)?;
    if checkpoint.busy == 0 {
        Ok(())
    } else {
        Err(StoreError::Unavailable(
            "the journal is being read".to_owned(),
        ))
    }
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
