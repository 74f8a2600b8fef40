//! One text of a draft in the languages it has been written in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::survey::language::Language;

/// May miss any language, and may hold one the survey no longer has: a language
/// that is taken out and put back finds its texts again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Language, String>);

impl Texts {
    /// Empty where nothing is written.
    pub fn get(&self, language: &Language) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }

    pub fn set(&mut self, language: &Language, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(language);
        } else {
            self.0.insert(language.clone(), text);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        let texts = self.0.iter();
        texts.map(|(language, text)| (language, text.as_str()))
    }
}

impl FromIterator<(Language, String)> for Texts {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(texts: I) -> Self {
        let written = texts.into_iter().filter(|(_, text)| !text.is_empty());
        Self(written.collect())
    }
}
