//! Between responses, one after the other, and the columns of a batch, side by
//! side; texts go another way.

mod columns;
mod rows;
mod wishes;

pub use columns::{columns_of, totals_of};
pub use rows::{given_at, without_row};
pub use wishes::{wishes_at, wishes_of, wishes_without};

use crate::privacy::receipt::BatchKey;
use crate::survey::answer::{Answer, Response};

/// A response on its way into a batch.
#[derive(Debug, Clone)]
pub struct Keyed {
    pub key: BatchKey,
    pub response: Response,
}

/// What the responses say in words: (question, its author, text).
pub fn texts_of(responses: &[Keyed]) -> impl Iterator<Item = (usize, &Keyed, &str)> {
    responses.iter().flat_map(|keyed| {
        let given = keyed.response.given.iter().enumerate();
        given.filter_map(move |(position, given)| {
            let text = match given.answer()? {
                Answer::Text(text) => Some(text),
                Answer::One { other, .. } | Answer::Several { other, .. } => other.as_ref(),
                _ => None,
            };
            text.map(|text| (position, keyed, text.as_str()))
        })
    })
}

#[cfg(test)]
mod tests;
