//! The unguessable part of a board's link. Only its hash is stored: whoever has
//! the database opens no board with it.

use std::fmt;
use std::str::FromStr;

use super::crockford;
use super::prf::RootKey;

/// 125 of 128 random bits: 25 characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BoardToken(u128);

const CHARACTERS: usize = 25;
const BITS: u32 = 125;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a board's link")]
pub struct BoardTokenError;

impl BoardToken {
    pub fn from_number(number: u128) -> Self {
        Self(number >> (128 - BITS))
    }

    /// The link that a member's form makes: pressed twice, it makes one.
    pub fn of_form(root: &RootKey, member: i64, form: u128) -> Self {
        let parts: [&[u8]; 2] = [&member.to_be_bytes(), &form.to_be_bytes()];
        Self::from_number(root.derive_u128("link of a board", &parts))
    }

    /// What is stored. The token is random, so that a fast hash is as good as a
    /// slow one.
    pub fn hash(self) -> [u8; 32] {
        blake3::derive_key("whynot 2026 link of a board", &self.0.to_be_bytes())
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
    fn a_written_link_reads_back_and_its_hash_is_its_own() {
        let token = BoardToken::from_number(u128::MAX / 3);
        let written = token.to_string();
        assert_eq!(written.len(), CHARACTERS);
        assert_eq!(written.parse(), Ok(token));
        assert_ne!(token.hash(), BoardToken::from_number(u128::MAX / 5).hash());
        assert!(!format!("{token:?}").contains(&written));
    }

    #[test]
    fn one_form_of_one_member_makes_one_link() {
        let root = RootKey::from_bytes([7; 32]);
        let token = BoardToken::of_form(&root, 1, 2);
        assert_eq!(token, BoardToken::of_form(&root, 1, 2));
        assert_ne!(token, BoardToken::of_form(&root, 2, 2));
        assert_ne!(token, BoardToken::of_form(&root, 1, 3));
    }

    #[test]
    fn a_cut_or_strange_link_is_none() {
        let written = BoardToken::from_number(7 << 100).to_string();
        let cut: String = written.chars().skip(1).collect();
        for text in ["", &cut, &format!("{written}0"), "../../etc/passwd"] {
            assert!(text.parse::<BoardToken>().is_err(), "{text}");
        }
    }
}
