//! Which group differs, as far as tests tell that count how often they were asked.
//!
//! A group is compared with the rest and with each other group, never with the
//! everybody it is part of. Groups that overlap are compared with nothing.

use super::{Level, Line, level, lines};
use crate::chart::reading::Part;
use crate::privacy::protected_table::{Measure, ProtectedTable};
use crate::statistics::proportions::{is_clear_among, levels, pairs, proportions};

/// What the comparison of a table's groups tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// The groups overlap, or fewer than two have a base: no test fits.
    NotCompared,
    /// Nothing differs clearly.
    None,
    /// One share: a group against the rest.
    Share {
        line: usize,
        group: usize,
        is_more: bool,
        rest: Part,
        /// The group at the other end, if it is clearly apart too.
        opposite: Option<usize>,
    },
    /// One figure a group: the highest against the lowest.
    Level { high: usize, low: usize },
}

/// How many tests a table's groups are put to.
pub fn comparisons(table: &ProtectedTable) -> usize {
    if compares_levels(table) {
        return pairs(known_levels(table).len());
    }
    let lines = compared(table);
    let groups = |line: &Line<'_>| line.groups.iter().filter(|part| !part.is_empty()).count();
    lines.iter().map(|(_, line)| tests(groups(line))).sum()
}

/// Of two groups the rest is the other one.
fn tests(groups: usize) -> usize {
    match groups {
        0..=2 => pairs(groups),
        _ => groups + pairs(groups),
    }
}

pub fn compares_levels(table: &ProtectedTable) -> bool {
    matches!(
        table.measure(),
        Measure::NetPromoter { .. } | Measure::Number { .. }
    )
}

fn compared(table: &ProtectedTable) -> Vec<(usize, Line<'_>)> {
    let mut lines: Vec<_> = lines(table).into_iter().enumerate().collect();
    lines.retain(|(_, line)| !line.is_uncounted);
    let is_either = matches!(table.measure(), Measure::SingleChoice { .. }) && lines.len() == 2;
    lines.retain(|(_, line)| !line.is_residual);
    if is_either {
        // Who does not say yes says no: one comparison.
        lines.truncate(1);
    }
    lines
}

pub fn difference(table: &ProtectedTable) -> Difference {
    let is_overlapping = table.banner().is_none_or(|banner| banner.is_overlapping);
    let count = comparisons(table);
    if is_overlapping || count == 0 {
        return Difference::NotCompared;
    }
    if compares_levels(table) {
        return of_levels(&known_levels(table), count);
    }
    let lines = compared(table);
    // A group that differs from all others says more than two that differ.
    let of = |clear: fn(usize, &Line<'_>, usize) -> Vec<(f64, Difference)>| {
        let clear = lines
            .iter()
            .flat_map(|(place, line)| clear(*place, line, count));
        // Of equal ones the first.
        clear.reduce(|best, next| if next.0 > best.0 { next } else { best })
    };
    let best = of(of_line).or_else(|| of(of_pairs));
    best.map_or(Difference::None, |(_, difference)| difference)
}

/// Two groups of a line that are clearly apart, though neither is from the rest.
fn of_pairs(place: usize, line: &Line<'_>, count: usize) -> Vec<(f64, Difference)> {
    let groups = || line.groups.iter().enumerate();
    let pair = |part: &Part| (part.count, part.base);
    let mut clear = Vec::new();
    for (group, high) in groups() {
        for (end, low) in groups() {
            let z = proportions(pair(high), pair(low));
            if z > 0.0 && is_clear_among(z, count) {
                let difference = Difference::Share {
                    line: place,
                    group,
                    is_more: true,
                    rest: *low,
                    opposite: Some(end),
                };
                clear.push((z, difference));
            }
        }
    }
    clear
}

/// The clear differences of one line, each with how far it is from chance.
fn of_line(place: usize, line: &Line<'_>, count: usize) -> Vec<(f64, Difference)> {
    let shown = |part: &Part| !part.is_empty();
    let known: Vec<usize> = (0..line.groups.len())
        .filter(|&group| line.groups.get(group).is_some_and(shown))
        .collect();
    let part = |group: usize| line.groups.get(group).copied().unwrap_or(super::EMPTY);
    let sum = |groups: &mut dyn Iterator<Item = usize>| {
        groups.map(part).fold(super::EMPTY, |sum, part| Part {
            count: sum.count + part.count,
            base: sum.base + part.base,
        })
    };
    let pair = |part: Part| (part.count, part.base);
    let mut clear = Vec::new();
    for &group in &known {
        let rest = sum(&mut known.iter().copied().filter(|other| *other != group));
        let z = proportions(pair(part(group)), pair(rest));
        if !is_clear_among(z, count) {
            continue;
        }
        let is_more = z > 0.0;
        let others = known.iter().copied().filter(|other| *other != group);
        let by_share =
            |one: &usize, other: &usize| part(*one).share().total_cmp(&part(*other).share());
        let end = match is_more {
            true => others.min_by(by_share),
            false => others.max_by(by_share),
        };
        let opposite = end.filter(|&end| {
            let apart = proportions(pair(part(group)), pair(part(end)));
            is_clear_among(apart, count) && (apart > 0.0) == is_more
        });
        let difference = Difference::Share {
            line: place,
            group,
            is_more,
            rest,
            opposite,
        };
        clear.push((z.abs(), difference));
    }
    clear
}

fn known_levels(table: &ProtectedTable) -> Vec<(usize, Level)> {
    let groups = table.groups().iter().enumerate();
    groups
        .filter_map(|(place, group)| Some((place, level(table, group)?)))
        .collect()
}

fn of_levels(known: &[(usize, Level)], count: usize) -> Difference {
    let by_value =
        |one: &&(usize, Level), other: &&(usize, Level)| one.1.value.total_cmp(&other.1.value);
    let ends = known
        .iter()
        .max_by(by_value)
        .zip(known.iter().min_by(by_value));
    match ends {
        Some((high, low)) => {
            let pair = |level: Level| (level.value, level.error);
            match is_clear_among(levels(pair(high.1), pair(low.1)), count) {
                true => Difference::Level {
                    high: high.0,
                    low: low.0,
                },
                false => Difference::None,
            }
        }
        None => Difference::NotCompared,
    }
}

/// The bars that the finding speaks of: a line and the groups in it.
pub fn spoken_of(difference: &Difference) -> Option<(usize, Vec<usize>)> {
    match difference {
        Difference::Share {
            line,
            group,
            opposite,
            ..
        } => Some((*line, std::iter::once(*group).chain(*opposite).collect())),
        _ => None,
    }
}
