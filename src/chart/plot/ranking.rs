//! Ranking: bars of first choices, the mean rank beside them.

use super::bars::{self, Heads};
use super::choice;
use crate::chart::figures::decimal;
use crate::chart::reading::{first_choices, mean_rank, spoken_of};
use crate::chart::sheet::Sheet;
use crate::privacy::protected_table::ProtectedTable;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    let entries = first_choices(table);
    let mut rows = choice::rows(&entries, &spoken_of(table, &entries), has_intervals);
    for (row, entry) in rows.iter_mut().zip(&entries) {
        let rank = mean_rank(table.first(), entry.position);
        row.aside = Some(rank.map_or_else(|| "–".to_owned(), |rank| decimal(rank, 1)));
    }
    let heads = Heads {
        bars: "Ranked first".to_owned(),
        aside: "Mean rank".to_owned(),
    };
    bars::plot(&rows, Some(&heads), false, sheet);
}
