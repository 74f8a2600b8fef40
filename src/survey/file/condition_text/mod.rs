//! Conditions as people write them: `reasons includes ads or trust >= 4`.
//!
//! ```text
//! condition   = all { "or" all }
//! all         = part { "and" part }
//! part        = "not" part | "(" condition ")" | comparison
//! comparison  = question "answered"
//!             | question ("is" | "includes") ( option | "any of" "(" option { "," option } ")" )
//!             | question (">=" | "<=" | ">" | "<" | "=") number
//! ```
//! A code that is one of these words is written in single quotes: `'not'`.

mod parser;
mod print;
mod tokens;
mod value_range;

pub(super) use print::print;
pub(in crate::survey) use tokens::Token;

use self::parser::Parser;
use self::tokens::tokens;
use super::table::{Reading, Table};
use crate::limits::CONDITION_CHARACTERS_MAX;
use crate::survey::condition::Condition;
use crate::survey::question::Question;

pub(in crate::survey) const RESERVED: [&str; 8] = [
    "and", "or", "not", "is", "includes", "any", "of", "answered",
];

/// The words and signs of a condition, whether they make sense together or not.
pub(in crate::survey) fn words(text: &str) -> Option<Vec<Token>> {
    tokens(text).ok()
}

/// What a condition may look at.
pub(super) struct Earlier<'a> {
    /// The questions above it that could be read.
    pub questions: &'a [Question],
    /// The codes of the whole file, readable or not, in order.
    pub codes: &'a [String],
    /// The position of the question it belongs to.
    pub position: usize,
}

/// The condition could not be understood; the problem is reported.
pub(super) struct Unreadable;

/// `show_when`, if it is there.
pub(super) fn read(
    table: &mut Table<'_>,
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Result<Option<Condition>, Unreadable> {
    if table.value("show_when").is_none() {
        return Ok(None);
    }
    let text = table.text("show_when", reading).ok_or(Unreadable)?;
    match parse(&text, earlier) {
        Ok(condition) => Ok(Some(condition)),
        Err(Misread::Reported) => Err(Unreadable),
        Err(Misread::Because { reason, remedy }) => {
            let reason = format!("show_when of {}: {reason}", table.name);
            reading.report(text.at, reason, remedy);
            Err(Unreadable)
        }
    }
}

/// Why a condition cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misread {
    Because {
        reason: String,
        remedy: String,
    },
    /// It looks at a question that has its own problems, already reported.
    Reported,
}

fn because<T>(reason: impl Into<String>, remedy: impl Into<String>) -> Result<T, Misread> {
    Err(Misread::Because {
        reason: reason.into(),
        remedy: remedy.into(),
    })
}

pub(super) fn parse(text: &str, earlier: &Earlier<'_>) -> Result<Condition, Misread> {
    if text.chars().count() > CONDITION_CHARACTERS_MAX {
        return because(
            format!("it is longer than {CONDITION_CHARACTERS_MAX} characters"),
            "split the question, or ask an intermediate one",
        );
    }
    let mut parser = Parser::new(tokens(text)?, earlier);
    let condition = parser.condition()?;
    match parser.take() {
        None => Ok(condition),
        Some(token) => because(
            format!("“{}” does not belong here", token.text),
            "join two conditions with “and” or “or”",
        ),
    }
}
