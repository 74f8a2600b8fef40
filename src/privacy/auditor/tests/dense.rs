//! The rule worked out the slow way: a matrix with a row for every person.

use nalgebra::DMatrix;

use crate::privacy::auditor::wave::{Audit, Base, Grouping, Verdict, Wave};
use crate::statistics::bit_plane::BitPlane;
use crate::survey::criterion::{Candidate, Criterion};

/// A base's people one by one: those whose row is left, then those withdrawn.
pub struct People {
    /// The row of each, where there is one.
    pub rows: Vec<Option<usize>>,
    increments: Vec<Option<u32>>,
    is_left_out: Vec<bool>,
}

impl People {
    pub fn new(wave: &Wave, base: &Base, left_out: &BitPlane) -> Self {
        let mut people = Self {
            rows: Vec::new(),
            increments: Vec::new(),
            is_left_out: Vec::new(),
        };
        for row in (0..wave.batches.len()).filter(|&row| base.rows.contains(row)) {
            people.rows.push(Some(row));
            people
                .increments
                .push(base.increments[wave.batches[row] as usize]);
            people.is_left_out.push(left_out.contains(row));
        }
        for (increment, &withdrawn) in base.increments.iter().zip(&base.withdrawn) {
            for _ in 0..withdrawn {
                people.rows.push(None);
                people.increments.push(*increment);
                people.is_left_out.push(true);
            }
        }
        people
    }

    /// A column for each published increment.
    pub fn increments(&self) -> Vec<Vec<f64>> {
        let mut numbers: Vec<u32> = self.increments.iter().copied().flatten().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let is_in = |number: u32| move |found: &Option<u32>| f64::from(*found == Some(number));
        let column = |&number: &u32| self.increments.iter().map(is_in(number)).collect();
        numbers.iter().map(column).collect()
    }

    /// A column for each group that `group_of` a row gives.
    pub fn columns(
        &self,
        group_of: impl Fn(usize) -> Option<usize>,
        groups: usize,
    ) -> Vec<Vec<f64>> {
        let mut columns = vec![vec![0.0; self.rows.len()]; groups];
        for (person, row) in self.rows.iter().enumerate() {
            if let Some(row) = row.filter(|_| !self.is_left_out[person])
                && let Some(group) = group_of(row)
            {
                columns[group][person] = 1.0;
            }
        }
        columns
    }

    /// Everything that an audit publishes of the base.
    pub fn published(&self, wave: &Wave, audit: &Audit, base: usize) -> Vec<Vec<f64>> {
        let mut columns = self.increments();
        for (candidate, verdict) in audit.candidates.iter().zip(&audit.verdicts[base]) {
            columns.extend(self.groups(wave, candidate, verdict));
        }
        columns
    }

    /// The columns of one admitted breakdown.
    pub fn groups(&self, wave: &Wave, candidate: &Candidate, verdict: &Verdict) -> Vec<Vec<f64>> {
        match (candidate, verdict) {
            (_, Verdict::Withheld) => Vec::new(),
            (Candidate::By(criterion), Verdict::By(grouping)) => {
                let group = |row| group(wave, *criterion, grouping, row);
                self.columns(group, grouping.0.len())
            }
            (Candidate::Pair(first, second), Verdict::Pair(rows, columns)) => {
                let width = columns.0.len();
                let cell = |row| {
                    let of_row = group(wave, *first, rows, row)?;
                    Some(of_row * width + group(wave, *second, columns, row)?)
                };
                self.columns(cell, rows.0.len() * width)
            }
            (candidate, verdict) => panic!("{verdict:?} on {candidate:?}"),
        }
    }

    /// Everybody's leverage by these columns: the diagonal of the projection on
    /// them, from the eigenvectors of GGᵀ. (The crate's singular vectors are
    /// inexact where columns repeat each other, as here they always do.)
    pub fn leverages(&self, columns: &[Vec<f64>]) -> Vec<f64> {
        let entry = |person: usize, column: usize| columns[column][person];
        let groups = DMatrix::from_fn(self.rows.len(), columns.len(), entry);
        let eigen = (&groups * groups.transpose()).symmetric_eigen();
        let largest = eigen.eigenvalues.max();
        let mut leverages = vec![0.0; self.rows.len()];
        for (column, value) in eigen.eigenvalues.iter().enumerate() {
            if *value > 1e-9 * largest {
                for (person, leverage) in leverages.iter_mut().enumerate() {
                    *leverage += eigen.eigenvectors[(person, column)].powi(2);
                }
            }
        }
        leverages
    }

    pub fn increment(&self, person: usize) -> Option<u32> {
        self.increments[person]
    }

    pub fn is_left_out(&self, person: usize) -> bool {
        self.is_left_out[person]
    }
}

fn group(wave: &Wave, criterion: Criterion, grouping: &Grouping, row: usize) -> Option<usize> {
    let sorted = wave.criteria.iter().find(|s| s.criterion == criterion);
    let code = sorted.unwrap().codes[row];
    grouping
        .0
        .iter()
        .position(|classes| classes.contains(&code))
}
