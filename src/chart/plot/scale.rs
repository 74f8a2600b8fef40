//! Scale: one diverging bar, the sums of its ends above, every point below.

use super::diverging::{Axis, bar, middle_line, reach, tone};
use crate::chart::figures::{percent, whole_percent};
use crate::chart::picture::Anchor;
use crate::chart::reading::{Leaning, Part};
use crate::chart::sheet::{
    GREAT, LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, SMALL_VALUE, Sheet, VALUE,
};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::ProtectedTable;

const BAR: f64 = 40.0;
const SWATCH: f64 = 12.0;

/// `scale`: the values and the words at the two ends.
pub fn plot(table: &ProtectedTable, scale: (&[i16], &str, &str), sheet: &mut Sheet) {
    let (_, lowest, highest) = scale;
    let leaning = Leaning::of(table, 0);
    draw_ends(&leaning, lowest.trim(), highest.trim(), sheet);
    let axis = axis(&leaning, sheet);
    let top = sheet.y + 4.0;
    let segments = bar(&leaning, axis, top, BAR, sheet);
    middle_line(axis, top - 4.0, top + BAR + 4.0, sheet);
    sheet.space(BAR + 8.0);
    let labels: Vec<&str> = table
        .categories()
        .iter()
        .map(|point| point.text.trim())
        .collect();
    let is_numbered = labels.iter().all(|label| label.chars().count() <= 2);
    let fits = labels.len() as f64 * 30.0 <= sheet.width;
    if is_numbered && fits {
        draw_points(&leaning, &labels, &segments, sheet);
    } else {
        draw_key(&leaning, &labels, sheet);
    }
}

/// The larger side takes the room it needs; the middle stays in the middle.
fn axis(leaning: &Leaning<'_>, sheet: &Sheet) -> Axis {
    let (low, high) = reach(leaning.cells);
    let widest = low.max(high).max(0.5);
    Axis {
        zero: sheet.left + sheet.width / 2.0,
        unit: sheet.width / 2.0 / widest,
    }
}

fn draw_ends(leaning: &Leaning<'_>, lowest: &str, highest: &str, sheet: &mut Sheet) {
    let column = sheet.width * 0.46;
    let fold = |text: &str| wrap_evenly(text, LABEL.face, LABEL.size, column);
    let (low, high) = (fold(lowest), fold(highest));
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
    sheet.text(&figure(leaning.low), (left, baseline), Anchor::Left, GREAT);
    sheet.text(
        &figure(leaning.high),
        (right, baseline),
        Anchor::Right,
        GREAT,
    );
    sheet.space(42.0);
}

/// The share and the number of each point under its segment; where segments are
/// narrow the labels step aside, in order and without touching.
fn draw_points(leaning: &Leaning<'_>, labels: &[&str], segments: &[(f64, f64)], sheet: &mut Sheet) {
    let wanted: Vec<f64> = segments
        .iter()
        .map(|(left, width)| left + width / 2.0)
        .collect();
    let centres = apart(&wanted, 30.0, sheet.left + 15.0, sheet.right() - 15.0);
    let first = sheet.y + SMALL_LEADING / 2.0 + SMALL.below_middle() + 4.0;
    let second = first + SMALL_LEADING - 1.0;
    for ((cell, label), (&x, &at)) in leaning
        .cells
        .iter()
        .zip(labels)
        .zip(centres.iter().zip(&wanted))
    {
        if (x - at).abs() > 2.0 {
            let y = sheet.y - 3.0;
            sheet.line((at, y), (x, y + 5.0), 1.0, Token::InkSoft);
        }
        let share = whole_percent(cell.count(), cell.base());
        sheet.text(&share, (x, first), Anchor::Centre, SMALL_VALUE);
        sheet.text(label, (x, second), Anchor::Centre, SMALL);
    }
    sheet.space(2.0 * SMALL_LEADING + 4.0);
}

/// Moves centres apart until they are `distance` from each other, within bounds.
fn apart(wanted: &[f64], distance: f64, left: f64, right: f64) -> Vec<f64> {
    let mut centres = Vec::with_capacity(wanted.len());
    let mut least = left;
    for &centre in wanted {
        let placed = centre.max(least);
        centres.push(placed);
        least = placed + distance;
    }
    let mut most = right;
    for centre in centres.iter_mut().rev() {
        *centre = centre.min(most);
        most = *centre - distance;
    }
    centres
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
