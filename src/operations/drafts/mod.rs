//! Drafts of surveys: opened, saved by several editors at once, undone.

use crate::survey::draft::Draft;
use crate::survey::identifier::Slug;

/// What names a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftId(pub i64);

impl std::fmt::Display for DraftId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A draft as it stands.
#[derive(Debug, Clone)]
pub struct Opened {
    pub id: DraftId,
    pub version: i32,
    pub draft: Draft,
    /// The survey it changes, once it has been published.
    pub survey: Option<Slug>,
    /// What undoing would take back.
    pub undo: Option<String>,
    pub redo: Option<String>,
}
