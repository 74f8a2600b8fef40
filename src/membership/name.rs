//! What members, departments and sessions are called by people.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::limits::NAME_CHARACTERS_MAX;

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("Enter a name.")]
    Empty,
    #[error("Use at most {NAME_CHARACTERS_MAX} characters.")]
    TooLong,
    #[error("Use one line of ordinary characters.")]
    Strange,
}

impl Name {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With each run of spaces as one.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text: String = text.nfc().collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.chars().count() > NAME_CHARACTERS_MAX {
            return Err(NameError::TooLong);
        }
        if text.chars().any(is_strange) {
            return Err(NameError::Strange);
        }
        Ok(Self(text))
    }
}

/// Controls, and marks that turn the direction of what follows.
fn is_strange(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        let name = Name::parse("  Anna \n  Maier ").unwrap();
        assert_eq!(name.as_str(), "Anna Maier");
        assert_eq!(Name::parse(" \u{A0} "), Err(NameError::Empty));
        assert_eq!(Name::parse(&"x".repeat(101)), Err(NameError::TooLong));
    }

    #[test]
    fn a_name_cannot_turn_the_text_around_it() {
        assert_eq!(Name::parse("Anna\u{202E}reiaM"), Err(NameError::Strange));
        assert_eq!(Name::parse("An\u{0}na"), Err(NameError::Strange));
        assert!(Name::parse("محمد الأمين").is_ok());
    }
}
