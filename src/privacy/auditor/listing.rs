//! The charter's list in terms of a wave: which of its criteria each candidate is by.

use super::AuditError;
use super::wave::{SortedBy, Wave};
use crate::survey::criterion::{Candidate, Criterion};

/// A candidate; criteria by their position in the wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    By(usize),
    Pair(usize, usize),
}

/// The charter's list, in its order.
pub struct Listing {
    pub candidates: Vec<Listed>,
    /// Each criterion that a candidate is by, once, as they come up.
    pub criteria: Vec<usize>,
}

impl Listing {
    pub fn new(wave: &Wave, candidates: &[Candidate]) -> Result<Self, AuditError> {
        let position = |criterion: Criterion| {
            let is_meant = |sorted: &SortedBy| sorted.criterion == criterion;
            let found = wave.criteria.iter().position(is_meant);
            found.ok_or(AuditError::Unsorted(criterion))
        };
        let mut listing = Self {
            candidates: Vec::with_capacity(candidates.len()),
            criteria: Vec::new(),
        };
        for candidate in candidates {
            let listed = match *candidate {
                Candidate::By(criterion) => Listed::By(position(criterion)?),
                Candidate::Pair(first, second) => Listed::Pair(position(first)?, position(second)?),
            };
            listing.candidates.push(listed);
            let (first, second) = match listed {
                Listed::By(criterion) => (criterion, None),
                Listed::Pair(first, second) => (first, Some(second)),
            };
            for criterion in std::iter::once(first).chain(second) {
                if !listing.criteria.contains(&criterion) {
                    listing.criteria.push(criterion);
                }
            }
        }
        Ok(listing)
    }

    /// The places of the candidates that this criterion has a part in.
    pub fn by(&self, criterion: usize) -> Vec<usize> {
        let candidates = self.candidates.iter().enumerate();
        let concerned = candidates.filter(|(_, listed)| match **listed {
            Listed::By(by) => by == criterion,
            Listed::Pair(first, second) => first == criterion || second == criterion,
        });
        concerned.map(|(place, _)| place).collect()
    }
}
