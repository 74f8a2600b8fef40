//! Ids for the parts of drafts: those that a form adds, and those of a survey that
//! becomes one.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::random::{self, RandomError};
use crate::survey::draft::ItemId;

/// What the numbers of one draw lie apart: odd, so that none comes twice.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Drawn once; the rest follows, so that an edit cannot fail.
pub struct ItemIds(AtomicU64);

impl ItemIds {
    pub fn draw() -> Result<Self, RandomError> {
        Ok(Self(AtomicU64::new(u64::from_be_bytes(random::bytes()?))))
    }

    pub fn next(&self) -> ItemId {
        ItemId(self.0.fetch_add(STEP, Ordering::Relaxed))
    }
}
