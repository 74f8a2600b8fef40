//! One figure a group: the mean of a scale or of numbers, the net promoter score.

use crate::chart::figures::{decimal, in_unit, signed};
use crate::chart::reading::promotion;
use crate::privacy::protected_table::{Column, Measure, ProtectedTable};
use crate::statistics::intervals::Z_95;
use crate::statistics::proportions::{banded_error, mean_with_error};

/// A figure with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    pub value: f64,
    pub error: f64,
    low_min: f64,
    high_max: f64,
}

impl Level {
    /// The bounds of its 95 % interval.
    pub fn interval(self) -> (f64, f64) {
        let half = Z_95 * self.error;
        (
            (self.value - half).max(self.low_min),
            (self.value + half).min(self.high_max),
        )
    }

    /// As it is printed.
    pub fn figure(self, table: &ProtectedTable) -> String {
        printed(self.value, table)
    }

    /// "3.4 to 3.9".
    pub fn interval_in_words(self, table: &ProtectedTable) -> String {
        let (low, high) = self.interval();
        format!("{} to {}", printed(low, table), printed(high, table))
    }
}

fn printed(value: f64, table: &ProtectedTable) -> String {
    match table.measure() {
        Measure::NetPromoter { .. } => signed(value),
        Measure::Number { unit, decimals, .. } => {
            let sign = unit
                .as_deref()
                .filter(|unit| super::super::figures::is_sign(unit));
            in_unit(&decimal(value, usize::from(*decimals).max(1)), sign)
        }
        _ => decimal(value, 1),
    }
}

/// How the figure is called over its column; `None` for a measure without one.
pub fn level_name(table: &ProtectedTable) -> Option<&'static str> {
    match table.measure() {
        Measure::Scale { .. } => Some("Mean"),
        Measure::NetPromoter { .. } => Some("Score"),
        Measure::Number { .. } => Some("Average"),
        _ => None,
    }
}

/// The figure of one group; `None` where nobody answered or it has none.
pub fn level(table: &ProtectedTable, column: &Column) -> Option<Level> {
    let counts: Vec<u64> = column.item(0).iter().map(|cell| cell.count()).collect();
    let bounded = |value: f64, error: f64, low_min: f64, high_max: f64| Level {
        value,
        error,
        low_min,
        high_max,
    };
    match table.measure() {
        Measure::Scale { values, .. } => {
            let values: Vec<f64> = values.iter().map(|&value| f64::from(value)).collect();
            let (mean, error) = mean_with_error(&values, &counts)?;
            let ends = values.first().zip(values.last());
            let (low, high) = ends.map_or((mean, mean), |(low, high)| (*low, *high));
            Some(bounded(mean, error, low, high))
        }
        Measure::NetPromoter { .. } => {
            let score = promotion(column)?.score;
            Some(bounded(score.score, score.standard_error, -100.0, 100.0))
        }
        Measure::Number {
            decimals, bands, ..
        } => {
            let step = 10_f64.powi(i32::from(*decimals));
            let edges: Vec<(f64, f64)> = bands
                .iter()
                .map(|band| {
                    let (low, high) = (*band.start() as f64 - 0.5, *band.end() as f64 + 0.5);
                    (low / step, high / step)
                })
                .collect();
            let error = banded_error(&edges, &counts)?;
            let ends = edges.first().zip(edges.last());
            let (low, high) = ends.map_or((f64::MIN, f64::MAX), |(low, high)| (low.0, high.1));
            Some(bounded(column.mean()?, error, low, high))
        }
        _ => None,
    }
}
