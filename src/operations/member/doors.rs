//! What this process remembers of attempts to sign in, and how many passwords
//! it hashes at once. In memory only.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use super::MemberError;
use crate::limits::{PASSWORDS_HASHED_AT_ONCE_MAX, PASSWORDS_QUEUED_MAX};
use crate::membership::password::Password;
use crate::membership::password_hash;
use crate::membership::throttle::{AccountMark, Throttle};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random;

pub struct Doors {
    throttle: Mutex<Throttle>,
    /// The half-minute of the last code that each member used: none is taken
    /// twice. Forgotten when the process ends; a code is old after a minute.
    spent: Mutex<HashMap<i64, u64>>,
    places: Semaphore,
    waiting: AtomicUsize,
    hashed: AtomicU64,
}

impl Default for Doors {
    fn default() -> Self {
        Self {
            throttle: Mutex::default(),
            spent: Mutex::default(),
            places: Semaphore::new(PASSWORDS_HASHED_AT_ONCE_MAX),
            waiting: AtomicUsize::new(0),
            hashed: AtomicU64::new(0),
        }
    }
}

/// What is being guessed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guess<'a> {
    /// The password of whoever has this address, or nobody.
    Password(&'a str),
    Code(i64),
}

impl Doors {
    fn throttle(&self) -> MutexGuard<'_, Throttle> {
        self.throttle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the code of that half-minute, unless it or a later one was used.
    fn spend(&self, member: i64, half_minute: u64) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = spent.get(&member).is_none_or(|last| *last < half_minute);
        if is_new {
            spent.insert(member, half_minute);
        }
        is_new
    }
}

/// Counts itself among those who wait, for as long as it lives.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Installation {
    fn mark(&self, guess: Guess<'_>) -> AccountMark {
        let root = self.keys.root();
        match guess {
            Guess::Password(address) => root.derive("guessed password", &[address.as_bytes()]),
            Guess::Code(member) => root.derive("guessed code", &[&member.to_be_bytes()]),
        }
    }

    /// Whether a guess is let through; counted as wrong until it is not.
    pub(super) fn may_guess(&self, guess: Guess<'_>) -> Result<(), MemberError> {
        let mark = self.mark(guess);
        let tried = self
            .doors
            .throttle()
            .try_now(mark, self.clock.half_minute());
        tried.map_err(MemberError::Wait)
    }

    pub(super) fn guessed_right(&self, guess: Guess<'_>) {
        self.doors.throttle().succeeded(self.mark(guess));
    }

    pub(super) fn spend_code(&self, member: i64, half_minute: u64) -> bool {
        self.doors.spend(member, half_minute)
    }

    pub(super) async fn hash_password(&self, password: Password) -> Result<String, MemberError> {
        let salt = random::bytes()?;
        let hashed = self.hashing(move || password_hash::hash(&password, salt));
        Ok(hashed.await??)
    }

    /// Without a stored hash, as much work for nothing.
    pub(super) async fn password_fits(
        &self,
        password: Password,
        stored: Option<String>,
    ) -> Result<bool, MemberError> {
        if password.is_too_long() {
            return Ok(false);
        }
        let fits = self.hashing(move || match stored {
            Some(stored) => password_hash::fits(&password, &stored),
            None => password_hash::fits(&password, password_hash::NOBODYS).map(|_| false),
        });
        Ok(fits.await??)
    }

    /// How many passwords were hashed since the start.
    pub fn passwords_hashed(&self) -> u64 {
        self.doors.hashed.load(Ordering::Relaxed)
    }

    /// A few at once, a few in line, and the others are told to come back.
    async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, MemberError> {
        let doors = &self.doors;
        let before = doors.waiting.fetch_add(1, Ordering::AcqRel);
        let _in_line = Place(&doors.waiting);
        if before >= PASSWORDS_QUEUED_MAX {
            return Err(OperationError::Crowded.into());
        }
        let stopped = |_closed| OperationError::Crowded;
        let _place = doors.places.acquire().await.map_err(stopped)?;
        doors.hashed.fetch_add(1, Ordering::Relaxed);
        let hashed = tokio::task::spawn_blocking(work).await;
        Ok(hashed.map_err(|_panicked| OperationError::Panicked)?)
    }
}
