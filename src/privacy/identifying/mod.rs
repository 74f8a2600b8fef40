//! Parts of a text that may tell who wrote it: addresses, telephone numbers,
//! the numbers of customers and orders, names that introduce themselves. Shapes
//! and nothing else, in English, German, French and Spanish at once: it misses
//! some, and the author decides.

mod account;
mod address;
mod electronic;
mod name;
mod number;
mod telephone;
mod word;

use std::ops::Range;

use word::words;

/// What a part of a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likely {
    Email,
    Link,
    Handle,
    /// Of a bank account or a card.
    Account,
    Telephone,
    Address,
    /// Of a customer, an order, a contract.
    Number,
    Name,
}

/// Where something stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub range: Range<usize>,
    pub likely: Likely,
}

/// A text cut where marks begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub likely: Option<Likely>,
}

/// What may tell who wrote this, from left to right and without overlaps.
pub fn find(text: &str) -> Vec<Mark> {
    let words = words(text);
    let mut found = electronic::find(&words);
    found.extend(account::find(text));
    found.extend(telephone::find(text));
    found.extend(address::find(&words));
    found.extend(number::find(&words));
    found.extend(name::find(&words));
    // Of marks that overlap, the longer one says it better.
    found.sort_by_key(|mark| (std::cmp::Reverse(mark.range.len()), mark.likely));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        let overlaps =
            |other: &Mark| mark.range.start < other.range.end && other.range.start < mark.range.end;
        if !mark.range.is_empty() && !kept.iter().any(overlaps) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|mark| mark.range.start);
    kept
}

/// The text around its marks, in order; together they are the text.
pub fn pieces<'a>(text: &'a str, marks: &[Mark]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for mark in marks {
        let (between, marked) = (
            text.get(from..mark.range.start),
            text.get(mark.range.clone()),
        );
        if let (Some(between), Some(marked)) = (between, marked) {
            pieces.push(Piece {
                text: between,
                likely: None,
            });
            pieces.push(Piece {
                text: marked,
                likely: Some(mark.likely),
            });
            from = mark.range.end;
        }
    }
    pieces.push(Piece {
        text: text.get(from..).unwrap_or_default(),
        likely: None,
    });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests;
