//! Grid: a diverging bar for each row, parted at one common middle.

use super::diverging::key;
use super::stacks::{self, Heads, Stack};
use crate::chart::reading::{Leaning, leanings};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::sheet::Sheet;
use crate::privacy::protected_table::ProtectedTable;

/// `scale`: the values and the words at the two ends.
pub fn plot(table: &ProtectedTable, scale: (&[i16], &str, &str), sheet: &mut Sheet) {
    let (values, lowest, highest) = scale;
    key(values.len(), lowest.trim(), highest.trim(), sheet);
    sheet.space(14.0);
    let row = |row: &Leaning<'_>| Stack {
        label: row.text.to_owned(),
        below: String::new(),
        shares: row.shares(),
        low: row.low,
        high: row.high,
        aside: (String::new(), String::new()),
        is_apart: false,
    };
    let rows: Vec<Stack> = leanings(table).iter().map(row).collect();
    let ends = ScaleEnds::of(table);
    let heads = Heads {
        low: ends.low,
        high: ends.high,
        aside: String::new(),
    };
    stacks::plot(&rows, &heads, sheet);
}
