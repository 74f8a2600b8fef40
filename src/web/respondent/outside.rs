//! Whom the charter names outside the brand, as the first page says it.

use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

use super::words::FormWords;

/// Who outside the brand gets results too.
pub struct Outside<'a> {
    pub head: String,
    /// In the survey’s own words.
    pub whom: &'a str,
}

impl<'a> Outside<'a> {
    /// Whom the charter names.
    pub fn of(survey: &'a Survey, language: &Language, words: &FormWords) -> Option<Self> {
        let whom = survey.charter.outside.as_ref()?;
        Some(Self {
            head: (words.promise_outside)(&survey.brand),
            whom: whom.in_language(language),
        })
    }
}
