//! The median of values that are known only by the band they fall into.

use std::ops::RangeInclusive;

/// The median, interpolated within its band as if the values in it were spread
/// evenly. Bands are ascending whole numbers; a value stands for the unit
/// around it, so that a band `3..=5` reaches from 2.5 to 5.5. `None` when
/// nothing was counted or counts and bands do not belong together.
///
/// Source: the median of grouped data, as in G. U. Yule and M. G. Kendall, "An
/// Introduction to the Theory of Statistics", on averages.
pub fn banded_median(counts: &[u64], bands: &[RangeInclusive<i64>]) -> Option<f64> {
    let base: u64 = counts.iter().sum();
    if base == 0 || counts.len() != bands.len() {
        return None;
    }
    let half = base as f64 / 2.0;
    let mut below = 0_u64;
    for (&count, band) in counts.iter().zip(bands) {
        if (below + count) as f64 >= half && count > 0 {
            let (from, to) = (*band.start() as f64, *band.end() as f64);
            let part = (half - below as f64) / count as f64;
            let median = from - 0.5 + part * (to - from + 1.0);
            // Nobody gave a value outside the declared bounds.
            let lowest = bands.first().map_or(from, |band| *band.start() as f64);
            let highest = bands.last().map_or(to, |band| *band.end() as f64);
            return Some(median.max(lowest).min(highest));
        }
        below += count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_lies_where_half_of_the_responses_are_below() {
        let bands = [0..=9, 10..=19, 20..=29];
        // 10 of 20 below 9.5, so the median is the boundary of the second band.
        assert_eq!(banded_median(&[5, 10, 5], &bands), Some(14.5));
        assert_eq!(banded_median(&[0, 4, 0], &bands), Some(14.5));
        assert_eq!(banded_median(&[4, 4, 8], &bands), Some(19.5));
    }

    #[test]
    fn a_band_of_one_value_is_that_value() {
        assert_eq!(banded_median(&[1, 7, 1], &[0..=0, 1..=1, 2..=2]), Some(1.0));
    }

    #[test]
    fn the_median_never_leaves_the_declared_bounds() {
        assert_eq!(banded_median(&[0, 9], &[0..=0, 1..=1]), Some(1.0));
        assert_eq!(banded_median(&[1, 0, 0], &[0..=0, 1..=1, 2..=9]), Some(0.0));
    }

    #[test]
    fn nothing_counted_has_no_median() {
        assert_eq!(banded_median(&[0, 0], &[0..=1, 2..=3]), None);
        assert_eq!(banded_median(&[1], &[0..=1, 2..=3]), None);
    }
}
