//! Horizontal bars from zero, each with its label and its value at the end.

use crate::chart::picture::{Anchor, Lettering};
use crate::chart::sheet::{LABEL, LABEL_LEADING, LABEL_SOFT, SMALL, SMALL_LEADING, Sheet, VALUE};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;
use crate::statistics::intervals::Interval;

/// One bar and its words.
pub struct Row {
    pub label: String,
    pub value: String,
    /// 0 to 1.
    pub share: f64,
    pub interval: Option<Interval>,
    pub tone: Tone,
    /// A second figure in a column of its own.
    pub aside: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The finding speaks of it.
    Accent,
    Muted,
    /// Stands apart: none of these, other, prefer not to say.
    Residual,
}

/// What stands over the bars and over the column beside them.
pub struct Heads {
    pub bars: String,
    pub aside: String,
}

const LABEL_GAP: f64 = 16.0;
const VALUE_GAP: f64 = 7.0;
/// Figures in a reader's own font are up to this much wider.
const OTHER_FONT: f64 = 1.15;
const ASIDE_GAP: f64 = 18.0;
/// Labels take at most this part of a wide sheet, in at most this many lines;
/// beyond that they stand above their bars as on a narrow one.
const LABELS_PART: f64 = 0.44;
const LABEL_LINES_MAX: usize = 3;
/// Short labels stand beside their bars even on a narrow sheet, if asked to.
const SHORT_LABELS_PART: f64 = 0.3;
/// The axis ends here at least, so that small shares look small.
pub const AXIS_END_MIN: f64 = 0.25;

/// A few rows keep an even beat, whether their labels take one line or two.
const EVEN_ROWS_MAX: usize = 8;
/// From a label to the bar under it.
const ABOVE_GAP: f64 = 5.0;

/// Height of a bar and the space between rows: fewer rows are more generous.
pub struct Rhythm {
    pub bar: f64,
    pub gap: f64,
}

impl Rhythm {
    pub fn of(rows: usize) -> Self {
        match rows {
            0..=3 => Self {
                bar: 30.0,
                gap: 16.0,
            },
            4..=8 => Self {
                bar: 24.0,
                gap: 12.0,
            },
            9..=14 => Self {
                bar: 18.0,
                gap: 9.0,
            },
            _ => Self {
                bar: 14.0,
                gap: 7.0,
            },
        }
    }
}

/// Where labels, bars and figures stand, from left to right.
struct Columns {
    /// Wrapped labels, one entry a row.
    labels: Vec<Vec<String>>,
    /// Every row is at least as high as this many lines.
    lines_min: usize,
    is_beside: bool,
    bars_left: f64,
    /// Pixels of a share of 1.
    unit: f64,
    aside_right: f64,
}

impl Columns {
    fn of(rows: &[Row], sheet: &Sheet, heads: Option<&Heads>, prefers_beside: bool) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let part = match (sheet.is_narrow, prefers_beside) {
            (false, _) => LABELS_PART,
            (true, true) => SHORT_LABELS_PART,
            (true, false) => 0.0,
        };
        let fold = |width: f64| -> Vec<Vec<String>> {
            rows.iter()
                .map(|row| wrap_evenly(row.label.trim(), LABEL.face, LABEL.size, width))
                .collect()
        };
        let beside = (part > 0.0).then(|| fold(part * sheet.width));
        let lines_max = if sheet.is_narrow { 1 } else { LABEL_LINES_MAX };
        let beside = beside.filter(|labels| labels.iter().all(|lines| lines.len() <= lines_max));
        let is_beside = beside.is_some();
        let labels = beside.unwrap_or_else(|| fold(sheet.width));

        let mut lines = labels.iter().flatten().map(|line| LABEL.width(line));
        let bars_left = match is_beside {
            true => sheet.left + widest(&mut lines) + LABEL_GAP,
            false => sheet.left,
        };
        let values = OTHER_FONT * widest(&mut rows.iter().map(|row| VALUE.width(&row.value)));
        let asides = rows.iter().filter_map(|row| row.aside.as_deref());
        let aside_head = heads.map_or(0.0, |heads| SMALL.width(&heads.aside));
        let aside = widest(&mut asides.map(|text| VALUE.width(text)).chain([aside_head]));
        let aside = if aside > 0.0 { aside + ASIDE_GAP } else { 0.0 };

        let ends = rows.iter().map(Row::end);
        let axis_end = ends.fold(AXIS_END_MIN, f64::max);
        let room = sheet.right() - bars_left - values - VALUE_GAP - aside;
        let lines = labels.iter().map(Vec::len).max().unwrap_or(1);
        let is_even = is_beside && lines <= 2 && rows.len() <= EVEN_ROWS_MAX;
        Self {
            labels,
            lines_min: if is_even { lines } else { 1 },
            is_beside,
            bars_left,
            unit: room / axis_end,
            aside_right: sheet.right(),
        }
    }
}

impl Row {
    /// As far as anything is drawn.
    fn end(&self) -> f64 {
        self.interval
            .map_or(self.share, |interval| interval.high.max(self.share))
    }
}

/// Draws the rows. `prefers_beside`: short labels may stand beside the bars on a
/// narrow sheet too (bands, points), where they read like an axis.
pub fn plot(rows: &[Row], heads: Option<&Heads>, prefers_beside: bool, sheet: &mut Sheet) {
    let columns = Columns::of(rows, sheet, heads, prefers_beside);
    let rhythm = Rhythm::of(rows.len());
    if let Some(heads) = heads {
        draw_heads(heads, &columns, sheet);
    }
    let mut is_first = true;
    let mut was_residual = false;
    let mut axis_top = None;
    for (row, lines) in rows.iter().zip(&columns.labels) {
        let is_residual = row.tone == Tone::Residual;
        if !is_first {
            sheet.space(rhythm.gap);
        }
        if is_residual && !was_residual && !is_first {
            end_axis(&mut axis_top, &columns, sheet.y - rhythm.gap, sheet);
            sheet.space(rhythm.gap);
        }
        axis_top.get_or_insert(sheet.y);
        draw_row(row, lines, &columns, &rhythm, sheet);
        (is_first, was_residual) = (false, is_residual);
    }
    end_axis(&mut axis_top, &columns, sheet.y, sheet);
}

/// The line that all bars start from, where labels stand beside them.
fn end_axis(top: &mut Option<f64>, columns: &Columns, bottom: f64, sheet: &mut Sheet) {
    if let (Some(top), true) = (top.take(), columns.is_beside) {
        let x = columns.bars_left;
        sheet.line((x, top), (x, bottom), 1.0, Token::InkSoft);
    }
}

fn draw_heads(heads: &Heads, columns: &Columns, sheet: &mut Sheet) {
    let baseline = sheet.y + SMALL_LEADING / 2.0 + SMALL.below_middle();
    sheet.text(
        &heads.bars,
        (columns.bars_left, baseline),
        Anchor::Left,
        SMALL,
    );
    let at = (columns.aside_right, baseline);
    sheet.text(&heads.aside, at, Anchor::Right, SMALL);
    sheet.space(SMALL_LEADING + 6.0);
}

fn draw_row(row: &Row, lines: &[String], columns: &Columns, rhythm: &Rhythm, sheet: &mut Sheet) {
    let label = match row.tone {
        Tone::Residual => LABEL_SOFT,
        _ => LABEL,
    };
    let block = lines.len() as f64 * LABEL_LEADING;
    let (height, middle) = if columns.is_beside {
        let least = columns.lines_min as f64 * LABEL_LEADING;
        let height = block.max(rhythm.bar).max(least);
        let top = sheet.y + (height - block) / 2.0;
        draw_label(lines, label, top, sheet);
        (height, sheet.y + height / 2.0)
    } else {
        draw_label(lines, label, sheet.y, sheet);
        let bar = rhythm.bar.min(18.0);
        (
            block + ABOVE_GAP + bar,
            sheet.y + block + ABOVE_GAP + bar / 2.0,
        )
    };
    let bar = if columns.is_beside {
        rhythm.bar
    } else {
        rhythm.bar.min(18.0)
    };
    draw_bar(row, middle, bar, columns, sheet);
    sheet.space(height);
}

fn draw_label(lines: &[String], lettering: Lettering, top: f64, sheet: &mut Sheet) {
    let first = top + LABEL_LEADING / 2.0 + lettering.below_middle();
    let left = sheet.left;
    for (place, line) in lines.iter().enumerate() {
        let baseline = first + place as f64 * LABEL_LEADING;
        sheet.text(line, (left, baseline), Anchor::Left, lettering);
    }
}

fn draw_bar(row: &Row, middle: f64, height: f64, columns: &Columns, sheet: &mut Sheet) {
    let left = columns.bars_left;
    let fill = match row.tone {
        Tone::Accent => Token::Accent,
        Tone::Muted | Tone::Residual => Token::Bar,
    };
    let height_drawn = match row.tone {
        Tone::Residual => height * 0.5,
        _ => height,
    };
    let top = middle - height_drawn / 2.0;
    sheet.bar(left, top, row.share * columns.unit, height_drawn, fill);
    if let Some(interval) = row.interval {
        draw_interval(interval, middle, (left, columns.unit), sheet);
    }
    let baseline = middle + VALUE.below_middle();
    let value_left = left + row.end() * columns.unit + VALUE_GAP;
    sheet.text(&row.value, (value_left, baseline), Anchor::Left, VALUE);
    if let Some(aside) = &row.aside {
        let at = (columns.aside_right, baseline);
        sheet.text(aside, at, Anchor::Right, LABEL);
    }
}

/// A thin line of ink on a seam of paper, so that it also reads on the bar.
/// `axis`: where zero lies, and the pixels of a share of 1.
pub fn draw_interval(interval: Interval, middle: f64, axis: (f64, f64), sheet: &mut Sheet) {
    let (zero, unit) = axis;
    let from = (zero + interval.low * unit, middle);
    let to = (zero + interval.high * unit, middle);
    sheet.line(from, to, 4.0, Token::Paper);
    sheet.line(from, to, 1.5, Token::Ink);
}
