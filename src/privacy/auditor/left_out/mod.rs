//! Who is left out of every breakdown: whoever wished so or withdrew, those in
//! ways of being missing that are too rare to be groups, and as many drawn
//! people as it takes to hide them all among each other.
//!
//! One set a wave. Were it another for each breakdown, the difference of two
//! breakdowns would be a few people.

mod crowds;
mod missing;

use std::collections::BinaryHeap;

use super::census::Census;
use super::listing::Listing;
use super::merging::Margin;
use super::wave::{Base, Rule, Wave};
use crate::limits::LEFT_OUT_SHARE;
use crate::statistics::bit_plane::BitPlane;
use crowds::Crowds;

pub struct Decided<'a> {
    pub left_out: BitPlane,
    pub bases: Vec<DecidedBase<'a>>,
}

pub struct DecidedBase<'a> {
    pub census: Census<'a>,
    /// Nothing of it is broken down.
    pub is_whole: bool,
    /// By place in the list: what cannot be published without showing few people.
    pub withheld: Vec<bool>,
    increments: Crowds,
}

pub fn decide<'a>(wave: &'a Wave, listing: &Listing, rule: Rule) -> Decided<'a> {
    let withdrawn = wave.bases.first().map(|base| base.withdrawn.iter().sum());
    let withdrawn: u64 = withdrawn.unwrap_or_default();
    let everybody = wave.batches.len() as u64 + withdrawn;
    let group_size_min = u64::from(rule.group_size_min);
    let mut choice = Choice {
        wave,
        listing,
        rule,
        most: (everybody / LEFT_OUT_SHARE).max(2 * group_size_min),
        withdrawn,
        decided: Decided {
            left_out: wave.left_out.clone(),
            bases: wave
                .bases
                .iter()
                .map(|base| DecidedBase::new(wave, listing, base))
                .collect(),
        },
    };
    loop {
        let before = choice.decided.left_out.count();
        for number in 0..wave.bases.len() {
            choice.settle(number);
        }
        if choice.decided.left_out.count() == before {
            return choice.decided;
        }
    }
}

struct Choice<'a, 'b> {
    wave: &'a Wave,
    listing: &'b Listing,
    rule: Rule,
    /// Nobody joins for the sake of a breakdown beyond this.
    most: u64,
    withdrawn: u64,
    decided: Decided<'a>,
}

impl Choice<'_, '_> {
    fn settle(&mut self, number: usize) {
        let is_hopeless = |base: &DecidedBase| base.is_whole;
        if self.decided.bases.first().is_none_or(is_hopeless) {
            // Without groups of everybody there are none of some.
            self.decided
                .bases
                .iter_mut()
                .for_each(|base| base.is_whole = true);
        }
        if self.decided.bases.get(number).is_none_or(is_hopeless) {
            return;
        }
        for place in 0..self.listing.criteria.len() {
            if let Some(&criterion) = self.listing.criteria.get(place) {
                self.leave_out_missing(number, criterion);
            }
        }
        if number == 0 {
            for place in 0..self.listing.criteria.len() {
                if let Some(&criterion) = self.listing.criteria.get(place) {
                    self.leave_out_thin(criterion);
                }
            }
        }
        for candidate in 0..self.listing.candidates.len() {
            self.leave_out_crossings(number, candidate);
        }
        self.draw(number);
    }

    fn group_size_min(&self) -> u64 {
        u64::from(self.rule.group_size_min)
    }

    /// The groups of a criterion once each has k people; `None` when there is
    /// nothing left to compare.
    fn margin(&self, number: usize, criterion: usize) -> Option<Margin> {
        let classes = &self.wave.criteria.get(criterion)?.classes;
        let everybody = &self.decided.bases.first()?.census;
        let mut margin = Margin::new(classes, everybody.classes(criterion));
        if !margin.fit(self.group_size_min(), &everybody.ties(criterion)) {
            return None;
        }
        if number > 0 {
            let census = &self.decided.bases.get(number)?.census;
            let people = census.classes(criterion);
            margin = Margin::regrouped(classes, &margin.grouping(), people);
            if !margin.fit(self.group_size_min(), &census.ties(criterion)) {
                return None;
            }
        }
        Some(margin)
    }

    fn is_withheld(&self, number: usize, candidate: usize) -> bool {
        let says = |base: &DecidedBase| base.withheld.get(candidate) == Some(&true);
        let bases = [self.decided.bases.first(), self.decided.bases.get(number)];
        bases.into_iter().flatten().any(says)
    }

    fn has_room(&self, people: u64) -> bool {
        self.decided.left_out.count() + self.withdrawn + people <= self.most
    }

    fn withhold(&mut self, number: usize, candidates: &[usize]) {
        if let Some(base) = self.decided.bases.get_mut(number) {
            for &candidate in candidates {
                if let Some(is_withheld) = base.withheld.get_mut(candidate) {
                    *is_withheld = true;
                }
            }
        }
    }

    /// Leaves out those of `rows` who belong to this base, of every base.
    fn leave_out(&mut self, number: usize, rows: Vec<usize>) {
        for row in rows {
            let base = self.decided.bases.get(number);
            if !base.is_some_and(|base| base.census.inside.contains(row)) {
                continue;
            }
            self.decided.left_out.insert(row);
            for base in &mut self.decided.bases {
                base.leave_out(self.wave, row);
            }
        }
    }

    /// Draws people until those left out hide among each other.
    fn draw(&mut self, number: usize) {
        while let Some(base) = self.decided.bases.get(number) {
            if base.census.inside.count() < 2 * self.group_size_min() {
                return self.give_up(number);
            }
            let wanted = base.increments.wanted(self.rule);
            if wanted == 0 {
                return;
            }
            if number > 0 && !self.has_room(wanted) {
                return self.give_up(number);
            }
            let drawn = self.first_drawn(number, wanted as usize);
            if drawn.is_empty() {
                return self.give_up(number);
            }
            self.leave_out(number, drawn);
        }
    }

    fn give_up(&mut self, number: usize) {
        if let Some(base) = self.decided.bases.get_mut(number) {
            base.is_whole = true;
        }
    }

    /// The rows of a base that come first in the draw, among those counted.
    fn first_drawn(&self, number: usize, count: usize) -> Vec<usize> {
        let Some(base) = self.decided.bases.get(number) else {
            return Vec::new();
        };
        let mut heap = BinaryHeap::with_capacity(count + 1);
        let rows = self.wave.batches.iter().zip(&self.wave.draw).enumerate();
        for (row, (&batch, &draw)) in rows {
            if base.census.inside.contains(row) && base.increments.number(batch).is_some() {
                heap.push((draw, row));
                if heap.len() > count {
                    heap.pop();
                }
            }
        }
        let rows = heap.into_sorted_vec().into_iter();
        rows.map(|(_, row)| row).collect()
    }
}

impl<'a> DecidedBase<'a> {
    fn new(wave: &'a Wave, listing: &Listing, base: &Base) -> Self {
        let census = Census::new(wave, listing, base, &wave.left_out);
        Self {
            increments: Crowds::new(wave, base, &census.inside),
            is_whole: base.increments.iter().all(Option::is_none),
            withheld: vec![false; listing.candidates.len()],
            census,
        }
    }

    fn leave_out(&mut self, wave: &Wave, row: usize) {
        if self.census.inside.contains(row) {
            self.census.leave_out(row);
            if let Some(&batch) = wave.batches.get(row) {
                self.increments.leave_out(batch);
            }
        }
    }
}
