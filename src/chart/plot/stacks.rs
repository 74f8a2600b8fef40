//! Bars that part at one common middle, a row for each statement or each group,
//! with the sums of the two ends beside them and, if asked, one more figure.

use super::diverging::{Axis, bar, middle_line, reach};
use crate::chart::figures::percent;
use crate::chart::picture::Anchor;
use crate::chart::reading::Part;
use crate::chart::sheet::{LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, Sheet, VALUE};
use crate::chart::wrapping::wrap_evenly;

/// One bar and its words.
pub struct Stack {
    pub label: String,
    /// Under the label: whom it rests on.
    pub below: String,
    /// The parts of the bar, from left to right.
    pub shares: Vec<f64>,
    pub low: Part,
    pub high: Part,
    /// A figure in a column of its own, and what stands under it.
    pub aside: (String, String),
    /// Stands apart from the rows after it.
    pub is_apart: bool,
}

/// What stands over the two ends of the bars and over the column beside them.
pub struct Heads {
    pub low: String,
    pub high: String,
    pub aside: String,
}

const LABEL_GAP: f64 = 16.0;
const VALUE_GAP: f64 = 7.0;
/// Figures in a reader's own font are up to this much wider.
const OTHER_FONT: f64 = 1.15;
const LABELS_PART: f64 = 0.38;
const LABEL_LINES_MAX: usize = 3;
/// From a label to the bar under it.
const ABOVE_GAP: f64 = 4.0;
const ASIDE_GAP: f64 = 18.0;
/// More rows than this are set closer.
const GENEROUS_ROWS_MAX: usize = 12;

pub fn plot(rows: &[Stack], heads: &Heads, sheet: &mut Sheet) {
    let layout = Layout::of(rows, heads, sheet);
    draw_heads(heads, layout.axis, sheet);
    let top = sheet.y;
    for (place, (row, lines)) in rows.iter().zip(&layout.labels).enumerate() {
        if place > 0 {
            sheet.space(layout.gap);
        }
        draw_row(row, lines, &layout, sheet);
        if row.is_apart {
            sheet.space(layout.gap);
        }
    }
    if layout.is_beside {
        middle_line(layout.axis, top - 4.0, sheet.y + 4.0, sheet);
        sheet.space(4.0);
    }
}

/// What the figures at the ends are, on either side of the common middle; where
/// there is no room the note alone says so.
fn draw_heads(heads: &Heads, axis: Axis, sheet: &mut Sheet) {
    let gap = 8.0;
    let aside = match heads.aside.is_empty() {
        true => 0.0,
        false => OTHER_FONT * SMALL.width(&heads.aside) + ASIDE_GAP,
    };
    let is_within = axis.zero - gap - OTHER_FONT * SMALL.width(&heads.low) >= sheet.left
        && axis.zero + gap + OTHER_FONT * SMALL.width(&heads.high) + aside <= sheet.right();
    let baseline = sheet.y + SMALL_LEADING / 2.0 + SMALL.below_middle();
    if is_within {
        let (left, right) = (axis.zero - gap, axis.zero + gap);
        sheet.text(&heads.low, (left, baseline), Anchor::Right, SMALL);
        sheet.text(&heads.high, (right, baseline), Anchor::Left, SMALL);
    }
    sheet.text(
        &heads.aside,
        (sheet.right(), baseline),
        Anchor::Right,
        SMALL,
    );
    if is_within || !heads.aside.is_empty() {
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

fn widest(widths: impl Iterator<Item = f64>) -> f64 {
    widths.fold(0.0, f64::max)
}

/// The room that the column beside the bars takes.
fn aside_width(rows: &[Stack], heads: &Heads) -> f64 {
    let figures = rows.iter().map(|row| {
        let (figure, below) = &row.aside;
        VALUE.width(figure).max(SMALL.width(below))
    });
    let width = widest(figures.chain([SMALL.width(&heads.aside)]));
    if width > 0.0 {
        OTHER_FONT * width + ASIDE_GAP
    } else {
        0.0
    }
}

impl Layout {
    fn of(rows: &[Stack], heads: &Heads, sheet: &Sheet) -> Self {
        let aside = aside_width(rows, heads);
        let fold = |width: f64| -> Vec<Vec<String>> {
            rows.iter()
                .map(|row| wrap_evenly(row.label.trim(), LABEL.face, LABEL.size, width))
                .collect()
        };
        let beside = (!sheet.is_narrow).then(|| fold(LABELS_PART * sheet.width));
        let is_short =
            |labels: &Vec<Vec<String>>| labels.iter().all(|lines| lines.len() <= LABEL_LINES_MAX);
        let beside = beside.filter(is_short);
        let is_beside = beside.is_some();
        let labels = beside.unwrap_or_else(|| fold(sheet.width - aside));
        let words = labels.iter().flatten().map(|line| LABEL.width(line));
        let below = rows.iter().map(|row| 1.05 * SMALL.width(&row.below));
        let bars_left = match is_beside {
            true => widest(words.chain(below)) + LABEL_GAP,
            false => 0.0,
        };
        let figures = rows.iter().flat_map(|row| [row.low, row.high]);
        let figure = widest(figures.map(|part| OTHER_FONT * VALUE.width(&share(part))));
        let beside = if is_beside { aside } else { 0.0 };
        let room = sheet.width - bars_left - beside - 2.0 * (figure + VALUE_GAP);
        let reaches = rows.iter().map(|row| reach(&row.shares));
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

fn draw_row(row: &Stack, lines: &[String], layout: &Layout, sheet: &mut Sheet) {
    let words = lines.len() as f64 * LABEL_LEADING;
    let below = if row.below.is_empty() {
        0.0
    } else {
        SMALL_LEADING
    };
    let block = words + below;
    let bar_height = match layout.is_beside {
        true => layout.bar,
        false => layout.bar.min(18.0),
    };
    let (height, label_top, middle) = if layout.is_beside {
        let height = block.max(bar_height);
        let label_top = sheet.y + (height - block) / 2.0;
        (height, label_top, sheet.y + height / 2.0)
    } else {
        let bar_top = sheet.y + block + ABOVE_GAP;
        let height = block + 3.0 + bar_height;
        (height, sheet.y, bar_top + bar_height / 2.0)
    };
    let first = label_top + LABEL_LEADING / 2.0 + LABEL.below_middle();
    for (place, line) in lines.iter().enumerate() {
        let at = (sheet.left, first + place as f64 * LABEL_LEADING);
        sheet.text(line, at, Anchor::Left, LABEL);
    }
    let below = label_top + words + SMALL_LEADING / 2.0 + SMALL.below_middle() - 1.0;
    sheet.text(&row.below, (sheet.left, below), Anchor::Left, SMALL);
    draw_bar(row, layout, middle, bar_height, sheet);
    let aside_middle = if layout.is_beside {
        middle
    } else {
        label_top + block / 2.0
    };
    draw_aside(row, aside_middle, sheet);
    sheet.space(height);
}

fn draw_bar(row: &Stack, layout: &Layout, middle: f64, height: f64, sheet: &mut Sheet) {
    let top = middle - height / 2.0;
    bar(&row.shares, layout.axis, top, height, sheet);
    if !layout.is_beside {
        middle_line(layout.axis, top - 1.0, top + height + 1.0, sheet);
    }
    let (low, high) = reach(&row.shares);
    let (axis, baseline) = (layout.axis, middle + VALUE.below_middle());
    let left = axis.zero - low * axis.unit - VALUE_GAP;
    let right = axis.zero + high * axis.unit + VALUE_GAP;
    if !row.low.is_empty() {
        sheet.text(&share(row.low), (left, baseline), Anchor::Right, VALUE);
    }
    sheet.text(&share(row.high), (right, baseline), Anchor::Left, VALUE);
}

fn draw_aside(row: &Stack, middle: f64, sheet: &mut Sheet) {
    let (figure, below) = &row.aside;
    let lift = if below.is_empty() {
        0.0
    } else {
        SMALL_LEADING / 2.0
    };
    let baseline = middle + VALUE.below_middle() - lift;
    sheet.text(figure, (sheet.right(), baseline), Anchor::Right, VALUE);
    let at = (sheet.right(), baseline + SMALL_LEADING);
    sheet.text(below, at, Anchor::Right, SMALL);
}
