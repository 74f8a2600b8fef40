//! The release schedule: a threshold pool mix that grows.
//!
//! A release takes a random part of the pool and leaves *k* responses behind,
//! so that nobody learns from a release whether a given answer is in it.
//! Source: A. Serjantov, R. Dingledine, P. Syverson, "From a Trickle to a
//! Flood: Active Attacks on Several Mix Types", IH 2002 (threshold pool mixes).

use rand::Rng;
use rand::seq::SliceRandom;

use crate::limits::RELEASE_SIZE_MAX;

/// What a wave's charter and its past releases say about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    pub group_size_min: u16,
    /// Responses released in this wave so far.
    pub released: u64,
}

/// What becomes of the pool when the wave closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastBatch {
    Nothing,
    Release,
    /// Fewer than k: they cannot be counted without being seen.
    Erase,
}

/// The smallest release while a wave runs: 2k.
pub fn release_size_min(group_size_min: u16) -> u32 {
    2 * u32::from(group_size_min)
}

impl Schedule {
    /// s = clamp(⌊n/4⌋, 2k, 1000): how many responses the next release takes at least.
    pub fn release_size(&self) -> u64 {
        let smallest = u64::from(release_size_min(self.group_size_min));
        (self.released / 4).clamp(smallest, RELEASE_SIZE_MAX.max(smallest))
    }

    /// The pool size at which the next release happens: s + k.
    pub fn threshold(&self) -> u64 {
        self.release_size() + u64::from(self.group_size_min)
    }

    /// How many of `waiting` responses are released now; `None` while too few wait.
    // Promise P3: never one more at a time, and never everybody who waits.
    pub fn due(&self, waiting: u64) -> Option<u64> {
        (waiting >= self.threshold()).then(|| waiting - u64::from(self.group_size_min))
    }

    /// What a closing wave does with what is left.
    pub fn last_batch(&self, waiting: u64) -> LastBatch {
        if waiting == 0 {
            LastBatch::Nothing
        } else if waiting < u64::from(self.group_size_min) {
            LastBatch::Erase
        } else {
            LastBatch::Release
        }
    }
}

/// Draws `size` of the pool uniformly at random; the second part stays.
pub fn draw<T>(mut pool: Vec<T>, size: usize, rng: &mut impl Rng) -> (Vec<T>, Vec<T>) {
    pool.shuffle(rng);
    let stays = pool.split_off(size.min(pool.len()));
    (pool, stays)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn schedule(group_size_min: u16, released: u64) -> Schedule {
        Schedule {
            group_size_min,
            released,
        }
    }

    #[test]
    fn the_first_release_of_k_10_takes_twenty_and_leaves_ten() {
        assert_eq!(schedule(10, 0).threshold(), 30);
        assert_eq!(schedule(10, 0).due(29), None);
        assert_eq!(schedule(10, 0).due(30), Some(20));
    }

    #[test]
    fn releases_grow_with_the_wave_up_to_a_thousand() {
        assert_eq!(schedule(10, 400).release_size(), 100);
        assert_eq!(schedule(10, 1_000_000).release_size(), 1000);
        assert_eq!(schedule(500, 1_000_000).release_size(), 1000);
    }

    #[test]
    fn fewer_than_k_left_at_the_end_are_erased_and_exactly_k_are_released() {
        assert_eq!(schedule(10, 0).last_batch(0), LastBatch::Nothing);
        assert_eq!(schedule(10, 0).last_batch(9), LastBatch::Erase);
        assert_eq!(schedule(10, 0).last_batch(10), LastBatch::Release);
    }

    proptest! {
        #[test]
        fn a_release_is_never_smaller_than_2k_and_always_leaves_k(
            k in 5_u16..=500,
            released in 0_u64..10_000_000,
            waiting in 0_u64..5_000,
        ) {
            if let Some(size) = schedule(k, released).due(waiting) {
                prop_assert!(size >= 2 * u64::from(k));
                prop_assert_eq!(waiting - size, u64::from(k));
            }
        }

        #[test]
        fn a_draw_loses_and_doubles_nobody(n in 0_usize..200, size in 0_usize..200, seed: u64) {
            let pool: Vec<usize> = (0..n).collect();
            let (drawn, stays) = draw(pool, size, &mut StdRng::seed_from_u64(seed));
            prop_assert_eq!(drawn.len(), size.min(n));
            let mut all: Vec<usize> = drawn.into_iter().chain(stays).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_newest_response_is_drawn_as_often_as_any_other() {
        let mut rng = StdRng::seed_from_u64(20_110_901);
        let trials = 6_000;
        let drawn = (0..trials)
            .filter(|_| draw((0..30).collect(), 20, &mut rng).0.contains(&29))
            .count();
        // 2/3 of 6,000 with a standard deviation of 36.5: five of them.
        assert!((3_817..=4_183).contains(&drawn), "drawn {drawn} times");
    }
}
