//! What a signed-in browser carries, how long it holds, and the mark by which a
//! form proves that it came from a page of that session.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use subtle::ConstantTimeEq;

use crate::limits::{SESSION_DAYS_MAX, SESSION_DAYS_UNUSED_MAX};
use crate::privacy::crockford;

/// 125 of 128 random bits: 25 characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SessionToken(u128);

const CHARACTERS: u32 = 25;
const BITS: u32 = 5 * CHARACTERS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a session")]
pub struct SessionTokenError;

impl SessionToken {
    pub fn from_number(number: u128) -> Self {
        Self(number >> (128 - BITS))
    }

    /// What is stored: a copy of the database signs nobody in.
    pub fn hash(self) -> [u8; 32] {
        blake3::derive_key("whynot 2026 session of a member", &self.0.to_be_bytes())
    }

    pub fn form_mark(self) -> FormMark {
        let key = blake3::derive_key("whynot 2026 form of a session", &self.0.to_be_bytes());
        let leading = key.iter().take(16);
        let number = leading.fold(0, |number, &byte| (number << 8) | u128::from(byte));
        FormMark(number >> (128 - BITS))
    }
}

impl fmt::Display for SessionToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&crockford::encode(self.0, CHARACTERS).to_lowercase())
    }
}

impl FromStr for SessionToken {
    type Err = SessionTokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = crockford::decode(text, CHARACTERS as usize);
        number.map(Self).ok_or(SessionTokenError)
    }
}

// Whoever has it is signed in: it must not end up in a log by accident.
impl fmt::Debug for SessionToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SessionToken(…)")
    }
}

/// Stands in each form of a session. Derived from the session's token, so that
/// another session's forms do not fit, and nothing is stored.
#[derive(Clone, Copy)]
pub struct FormMark(u128);

impl FormMark {
    /// Compares without telling by its duration how much matches.
    pub fn is(self, text: &str) -> bool {
        let given = crockford::decode(text, CHARACTERS as usize);
        given.is_some_and(|given| self.0.to_be_bytes().ct_eq(&given.to_be_bytes()).into())
    }
}

impl fmt::Display for FormMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&crockford::encode(self.0, CHARACTERS).to_lowercase())
    }
}

/// Whether a session still holds today. Damaged days hold nothing.
pub fn holds(created: &str, last_used: &str, today: Date) -> bool {
    let days_since = |day: &str| {
        let day: Date = day.parse().ok()?;
        Some(today.since(day).ok()?.get_days())
    };
    let within = |day: &str, days_max: i32| {
        days_since(day).is_some_and(|days| (0..=days_max).contains(&days))
    };
    within(created, SESSION_DAYS_MAX) && within(last_used, SESSION_DAYS_UNUSED_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_another_session_does_not_fit() {
        let mine = SessionToken::from_number(1 << 127);
        let other = SessionToken::from_number(1 << 126);
        assert!(mine.form_mark().is(&mine.form_mark().to_string()));
        assert!(!mine.form_mark().is(&other.form_mark().to_string()));
        assert!(
            !mine.form_mark().is(&mine.to_string()),
            "the token is no mark"
        );
        assert!(!mine.form_mark().is(""));
    }

    #[test]
    fn a_written_session_reads_back_and_is_stored_as_something_else() {
        let token = SessionToken::from_number(u128::MAX / 7);
        assert_eq!(token.to_string().parse(), Ok(token));
        assert!("x".parse::<SessionToken>().is_err());
        assert_ne!(
            token.hash().get(..16),
            Some(token.0.to_be_bytes().as_slice())
        );
    }

    #[test]
    fn a_session_ends_when_it_is_old_or_unused() {
        let today: Date = "2026-11-24".parse().unwrap();
        assert!(holds("2026-11-24", "2026-11-24", today));
        assert!(holds("2026-10-25", "2026-11-20", today));
        assert!(!holds("2026-10-24", "2026-11-24", today), "31 days old");
        assert!(!holds("2026-11-01", "2026-11-16", today), "8 days unused");
        assert!(!holds("2026-11-25", "2026-11-25", today), "of tomorrow");
        assert!(!holds("", "2026-11-24", today));
    }
}
