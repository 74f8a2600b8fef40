//! Grid: a diverging bar for each row, parted at one common middle.

use super::diverging::{Axis, bar, key, middle_line, reach};
use crate::chart::figures::percent;
use crate::chart::picture::Anchor;
use crate::chart::reading::{Leaning, Part, leanings};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::sheet::{LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, Sheet, VALUE};
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::ProtectedTable;

const LABEL_GAP: f64 = 16.0;
const VALUE_GAP: f64 = 7.0;
/// Figures in a reader's own font are up to this much wider.
const OTHER_FONT: f64 = 1.15;
const LABELS_PART: f64 = 0.38;
const LABEL_LINES_MAX: usize = 3;
/// From a label to the bar under it.
const ABOVE_GAP: f64 = 4.0;
/// More rows than this are set closer.
const GENEROUS_ROWS_MAX: usize = 12;

/// `scale`: the values and the words at the two ends.
pub fn plot(table: &ProtectedTable, scale: (&[i16], &str, &str), sheet: &mut Sheet) {
    let (values, lowest, highest) = scale;
    let rows = leanings(table);
    key(values.len(), lowest.trim(), highest.trim(), sheet);
    sheet.space(14.0);
    let layout = Layout::of(&rows, sheet);
    draw_heads(&ScaleEnds::of(table), layout.axis, sheet);
    let top = sheet.y;
    for (place, (row, lines)) in rows.iter().zip(&layout.labels).enumerate() {
        if place > 0 {
            sheet.space(layout.gap);
        }
        draw_row(row, lines, &layout, sheet);
    }
    if layout.is_beside {
        middle_line(layout.axis, top - 4.0, sheet.y + 4.0, sheet);
        sheet.space(4.0);
    }
}

/// What the figures at the ends are, on either side of the common middle; where
/// there is no room the note alone says so.
fn draw_heads(ends: &ScaleEnds, axis: Axis, sheet: &mut Sheet) {
    let gap = 8.0;
    let is_within = axis.zero - gap - OTHER_FONT * SMALL.width(&ends.low) >= sheet.left
        && axis.zero + gap + OTHER_FONT * SMALL.width(&ends.high) <= sheet.right();
    if is_within {
        let baseline = sheet.y + SMALL_LEADING / 2.0 + SMALL.below_middle();
        sheet.text(&ends.low, (axis.zero - gap, baseline), Anchor::Right, SMALL);
        sheet.text(&ends.high, (axis.zero + gap, baseline), Anchor::Left, SMALL);
        sheet.space(SMALL_LEADING + 8.0);
    }
}

struct Layout {
    labels: Vec<Vec<String>>,
    is_beside: bool,
    bar: f64,
    gap: f64,
    axis: Axis,
}

impl Layout {
    fn of(rows: &[Leaning<'_>], sheet: &Sheet) -> Self {
        let fold = |width: f64| -> Vec<Vec<String>> {
            rows.iter()
                .map(|row| wrap_evenly(row.text.trim(), LABEL.face, LABEL.size, width))
                .collect()
        };
        let beside = (!sheet.is_narrow).then(|| fold(LABELS_PART * sheet.width));
        let is_short =
            |labels: &Vec<Vec<String>>| labels.iter().all(|lines| lines.len() <= LABEL_LINES_MAX);
        let beside = beside.filter(is_short);
        let is_beside = beside.is_some();
        let labels = beside.unwrap_or_else(|| fold(sheet.width));
        let widest = labels
            .iter()
            .flatten()
            .map(|line| LABEL.width(line))
            .fold(0.0, f64::max);
        let bars_left = if is_beside { widest + LABEL_GAP } else { 0.0 };
        let figures = rows.iter().flat_map(|row| [row.low, row.high]);
        let figure = figures
            .map(|part| OTHER_FONT * VALUE.width(&share(part)))
            .fold(0.0, f64::max);
        let room = sheet.width - bars_left - 2.0 * (figure + VALUE_GAP);
        let reaches = rows.iter().map(|row| reach(row.cells));
        let (low, high) = reaches.fold((0.01_f64, 0.01_f64), |most, reach| {
            (most.0.max(reach.0), most.1.max(reach.1))
        });
        let unit = room / (low + high);
        let is_generous = rows.len() <= GENEROUS_ROWS_MAX;
        Self {
            labels,
            is_beside,
            bar: if is_generous { 22.0 } else { 14.0 },
            gap: if is_generous { 12.0 } else { 7.0 },
            axis: Axis {
                zero: sheet.left + bars_left + figure + VALUE_GAP + low * unit,
                unit,
            },
        }
    }
}

fn share(part: Part) -> String {
    percent(part.count, part.base)
}

fn draw_row(row: &Leaning<'_>, lines: &[String], layout: &Layout, sheet: &mut Sheet) {
    let block = lines.len() as f64 * LABEL_LEADING;
    let bar_height = if layout.is_beside {
        layout.bar
    } else {
        layout.bar.min(18.0)
    };
    let (height, label_top, middle) = if layout.is_beside {
        let height = block.max(bar_height);
        (
            height,
            sheet.y + (height - block) / 2.0,
            sheet.y + height / 2.0,
        )
    } else {
        let bar_top = sheet.y + block + ABOVE_GAP;
        (
            block + 3.0 + bar_height,
            sheet.y,
            bar_top + bar_height / 2.0,
        )
    };
    let first = label_top + LABEL_LEADING / 2.0 + LABEL.below_middle();
    for (place, line) in lines.iter().enumerate() {
        let at = (sheet.left, first + place as f64 * LABEL_LEADING);
        sheet.text(line, at, Anchor::Left, LABEL);
    }
    let top = middle - bar_height / 2.0;
    bar(row, layout.axis, top, bar_height, sheet);
    if !layout.is_beside {
        middle_line(layout.axis, top - 1.0, top + bar_height + 1.0, sheet);
    }
    let (low, high) = reach(row.cells);
    let (axis, baseline) = (layout.axis, middle + VALUE.below_middle());
    let left = axis.zero - low * axis.unit - VALUE_GAP;
    let right = axis.zero + high * axis.unit + VALUE_GAP;
    if !row.low.is_empty() {
        sheet.text(&share(row.low), (left, baseline), Anchor::Right, VALUE);
    }
    sheet.text(&share(row.high), (right, baseline), Anchor::Left, VALUE);
    sheet.space(height);
}
