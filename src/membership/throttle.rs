//! Slows down whoever guesses, per account and over all accounts.
//!
//! Kept in memory only: no address of a visitor, no name of an account (a keyed
//! hash stands for it), and an account that does not exist is slowed like one
//! that does.

use std::collections::HashMap;

use crate::limits::{
    ACCOUNTS_THROTTLED_MAX, FAILURES_AT_ONCE_MAX, FAILURES_FREE, FAILURES_PER_HALF_MINUTE,
    HALF_MINUTES_WAIT_MAX,
};

/// Stands for an account.
pub type AccountMark = [u8; 32];

/// Why nobody is let try now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// This account has seen too many failures; so many half-minutes are left.
    Account { half_minutes: u64 },
    /// So have all together.
    Everybody,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: u64,
}

impl Failures {
    /// The first few are free; then half a minute, a minute, two, four, …
    fn wait(self) -> u64 {
        match self.count.checked_sub(FAILURES_FREE) {
            None => 0,
            Some(beyond) => 1_u64
                .checked_shl(beyond)
                .map_or(HALF_MINUTES_WAIT_MAX, |wait| {
                    wait.min(HALF_MINUTES_WAIT_MAX)
                }),
        }
    }

    /// A day later nothing is held against anybody.
    fn is_forgotten(self, now: u64) -> bool {
        now.saturating_sub(self.last) > 2 * 60 * 24
    }
}

/// Failures of late. `now` counts half-minutes.
#[derive(Debug, Default)]
pub struct Throttle {
    accounts: HashMap<AccountMark, Failures>,
    overall: u32,
    overall_at: u64,
}

impl Throttle {
    /// Whether this account may be tried now. Counts as a failure until
    /// [`Self::succeeded`] takes it back, so that guesses that run beside each
    /// other are counted before they end.
    pub fn try_now(&mut self, account: AccountMark, now: u64) -> Result<(), Wait> {
        if let Some(failures) = self.accounts.get(&account) {
            let until = failures.last.saturating_add(failures.wait());
            if until > now {
                return Err(Wait::Account {
                    half_minutes: until - now,
                });
            }
        }
        self.recover(now);
        if self.overall >= FAILURES_AT_ONCE_MAX {
            return Err(Wait::Everybody);
        }
        self.overall += 1;
        self.make_room(now);
        let failures = self.accounts.entry(account).or_insert(Failures {
            count: 0,
            last: now,
        });
        if failures.is_forgotten(now) {
            failures.count = 0;
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now;
        Ok(())
    }

    pub fn succeeded(&mut self, account: AccountMark) {
        self.accounts.remove(&account);
        self.overall = self.overall.saturating_sub(1);
    }

    fn recover(&mut self, now: u64) {
        let passed = now.saturating_sub(self.overall_at);
        let recovered = passed.saturating_mul(u64::from(FAILURES_PER_HALF_MINUTE));
        let recovered = u32::try_from(recovered).unwrap_or(u32::MAX);
        self.overall = self.overall.saturating_sub(recovered);
        self.overall_at = now;
    }

    /// Whoever makes up accounts fills this; those that wait are kept longest.
    fn make_room(&mut self, now: u64) {
        if self.accounts.len() < ACCOUNTS_THROTTLED_MAX {
            return;
        }
        self.accounts.retain(|_, failures| {
            failures.last.saturating_add(failures.wait()) > now && !failures.is_forgotten(now)
        });
        if self.accounts.len() >= ACCOUNTS_THROTTLED_MAX {
            self.accounts.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANNA: AccountMark = [1; 32];
    const BERT: AccountMark = [2; 32];

    #[test]
    fn the_first_guesses_are_free_and_then_each_waits_longer() {
        let mut throttle = Throttle::default();
        for _ in 0..FAILURES_FREE {
            assert_eq!(throttle.try_now(ANNA, 100), Ok(()));
        }
        let mut now = 100;
        for expected in [1, 2, 4, 8, 16, HALF_MINUTES_WAIT_MAX, HALF_MINUTES_WAIT_MAX] {
            let wait = Wait::Account {
                half_minutes: expected,
            };
            assert_eq!(throttle.try_now(ANNA, now), Err(wait));
            assert_eq!(throttle.try_now(BERT, now), Ok(()), "others are free");
            throttle.succeeded(BERT);
            now += expected;
            assert_eq!(throttle.try_now(ANNA, now), Ok(()));
        }
    }

    #[test]
    fn who_signs_in_starts_anew() {
        let mut throttle = Throttle::default();
        for _ in 0..50 {
            assert_eq!(throttle.try_now(ANNA, 100), Ok(()));
            throttle.succeeded(ANNA);
        }
    }

    #[test]
    fn a_day_later_nothing_is_held_against_anybody() {
        let mut throttle = Throttle::default();
        for now in [0, 0, 0, 0, 0, 1, 3] {
            assert_eq!(throttle.try_now(ANNA, now), Ok(()));
        }
        for _ in 0..FAILURES_FREE {
            assert_eq!(throttle.try_now(ANNA, 5_000), Ok(()));
        }
    }

    #[test]
    fn one_guess_at_each_of_many_accounts_is_slowed_too() {
        let mut throttle = Throttle::default();
        let account = |number: u32| {
            let mut mark = [0; 32];
            mark[..4].copy_from_slice(&number.to_be_bytes());
            mark
        };
        for number in 0..FAILURES_AT_ONCE_MAX {
            assert_eq!(throttle.try_now(account(number), 100), Ok(()));
        }
        assert_eq!(throttle.try_now(ANNA, 100), Err(Wait::Everybody));
        for number in 0..FAILURES_PER_HALF_MINUTE {
            let other = account(FAILURES_AT_ONCE_MAX + number);
            assert_eq!(throttle.try_now(other, 101), Ok(()));
        }
        assert_eq!(throttle.try_now(ANNA, 101), Err(Wait::Everybody));
    }

    proptest! {
        #[test]
        fn no_more_than_a_hundred_or_so_guesses_a_day_at_one_account(
            pauses in proptest::collection::vec(0_u64..40, 0..4_000)
        ) {
            let mut throttle = Throttle::default();
            let (mut now, mut guesses) = (0, 0);
            for pause in pauses {
                now += pause;
                if now > 2_880 {
                    break;
                }
                guesses += u32::from(throttle.try_now(ANNA, now).is_ok());
            }
            prop_assert!(guesses <= 5 + 6 + 2_880 / HALF_MINUTES_WAIT_MAX as u32);
        }
    }
}
