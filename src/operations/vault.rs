//! Lends the writer the current pool key, without letting it see one.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::Rng;
use rand::rngs::StdRng;

use crate::keys::{KeyDirectory, KeyError};
use crate::privacy::pool_cipher::{Place, PoolCipher, PoolCipherError, PoolRow, Waiting};
use crate::privacy::prf::{PoolKey, PoolKeyId};
use crate::privacy::receipt::{BatchKey, PoolRowKey};
use crate::random::{self, RandomError};
use crate::store::writer::{OpenPool, PoolVault, VaultError};

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

    /// Reads what another process may have added since the last look.
    fn refresh_withdrawn(&self, known: &mut Withdrawn, survey: i64) -> Result<(), VaultError> {
        let size = self.keys.withdrawn_size(survey).map_err(key_failed)?;
        if size != known.size {
            known.keys = self.keys.read_withdrawn(survey).map_err(key_failed)?;
            known.size = size;
        }
        Ok(())
    }
}

fn key_failed(error: KeyError) -> VaultError {
    VaultError {
        is_passing: error.is_passing(),
        cause: error.to_string(),
    }
}

fn cipher_failed(error: PoolCipherError) -> VaultError {
    VaultError {
        is_passing: false,
        cause: error.to_string(),
    }
}

impl PoolVault for KeyVault {
    fn open(&self, place: Place, id: PoolKeyId) -> Result<Box<dyn OpenPool + '_>, VaultError> {
        let mut state = self.state();
        let State {
            current, withdrawn, ..
        } = &mut *state;
        // First: whether the directory is there at all.
        self.refresh_withdrawn(withdrawn.entry(place.survey).or_default(), place.survey)?;
        let key = match current.entry(place.survey) {
            Entry::Occupied(known) if known.get().0 == id => known.get().1.clone(),
            entry => {
                let key = self.keys.read_pool_key(place.survey, id);
                let key = key.map_err(key_failed)?;
                entry.insert_entry((id, key.clone()));
                key
            }
        };
        Ok(Box::new(OpenVault {
            cipher: PoolCipher::new(&key, place),
            survey: place.survey,
            state,
        }))
    }

    fn committed(&self, place: Place, waiting: u64) {
        // Without a sealer the installation is shutting down; the next start
        // looks at every pool.
        let _ = self.grew.send(PoolGrew { place, waiting });
    }
}

/// The vault with one pool's key taken out.
struct OpenVault<'a> {
    cipher: PoolCipher,
    survey: i64,
    state: MutexGuard<'a, State>,
}

impl OpenPool for OpenVault<'_> {
    fn row_key(&self, batch_key: BatchKey) -> PoolRowKey {
        self.cipher.row_key(batch_key)
    }

    fn encrypt(&mut self, waiting: &Waiting) -> Result<PoolRow, VaultError> {
        let mut nonce = [0; 24];
        self.state.nonces.fill_bytes(&mut nonce);
        self.cipher.encrypt(nonce, waiting).map_err(cipher_failed)
    }

    fn decrypt(&self, row: &PoolRow) -> Result<Waiting, VaultError> {
        self.cipher.decrypt(row).map_err(cipher_failed)
    }

    fn is_withdrawn(&self, batch_key: BatchKey) -> bool {
        let withdrawn = self.state.withdrawn.get(&self.survey);
        withdrawn.is_some_and(|withdrawn| withdrawn.keys.contains(&batch_key))
    }
}
