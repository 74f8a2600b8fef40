//! Single and multiple choice: ranked bars, residual answers apart.

use super::bars::{self, Row, Tone};
use crate::chart::figures::percent;
use crate::chart::reading::{Entry, entries, spoken_of};
use crate::chart::sheet::Sheet;
use crate::privacy::protected_table::ProtectedTable;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    let entries = entries(table);
    let rows = rows(&entries, &spoken_of(table, &entries), has_intervals);
    bars::plot(&rows, None, false, sheet);
}

/// The entries that the finding names carry the accent.
pub fn rows(entries: &[Entry<'_>], spoken_of: &[usize], has_intervals: bool) -> Vec<Row> {
    let row = |entry: &Entry<'_>| Row {
        label: entry.text.to_owned(),
        value: percent(entry.part.count, entry.part.base),
        share: entry.part.share(),
        interval: entry.part.known_interval().filter(|_| has_intervals),
        tone: match (spoken_of.contains(&entry.position), entry.is_residual) {
            (true, false) => Tone::Accent,
            (false, false) => Tone::Muted,
            (_, true) => Tone::Residual,
        },
        aside: None,
    };
    entries.iter().map(row).collect()
}
