//! Recovery codes: for those whose authenticator app is gone. Each works once.

use std::fmt;
use std::str::FromStr;

use crate::privacy::crockford;

/// Ten are a page to print.
pub const CODES: u8 = 10;

/// 60 bits: 12 characters in three groups.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCode(u128);

const CHARACTERS: u32 = 12;
const BITS: u32 = 5 * CHARACTERS;
const GROUP: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a recovery code")]
pub struct RecoveryCodeError;

impl RecoveryCode {
    pub fn from_number(number: u128) -> Self {
        Self(number >> (128 - BITS))
    }

    /// What is stored. `key` lives outside the database: without it, codes of
    /// this length could be found by trying.
    pub fn hash(self, key: &[u8; 32], member: i64) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(key);
        hasher.update(&member.to_be_bytes());
        hasher.update(&self.0.to_be_bytes());
        *hasher.finalize().as_bytes()
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crockford::encode(self.0, CHARACTERS).to_lowercase();
        for (position, character) in text.chars().enumerate() {
            if position > 0 && position % GROUP == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{character}")?;
        }
        Ok(())
    }
}

/// Dashes and spaces do not matter.
impl FromStr for RecoveryCode {
    type Err = RecoveryCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_written = |c: &char| !c.is_whitespace() && *c != '-';
        let text: String = text.chars().filter(is_written).collect();
        let number = crockford::decode(&text, CHARACTERS as usize);
        number.map(Self).ok_or(RecoveryCodeError)
    }
}

// It stands in for the second step: it must not end up in a log by accident.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_was_copied() {
        let code = RecoveryCode::from_number(u128::MAX / 3);
        let written = code.to_string();
        assert_eq!(written.len(), 14);
        assert_eq!(written.parse(), Ok(code));
        assert_eq!(written.replace('-', " ").to_uppercase().parse(), Ok(code));
        assert_eq!("123456".parse::<RecoveryCode>(), Err(RecoveryCodeError));
    }

    #[test]
    fn what_is_stored_fits_one_member_and_one_key() {
        let code = RecoveryCode::from_number(u128::MAX / 3);
        let stored = code.hash(&[1; 32], 7);
        assert_ne!(stored, code.hash(&[1; 32], 8));
        assert_ne!(stored, code.hash(&[2; 32], 7));
    }
}
