//! The writer's thread: gathers the responses that wait, commits them together
//! and tells each what became of it.

use std::collections::{BTreeMap, HashMap};

use tokio::sync::mpsc;

use super::admitting::{Admitting, SealedKeys};
use super::{Admission, Job, PoolVault, WriterError};
use crate::limits::RESPONSES_PER_COMMIT_MAX;
use crate::privacy::pool_cipher::Place;
use crate::store::connection::Pooled;
use crate::store::error::StoreError;
use crate::store::transaction::in_transaction;
use crate::store::{Store, pool};

/// The jobs of a commit by the survey and wave they belong to.
type Groups = BTreeMap<(i64, i32), Vec<Job>>;

/// What one commit came to for the jobs of one wave.
struct Committed {
    place: Place,
    /// One for each job.
    admissions: Vec<Admission>,
    /// What then waits in the wave's pool, if it runs.
    waiting: Option<u64>,
}

/// Why a commit failed; nothing of it was stored.
enum Failure {
    /// The keys or the stored data of one survey: the others can do without it.
    OfPlace((i64, i32), WriterError),
    /// The database.
    OfAll(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::OfAll(error)
    }
}

impl Failure {
    fn at(place: Place, error: WriterError) -> Self {
        match error {
            WriterError::Store(error) if !matches!(error, StoreError::Corrupt(_)) => {
                Self::OfAll(error)
            }
            error => Self::OfPlace((place.survey, place.wave), error),
        }
    }
}

pub(super) struct WriterThread<V> {
    store: Store,
    vault: V,
    connection: Option<Pooled>,
    sealed: HashMap<Place, SealedKeys>,
}

impl<V: PoolVault> WriterThread<V> {
    pub(super) fn new(store: Store, vault: V) -> Self {
        Self {
            store,
            vault,
            connection: None,
            sealed: HashMap::new(),
        }
    }

    pub(super) fn run(mut self, mut queue: mpsc::Receiver<Job>) {
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

    /// One commit for all jobs; should one survey's keys or data fail, another
    /// one without it.
    fn commit(&mut self, jobs: Vec<Job>) {
        let mut groups = Groups::new();
        for job in jobs {
            let place = (job.place.survey, job.place.wave);
            groups.entry(place).or_default().push(job);
        }
        while !groups.is_empty() {
            match self.try_commit(&groups) {
                Ok(committed) => return self.reply(groups, committed),
                Err(Failure::OfPlace(place, error)) => {
                    refuse(groups.remove(&place).unwrap_or_default(), &error);
                }
                Err(Failure::OfAll(error)) => {
                    self.connection = None;
                    let jobs = std::mem::take(&mut groups).into_values().flatten();
                    refuse(jobs.collect(), &error.into());
                }
            }
        }
    }

    fn reply(&self, groups: Groups, committed: Vec<Committed>) {
        for (jobs, committed) in groups.into_values().zip(committed) {
            for (job, admission) in jobs.into_iter().zip(committed.admissions) {
                // A visitor who has left loses only the reply.
                let _ = job.reply.send(Ok(admission));
            }
            if let Some(waiting) = committed.waiting {
                self.vault.committed(committed.place, waiting);
            }
        }
    }

    fn try_commit(&mut self, groups: &Groups) -> Result<Vec<Committed>, Failure> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.store.connection()?),
        };
        let (vault, sealed) = (&self.vault, &mut self.sealed);
        let _turn = self.store.turn_to_write();
        in_transaction(connection, |connection| {
            let mut committed = Vec::with_capacity(groups.len());
            for (&(survey, wave), jobs) in groups {
                let place = Place { survey, wave };
                let mut admitting = Admitting {
                    connection,
                    vault,
                    place,
                    sealed: sealed.entry(place).or_default(),
                };
                let admitted = admitting.admit_group(jobs);
                let admissions = admitted.map_err(|error| Failure::at(place, error))?;
                let waiting = match &admissions {
                    Ok(_) => Some(pool::count(admitting.connection, place)?),
                    Err(_) => {
                        // The keys are of no use for now; they are read again.
                        sealed.remove(&place);
                        None
                    }
                };
                committed.push(Committed {
                    place,
                    admissions: admissions.unwrap_or_else(|same| vec![same; jobs.len()]),
                    waiting,
                });
            }
            Ok(committed)
        })
    }
}

/// Nothing of these responses was stored.
fn refuse(jobs: Vec<Job>, error: &WriterError) {
    tracing::error!(%error, responses = jobs.len(), "responses could not be stored");
    for job in jobs {
        let error = match error {
            WriterError::Vault(error) => WriterError::Vault(error.clone()),
            WriterError::Store(StoreError::Corrupt(what)) => StoreError::Corrupt(what).into(),
            other => StoreError::Unavailable(other.to_string()).into(),
        };
        let _ = job.reply.send(Err(error));
    }
}
