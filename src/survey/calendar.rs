//! When a survey's waves begin and end: by hand, month after month, or on days
//! that its file names. Days are days in UTC.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// Somebody opens and closes them.
    #[default]
    ByHand,
    /// The first is opened by hand; from then on one wave a month.
    Monthly,
    /// Ascending, none within another.
    Planned(Vec<PlannedWave>),
}

/// Runs from the beginning of its first day to the end of its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedWave {
    /// What it is called under charts; without one, by its number.
    pub label: Option<String>,
    pub from: Date,
    pub until: Date,
}

/// The days of a wave that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldWave {
    pub opened: Date,
    /// Its last day, if it has one.
    pub until: Option<Date>,
    pub closed: Option<Date>,
}

/// What the calendar asks for on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Nothing,
    /// The running wave has had its last day.
    Close,
    Open(PlannedWave),
}

impl Calendar {
    /// What is due on `today`, after the newest wave.
    pub fn due(&self, today: Date, newest: Option<HeldWave>) -> Due {
        if let Some(running) = newest.filter(|wave| wave.closed.is_none()) {
            return match running.until {
                Some(until) if until < today => Due::Close,
                _ => Due::Nothing,
            };
        }
        let Some(planned) = self.wave_on(today) else {
            return Due::Nothing;
        };
        let is_due = match (self, newest) {
            (Self::Planned(_), newest) => newest.is_none_or(|wave| wave.opened < planned.from),
            // Whoever closes a month by hand means to stop.
            (_, Some(wave)) => wave.until.is_some_and(|until| wave.closed > Some(until)),
            (_, None) => false,
        };
        if is_due {
            Due::Open(planned)
        } else {
            Due::Nothing
        }
    }

    /// Every planned wave has had its last day.
    pub fn is_over(&self, today: Date) -> bool {
        match self {
            Self::ByHand | Self::Monthly => false,
            Self::Planned(waves) => {
                !waves.is_empty() && waves.iter().all(|wave| wave.until < today)
            }
        }
    }

    /// The wave that a day belongs to.
    pub fn wave_on(&self, day: Date) -> Option<PlannedWave> {
        match self {
            Self::ByHand => None,
            Self::Monthly => Some(PlannedWave {
                label: Some(month(day)),
                from: day.first_of_month(),
                until: day.last_of_month(),
            }),
            Self::Planned(waves) => {
                let mut waves = waves.iter();
                waves
                    .find(|wave| (wave.from..=wave.until).contains(&day))
                    .cloned()
            }
        }
    }
}

/// "November 2026".
fn month(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = MONTHS.get(usize::from(day.month().unsigned_abs()).saturating_sub(1));
    format!("{} {}", name.unwrap_or(&""), day.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn planned() -> Calendar {
        Calendar::Planned(vec![
            PlannedWave {
                label: Some("Spring".to_owned()),
                from: date(2027, 3, 1),
                until: date(2027, 3, 14),
            },
            PlannedWave {
                label: None,
                from: date(2027, 9, 1),
                until: date(2027, 9, 14),
            },
        ])
    }

    fn held(opened: Date, until: Option<Date>, closed: Option<Date>) -> Option<HeldWave> {
        Some(HeldWave {
            opened,
            until,
            closed,
        })
    }

    #[test]
    fn a_planned_wave_opens_on_its_first_day_and_closes_after_its_last() {
        let calendar = planned();
        assert_eq!(calendar.due(date(2027, 2, 28), None), Due::Nothing);
        let Due::Open(wave) = calendar.due(date(2027, 3, 1), None) else {
            panic!("the wave is not opened");
        };
        assert_eq!(wave.label.as_deref(), Some("Spring"));
        let running = held(wave.from, Some(wave.until), None);
        assert_eq!(calendar.due(date(2027, 3, 14), running), Due::Nothing);
        assert_eq!(calendar.due(date(2027, 3, 15), running), Due::Close);
    }

    #[test]
    fn a_day_without_anybody_at_home_is_made_up_for() {
        assert!(matches!(
            planned().due(date(2027, 3, 5), None),
            Due::Open(_)
        ));
        let running = held(date(2027, 3, 1), Some(date(2027, 3, 14)), None);
        assert_eq!(planned().due(date(2027, 9, 3), running), Due::Close);
        let closed = held(
            date(2027, 3, 1),
            Some(date(2027, 3, 14)),
            Some(date(2027, 9, 3)),
        );
        assert!(matches!(
            planned().due(date(2027, 9, 3), closed),
            Due::Open(_)
        ));
    }

    #[test]
    fn a_wave_that_was_closed_by_hand_is_not_opened_again() {
        let closed = held(
            date(2027, 3, 1),
            Some(date(2027, 3, 14)),
            Some(date(2027, 3, 3)),
        );
        assert_eq!(planned().due(date(2027, 3, 4), closed), Due::Nothing);
        let november = held(
            date(2026, 11, 2),
            Some(date(2026, 11, 30)),
            Some(date(2026, 11, 20)),
        );
        for day in [date(2026, 11, 21), date(2026, 12, 1)] {
            assert_eq!(Calendar::Monthly.due(day, november), Due::Nothing);
        }
    }

    #[test]
    fn months_follow_each_other_once_the_first_was_opened_by_hand() {
        assert_eq!(
            Calendar::Monthly.due(date(2026, 11, 25), None),
            Due::Nothing
        );
        let november = Calendar::Monthly.wave_on(date(2026, 11, 25)).unwrap();
        assert_eq!(november.label.as_deref(), Some("November 2026"));
        let running = held(date(2026, 11, 25), Some(november.until), None);
        assert_eq!(
            Calendar::Monthly.due(date(2026, 12, 1), running),
            Due::Close
        );
        let closed = held(
            date(2026, 11, 25),
            Some(november.until),
            Some(date(2026, 12, 1)),
        );
        let Due::Open(december) = Calendar::Monthly.due(date(2026, 12, 1), closed) else {
            panic!("December is not opened");
        };
        assert_eq!(december.until, date(2026, 12, 31));
    }

    #[test]
    fn what_is_opened_by_hand_without_a_last_day_stays_open() {
        let running = held(date(2026, 1, 1), None, None);
        for calendar in [Calendar::ByHand, Calendar::Monthly, planned()] {
            assert_eq!(calendar.due(date(2027, 3, 2), running), Due::Nothing);
        }
    }
}
