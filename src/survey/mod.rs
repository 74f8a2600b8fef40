//! What is asked and what is answered: questionnaires, routing, answers and
//! their parsing, the charter.
//!
//! Pure: no clock, no randomness, no file, no framework, and no statistics.
//! Nothing here knows how an answer is protected or stored.

pub mod answer;
pub mod board;
pub mod calendar;
pub mod charter;
pub mod check;
pub mod column_map;
pub mod condition;
pub mod criterion;
pub mod decimal;
pub mod differences;
pub mod draft;
pub mod embedding;
pub mod file;
pub mod form;
pub mod identifier;
pub mod import_row;
pub mod language;
pub mod language_names;
pub mod library;
pub mod packed;
pub mod paths;
pub mod question;
pub mod questionnaire;
pub mod quota;
pub mod routing;

#[cfg(test)]
pub(crate) mod generated;
