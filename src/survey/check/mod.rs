//! What makes a valid survey a poor one: warnings for whoever writes it.
//!
//! Everything here is advice. Word lists catch the common cases in English,
//! German, French and Spanish, and some that are meant well; nothing is refused.

mod choices;
pub mod effort;
mod identity;
mod length;
mod translations;
mod wording;

#[cfg(test)]
mod tests;

use super::identifier::QuestionCode;
use super::language::Localized;
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
            question,
            warnings: &mut warnings,
        };
        identity::check(&mut about);
        wording::check(&mut about);
        choices::check(&mut about);
        if question.is_required && matches!(question.kind, QuestionKind::Text(_)) {
            about.warn(
                "everybody is made to write",
                "take required = true out: people who must write something write nonsense, or leave",
            );
        }
    }
    translations::check(survey, &mut warnings);
    length::check(survey, &mut warnings);
    warnings
}

/// The question that is looked at, and the advice so far.
struct About<'a> {
    question: &'a Question,
    warnings: &'a mut Vec<Warning>,
}

impl About<'_> {
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
