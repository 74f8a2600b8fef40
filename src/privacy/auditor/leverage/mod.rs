//! The rule: with everything published, no person's leverage is above 1 / floor.
//!
//! Let G have a row for each person and a 0/1 column for each published group,
//! and let P = G(GᵀG)⁺Gᵀ project onto its columns. A reader knows Gᵀy of every
//! answer y, hence fᵀy for each f = Gc, and nothing else. The leverage of x is
//! hₓ = Pₓₓ = ‖P eₓ‖².
//! 1. f = Pf, so f(x)² = ⟨f, P eₓ⟩² ≤ ‖f‖² hₓ: no combination has a larger share
//!    of its squared weight on x than hₓ (and f = P eₓ has exactly that).
//! 2. If f is the indicator of a set S and x is in S: 1 ≤ |S| hₓ, so |S| ≥ 1/hₓ ≥
//!    floor. Sums and differences never leave fewer people.
//! 3. One more column makes P larger (P' − P projects too), so hₓ never falls:
//!    what failed once fails with more beside it, and a list held to the rule
//!    breakdown by breakdown passes whole exactly if it passes at once.
//! 4. Increments are one partition: projecting on them is taking means. With v
//!    the groups of x beyond them, v̄ their mean in x's increment and M the
//!    products of the columns v − v̄, hₓ = 1/|increment| + (v − v̄)ᵀM⁺(v − v̄).
//!    Whoever is left out has v = 0; who is in no increment has no first term
//!    and v̄ = 0.
//! 5. A block of columns adds ‖Kv − Kv̄‖² where the rows of K are the block's
//!    columns made orthonormal to all before: (v − v̄)ᵀM⁺(v − v̄), block by block.

mod orthonormal;
pub mod sorting;

use super::atoms::{Atoms, Increment};
use crate::limits::{GROUPS_MAX, LEVERAGE_SLACK};
use orthonormal::orthonormal;
use sorting::{Sorting, Steps, Table, raise};

/// What is published of a base so far, and each person's leverage by it.
pub struct Span {
    atoms: Atoms,
    /// The most that any leverage may be.
    limit: f64,
    of_atoms: Vec<f64>,
    /// Of those left out, by increment.
    of_left_out: Vec<f64>,
    blocks: Vec<Block>,
    /// M, each column divided by the root of its people.
    products: Vec<Vec<f64>>,
    /// Combinations of the columns that are orthonormal and span them.
    basis: Vec<Vec<f64>>,
}

/// One admitted breakdown.
struct Block {
    sorting: Sorting,
    groups: Groups,
}

/// The columns of one breakdown.
struct Groups {
    people: Vec<u64>,
    /// One by the root of a group's people.
    scale: Vec<f64>,
    /// The people of each group, increment by increment; last, of those in none.
    by_increment: Vec<Vec<f64>>,
}

/// How many people a breakdown's cells share with every group admitted before.
pub struct Counted {
    sorting: Sorting,
    with_admitted: Vec<Table>,
    by_increment: Table,
}

impl Span {
    /// Only everybody's totals are published, increment by increment.
    pub fn new(atoms: Atoms, floor: u16) -> Self {
        let alone = |increment: &Increment| 1.0 / increment.people as f64;
        let alone: Vec<f64> = atoms.increments.iter().map(alone).collect();
        let of = |place: &u32| alone.get(*place as usize).copied().unwrap_or_default();
        Self {
            of_atoms: atoms.increment.iter().map(of).collect(),
            of_left_out: alone,
            limit: 1.0 / f64::from(floor) + LEVERAGE_SLACK,
            atoms,
            blocks: Vec::new(),
            products: Vec::new(),
            basis: Vec::new(),
        }
    }

    /// The largest leverage of anybody.
    pub fn leverage_max(&self) -> f64 {
        let increments = self.atoms.increments.iter().zip(&self.of_left_out);
        let left_out = increments.filter(|(increment, _)| increment.left_out > 0);
        let left_out = left_out.map(|(_, leverage)| *leverage);
        self.of_atoms
            .iter()
            .copied()
            .chain(left_out)
            .fold(0.0, f64::max)
    }

    pub fn keeps_the_rule(&self) -> bool {
        self.leverage_max() <= self.limit
    }

    /// Counts a breakdown's cells against everything admitted before: once for
    /// all the ways in which they may be joined.
    pub fn count(&self, sorting: Sorting) -> Counted {
        let admitted: Vec<&Sorting> = self.blocks.iter().map(|block| &block.sorting).collect();
        let (with_admitted, by_increment) = sorting.count(&self.atoms, &admitted);
        Counted {
            sorting,
            with_admitted,
            by_increment,
        }
    }

    /// Admits the breakdown whose cells are joined so (`joined`: the group of
    /// each cell), if the rule is kept; else leaves everything as it was.
    pub fn admit(&mut self, counted: &Counted, joined: &[u16]) -> bool {
        let sorting = counted.sorting.joined(joined);
        let width = sorting.groups();
        if self.products.len() + width > GROUPS_MAX {
            return false;
        }
        let groups = Groups::new(counted, joined, width);
        let products = self.products_with(counted, joined, &groups);
        let combinations = orthonormal(&products, &self.basis, width);
        let block = Block { sorting, groups };
        self.blocks.push(block);
        let Some((of_atoms, of_left_out)) = self.raised(&combinations) else {
            self.blocks.pop();
            return false;
        };
        self.of_atoms = of_atoms;
        self.of_left_out = of_left_out;
        self.products = products;
        for row in &mut self.basis {
            row.resize(row.len() + width, 0.0);
        }
        self.basis.extend(combinations);
        true
    }

    /// M with the columns of one more breakdown.
    fn products_with(&self, counted: &Counted, joined: &[u16], groups: &Groups) -> Vec<Vec<f64>> {
        let width = groups.people.len();
        let mut products = self.products.clone();
        let mut rows = products.iter_mut();
        let mut own = vec![Vec::new(); width];
        for (block, shared) in self.blocks.iter().zip(&counted.with_admitted) {
            let shared = shared.joined(joined, width);
            let more = self.centred(&block.groups, groups, &shared);
            for (more, row) in more.into_iter().zip(rows.by_ref()) {
                for (own, &product) in own.iter_mut().zip(&more) {
                    own.push(product);
                }
                row.extend(more);
            }
        }
        // Groups of one breakdown share nobody.
        let mut shared = vec![vec![0; width]; width];
        for (number, (row, &people)) in shared.iter_mut().zip(&groups.people).enumerate() {
            if let Some(diagonal) = row.get_mut(number) {
                *diagonal = people;
            }
        }
        for (own, more) in own.iter_mut().zip(self.centred(groups, groups, &shared)) {
            own.extend(more);
        }
        products.extend(own);
        products
    }

    /// The products of the columns of two breakdowns beyond the increments'
    /// means, each column divided by the root of its people.
    fn centred(&self, rows: &Groups, columns: &Groups, shared: &[Vec<u64>]) -> Vec<Vec<f64>> {
        let as_number = |row: &Vec<u64>| row.iter().map(|&people| people as f64).collect();
        let mut products: Vec<Vec<f64>> = shared.iter().map(as_number).collect();
        let increments = rows.by_increment.iter().zip(&columns.by_increment);
        for ((of_rows, of_columns), increment) in increments.zip(&self.atoms.increments) {
            let people = increment.people.max(1) as f64;
            for (products, row) in products.iter_mut().zip(of_rows) {
                if *row > 0.0 {
                    let share = row / people;
                    for (product, column) in products.iter_mut().zip(of_columns) {
                        *product -= share * column;
                    }
                }
            }
        }
        for (products, row) in products.iter_mut().zip(&rows.scale) {
            for (product, column) in products.iter_mut().zip(&columns.scale) {
                *product *= row * column;
            }
        }
        products
    }

    /// Everybody's leverage once these combinations of all columns are
    /// published too; `None` if somebody's is above the limit.
    fn raised(&self, combinations: &[Vec<f64>]) -> Option<(Vec<f64>, Vec<f64>)> {
        let mut leverages = (self.of_atoms.clone(), self.of_left_out.clone());
        let is_kept = combinations.chunks(8).all(|part| match part.len() {
            1 => self.raise::<1>(part, &mut leverages),
            2 => self.raise::<2>(part, &mut leverages),
            3 | 4 => self.raise::<4>(part, &mut leverages),
            _ => self.raise::<8>(part, &mut leverages),
        });
        is_kept.then_some(leverages)
    }

    fn raise<const W: usize>(
        &self,
        combinations: &[Vec<f64>],
        (of_atoms, of_left_out): &mut (Vec<f64>, Vec<f64>),
    ) -> bool {
        let mut start = vec![[0.0; W]; self.atoms.increments.len()];
        let mut all_steps = Vec::with_capacity(self.blocks.len());
        let mut from = 0;
        for block in &self.blocks {
            let steps = block.groups.steps::<W>(combinations, from);
            from += steps.len();
            let increments = start.iter_mut().zip(&self.atoms.increments);
            for ((start, increment), groups) in increments.zip(&block.groups.by_increment) {
                let people = increment.people.max(1) as f64;
                for (step, group) in steps.iter().zip(groups) {
                    for (start, step) in start.iter_mut().zip(step) {
                        *start -= step * group / people;
                    }
                }
            }
            all_steps.push(Steps {
                sorting: &block.sorting,
                steps,
            });
        }
        let left_out = of_left_out.iter_mut().zip(&start);
        let mut is_kept = true;
        for ((leverage, start), increment) in left_out.zip(&self.atoms.increments) {
            *leverage += start.iter().map(|s| s * s).sum::<f64>();
            is_kept &= increment.left_out == 0 || *leverage <= self.limit;
        }
        is_kept && raise(&self.atoms, &start, &all_steps, of_atoms, self.limit)
    }
}

impl Groups {
    fn new(counted: &Counted, joined: &[u16], width: usize) -> Self {
        let by_increment = counted.by_increment.joined(joined, width);
        let mut people = vec![0; width];
        for row in &by_increment {
            for (people, more) in people.iter_mut().zip(row) {
                *people += more;
            }
        }
        let scale = |&people: &u64| match people {
            0 => 0.0,
            people => 1.0 / (people as f64).sqrt(),
        };
        let as_numbers = |row: &Vec<u64>| row.iter().map(|&people| people as f64).collect();
        Self {
            scale: people.iter().map(scale).collect(),
            by_increment: by_increment.iter().map(as_numbers).collect(),
            people,
        }
    }

    /// What each group adds to the coordinates along `combinations`, in which
    /// these groups begin at `from`.
    fn steps<const W: usize>(&self, combinations: &[Vec<f64>], from: usize) -> Vec<[f64; W]> {
        let mut steps = vec![[0.0; W]; self.people.len()];
        for (coordinate, combination) in combinations.iter().enumerate() {
            let factors = combination.iter().skip(from).zip(&self.scale);
            for (step, (factor, scale)) in steps.iter_mut().zip(factors) {
                if let Some(step) = step.get_mut(coordinate) {
                    *step = factor * scale;
                }
            }
        }
        steps
    }
}

#[cfg(test)]
mod tests;
