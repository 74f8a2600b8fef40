//! How many people of each increment are left out, and whether that hides them.

use std::collections::BTreeMap;

use crate::limits::LEVERAGE_SLACK;
use crate::privacy::auditor::wave::{Base, Rule, Wave};
use crate::statistics::bit_plane::BitPlane;

/// Of each increment, how many people are counted in it and how many of them
/// are in breakdowns too.
pub struct Crowds {
    /// By batch.
    numbers: Vec<Option<u32>>,
    /// By number, in any order.
    people: BTreeMap<u32, (u64, u64)>,
}

impl Crowds {
    pub fn new(wave: &Wave, base: &Base, inside: &BitPlane) -> Self {
        let mut crowds = Self {
            numbers: base.increments.clone(),
            people: BTreeMap::new(),
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

    pub fn number(&self, batch: u32) -> Option<u32> {
        self.numbers.get(batch as usize).copied().flatten()
    }

    pub fn leave_out(&mut self, batch: u32) {
        let number = self.number(batch);
        if let Some((_, inside)) = number.and_then(|number| self.people.get_mut(&number)) {
            *inside -= 1;
        }
    }

    /// How many more must be left out, as far as can be told: up to k people,
    /// then one by one until the floor is kept.
    pub fn wanted(&self, rule: Rule) -> u64 {
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
