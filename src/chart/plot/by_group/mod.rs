//! The marks of a table with groups, one file a shape: panels side by side,
//! sections under each other, stacked bars, averages, and a heat map where there
//! are too many groups for bars.

mod averages;
mod heat_map;
mod panels;
mod sections;

use super::diverging::key;
use super::stacks::{self, Heads, Stack};
use super::statement;
use crate::chart::figures::{people, thousands};
use crate::chart::groups::comparison::{difference, spoken_of};
use crate::chart::groups::{
    self, Line, PANELS_MAX, STACKS_MAX, level, level_name, lines, name, standing,
};
use crate::chart::reading::{Leaning, Part, Standing};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::sheet::Sheet;
use crate::privacy::protected_table::{Column, Measure, ProtectedTable};

/// Bars of shares by group, however they are laid out.
#[derive(Clone)]
pub struct Bars<'a> {
    pub lines: Vec<Line<'a>>,
    pub heads: Vec<Head>,
    /// The line and the groups that the finding speaks of.
    pub spoken_of: Option<(usize, Vec<usize>)>,
    pub has_intervals: bool,
}

/// A group's name and whom its shares rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub name: String,
    pub base: u64,
}

impl Head {
    pub fn people(&self) -> String {
        match self.base {
            0 => "–".to_owned(),
            base => people(base),
        }
    }

    pub fn figure(&self) -> String {
        match self.base {
            0 => "–".to_owned(),
            base => thousands(base),
        }
    }
}

impl Bars<'_> {
    /// Without the answers that no group counts; they come last. The mark of
    /// everybody is then of those who gave one of the others, as the groups are.
    pub fn counted(&self) -> Self {
        let mut counted = self.clone();
        let uncounted = self.lines.iter().filter(|line| line.is_uncounted);
        let gave: u64 = uncounted.map(|line| line.everybody.count).sum();
        counted.lines.retain(|line| !line.is_uncounted);
        for line in &mut counted.lines {
            line.everybody.base = line.everybody.base.saturating_sub(gave);
        }
        counted
    }

    pub fn is_accent(&self, line: usize, group: usize) -> bool {
        let spoken_of = self.spoken_of.as_ref();
        spoken_of.is_some_and(|(of, groups)| *of == line && groups.contains(&group))
    }

    /// Where the common axis of all bars ends.
    pub fn axis_end(&self) -> f64 {
        let ends = self.lines.iter().flat_map(|line| {
            let parts = line.groups.iter().chain([&line.everybody]);
            parts.map(|part| self.end(*part))
        });
        ends.fold(super::bars::AXIS_END_MIN, f64::max)
    }

    /// As far as anything of a part is drawn.
    fn end(&self, part: Part) -> f64 {
        let interval = part.known_interval().filter(|_| self.has_intervals);
        interval.map_or(part.share(), |interval| interval.high.max(part.share()))
    }
}

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool, has_words: bool) {
    match standing(table) {
        Standing::Counted => {}
        Standing::TooFew => return statement::too_few_in_groups(sheet, has_words),
        Standing::NobodyAnswered => return statement::nobody(table, sheet, has_words),
    }
    let bars = of_groups(table, has_intervals);
    let is_many = table.groups().len() > PANELS_MAX;
    match table.measure() {
        Measure::Scale { .. } | Measure::NetPromoter { .. }
            if table.groups().len() <= STACKS_MAX =>
        {
            draw_stacks(table, sheet, has_intervals);
        }
        Measure::Grid { .. } => heat_map::plot(table, &bars, sheet),
        Measure::Number { .. } => {
            averages::plot(table, sheet, has_intervals);
            sheet.space(26.0);
            draw_bars(table, &bars, is_many, sheet);
        }
        _ => draw_bars(table, &bars, is_many, sheet),
    }
}

/// The bars of a table's groups.
pub fn of_groups(table: &ProtectedTable, has_intervals: bool) -> Bars<'_> {
    let groups = table.groups().iter();
    Bars {
        lines: lines(table),
        heads: groups.map(|column| head(table, column)).collect(),
        spoken_of: spoken_of(&difference(table)),
        has_intervals,
    }
}

fn draw_bars(table: &ProtectedTable, bars: &Bars<'_>, is_many: bool, sheet: &mut Sheet) {
    // One share a group needs no rows of its own.
    if bars.lines.len() == 1 && !is_many {
        return sections::plot(bars, sheet);
    }
    if is_many {
        return heat_map::plot(table, bars, sheet);
    }
    // Only the heat map has everybody beside the groups.
    let bars = &bars.counted();
    match sheet.is_narrow {
        true => sections::plot(bars, sheet),
        false => panels::plot(bars, sheet),
    }
}

fn head(table: &ProtectedTable, column: &Column) -> Head {
    Head {
        // Of two criteria the dot stays with the first.
        name: name(column).replace(" · ", "\u{a0}· "),
        base: groups::base(table, column),
    }
}

/// A bar for everybody and one for each group, with the mean or the score.
fn draw_stacks(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    let is_score = matches!(table.measure(), Measure::NetPromoter { .. });
    let ends = ScaleEnds::of(table);
    let heads = Heads {
        low: if is_score {
            "Detractors (0–6)".to_owned()
        } else {
            ends.low
        },
        high: if is_score {
            "Promoters (9–10)".to_owned()
        } else {
            ends.high
        },
        aside: level_name(table).unwrap_or_default().to_owned(),
    };
    match table.measure() {
        Measure::Scale {
            values,
            lowest,
            highest,
        } => key(values.len(), lowest.trim(), highest.trim(), sheet),
        _ => key(3, "Detractors", "Promoters", sheet),
    }
    sheet.space(14.0);
    let rows: Vec<Stack> = table
        .columns()
        .enumerate()
        .map(|(place, column)| stack(table, column, place == 0, has_intervals))
        .collect();
    stacks::plot(&rows, &heads, sheet);
}

fn stack(table: &ProtectedTable, column: &Column, is_apart: bool, has_intervals: bool) -> Stack {
    let leaning = Leaning::of_column(table, column, 0);
    let (shares, low, high) = match table.measure() {
        Measure::NetPromoter { .. } => thirds(column),
        _ => (leaning.shares(), leaning.low, leaning.high),
    };
    let level = level(table, column);
    let interval = level.filter(|_| has_intervals);
    Stack {
        label: name(column).to_owned(),
        below: head(table, column).people(),
        shares,
        low,
        high,
        aside: (
            level.map_or_else(|| "–".to_owned(), |level| level.figure(table)),
            interval.map_or_else(String::new, |level| level.interval_in_words(table)),
        ),
        is_apart,
    }
}

fn thirds(column: &Column) -> (Vec<f64>, Part, Part) {
    let base = column.base.answered;
    let empty = Part { count: 0, base: 0 };
    let Some(promotion) = crate::chart::reading::promotion(column) else {
        return (vec![0.0; 3], empty, empty);
    };
    let part = |part: Part| Part { base, ..part };
    let parts = [
        promotion.detractors,
        promotion.passives,
        promotion.promoters,
    ]
    .map(part);
    let [low, _, high] = parts;
    (parts.map(Part::share).to_vec(), low, high)
}
