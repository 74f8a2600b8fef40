//! A survey as respondents meet it: what is kept in memory of it.

use std::sync::Arc;

use crate::survey::questionnaire::Survey;

/// A survey as respondents meet it now.
#[derive(Debug, Clone)]
pub struct Published {
    pub(super) id: i64,
    pub survey: Arc<Survey>,
    pub revision: i32,
    pub wave: WaveState,
}

impl Published {
    /// How the database names it.
    pub fn id(&self) -> i64 {
        self.id
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaveState {
    NotYetOpen,
    Open { wave: i32 },
    Closed { wave: i32 },
}

impl WaveState {
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}
