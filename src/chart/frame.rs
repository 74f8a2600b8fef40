//! A whole chart from top to bottom: finding, question, unit, marks, notes, source.

use super::description::description;
use super::finding::finding;
use super::groups;
use super::note::{SIMULATED, draws_intervals, notes, source, unit};
use super::picture::Picture;
use super::plot::plot;
use super::sheet::{FINDING, FINDING_NARROW, LABEL, SMALL, SMALL_LEADING, SMALL_VALUE, Sheet};
use super::slide;
use super::theme::Token;
use super::{Frame, Presentation, Width};
use crate::privacy::protected_table::ProtectedTable;

const NARROW: f64 = 320.0;
const WIDE: f64 = 720.0;
const MARGIN_NARROW: f64 = 16.0;
const MARGIN_WIDE: f64 = 24.0;

pub fn compose(table: &ProtectedTable, presentation: &Presentation) -> Picture {
    let is_narrow = presentation.width == Width::Narrow;
    let (full, margin, width_name) = match presentation.width {
        Width::Narrow => (NARROW, MARGIN_NARROW, "narrow"),
        Width::Wide => (WIDE, MARGIN_WIDE, "wide"),
        Width::Slide => return slide::compose(table, presentation.intervals),
    };
    let is_whole = presentation.frame == Frame::Whole;
    let mut sheet = Sheet {
        marks: Vec::new(),
        left: if is_whole { margin } else { 0.0 },
        width: full - 2.0 * margin,
        y: if is_whole { margin } else { 0.0 },
        is_narrow,
    };
    if is_whole {
        head(table, &mut sheet);
    }
    plot(table, &mut sheet, presentation.intervals, is_whole);
    if is_whole {
        foot(table, presentation.intervals, &mut sheet);
        sheet.space(margin);
    } else {
        sheet.space(2.0);
    }
    let width = if is_whole { full } else { sheet.width };
    Picture {
        name: name(table, width_name),
        title: finding(table),
        description: description(table),
        width,
        height: sheet.y.ceil(),
        has_ground: is_whole,
        marks: sheet.marks,
    }
}

/// Unique among the pictures of a page, where both widths may stand.
pub fn name(table: &ProtectedTable, width: &str) -> String {
    let code = &table.heading().question_code;
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let code: String = code.chars().filter(is_plain).collect();
    format!("chart-{code}-{width}")
}

fn head(table: &ProtectedTable, sheet: &mut Sheet) {
    sheet.bar(sheet.left, sheet.y, 36.0, 4.0, Token::Accent);
    sheet.space(16.0);
    let (lettering, leading) = match sheet.is_narrow {
        true => (FINDING_NARROW, 26.0),
        false => (FINDING, 33.0),
    };
    sheet.heading(&finding(table), lettering, leading);
    sheet.space(8.0);
    sheet.paragraph(&asked(table), LABEL, 21.0);
    let unit = unit(table);
    if !unit.is_empty() {
        sheet.space(4.0);
        sheet.paragraph(&unit, SMALL, SMALL_LEADING);
    }
    sheet.space(18.0);
}

/// The question as it was asked, and when.
pub fn asked(table: &ProtectedTable) -> String {
    let heading = table.heading();
    let question = heading.question.trim();
    let joint = match question.chars().last() {
        Some('?' | '!' | '.' | '…') => " ",
        _ => ", ",
    };
    // The date stays together on a line.
    let wave = heading.wave.trim().replace(' ', "\u{a0}");
    let by = table.banner().map(groups::by);
    let after: Vec<String> = Some(wave)
        .filter(|wave| !wave.is_empty())
        .into_iter()
        .chain(by)
        .collect();
    match after.is_empty() {
        true => question.to_owned(),
        false => format!("{question}{joint}{}", after.join(", ")),
    }
}

fn foot(table: &ProtectedTable, has_intervals: bool, sheet: &mut Sheet) {
    sheet.space(22.0);
    let is_by_group = table.banner().is_some();
    let has_intervals = has_intervals && (is_by_group || draws_intervals(table.measure()));
    let mut notes = notes(table, has_intervals);
    if let Some(place) = notes.iter().position(|note| note == SIMULATED) {
        sheet.paragraph(&notes.remove(place), SMALL_VALUE, SMALL_LEADING);
    }
    sheet.paragraph(&notes.join(" "), SMALL, SMALL_LEADING);
    sheet.space(4.0);
    sheet.paragraph(&source(table), SMALL, SMALL_LEADING);
}
