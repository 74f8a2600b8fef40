//! The SVG's own syntax: elements, attributes, escaping. Knows no chart.
//!
//! No style attribute, and on a page no style element: pages forbid them.

use std::fmt::Write;

use super::picture::{Anchor, Lettering, Picture};
use super::theme::{Theme, Token};
use super::typeface::{Face, SANS_FAMILIES, SERIF_FAMILIES};
use super::webfont;

/// Coordinates are whole hundredths of a pixel.
pub const HUNDREDTHS: f64 = 100.0;

/// How colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// `var(--ink, #1c1a17)`: the page decides.
    Variables,
    /// The light theme's `#1c1a17`, and the fonts inside the document.
    StandAlone,
    /// `#1c1a17`: for programs that know no variables.
    Resolved(Theme),
}

/// An SVG document that is being written.
pub struct Document {
    paint: Paint,
    out: String,
}

type Point = (i32, i32);

impl Document {
    pub fn open(picture: &Picture, paint: Paint) -> Self {
        let mut document = Self {
            paint,
            out: String::with_capacity(4096),
        };
        let name = &picture.name;
        let (width, height) = (pixels(picture.width), pixels(picture.height));
        document.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" overflow=\"visible\" role=\"img\" \
             aria-labelledby=\"{name}-title\" aria-describedby=\"{name}-desc\" font-family=\"{SANS_FAMILIES}\">\n\
             <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n",
            escaped(&picture.title),
            escaped(&picture.description),
        ));
        if paint == Paint::StandAlone {
            document.push(format_args!("<style>{}</style>\n", webfont::rules()));
        }
        document
    }

    pub fn bar(&mut self, upper_left: Point, lower_right: Point, fill: Token) {
        let fill = self.colour(fill);
        let (left, top) = upper_left;
        self.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>\n",
            number(left),
            number(top),
            number(lower_right.0 - left),
            number(lower_right.1 - top),
        ));
    }

    pub fn line(&mut self, from: Point, to: Point, width: i32, stroke: Token) {
        let stroke = self.colour(stroke);
        self.push(format_args!(
            "<path d=\"M{} {}L{} {}\" stroke=\"{stroke}\" stroke-width=\"{}\"/>\n",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(width),
        ));
    }

    pub fn dot(&mut self, centre: Point, radius: i32, fill: Token) {
        let fill = self.colour(fill);
        self.push(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"/>\n",
            number(centre.0),
            number(centre.1),
            number(radius),
        ));
    }

    pub fn text(&mut self, text: &str, at: Point, anchor: Anchor, lettering: &Lettering) {
        let fill = self.colour(lettering.fill);
        let face = match lettering.face {
            Face::Sans => String::new(),
            Face::SansSemibold => " font-weight=\"600\"".to_owned(),
            Face::Serif => format!(" font-family=\"{SERIF_FAMILIES}\" font-weight=\"500\""),
        };
        let anchor = match anchor {
            Anchor::Left => "",
            Anchor::Centre => " text-anchor=\"middle\"",
            Anchor::Right => " text-anchor=\"end\"",
        };
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{face}{anchor} fill=\"{fill}\">{}</text>\n",
            number(at.0),
            number(at.1),
            pixels(lettering.size),
            escaped(text),
        ));
    }

    pub fn close(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    fn colour(&self, token: Token) -> String {
        match self.paint {
            Paint::Variables => token.variable(),
            Paint::StandAlone => token.value(Theme::Light).to_owned(),
            Paint::Resolved(theme) => token.value(theme).to_owned(),
        }
    }

    fn push(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(arguments);
    }
}

fn pixels(length: f64) -> String {
    number((length * HUNDREDTHS).round() as i32)
}

/// Hundredths as a decimal without needless zeros: 1250 is `12.5`.
fn number(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match (part, part % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

/// A text that may have been written by anybody, as text and nothing else.
/// Characters that XML forbids or that turn the direction of writing are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_an_option_is_text() {
        assert_eq!(
            escaped("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
    }

    #[test]
    fn control_characters_do_not_break_the_document() {
        assert_eq!(escaped("a\u{0}b\u{8}\nc\u{202e}d\u{ffff}"), "ab cd");
    }

    #[test]
    fn hundredths_are_written_short() {
        assert_eq!(number(1250), "12.5");
        assert_eq!(number(-5), "-0.05");
        assert_eq!(number(300), "3");
    }
}
