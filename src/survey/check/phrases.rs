//! Words and phrases to look for, by the language they belong to.

use super::found;
use crate::survey::language::Language;

/// Folded: lower case, without punctuation, with typographic apostrophes.
pub(super) struct Phrases {
    pub english: &'static [&'static str],
    pub german: &'static [&'static str],
    pub french: &'static [&'static str],
    pub spanish: &'static [&'static str],
}

impl Phrases {
    /// What is looked for in a text of this language; nothing in others.
    pub fn of(&self, language: &Language) -> &'static [&'static str] {
        match language.primary() {
            "en" => self.english,
            "de" => self.german,
            "fr" => self.french,
            "es" => self.spanish,
            _ => &[],
        }
    }

    /// The first that stands in a folded text.
    pub fn found_in(&self, language: &Language, folded: &str) -> Option<&'static str> {
        found(folded, self.of(language))
    }

    /// The text without any of them.
    pub fn taken_out_of(&self, language: &Language, folded: &str) -> String {
        let phrases = self.of(language).iter();
        phrases.fold(folded.to_owned(), |text, phrase| {
            text.replace(&format!(" {phrase} "), " ")
        })
    }
}
