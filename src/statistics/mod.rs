//! Counting and estimating: columns, totals, intervals, scores, summaries.
//!
//! Pure. Knows no survey text and no privacy rule: it takes counts and gives
//! numbers, each with the source of its formula.

pub mod bit_plane;
pub mod column;
pub mod difference;
pub mod intervals;
pub mod joint;
pub mod median;
pub mod net_promoter;
pub mod proportions;
pub mod rearranged;
pub mod summaries;
pub mod totals;
pub mod weights;
