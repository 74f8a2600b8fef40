//! One base's breakdowns, in the charter's order, each joined until it passes.

use super::atoms::Atoms;
use super::census::Census;
use super::left_out::DecidedBase;
use super::leverage::Span;
use super::leverage::sorting::{NO_GROUP, Sorting};
use super::listing::{Listed, Listing};
use super::merging::{Margin, Part};
use super::wave::{Grouping, Rule, Verdict, Wave};
use crate::limits::CELLS_MAX;
use crate::statistics::bit_plane::BitPlane;

// Promise P13: what is admitted keeps the rule beside all that was before it.
/// The verdict on each candidate. What is withheld of everybody is withheld of
/// some, and some are never told apart more finely.
pub fn admit(
    wave: &Wave,
    listing: &Listing,
    number: usize,
    decided: &DecidedBase,
    left_out: &BitPlane,
    of_everybody: Option<&Vec<Verdict>>,
    rule: Rule,
) -> Vec<Verdict> {
    let Some(base) = wave.bases.get(number).filter(|_| !decided.is_whole) else {
        return vec![Verdict::Withheld; listing.candidates.len()];
    };
    let mut admission = Admission {
        span: Span::new(
            Atoms::new(wave, base, left_out, &listing.criteria),
            rule.floor,
        ),
        wave,
        census: &decided.census,
        group_size_min: rule.group_size_min.into(),
        alone: vec![None; wave.criteria.len()],
    };
    let can_any = admission.span.keeps_the_rule();
    let candidates = listing.candidates.iter().enumerate();
    let verdicts = candidates.map(|(place, listed)| {
        let start = of_everybody.and_then(|verdicts| verdicts.get(place));
        if !can_any
            || decided.withheld.get(place) != Some(&false)
            || start == Some(&Verdict::Withheld)
        {
            return Verdict::Withheld;
        }
        let found = match (*listed, start) {
            (Listed::By(criterion), Some(Verdict::By(grouping))) => {
                admission.by(criterion, Some(grouping))
            }
            (Listed::By(criterion), _) => admission.by(criterion, None),
            (Listed::Pair(first, second), Some(Verdict::Pair(rows, columns))) => {
                admission.pair(place, (first, Some(rows)), (second, Some(columns)))
            }
            (Listed::Pair(first, second), _) => {
                admission.pair(place, (first, None), (second, None))
            }
        };
        let verdict = found.unwrap_or(Verdict::Withheld);
        if let Listed::By(criterion) = *listed
            && let Some(alone) = admission.alone.get_mut(criterion)
        {
            *alone = Some(verdict.clone());
        }
        verdict
    });
    verdicts.collect()
}

struct Admission<'a> {
    wave: &'a Wave,
    census: &'a Census<'a>,
    span: Span,
    group_size_min: u64,
    /// What became of each criterion by itself, once it has been its turn.
    alone: Vec<Option<Verdict>>,
}

impl Admission<'_> {
    fn by(&mut self, criterion: usize, given: Option<&Grouping>) -> Option<Verdict> {
        let mut margin = self.margin(criterion, given)?;
        let fine = margin.clone();
        let counted = self.span.count(Sorting::By {
            criterion,
            group_of: self.group_of(criterion, &margin),
            groups: margin.parts().count(),
        });
        while !self.span.admit(&counted, &joined(&fine, &margin)) {
            if !margin.coarsen(&self.census.ties(criterion)) {
                return None;
            }
        }
        Some(Verdict::By(margin.grouping()))
    }

    fn pair(
        &mut self,
        place: usize,
        (first, given_rows): (usize, Option<&Grouping>),
        (second, given_columns): (usize, Option<&Grouping>),
    ) -> Option<Verdict> {
        let mut rows = self.margin(first, given_rows)?;
        let mut columns = self.margin(second, given_columns)?;
        let criteria = (first, second);
        while !self.has_whole_cells(place, &rows, &columns) {
            self.coarsen(criteria, &mut rows, &mut columns)?;
        }
        let fine = (rows.clone(), columns.clone());
        let width = columns.parts().count();
        let groups = rows.parts().count() * width;
        let counted = self.span.count(Sorting::Pair {
            criteria,
            row_of: self.group_of(first, &rows),
            column_of: self.group_of(second, &columns),
            columns: width as u16,
            group_of: (0..groups as u16).collect(),
            groups,
        });
        loop {
            let width = columns.parts().count() as u16;
            let row_of = joined(&fine.0, &rows);
            let column_of = joined(&fine.1, &columns);
            let of_row = |row: u16| column_of.iter().map(move |column| row * width + column);
            let cells: Vec<u16> = row_of.into_iter().flat_map(of_row).collect();
            if self.span.admit(&counted, &cells) {
                return Some(Verdict::Pair(rows.grouping(), columns.grouping()));
            }
            self.coarsen(criteria, &mut rows, &mut columns)?;
        }
    }

    /// Where a criterion begins: as it was merged before, if it was; each group
    /// has at least k people.
    fn margin(&self, criterion: usize, given: Option<&Grouping>) -> Option<Margin> {
        let classes = &self.wave.criteria.get(criterion)?.classes;
        let people = self.census.classes(criterion);
        let alone = self.alone.get(criterion).and_then(Option::as_ref);
        let mut margin = match (given, alone) {
            (Some(grouping), _) | (None, Some(Verdict::By(grouping))) => {
                Margin::regrouped(classes, grouping, people)
            }
            (None, None) => Margin::new(classes, people),
            (None, Some(_)) => return None,
        };
        let is_fit = margin.fit(self.group_size_min, &self.census.ties(criterion));
        let mut missing = margin.missing.iter();
        let is_shown = is_fit && missing.all(|part| part.people >= self.group_size_min);
        is_shown.then_some(margin)
    }

    fn group_of(&self, criterion: usize, margin: &Margin) -> Vec<u16> {
        let classes = self.wave.criteria.get(criterion);
        let classes = classes.map_or(0, |sorted| sorted.classes.roles.len());
        let groups = margin.group_of_class(classes).into_iter();
        groups.map(|group| group.unwrap_or(NO_GROUP)).collect()
    }

    /// Whether each cell has at least k people, or none.
    fn has_whole_cells(&self, place: usize, rows: &Margin, columns: &Margin) -> bool {
        let cells = self.census.cells(place, rows, columns);
        let is_whole = |&people: &u64| people == 0 || people >= self.group_size_min;
        cells.len() <= CELLS_MAX && cells.iter().all(is_whole)
    }

    /// Joins two groups of the margin where fewer cells are lost.
    fn coarsen(
        &self,
        (first, second): (usize, usize),
        rows: &mut Margin,
        columns: &mut Margin,
    ) -> Option<()> {
        let by_rows = |rows: &mut Margin| rows.coarsen(&self.census.ties(first));
        let by_columns = |columns: &mut Margin| columns.coarsen(&self.census.ties(second));
        let loses_fewer = columns.parts().count() <= rows.parts().count();
        let is_done = loses_fewer && by_rows(rows) || by_columns(columns) || by_rows(rows);
        is_done.then_some(())
    }
}

/// The group in `coarse` of each group in `fine`, which it joins.
fn joined(fine: &Margin, coarse: &Margin) -> Vec<u16> {
    let groups = fine.parts().map(|part| {
        let is_in = |other: &Part| {
            part.classes
                .iter()
                .all(|class| other.classes.contains(class))
        };
        coarse
            .parts()
            .position(is_in)
            .map_or(NO_GROUP, |position| position as u16)
    });
    groups.collect()
}
