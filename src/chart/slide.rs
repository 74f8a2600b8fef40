//! A chart composed for a slide: 16 to 9, the finding above, the marks as large
//! as the room allows, the note below.

use super::captions::Captions;
use super::note::SIMULATED;
use super::picture::{Lettering, Mark, Picture};
use super::sheet::Sheet;
use super::theme::Token;
use super::typeface::Face;
use super::wrapping::wrap;

/// Half of 1920 by 1080: a PNG has two dots a pixel.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 540.0;
const MARGIN: f64 = 40.0;
const FINDING: Lettering = Lettering::new(Face::Serif, 32.0, Token::Ink);
const FINDING_LONG: Lettering = Lettering::new(Face::Serif, 26.0, Token::Ink);
const SHOWN: Lettering = Lettering::new(Face::SansSemibold, 17.0, Token::Ink);
const QUESTION: Lettering = Lettering::new(Face::Sans, 17.0, Token::Ink);
const SMALL: Lettering = Lettering::new(Face::Sans, 14.0, Token::InkSoft);
const NOTE: Lettering = Lettering::new(Face::Sans, 12.0, Token::InkSoft);
const WARNING: Lettering = Lettering::new(Face::SansSemibold, 12.0, Token::Ink);
const NOTE_LEADING: f64 = 15.0;
/// More lines of notes than this belong under a chart, not on a slide.
const NOTE_LINES_MAX: usize = 3;
/// So much of the slide's width is used at least.
const FILLED_MIN: f64 = 0.72;
/// The marks are composed at one of these widths and enlarged or reduced to fit.
const WIDTHS: [f64; 12] = [
    640.0, 680.0, 720.0, 780.0, 840.0, 920.0, 1000.0, 1120.0, 1260.0, 1440.0, 1700.0, 2100.0,
];

pub fn compose(captions: &Captions<'_>, plot: impl Fn(&mut Sheet)) -> Picture {
    let mut sheet = blank(MARGIN, WIDTH - 2.0 * MARGIN);
    sheet.y = MARGIN - 8.0;
    head(captions, &mut sheet);
    let foot = foot(captions);
    let bottom = HEIGHT - MARGIN + 14.0 - foot.y;
    let room = bottom - 16.0 - sheet.y;
    place(marks(plot, room), &mut sheet, room);
    sheet.marks.extend(moved(foot.marks, 1.0, (MARGIN, bottom)));
    Picture {
        name: captions.name("slide"),
        title: captions.title(),
        description: captions.description.clone(),
        width: WIDTH,
        height: HEIGHT,
        has_ground: true,
        marks: sheet.marks,
    }
}

fn blank(left: f64, width: f64) -> Sheet {
    Sheet {
        marks: Vec::new(),
        left,
        width,
        y: 0.0,
        is_narrow: false,
    }
}

fn head(captions: &Captions<'_>, sheet: &mut Sheet) {
    sheet.bar(sheet.left, sheet.y, 44.0, 5.0, Token::Accent);
    sheet.space(16.0);
    let is_own = !captions.headline.is_empty();
    let words = if is_own {
        &captions.headline
    } else {
        &captions.finding
    };
    let lines = wrap(words, FINDING.face, FINDING.size, sheet.width);
    match lines.len() {
        0..=2 => sheet.heading(words, FINDING, 36.0),
        _ => sheet.heading(words, FINDING_LONG, 30.0),
    }
    sheet.space(4.0);
    if is_own {
        sheet.paragraph(&captions.finding, SHOWN, 22.0);
        sheet.space(2.0);
    }
    sheet.paragraph(&captions.asked(), QUESTION, 22.0);
    if !captions.unit.is_empty() {
        sheet.space(2.0);
        sheet.paragraph(&captions.unit, SMALL, 18.0);
    }
    sheet.space(16.0);
}

/// The notes that fit, and the source: as high as its `y`.
fn foot(captions: &Captions<'_>) -> Sheet {
    let mut sheet = blank(0.0, WIDTH - 2.0 * MARGIN);
    let mut notes = captions.notes.clone();
    if let Some(place) = notes.iter().position(|note| note == SIMULATED) {
        sheet.paragraph(&notes.remove(place), WARNING, NOTE_LEADING);
    }
    notes.push(captions.source.clone());
    let lines = |notes: &[String]| {
        let words = notes.join(" ");
        wrap(&words, NOTE.face, NOTE.size, WIDTH - 2.0 * MARGIN).len()
    };
    // The base comes first and the source last: what goes is between them.
    while notes.len() > 2 && lines(&notes) > NOTE_LINES_MAX {
        notes.remove(notes.len() - 2);
    }
    sheet.paragraph(&notes.join(" "), NOTE, NOTE_LEADING);
    sheet
}

/// The marks at the width that makes their letters largest, without leaving
/// much of the slide's width empty.
fn marks(plot: impl Fn(&mut Sheet), room: f64) -> Sheet {
    let full = WIDTH - 2.0 * MARGIN;
    let at = |width: f64| {
        let mut sheet = blank(0.0, width);
        plot(&mut sheet);
        sheet
    };
    let scale = |sheet: &Sheet| (full / sheet.width).min(room / sheet.y.max(1.0));
    let is_filled = |sheet: &Sheet| scale(sheet) * sheet.width >= FILLED_MIN * full;
    let sheets: Vec<Sheet> = WIDTHS.into_iter().map(at).collect();
    let best = sheets
        .into_iter()
        .filter(is_filled)
        .max_by(|one, other| scale(one).total_cmp(&scale(other)));
    best.unwrap_or_else(|| at(full))
}

/// Enlarges the marks to the slide's width, or reduces them until they fit.
fn place(marks: Sheet, sheet: &mut Sheet, room: f64) {
    let scale = (sheet.width / marks.width).min(room / marks.y.max(1.0));
    let at = (sheet.left, sheet.y);
    sheet.marks.extend(moved(marks.marks, scale, at));
}

fn moved(marks: Vec<Mark>, scale: f64, (left, top): (f64, f64)) -> impl Iterator<Item = Mark> {
    let point = move |(x, y): (f64, f64)| (left + scale * x, top + scale * y);
    marks.into_iter().map(move |mark| match mark {
        Mark::Bar(mut bar) => {
            (bar.left, bar.top) = point((bar.left, bar.top));
            (bar.width, bar.height) = (bar.width * scale, bar.height * scale);
            Mark::Bar(bar)
        }
        Mark::Line(mut line) => {
            (line.from, line.to) = (point(line.from), point(line.to));
            line.width *= scale;
            Mark::Line(line)
        }
        Mark::Text(mut text) => {
            text.at = point(text.at);
            text.lettering.size *= scale;
            Mark::Text(text)
        }
        Mark::Dot(mut dot) => {
            dot.centre = point(dot.centre);
            dot.radius *= scale;
            Mark::Dot(dot)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{all, reasons_2011};
    use crate::chart::tests::{assert_all_within, assert_no_text_collides};
    use crate::chart::{Frame, OwnWords, Presentation, Width, frame};
    use crate::privacy::protected_table::ProtectedTable;

    fn slide(table: &ProtectedTable, intervals: bool) -> Picture {
        under(&OwnWords::default(), table, intervals)
    }

    fn under(own: &OwnWords, table: &ProtectedTable, intervals: bool) -> Picture {
        let presentation = Presentation {
            width: Width::Slide,
            intervals,
            frame: Frame::Whole,
        };
        frame::compose(own, table, &presentation)
    }

    fn texts(picture: &Picture) -> Vec<&str> {
        let texts = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn own_words_stand_over_the_finding_and_leave_base_and_source_where_they_are() {
        let own = OwnWords {
            headline: "Every second person minds the ads, and we said in spring that we would \
                 send fewer; here is what became of it, six months on"
                .to_owned(),
            note: "We have halved them. ".repeat(30),
        };
        for table in all() {
            let picture = under(&own, &table, true);
            assert_all_within(&picture);
            assert_no_text_collides(&picture);
        }
        let picture = under(&own, &reasons_2011(), false);
        let words = texts(&picture).join(" ");
        for part in [
            "Every second person",
            "More than half (54%)",
            "Base: 2,000",
            "Source:",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(picture.title.starts_with("Every second person"));
    }

    #[test]
    fn every_table_fits_a_slide() {
        for table in all() {
            for has_intervals in [false, true] {
                let picture = slide(&table, has_intervals);
                assert_eq!((picture.width, picture.height), (960.0, 540.0));
                assert_all_within(&picture);
                assert_no_text_collides(&picture);
            }
        }
    }

    #[test]
    fn an_ordinary_chart_is_set_larger_on_a_slide_than_on_a_page() {
        let picture = slide(&reasons_2011(), false);
        let labels = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) if text.text == "54%" => Some(text.lettering.size),
            _ => None,
        });
        let sizes: Vec<f64> = labels.collect();
        assert!(sizes.iter().all(|size| *size >= 15.0), "{sizes:?}");
    }
}
