//! The e-mail address a member signs in with.

use std::fmt;
use std::str::FromStr;

use crate::limits::ADDRESS_CHARACTERS_MAX;

/// In lower case: nobody has two accounts that differ in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("Enter an e-mail address.")]
    Empty,
    #[error("This is not an e-mail address. One looks like anna@example.org.")]
    NotOne,
    #[error("This e-mail address is longer than any can be.")]
    TooLong,
}

impl Address {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the @.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Only what cannot be an address is refused: the invitation that arrives there
/// is the test.
impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.chars().count() > ADDRESS_CHARACTERS_MAX {
            return Err(AddressError::TooLong);
        }
        let is_strange =
            |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
        match text.split_once('@') {
            Some((local, domain))
                if !local.is_empty()
                    && !domain.contains('@')
                    && domain.split('.').count() > 1
                    && domain.split('.').all(|label| !label.is_empty())
                    && !text.contains(is_strange) =>
            {
                Ok(Self(text))
            }
            _ => Err(AddressError::NotOne),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_spaces_around_do_not_matter() {
        let address: Address = " Anna.Maier@Example.ORG ".parse().unwrap();
        assert_eq!(address.as_str(), "anna.maier@example.org");
        assert_eq!(address.local_part(), "anna.maier");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        assert_eq!("".parse::<Address>(), Err(AddressError::Empty));
        for text in [
            "anna",
            "@example.org",
            "anna@",
            "anna@example",
            "anna@example..org",
            "anna@b@example.org",
            "an na@example.org",
            "anna@example.org\nbcc: x@example.org",
            "<anna@example.org>",
        ] {
            assert_eq!(text.parse::<Address>(), Err(AddressError::NotOne), "{text}");
        }
        let long = format!("{}@example.org", "a".repeat(300));
        assert_eq!(long.parse::<Address>(), Err(AddressError::TooLong));
    }
}
