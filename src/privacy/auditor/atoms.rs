//! People of a base whom nothing published tells apart: one release, one
//! pattern of classes, and how many they are.

use super::wave::{Base, Wave};
use crate::statistics::bit_plane::BitPlane;

/// The people of a base. Those left out have no pattern: of each increment they
/// are one atom, beside these.
#[derive(Debug, Clone)]
pub struct Atoms {
    /// Of each atom the place of its increment in `increments`; past the end,
    /// if the totals of everybody never counted it.
    pub increment: Vec<u32>,
    /// How many people each atom is.
    pub people: Vec<u32>,
    /// By the criterion's position in the wave, the class of each atom; empty
    /// where it was not asked for.
    pub classes: Vec<Vec<u8>>,
    pub increments: Vec<Increment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Increment {
    /// Everybody counted in it, those left out and those withdrawn too.
    pub people: u64,
    pub left_out: u64,
}

/// An atom of no increment.
const UNCOUNTED: u32 = u32::MAX;

impl Atoms {
    /// Sorts the base's people by these criteria.
    pub fn new(wave: &Wave, base: &Base, left_out: &BitPlane, criteria: &[usize]) -> Self {
        let mut numbers: Vec<u32> = base.increments.iter().copied().flatten().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let place = |number: u32| numbers.binary_search(&number).ok();
        let of_batch: Vec<u32> = base
            .increments
            .iter()
            .map(|number| {
                number
                    .and_then(place)
                    .map_or(UNCOUNTED, |place| place as u32)
            })
            .collect();
        let mut increments = vec![Increment::default(); numbers.len()];
        for (&place, &withdrawn) in of_batch.iter().zip(&base.withdrawn) {
            if let Some(increment) = increments.get_mut(place as usize) {
                increment.people += withdrawn;
                increment.left_out += withdrawn;
            }
        }
        let mut rows = Vec::new();
        let mut increment = Vec::new();
        for (row, &batch) in wave.batches.iter().enumerate() {
            if !base.rows.contains(row) {
                continue;
            }
            let place = of_batch.get(batch as usize).copied().unwrap_or(UNCOUNTED);
            let is_left_out = left_out.contains(row);
            if let Some(increment) = increments.get_mut(place as usize) {
                increment.people += 1;
                increment.left_out += u64::from(is_left_out);
            }
            if !is_left_out {
                rows.push(row as u32);
                increment.push(place);
            }
        }
        let codes = |criterion: usize| wave.criteria.get(criterion).map_or(&[][..], |s| &s.codes);
        let mut classes = vec![Vec::new(); wave.criteria.len()];
        for &criterion in criteria {
            let of_row = |row: &u32| codes(criterion).get(*row as usize).copied();
            if let Some(classes) = classes.get_mut(criterion) {
                *classes = rows.iter().filter_map(of_row).collect();
            }
        }
        let atoms = Self {
            people: vec![1; rows.len()],
            increment,
            classes,
            increments,
        };
        atoms.joined(criteria)
    }

    /// Joins those of one pattern, unless there are about as many patterns as people.
    fn joined(self, criteria: &[usize]) -> Self {
        let rows = self.increment.len();
        let last = self.increments.len() as u32;
        let mut atom_of: Vec<u32> = self
            .increment
            .iter()
            .map(|&place| place.min(last))
            .collect();
        let mut count = last as usize + 1;
        for &criterion in criteria {
            let Some(classes) = self.classes.get(criterion) else {
                continue;
            };
            let width = classes
                .iter()
                .max()
                .map_or(1, |&class| usize::from(class) + 1);
            if count * width > 2 * rows + 1_024 {
                return self;
            }
            count = refine(&mut atom_of, classes, count * width, width);
        }
        if 2 * count > rows {
            return self;
        }
        let mut first_row = vec![None; count];
        let mut people = vec![0; count];
        for (row, &atom) in atom_of.iter().enumerate() {
            if let (Some(first), Some(people)) = (
                first_row.get_mut(atom as usize),
                people.get_mut(atom as usize),
            ) {
                first.get_or_insert(row);
                *people += 1;
            }
        }
        let first_row: Vec<usize> = first_row.into_iter().flatten().collect();
        let keep = |all: &Vec<u8>| {
            first_row
                .iter()
                .filter_map(|&r| all.get(r).copied())
                .collect()
        };
        Self {
            increment: first_row
                .iter()
                .filter_map(|&r| self.increment.get(r).copied())
                .collect(),
            people: people.into_iter().filter(|&people| people > 0).collect(),
            classes: self.classes.iter().map(keep).collect(),
            increments: self.increments,
        }
    }
}

/// Splits atoms by one more criterion; numbers them as they come up.
fn refine(atom_of: &mut [u32], classes: &[u8], room: usize, width: usize) -> usize {
    let mut numbers = vec![u32::MAX; room];
    let mut count = 0;
    for (atom, &class) in atom_of.iter_mut().zip(classes) {
        let Some(number) = numbers.get_mut(*atom as usize * width + usize::from(class)) else {
            continue;
        };
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *atom = *number;
    }
    count as usize
}
