//! Averages of numbers: a dot a group on one axis, its interval as a thin line.

use super::head;
use crate::chart::groups::{level, name};
use crate::chart::picture::Anchor;
use crate::chart::sheet::{LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, Sheet, VALUE};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::ProtectedTable;

const NAMES_PART: f64 = 0.4;
const GAP: f64 = 16.0;
const OTHER_FONT: f64 = 1.15;
const DOT: f64 = 5.0;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    let levels: Vec<_> = table.columns().map(|column| level(table, column)).collect();
    let names: Vec<Vec<String>> = table
        .columns()
        .map(|column| {
            wrap_evenly(
                name(column),
                LABEL.face,
                LABEL.size,
                NAMES_PART * sheet.width,
            )
        })
        .collect();
    let bases: Vec<String> = table
        .columns()
        .map(|column| head(table, column).people())
        .collect();
    let words = names.iter().flatten().map(|line| LABEL.width(line));
    let widths = words.chain(bases.iter().map(|base| 1.05 * SMALL.width(base)));
    let indent = widths.fold(0.0, f64::max) + GAP;
    let figures: Vec<String> = levels
        .iter()
        .map(|level| level.map_or_else(|| "–".to_owned(), |level| level.figure(table)))
        .collect();
    let figure = figures
        .iter()
        .map(|figure| OTHER_FONT * VALUE.width(figure));
    let figure = figure.fold(0.0, f64::max) + GAP;
    let known = levels.iter().flatten();
    let ends = known.fold((f64::MAX, f64::MIN), |(least, most), level| {
        let (low, high) = level.interval();
        (least.min(low), most.max(high))
    });
    let (left, right) = (sheet.left + indent + DOT, sheet.right() - figure - DOT);
    let span = (ends.1 - ends.0).max(f64::MIN_POSITIVE);
    let x = |value: f64| left + (value - ends.0) / span * (right - left);
    for (place, (level, lines)) in levels.iter().zip(&names).enumerate() {
        if place > 0 {
            sheet.space(if place == 1 { 18.0 } else { 8.0 });
        }
        let block = lines.len() as f64 * LABEL_LEADING + SMALL_LEADING;
        let top = sheet.y;
        sheet.lines(lines, LABEL, LABEL_LEADING);
        let base = bases.get(place).cloned().unwrap_or_default();
        sheet.lines(&[base], SMALL, SMALL_LEADING);
        let middle = top + block / 2.0;
        sheet.line(
            (left - DOT, middle),
            (right + DOT, middle),
            1.0,
            Token::Rule,
        );
        if let Some(level) = level {
            let (low, high) = level.interval();
            if has_intervals {
                sheet.line((x(low), middle), (x(high), middle), 2.0, Token::Ink);
            }
            let fill = if place == 0 {
                Token::Ink
            } else {
                Token::Accent
            };
            sheet.dot((x(level.value), middle), DOT, fill);
        }
        let baseline = middle + VALUE.below_middle();
        let words = figures.get(place).map_or("", String::as_str);
        sheet.text(words, (sheet.right(), baseline), Anchor::Right, VALUE);
    }
}
