//! Totals that were published. A raw count becomes one here, or not at all.

use serde::{Deserialize, Serialize};

use crate::statistics::totals::{QuestionTotals, ShapeMismatch, Totals};

/// Totals that everybody whom the charter names may see: of one release, or the
/// sum of several. Written once, kept, and added up; never counted again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublishedTotals(Totals);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{responses} responses are fewer than the {group_size_min} the charter promises")]
pub struct BelowGroupSize {
    pub responses: u64,
    pub group_size_min: u16,
}

impl PublishedTotals {
    /// Publishes the totals of one batch.
    // Promise P4: nothing is published that rests on fewer than k responses.
    pub fn of_batch(totals: Totals, group_size_min: u16) -> Result<Self, BelowGroupSize> {
        if totals.responses < u64::from(group_size_min) {
            return Err(BelowGroupSize {
                responses: totals.responses,
                group_size_min,
            });
        }
        Ok(Self(totals))
    }

    /// The totals of everybody: the sum of the releases.
    pub fn sum<'a>(releases: impl IntoIterator<Item = &'a Self>) -> Result<Self, ShapeMismatch> {
        let mut everybody = Totals::default();
        for release in releases {
            everybody.add(&release.0)?;
        }
        Ok(Self(everybody))
    }

    pub fn responses(&self) -> u64 {
        self.0.responses
    }

    pub(super) fn question(&self, position: usize) -> Option<&QuestionTotals> {
        self.0.questions.get(position)
    }
}
