//! How a response waits: padded to one length, encrypted, bound to its place.
//!
//! XChaCha20-Poly1305 with a random nonce, and survey, wave and row key as
//! associated data, so that a row moved elsewhere does not open.

use chacha20poly1305::aead::{Aead, AeadInOut, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::prf::PoolKey;
use super::receipt::{BatchKey, PoolRowKey};

/// The survey and wave in which a response waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    pub survey: i64,
    pub wave: i32,
}

/// A waiting response before encryption: never stored, wiped when dropped.
#[derive(Clone)]
pub struct Waiting {
    pub batch_key: BatchKey,
    /// The packed answers, without padding.
    pub answers: Zeroizing<Vec<u8>>,
    /// The longest that answers to this revision can be.
    pub answers_length_max: usize,
}

/// A waiting response as the database holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    pub row_key: PoolRowKey,
    pub nonce: [u8; 24],
    pub ciphertext: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PoolCipherError {
    #[error("the answers are longer than the questionnaire allows")]
    TooLong,
    #[error("a waiting response does not open with the survey's current key")]
    DoesNotOpen,
}

const BATCH_KEY_BYTES: usize = 8;
const LENGTH_BYTES: usize = 4;
const TAG_BYTES: usize = 16;

/// batch key · length of the answers · answers · zeros, with room for the tag.
fn pad(waiting: &Waiting) -> Result<Vec<u8>, PoolCipherError> {
    let length = waiting.answers.len();
    if length > waiting.answers_length_max {
        return Err(PoolCipherError::TooLong);
    }
    let padded = BATCH_KEY_BYTES + LENGTH_BYTES + waiting.answers_length_max;
    let mut plaintext = Vec::with_capacity(padded + TAG_BYTES);
    plaintext.extend_from_slice(&waiting.batch_key.0.to_be_bytes());
    plaintext.extend_from_slice(&(length as u32).to_be_bytes());
    plaintext.extend_from_slice(&waiting.answers);
    // Promise P1: the length of a row tells nothing about the answers in it.
    plaintext.resize(padded, 0);
    Ok(plaintext)
}

fn unpad(plaintext: &[u8]) -> Option<Waiting> {
    let (batch_key, rest) = plaintext.split_first_chunk::<BATCH_KEY_BYTES>()?;
    let (length, rest) = rest.split_first_chunk::<LENGTH_BYTES>()?;
    let answers = rest.get(..u32::from_be_bytes(*length) as usize)?;
    Some(Waiting {
        batch_key: BatchKey(u64::from_be_bytes(*batch_key)),
        answers: Zeroizing::new(answers.to_vec()),
        answers_length_max: rest.len(),
    })
}

/// The cipher of one wave's pool under one key: made once, for many rows.
pub struct PoolCipher {
    key: PoolKey,
    place: Place,
    cipher: XChaCha20Poly1305,
}

impl PoolCipher {
    pub fn new(key: &PoolKey, place: Place) -> Self {
        let cipher_key = Zeroizing::new(key.cipher_key());
        Self {
            key: key.clone(),
            place,
            cipher: XChaCha20Poly1305::new(&Key::from(*cipher_key)),
        }
    }

    /// The key under which a response waits.
    pub fn row_key(&self, batch_key: BatchKey) -> PoolRowKey {
        batch_key.pool_row_key(&self.key)
    }

    /// Encrypts one response. `nonce` must be random and used once.
    pub fn encrypt(&self, nonce: [u8; 24], waiting: &Waiting) -> Result<PoolRow, PoolCipherError> {
        let row_key = self.row_key(waiting.batch_key);
        // Encrypted where it stands: no plaintext is left behind in memory.
        let mut bytes = pad(waiting)?;
        self.cipher
            .encrypt_in_place(
                &XNonce::from(nonce),
                &self.associated_data(&row_key),
                &mut bytes,
            )
            .map_err(|_too_long| PoolCipherError::TooLong)?;
        Ok(PoolRow {
            row_key,
            nonce,
            ciphertext: bytes,
        })
    }

    /// Opens a row; fails on any changed bit and on a row from another place.
    pub fn decrypt(&self, row: &PoolRow) -> Result<Waiting, PoolCipherError> {
        let payload = Payload {
            msg: &row.ciphertext,
            aad: &self.associated_data(&row.row_key),
        };
        let plaintext = self
            .cipher
            .decrypt(&XNonce::from(row.nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_forged| PoolCipherError::DoesNotOpen)?;
        unpad(&plaintext).ok_or(PoolCipherError::DoesNotOpen)
    }

    /// Survey, wave and row key.
    fn associated_data(&self, row_key: &PoolRowKey) -> [u8; 28] {
        let mut data = [0; 28];
        let survey = self.place.survey.to_be_bytes();
        let wave = self.place.wave.to_be_bytes();
        let parts = survey.iter().chain(&wave).chain(&row_key.0);
        for (to, from) in data.iter_mut().zip(parts) {
            *to = *from;
        }
        data
    }
}

/// Opens one row of the pool.
pub fn decrypt(key: &PoolKey, place: Place, row: &PoolRow) -> Result<Waiting, PoolCipherError> {
    PoolCipher::new(key, place).decrypt(row)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place = Place { survey: 3, wave: 1 };

    fn encrypt(
        key: &PoolKey,
        place: Place,
        nonce: [u8; 24],
        waiting: &Waiting,
    ) -> Result<PoolRow, PoolCipherError> {
        PoolCipher::new(key, place).encrypt(nonce, waiting)
    }

    fn waiting(answers: &[u8]) -> Waiting {
        Waiting {
            batch_key: BatchKey(42),
            answers: Zeroizing::new(answers.to_vec()),
            answers_length_max: 64,
        }
    }

    proptest! {
        #[test]
        fn a_row_opens_to_what_went_in(
            key: [u8; 32],
            nonce: [u8; 24],
            answers in prop::collection::vec(any::<u8>(), 0..=64),
        ) {
            let key = PoolKey::from_bytes(key);
            let row = encrypt(&key, PLACE, nonce, &waiting(&answers)).unwrap();
            let opened = decrypt(&key, PLACE, &row).unwrap();
            prop_assert_eq!(&*opened.answers, &answers);
            prop_assert_eq!(opened.batch_key, BatchKey(42));
        }

        #[test]
        fn a_changed_bit_keeps_a_row_shut(position in 0_usize..92, bit in 0_u8..8) {
            let key = PoolKey::from_bytes([1; 32]);
            let mut row = encrypt(&key, PLACE, [0; 24], &waiting(b"yes")).unwrap();
            let position = position % row.ciphertext.len();
            row.ciphertext[position] ^= 1 << bit;
            prop_assert!(decrypt(&key, PLACE, &row).is_err());
        }
    }

    #[test]
    fn every_row_has_the_same_length_whatever_was_answered() {
        let key = PoolKey::from_bytes([1; 32]);
        let short = encrypt(&key, PLACE, [0; 24], &waiting(b"")).unwrap();
        let long = encrypt(&key, PLACE, [0; 24], &waiting(&[9; 64])).unwrap();
        assert_eq!(short.ciphertext.len(), long.ciphertext.len());
    }

    #[test]
    fn a_row_does_not_open_in_another_wave_or_under_another_key() {
        let key = PoolKey::from_bytes([1; 32]);
        let row = encrypt(&key, PLACE, [0; 24], &waiting(b"yes")).unwrap();
        let elsewhere = Place { survey: 3, wave: 2 };
        assert!(decrypt(&key, elsewhere, &row).is_err());
        assert!(decrypt(&PoolKey::from_bytes([2; 32]), PLACE, &row).is_err());
    }

    #[test]
    fn two_keys_give_one_response_two_unlike_row_keys() {
        let first = BatchKey(42).pool_row_key(&PoolKey::from_bytes([1; 32]));
        let second = BatchKey(42).pool_row_key(&PoolKey::from_bytes([2; 32]));
        assert_ne!(first, second);
    }

    #[test]
    fn answers_longer_than_the_questionnaire_allows_are_refused() {
        let key = PoolKey::from_bytes([1; 32]);
        let result = encrypt(&key, PLACE, [0; 24], &waiting(&[0; 65]));
        assert_eq!(result, Err(PoolCipherError::TooLong));
    }
}
