//! When a wave's next release may be expected, told from what is published of
//! it. How many wait is not among it, so that no word here can tell it.

use super::schedule::Schedule;

/// The releases of a running wave so far, as anybody can see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub schedule: Schedule,
    /// Days from the first of the wave to that of its last release, both counted.
    pub days_to_release: u32,
    /// Days since the last release.
    pub days_since: u32,
}

/// How far away the next release is if people go on as they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    Soon,
    /// Within a week or so.
    Days,
    /// Within a month or so.
    Weeks,
    Long,
    /// It is long overdue: people answer more slowly than they did.
    Slower,
}

/// Gaps that pass before a release counts as overdue.
const PATIENCE: u64 = 3;

impl Pace {
    /// `None` before the first release: there is nothing to go by.
    // Promise P3: "4 to go" would tell that somebody has answered; this cannot,
    // since it moves with days and releases only.
    pub fn outlook(&self) -> Option<Outlook> {
        if self.schedule.released == 0 {
            return None;
        }
        let days = u64::from(self.days_to_release.max(1));
        let gap = self.schedule.release_size().saturating_mul(days) / self.schedule.released;
        let since = u64::from(self.days_since);
        if since > gap.max(1).saturating_mul(PATIENCE) {
            return Some(Outlook::Slower);
        }
        Some(match gap.saturating_sub(since) {
            0..=1 => Outlook::Soon,
            2..=8 => Outlook::Days,
            9..=35 => Outlook::Weeks,
            _ => Outlook::Long,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outlook(released: u64, days_to_release: u32, days_since: u32) -> Option<Outlook> {
        let schedule = Schedule {
            group_size_min: 10,
            released,
        };
        let pace = Pace {
            schedule,
            days_to_release,
            days_since,
        };
        pace.outlook()
    }

    #[test]
    fn before_the_first_release_there_is_nothing_to_go_by() {
        assert_eq!(outlook(0, 1, 30), None);
    }

    #[test]
    fn who_gets_a_release_a_day_gets_the_next_one_soon() {
        assert_eq!(outlook(60, 3, 0), Some(Outlook::Soon));
    }

    #[test]
    fn a_wave_of_five_days_a_release_waits_some_days_and_then_soon() {
        assert_eq!(outlook(20, 5, 0), Some(Outlook::Days));
        assert_eq!(outlook(20, 5, 4), Some(Outlook::Soon));
        assert_eq!(outlook(20, 5, 15), Some(Outlook::Soon));
        assert_eq!(outlook(20, 5, 16), Some(Outlook::Slower));
    }

    #[test]
    fn slow_waves_wait_for_weeks_or_longer() {
        assert_eq!(outlook(20, 20, 0), Some(Outlook::Weeks));
        assert_eq!(outlook(20, 200, 0), Some(Outlook::Long));
    }

    proptest! {
        #[test]
        fn as_days_pass_the_release_only_comes_nearer_until_it_is_overdue(
            released in 20_u64..1_000_000,
            days in 1_u32..2_000,
            since in 0_u32..2_000,
        ) {
            let today = outlook(released, days, since);
            let tomorrow = outlook(released, days, since + 1);
            prop_assert!(tomorrow <= today || tomorrow == Some(Outlook::Slower));
        }
    }
}
