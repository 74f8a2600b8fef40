//! Tests of the difference between two shares, each as a standard normal *z*.
//!
//! Counts in, a number out. Positive where the first share is the larger one;
//! 0 where nothing is known. Not corrected for how many pairs are compared.

use super::intervals::Z_95;

/// Whether a *z* tells two shares apart at 95 %, on either side.
pub fn is_clear(z: f64) -> bool {
    z.abs() >= Z_95
}

/// Two answers of which everybody gave at most one: a single choice, a first
/// place. Under equal shares their difference has the variance (p₁ + p₂)/n, so
/// that the base cancels out.
///
/// Source: the score test of two cells of a multinomial, which is Q. McNemar,
/// "Note on the sampling error of the difference between correlated
/// proportions", Psychometrika 12 (1947), 153–157, with no pair in both.
pub fn exclusive(one: u64, other: u64) -> f64 {
    ratio(difference(one, other), (one as f64 + other as f64).sqrt())
}

/// Two answers of which the same `base` people could give both, where it is not
/// known how many did: never above McNemar's own *z*.
///
/// McNemar divides by those who gave exactly one of the two. They are
/// one + other − 2 × both, and both is at least one + other − base (M. Fréchet,
/// 1935), hence at most the smaller of one + other and 2 × base − one − other.
pub fn same_people(one: u64, other: u64, base: u64) -> f64 {
    let either = one as f64 + other as f64;
    let discordant_max = either.min(2.0 * base as f64 - either).max(0.0);
    ratio(difference(one, other), discordant_max.sqrt())
}

/// Two shares, each `(count, base)`, of people who may or may not be the same:
/// the rows of a grid, answers not shown to everybody.
///
/// The pooled two-sample statistic with the largest standard error that any
/// covariance allows (Cauchy and Schwarz): the sum of the two, not the root of
/// the sum of their squares. At most √2 times more cautious than for two
/// samples known to be independent.
pub fn unknown_overlap(one: (u64, u64), other: (u64, u64)) -> f64 {
    let ((count, base), (other_count, other_base)) = (one, other);
    if base == 0 || other_base == 0 {
        return 0.0;
    }
    let (n, m) = (base as f64, other_base as f64);
    let pooled = (count as f64 + other_count as f64) / (n + m);
    let deviation = (pooled * (1.0 - pooled)).max(0.0).sqrt();
    let error = deviation * (1.0 / n.sqrt() + 1.0 / m.sqrt());
    ratio(count as f64 / n - other_count as f64 / m, error)
}

fn difference(one: u64, other: u64) -> f64 {
    one as f64 - other as f64
}

/// Equal shares are never told apart, however small the error.
fn ratio(difference: f64, error: f64) -> f64 {
    if difference == 0.0 {
        0.0
    } else {
        difference / error
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value}, not {expected}");
    }

    // McNemar's χ² without continuity correction: (b − c)² / (b + c).
    #[test]
    fn exclusive_answers_are_compared_as_mcnemar_does() {
        assert_near(exclusive(40, 34).powi(2), 36.0 / 74.0);
        assert_near(exclusive(121, 79).powi(2), 8.82);
        assert!(!is_clear(exclusive(3, 0)) && is_clear(exclusive(4, 0)));
    }

    #[test]
    fn what_could_be_given_twice_is_judged_by_the_worst_case() {
        // All 100 gave one of the two and nobody both, or 80 did and 20 neither.
        assert_near(same_people(60, 40, 100), 2.0);
        assert_near(same_people(60, 40, 120), 2.0);
        // Of 100, 90 and 80 overlap in at least 70: at most 30 gave one only.
        assert_near(same_people(90, 80, 100), 10.0 / 30.0_f64.sqrt());
    }

    #[test]
    fn unknown_overlap_is_more_cautious_than_independence() {
        // The pooled test of two independent samples: 0.2 / √(0.5 × 0.5 × 2 / 100) = √8.
        let pooled = unknown_overlap((60, 100), (40, 100));
        assert_near(pooled, 8.0_f64.sqrt() / 2.0_f64.sqrt());
    }

    #[test]
    fn nothing_is_known_of_nobody() {
        assert_eq!(exclusive(0, 0), 0.0);
        assert_eq!(same_people(0, 0, 0), 0.0);
        assert_eq!(unknown_overlap((0, 0), (5, 10)), 0.0);
        assert!(is_clear(same_people(30, 0, 30)));
    }

    proptest! {
        #[test]
        fn the_bound_never_exceeds_the_test_with_the_joint_count(
            both in 0_u64..200, one in 0_u64..200, other in 0_u64..200, neither in 0_u64..200,
        ) {
            let known = exclusive(one, other).abs();
            let base = both + one + other + neither;
            let bound = same_people(both + one, both + other, base).abs();
            prop_assert!(bound <= known + 1e-9);
        }

        #[test]
        fn the_order_of_two_answers_only_turns_the_sign(
            one in 0_u64..500, other in 0_u64..500, more in 0_u64..500,
        ) {
            let base = one.max(other) + more;
            let there = same_people(one, other, base);
            prop_assert_eq!(there, -same_people(other, one, base));
            prop_assert_eq!(exclusive(one, other), -exclusive(other, one));
            let (first, second) = ((one, base), (other, base + 3));
            let apart = unknown_overlap(first, second) + unknown_overlap(second, first);
            prop_assert!(apart.abs() < 1e-9);
        }
    }
}
