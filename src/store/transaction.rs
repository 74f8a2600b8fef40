//! Transactions and the two locks on a survey: many may add to its pool at
//! once, one at a time may seal it.

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use whynot_schema::surveys;

use super::connection::AnyConnection;
use super::error::StoreError;

type Manager = <AnyConnection as Connection>::TransactionManager;

/// Runs `work` in one transaction that may write; an error undoes all of it.
///
/// SQLite takes its one write lock at the start (`BEGIN IMMEDIATE`): a
/// transaction that began as a reader could not be upgraded safely.
pub fn in_transaction<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    begin(connection)?;
    finish(connection, work)
}

/// Runs `work`, which only reads, on the database as it is now, whatever is
/// committed beside it.
pub fn in_snapshot<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    let begun = match connection {
        // Deferred: it holds nobody up, and sees what its first read saw.
        AnyConnection::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN")
        }
        AnyConnection::Postgres(postgres) => AnsiTransactionManager::begin_transaction_sql(
            postgres,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
    };
    begun.map_err(StoreError::from)?;
    finish(connection, work)
}

fn finish<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    match work(connection) {
        Ok(value) => {
            Manager::commit_transaction(connection).map_err(StoreError::from)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one worth telling; a failed rollback marks
            // the connection as broken and the pool drops it.
            if let Err(rollback) = Manager::rollback_transaction(connection) {
                tracing::warn!(error = %rollback, "a transaction could not be rolled back");
            }
            Err(error)
        }
    }
}

fn begin(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?;
        }
        AnyConnection::Postgres(postgres) => {
            AnsiTransactionManager::begin_transaction_sql(postgres, "BEGIN")?;
        }
    }
    Ok(())
}

/// Who else may hold the survey while this transaction lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Others may add responses too; nobody seals or replaces the key.
    Shared,
    /// Nobody else touches pool, batches or keys.
    Exclusive,
}

/// Locks the survey for this transaction and tells which pool key is current;
/// `None` if there is no such survey. On SQLite the transaction is the lock.
pub fn lock_survey(
    connection: &mut AnyConnection,
    survey: i64,
    lock: Lock,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = surveys::table.find(survey).select(surveys::pool_key_id);
    let key = match (connection, lock) {
        (AnyConnection::Sqlite(sqlite), _) => row.first(sqlite).optional()?,
        (AnyConnection::Postgres(postgres), Lock::Shared) => {
            row.for_share().first(postgres).optional()?
        }
        (AnyConnection::Postgres(postgres), Lock::Exclusive) => {
            row.for_update().first(postgres).optional()?
        }
    };
    Ok(key)
}
