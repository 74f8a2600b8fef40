//! The unguessable part of a link that lets somebody become a member, or choose
//! a new password: usable once, for a few days, and stored as a hash only.

use std::fmt;
use std::str::FromStr;

use crate::privacy::crockford;

/// 125 of 128 random bits: 25 characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LinkToken(u128);

const CHARACTERS: u32 = 25;
const BITS: u32 = 5 * CHARACTERS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not such a link")]
pub struct LinkTokenError;

impl LinkToken {
    pub fn from_number(number: u128) -> Self {
        Self(number >> (128 - BITS))
    }

    /// What is stored: nobody who reads it can use the link. The token is
    /// random, so that a fast hash is as good as a slow one.
    pub fn hash(self) -> [u8; 32] {
        blake3::derive_key("whynot 2026 link of a member", &self.0.to_be_bytes())
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&crockford::encode(self.0, CHARACTERS).to_lowercase())
    }
}

impl FromStr for LinkToken {
    type Err = LinkTokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = crockford::decode(text, CHARACTERS as usize);
        number.map(Self).ok_or(LinkTokenError)
    }
}

// Whoever has it becomes a member: it must not end up in a log by accident.
impl fmt::Debug for LinkToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LinkToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_link_reads_back_and_its_hash_is_its_own() {
        let token = LinkToken::from_number(u128::MAX / 3);
        let written = token.to_string();
        assert_eq!(written.len(), 25);
        assert_eq!(written.parse(), Ok(token));
        assert_ne!(token.hash(), LinkToken::from_number(u128::MAX / 5).hash());
        assert!(!format!("{token:?}").contains(&written));
    }

    #[test]
    fn a_cut_or_strange_link_is_none() {
        let written = LinkToken::from_number(7 << 100).to_string();
        let cut: String = written.chars().skip(1).collect();
        for text in [
            "",
            &cut,
            &format!("{written}0"),
            "../../etc/passwd/././././",
        ] {
            assert_eq!(text.parse::<LinkToken>(), Err(LinkTokenError), "{text}");
        }
    }
}
