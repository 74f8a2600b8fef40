//! A survey as respondents meet it: what is kept in memory of it.

use std::sync::Arc;

use jiff::civil::Date;

use super::retain;
use crate::store::surveys::WaveRow;
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
    /// What is left beside answers that were erased uncounted when the newest
    /// wave closed; `None` where none were.
    pub erased_at_close: Option<Rest>,
    /// That happened to this wave or to an earlier one.
    pub has_ever_erased: bool,
}

/// Where fewer than k waited when a wave closed: which answers were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    Nothing,
    EarlierWaves,
    SameWave,
}

impl Rest {
    /// Beside the newest of these, which has closed.
    pub(super) fn of(waves: &[WaveRow]) -> Option<Self> {
        let newest = waves.last().filter(|newest| newest.erased_at_close)?;
        Some(if newest.released > 0 {
            Self::SameWave
        } else if waves.iter().any(|wave| wave.released > 0) {
            Self::EarlierWaves
        } else {
            Self::Nothing
        })
    }
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

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    /// How many were released, and whether the rest was erased.
    fn closed(wave: i32, released: i64, erased_at_close: bool) -> WaveRow {
        WaveRow {
            survey: 1,
            wave,
            revision: 1,
            label: String::new(),
            is_open: false,
            released,
            batch_count: 0,
            erased_at_close,
            opened_day: "2026-11-01".to_owned(),
            closed_day: Some("2026-11-30".to_owned()),
            last_day: None,
            is_paused: false,
        }
    }

    #[test]
    fn what_is_left_beside_erased_answers_is_of_the_same_wave_of_earlier_ones_or_nothing() {
        let (none, some) = (closed(1, 0, true), closed(1, 10, false));
        assert_eq!(Rest::of(&[]), None);
        assert_eq!(Rest::of(from_ref(&some)), None);
        assert_eq!(Rest::of(from_ref(&none)), Some(Rest::Nothing));
        assert_eq!(Rest::of(&[closed(1, 10, true)]), Some(Rest::SameWave));
        assert_eq!(
            Rest::of(&[some, closed(2, 0, true)]),
            Some(Rest::EarlierWaves)
        );
        assert_eq!(Rest::of(&[none, closed(2, 10, false)]), None);
    }
}
