//! What makes a valid survey a poor one: warnings for whoever writes it.
//!
//! Everything here is advice. Word lists catch the common cases in English,
//! German, French and Spanish, and some that are meant well; nothing is refused.

mod choices;
pub mod effort;
mod identity;
mod length;
mod order;
mod phrases;
mod plainness;
mod ranges;
pub mod reading_level;
mod repeats;
mod scales;
mod sensitive;
mod short_names;
mod statement;
mod translations;
mod wording;

#[cfg(test)]
mod tests;

pub use identity::asks_who_somebody_is;

use self::phrases::Phrases;
use super::identifier::QuestionCode;
use super::language::{Language, Localized};
use super::question::{Question, QuestionKind};
use super::questionnaire::Survey;

/// One piece of advice. Without a question it is about the survey as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub question: Option<QuestionCode>,
    pub reason: String,
    pub remedy: String,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(question) = &self.question {
            write!(formatter, "question “{question}”: ")?;
        }
        write!(formatter, "{}; {}", self.reason, self.remedy)
    }
}

/// All advice, question by question, then about the whole.
pub fn check(survey: &Survey) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for question in &survey.questionnaire.questions {
        let mut about = About {
            survey,
            question,
            warnings: &mut warnings,
        };
        identity::check(&mut about);
        sensitive::check(&mut about);
        wording::check(&mut about);
        statement::check(&mut about);
        plainness::check(&mut about);
        choices::check(&mut about);
        ranges::check(&mut about);
        repeats::check_parts(&mut about);
        if question.is_required && matches!(question.kind, QuestionKind::Text(_)) {
            about.warn(
                "everybody is made to write",
                "take required = true out: people who must write something write nonsense, or leave",
            );
        }
    }
    repeats::check(survey, &mut warnings);
    short_names::check(survey, &mut warnings);
    order::check(survey, &mut warnings);
    translations::check(survey, &mut warnings);
    length::check(survey, &mut warnings);
    check_reading(survey, &mut warnings);
    warnings
}

fn check_reading(survey: &Survey, warnings: &mut Vec<Warning>) {
    for language in &survey.questionnaire.languages {
        let level = reading_level::reading_level(&survey.questionnaire, language);
        if let Some(level) = level.filter(|level| level.is_hard()) {
            warnings.push(Warning {
                question: None,
                reason: format!("in “{language}” it reads like {level}"),
                remedy: "shorten the longest questions and use the words people use".to_owned(),
            });
        }
    }
}

/// The question that is looked at, and the advice so far.
struct About<'a> {
    survey: &'a Survey,
    question: &'a Question,
    warnings: &'a mut Vec<Warning>,
}

impl About<'_> {
    /// Answers that were collected elsewhere were given in the order they were given.
    fn can_be_rearranged(&self) -> bool {
        self.survey.import.is_none()
    }

    /// The text as it is written in each of the survey's languages, folded, the
    /// brand's name aside: it may hold any word.
    fn wordings(&self, text: &Localized) -> Vec<(Language, String)> {
        let languages = &self.survey.questionnaire.languages;
        let brand = folded(&self.survey.brand);
        let written = languages.iter().enumerate().filter(|(number, language)| {
            *number == 0 || text.translations().contains_key(language)
        });
        written
            .map(|(_, language)| {
                let text = folded(text.in_language(language));
                (language.clone(), text.replace(&brand, " … "))
            })
            .collect()
    }

    /// The first of the phrases that the text holds in any of its languages.
    fn find(&self, text: &Localized, phrases: &Phrases) -> Option<&'static str> {
        let mut wordings = self.wordings(text).into_iter();
        wordings.find_map(|(language, text)| phrases.found_in(&language, &text))
    }

    fn warn(&mut self, reason: impl Into<String>, remedy: impl Into<String>) {
        self.warnings.push(Warning {
            question: Some(self.question.code.clone()),
            reason: reason.into(),
            remedy: remedy.into(),
        });
    }
}

/// The text in each language it is written in.
fn versions(text: &Localized) -> impl Iterator<Item = &str> {
    let translations = text.translations().values().map(String::as_str);
    let fallback = text.translations().is_empty().then_some(text.fallback());
    fallback.into_iter().chain(translations)
}

/// Lower case, one space around and between words, so that whole words and
/// phrases can be looked for with a space on either side.
fn folded(text: &str) -> String {
    let mut folded = String::from(" ");
    for c in text.to_lowercase().chars() {
        let c = if c == '\'' { '’' } else { c };
        if c.is_alphanumeric() || matches!(c, '-' | '’') {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// The first of the phrases that stands in a folded text as whole words.
fn found<'p>(folded: &str, phrases: &[&'p str]) -> Option<&'p str> {
    let mut phrases = phrases.iter().copied();
    phrases.find(|phrase| folded.contains(&format!(" {phrase} ")))
}
