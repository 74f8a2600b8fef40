//! Number: how many fall into each band, with the average and the median.

use super::bars::{self, Row, Tone};
use super::columns::{self, Column};
use crate::chart::figures::{decimal, percent, whole_percent};
use crate::chart::picture::Anchor;
use crate::chart::reading::{Entry, Middle, entries, middle};
use crate::chart::sheet::{GREAT, LABEL, SMALL, SMALL_INK, Sheet};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::ProtectedTable;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    if let Some(middle) = middle(table) {
        draw_averages(&middle, sheet);
    }
    let entries = entries(table);
    match upright(&entries, sheet) {
        Some(columns) if !has_intervals => {
            let height = if sheet.is_narrow { 110.0 } else { 150.0 };
            columns::plot(&columns, height, 2.0, sheet);
        }
        _ => bars::plot(&lying(&entries, has_intervals), None, true, sheet),
    }
}

/// Columns like a histogram's, if the bands' names fit under them.
fn upright(entries: &[Entry<'_>], sheet: &Sheet) -> Option<Vec<Column>> {
    let width = columns::label_width_max(entries.len(), sheet);
    let column = |entry: &Entry<'_>| {
        let lines = wrap_evenly(entry.text.trim(), SMALL_INK.face, SMALL_INK.size, width);
        let is_whole = lines.join(" ") == entry.text.trim();
        (is_whole && lines.len() <= 2).then(|| Column {
            lines,
            value: whole_percent(entry.part.count, entry.part.base),
            share: entry.part.share(),
            fill: Token::Bar,
            starts_group: entry.is_residual,
        })
    };
    entries.iter().map(column).collect()
}

fn lying(entries: &[Entry<'_>], has_intervals: bool) -> Vec<Row> {
    let row = |entry: &Entry<'_>| Row {
        label: entry.text.to_owned(),
        value: percent(entry.part.count, entry.part.base),
        share: entry.part.share(),
        interval: has_intervals.then(|| entry.part.interval()),
        tone: if entry.is_residual {
            Tone::Residual
        } else {
            Tone::Muted
        },
        aside: None,
    };
    entries.iter().map(row).collect()
}

fn draw_averages(middle: &Middle<'_>, sheet: &mut Sheet) {
    let mut left = sheet.left;
    let baseline = sheet.y + 30.0;
    let unit = middle
        .unit
        .map_or_else(String::new, |unit| format!(" ({})", unit.trim()));
    let figures = [
        (middle.mean, format!("Average{unit}"), ""),
        (
            middle.median,
            "Median".to_owned(),
            "interpolated in its band",
        ),
    ];
    for (value, name, aside) in figures {
        let Some(value) = value else { continue };
        let figure = decimal(value, middle.decimals);
        sheet.text(&figure, (left, baseline), Anchor::Left, GREAT);
        let below = baseline + 20.0;
        sheet.text(&name, (left, below), Anchor::Left, LABEL);
        sheet.text(aside, (left, below + 16.0), Anchor::Left, SMALL);
        left += (sheet.width * 0.34).max(LABEL.width(&name) + 20.0);
    }
    sheet.space(30.0 + 20.0 + 16.0 + 20.0);
}
