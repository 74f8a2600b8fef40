//! What a table with groups says: the shares that are compared, group by group,
//! and whether there is anything to show. Nothing is drawn or put in sentences here.

pub mod comparison;
mod cross_table;
mod description;
mod finding;
mod levels;
mod note;

pub use cross_table::{CrossCell, CrossHead, CrossTable, cross_table, in_strings};
pub use description::description;
pub use finding::finding;
pub use levels::{Level, level, level_name};
pub use note::{left_out, notes, unit};

use std::borrow::Cow;

use super::reading::{Leaning, Part, Standing, promotion};
use super::scale_ends::ScaleEnds;
use crate::privacy::protected_table::{Banner, Column, Group, Measure, ProtectedTable};

/// More groups than this are a heat map rather than bars.
pub const PANELS_MAX: usize = 6;

/// More groups than this have no bars that part in the middle either.
pub const STACKS_MAX: usize = 24;

/// A share that every group has: an option's, a band's, a statement's.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    pub label: Cow<'a, str>,
    /// "None of these", "prefer not to say": shown apart and never compared.
    pub is_residual: bool,
    /// Whoever gave it is in no group.
    pub is_uncounted: bool,
    pub everybody: Part,
    /// In the order of the banner.
    pub groups: Vec<Part>,
}

/// How a group is called.
pub fn name(column: &Column) -> &str {
    match &column.group {
        Group::Everybody => "Everybody",
        Group::Named(name) => name.trim(),
    }
}

/// How many of a group the shares rest on.
pub fn base(table: &ProtectedTable, column: &Column) -> u64 {
    match table.measure() {
        Measure::MultipleChoice | Measure::Comments => column.base.shown,
        _ => column.base.answered,
    }
}

/// Whether the groups have anything to say. A question withheld from all of them
/// and one that nobody in them saw look alike.
pub fn standing(table: &ProtectedTable) -> Standing {
    let groups = table.groups();
    if groups.iter().all(|group| group.base.shown == 0) {
        return Standing::TooFew;
    }
    if groups.iter().all(|group| group.base.answered == 0) {
        return match Standing::of(table) {
            Standing::Counted => Standing::TooFew,
            standing => standing,
        };
    }
    let lines = lines(table);
    let is_empty = |line: &Line<'_>| line.groups.iter().all(|part| part.is_empty());
    match lines.iter().all(is_empty) {
        true => Standing::TooFew,
        false => Standing::Counted,
    }
}

/// Whether some group, or some answer in a group, has nothing to show.
pub fn has_gaps(table: &ProtectedTable) -> bool {
    let lines = lines(table);
    lines
        .iter()
        .filter(|line| !line.is_uncounted)
        .any(|line| line.groups.iter().any(|part| part.is_empty()))
}

/// "by age", "by age and use": by the short name, or by the question where its
/// code is no word.
pub fn by(banner: &Banner) -> String {
    let named = by_name(banner.label.as_deref(), &banner.code);
    named.unwrap_or_else(|| format!("by {}", super::figures::quoted(&banner.title)))
}

/// By the short name, or by a code that is made of words.
pub fn by_name(label: Option<&str>, code: &str) -> Option<String> {
    match label {
        Some(label) => Some(format!("by {label}")),
        None => by_code(code),
    }
}

/// The same where a code is made of words: "age", "customer-type", "age-by-use".
pub(super) fn by_code(code: &str) -> Option<String> {
    let is_word = |part: &str| {
        let letters = part.chars().filter(|c| c.is_ascii_lowercase()).count();
        letters >= 3 && part.chars().all(|c| c.is_ascii_lowercase())
    };
    let words: Vec<&str> = code.split(['-', '_']).collect();
    let is_plain = words.iter().all(|word| is_word(word) || *word == "by");
    is_plain.then(|| {
        let noun = |word| match word {
            "by" => "and",
            "recommend" => "recommendation",
            word => word,
        };
        let name: Vec<&str> = words.iter().copied().map(noun).collect();
        format!("by {}", name.join(" "))
    })
}

/// The shares of a table in the order they are shown; those of no group last.
pub fn lines(table: &ProtectedTable) -> Vec<Line<'_>> {
    match table.measure() {
        Measure::SingleChoice { .. } | Measure::MultipleChoice | Measure::Number { .. } => {
            categories(table)
        }
        Measure::Ranking => first_places(table),
        Measure::Grid { .. } => statements(table),
        Measure::Scale { .. } => scale_ends(table),
        Measure::NetPromoter { .. } => thirds(table),
        Measure::Comments => vec![comments(table)],
    }
}

fn line<'a>(
    table: &ProtectedTable,
    label: impl Into<Cow<'a, str>>,
    part: impl Fn(&Column) -> Part,
) -> Line<'a> {
    Line {
        label: label.into(),
        is_residual: false,
        is_uncounted: false,
        everybody: part(table.first()),
        groups: table.groups().iter().map(part).collect(),
    }
}

fn categories(table: &ProtectedTable) -> Vec<Line<'_>> {
    let of_cell = |position: usize| {
        move |column: &Column| {
            column
                .item(0)
                .get(position)
                .copied()
                .map_or(EMPTY, Part::from)
        }
    };
    let entries = super::reading::entries(table).into_iter();
    let mut lines: Vec<Line<'_>> = entries
        .map(|entry| Line {
            is_residual: entry.is_residual,
            is_uncounted: table.is_uncounted(entry.position),
            ..line(table, entry.text.trim(), of_cell(entry.position))
        })
        .collect();
    lines.sort_by_key(|line| line.is_uncounted);
    lines
}

const EMPTY: Part = Part { count: 0, base: 0 };

fn first_places(table: &ProtectedTable) -> Vec<Line<'_>> {
    let entries = super::reading::first_choices(table).into_iter();
    entries
        .map(|entry| {
            let position = entry.position;
            line(table, entry.text.trim(), move |column| {
                Part::of(column.item(position).first())
            })
        })
        .collect()
}

fn statements(table: &ProtectedTable) -> Vec<Line<'_>> {
    let rows = super::reading::leanings(table).into_iter();
    rows.map(|row| {
        let position = row.position;
        line(table, row.text.trim(), move |column| {
            Leaning::of_column(table, column, position).high
        })
    })
    .collect()
}

fn scale_ends(table: &ProtectedTable) -> Vec<Line<'_>> {
    let ends = ScaleEnds::of(table);
    vec![
        line(table, ends.high, |column| {
            Leaning::of_column(table, column, 0).high
        }),
        line(table, ends.low, |column| {
            Leaning::of_column(table, column, 0).low
        }),
    ]
}

fn thirds(table: &ProtectedTable) -> Vec<Line<'_>> {
    let part = |pick: fn(&super::reading::Promotion) -> Part| {
        move |column: &Column| {
            let base = column.base.answered;
            promotion(column).map_or(EMPTY, |of_group| Part {
                base,
                ..pick(&of_group)
            })
        }
    };
    vec![
        line(table, "Promoters (9, 10)", part(|of| of.promoters)),
        line(table, "Passives (7, 8)", part(|of| of.passives)),
        line(table, "Detractors (0 to 6)", part(|of| of.detractors)),
    ]
}

fn comments(table: &ProtectedTable) -> Line<'_> {
    line(table, "Wrote a comment", |column| Part {
        count: column.base.answered,
        base: column.base.shown,
    })
}

#[cfg(test)]
mod tests;
