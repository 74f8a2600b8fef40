//! Names that stand in addresses, files and tables: short, lower case, ASCII.
//! Nothing here may carry meaning beyond naming.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::limits::{CODE_CHARACTERS_MAX, SLUG_CHARACTERS_MAX};

/// Why a text cannot be a name; the sentence is shown to whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    #[error("a name cannot be empty")]
    Empty,
    #[error("“{text}” is longer than {characters_max} characters")]
    TooLong { text: String, characters_max: usize },
    #[error("“{text}” may hold only a–z, 0–9, “-” and “_”, and starts with a letter or digit")]
    Alphabet { text: String },
}

fn check(text: &str, characters_max: usize) -> Result<(), IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if text.len() > characters_max {
        return Err(IdentifierError::TooLong {
            text: text.to_owned(),
            characters_max,
        });
    }
    let starts_well = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !starts_well || !text.chars().all(is_plain) {
        return Err(IdentifierError::Alphabet {
            text: text.to_owned(),
        });
    }
    Ok(())
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $characters_max:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                check(text, $characters_max)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdentifierError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A survey's name in its address: `/s/{slug}`.
    Slug,
    SLUG_CHARACTERS_MAX
);
identifier!(
    /// A question's name in the survey file, in form fields and in chart addresses.
    QuestionCode,
    CODE_CHARACTERS_MAX
);
identifier!(
    /// An option's, grid row's or band's name within its question.
    OptionCode,
    CODE_CHARACTERS_MAX
);
