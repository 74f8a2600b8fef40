//! Summaries of one item's counts: mean, interpolated median, top boxes, mean rank.
//!
//! Counts in, a number out; `None` where nobody answered. Which counts may be
//! summarised, and in which words, is not known here.

/// The mean of a scale: each value as often as it was chosen. Values and counts
/// belong together in order.
pub fn mean(values: &[i16], counts: &[u64]) -> Option<f64> {
    let base: u64 = counts.iter().sum();
    let pairs = values.iter().zip(counts);
    let sum: f64 = pairs
        .map(|(&value, &count)| f64::from(value) * count as f64)
        .sum();
    (base > 0).then(|| sum / base as f64)
}

/// The share of the `boxes` highest categories, the counts ascending: 2 for the
/// usual top-two box.
pub fn top_box(counts: &[u64], boxes: usize) -> Option<f64> {
    let base: u64 = counts.iter().sum();
    let top: u64 = counts.iter().rev().take(boxes).sum();
    (base > 0).then(|| top as f64 / base as f64)
}

/// The mean place an option was given, from its counts of first, second, third …
/// place. Those who gave it no place are not in it, so it is read beside their number.
pub fn mean_rank(places: &[u64]) -> Option<f64> {
    let base: u64 = places.iter().sum();
    let sum: f64 = (1_u32..)
        .zip(places)
        .map(|(place, &count)| f64::from(place) * count as f64)
        .sum();
    (base > 0).then(|| sum / base as f64)
}

/// The median of banded numbers, interpolated as if those in a band were spread
/// evenly over it: lower edge + (n/2 − below) / count × width.
///
/// `edges` are the bands' borders, ascending, one more than there are bands.
/// Where exactly half lie below an empty stretch, its middle.
///
/// The usual median of grouped data, as Python's `statistics.median_grouped`.
pub fn banded_median(edges: &[f64], counts: &[u64]) -> Option<f64> {
    let half = counts.iter().sum::<u64>() as f64 / 2.0;
    let bands: Vec<Band> = edges
        .windows(2)
        .zip(counts)
        .filter_map(|(edges, &count)| match *edges {
            [low, high] if count > 0 => Some(Band { low, high, count }),
            _ => None,
        })
        .collect();
    let mut below = 0.0;
    for (band, next) in bands
        .iter()
        .zip(bands.iter().skip(1).map(Some).chain([None]))
    {
        let count = band.count as f64;
        if below + count > half {
            return Some(band.low + (half - below) / count * (band.high - band.low));
        }
        below += count;
        if let (true, Some(next)) = (below == half, next) {
            return Some(f64::midpoint(band.high, next.low));
        }
    }
    None
}

/// A band somebody is in.
struct Band {
    low: f64,
    high: f64,
    count: u64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AGES: [f64; 5] = [18.0, 25.0, 35.0, 55.0, 80.0];

    #[test]
    fn a_mean_counts_each_value_as_often_as_it_was_chosen() {
        assert_eq!(mean(&[1, 2, 3, 4, 5], &[0, 1, 0, 1, 2]), Some(4.0));
        assert_eq!(mean(&[-2, 2], &[3, 1]), Some(-1.0));
    }

    #[test]
    fn the_top_two_boxes_are_the_two_highest_points() {
        assert_eq!(top_box(&[10, 20, 30, 25, 15], 2), Some(0.4));
        assert_eq!(top_box(&[10, 20, 30, 25, 15], 1), Some(0.15));
        assert_eq!(top_box(&[3, 1], 5), Some(1.0));
    }

    #[test]
    fn a_mean_rank_lies_between_the_first_and_the_last_place() {
        assert_eq!(mean_rank(&[4, 0, 0]), Some(1.0));
        assert_eq!(mean_rank(&[1, 1, 2]), Some(2.25));
    }

    #[test]
    fn nobody_has_no_summary() {
        assert_eq!(mean(&[1, 2], &[0, 0]), None);
        assert_eq!(top_box(&[], 2), None);
        assert_eq!(mean_rank(&[0, 0, 0]), None);
        assert_eq!(banded_median(&AGES, &[0, 0, 0, 0]), None);
    }

    #[test]
    fn a_median_is_interpolated_in_its_band() {
        // Half of 120 is 10 more than the 50 below 35: 35 + 10/40 × 20.
        assert_eq!(banded_median(&AGES, &[20, 30, 40, 30]), Some(40.0));
        assert_eq!(banded_median(&AGES, &[0, 7, 0, 0]), Some(30.0));
        // median_grouped([5]*3 + [15]*5 + [25]*8 + [35]*4, 10) in Python 3.11.
        let tens = [0.0, 10.0, 20.0, 30.0, 40.0];
        assert_eq!(banded_median(&tens, &[3, 5, 8, 4]), Some(22.5));
    }

    #[test]
    fn a_median_between_two_halves_lies_in_the_middle_of_the_gap() {
        assert_eq!(banded_median(&AGES, &[0, 5, 5, 0]), Some(35.0));
        assert_eq!(banded_median(&AGES, &[5, 0, 0, 5]), Some(40.0));
    }

    proptest! {
        #[test]
        fn read_from_the_other_end_a_median_is_the_same(
            counts in prop::collection::vec(0_u64..50, 4),
        ) {
            let mirrored: Vec<f64> = AGES.iter().rev().map(|edge| -edge).collect();
            let reversed: Vec<u64> = counts.iter().rev().copied().collect();
            let there = banded_median(&AGES, &counts);
            let back = banded_median(&mirrored, &reversed).map(|median| -median);
            prop_assert_eq!(there.is_some(), counts.iter().any(|&count| count > 0));
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((there - back).abs() < 1e-9);
                prop_assert!((18.0..=80.0).contains(&there));
            }
        }

        #[test]
        fn no_more_than_half_lie_on_either_side_of_a_median(
            counts in prop::collection::vec(0_u64..50, 4),
        ) {
            let Some(median) = banded_median(&AGES, &counts) else { return Ok(()) };
            let below: f64 = AGES
                .windows(2)
                .zip(&counts)
                .map(|(edges, &count)| {
                    let part = ((median - edges[0]) / (edges[1] - edges[0])).clamp(0.0, 1.0);
                    part * count as f64
                })
                .sum();
            let half = counts.iter().sum::<u64>() as f64 / 2.0;
            prop_assert!((below - half).abs() < 1e-9);
        }

        #[test]
        fn a_mean_lies_between_the_lowest_and_the_highest_chosen_value(
            counts in prop::collection::vec(0_u64..50, 5),
        ) {
            let values = [1, 2, 3, 4, 5];
            let Some(mean) = mean(&values, &counts) else { return Ok(()) };
            let chosen: Vec<f64> = values
                .iter()
                .zip(&counts)
                .filter(|(_, count)| **count > 0)
                .map(|(&value, _)| f64::from(value))
                .collect();
            prop_assert!(chosen[0] - 1e-9 <= mean && mean <= chosen[chosen.len() - 1] + 1e-9);
        }
    }
}
