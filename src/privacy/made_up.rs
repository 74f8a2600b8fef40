//! What a waiting response looks like, shown on one that nobody gave.
//!
//! Everything in it (its keys, its nonce, what is chosen) follows from the name
//! of the survey, which everybody knows: so it keeps no secret, opens nothing,
//! and is the same for everybody who looks.

use zeroize::Zeroizing;

use super::pool_cipher::{Place, PoolCipher, PoolCipherError, PoolRow, Waiting};
use super::prf::PoolKey;
use super::receipt::BatchKey;

/// Bytes without end that look random.
pub struct MadeUp {
    bytes: blake3::OutputReader,
}

/// A row as the pool would hold it, and what the program reads in it.
pub struct MadeUpRow {
    pub place: Place,
    pub row: PoolRow,
    /// Encrypted, and opened again.
    pub opened: Waiting,
    /// As in a batch: the row's own between two others, ascending.
    pub batch_keys: Vec<BatchKey>,
}

impl MadeUp {
    pub fn of(survey: &str, revision: i32) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("whynot: a response that nobody gave");
        hasher.update(&revision.to_be_bytes());
        hasher.update(survey.as_bytes());
        Self {
            bytes: hasher.finalize_xof(),
        }
    }

    fn next<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.bytes.fill(&mut bytes);
        bytes
    }

    /// A number below `count`; 0 of nothing.
    pub fn choose(&mut self, count: usize) -> usize {
        let number = u64::from_be_bytes(self.next());
        number.checked_rem(count as u64).unwrap_or_default() as usize
    }

    /// The row that `answers` would wait in.
    pub fn row(
        mut self,
        wave: i32,
        answers: Vec<u8>,
        answers_length_max: usize,
    ) -> Result<MadeUpRow, PoolCipherError> {
        let place = Place {
            survey: i64::from_be_bytes(self.next()) & i64::MAX,
            wave,
        };
        let key = PoolKey::from_bytes(self.next());
        let mut keys: Vec<u64> = (0..3).map(|_| u64::from_be_bytes(self.next())).collect();
        keys.sort_unstable();
        let batch_keys: Vec<BatchKey> = keys.into_iter().map(BatchKey).collect();
        let waiting = Waiting {
            batch_key: batch_keys.get(1).copied().unwrap_or(BatchKey(0)),
            answers: Zeroizing::new(answers),
            answers_length_max,
        };
        let cipher = PoolCipher::new(&key, place);
        let row = cipher.encrypt(self.next(), &waiting)?;
        Ok(MadeUpRow {
            opened: cipher.decrypt(&row)?,
            place,
            row,
            batch_keys,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_for_everybody_and_another_for_another_survey() {
        let row = |survey, revision| {
            let made_up = MadeUp::of(survey, revision);
            made_up.row(1, b"answers".to_vec(), 40).unwrap().row
        };
        assert_eq!(row("acme", 1), row("acme", 1));
        assert_ne!(row("acme", 1), row("acme", 2));
        assert_ne!(row("acme", 1), row("other", 1));
    }

    #[test]
    fn it_is_padded_as_every_row_and_opens_to_what_went_in() {
        let short = MadeUp::of("acme", 1).row(1, b"a".to_vec(), 40).unwrap();
        let long = MadeUp::of("acme", 1).row(1, vec![7; 40], 40).unwrap();
        assert_eq!(short.row.ciphertext.len(), long.row.ciphertext.len());
        assert_eq!(*short.opened.answers, b"a");
        assert_eq!(short.opened.batch_key, short.batch_keys[1]);
        assert!(short.batch_keys.is_sorted());
        assert!(MadeUp::of("acme", 1).row(1, vec![7; 41], 40).is_err());
    }
}
