//! The database: connections, schema, and one file for each thing that is kept.
//!
//! All of diesel is in here, and nothing else: no policy (when to seal, what to
//! publish), no key, no page.

pub mod batches;
pub mod column_codec;
pub mod connection;
pub mod error;
mod migrations;
pub mod pool;
pub mod surveys;
pub mod transaction;
mod turns;
pub mod writer;

use std::sync::Arc;

use diesel::connection::SimpleConnection;

use connection::{AnyConnection, ConnectionPool, DatabaseUrl, Pooled};
use error::StoreError;
use turns::{Turn, Turns};

/// The database of one installation; cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: ConnectionPool,
    url: Arc<DatabaseUrl>,
    turns: Arc<Turns>,
}

impl Store {
    /// Connects and brings the schema up to date.
    pub fn open(url: DatabaseUrl) -> Result<Self, StoreError> {
        let store = Self {
            pool: connection::pool(url.clone()),
            url: Arc::new(url.clone()),
            turns: Arc::default(),
        };
        // Outside the pool, so that a refusal is told at once and in full.
        let mut connection = connection::Manager(url).establish()?;
        migrations::migrate(&mut connection)?;
        Ok(store)
    }

    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Waits a few seconds for a database that is away.
    pub fn connection(&self) -> Result<Pooled, StoreError> {
        Ok(self.pool.get()?)
    }

    /// Runs `work` in one transaction that may write.
    pub fn in_transaction<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let _turn = self.turn_to_write();
        let mut connection = self.connection()?;
        transaction::in_transaction(&mut connection, work)
    }

    /// To be held for as long as a transaction writes. PostgreSQL has many
    /// writers at once and gives no turns.
    fn turn_to_write(&self) -> Option<Turn<'_>> {
        matches!(*self.url, DatabaseUrl::Sqlite(_)).then(|| self.turns.take())
    }

    /// Empties the journal of an embedded database, so that rows which were
    /// erased do not live on in it. PostgreSQL keeps its own log (docs/PRIVACY.md).
    // Promise P6: a withdrawn row is gone from the journal too.
    pub fn truncate_journal(&self) -> Result<(), StoreError> {
        let _turn = self.turn_to_write();
        let mut connection = self.connection()?;
        if let AnyConnection::Sqlite(sqlite) = &mut *connection {
            sqlite.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
        }
        Ok(())
    }
}
