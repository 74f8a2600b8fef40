//! Tests of independent groups: shares, means and scores, each as a standard
//! normal *z*; what several comparisons at once cost; the letters of a cross-table.
//!
//! Independent means: nobody is in both. A group and everybody it is part of are
//! not; a group and the rest are.

use statrs::function::gamma::checked_gamma_ur;

/// What all comparisons of one table together may say wrongly.
pub const LEVEL: f64 = 0.05;

/// Where fewer people than this would be expected in a cell, *z* is not normal.
const EXPECTED_MIN: f64 = 5.0;

/// The pooled two-proportion *z* of two groups, each `(count, base)`; 0 where
/// nothing is known, nothing differs, or too few people would be expected with
/// the answer or without it in one of the groups.
///
/// Source: the column-proportion test of statistical packages; A. Agresti,
/// "Categorical Data Analysis", 3rd ed. (2013), 3.1; the five: W. G. Cochran,
/// "Some methods for strengthening the common χ² tests", Biometrics 10 (1954).
pub fn proportions(one: (u64, u64), other: (u64, u64)) -> f64 {
    let ((count, base), (other_count, other_base)) = (one, other);
    if base == 0 || other_base == 0 {
        return 0.0;
    }
    let (n, m) = (base as f64, other_base as f64);
    let pooled = (count as f64 + other_count as f64) / (n + m);
    if pooled.min(1.0 - pooled) * n.min(m) < EXPECTED_MIN {
        return 0.0;
    }
    let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).max(0.0);
    ratio(count as f64 / n - other_count as f64 / m, error.sqrt())
}

/// The *z* of two means or scores, each `(value, standard error)`, from samples
/// large enough for the normal distribution.
pub fn levels(one: (f64, f64), other: (f64, f64)) -> f64 {
    let ((value, error), (other_value, other_error)) = (one, other);
    ratio(value - other_value, error.hypot(other_error))
}

fn ratio(difference: f64, error: f64) -> f64 {
    if difference == 0.0 || error.is_nan() || error <= 0.0 {
        0.0
    } else {
        difference / error
    }
}

/// The two-sided probability of a *z* at least as far from 0.
pub fn p_value(z: f64) -> f64 {
    // erfc(|z|/√2) as the upper incomplete gamma function of 1/2, which is more exact.
    checked_gamma_ur(0.5, z * z / 2.0).unwrap_or(1.0)
}

/// Whether a *z* is clear when it is one of `comparisons` (Bonferroni).
///
/// Source: O. J. Dunn, "Multiple comparisons among means", JASA 56 (1961), 52–64.
pub fn is_clear_among(z: f64, comparisons: usize) -> bool {
    p_value(z) * comparisons.max(1) as f64 <= LEVEL
}

/// How many pairs so many groups have.
pub fn pairs(groups: usize) -> usize {
    groups * groups.saturating_sub(1) / 2
}

/// For each group of a row, the places of the groups whose share is clearly
/// smaller; corrected for the row's pairs. Groups without a base are compared
/// with none.
pub fn clearly_above(row: &[(u64, u64)]) -> Vec<Vec<usize>> {
    let compared = pairs(row.iter().filter(|(_, base)| *base > 0).count());
    let above = |one: &(u64, u64)| -> Vec<usize> {
        let others = row.iter().enumerate();
        let is_above = |other: (u64, u64)| {
            let z = proportions(*one, other);
            z > 0.0 && is_clear_among(z, compared)
        };
        others
            .filter(|(_, other)| is_above(**other))
            .map(|(place, _)| place)
            .collect()
    };
    row.iter().map(above).collect()
}

/// The mean of values chosen so and so often, and its standard error.
pub fn mean_with_error(values: &[f64], counts: &[u64]) -> Option<(f64, f64)> {
    let base = counts.iter().sum::<u64>() as f64;
    if base == 0.0 {
        return None;
    }
    let each = || values.iter().zip(counts);
    let mean = each().map(|(value, &n)| value * n as f64).sum::<f64>() / base;
    let squares = each().map(|(value, &n)| (value - mean).powi(2) * n as f64);
    let variance = squares.sum::<f64>() / (base - 1.0).max(1.0);
    Some((mean, (variance / base).sqrt()))
}

/// The standard error of a mean of which only bands are known: as if those in a
/// band were spread evenly over it. `bands`: the lower and upper edge of each.
pub fn banded_error(bands: &[(f64, f64)], counts: &[u64]) -> Option<f64> {
    let middles: Vec<f64> = bands
        .iter()
        .map(|(low, high)| f64::midpoint(*low, *high))
        .collect();
    let base = counts.iter().sum::<u64>() as f64;
    let (_, error) = mean_with_error(&middles, counts)?;
    let within = bands.iter().zip(counts);
    let within: f64 = within
        .map(|((low, high), &n)| (high - low).powi(2) / 12.0 * n as f64)
        .sum();
    Some((error.powi(2) + within / base / base).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn probabilities_are_those_of_the_normal_distribution() {
        // R: 2 * pnorm(-c(1.959964, 3.551440)).
        assert!((p_value(1.959_963_984_540_054) - 0.05).abs() < 1e-12);
        assert!((p_value(-3.551_440_400_722_9) - 3.831_287_517e-4).abs() < 1e-11);
        assert_eq!(p_value(0.0), 1.0);
    }

    #[test]
    fn a_handful_of_people_is_no_test() {
        assert_eq!(proportions((4, 44), (1, 200)), 0.0);
        assert_eq!(proportions((40, 44), (199, 200)), 0.0);
        assert!(proportions((20, 44), (40, 200)) > 3.0);
    }

    #[test]
    fn the_more_is_compared_the_more_it_takes() {
        assert!(is_clear_among(2.0, 1) && !is_clear_among(2.0, 2));
        assert_eq!((pairs(0), pairs(1), pairs(2), pairs(5)), (0, 0, 1, 10));
    }

    #[test]
    fn nothing_is_known_of_nobody_and_nothing_differs_from_itself() {
        assert_eq!(proportions((0, 0), (5, 10)), 0.0);
        assert_eq!(proportions((10, 10), (20, 20)), 0.0);
        assert_eq!(levels((3.0, 0.0), (4.0, 0.0)), 0.0);
        assert_eq!(
            clearly_above(&[(50, 50), (0, 0), (0, 50)]),
            [vec![2], vec![], vec![]]
        );
    }

    #[test]
    fn a_mean_and_its_error_are_those_of_the_values() {
        // R: x <- c(1, 2, 2, 5); mean(x); sd(x) / sqrt(4).
        let (mean, error) = mean_with_error(&[1.0, 2.0, 5.0], &[1, 2, 1]).unwrap();
        assert_eq!(mean, 2.5);
        assert!((error - 0.866_025_403_784_438_6).abs() < 1e-12);
        assert_eq!(mean_with_error(&[1.0], &[0]), None);
    }

    #[test]
    fn a_band_is_less_certain_than_a_value() {
        let exact = banded_error(&[(4.0, 4.0), (8.0, 8.0)], &[9, 9]).unwrap();
        let banded = banded_error(&[(2.0, 6.0), (6.0, 10.0)], &[9, 9]).unwrap();
        assert!(banded > exact);
    }

    proptest! {
        #[test]
        fn the_order_of_two_groups_only_turns_the_sign(
            one in 0_u64..300, other in 0_u64..300, more in 0_u64..300,
        ) {
            let (first, second) = ((one, 300), (other, 300 + more));
            prop_assert!((proportions(first, second) + proportions(second, first)).abs() < 1e-9);
        }

        #[test]
        fn no_group_is_above_one_that_is_above_it(
            row in prop::collection::vec((0_u64..50, 50_u64..90), 2..7),
        ) {
            let above = clearly_above(&row);
            for (place, below) in above.iter().enumerate() {
                prop_assert!(below.iter().all(|&other| !above[other].contains(&place)));
            }
        }
    }
}
