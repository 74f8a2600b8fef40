//! The marks of every kind of question, one file a kind. No finding, no notes.

mod bars;
pub(super) mod by_group;
mod choice;
mod columns;
mod diverging;
mod grid;
mod net_promoter;
mod number;
mod ranking;
mod scale;
mod stacks;
mod statement;

use super::reading::Standing;
use super::sheet::Sheet;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// Draws the table's marks on the sheet, from its present end downwards.
pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool, has_words: bool) {
    if table.banner().is_some() {
        return by_group::plot(table, sheet, has_intervals, has_words);
    }
    match Standing::of(table) {
        Standing::Counted => {}
        Standing::TooFew => return statement::too_few(sheet, has_words),
        Standing::NobodyAnswered => return statement::nobody(table, sheet, has_words),
    }
    match table.measure() {
        Measure::SingleChoice { .. } | Measure::MultipleChoice => {
            choice::plot(table, sheet, has_intervals);
        }
        Measure::Scale {
            values,
            lowest,
            highest,
        } => {
            scale::plot(table, (values, lowest, highest), sheet);
        }
        Measure::Grid {
            values,
            lowest,
            highest,
        } => {
            grid::plot(table, (values, lowest, highest), sheet);
        }
        Measure::NetPromoter { .. } => net_promoter::plot(table, sheet),
        Measure::Ranking => ranking::plot(table, sheet, has_intervals),
        Measure::Number { .. } => number::plot(table, sheet, has_intervals),
        Measure::Comments => statement::comments(table, sheet, has_words),
    }
}
