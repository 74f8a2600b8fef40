//! The database: connections, schema, and one file for each thing that is kept.
//!
//! All of diesel is in here, and nothing else: no policy (when to seal, what to
//! publish), no key, no page.

pub mod api_tokens;
pub mod backup;
pub mod batch_search;
pub mod batches;
pub mod boards;
pub mod books;
pub mod column_codec;
pub mod comments;
pub mod connection;
pub mod drafts;
pub mod error;
pub mod invitations;
pub mod ledger;
pub mod mailings;
pub mod members;
mod migrations;
pub mod never_again;
pub mod page_counts;
pub mod passes;
pub mod pool;
pub mod printed_codes;
mod scrub;
pub mod second_steps;
pub mod sessions;
pub mod surveys;
pub mod transaction;
mod turns;
pub mod webhooks;
pub mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use connection::{AnyConnection, ConnectionPool, DatabaseUrl, Pooled};
use error::StoreError;
use turns::{Turn, Turns};

/// The database of one installation; cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: ConnectionPool,
    url: Arc<DatabaseUrl>,
    turns: Arc<Turns>,
    /// Something was erased and its remains are still there.
    is_dirty: Arc<AtomicBool>,
}

impl Store {
    /// Connects and brings the schema up to date.
    pub fn open(url: DatabaseUrl) -> Result<Self, StoreError> {
        let store = Self {
            pool: connection::pool(url.clone()),
            url: Arc::new(url.clone()),
            turns: Arc::default(),
            is_dirty: Arc::default(),
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

    /// Runs `work`, which only reads, on one state of the database.
    pub fn in_snapshot<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection()?;
        transaction::in_snapshot(&mut connection, work)
    }

    /// To be held for as long as a transaction writes. PostgreSQL has many
    /// writers at once and gives no turns.
    fn turn_to_write(&self) -> Option<Turn<'_>> {
        matches!(*self.url, DatabaseUrl::Sqlite(_)).then(|| self.turns.take())
    }

    /// Asks the housekeeper to scrub: something was erased.
    pub fn scrub_soon(&self) {
        self.is_dirty.store(true, Ordering::Release);
    }

    pub fn is_to_be_scrubbed(&self) -> bool {
        self.is_dirty.load(Ordering::Acquire)
    }

    /// Removes what erased rows leave behind: the journal of an embedded
    /// database, the dead rows of PostgreSQL (whose own log and replicas keep
    /// them until they are rotated: docs/PRIVACY.md).
    // Promise P6: a withdrawn row is gone from the journal too.
    pub fn scrub(&self) -> Result<(), StoreError> {
        // Before, not after: what is erased meanwhile may come too late for it.
        self.is_dirty.store(false, Ordering::Release);
        self.scrub_now().inspect_err(|_error| self.scrub_soon())
    }

    fn scrub_now(&self) -> Result<(), StoreError> {
        let _turn = self.turn_to_write();
        let mut connection = self.connection()?;
        match &mut *connection {
            AnyConnection::Sqlite(sqlite) => scrub::truncate_journal(sqlite),
            AnyConnection::Postgres(postgres) => scrub::vacuum(postgres),
        }
    }
}
