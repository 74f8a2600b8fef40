//! The book: the totals of a closed wave's groups. Written once, never recounted.
//!
//! Raw counts of groups become published ones here and nowhere else.

mod cumulation;
mod publishing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::auditor::wave::{Grouping, Verdict};
use super::published::PublishedTotals;
use crate::statistics::totals::QuestionTotals;
use crate::survey::criterion::Candidate;

pub use cumulation::{common_coarsening, common_groups, cumulate};
pub use publishing::{Counted, CountedBreakdown, CountedQuestion, publish};

/// The admitted breakdowns of a wave, in the charter's order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Book {
    breakdowns: Vec<BookBreakdown>,
}

/// The book cannot be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a book cannot be written down")]
pub struct Unwritable;

impl Book {
    /// The same for the same totals of the same groups, and for no others.
    pub fn fingerprint(&self) -> Result<[u8; 32], Unwritable> {
        let bytes = serde_json::to_vec(self).map_err(|_unencodable| Unwritable)?;
        Ok(blake3::derive_key("whynot: the book of a wave", &bytes))
    }
}

/// One admitted breakdown and every question's totals in its groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookBreakdown {
    pub definition: Definition,
    /// By the position of the question. One that is withheld has no entry, and
    /// looks like one that nobody was shown.
    questions: BTreeMap<u16, GroupTotals>,
}

/// What a breakdown is by, and how many are in each group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    pub candidate: Candidate,
    verdict: Verdict,
    /// One a group of the verdict.
    sizes: Vec<u64>,
}

/// The totals of one question in the groups of one breakdown. Where routing
/// shows the question to some, its groups may be coarser than the breakdown's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTotals {
    verdict: Verdict,
    /// One a group of the verdict.
    groups: Vec<QuestionTotals>,
}

/// A published group: its classes by one criterion or by two, and how many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookGroup {
    pub classes: Vec<u8>,
    /// Of the second criterion of a pair; empty otherwise.
    pub second_classes: Vec<u8>,
    pub size: u64,
}

impl Book {
    /// Put together again from what is stored of it.
    pub fn assembled(breakdowns: impl IntoIterator<Item = BookBreakdown>) -> Self {
        Self {
            breakdowns: breakdowns.into_iter().collect(),
        }
    }

    pub fn breakdowns(&self) -> &[BookBreakdown] {
        &self.breakdowns
    }
}

impl BookBreakdown {
    /// Put together again from what is stored of it.
    pub fn assembled(definition: Definition, questions: BTreeMap<u16, GroupTotals>) -> Self {
        Self {
            definition,
            questions,
        }
    }

    /// What is stored of it, question by question.
    pub fn questions(&self) -> &BTreeMap<u16, GroupTotals> {
        &self.questions
    }

    /// The groups in which a question is published, and its totals in each. Of a
    /// question that is withheld, or that nobody was shown, as `empty`.
    // Promise P4: withheld and empty look alike.
    pub fn question(
        &self,
        position: u16,
        empty: &QuestionTotals,
    ) -> Vec<(BookGroup, PublishedTotals)> {
        let definition = &self.definition;
        let Some(totals) = self.questions.get(&position) else {
            let groups = definition.groups().into_iter();
            return groups
                .map(|group| {
                    let totals = PublishedTotals::of_group(group.size, empty.clone());
                    (group, totals)
                })
                .collect();
        };
        let groups = definition.groups_of(&totals.verdict).into_iter();
        groups
            .zip(&totals.groups)
            .map(|(group, question)| {
                let totals = PublishedTotals::of_group(group.size, question.clone());
                (group, totals)
            })
            .collect()
    }
}

impl Definition {
    /// The groups of everybody, in their order; of a pair the second margin
    /// runs faster.
    pub fn groups(&self) -> Vec<BookGroup> {
        self.groups_of(&self.verdict)
    }

    /// How the classes of the criterion, or of each of the two, were joined.
    pub fn margins(&self) -> Vec<&Grouping> {
        margins(&self.verdict)
    }

    /// The groups of a verdict that is the same or coarser.
    fn groups_of(&self, coarser: &Verdict) -> Vec<BookGroup> {
        let own = cells(&self.verdict);
        let mut groups: Vec<BookGroup> = cells(coarser)
            .into_iter()
            .map(|(classes, second_classes)| BookGroup {
                classes,
                second_classes,
                size: 0,
            })
            .collect();
        for ((classes, second), size) in own.iter().zip(&self.sizes) {
            let holds = |group: &&mut BookGroup| {
                is_within(classes, &group.classes) && is_within(second, &group.second_classes)
            };
            if let Some(group) = groups.iter_mut().find(holds) {
                group.size += size;
            }
        }
        groups
    }
}

fn is_within(classes: &[u8], group: &[u8]) -> bool {
    classes.iter().all(|class| group.contains(class))
}

fn margins(verdict: &Verdict) -> Vec<&Grouping> {
    match verdict {
        Verdict::Withheld => Vec::new(),
        Verdict::By(grouping) => vec![grouping],
        Verdict::Pair(first, second) => vec![first, second],
    }
}

/// The classes of each group.
fn cells(verdict: &Verdict) -> Vec<(Vec<u8>, Vec<u8>)> {
    match verdict {
        Verdict::Withheld => Vec::new(),
        Verdict::By(grouping) => {
            let groups = grouping.0.iter();
            groups.map(|group| (group.clone(), Vec::new())).collect()
        }
        Verdict::Pair(first, second) => {
            let cell = |first: &Vec<u8>, second: &Vec<u8>| (first.clone(), second.clone());
            let cells = first.0.iter();
            cells
                .flat_map(|first| second.0.iter().map(move |second| cell(first, second)))
                .collect()
        }
    }
}

/// How many groups a verdict has.
pub fn group_count(verdict: &Verdict) -> usize {
    margins(verdict)
        .iter()
        .map(|grouping| grouping.0.len())
        .reduce(|first, second| first * second)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
