//! A survey as respondents meet it: what is kept in memory of it.

use std::sync::Arc;

use jiff::civil::Date;

use super::retain;
use crate::survey::questionnaire::Survey;

/// A survey as respondents meet it now.
#[derive(Debug, Clone)]
pub struct Published {
    pub(super) id: i64,
    pub survey: Arc<Survey>,
    /// The newest revision, asked already or not: what it says around the
    /// questions (the words when closed, the sites that show it) holds at once.
    pub newest: Arc<Survey>,
    pub revision: i32,
    pub wave: WaveState,
    /// The newest wave's end: its last day while it runs, if it has one; then
    /// the day on which it closed.
    pub ends: Option<Date>,
}

impl Published {
    /// The day on which the single answers of the newest wave go, as far as its
    /// end is known. A wave closes on the day after its last.
    pub fn erased_on(&self) -> Option<Date> {
        let closed = match self.wave {
            WaveState::NotYetOpen => return None,
            WaveState::Open { .. } | WaveState::Paused { .. } => self.ends?.tomorrow().ok()?,
            WaveState::Closed { .. } => self.ends?,
        };
        retain::erased_on(closed, self.survey.charter.retention_days)
    }

    /// How the database names it.
    pub fn id(&self) -> i64 {
        self.id
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaveState {
    NotYetOpen,
    Open {
        wave: i32,
    },
    /// It runs, and takes no answers until it goes on.
    Paused {
        wave: i32,
    },
    Closed {
        wave: i32,
    },
}

impl WaveState {
    /// Whether it takes answers.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// The wave that has not closed yet, paused or not.
    pub fn running(self) -> Option<i32> {
        match self {
            Self::Open { wave } | Self::Paused { wave } => Some(wave),
            Self::NotYetOpen | Self::Closed { .. } => None,
        }
    }
}
