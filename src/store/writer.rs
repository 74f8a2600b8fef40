//! The one writer of responses in a process: many responses, one durable
//! commit, then the replies.

use std::collections::{BTreeMap, HashMap, HashSet};

use tokio::sync::{mpsc, oneshot};

use super::connection::{AnyConnection, Pooled};
use super::error::StoreError;
use super::transaction::{Lock, in_transaction, lock_survey};
use super::{Store, batches, pool, surveys};
use crate::background;
use crate::limits::{RESPONSES_PER_COMMIT_MAX, RESPONSES_QUEUED_MAX};
use crate::privacy::pool_cipher::{Place, PoolRow, Waiting};
use crate::privacy::prf::PoolKeyId;
use crate::privacy::receipt::{BatchKey, PoolRowKey};

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
    fn encrypt(&mut self, waiting: &Waiting) -> Result<PoolRow, VaultError>;
    fn decrypt(&self, row: &PoolRow) -> Result<Waiting, VaultError>;
    /// Whether the response was withdrawn for good.
    fn is_withdrawn(&self, batch_key: BatchKey) -> bool;
}

#[derive(Debug, Clone, thiserror::Error)]
#[error("the key directory failed: {0}")]
pub struct VaultError(pub String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// A posted form; the first of one submission key stays.
    Submit,
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
    /// There is nothing waiting that could be changed.
    NothingToChange,
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
        let thread = WriterThread {
            store,
            vault,
            connection: None,
            sealed: HashMap::new(),
        };
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

/// An admission for each job, and what then waits in each wave's pool.
type Committed = (Vec<Admission>, Vec<(Place, u64)>);

/// The keys of a wave's sealed batches, as far as this process has read them.
#[derive(Default)]
struct SealedKeys {
    next_batch: i32,
    keys: HashSet<BatchKey>,
}

struct WriterThread<V> {
    store: Store,
    vault: V,
    connection: Option<Pooled>,
    sealed: HashMap<Place, SealedKeys>,
}

impl<V: PoolVault> WriterThread<V> {
    fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        while let Some(first) = queue.blocking_recv() {
            let mut jobs = vec![first];
            while jobs.len() < RESPONSES_PER_COMMIT_MAX {
                match queue.try_recv() {
                    Ok(job) => jobs.push(job),
                    Err(_) => break,
                }
            }
            self.commit(jobs);
        }
    }

    fn commit(&mut self, jobs: Vec<Job>) {
        let mut by_place: BTreeMap<(i64, i32), Vec<usize>> = BTreeMap::new();
        for (position, job) in jobs.iter().enumerate() {
            let place = (job.place.survey, job.place.wave);
            by_place.entry(place).or_default().push(position);
        }
        match self.try_commit(&jobs, &by_place) {
            Ok((admissions, pools)) => {
                for (job, admission) in jobs.into_iter().zip(admissions) {
                    // A visitor who has left loses only the reply.
                    let _ = job.reply.send(Ok(admission));
                }
                for (place, waiting) in pools {
                    self.vault.committed(place, waiting);
                }
            }
            Err(error) => self.refuse(jobs, &error),
        }
    }

    /// The whole group failed; nothing of it was stored.
    fn refuse(&mut self, jobs: Vec<Job>, error: &WriterError) {
        tracing::error!(%error, responses = jobs.len(), "responses could not be stored");
        self.connection = None;
        for job in jobs {
            let error = match error {
                WriterError::Vault(error) => WriterError::Vault(error.clone()),
                other => StoreError::Unavailable(other.to_string()).into(),
            };
            let _ = job.reply.send(Err(error));
        }
    }

    fn try_commit(
        &mut self,
        jobs: &[Job],
        by_place: &BTreeMap<(i64, i32), Vec<usize>>,
    ) -> Result<Committed, WriterError> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.store.connection()?),
        };
        let (vault, sealed) = (&self.vault, &mut self.sealed);
        let _turn = self.store.turn_to_write();
        in_transaction(connection, |connection| {
            let mut admissions = vec![Admission::Closed; jobs.len()];
            let mut pools = Vec::with_capacity(by_place.len());
            for (&(survey, wave), positions) in by_place {
                let place = Place { survey, wave };
                let group: Vec<&Job> = positions.iter().filter_map(|&p| jobs.get(p)).collect();
                let sealed = sealed.entry(place).or_default();
                let mut admitting = Admitting {
                    connection,
                    vault,
                    place,
                    sealed,
                };
                let Some(decided) = admitting.admit_group(&group)? else {
                    // The wave has closed: its keys are of no more use.
                    *admitting.sealed = SealedKeys::default();
                    continue;
                };
                for (&position, admission) in positions.iter().zip(decided) {
                    if let Some(slot) = admissions.get_mut(position) {
                        *slot = admission;
                    }
                }
                pools.push((place, pool::count(admitting.connection, place)?));
            }
            Ok((admissions, pools))
        })
    }
}

/// The responses to one wave within one transaction.
struct Admitting<'a, V> {
    connection: &'a mut AnyConnection,
    vault: &'a V,
    place: Place,
    sealed: &'a mut SealedKeys,
}

impl<V: PoolVault> Admitting<'_, V> {
    /// One admission for each job, or `None` when the wave does not run.
    fn admit_group(&mut self, group: &[&Job]) -> Result<Option<Vec<Admission>>, WriterError> {
        let Some(key) = lock_survey(self.connection, self.place.survey, Lock::Shared)? else {
            return Ok(None);
        };
        let key = pool_key_id(key)?;
        let wave = surveys::find_wave(self.connection, self.place.survey, self.place.wave)?;
        let Some(wave) = wave.filter(|wave| wave.is_open) else {
            return Ok(None);
        };
        self.read_sealed_keys(wave.batch_count)?;
        let mut pool = self.vault.open(self.place, key)?;
        let mut admissions: Vec<Admission> = group
            .iter()
            .map(|job| self.admit_unseen(&*pool, job))
            .collect();
        self.store(&mut *pool, group, &mut admissions)?;
        let changes = group.iter().zip(&mut admissions);
        for (job, admission) in changes.filter(|(job, _)| job.intent == Intent::Change) {
            if matches!(admission, Admission::Stored) {
                *admission = self.change(&mut *pool, &job.waiting)?;
            }
        }
        Ok(Some(admissions))
    }

    /// What can be said without looking into the pool.
    fn admit_unseen(&self, pool: &dyn OpenPool, job: &Job) -> Admission {
        let batch_key = job.waiting.batch_key;
        if pool.is_withdrawn(batch_key) {
            Admission::Withdrawn
        } else if self.sealed.keys.contains(&batch_key) {
            Admission::SealedAlready
        } else {
            Admission::Stored
        }
    }

    /// Inserts every response that is to be stored; those that were there before
    /// keep their row, and learn what it says.
    fn store(
        &mut self,
        pool: &mut dyn OpenPool,
        group: &[&Job],
        admissions: &mut [Admission],
    ) -> Result<(), WriterError> {
        let mut rows = Vec::with_capacity(group.len());
        let mut of_rows = Vec::with_capacity(group.len());
        for (job, admission) in group.iter().zip(admissions) {
            if job.intent == Intent::Submit && matches!(admission, Admission::Stored) {
                rows.push(pool.encrypt(&job.waiting)?);
                of_rows.push(admission);
            }
        }
        if pool::insert_missing(self.connection, self.place, &rows)? == rows.len() {
            return Ok(());
        }
        let keys: Vec<PoolRowKey> = rows.iter().map(|row| row.row_key).collect();
        let known = pool::find_all(self.connection, self.place, &keys)?;
        let known: HashMap<PoolRowKey, PoolRow> =
            known.into_iter().map(|row| (row.row_key, row)).collect();
        for (row, admission) in rows.iter().zip(of_rows) {
            let known = known.get(&row.row_key).ok_or(StoreError::Corrupt(
                "a waiting response vanished within a transaction",
            ))?;
            // No two encryptions share a nonce: another one is an earlier row.
            if known.nonce != row.nonce {
                *admission = Admission::WaitsAlready(pool.decrypt(known)?);
            }
        }
        Ok(())
    }

    /// Puts new answers in the place of ones that still wait.
    fn change(
        &mut self,
        pool: &mut dyn OpenPool,
        waiting: &Waiting,
    ) -> Result<Admission, WriterError> {
        let row = pool.encrypt(waiting)?;
        if !pool::delete(self.connection, self.place, &row.row_key)? {
            return Ok(Admission::NothingToChange);
        }
        pool::insert_missing(self.connection, self.place, &[row])?;
        Ok(Admission::Stored)
    }

    /// Reads the keys of batches that were sealed since the last look, here or
    /// by another process.
    fn read_sealed_keys(&mut self, batch_count: i32) -> Result<(), StoreError> {
        if self.sealed.next_batch >= batch_count {
            return Ok(());
        }
        for (number, keys) in
            batches::list_keys(self.connection, self.place, self.sealed.next_batch)?
        {
            self.sealed.keys.extend(keys);
            self.sealed.next_batch = number + 1;
        }
        Ok(())
    }
}

/// The stored name of a pool key.
pub fn pool_key_id(bytes: Vec<u8>) -> Result<PoolKeyId, StoreError> {
    bytes
        .try_into()
        .map(PoolKeyId)
        .map_err(|_wrong_length| StoreError::Corrupt("a pool key's name has the wrong length"))
}
