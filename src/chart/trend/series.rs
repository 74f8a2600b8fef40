//! What is followed over the waves: a share of each answer, or one figure.

use crate::chart::figures::{interval_in_figures, percent};
use crate::chart::groups::{Level, Line, level, level_name, lines};
use crate::chart::reading::Part;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// One line: a label and a point for each wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: String,
    pub is_residual: bool,
    /// `None` where nothing is shown.
    pub points: Vec<Option<Point>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// As it is printed, with its unit.
    pub figure: String,
    pub interval: String,
    pub rests_on: RestsOn,
}

/// What a test of two waves needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RestsOn {
    Share {
        count: u64,
        base: u64,
    },
    /// A standard error.
    Error(f64),
}

/// The lines of the newest table, followed through all of them.
pub fn of(newest: &ProtectedTable, tables: &[&ProtectedTable]) -> Vec<Series> {
    if has_level(newest) {
        let points = tables.iter().map(|table| {
            let level = level(table, table.first());
            level.map(|level| of_level(level, table))
        });
        return vec![Series {
            label: level_name(newest).unwrap_or_default().to_owned(),
            is_residual: false,
            points: points.collect(),
        }];
    }
    let everybody: Vec<Vec<Line<'_>>> = tables.iter().map(|table| lines(table)).collect();
    let is_single = matches!(newest.measure(), Measure::Scale { .. });
    let of_line = |line: Line<'_>| {
        let same = |lines: &Vec<Line<'_>>| {
            let found = lines.iter().find(|other| other.label == line.label)?;
            of_share(found.everybody)
        };
        Series {
            label: line.label.to_string(),
            is_residual: line.is_residual,
            points: everybody.iter().map(same).collect(),
        }
    };
    let lines = lines(newest).into_iter();
    let count = if is_single { 1 } else { usize::MAX };
    lines.take(count).map(of_line).collect()
}

fn has_level(table: &ProtectedTable) -> bool {
    matches!(
        table.measure(),
        Measure::NetPromoter { .. } | Measure::Number { .. }
    )
}

fn of_share(part: Part) -> Option<Point> {
    let interval = part.known_interval()?;
    Some(Point {
        value: 100.0 * part.share(),
        low: 100.0 * interval.low,
        high: 100.0 * interval.high,
        figure: percent(part.count, part.base),
        interval: interval_in_figures(interval),
        rests_on: RestsOn::Share {
            count: part.count,
            base: part.base,
        },
    })
}

fn of_level(level: Level, table: &ProtectedTable) -> Point {
    let (low, high) = level.interval();
    Point {
        value: level.value,
        low,
        high,
        figure: level.figure(table),
        interval: level.interval_in_words(table),
        rests_on: RestsOn::Error(level.error),
    }
}
