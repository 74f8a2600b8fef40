//! Small multiples: answers down, a panel of bars for each group, one scale for
//! all, everybody's share as a thin mark in each row.

use super::{Bars, Head};
use crate::chart::figures::percent;
use crate::chart::picture::{Anchor, Lettering};
use crate::chart::plot::bars::{Rhythm, draw_interval};
use crate::chart::reading::Part;
use crate::chart::sheet::{
    LABEL, LABEL_LEADING, LABEL_SOFT, SMALL, SMALL_LEADING, SMALL_VALUE, Sheet, VALUE,
};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;

const LABELS_PART: f64 = 0.3;
const LABEL_LINES_MAX: usize = 4;
const LABEL_GAP: f64 = 16.0;
const PANEL_GAP: f64 = 16.0;
const VALUE_GAP: f64 = 5.0;
/// Figures in a reader's own font are up to this much wider.
const OTHER_FONT: f64 = 1.15;
/// More panels than this take the smaller figures.
const LARGE_FIGURES_MAX: usize = 4;

struct Layout {
    labels: Vec<Vec<String>>,
    is_beside: bool,
    panels_left: f64,
    panel: f64,
    /// Pixels of a share of 1.
    unit: f64,
    figure: Lettering,
}

impl Layout {
    fn of(bars: &Bars<'_>, sheet: &Sheet) -> Self {
        let fold = |width: f64| -> Vec<Vec<String>> {
            let lines = bars.lines.iter();
            lines
                .map(|line| wrap_evenly(&line.label, LABEL.face, LABEL.size, width))
                .collect()
        };
        let beside = fold(LABELS_PART * sheet.width);
        let is_beside = beside.iter().all(|lines| lines.len() <= LABEL_LINES_MAX);
        let labels = if is_beside { beside } else { fold(sheet.width) };
        let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
        let words = widest(&mut labels.iter().flatten().map(|line| LABEL.width(line)));
        let indent = if is_beside { words + LABEL_GAP } else { 0.0 };
        let groups = bars.heads.len().max(1) as f64;
        let panel = (sheet.width - indent + PANEL_GAP) / groups - PANEL_GAP;
        let figure = match bars.heads.len() {
            0..=LARGE_FIGURES_MAX => VALUE,
            _ => SMALL_VALUE,
        };
        let parts = bars.lines.iter().flat_map(|line| &line.groups);
        let figures = widest(&mut parts.map(|part| OTHER_FONT * figure.width(&share(*part))));
        Self {
            labels,
            is_beside,
            panels_left: sheet.left + indent,
            panel,
            unit: (panel - figures - VALUE_GAP).max(1.0) / bars.axis_end(),
            figure,
        }
    }

    fn left(&self, group: usize) -> f64 {
        self.panels_left + group as f64 * (self.panel + PANEL_GAP)
    }
}

fn share(part: Part) -> String {
    percent(part.count, part.base)
}

pub fn plot(bars: &Bars<'_>, sheet: &mut Sheet) {
    let layout = Layout::of(bars, sheet);
    draw_heads(bars, &layout, sheet);
    let rhythm = Rhythm::of(bars.lines.len());
    let mut top = sheet.y;
    let mut was_residual = false;
    for (place, line) in bars.lines.iter().enumerate() {
        if place > 0 {
            sheet.space(rhythm.gap);
        }
        if line.is_residual && !was_residual && place > 0 {
            draw_axes(bars, &layout, (top, sheet.y - rhythm.gap), sheet);
            sheet.space(rhythm.gap);
            top = sheet.y;
        }
        draw_row(bars, place, &layout, &rhythm, sheet);
        was_residual = line.is_residual;
    }
    draw_axes(bars, &layout, (top, sheet.y), sheet);
    sheet.space(3.0);
}

/// The line that the bars of each panel start from.
fn draw_axes(bars: &Bars<'_>, layout: &Layout, (top, bottom): (f64, f64), sheet: &mut Sheet) {
    if !layout.is_beside {
        return;
    }
    for group in 0..bars.heads.len() {
        let x = layout.left(group);
        sheet.line((x, top), (x, bottom), 1.0, Token::InkSoft);
    }
}

/// Names and bases, standing on one line.
fn draw_heads(bars: &Bars<'_>, layout: &Layout, sheet: &mut Sheet) {
    let fold =
        |head: &Head| wrap_evenly(&head.name, SMALL_VALUE.face, SMALL_VALUE.size, layout.panel);
    let names: Vec<Vec<String>> = bars.heads.iter().map(fold).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(0);
    for (group, (head, name)) in bars.heads.iter().zip(&names).enumerate() {
        let left = layout.left(group);
        let blank = lines - name.len();
        for (row, line) in name.iter().enumerate() {
            let top = sheet.y + (blank + row) as f64 * LABEL_LEADING;
            let baseline = top + LABEL_LEADING / 2.0 + SMALL_VALUE.below_middle();
            sheet.text(line, (left, baseline), Anchor::Left, SMALL_VALUE);
        }
        let people = head.people();
        let base = match OTHER_FONT * SMALL.width(&people) <= layout.panel {
            true => people,
            false => head.figure(),
        };
        let top = sheet.y + lines as f64 * LABEL_LEADING;
        let baseline = top + SMALL_LEADING / 2.0 + SMALL.below_middle();
        sheet.text(&base, (left, baseline), Anchor::Left, SMALL);
    }
    sheet.space(lines as f64 * LABEL_LEADING + SMALL_LEADING + 10.0);
}

fn draw_row(bars: &Bars<'_>, place: usize, layout: &Layout, rhythm: &Rhythm, sheet: &mut Sheet) {
    let (Some(line), Some(label)) = (bars.lines.get(place), layout.labels.get(place)) else {
        return;
    };
    let lettering = if line.is_residual { LABEL_SOFT } else { LABEL };
    let block = label.len() as f64 * LABEL_LEADING;
    let bar = if layout.is_beside {
        rhythm.bar
    } else {
        rhythm.bar.min(18.0)
    };
    let (height, label_top, middle) = if layout.is_beside {
        let height = block.max(bar);
        let label_top = sheet.y + (height - block) / 2.0;
        (height, label_top, sheet.y + height / 2.0)
    } else {
        (
            block + 5.0 + bar,
            sheet.y,
            sheet.y + block + 5.0 + bar / 2.0,
        )
    };
    for (row, text) in label.iter().enumerate() {
        let top = label_top + row as f64 * LABEL_LEADING;
        let baseline = top + LABEL_LEADING / 2.0 + lettering.below_middle();
        sheet.text(text, (sheet.left, baseline), Anchor::Left, lettering);
    }
    for (group, part) in line.groups.iter().enumerate() {
        let cell = Cell {
            left: layout.left(group),
            middle,
            height: if line.is_residual { bar * 0.5 } else { bar },
            unit: layout.unit,
            figure: layout.figure,
            is_accent: bars.is_accent(place, group),
            has_interval: bars.has_intervals,
        };
        draw_cell(*part, line.everybody, &cell, sheet);
    }
    sheet.space(height);
}

/// Where one bar stands and how it is set.
pub struct Cell {
    pub left: f64,
    pub middle: f64,
    pub height: f64,
    pub unit: f64,
    pub figure: Lettering,
    pub is_accent: bool,
    pub has_interval: bool,
}

/// A bar from zero, everybody's share as a thin mark, the figure after both.
pub fn draw_cell(part: Part, everybody: Part, cell: &Cell, sheet: &mut Sheet) {
    let fill = if cell.is_accent {
        Token::Accent
    } else {
        Token::Bar
    };
    let top = cell.middle - cell.height / 2.0;
    sheet.bar(cell.left, top, part.share() * cell.unit, cell.height, fill);
    let mut end = part.share();
    if !part.is_empty() && !everybody.is_empty() {
        let x = cell.left + everybody.share() * cell.unit;
        // Only a notch where an interval lies along the middle.
        let bottom = match cell.has_interval {
            true => top + 3.0,
            false => top + cell.height + 2.0,
        };
        sheet.line((x, top - 2.0), (x, bottom), 1.0, Token::Ink);
        end = end.max(everybody.share());
    }
    if let Some(interval) = part.known_interval().filter(|_| cell.has_interval) {
        draw_interval(interval, cell.middle, (cell.left, cell.unit), sheet);
        end = end.max(interval.high);
    }
    let baseline = cell.middle + cell.figure.below_middle();
    let left = cell.left + end * cell.unit + VALUE_GAP;
    sheet.text(&share(part), (left, baseline), Anchor::Left, cell.figure);
}
