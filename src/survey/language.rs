//! Languages and texts that exist in several of them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag as the survey file writes it, in lower case: `en`, `de`, `pt-br`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag such as “en”, “de” or “pt-BR”")]
pub struct LanguageError(String);

impl Language {
    /// English, in which whynot's own texts are complete.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first hyphen: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_tag = !text.is_empty()
            && text.len() <= 35
            && text.split('-').all(|part| {
                (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            })
            && text.split('-').next().is_some_and(|part| {
                part.len() >= 2 && part.chars().all(|c| c.is_ascii_alphabetic())
            });
        if is_tag {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(LanguageError(text))
        }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One text in every language of a survey.
///
/// Built only by the survey file's reader, which fills every language the
/// survey declares, so that a look-up cannot fail: a language the survey does
/// not have falls back to the first one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized {
    fallback: String,
    translations: BTreeMap<Language, String>,
}

impl Localized {
    /// A text that is the same in every language.
    pub fn everywhere(text: impl Into<String>) -> Self {
        Self {
            fallback: text.into(),
            translations: BTreeMap::new(),
        }
    }

    /// `fallback` is the text in the survey's first language. One that is there
    /// in no other is the same everywhere, however its file says so.
    pub fn new(fallback: impl Into<String>, translations: BTreeMap<Language, String>) -> Self {
        let fallback = fallback.into();
        let is_one = translations.len() == 1 && translations.values().eq([&fallback]);
        Self {
            translations: if is_one {
                BTreeMap::new()
            } else {
                translations
            },
            fallback,
        }
    }

    pub fn in_language(&self, language: &Language) -> &str {
        self.translations.get(language).unwrap_or(&self.fallback)
    }

    /// The text in the survey's first language.
    pub fn fallback(&self) -> &str {
        &self.fallback
    }

    pub fn translations(&self) -> &BTreeMap<Language, String> {
        &self.translations
    }
}
