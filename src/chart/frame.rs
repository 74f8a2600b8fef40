//! A whole chart from top to bottom: finding, question, unit, marks, notes, source.

use super::captions::Captions;
use super::note::{SIMULATED, of_all_charts};
use super::picture::Picture;
use super::plot::plot;
use super::sheet::{
    FINDING, FINDING_NARROW, LABEL, SMALL, SMALL_LEADING, SMALL_VALUE, Sheet, VALUE,
};
use super::slide;
use super::theme::Token;
use super::{Frame, OwnWords, Presentation, Width};
use crate::privacy::protected_table::ProtectedTable;

const NARROW: f64 = 320.0;
const WIDE: f64 = 720.0;
const MARGIN_NARROW: f64 = 16.0;
const MARGIN_WIDE: f64 = 24.0;

pub fn compose(own: &OwnWords, table: &ProtectedTable, presentation: &Presentation) -> Picture {
    let has_words = presentation.frame == Frame::Whole || presentation.width == Width::Slide;
    let captions = Captions::of(table, presentation.intervals).under(own);
    let captions = match has_words {
        true => captions,
        false => captions.without(&of_all_charts(table)),
    };
    compose_around(&captions, presentation, |sheet| {
        plot(table, sheet, presentation.intervals, has_words);
    })
}

/// A picture of any marks with their captions.
pub fn compose_around(
    captions: &Captions<'_>,
    presentation: &Presentation,
    plot: impl Fn(&mut Sheet),
) -> Picture {
    let is_narrow = presentation.width == Width::Narrow;
    let (full, margin, width_name) = match presentation.width {
        Width::Narrow => (NARROW, MARGIN_NARROW, "narrow"),
        Width::Wide => (WIDE, MARGIN_WIDE, "wide"),
        Width::Slide => return slide::compose(captions, plot),
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
        head(captions, &mut sheet);
    }
    plot(&mut sheet);
    if is_whole {
        foot(captions, &mut sheet);
        sheet.space(margin);
    } else {
        sheet.space(2.0);
    }
    let width = if is_whole { full } else { sheet.width };
    Picture {
        name: captions.name(width_name),
        title: captions.title(),
        description: captions.description.clone(),
        width,
        height: sheet.y.ceil(),
        has_ground: is_whole,
        marks: sheet.marks,
    }
}

fn head(captions: &Captions<'_>, sheet: &mut Sheet) {
    sheet.bar(sheet.left, sheet.y, 36.0, 4.0, Token::Accent);
    sheet.space(16.0);
    let (lettering, leading) = match sheet.is_narrow {
        true => (FINDING_NARROW, 26.0),
        false => (FINDING, 33.0),
    };
    let is_own = !captions.headline.is_empty();
    let words = if is_own {
        &captions.headline
    } else {
        &captions.finding
    };
    sheet.heading(words, lettering, leading);
    sheet.space(8.0);
    if is_own {
        sheet.paragraph(&captions.finding, VALUE, 21.0);
        sheet.space(4.0);
    }
    sheet.paragraph(&captions.asked(), LABEL, 21.0);
    if !captions.unit.is_empty() {
        sheet.space(4.0);
        sheet.paragraph(&captions.unit, SMALL, SMALL_LEADING);
    }
    sheet.space(18.0);
}

fn foot(captions: &Captions<'_>, sheet: &mut Sheet) {
    sheet.space(22.0);
    let mut notes = captions.notes.clone();
    if let Some(place) = notes.iter().position(|note| note == SIMULATED) {
        sheet.paragraph(&notes.remove(place), SMALL_VALUE, SMALL_LEADING);
    }
    sheet.paragraph(&notes.join(" "), SMALL, SMALL_LEADING);
    sheet.space(4.0);
    sheet.paragraph(&captions.source, SMALL, SMALL_LEADING);
}
