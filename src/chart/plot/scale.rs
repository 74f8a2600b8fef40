//! Scale: the sums of its ends, one diverging bar, every point below.

use super::columns::{self, Column};
use super::diverging::{Axis, bar, middle_line, reach, tone};
use crate::chart::figures::{percent, whole_percent};
use crate::chart::picture::Anchor;
use crate::chart::reading::{Leaning, Part};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::sheet::{
    GREAT, LABEL, LABEL_LEADING, SMALL, SMALL_INK, SMALL_LEADING, Sheet, VALUE,
};
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::{Cell, ProtectedTable};

const BAR: f64 = 40.0;
const SWATCH: f64 = 12.0;
/// A point's colour over its words in the key.
const STRIP: f64 = 4.0;
const STRIP_GAP: f64 = 8.0;

/// More points than this are columns: as segments they would be slivers.
const SEGMENTS_MAX: usize = 7;

/// `scale`: the values and the words at the two ends.
pub fn plot(table: &ProtectedTable, scale: (&[i16], &str, &str), sheet: &mut Sheet) {
    let (values, lowest, highest) = scale;
    let leaning = Leaning::of(table, 0);
    let labels: Vec<&str> = table
        .categories()
        .iter()
        .map(|point| point.text.trim())
        .collect();
    let is_numbered = labels.iter().all(|label| label.chars().count() <= 3);
    let ends = ScaleEnds::of(table);
    draw_sums(&leaning, &ends, sheet);
    let outer = (lowest.trim(), highest.trim());
    if is_numbered && values.len() > SEGMENTS_MAX {
        draw_columns(&leaning, &labels, sheet);
        return draw_ends(&ends, outer, sheet);
    }
    let axis = axis(&leaning, sheet);
    let top = sheet.y + 4.0;
    bar(&leaning.shares(), axis, top, BAR, sheet);
    middle_line(axis, top - 4.0, top + BAR + 4.0, sheet);
    sheet.space(BAR + 8.0);
    let is_across = labels.len() <= SEGMENTS_MAX && (is_numbered || !sheet.is_narrow);
    match is_across {
        true => draw_key_across(&leaning, &labels, sheet),
        false => draw_key(&leaning, &labels, sheet),
    }
    draw_ends(&ends, outer, sheet);
}

fn draw_columns(leaning: &Leaning<'_>, labels: &[&str], sheet: &mut Sheet) {
    let points = leaning.cells.len();
    let column = |(place, (cell, label)): (usize, (&Cell, &&str))| Column {
        lines: vec![(*label).to_owned()],
        value: whole_percent(cell.count(), cell.base()),
        share: cell.share(),
        fill: tone(place, points),
        starts_group: false,
    };
    let cells = leaning.cells.iter().zip(labels).enumerate();
    let columns: Vec<Column> = cells.map(column).collect();
    columns::plot(&columns, sheet);
}

/// The larger side takes the room it needs; the middle stays in the middle.
fn axis(leaning: &Leaning<'_>, sheet: &Sheet) -> Axis {
    let (low, high) = reach(&leaning.shares());
    let widest = low.max(high).max(0.5);
    Axis {
        zero: sheet.left + sheet.width / 2.0,
        unit: sheet.width / 2.0 / widest,
    }
}

fn draw_sums(leaning: &Leaning<'_>, ends: &ScaleEnds, sheet: &mut Sheet) {
    let column = sheet.width * 0.46;
    let fold = |text: &str| wrap_evenly(text, LABEL.face, LABEL.size, column);
    let (low, high) = (fold(&ends.low), fold(&ends.high));
    let lines = low.len().max(high.len());
    let (left, right) = (sheet.left, sheet.right());
    for (words, x, anchor) in [(&low, left, Anchor::Left), (&high, right, Anchor::Right)] {
        let blank = lines - words.len();
        for (place, line) in words.iter().enumerate() {
            let row = (blank + place) as f64;
            let y = sheet.y + row * LABEL_LEADING + LABEL_LEADING / 2.0 + LABEL.below_middle();
            sheet.text(line, (x, y), anchor, LABEL);
        }
    }
    sheet.space(lines as f64 * LABEL_LEADING);
    let baseline = sheet.y + 32.0;
    let figure = |part: Part| percent(part.count, part.base);
    let (low, high) = (figure(leaning.low), figure(leaning.high));
    sheet.text(&low, (left, baseline), Anchor::Left, GREAT);
    sheet.text(&high, (right, baseline), Anchor::Right, GREAT);
    sheet.space(42.0);
}

/// What the outermost points mean, under them, where they are only numbers.
fn draw_ends(ends: &ScaleEnds, (lowest, highest): (&str, &str), sheet: &mut Sheet) {
    if !ends.is_numbered {
        return;
    }
    let fold = |text: &str| wrap_evenly(text, SMALL.face, SMALL.size, sheet.width * 0.46);
    let (low, high) = (fold(lowest), fold(highest));
    let (left, right) = (sheet.left, sheet.right());
    for (words, x, anchor) in [(&low, left, Anchor::Left), (&high, right, Anchor::Right)] {
        for (place, line) in words.iter().enumerate() {
            let middle = sheet.y + place as f64 * SMALL_LEADING + SMALL_LEADING / 2.0;
            sheet.text(line, (x, middle + SMALL.below_middle()), anchor, SMALL);
        }
    }
    sheet.space(low.len().max(high.len()) as f64 * SMALL_LEADING);
}

/// The points side by side in the order of the bar: colour, share, words.
fn draw_key_across(leaning: &Leaning<'_>, labels: &[&str], sheet: &mut Sheet) {
    let points = leaning.cells.len();
    let pitch = (sheet.width + STRIP_GAP) / points.max(1) as f64;
    let leading = SMALL_LEADING - 2.0;
    // The unit line says what the figures are; in a narrow column that must do.
    let is_roomy = VALUE.width("100%") <= pitch - STRIP_GAP;
    let figure = |cell: &Cell| match is_roomy {
        true => percent(cell.count(), cell.base()),
        false => whole_percent(cell.count(), cell.base()),
    };
    let mut lines_max = 0;
    sheet.space(16.0);
    for (place, (cell, label)) in leaning.cells.iter().zip(labels).enumerate() {
        let left = sheet.left + place as f64 * pitch;
        sheet.bar(left, sheet.y, pitch - STRIP_GAP, STRIP, tone(place, points));
        let baseline = sheet.y + STRIP + 18.0;
        let share = figure(cell);
        sheet.text(&share, (left, baseline), Anchor::Left, VALUE);
        let lines = wrap_evenly(label, SMALL.face, SMALL.size, pitch - STRIP_GAP);
        for (row, line) in lines.iter().enumerate() {
            let below = baseline + 18.0 + row as f64 * leading;
            sheet.text(line, (left, below), Anchor::Left, SMALL_INK);
        }
        lines_max = lines_max.max(lines.len());
    }
    sheet.space(STRIP + 24.0 + lines_max as f64 * leading);
}

/// One line a point: its colour, its words, its share.
fn draw_key(leaning: &Leaning<'_>, labels: &[&str], sheet: &mut Sheet) {
    let points = leaning.cells.len();
    let indent = SWATCH + 10.0;
    let values = VALUE.width("100%") + 12.0;
    let room = (sheet.width - indent - values).min(380.0);
    sheet.space(12.0);
    let words: Vec<Vec<String>> = labels
        .iter()
        .map(|text| wrap_evenly(text, LABEL.face, LABEL.size, room))
        .collect();
    let widest = words
        .iter()
        .flatten()
        .map(|line| LABEL.width(line))
        .fold(0.0, f64::max);
    let value_right = sheet.left + indent + widest + values;
    for (place, (cell, lines)) in leaning.cells.iter().zip(&words).enumerate() {
        let middle = sheet.y + LABEL_LEADING / 2.0;
        let baseline = middle + LABEL.below_middle();
        sheet.bar(
            sheet.left,
            middle - SWATCH / 2.0,
            SWATCH,
            SWATCH,
            tone(place, points),
        );
        let share = percent(cell.count(), cell.base());
        sheet.text(&share, (value_right, baseline), Anchor::Right, VALUE);
        for (row, line) in lines.iter().enumerate() {
            let at = (sheet.left + indent, baseline + row as f64 * LABEL_LEADING);
            sheet.text(line, at, Anchor::Left, LABEL);
        }
        sheet.space(lines.len() as f64 * LABEL_LEADING + 6.0);
    }
    sheet.space(-6.0);
}
