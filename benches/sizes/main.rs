//! Bytes, which need no clock: a closed answer on disk beside its entropy, by
//! the size of its batch; a respondent's page and a chart.
//!
//! `cargo bench --bench sizes`
#![expect(clippy::expect_used, reason = "a measurement ends by panicking")]

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::statistics::bit_plane::BitPlane;
use whynot::statistics::column::{Column, OptionPlanes, SKIPPED};
use whynot::store::column_codec;

const RESPONSES: usize = 1_000_000;

/// A question of each kind that is closed, with the shares of its answers.
struct Question {
    name: &'static str,
    draw: fn(&mut StdRng, usize) -> Column,
}

const QUESTIONS: [Question; 4] = [
    Question {
        name: "one of five, 2 % not stated",
        draw: |rng, size| codes(rng, size, &[2, 24, 25, 20, 16, 13]),
    },
    Question {
        name: "scale of five",
        draw: |rng, size| codes(rng, size, &[1, 30, 28, 22, 13, 6]),
    },
    Question {
        name: "0 to 10",
        draw: |rng, size| codes(rng, size, &[1, 19, 9, 9, 9, 8, 14, 8, 9, 7, 4, 3]),
    },
    Question {
        name: "several of six",
        draw: |rng, size| several(rng, size, &[54, 45, 31, 29, 23, 22]),
    },
];

fn main() {
    println!("bytes per closed answer / its entropy, {RESPONSES} responses");
    print!("{:<30} {:>9}", "", "entropy");
    let sizes = [20, 100, 1_000, 10_000, 100_000, RESPONSES];
    for size in sizes {
        print!(" {size:>9}");
    }
    println!("  rows a batch");
    let (mut entropies, mut totals) = (0.0, [0.0; 6]);
    for question in QUESTIONS {
        let mut rng = StdRng::seed_from_u64(2011);
        let entropy = entropy_bytes(&(question.draw)(&mut rng, RESPONSES));
        entropies += entropy;
        print!("{:<30} {entropy:>9.4}", question.name);
        for (size, total) in sizes.iter().zip(&mut totals) {
            // Small batches are alike: a tenth of them tells enough.
            let batches = (RESPONSES / size).min(500);
            let bytes: usize = (0..batches)
                .map(|_| {
                    let encoded = column_codec::encode(&(question.draw)(&mut rng, *size));
                    encoded.expect("columns are small enough").len()
                })
                .sum();
            let of_answer = bytes as f64 / (batches * size) as f64;
            *total += of_answer;
            print!(" {:>8.3}×", of_answer / entropy);
        }
        println!();
    }
    print!("{:<30} {entropies:>9.4}", "all four");
    for total in totals {
        print!(" {:>8.3}×", total / entropies);
    }
    println!();
}

fn codes(rng: &mut StdRng, size: usize, shares: &[u32]) -> Column {
    let whole: u32 = shares.iter().sum();
    let code = |rng: &mut StdRng| {
        let mut place = rng.random_range(0..whole);
        let drawn = shares.iter().position(|&share| {
            let is_here = place < share;
            place = place.saturating_sub(share);
            is_here
        });
        SKIPPED + drawn.expect("the shares cover the draw") as u8
    };
    Column::Codes {
        categories: shares.len() as u8 - 1,
        codes: (0..size).map(|_| code(rng)).collect(),
    }
}

fn several(rng: &mut StdRng, size: usize, shares: &[u32]) -> Column {
    let options: Vec<OptionPlanes> = shares
        .iter()
        .map(|&share| OptionPlanes {
            chosen: BitPlane::from_fn(size, |_| rng.random_range(0..100) < share),
            seen: None,
        })
        .collect();
    let has_any = |i| options.iter().any(|option| option.chosen.contains(i));
    Column::Several {
        shown: BitPlane::from_fn(size, |_| true),
        answered: BitPlane::from_fn(size, has_any),
        options,
    }
}

/// Of one answer: of its code, or of its options, which were drawn apart.
fn entropy_bytes(column: &Column) -> f64 {
    let of_shares = |counts: &[u64], whole: u64| -> f64 {
        let shares = counts.iter().map(|&count| count as f64 / whole as f64);
        shares
            .filter(|&p| p > 0.0)
            .map(|p| -p * p.log2())
            .sum::<f64>()
            / 8.0
    };
    match column {
        Column::Codes { codes, .. } => {
            let mut counts = [0_u64; 256];
            for &code in codes {
                if let Some(count) = counts.get_mut(usize::from(code)) {
                    *count += 1;
                }
            }
            of_shares(&counts, codes.len() as u64)
        }
        Column::Several { options, shown, .. } => {
            let whole = shown.len() as u64;
            let of_plane = |plane: &BitPlane| {
                let count = plane.count();
                of_shares(&[count, whole - count], whole)
            };
            options.iter().map(|option| of_plane(&option.chosen)).sum()
        }
        _ => f64::NAN,
    }
}
