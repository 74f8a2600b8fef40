//! Who is left out of every breakdown: whoever wished so or withdrew, those in
//! ways of being missing that are too rare to be groups, and as many drawn
//! people as it takes to hide them all among each other.
//!
//! One set a wave. Were it another for each breakdown, the difference of two
//! breakdowns would be a few people.

use std::collections::BinaryHeap;

use super::census::Census;
use super::listing::{Listed, Listing};
use super::merging::Margin;
use super::wave::{Base, Rule, Wave};
use crate::limits::{LEFT_OUT_SHARE, LEVERAGE_SLACK};
use crate::statistics::bit_plane::BitPlane;

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

/// Of each increment, how many people are counted in it and how many of them
/// are in breakdowns too.
struct Crowds {
    /// By batch.
    numbers: Vec<Option<u32>>,
    /// By number, in any order.
    people: std::collections::BTreeMap<u32, (u64, u64)>,
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

    fn leave_out_missing(&mut self, number: usize, criterion: usize) {
        let candidates = self.listing.by(criterion);
        if candidates
            .iter()
            .all(|&candidate| self.is_withheld(number, candidate))
        {
            return;
        }
        let Some(margin) = self.margin(number, criterion) else {
            return;
        };
        let few = margin
            .missing
            .iter()
            .filter(|part| part.people < self.group_size_min());
        let (mut classes, mut people) = (Vec::new(), 0);
        for part in few {
            classes.extend(&part.classes);
            people += part.people;
        }
        if people == 0 {
            return;
        }
        if !self.has_room(people) {
            self.withhold(number, &candidates);
            return;
        }
        let codes = self
            .wave
            .criteria
            .get(criterion)
            .map(|sorted| &sorted.codes);
        let codes = codes.into_iter().flatten().enumerate();
        let rows = codes.filter(|(_, code)| classes.contains(code));
        self.leave_out(number, rows.map(|(row, _)| row).collect());
    }

    /// Whoever did not state one thing and stands alone in the other.
    fn leave_out_crossings(&mut self, number: usize, candidate: usize) {
        let Some(&Listed::Pair(first, second)) = self.listing.candidates.get(candidate) else {
            return;
        };
        if self.is_withheld(number, candidate) {
            return;
        }
        let margins = (self.margin(number, first), self.margin(number, second));
        let (Some(rows), Some(columns)) = margins else {
            return;
        };
        let Some(census) = self.decided.bases.get(number).map(|base| &base.census) else {
            return;
        };
        let cells = census.cells(candidate, &rows, &columns);
        let width = columns.parts().count();
        let is_missing = |cell: usize| {
            cell / width.max(1) >= rows.substantive.len()
                || cell % width.max(1) >= columns.substantive.len()
        };
        let is_few = |&(cell, &people): &(usize, &u64)| {
            people > 0 && people < self.group_size_min() && is_missing(cell)
        };
        let few: Vec<(usize, &u64)> = cells.iter().enumerate().filter(is_few).collect();
        let people = few.iter().map(|(_, people)| **people).sum();
        if people == 0 {
            return;
        }
        if !self.has_room(people) {
            self.withhold(number, &[candidate]);
            return;
        }
        let cells: Vec<usize> = few.into_iter().map(|(cell, _)| cell).collect();
        let members = self.members(first, second, &rows, &columns, &cells);
        self.leave_out(number, members);
    }

    /// The rows in these cells.
    fn members(
        &self,
        first: usize,
        second: usize,
        rows: &Margin,
        columns: &Margin,
        cells: &[usize],
    ) -> Vec<usize> {
        let criteria = (
            self.wave.criteria.get(first),
            self.wave.criteria.get(second),
        );
        let (Some(first), Some(second)) = criteria else {
            return Vec::new();
        };
        let width = columns.parts().count();
        let row_of = rows.group_of_class(first.classes.roles.len());
        let column_of = columns.group_of_class(second.classes.roles.len());
        let group = |of: &[Option<u16>], code: u8| of.get(usize::from(code)).copied().flatten();
        let codes = first.codes.iter().zip(&second.codes).enumerate();
        let inside = codes.filter(|(_, (one, other))| {
            let cell = group(&row_of, **one).zip(group(&column_of, **other));
            cell.is_some_and(|(row, column)| {
                cells.contains(&(usize::from(row) * width + usize::from(column)))
            })
        });
        inside.map(|(row, _)| row).collect()
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

impl Crowds {
    fn new(wave: &Wave, base: &Base, inside: &BitPlane) -> Self {
        let mut crowds = Self {
            numbers: base.increments.clone(),
            people: std::collections::BTreeMap::new(),
        };
        for (number, &withdrawn) in base.increments.iter().zip(&base.withdrawn) {
            if let Some(number) = *number {
                crowds.people.entry(number).or_default().0 += withdrawn;
            }
        }
        for (row, &batch) in wave.batches.iter().enumerate() {
            if let Some(number) = crowds.number(batch).filter(|_| base.rows.contains(row)) {
                let (counted, broken_down) = crowds.people.entry(number).or_default();
                *counted += 1;
                *broken_down += u64::from(inside.contains(row));
            }
        }
        crowds
    }

    fn number(&self, batch: u32) -> Option<u32> {
        self.numbers.get(batch as usize).copied().flatten()
    }

    fn leave_out(&mut self, batch: u32) {
        let number = self.number(batch);
        if let Some((_, inside)) = number.and_then(|number| self.people.get_mut(&number)) {
            *inside -= 1;
        }
    }

    /// How many more must be left out, as far as can be told: up to k people,
    /// then one by one until the floor is kept.
    fn wanted(&self, rule: Rule) -> u64 {
        let out = self.people.values().map(|(people, inside)| people - inside);
        let out: u64 = out.sum();
        let group_size_min = u64::from(rule.group_size_min);
        match out {
            0 => 0,
            out if out < group_size_min => group_size_min - out,
            _ => u64::from(self.leverage_max() > 1.0 / f64::from(rule.floor) + LEVERAGE_SLACK),
        }
    }

    /// The leverage of increments and one more column, those who are left out:
    /// of this one only what differs from the increments' means is new.
    fn leverage_max(&self) -> f64 {
        let crowds = self.people.values().filter(|(people, _)| *people > 0);
        let shares = crowds.map(|&(people, inside)| {
            let people = people as f64;
            (people, 1.0 - inside as f64 / people)
        });
        let spread: f64 = shares
            .clone()
            .map(|(people, out)| people * out * (1.0 - out))
            .sum();
        let of_one = |(people, out): (f64, f64)| {
            // Who is left out is 1, who is not is 0; each where there is anybody.
            let inside = if out < 1.0 { out * out } else { 0.0 };
            let outside = if out > 0.0 {
                (1.0 - out) * (1.0 - out)
            } else {
                0.0
            };
            let second = if spread > 0.0 {
                inside.max(outside) / spread
            } else {
                0.0
            };
            1.0 / people + second
        };
        shares.map(of_one).fold(0.0, f64::max)
    }
}
