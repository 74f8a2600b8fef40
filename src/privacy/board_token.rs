//! The unguessable part of a board's address.

use std::fmt;
use std::str::FromStr;

use subtle::ConstantTimeEq;

use super::crockford;
use super::prf::RootKey;

/// 100 bits: 20 characters.
#[derive(Clone, Copy)]
pub struct BoardToken(u128);

const CHARACTERS: usize = 20;
const BITS: u32 = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a board's address")]
pub struct BoardTokenError;

impl BoardToken {
    pub fn derive(root: &RootKey, survey: i64) -> Self {
        Self(root.derive_u128("board", &[&survey.to_be_bytes()]) >> (128 - BITS))
    }

    /// Of the board for the outside party whom the charter names.
    pub fn derive_outside(root: &RootKey, survey: i64) -> Self {
        Self(root.derive_u128("board outside", &[&survey.to_be_bytes()]) >> (128 - BITS))
    }

    /// Compares without telling by its duration how much matches.
    pub fn matches(self, other: Self) -> bool {
        self.0.to_be_bytes().ct_eq(&other.0.to_be_bytes()).into()
    }
}

impl fmt::Display for BoardToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crockford::encode(self.0, CHARACTERS as u32);
        formatter.write_str(&text.to_lowercase())
    }
}

impl FromStr for BoardToken {
    type Err = BoardTokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crockford::decode(text, CHARACTERS)
            .map(Self)
            .ok_or(BoardTokenError)
    }
}

// Whoever has it sees the board: it must not end up in a log by accident.
impl fmt::Debug for BoardToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BoardToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_token_reads_back_and_opens_its_own_board_only() {
        let root = RootKey::from_bytes([7; 32]);
        let token = BoardToken::derive(&root, 1);
        let written = token.to_string();
        assert_eq!(written.len(), CHARACTERS);
        assert!(written.parse::<BoardToken>().unwrap().matches(token));
        assert!(!token.matches(BoardToken::derive(&root, 2)));
        assert!(!token.matches(BoardToken::derive_outside(&root, 1)));
        let other_root = RootKey::from_bytes([8; 32]);
        assert!(!token.matches(BoardToken::derive(&other_root, 1)));
    }

    #[test]
    fn neither_a_cut_address_nor_a_strange_one_is_a_token() {
        let written = BoardToken::derive(&RootKey::from_bytes([7; 32]), 1).to_string();
        let cut: String = written.chars().skip(1).collect();
        let longer = format!("{written}0");
        for text in ["", &cut, &longer, "not-a-board-address!"] {
            assert!(text.parse::<BoardToken>().is_err(), "{text}");
        }
    }
}
