//! Stacked bars that part at the middle of a scale: low points to the left,
//! high ones to the right, the neutral point half on either side.

use crate::chart::picture::Anchor;
use crate::chart::sheet::{SMALL, SMALL_LEADING, Sheet};
use crate::chart::theme::Token;

/// A seam of paper between two points.
const SEAM: f64 = 1.5;

/// The colour of the point at `place` of `points`: strongest at the ends.
pub fn tone(place: usize, points: usize) -> Token {
    let side = points / 2;
    let from_end = place.min(points.saturating_sub(place + 1));
    let is_low = place < points.saturating_sub(place + 1);
    if from_end >= side {
        return Token::Neutral;
    }
    // One or two points a side take the strong tones, more are spread over three.
    let step = if side <= 2 {
        from_end
    } else {
        from_end * 3 / side
    };
    match (is_low, step) {
        (true, 0) => Token::Low1,
        (true, 1) => Token::Low2,
        (true, _) => Token::Low3,
        (false, 0) => Token::High1,
        (false, 1) => Token::High2,
        (false, _) => Token::High3,
    }
}

/// How far a bar reaches to the left and to the right of the middle, as shares.
pub fn reach(shares: &[f64]) -> (f64, f64) {
    let side = shares.len() / 2;
    let low: f64 = shares.iter().take(side).sum();
    let high: f64 = shares.iter().rev().take(side).sum();
    let neutral: f64 = shares.iter().skip(side).take(shares.len() % 2).sum();
    (low + neutral / 2.0, high + neutral / 2.0)
}

/// Where a share of zero lies, and the pixels of a share of one.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    pub zero: f64,
    pub unit: f64,
}

/// One bar, its points side by side.
pub fn bar(shares: &[f64], axis: Axis, top: f64, height: f64, sheet: &mut Sheet) {
    let points = shares.len();
    let mut left = axis.zero - reach(shares).0 * axis.unit;
    for (place, share) in shares.iter().enumerate() {
        let width = share * axis.unit;
        let seam = if width > 2.0 * SEAM { SEAM } else { 0.0 };
        let fill = tone(place, points);
        sheet.bar(left + seam / 2.0, top, width - seam, height, fill);
        left += width;
    }
}

/// The line that all bars part at.
pub fn middle_line(axis: Axis, top: f64, bottom: f64, sheet: &mut Sheet) {
    sheet.line((axis.zero, top), (axis.zero, bottom), 1.0, Token::Ink);
}

const KEY_SWATCH: f64 = 12.0;
const KEY_GAP: f64 = 9.0;

/// The points in a row between the words at the two ends; on a sheet too narrow
/// for that the words stand above the points.
pub fn key(points: usize, lowest: &str, highest: &str, sheet: &mut Sheet) {
    let swatches = points as f64 * (KEY_SWATCH + 2.0) - 2.0;
    let (low, high) = (1.03 * SMALL.width(lowest), 1.03 * SMALL.width(highest));
    let is_one_line = low + high + swatches + 2.0 * KEY_GAP <= sheet.width;
    let middle = sheet.y + SMALL_LEADING / 2.0;
    let baseline = middle + SMALL.below_middle();
    let mut left = sheet.left;
    if is_one_line {
        sheet.text(lowest, (left, baseline), Anchor::Left, SMALL);
        left += low + KEY_GAP;
        draw_swatches(points, left, middle, sheet);
        left += swatches + KEY_GAP;
        sheet.text(highest, (left, baseline), Anchor::Left, SMALL);
        sheet.space(SMALL_LEADING);
    } else {
        end_line(lowest, Token::Low1, sheet);
        end_line(highest, Token::High1, sheet);
    }
}

fn draw_swatches(points: usize, left: f64, middle: f64, sheet: &mut Sheet) {
    for place in 0..points {
        let x = left + place as f64 * (KEY_SWATCH + 2.0);
        let top = middle - KEY_SWATCH / 2.0;
        sheet.bar(x, top, KEY_SWATCH, KEY_SWATCH, tone(place, points));
    }
}

fn end_line(words: &str, fill: Token, sheet: &mut Sheet) {
    let indent = KEY_SWATCH + 8.0;
    let top = sheet.y + (SMALL_LEADING - KEY_SWATCH) / 2.0;
    sheet.bar(sheet.left, top, KEY_SWATCH, KEY_SWATCH, fill);
    sheet.left += indent;
    sheet.width -= indent;
    sheet.paragraph(words, SMALL, SMALL_LEADING);
    sheet.left -= indent;
    sheet.width += indent;
}
