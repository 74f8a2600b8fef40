//! The groups of one breakdown, and the two passes over all people: counting
//! them against the groups before, and raising each person's leverage.
//!
//! Both run in two halves. Counts are whole numbers and a leverage is one
//! person's own, so the halves leave no trace in the result.

use std::ops::Range;

use crate::privacy::auditor::atoms::Atoms;

/// Sorts atoms into groups.
#[derive(Debug, Clone)]
pub enum Sorting {
    By {
        criterion: usize,
        /// By class; nobody is in the classes of [`NO_GROUP`].
        group_of: Vec<u16>,
        groups: usize,
    },
    Pair {
        criteria: (usize, usize),
        row_of: Vec<u16>,
        column_of: Vec<u16>,
        columns: u16,
        /// By cell, row by row.
        group_of: Vec<u16>,
        groups: usize,
    },
}

pub const NO_GROUP: u16 = u16::MAX;

/// People by the group of one sorting and the cell of another.
#[derive(Debug, Clone)]
pub struct Table {
    pub columns: usize,
    pub values: Vec<u64>,
}

/// What each group adds to the coordinates of its people.
pub struct Steps<'a, const W: usize> {
    pub sorting: &'a Sorting,
    /// By group.
    pub steps: Vec<[f64; W]>,
}

const CHUNK: usize = 1_024;

/// Below this a second thread costs more than it brings.
const SHARED_FROM: usize = 100_000;

impl Sorting {
    pub fn groups(&self) -> usize {
        match self {
            Self::By { groups, .. } | Self::Pair { groups, .. } => *groups,
        }
    }

    /// The same with its groups joined: `joined` gives the new group of each.
    #[must_use]
    pub fn joined(&self, joined: &[u16]) -> Self {
        let regroup = |group_of: &mut Vec<u16>, groups: &mut usize| {
            for group in group_of {
                *group = joined.get(usize::from(*group)).copied().unwrap_or(NO_GROUP);
            }
            *groups = joined.iter().max().map_or(0, |&last| usize::from(last) + 1);
        };
        let mut sorting = self.clone();
        match &mut sorting {
            Self::By {
                group_of, groups, ..
            }
            | Self::Pair {
                group_of, groups, ..
            } => {
                regroup(group_of, groups);
            }
        }
        sorting
    }

    /// The group of each atom in `range`.
    fn sort(&self, atoms: &Atoms, range: Range<usize>, into: &mut Vec<u16>) {
        into.clear();
        let classes = |criterion: usize| {
            let classes = atoms.classes.get(criterion);
            classes
                .and_then(|classes| classes.get(range.clone()))
                .unwrap_or(&[])
        };
        let find = |of: &[u16], place: u16| of.get(usize::from(place)).copied().unwrap_or(NO_GROUP);
        match self {
            Self::By {
                criterion,
                group_of,
                ..
            } => {
                let classes = classes(*criterion).iter();
                into.extend(classes.map(|&class| find(group_of, class.into())));
            }
            Self::Pair {
                criteria: (first, second),
                row_of,
                column_of,
                columns,
                group_of,
                ..
            } => {
                let classes = classes(*first).iter().zip(classes(*second));
                into.extend(classes.map(|(&one, &other)| {
                    let (row, column) = (find(row_of, one.into()), find(column_of, other.into()));
                    if row == NO_GROUP || column == NO_GROUP {
                        return NO_GROUP;
                    }
                    find(group_of, row * columns + column)
                }));
            }
        }
    }

    /// Counts these groups against those of `before`, and by increment: there
    /// the last row is of the people in no increment.
    pub fn count(&self, atoms: &Atoms, before: &[&Self]) -> (Vec<Table>, Table) {
        let (first, second) = halves(atoms.increment.len());
        if second.is_empty() {
            return self.count_part(atoms, before, first);
        }
        let (mut one, other) = std::thread::scope(|scope| {
            let one = scope.spawn(|| self.count_part(atoms, before, first));
            let other = self.count_part(atoms, before, second);
            (
                one.join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                other,
            )
        });
        for (table, more) in one.0.iter_mut().zip(&other.0) {
            table.add(more);
        }
        one.1.add(&other.1);
        one
    }

    fn count_part(
        &self,
        atoms: &Atoms,
        before: &[&Self],
        range: Range<usize>,
    ) -> (Vec<Table>, Table) {
        let columns = self.groups();
        let table = |rows: usize| Table {
            columns,
            values: vec![0; rows * columns],
        };
        let mut tables: Vec<Table> = before.iter().map(|other| table(other.groups())).collect();
        let mut by_increment = table(atoms.increments.len() + 1);
        let last = atoms.increments.len() as u32;
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for chunk in chunks(range) {
            let people = atoms.people.get(chunk.clone()).unwrap_or(&[]);
            let increments = atoms.increment.get(chunk.clone()).unwrap_or(&[]);
            self.sort(atoms, chunk.clone(), &mut own);
            for ((&place, &group), &people) in increments.iter().zip(&own).zip(people) {
                by_increment.count(place.min(last) as usize, group, people);
            }
            for (sorting, table) in before.iter().zip(&mut tables) {
                sorting.sort(atoms, chunk.clone(), &mut other);
                for ((&row, &group), &people) in other.iter().zip(&own).zip(people) {
                    table.count(row.into(), group, people);
                }
            }
        }
        (tables, by_increment)
    }
}

impl Table {
    fn count(&mut self, row: usize, column: u16, people: u32) {
        let column = usize::from(column);
        if column < self.columns
            && let Some(count) = self.values.get_mut(row * self.columns + column)
        {
            *count += u64::from(people);
        }
    }

    fn add(&mut self, more: &Self) {
        for (count, more) in self.values.iter_mut().zip(&more.values) {
            *count += more;
        }
    }

    /// The same with its columns joined.
    pub fn joined(&self, joined: &[u16], columns: usize) -> Vec<Vec<u64>> {
        let rows = self.values.chunks(self.columns.max(1));
        rows.map(|row| {
            let mut sums = vec![0; columns];
            for (count, &column) in row.iter().zip(joined) {
                if let Some(sum) = sums.get_mut(usize::from(column)) {
                    *sum += count;
                }
            }
            sums
        })
        .collect()
    }
}

/// Adds to each atom's leverage the square of its coordinates: `start` of its
/// increment, and a step for each group it is in. Says whether all stay within
/// `limit`; stops at the first that does not.
pub fn raise<const W: usize>(
    atoms: &Atoms,
    start: &[[f64; W]],
    steps: &[Steps<W>],
    leverages: &mut [f64],
    limit: f64,
) -> bool {
    let (first, second) = halves(leverages.len());
    let (one, other) = leverages.split_at_mut(first.len());
    if second.is_empty() {
        return raise_part(atoms, start, steps, one, first, limit);
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(|| raise_part(atoms, start, steps, one, first, limit));
        let is_kept = raise_part(atoms, start, steps, other, second, limit);
        one.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            && is_kept
    })
}

fn raise_part<const W: usize>(
    atoms: &Atoms,
    start: &[[f64; W]],
    steps: &[Steps<W>],
    leverages: &mut [f64],
    range: Range<usize>,
    limit: f64,
) -> bool {
    let mut coordinates = Vec::with_capacity(CHUNK);
    let mut groups = Vec::with_capacity(CHUNK);
    for (chunk, leverages) in chunks(range).zip(leverages.chunks_mut(CHUNK)) {
        let increments = atoms.increment.get(chunk.clone()).unwrap_or(&[]);
        coordinates.clear();
        let at = |place: &u32| start.get(*place as usize).copied().unwrap_or([0.0; W]);
        coordinates.extend(increments.iter().map(at));
        for block in steps {
            block.sorting.sort(atoms, chunk.clone(), &mut groups);
            for (coordinates, &group) in coordinates.iter_mut().zip(&groups) {
                if let Some(step) = block.steps.get(usize::from(group)) {
                    for (coordinate, step) in coordinates.iter_mut().zip(step) {
                        *coordinate += step;
                    }
                }
            }
        }
        let mut is_kept = true;
        for (leverage, coordinates) in leverages.iter_mut().zip(&coordinates) {
            *leverage += coordinates.iter().map(|c| c * c).sum::<f64>();
            // So asked, what is no number is not within the limit either.
            is_kept &= *leverage <= limit;
        }
        if !is_kept {
            return false;
        }
    }
    true
}

fn halves(length: usize) -> (Range<usize>, Range<usize>) {
    let middle = if length < SHARED_FROM {
        length
    } else {
        length / 2
    };
    (0..middle, middle..length)
}

fn chunks(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = range.end;
    range
        .step_by(CHUNK)
        .map(move |from| from..(from + CHUNK).min(end))
}
