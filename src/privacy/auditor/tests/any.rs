//! Arbitrary waves: several criteria, releases, wishes, withdrawals, bases.

use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::privacy::auditor::wave::{Base, SortedBy, Wave};
use crate::statistics::bit_plane::BitPlane;
use crate::survey::criterion::{Candidate, ClassRole, Classes, Criterion};

/// What a wave is drawn from.
#[derive(Debug, Clone)]
pub struct Recipe {
    pub people: usize,
    pub batches: u32,
    /// Substantive classes of each criterion.
    pub criteria: Vec<u8>,
    /// In per cent of the rows.
    pub missing: u32,
    pub wishes: u32,
    pub withdrawn: u64,
    pub bases: usize,
    pub seed: u64,
}

pub fn recipe(people: std::ops::Range<usize>) -> impl Strategy<Value = Recipe> {
    let shape = (people, 1_u32..5, prop::collection::vec(2_u8..6, 1..5));
    let gaps = (0_u32..12, 0_u32..6, 0_u64..4, 1_usize..3);
    (shape, gaps, any::<u64>()).prop_map(|(shape, gaps, seed)| Recipe {
        people: shape.0,
        batches: shape.1,
        criteria: shape.2,
        missing: gaps.0,
        wishes: gaps.1,
        withdrawn: gaps.2,
        bases: gaps.3,
        seed,
    })
}

pub const FIRST: Criterion = Criterion::Answer { question: 0 };

pub fn criterion(number: usize) -> Criterion {
    Criterion::Answer {
        question: number as u16,
    }
}

impl Recipe {
    pub fn wave(&self) -> Wave {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let people = self.people;
        let mut per_cent = {
            let mut rng = StdRng::seed_from_u64(self.seed ^ 1);
            move |share: u32| rng.random_range(0..100) < share
        };
        let batches: Vec<u32> = (0..people)
            .map(|_| rng.random_range(0..self.batches))
            .collect();
        let criteria = self
            .criteria
            .iter()
            .enumerate()
            .map(|(number, &substantive)| {
                let mut roles = vec![ClassRole::Substantive; substantive.into()];
                if number % 2 == 1 {
                    roles[usize::from(substantive) - 1] = ClassRole::Other;
                }
                roles.extend([
                    ClassRole::NotStated,
                    ClassRole::NotStated,
                    ClassRole::NotAsked,
                ]);
                let code = |_| match per_cent(self.missing) {
                    true => substantive + rng.random_range(0..3),
                    // The lower of two draws: classes of different size.
                    false => rng
                        .random_range(0..substantive)
                        .min(rng.random_range(0..substantive)),
                };
                SortedBy {
                    criterion: criterion(number),
                    codes: (0..people).map(code).collect(),
                    classes: Classes {
                        roles,
                        is_ordered: number % 2 == 0,
                    },
                }
            });
        let criteria = criteria.collect();
        let mut withdrawn = vec![0; self.batches as usize];
        for _ in 0..self.withdrawn {
            withdrawn[rng.random_range(0..self.batches) as usize] += 1;
        }
        let bases = (0..self.bases).map(|number| Base {
            rows: BitPlane::from_fn(people, |_| number == 0 || rng.random_range(0..3) > 0),
            // Every second release of a routed question waited for the next.
            increments: (0..self.batches)
                .map(|batch| Some(batch >> number))
                .collect(),
            withdrawn: match number {
                0 => withdrawn.clone(),
                _ => withdrawn.iter().map(|&count| count / 2).collect(),
            },
        });
        let bases = bases.collect();
        Wave {
            batches,
            criteria,
            bases,
            left_out: BitPlane::from_fn(people, |_| rng.random_range(0..100) < self.wishes),
            draw: (0..people).map(|_| rng.random()).collect(),
        }
    }

    /// Every criterion, every pair.
    pub fn candidates(&self) -> Vec<Candidate> {
        let all = 0..self.criteria.len();
        let pairs = all
            .clone()
            .flat_map(|first| (first + 1..self.criteria.len()).map(move |second| (first, second)));
        let pairs = pairs.map(|(one, other)| Candidate::Pair(criterion(one), criterion(other)));
        all.map(|number| Candidate::By(criterion(number)))
            .chain(pairs)
            .collect()
    }
}
