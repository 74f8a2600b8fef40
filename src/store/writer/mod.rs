//! The one writer of responses in a process: many responses, one durable
//! commit, then the replies.

mod admitting;
mod spending;
mod thread;

use tokio::sync::{mpsc, oneshot};

use super::Store;
use super::error::StoreError;
use crate::background;
use crate::limits::RESPONSES_QUEUED_MAX;
use crate::privacy::pass::Ticket;
use crate::privacy::pool_cipher::{Place, PoolRow, Waiting};
use crate::privacy::prf::PoolKeyId;
use crate::privacy::receipt::{BatchKey, PoolRowKey};
use thread::WriterThread;

/// Lends the writer the pool keys, without letting this room see one.
pub trait PoolVault: Send + Sync + 'static {
    /// A wave's pool under the key that the transaction found current, for as
    /// long as the transaction holds the survey.
    fn open(&self, place: Place, key: PoolKeyId) -> Result<Box<dyn OpenPool + '_>, VaultError>;
    /// Called after each commit with what now waits in the wave's pool.
    fn committed(&self, place: Place, waiting: u64);
}

/// Encrypts and opens the rows of one pool.
pub trait OpenPool {
    /// The key under which a response waits.
    fn row_key(&self, batch_key: BatchKey) -> PoolRowKey;
    fn encrypt(&mut self, waiting: &Waiting) -> Result<PoolRow, VaultError>;
    fn decrypt(&self, row: &PoolRow) -> Result<Waiting, VaultError>;
    /// Whether the response was withdrawn for good.
    fn is_withdrawn(&self, batch_key: BatchKey) -> bool;
}

#[derive(Debug, Clone, thiserror::Error)]
#[error("the key directory failed: {cause}")]
pub struct VaultError {
    pub cause: String,
    /// Whether it may pass by itself.
    pub is_passing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// A posted form; the first of one submission key stays.
    Submit,
    /// The same with a code that it spends: the first of one code stays.
    SubmitInvited(Ticket),
    /// New answers in the place of ones that still wait.
    Change,
}

/// What became of a response. Everything said here is durable.
#[derive(Clone)]
pub enum Admission {
    Stored,
    /// The same form was sent before; this is what it said then.
    WaitsAlready(Waiting),
    /// It was sent before and has been sealed in the meantime.
    SealedAlready,
    Withdrawn,
    /// Its code is forged or was spent by another form.
    NotInvited,
    /// There is nothing waiting that could be changed.
    NothingToChange,
    /// The wave runs, and takes no answers until it goes on.
    Paused,
    /// The wave does not run (any more).
    Closed,
}

#[derive(Debug, thiserror::Error)]
pub enum WriterError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("the writer has stopped")]
    Stopped,
}

impl WriterError {
    /// Whether it may pass by itself.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, StoreError::Unavailable(_)),
            Self::Vault(error) => error.is_passing,
            Self::Stopped => false,
        }
    }
}

struct Job {
    place: Place,
    waiting: Waiting,
    intent: Intent,
    reply: oneshot::Sender<Result<Admission, WriterError>>,
}

/// Hands responses to the writer's thread; cheap to clone.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the thread. It ends when the last handle is dropped.
    pub fn start(store: Store, vault: impl PoolVault) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel(RESPONSES_QUEUED_MAX);
        let thread = WriterThread::new(store, vault);
        background::spawn("writer", move || thread.run(queue))?;
        Ok(Self { jobs })
    }

    /// Returns when the response is durable, or was not taken.
    pub async fn admit(
        &self,
        place: Place,
        waiting: Waiting,
        intent: Intent,
    ) -> Result<Admission, WriterError> {
        let (reply, answer) = oneshot::channel();
        let job = Job {
            place,
            waiting,
            intent,
            reply,
        };
        if self.jobs.send(job).await.is_err() {
            return Err(WriterError::Stopped);
        }
        answer.await.unwrap_or(Err(WriterError::Stopped))
    }
}

/// The stored name of a pool key.
pub fn pool_key_id(bytes: Vec<u8>) -> Result<PoolKeyId, StoreError> {
    bytes
        .try_into()
        .map(PoolKeyId)
        .map_err(|_wrong_length| StoreError::Corrupt("a pool key's name has the wrong length"))
}
