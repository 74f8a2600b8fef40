//! Upright columns side by side: a distribution over steps of one thing.

use crate::chart::picture::Anchor;
use crate::chart::sheet::{SMALL, SMALL_INK, SMALL_LEADING, SMALL_VALUE, Sheet};
use crate::chart::theme::Token;

pub struct Column {
    pub lines: Vec<String>,
    pub value: String,
    /// 0 to 1.
    pub share: f64,
    pub fill: Token,
    /// Stands a step apart from the column before it.
    pub starts_group: bool,
}

/// Left edge and width of each column.
pub type Places = Vec<(f64, f64)>;

const GROUP_GAP: f64 = 10.0;

/// Draws the columns with their values above and their labels below.
pub fn plot(columns: &[Column], sheet: &mut Sheet) -> Places {
    let height = if sheet.is_narrow { 110.0 } else { 150.0 };
    let gap = gap(sheet);
    let breaks = columns
        .iter()
        .skip(1)
        .filter(|column| column.starts_group)
        .count();
    // The outer columns stand on the outer edges.
    let room = sheet.width + gap - breaks as f64 * GROUP_GAP;
    let pitch = room / columns.len().max(1) as f64;
    let width = pitch - gap;
    let highest = columns
        .iter()
        .map(|column| column.share)
        .fold(0.1, f64::max);
    sheet.space(SMALL_LEADING);
    let base = sheet.y + height;
    let mut left = sheet.left;
    let mut places = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        if place > 0 && column.starts_group {
            left += GROUP_GAP;
        }
        let tall = column.share / highest * height;
        sheet.bar(left, base - tall, width, tall, column.fill);
        let centre = left + width / 2.0;
        let above = base - tall - 6.0;
        sheet.text(&column.value, (centre, above), Anchor::Centre, SMALL_VALUE);
        for (row, line) in column.lines.iter().enumerate() {
            let below = base + 17.0 + row as f64 * SMALL_LEADING;
            sheet.text(line, (centre, below), Anchor::Centre, SMALL_INK);
        }
        places.push((left, width));
        left += pitch;
    }
    sheet.line(
        (sheet.left, base),
        (sheet.right(), base),
        1.0,
        Token::InkSoft,
    );
    let lines = columns
        .iter()
        .map(|column| column.lines.len())
        .max()
        .unwrap_or(0);
    sheet.space(height + lines as f64 * SMALL_LEADING + 6.0);
    places
}

/// Between two columns.
fn gap(sheet: &Sheet) -> f64 {
    if sheet.is_narrow { 3.0 } else { 8.0 }
}

/// The room for a label under its column.
pub fn label_width_max(columns: usize, sheet: &Sheet) -> f64 {
    sheet.width / columns.max(1) as f64 - SMALL.size / 2.0
}
