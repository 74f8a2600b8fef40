//! Whom the charter names outside the brand, as each page for respondents says it.

use crate::survey::charter::PublicResults;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

use super::words::Words;

/// Who outside the brand gets results too.
pub struct Outside<'a> {
    /// In the survey’s own words.
    pub whom: &'a str,
    /// On the first page.
    pub head: String,
    /// On the promise page, with what they get.
    pub lead: String,
    pub gets: String,
    /// What a refusal changes nothing about.
    pub public_counts_all: Option<&'static str>,
    /// The label of the box that refuses it.
    pub refusal: String,
}

impl<'a> Outside<'a> {
    /// Nothing where the charter names nobody.
    pub fn of(survey: &'a Survey, language: &Language, words: &Words) -> Option<Self> {
        let whom = survey.charter.outside.as_ref()?;
        let brand = &survey.brand;
        let refusal = (words.wishes.not_outside)(brand);
        Some(Self {
            whom: whom.in_language(language),
            head: (words.form.promise_outside)(brand),
            lead: (words.charter.outside)(brand),
            gets: (words.charter.outside_gets)(&refusal),
            public_counts_all: (survey.charter.public_results == PublicResults::WhenClosed)
                .then_some(words.openness.public_counts_all),
            refusal,
        })
    }
}
