//! Totals of one group, beside a plain pass over the same bytes, alternating in
//! one run: a multiple choice of six by five ages, within a filter, over one and
//! ten million responses.
//!
//! `cargo bench --bench counting`
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::hint::black_box;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::statistics::bit_plane::BitPlane;
use whynot::statistics::column::{Column, FIRST_CATEGORY, OptionPlanes, SKIPPED};

const ROUNDS: usize = 31;
const AGES: u8 = 5;
/// The published shares of the six reasons, in per cent.
const SHARES: [u32; 6] = [54, 45, 31, 29, 23, 22];

fn main() {
    for responses in [1_000_000, 10_000_000] {
        let wave = Wave::draw(responses);
        assert_eq!(
            wave.totals(),
            wave.totals_one_by_one(),
            "the totals are wrong"
        );
        measure(&wave);
    }
}

/// The packed columns that the question is about.
struct Wave {
    reasons: Column,
    /// One plane an age.
    ages: Vec<BitPlane>,
    customers: BitPlane,
}

impl Wave {
    fn draw(responses: usize) -> Self {
        let mut rng = StdRng::seed_from_u64(2011);
        let ages: Vec<u8> = (0..responses)
            .map(|_| match rng.random_range(0..100) {
                0..2 => SKIPPED,
                _ => FIRST_CATEGORY + rng.random_range(0..AGES),
            })
            .collect();
        let options: Vec<OptionPlanes> = SHARES
            .iter()
            .map(|&share| OptionPlanes {
                chosen: BitPlane::from_fn(responses, |_| rng.random_range(0..100) < share),
                seen: None,
            })
            .collect();
        let has_any = |i| options.iter().any(|option| option.chosen.contains(i));
        Self {
            ages: (0..AGES)
                .map(|age| {
                    BitPlane::from_fn(responses, |i| ages.get(i) == Some(&(FIRST_CATEGORY + age)))
                })
                .collect(),
            customers: BitPlane::from_fn(responses, |_| rng.random_range(0..100) < 40),
            reasons: Column::Several {
                shown: BitPlane::from_fn(responses, |_| true),
                answered: BitPlane::from_fn(responses, has_any),
                options,
            },
        }
    }

    fn planes(&self) -> Vec<&BitPlane> {
        let mut planes: Vec<&BitPlane> = self.ages.iter().collect();
        planes.push(&self.customers);
        if let Column::Several {
            shown,
            answered,
            options,
        } = &self.reasons
        {
            planes.extend([shown, answered]);
            planes.extend(options.iter().map(|option| &option.chosen));
        }
        planes
    }

    /// Shown, answered and the six counts, for each age.
    fn totals(&self) -> Vec<Vec<u64>> {
        self.ages
            .iter()
            .map(|age| {
                let group = age.and(&self.customers);
                let totals = self.reasons.count(Some(&group));
                let mut numbers = vec![totals.shown, totals.answered];
                numbers.extend(totals.tallies.iter().flat_map(|tally| &tally.counts));
                numbers
            })
            .collect()
    }

    /// The same, slowly and obviously.
    fn totals_one_by_one(&self) -> Vec<Vec<u64>> {
        let planes = self.planes();
        let (ages, rest) = planes.split_at(usize::from(AGES));
        let Some((customers, of_reasons)) = rest.split_first() else {
            return Vec::new();
        };
        let mut numbers = vec![vec![0; of_reasons.len()]; ages.len()];
        for i in (0..customers.len()).filter(|&i| customers.contains(i)) {
            for (age, numbers) in ages.iter().zip(&mut numbers) {
                if age.contains(i) {
                    for (plane, number) in of_reasons.iter().zip(numbers) {
                        *number += u64::from(plane.contains(i));
                    }
                }
            }
        }
        numbers
    }
}

/// Touches each word of each plane once.
fn pass(planes: &[&BitPlane]) -> u64 {
    planes
        .iter()
        .map(|plane| {
            plane
                .words()
                .iter()
                .fold(0, |sum: u64, &word| sum.wrapping_add(word))
        })
        .fold(0, u64::wrapping_add)
}

fn measure(wave: &Wave) {
    let planes = wave.planes();
    let bytes: usize = planes.iter().map(|plane| plane.words().len() * 8).sum();
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|_| {
            let counting = milliseconds(|| wave.totals());
            (counting, milliseconds(|| pass(&planes)))
        })
        .collect();
    let responses = wave.customers.len();
    println!("{responses} responses, {bytes} bytes of packed columns");
    for (name, of) in [
        (
            "totals, ms",
            (|round: &(f64, f64)| round.0) as fn(&(f64, f64)) -> f64,
        ),
        ("plain pass, ms", |round| round.1),
        ("ratio", |round| round.0 / round.1),
    ] {
        rounds.sort_by(|one, other| of(one).total_cmp(&of(other)));
        let at = |place: usize| rounds.get(place).map_or(f64::NAN, of);
        let (least, median, most) = (at(0), at(ROUNDS / 2), at(ROUNDS - 1));
        println!("  {name:<16} {median:>9.3} ({least:.3} to {most:.3})");
    }
}

fn milliseconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1e3
}
