//! Grouped bars: an answer, then a bar for each group under it. For narrow
//! windows, and where there is only one share.

use super::Bars;
use super::panels::{Cell, draw_cell};
use crate::chart::figures::percent;
use crate::chart::picture::Anchor;
use crate::chart::sheet::{
    LABEL, LABEL_LEADING, LABEL_SOFT, SMALL, SMALL_INK, SMALL_LEADING, SMALL_VALUE, Sheet,
};
use crate::chart::theme::Token;
use crate::chart::wrapping::{shortened, wrap, wrap_evenly};

const NAMES_PART: f64 = 0.38;
const NAME_CHARACTERS_MAX: usize = 60;
const NAME_GAP: f64 = 10.0;
const VALUE_GAP: f64 = 5.0;
const OTHER_FONT: f64 = 1.15;
const BAR: f64 = 14.0;
const ROW_GAP: f64 = 5.0;
const SECTION_GAP: f64 = 18.0;
const NAME_LEADING: f64 = 15.0;

pub fn plot(bars: &Bars<'_>, sheet: &mut Sheet) {
    // One share: its bars have room for the bases beside the names.
    let is_single = bars.lines.len() == 1;
    if is_single {
        sheet.space(3.0);
    } else {
        draw_bases(bars, sheet);
    }
    let names: Vec<Vec<String>> = bars
        .heads
        .iter()
        .map(|head| {
            let name = match is_single {
                true => format!("{} ({})", head.name, head.figure()),
                false => shortened(&head.name, NAME_CHARACTERS_MAX),
            };
            wrap_evenly(
                &name,
                SMALL_INK.face,
                SMALL_INK.size,
                NAMES_PART * sheet.width,
            )
        })
        .collect();
    let widest = names.iter().flatten().map(|line| SMALL_INK.width(line));
    let indent = 1.03 * widest.fold(0.0, f64::max) + NAME_GAP;
    let figures = bars.lines.iter().flat_map(|line| &line.groups);
    let figures =
        figures.map(|part| OTHER_FONT * SMALL_VALUE.width(&percent(part.count, part.base)));
    let figure = figures.fold(0.0, f64::max);
    let unit = (sheet.width - indent - figure - VALUE_GAP) / bars.axis_end();
    for (place, line) in bars.lines.iter().enumerate() {
        if place > 0 {
            sheet.space(SECTION_GAP);
        }
        if !is_single {
            let lettering = if line.is_residual { LABEL_SOFT } else { LABEL };
            let label = wrap(&line.label, lettering.face, lettering.size, sheet.width);
            sheet.lines(&label, lettering, LABEL_LEADING);
            sheet.space(6.0);
        }
        let top = sheet.y;
        for (group, (part, name)) in line.groups.iter().zip(&names).enumerate() {
            if group > 0 {
                sheet.space(ROW_GAP);
            }
            let block = name.len() as f64 * NAME_LEADING;
            let height = block.max(BAR);
            let middle = sheet.y + height / 2.0;
            for (row, text) in name.iter().enumerate() {
                let line_middle = middle - block / 2.0 + (row as f64 + 0.5) * NAME_LEADING;
                let at = (sheet.left, line_middle + SMALL_INK.below_middle());
                sheet.text(text, at, Anchor::Left, SMALL_INK);
            }
            let cell = Cell {
                left: sheet.left + indent,
                middle,
                height: BAR,
                unit,
                figure: SMALL_VALUE,
                is_accent: bars.is_accent(place, group),
                has_interval: bars.has_intervals,
            };
            draw_cell(*part, line.everybody, &cell, sheet);
            sheet.space(height);
        }
        let x = sheet.left + indent;
        sheet.line((x, top - 1.0), (x, sheet.y + 1.0), 1.0, Token::InkSoft);
    }
    sheet.space(2.0);
}

/// Each group with its base, once, above all bars.
fn draw_bases(bars: &Bars<'_>, sheet: &mut Sheet) {
    let of_head = |head: &super::Head| {
        let name = shortened(&head.name, NAME_CHARACTERS_MAX);
        format!("{name}\u{a0}({})", head.figure())
    };
    let bases: Vec<String> = bars.heads.iter().map(of_head).collect();
    sheet.paragraph(
        &format!("People: {}", bases.join(", ")),
        SMALL,
        SMALL_LEADING,
    );
    sheet.space(14.0);
}
