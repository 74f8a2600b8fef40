//! What a program shows in place of a member, and what it may do with it.

use std::fmt;
use std::str::FromStr;

use crate::privacy::crockford;

/// 125 of 128 random bits; written with a word in front by which scanners for
/// leaked secrets know it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ApiToken(u128);

const WORD: &str = "whynot_";
const CHARACTERS: u32 = 25;
const BITS: u32 = 5 * CHARACTERS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no token of the API")]
pub struct ApiTokenError;

impl ApiToken {
    pub fn from_number(number: u128) -> Self {
        Self(number >> (128 - BITS))
    }

    /// What is stored. The token is random, so that a fast hash is as good as a
    /// slow one.
    pub fn hash(self) -> [u8; 32] {
        blake3::derive_key("whynot 2026 token of the API", &self.0.to_be_bytes())
    }
}

impl fmt::Display for ApiToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crockford::encode(self.0, CHARACTERS).to_lowercase();
        write!(formatter, "{WORD}{text}")
    }
}

impl FromStr for ApiToken {
    type Err = ApiTokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.strip_prefix(WORD).ok_or(ApiTokenError)?;
        let number = crockford::decode(text, CHARACTERS as usize);
        number.map(Self).ok_or(ApiTokenError)
    }
}

// Whoever has it acts for a member: it must not end up in a log by accident.
impl fmt::Debug for ApiToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiToken(…)")
    }
}

/// One thing that a token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    ReadSurveys,
    WriteSurveys,
    Invite,
    ReadResults,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no scope of the API")]
pub struct ScopeError;

impl Scope {
    pub const ALL: [Self; 4] = [
        Self::ReadSurveys,
        Self::WriteSurveys,
        Self::Invite,
        Self::ReadResults,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::ReadSurveys => "surveys:read",
            Self::WriteSurveys => "surveys:write",
            Self::Invite => "invitations",
            Self::ReadResults => "results",
        }
    }

    /// For those who choose.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::ReadSurveys => "read questionnaires, promises and the state of waves",
            Self::WriteSurveys => "publish surveys, open, close and pause waves",
            Self::Invite => "invite people and get their codes",
            Self::ReadResults => "read published results",
        }
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|scope| scope.code() == text).ok_or(ScopeError)
    }
}

/// As they are stored: codes with spaces between them.
pub fn written(scopes: &[Scope]) -> String {
    let codes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
    codes.join(" ")
}

/// What this version does not know allows nothing.
pub fn read(scopes: &str) -> Vec<Scope> {
    scopes
        .split(' ')
        .filter_map(|code| code.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_token_reads_back_and_shows_itself_in_no_log() {
        let token = ApiToken::from_number(u128::MAX / 3);
        let written = token.to_string();
        assert!(written.starts_with("whynot_"));
        assert_eq!(written.parse(), Ok(token));
        assert_ne!(token.hash(), ApiToken::from_number(u128::MAX / 5).hash());
        assert!(!format!("{token:?}").contains(&written));
        for text in [
            "",
            "whynot_",
            &written.replace("whynot_", ""),
            &format!("{written}0"),
        ] {
            assert_eq!(text.parse::<ApiToken>(), Err(ApiTokenError), "{text}");
        }
    }

    #[test]
    fn scopes_are_kept_as_they_were_given() {
        assert_eq!(read(&written(&Scope::ALL)), Scope::ALL);
        assert_eq!(read("results everything"), [Scope::ReadResults]);
        assert_eq!(read(""), []);
    }
}
