//! Lends the writer the current pool key, without letting it see one.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::Rng;
use rand::rngs::StdRng;

use crate::keys::KeyDirectory;
use crate::privacy::pool_cipher::{self, Place, PoolRow, Waiting};
use crate::privacy::prf::{PoolKey, PoolKeyId};
use crate::privacy::receipt::{BatchKey, PoolRowKey};
use crate::random::{self, RandomError};
use crate::store::writer::{PoolVault, VaultError};

/// What waits in a pool after a commit: the sealer decides whether that is enough.
#[derive(Debug, Clone, Copy)]
pub(super) struct PoolGrew {
    pub place: Place,
    pub waiting: u64,
}

pub(super) struct KeyVault {
    keys: Arc<KeyDirectory>,
    grew: Sender<PoolGrew>,
    state: Mutex<State>,
}

struct State {
    nonces: StdRng,
    /// The key last found current, by survey.
    current: HashMap<i64, (PoolKeyId, PoolKey)>,
    withdrawn: HashMap<i64, Withdrawn>,
}

/// Tombstones as last read, and how large their file was then.
#[derive(Default)]
struct Withdrawn {
    size: u64,
    keys: BTreeSet<BatchKey>,
}

impl KeyVault {
    pub(super) fn new(
        keys: Arc<KeyDirectory>,
        grew: Sender<PoolGrew>,
    ) -> Result<Self, RandomError> {
        Ok(Self {
            keys,
            grew,
            state: Mutex::new(State {
                nonces: random::generator()?,
                current: HashMap::new(),
                withdrawn: HashMap::new(),
            }),
        })
    }

    /// A writer that panicked left nothing half-done in here.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, state: &mut State, survey: i64, id: PoolKeyId) -> Result<PoolKey, VaultError> {
        if let Some((current, key)) = state.current.get(&survey)
            && *current == id
        {
            return Ok(key.clone());
        }
        let key = self
            .keys
            .read_pool_key(survey, id)
            .map_err(|error| VaultError(error.to_string()))?;
        state.current.insert(survey, (id, key.clone()));
        Ok(key)
    }
}

impl PoolVault for KeyVault {
    fn row_key(
        &self,
        place: Place,
        key: PoolKeyId,
        batch_key: BatchKey,
    ) -> Result<PoolRowKey, VaultError> {
        let mut state = self.state();
        let key = self.key(&mut state, place.survey, key)?;
        Ok(batch_key.pool_row_key(&key))
    }

    fn encrypt(
        &self,
        place: Place,
        key: PoolKeyId,
        waiting: &Waiting,
    ) -> Result<PoolRow, VaultError> {
        let mut state = self.state();
        let key = self.key(&mut state, place.survey, key)?;
        let mut nonce = [0; 24];
        state.nonces.fill_bytes(&mut nonce);
        pool_cipher::encrypt(&key, place, nonce, waiting)
            .map_err(|error| VaultError(error.to_string()))
    }

    fn decrypt(&self, place: Place, key: PoolKeyId, row: &PoolRow) -> Result<Waiting, VaultError> {
        let key = self.key(&mut self.state(), place.survey, key)?;
        pool_cipher::decrypt(&key, place, row).map_err(|error| VaultError(error.to_string()))
    }

    fn is_withdrawn(&self, survey: i64, batch_key: BatchKey) -> Result<bool, VaultError> {
        let mut state = self.state();
        let withdrawn = state.withdrawn.entry(survey).or_default();
        let size = self.keys.withdrawn_size(survey);
        if size != withdrawn.size {
            withdrawn.keys = self
                .keys
                .read_withdrawn(survey)
                .map_err(|error| VaultError(error.to_string()))?;
            withdrawn.size = size;
        }
        Ok(withdrawn.keys.contains(&batch_key))
    }

    fn committed(&self, place: Place, waiting: u64) {
        // Without a sealer the installation is shutting down; the next start
        // looks at every pool.
        let _ = self.grew.send(PoolGrew { place, waiting });
    }
}
