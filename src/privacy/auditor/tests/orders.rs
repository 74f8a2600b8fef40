//! How much passes at the sizes that surveys have: four background questions,
//! six reasons, two per cent not stated, three withdrawals.
//!
//! `cargo test --lib orders_of_magnitude -- --nocapture` prints the table.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::RULE;
use super::any::criterion;
use crate::privacy::auditor::audit;
use crate::privacy::auditor::wave::{Base, SortedBy, Verdict, Wave};
use crate::privacy::schedule::Schedule;
use crate::statistics::bit_plane::BitPlane;
use crate::survey::criterion::{Candidate, ClassRole, Classes, Criterion};

/// Shares of the answers to each question, in per cent.
const BACKGROUND: [&[u32]; 4] = [
    &[18, 22, 25, 20, 15],
    &[50, 35, 15],
    &[40, 30, 20, 10],
    &[30, 30, 25, 15],
];
const REASONS: [u32; 6] = [54, 45, 31, 29, 23, 22];
const NOT_STATED: u32 = 2;
const WITHDRAWN: usize = 3;
const WAVES: u64 = 8;

/// Where in the charter's list the pairs stand.
#[derive(Clone, Copy)]
enum Order {
    PairsFirst,
    PairsLast,
}

/// Shares of what passed: background questions, reasons, cells of pairs.
#[derive(Default)]
struct Passed {
    background: f64,
    whole: f64,
    reasons: f64,
    pairs: f64,
    cells: f64,
    left_out: f64,
}

fn batches(responses: usize, is_live: bool) -> Vec<usize> {
    let mut waiting = responses;
    let mut sizes = Vec::new();
    let next = |waiting: usize| {
        let schedule = Schedule {
            group_size_min: RULE.group_size_min,
            released: (responses - waiting) as u64,
        };
        let is_due = is_live && waiting >= schedule.threshold() as usize;
        is_due.then(|| schedule.release_size() as usize)
    };
    while let Some(size) = next(waiting) {
        sizes.push(size);
        waiting -= size;
    }
    sizes.push(waiting);
    sizes
}

fn drawn(shares: &[u32], rng: &mut StdRng) -> u8 {
    let mut place = rng.random_range(0..shares.iter().sum::<u32>());
    let class = shares
        .iter()
        .position(|&share| match place.checked_sub(share) {
            Some(rest) => {
                place = rest;
                false
            }
            None => true,
        });
    class.unwrap() as u8
}

fn wave(responses: usize, is_live: bool, seed: u64) -> Wave {
    let mut rng = StdRng::seed_from_u64(seed);
    let rows = responses - WITHDRAWN;
    let sizes = batches(responses, is_live);
    let mut all: Vec<u32> = (0..)
        .zip(&sizes)
        .flat_map(|(batch, &size)| vec![batch; size])
        .collect();
    let mut withdrawn = vec![0; sizes.len()];
    for _ in 0..WITHDRAWN {
        let batch = all.swap_remove(rng.random_range(0..all.len()));
        withdrawn[batch as usize] += 1;
    }
    let background = BACKGROUND.map(|shares| {
        let mut roles = vec![ClassRole::Substantive; shares.len()];
        roles.push(ClassRole::NotStated);
        let codes = (0..rows).map(|_| match rng.random_range(0..100) < NOT_STATED {
            true => shares.len() as u8,
            false => drawn(shares, &mut rng),
        });
        (roles, codes.collect(), true)
    });
    let reasons = REASONS.map(|share| {
        let codes = (0..rows).map(|_| drawn(&[share, 100 - share], &mut rng));
        (vec![ClassRole::Substantive; 2], codes.collect(), false)
    });
    let criteria = background.into_iter().chain(reasons).enumerate();
    let criteria = criteria.map(|(number, (roles, codes, is_ordered))| SortedBy {
        criterion: criterion(number),
        classes: Classes { roles, is_ordered },
        codes,
    });
    Wave {
        criteria: criteria.collect(),
        bases: vec![Base {
            rows: BitPlane::from_fn(rows, |_| true),
            increments: (0..sizes.len() as u32).map(Some).collect(),
            withdrawn,
        }],
        left_out: BitPlane::empty(rows),
        draw: (0..rows).map(|_| rng.random()).collect(),
        batches: all,
    }
}

fn passed(responses: usize, is_live: bool, order: Order) -> Passed {
    let count = BACKGROUND.len();
    let pairs: Vec<(usize, usize)> = (0..count)
        .flat_map(|first| (first + 1..count).map(move |second| (first, second)))
        .collect();
    let by = |criteria: std::ops::Range<usize>| criteria.map(|c| Candidate::By(criterion(c)));
    let crossed = pairs
        .iter()
        .map(|&(a, b)| Candidate::Pair(criterion(a), criterion(b)));
    let reasons = by(count..count + REASONS.len());
    let background = by(0..count);
    let list: Vec<Candidate> = match order {
        Order::PairsFirst => background.chain(crossed).chain(reasons).collect(),
        Order::PairsLast => background.chain(reasons).chain(crossed).collect(),
    };
    let mut passed = Passed::default();
    for seed in 0..WAVES {
        let wave = wave(responses, is_live, seed);
        let found = audit(&wave, &list, RULE).unwrap();
        passed.left_out += found.left_out.count() as f64 / WAVES as f64;
        for (candidate, verdict) in list.iter().zip(&found.verdicts[0]) {
            let shown = |criterion: usize, groups: usize| {
                let of_all = wave.criteria[criterion].classes.roles.len() - 1;
                groups.min(of_all) as f64 / of_all as f64
            };
            match (candidate, verdict) {
                (_, Verdict::Withheld) => {}
                (_, Verdict::By(grouping)) if place(candidate) < count => {
                    let is_whole = shown(place(candidate), grouping.0.len()) == 1.0;
                    passed.background += 1.0 / (WAVES as usize * count) as f64;
                    passed.whole += f64::from(is_whole) / (WAVES as usize * count) as f64;
                }
                (_, Verdict::By(_)) => {
                    passed.reasons += 1.0 / (WAVES as usize * REASONS.len()) as f64;
                }
                (
                    Candidate::Pair(
                        Criterion::Answer { question: one },
                        Criterion::Answer { question: other },
                    ),
                    Verdict::Pair(rows, columns),
                ) => {
                    let cells = shown(usize::from(*one), rows.0.len())
                        * shown(usize::from(*other), columns.0.len());
                    passed.pairs += 1.0 / (WAVES as usize * pairs.len()) as f64;
                    passed.cells += cells / (WAVES as usize * pairs.len()) as f64;
                }
                (candidate, verdict) => panic!("{verdict:?} on {candidate:?}"),
            }
        }
    }
    let when = match (is_live, order) {
        (true, Order::PairsFirst) => "live",
        (false, Order::PairsFirst) => "at close",
        (true, Order::PairsLast) => "live, pairs last",
        (false, Order::PairsLast) => "at close, pairs last",
    };
    println!(
        "{responses:>5} {when:<20}  background {:>4.0} %, unmerged {:>4.0} %, reasons {:>4.0} %, \
         pairs {:>4.0} %, their cells {:>4.0} %; left out {:>4.1}",
        passed.background * 100.0,
        passed.whole * 100.0,
        passed.reasons * 100.0,
        passed.pairs * 100.0,
        passed.cells * 100.0,
        passed.left_out,
    );
    passed
}

/// The first criterion of a candidate.
fn place(candidate: &Candidate) -> usize {
    match candidate {
        Candidate::By(Criterion::Answer { question }) => usize::from(*question),
        other => panic!("{other:?} is not by one question"),
    }
}

#[test]
fn orders_of_magnitude_are_those_of_the_design() {
    for order in [Order::PairsFirst, Order::PairsLast] {
        assert!(passed(60, false, order).background > 0.6);
        assert!(passed(100, false, order).background > 0.8);
        assert!(passed(150, true, order).background > 0.85);
        let three_hundred = passed(300, true, order);
        assert!(three_hundred.whole > 0.9 && three_hundred.pairs > 0.3);
        // Whoever comes first in the list gets what there is to have.
        assert!(matches!(order, Order::PairsFirst) || three_hundred.reasons > 0.9);
        let three_thousand = passed(3_000, true, order);
        assert!(three_thousand.cells > 0.6 && three_thousand.reasons > 0.8);
    }
}
