//! What the auditor is told of a closed wave, and what it says.

use serde::{Deserialize, Serialize};

use crate::statistics::bit_plane::BitPlane;
use crate::survey::criterion::{Candidate, Classes, Criterion};

/// The rule a wave's breakdowns must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// No group has fewer members (DESIGN: k).
    pub group_size_min: u16,
    /// No sum narrows to fewer people (DESIGN: floor).
    pub floor: u16,
}

/// The responses of a closed wave that can still be read, one a row; rows have
/// no meaning but their number.
#[derive(Debug, Clone)]
pub struct Wave {
    /// The batch of each row.
    pub batches: Vec<u32>,
    pub criteria: Vec<SortedBy>,
    /// The first is of everybody; the others of the questions that routing
    /// shows to some.
    pub bases: Vec<Base>,
    /// Rows that no breakdown may count: their authors wished so, or their
    /// answers to some question were released to nobody.
    pub left_out: BitPlane,
    /// The order in which rows are drawn to join those left out, smallest first.
    pub draw: Vec<u64>,
}

/// The class of each row by one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedBy {
    pub criterion: Criterion,
    pub classes: Classes,
    /// One a row: a position in `classes.roles`.
    pub codes: Vec<u8>,
}

/// The people on whom the totals of some questions rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    pub rows: BitPlane,
    /// For each batch the sum that was published of it, by number: batches of
    /// one number were only ever seen added up. `None` where none was.
    pub increments: Vec<Option<u32>>,
    /// For each batch, how many of its people are counted in that sum and have
    /// withdrawn since: of these no row is left.
    pub withdrawn: Vec<u64>,
}

/// A coarsening: each entry one group, the classes it joins, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grouping(pub Vec<Vec<u8>>);

/// What became of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Withheld,
    /// Of a single criterion.
    By(Grouping),
    /// Of a pair: the groups are the cells, some of which may be empty.
    Pair(Grouping, Grouping),
}

/// What the auditor says of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The rows that no breakdown counts.
    pub left_out: BitPlane,
    /// For each base, a verdict for each candidate, in the charter's order.
    pub verdicts: Vec<Vec<Verdict>>,
    pub candidates: Vec<Candidate>,
}
