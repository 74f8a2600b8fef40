//! The responses to one wave within one transaction: which are new, which were
//! there before, which come too late.

use std::collections::{HashMap, HashSet};

use super::{Admission, Intent, Job, OpenPool, PoolVault, VaultError, WriterError, pool_key_id};
use crate::privacy::pool_cipher::{Place, PoolRow};
use crate::privacy::receipt::{BatchKey, PoolRowKey};
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{batches, pool, surveys};

/// The keys of a wave's sealed batches, as far as this process has read them.
#[derive(Default)]
pub(super) struct SealedKeys {
    next_batch: i32,
    keys: HashSet<BatchKey>,
}

/// The responses to one wave within one transaction.
pub(super) struct Admitting<'a, V> {
    pub connection: &'a mut AnyConnection,
    pub vault: &'a V,
    pub place: Place,
    pub sealed: &'a mut SealedKeys,
}

impl<V: PoolVault> Admitting<'_, V> {
    /// One admission for each job, or the same for all when the wave takes none.
    pub(super) fn admit_group(
        &mut self,
        group: &[Job],
    ) -> Result<Result<Vec<Admission>, Admission>, WriterError> {
        let Some(key) = lock_survey(self.connection, self.place.survey, Lock::Shared)? else {
            return Ok(Err(Admission::Closed));
        };
        let key = pool_key_id(key)?;
        let wave = surveys::find_wave(self.connection, self.place.survey, self.place.wave)?;
        let Some(wave) = wave.filter(|wave| wave.is_open) else {
            return Ok(Err(Admission::Closed));
        };
        if wave.is_paused {
            return Ok(Err(Admission::Paused));
        }
        self.read_sealed_keys(wave.batch_count)?;
        let mut pool = self.vault.open(self.place, key)?;
        let mut admissions: Vec<Admission> = group
            .iter()
            .map(|job| self.admit_unseen(&*pool, job))
            .collect();
        self.spend(&*pool, group, &mut admissions)?;
        self.store(&mut *pool, group, &mut admissions)?;
        self.forgive_repeated(&*pool, group, &mut admissions)?;
        self.change(&mut *pool, group, &mut admissions)?;
        Ok(Ok(admissions))
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
    // Promise P7: the first row of a form stays, however often it is sent.
    fn store(
        &mut self,
        pool: &mut dyn OpenPool,
        group: &[Job],
        admissions: &mut [Admission],
    ) -> Result<(), WriterError> {
        let is_new = |intent: Intent| intent != Intent::Change;
        let (rows, of_rows) = encrypt_each(pool, is_new, group, admissions)?;
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

    /// Puts new answers in the place of ones that still wait, in the order of
    /// the rows' keys: two processes that change the same ones cannot wait for
    /// each other.
    fn change(
        &mut self,
        pool: &mut dyn OpenPool,
        group: &[Job],
        admissions: &mut [Admission],
    ) -> Result<(), WriterError> {
        let is_change = |intent: Intent| intent == Intent::Change;
        let (rows, of_rows) = encrypt_each(pool, is_change, group, admissions)?;
        let mut changes: Vec<(PoolRow, &mut Admission)> = rows.into_iter().zip(of_rows).collect();
        changes.sort_by_key(|(row, _)| row.row_key);
        for (row, admission) in changes {
            if pool::delete(self.connection, self.place, &row.row_key)? {
                pool::insert_missing(self.connection, self.place, &[row])?;
            } else {
                *admission = Admission::NothingToChange;
            }
        }
        Ok(())
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

/// The rows of those responses of a group that came with such an intent and
/// are to be stored, and their admissions.
fn encrypt_each<'a>(
    pool: &mut dyn OpenPool,
    is_meant: impl Fn(Intent) -> bool,
    group: &[Job],
    admissions: &'a mut [Admission],
) -> Result<(Vec<PoolRow>, Vec<&'a mut Admission>), VaultError> {
    let mut rows = Vec::with_capacity(group.len());
    let mut of_rows = Vec::with_capacity(group.len());
    for (job, admission) in group.iter().zip(admissions) {
        if is_meant(job.intent) && matches!(admission, Admission::Stored) {
            rows.push(pool.encrypt(&job.waiting)?);
            of_rows.push(admission);
        }
    }
    Ok((rows, of_rows))
}
