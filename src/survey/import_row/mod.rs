//! Rows of a CSV to responses, by way of the same names and values that a form
//! sends, so that imported and given answers obey the same rules.
//!
//! Reads no file: a header and records come in as fields of text. Values are
//! never repeated in problems, since they are somebody's answers.

mod cells;
mod problem;
mod reader;

#[cfg(test)]
mod tests;

pub use problem::{ImportProblem, ImportProblems, ImportReason};
pub use reader::RowReader;
