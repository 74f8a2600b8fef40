//! Counts of one question in all groups of a sorting at once: one pass over the
//! answers, however many groups there are.
//!
//! The sum over the groups of what [`Column::count`] says of each.
//!
//! [`Column::count`]: super::column::Column::count

mod strips;
#[cfg(test)]
mod tests;

use super::column::{FIRST_CATEGORY, SKIPPED};
use super::totals::{QuestionTotals, Tally};
pub use strips::Strips;
use strips::{PLANES_PER_STRIP, Shape};

/// The counts so far.
#[derive(Debug, Clone)]
pub struct JointCounts {
    groups: usize,
    shape: Option<Shape>,
    /// For each strip `[group][code]`, and a last group for those in none.
    histograms: Vec<Vec<u32>>,
    /// One a group, of numbers.
    sums: Vec<i64>,
}

/// Columns of different questions cannot be counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("columns of different questions cannot be counted together")]
pub struct OtherQuestion;

impl JointCounts {
    pub fn new(groups: usize) -> Self {
        Self {
            groups,
            shape: None,
            histograms: Vec::new(),
            sums: vec![0; groups + 1],
        }
    }

    /// Counts more responses: their answers, and the group of each, which is
    /// the number of groups for those in none.
    pub fn add(&mut self, strips: &Strips, groups: &[u16]) -> Result<(), OtherQuestion> {
        match &self.shape {
            Some(shape) if *shape == strips.shape => {}
            Some(_) => return Err(OtherQuestion),
            None => {
                self.shape = Some(strips.shape.clone());
                let sizes = strips.strips.iter().map(|strip| strip.alphabet);
                let size = |alphabet: usize| vec![0; alphabet * (self.groups + 1)];
                self.histograms = sizes.map(size).collect();
            }
        }
        for (histogram, strip) in self.histograms.iter_mut().zip(&strips.strips) {
            for (&group, &code) in groups.iter().zip(&strip.codes) {
                let place = usize::from(group) * strip.alphabet + usize::from(code);
                if let Some(count) = histogram.get_mut(place) {
                    *count += 1;
                }
            }
        }
        for (&group, &value) in groups.iter().zip(&strips.values) {
            if let Some(sum) = self.sums.get_mut(usize::from(group)) {
                *sum += value;
            }
        }
        Ok(())
    }

    /// The totals of each group; `None` where nothing was counted.
    pub fn totals(&self) -> Option<Vec<QuestionTotals>> {
        let shape = self.shape.as_ref()?;
        let of_group = |group| self.totals_of(shape, group);
        Some((0..self.groups).map(of_group).collect())
    }

    fn totals_of(&self, shape: &Shape, group: usize) -> QuestionTotals {
        match shape {
            Shape::Codes { categories } => {
                let (mut totals, tally) = self.coded(0, group, *categories);
                totals.tallies = vec![tally];
                totals
            }
            Shape::Several { has_seen } => self.several(group, has_seen),
            Shape::Grid { categories, rows } => {
                let (mut totals, _) = self.coded(0, group, 1);
                let rows = 1..=*rows;
                totals.tallies = rows
                    .map(|strip| self.coded(strip, group, *categories).1)
                    .collect();
                totals
            }
            Shape::Ranked { options, places } => self.ranked(group, *options, *places),
            Shape::Numbers { bands } => {
                // The last category holds what lies in no band.
                let (mut totals, mut tally) = self.coded(0, group, bands + 1);
                tally.counts.truncate(*bands);
                tally.bases.truncate(*bands);
                tally.sum = self.sums.get(group).copied().unwrap_or(0);
                totals.tallies = vec![tally];
                totals
            }
            Shape::Texts => self.coded(0, group, 1).0,
            Shape::Nothing => QuestionTotals::default(),
        }
    }

    /// The counts of the codes of one strip in one group.
    fn row(&self, strip: usize, group: usize) -> &[u32] {
        let Some(histogram) = self.histograms.get(strip) else {
            return &[];
        };
        let alphabet = histogram.len() / (self.groups + 1);
        let start = group * alphabet;
        histogram.get(start..start + alphabet).unwrap_or(&[])
    }

    fn coded(&self, strip: usize, group: usize, categories: usize) -> (QuestionTotals, Tally) {
        let row = self.row(strip, group);
        let of = |code: usize| row.get(code).copied().map_or(0, u64::from);
        let first = usize::from(FIRST_CATEGORY);
        let counts: Vec<u64> = (first..first + categories).map(of).collect();
        let answered: u64 = counts.iter().sum();
        let totals = QuestionTotals {
            shown: answered + of(usize::from(SKIPPED)),
            answered,
            tallies: Vec::new(),
        };
        let tally = Tally {
            bases: vec![answered; counts.len()],
            counts,
            sum: 0,
        };
        (totals, tally)
    }

    /// How many of the group are in the plane at this position.
    fn plane(&self, group: usize, position: usize) -> u64 {
        let row = self.row(position / PLANES_PER_STRIP, group);
        let bit = position % PLANES_PER_STRIP;
        let codes = row.iter().enumerate();
        codes
            .filter(|(code, _)| code >> bit & 1 == 1)
            .map(|(_, &count)| u64::from(count))
            .sum()
    }

    fn several(&self, group: usize, has_seen: &[bool]) -> QuestionTotals {
        let shown = self.plane(group, 0);
        let mut tally = Tally::empty(0);
        let mut position = 2;
        for &has_seen in has_seen {
            tally.counts.push(self.plane(group, position));
            let base = if has_seen {
                self.plane(group, position + 1)
            } else {
                shown
            };
            tally.bases.push(base);
            position += 1 + usize::from(has_seen);
        }
        QuestionTotals {
            shown,
            answered: self.plane(group, 1),
            tallies: vec![tally],
        }
    }

    /// As of one group: one tally an option, one count a place.
    fn ranked(&self, group: usize, options: usize, places: usize) -> QuestionTotals {
        let places: Vec<(QuestionTotals, Tally)> = (0..places)
            .map(|place| self.coded(place, group, options))
            .collect();
        let mut totals = places
            .first()
            .map_or_else(QuestionTotals::default, |first| first.0.clone());
        if places.is_empty() {
            return totals;
        }
        totals.tallies = (0..options)
            .map(|option| Tally {
                counts: places
                    .iter()
                    .map(|(_, tally)| tally.counts.get(option).copied().unwrap_or(0))
                    .collect(),
                bases: vec![totals.answered; places.len()],
                sum: 0,
            })
            .collect();
        totals
    }
}
