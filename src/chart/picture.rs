//! A picture before it is drawn: marks and texts at their places, in pixels.
//! Knows no table and no file format.

use super::theme::Token;
use super::typeface::{self, Face};

#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Names the picture among others on a page: ASCII letters, digits, `-`, `_`.
    pub name: String,
    /// One sentence: what it shows.
    pub title: String,
    /// Every number, in words.
    pub description: String,
    pub width: f64,
    pub height: f64,
    /// Brings its own paper, because it will stand alone.
    pub has_ground: bool,
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Bar(Bar),
    Line(Line),
    Text(Text),
    Dot(Dot),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    pub centre: (f64, f64),
    pub radius: f64,
    pub fill: Token,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    pub fill: Token,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub width: f64,
    pub stroke: Token,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub text: String,
    /// Where the anchor stands, on the baseline.
    pub at: (f64, f64),
    pub anchor: Anchor,
    pub lettering: Lettering,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Left,
    Centre,
    Right,
}

/// Face, size in pixels and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lettering {
    pub face: Face,
    pub size: f64,
    pub fill: Token,
}

impl Lettering {
    pub const fn new(face: Face, size: f64, fill: Token) -> Self {
        Self { face, size, fill }
    }

    pub fn width(&self, text: &str) -> f64 {
        typeface::width(text, self.face, self.size)
    }

    /// How far below the middle of a line its baseline lies: half the height of
    /// capitals and figures.
    pub fn below_middle(&self) -> f64 {
        0.33 * self.size
    }
}

#[cfg(test)]
impl Text {
    /// Left, top, right and bottom of the letters with what reaches below the line.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let width = self.lettering.width(&self.text);
        let (x, baseline) = self.at;
        let left = match self.anchor {
            Anchor::Left => x,
            Anchor::Centre => x - width / 2.0,
            Anchor::Right => x - width,
        };
        let size = self.lettering.size;
        (
            left,
            baseline - 0.72 * size,
            left + width,
            baseline + 0.22 * size,
        )
    }
}
