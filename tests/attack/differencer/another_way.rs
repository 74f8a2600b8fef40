//! Another way to explain every published sum, in which one person answers
//! otherwise: a bounded search that says yes by showing it, and never says no.
//!
//! A weighted local search in the manner of breakout (P. Morris, AAAI 1993): of
//! a sum that is wrong, the best of some members changes sides; where none
//! helps, the sums that are wrong weigh more.

use rand::RngExt;
use rand::rngs::StdRng;

use super::algebra::Columns;

/// Changes of sides for each person before the search begins anew, and which
/// share of the others changes sides at each beginning.
const STEPS_PER_PERSON: u64 = 12;
const BEGINNINGS: [f64; 5] = [0.3, 0.0, 0.6, 0.3, 0.1];

/// Members that are looked at for each change, and for how many changes whoever
/// moved stays.
const CANDIDATES: usize = 300;
const REST: u64 = 3;

pub struct Search {
    sets: Vec<Vec<usize>>,
    sets_of: Vec<Vec<usize>>,
}

/// One attempt: answers, and by how much each sum is wrong.
struct Attempt<'a> {
    search: &'a Search,
    answers: Vec<bool>,
    wrong_by: Vec<i64>,
    weight: Vec<i64>,
    moved_at: Vec<Option<u64>>,
}

impl Search {
    /// Small sets find their way sooner than the large ones that hold them.
    pub fn of(columns: &Columns) -> Self {
        let columns = without_subsets(columns.clone());
        let people = columns.first().map_or(0, Vec::len);
        let sets: Vec<Vec<usize>> = columns
            .iter()
            .map(|column| (0..people).filter(|&person| column[person]).collect())
            .collect();
        let mut sets_of = vec![Vec::new(); people];
        for (set, members) in sets.iter().enumerate() {
            members.iter().for_each(|&person| sets_of[person].push(set));
        }
        Self { sets, sets_of }
    }

    /// Answers with the same sums, in which `person` answers otherwise and many
    /// of `others` may.
    pub fn another_way(
        &self,
        answers: &[bool],
        person: usize,
        others: &[usize],
        chance: &mut StdRng,
    ) -> Option<Vec<bool>> {
        BEGINNINGS.into_iter().find_map(|share| {
            let mut attempt = Attempt {
                search: self,
                answers: answers.to_vec(),
                wrong_by: vec![0; self.sets.len()],
                weight: vec![1; self.sets.len()],
                moved_at: vec![None; answers.len()],
            };
            attempt.change(person);
            for &other in others {
                if other != person && chance.random_bool(share) {
                    attempt.change(other);
                }
            }
            attempt.mend(person, chance)
        })
    }
}

impl Attempt<'_> {
    fn change(&mut self, person: usize) {
        let step = self.step_of(person);
        self.answers[person] = !self.answers[person];
        for &set in &self.search.sets_of[person] {
            self.wrong_by[set] += step;
        }
    }

    fn step_of(&self, person: usize) -> i64 {
        if self.answers[person] { -1 } else { 1 }
    }

    /// What changing this person's answer adds to the weighted error.
    fn cost(&self, person: usize) -> i64 {
        let step = self.step_of(person);
        let sets = self.search.sets_of[person].iter();
        sets.map(|&set| {
            let wrong_by = self.wrong_by[set];
            self.weight[set] * ((wrong_by + step).abs() - wrong_by.abs())
        })
        .sum()
    }

    fn mend(mut self, fixed: usize, chance: &mut StdRng) -> Option<Vec<bool>> {
        for now in 0..STEPS_PER_PERSON * self.answers.len() as u64 {
            let wrong: Vec<usize> = (0..self.wrong_by.len())
                .filter(|&set| self.wrong_by[set] != 0)
                .collect();
            if wrong.is_empty() {
                return Some(self.answers);
            }
            let set = wrong[chance.random_range(0..wrong.len())];
            let members = &self.search.sets[set];
            let is_too_many = self.wrong_by[set] > 0;
            let rests = |at: Option<u64>| at.is_some_and(|at| now < at + REST);
            let best = (0..CANDIDATES)
                .map(|_| members[chance.random_range(0..members.len())])
                .filter(|&person| person != fixed && self.answers[person] == is_too_many)
                .filter(|&person| !rests(self.moved_at[person]))
                .map(|person| (self.cost(person), person))
                .min();
            let Some((cost, person)) = best else {
                continue;
            };
            if cost >= 0 {
                wrong.iter().for_each(|&set| self.weight[set] += 1);
            }
            self.change(person);
            self.moved_at[person] = Some(now);
        }
        None
    }
}

/// The same knowledge in smaller sets: where one holds another, it is told
/// without it.
fn without_subsets(mut columns: Columns) -> Columns {
    loop {
        columns.sort();
        columns.dedup();
        columns.retain(|column| column.contains(&true));
        let holds = |large: &[bool], small: &[bool]| {
            let mut pairs = large.iter().zip(small);
            large != small && pairs.all(|(large, small)| *large || !*small)
        };
        let pair = (0..columns.len()).find_map(|large| {
            let mut smaller = 0..columns.len();
            let small = smaller.find(|&small| holds(&columns[large], &columns[small]))?;
            Some((large, small))
        });
        let Some((large, small)) = pair else {
            return columns;
        };
        let small = columns[small].clone();
        for (is_in, is_told) in columns[large].iter_mut().zip(small) {
            *is_in &= !is_told;
        }
    }
}
