//! A page that fills from top to bottom: where the next mark goes, and the frame
//! of words around a plot. Knows no kind of plot.

use super::picture::{Anchor, Bar, Dot, Lettering, Line, Mark, Text};
use super::theme::Token;
use super::typeface::Face;
use super::wrapping::{wrap, wrap_evenly};

pub const LABEL: Lettering = Lettering::new(Face::Sans, 15.0, Token::Ink);
pub const LABEL_SOFT: Lettering = Lettering::new(Face::Sans, 15.0, Token::InkSoft);
pub const VALUE: Lettering = Lettering::new(Face::SansSemibold, 15.0, Token::Ink);
pub const SMALL: Lettering = Lettering::new(Face::Sans, 13.0, Token::InkSoft);
pub const SMALL_INK: Lettering = Lettering::new(Face::Sans, 13.0, Token::Ink);
pub const SMALL_VALUE: Lettering = Lettering::new(Face::SansSemibold, 13.0, Token::Ink);
pub const FINDING: Lettering = Lettering::new(Face::Serif, 27.0, Token::Ink);
pub const FINDING_NARROW: Lettering = Lettering::new(Face::Serif, 21.0, Token::Ink);
/// A number that is the whole message.
pub const GREAT: Lettering = Lettering::new(Face::SansSemibold, 35.0, Token::Ink);

/// From one baseline to the next.
pub const LABEL_LEADING: f64 = 18.0;
pub const SMALL_LEADING: f64 = 18.0;

/// Marks so far, and where the next ones begin.
pub struct Sheet {
    pub marks: Vec<Mark>,
    pub left: f64,
    pub width: f64,
    /// The lower edge of what is drawn.
    pub y: f64,
    pub is_narrow: bool,
}

impl Sheet {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn space(&mut self, height: f64) {
        self.y += height;
    }

    pub fn bar(&mut self, left: f64, top: f64, width: f64, height: f64, fill: Token) {
        if width > 0.0 {
            self.marks.push(Mark::Bar(Bar {
                left,
                top,
                width,
                height,
                fill,
            }));
        }
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, stroke: Token) {
        self.marks.push(Mark::Line(Line {
            from,
            to,
            width,
            stroke,
        }));
    }

    pub fn dot(&mut self, centre: (f64, f64), radius: f64, fill: Token) {
        self.marks.push(Mark::Dot(Dot {
            centre,
            radius,
            fill,
        }));
    }

    pub fn text(&mut self, text: &str, at: (f64, f64), anchor: Anchor, lettering: Lettering) {
        if !text.is_empty() {
            self.marks.push(Mark::Text(Text {
                text: text.to_owned(),
                at,
                anchor,
                lettering,
            }));
        }
    }

    /// Lines under each other from the left edge, the first one's top at `y`.
    pub fn lines(&mut self, lines: &[String], lettering: Lettering, leading: f64) {
        for line in lines {
            let baseline = self.y + leading / 2.0 + lettering.below_middle();
            self.text(line, (self.left, baseline), Anchor::Left, lettering);
            self.y += leading;
        }
    }

    /// Running text; no word is left alone on the last line.
    pub fn paragraph(&mut self, text: &str, lettering: Lettering, leading: f64) {
        let fold = match wrap(text, lettering.face, lettering.size, self.width).as_slice() {
            [.., last] if last.contains(' ') => wrap,
            _ => wrap_evenly,
        };
        let lines = fold(text, lettering.face, lettering.size, self.width);
        self.lines(&lines, lettering, leading);
    }

    /// A heading: lines of about the same length.
    pub fn heading(&mut self, text: &str, lettering: Lettering, leading: f64) {
        let lines = wrap_evenly(text, lettering.face, lettering.size, self.width);
        self.lines(&lines, lettering, leading);
    }
}
