//! The drawing backend: plotters draws a picture's marks, this writes them as SVG.
//! The only file that names plotters.
//!
//! Two things about plotters shape it. Its backends count in whole pixels, so a
//! backend pixel here is a hundredth of one. Its colours are red, green and blue,
//! and ours are names, so "red" here is a token's place in the palette.

use std::convert::Infallible;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Rectangle, Text as TextElement};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::picture::{Anchor, Bar, Dot, Lettering, Line, Mark, Picture, Text};
use super::svg::{Document, HUNDREDTHS, Paint};
use super::theme::Token;
use super::typeface::{self, Face};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;
type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;
type Area<'a> = DrawingArea<SvgBackend<'a>, Plane>;
type AreaResult = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The picture as an SVG document.
pub fn draw(picture: &Picture, paint: Paint) -> String {
    let mut document = Document::open(picture, paint);
    let (width, height) = (whole(picture.width), whole(picture.height));
    let backend = SvgBackend {
        document: &mut document,
        size: (width.unsigned_abs(), height.unsigned_abs()),
    };
    let plane = Plane::new(
        0.0..picture.width,
        0.0..picture.height,
        (0..width, 0..height),
    );
    let area = backend.into_drawing_area().apply_coord_spec(plane);
    if picture.has_ground {
        let ground = Bar {
            left: 0.0,
            top: 0.0,
            width: picture.width,
            height: picture.height,
            fill: Token::Paper,
        };
        must(draw_bar(&area, &ground));
    }
    for mark in &picture.marks {
        must(match mark {
            Mark::Bar(bar) => draw_bar(&area, bar),
            Mark::Line(line) => draw_line(&area, line),
            Mark::Text(text) => draw_text(&area, text),
            Mark::Dot(dot) => draw_dot(&area, dot),
        });
    }
    drop(area);
    document.close()
}

/// The backend writes to memory, so no drawing can fail.
fn must(drawn: AreaResult) {
    debug_assert!(drawn.is_ok(), "{drawn:?}");
}

fn whole(length: f64) -> i32 {
    (length * HUNDREDTHS).round() as i32
}

fn palette(token: Token) -> RGBColor {
    let place = Token::ALL.iter().position(|&other| other == token);
    RGBColor(place.unwrap_or_default() as u8, 0, 0)
}

fn token(colour: BackendColor) -> Token {
    let place = usize::from(colour.rgb.0);
    Token::ALL.get(place).copied().unwrap_or(Token::Ink)
}

fn draw_bar(area: &Area<'_>, bar: &Bar) -> AreaResult {
    let corners = [
        (bar.left, bar.top),
        (bar.left + bar.width, bar.top + bar.height),
    ];
    area.draw(&Rectangle::new(
        corners,
        ShapeStyle::from(palette(bar.fill)).filled(),
    ))
}

fn draw_line(area: &Area<'_>, line: &Line) -> AreaResult {
    let width = whole(line.width).unsigned_abs();
    let style = ShapeStyle::from(palette(line.stroke)).stroke_width(width);
    area.draw(&PathElement::new([line.from, line.to], style))
}

fn draw_dot(area: &Area<'_>, dot: &Dot) -> AreaResult {
    let style = ShapeStyle::from(palette(dot.fill)).filled();
    area.draw(&Circle::new(dot.centre, whole(dot.radius), style))
}

fn draw_text(area: &Area<'_>, text: &Text) -> AreaResult {
    let lettering = &text.lettering;
    let (family, weight) = match lettering.face {
        Face::Sans => (FontFamily::SansSerif, FontStyle::Normal),
        Face::SansSemibold => (FontFamily::SansSerif, FontStyle::Bold),
        Face::Serif => (FontFamily::Serif, FontStyle::Normal),
    };
    let horizontal = match text.anchor {
        Anchor::Left => HPos::Left,
        Anchor::Centre => HPos::Center,
        Anchor::Right => HPos::Right,
    };
    let colour = palette(lettering.fill);
    let style = TextStyle::from(FontDesc::new(family, lettering.size, weight))
        .color(&colour)
        .pos(Pos::new(horizontal, VPos::Bottom));
    area.draw(&TextElement::new(text.text.as_str(), text.at, style))
}

struct SvgBackend<'a> {
    document: &'a mut Document,
    size: (u32, u32),
}

fn lettering<S: BackendTextStyle>(style: &S) -> Lettering {
    let face = match (style.family(), style.style()) {
        (FontFamily::Serif, _) => Face::Serif,
        (_, FontStyle::Bold) => Face::SansSemibold,
        _ => Face::Sans,
    };
    Lettering::new(face, style.size(), token(style.color()))
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn {
        let next = (point.0 + 1, point.1 + 1);
        self.document.bar(point, next, token(colour));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let width = style.stroke_width() as i32;
        self.document.line(from, to, width, token(style.color()));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut before = None;
        for point in path {
            if let Some(from) = before {
                self.draw_line(from, point, style)?;
            }
            before = Some(point);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.document
            .bar(upper_left, lower_right, token(style.color()));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.document
            .dot(centre, radius as i32, token(style.color()));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Left,
            HPos::Center => Anchor::Centre,
            HPos::Right => Anchor::Right,
        };
        self.document.text(text, at, anchor, &lettering(style));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let lettering = lettering(style);
        let width = typeface::width(text, lettering.face, lettering.size);
        Ok((
            whole(width).unsigned_abs(),
            whole(lettering.size).unsigned_abs(),
        ))
    }
}
