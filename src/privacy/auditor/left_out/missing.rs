//! Ways of being missing that are too rare to be groups.

use super::Choice;
use crate::privacy::auditor::listing::Listed;
use crate::privacy::auditor::merging::Margin;

impl Choice<'_, '_> {
    pub(super) fn leave_out_missing(&mut self, number: usize, criterion: usize) {
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
        self.leave_out_classes(number, criterion, &classes);
    }

    fn leave_out_classes(&mut self, number: usize, criterion: usize, classes: &[u8]) {
        let sorted = self.wave.criteria.get(criterion);
        let codes = sorted
            .into_iter()
            .flat_map(|sorted| &sorted.codes)
            .enumerate();
        let rows = codes.filter(|(_, code)| classes.contains(code));
        self.leave_out(number, rows.map(|(row, _)| row).collect());
    }

    /// Those who did not state something and, crossed with everything else,
    /// would use up the floor in cells that nobody reads: they would keep groups
    /// of others from being shown.
    pub(super) fn leave_out_thin(&mut self, criterion: usize) {
        let Some(margin) = self.margin(0, criterion) else {
            return;
        };
        let half = 0.5 / f64::from(self.rule.floor);
        for (number, part) in margin.missing.iter().enumerate() {
            let place = margin.substantive.len() + number;
            let pairs = self.listing.by(criterion).into_iter();
            let cells = pairs.filter_map(|pair| self.smallest_cell(pair, criterion, place));
            let leverage: f64 = cells.map(|people| 1.0 / people as f64).sum();
            if leverage > half && self.has_room(part.people) {
                self.leave_out_classes(0, criterion, &part.classes);
            }
        }
    }

    /// The smallest cell of the group at this place of a criterion's margin,
    /// crossed with what others did state.
    fn smallest_cell(&self, candidate: usize, criterion: usize, place: usize) -> Option<u64> {
        let Some(&Listed::Pair(first, second)) = self.listing.candidates.get(candidate) else {
            return None;
        };
        if self.is_withheld(0, candidate) {
            return None;
        }
        let (rows, columns) = (self.margin(0, first)?, self.margin(0, second)?);
        let everybody = &self.decided.bases.first()?.census;
        let cells = everybody.cells(candidate, &rows, &columns);
        let width = columns.parts().count().max(1);
        let is_meant = |cell: usize| match first == criterion {
            true => cell / width == place && cell % width < columns.substantive.len(),
            false => cell % width == place && cell / width < rows.substantive.len(),
        };
        let cells = cells
            .into_iter()
            .enumerate()
            .filter(|(cell, _)| is_meant(*cell));
        cells
            .map(|(_, people)| people)
            .filter(|people| *people > 0)
            .min()
    }

    /// Whoever did not state one thing and stands alone in the other.
    pub(super) fn leave_out_crossings(&mut self, number: usize, candidate: usize) {
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
}
