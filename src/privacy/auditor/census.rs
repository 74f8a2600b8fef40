//! How many of a base's people each class holds, and each crossing of two
//! classes; nobody who is left out.

use super::listing::{Listed, Listing};
use super::merging::{Margin, Ties};
use super::wave::{Base, SortedBy, Wave};
use crate::statistics::bit_plane::BitPlane;

pub struct Census<'a> {
    wave: &'a Wave,
    /// The people of the base who are not left out.
    pub inside: BitPlane,
    /// By the criterion's position in the wave; empty where the list does not need it.
    classes: Vec<Vec<u64>>,
    /// Of the pair at this place of the list; empty elsewhere.
    crossings: Vec<Crossing>,
}

#[derive(Default)]
struct Crossing {
    first: usize,
    second: usize,
    /// The classes of the second criterion.
    width: usize,
    people: Vec<u64>,
}

impl<'a> Census<'a> {
    pub fn new(wave: &'a Wave, listing: &Listing, base: &Base, left_out: &BitPlane) -> Self {
        let inside = base.rows.without(left_out);
        let mut classes = vec![Vec::new(); wave.criteria.len()];
        for &criterion in &listing.criteria {
            if let (Some(sorted), Some(people)) =
                (wave.criteria.get(criterion), classes.get_mut(criterion))
            {
                *people = count_classes(sorted, &inside);
            }
        }
        let crossings = listing.candidates.iter().map(|listed| match *listed {
            Listed::By(_) => Crossing::default(),
            Listed::Pair(first, second) => Crossing::new(wave, first, second, &inside),
        });
        Self {
            crossings: crossings.collect(),
            wave,
            inside,
            classes,
        }
    }

    /// The people of each class.
    pub fn classes(&self, criterion: usize) -> &[u64] {
        self.classes.get(criterion).map_or(&[], Vec::as_slice)
    }

    /// The people of each cell of a pair, row by row: the groups of the first
    /// margin by those of the second.
    pub fn cells(&self, candidate: usize, rows: &Margin, columns: &Margin) -> Vec<u64> {
        let Some(crossing) = self.crossings.get(candidate) else {
            return Vec::new();
        };
        let width = columns.parts().count();
        let height = crossing.people.len() / crossing.width.max(1);
        let row_of = rows.group_of_class(height);
        let column_of = columns.group_of_class(crossing.width);
        let mut cells = vec![0; rows.parts().count() * width];
        for (people, row) in crossing.people.chunks(crossing.width.max(1)).zip(row_of) {
            for (people, column) in people.iter().zip(&column_of) {
                let (Some(row), Some(column)) = (row, *column) else {
                    continue;
                };
                let at = usize::from(row) * width + usize::from(column);
                if let Some(cell) = cells.get_mut(at) {
                    *cell += people;
                }
            }
        }
        cells
    }

    /// Takes one person off every count.
    pub fn leave_out(&mut self, row: usize) {
        if !self.inside.contains(row) {
            return;
        }
        self.inside.remove(row);
        let code = |criterion: usize| {
            let sorted = self.wave.criteria.get(criterion)?;
            sorted.codes.get(row).map(|&code| usize::from(code))
        };
        for (criterion, people) in self.classes.iter_mut().enumerate() {
            if let Some(count) = code(criterion).and_then(|code| people.get_mut(code)) {
                *count -= 1;
            }
        }
        for crossing in self.crossings.iter_mut().filter(|c| !c.people.is_empty()) {
            if let (Some(first), Some(second)) = (code(crossing.first), code(crossing.second))
                && let Some(count) = crossing.people.get_mut(first * crossing.width + second)
            {
                *count -= 1;
            }
        }
    }

    /// Tells the groups of a criterion apart by who is in them.
    pub fn ties(&self, criterion: usize) -> impl Ties {
        FirstDrawn {
            codes: self.wave.criteria.get(criterion).map_or(&[], |s| &s.codes),
            draw: &self.wave.draw,
            inside: &self.inside,
        }
    }
}

impl Crossing {
    fn new(wave: &Wave, first: usize, second: usize, inside: &BitPlane) -> Self {
        let (Some(by_first), Some(by_second)) =
            (wave.criteria.get(first), wave.criteria.get(second))
        else {
            return Self::default();
        };
        let width = by_second.classes.roles.len();
        let mut people = vec![0; by_first.classes.roles.len() * width];
        let codes = by_first.codes.iter().zip(&by_second.codes).enumerate();
        for (_, (&one, &other)) in codes.filter(|(row, _)| inside.contains(*row)) {
            if let Some(count) = people.get_mut(usize::from(one) * width + usize::from(other)) {
                *count += 1;
            }
        }
        Self {
            first,
            second,
            width,
            people,
        }
    }
}

fn count_classes(sorted: &SortedBy, inside: &BitPlane) -> Vec<u64> {
    let mut people = vec![0; sorted.classes.roles.len()];
    let codes = sorted.codes.iter().enumerate();
    for (_, &code) in codes.filter(|(row, _)| inside.contains(*row)) {
        if let Some(count) = people.get_mut(usize::from(code)) {
            *count += 1;
        }
    }
    people
}

struct FirstDrawn<'a> {
    codes: &'a [u8],
    draw: &'a [u64],
    inside: &'a BitPlane,
}

impl Ties for FirstDrawn<'_> {
    fn first_drawn(&self, classes: &[u8]) -> u64 {
        let rows = self.codes.iter().zip(self.draw).enumerate();
        let members =
            rows.filter(|(row, (code, _))| classes.contains(code) && self.inside.contains(*row));
        members
            .map(|(_, (_, &draw))| draw)
            .min()
            .unwrap_or(u64::MAX)
    }
}
