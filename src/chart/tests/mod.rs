//! What holds for every picture of every table.

mod any;

use std::fs;
use std::path::Path;

use resvg::usvg::roxmltree;

use super::picture::{Bar, Mark, Picture, Text};
use super::samples::{all, reasons_2011};
use super::theme::{Theme, Token};
use super::*;
use crate::privacy::protected_table::Measure;

const fn each(width: Width, intervals: bool, frame: Frame) -> Presentation {
    Presentation {
        width,
        intervals,
        frame,
    }
}

const PRESENTATIONS: [Presentation; 8] = [
    each(Width::Wide, false, Frame::Whole),
    each(Width::Wide, true, Frame::Whole),
    each(Width::Wide, false, Frame::MarksOnly),
    each(Width::Wide, true, Frame::MarksOnly),
    each(Width::Narrow, false, Frame::Whole),
    each(Width::Narrow, true, Frame::Whole),
    each(Width::Narrow, false, Frame::MarksOnly),
    each(Width::Narrow, true, Frame::MarksOnly),
];

fn pictures() -> Vec<(ProtectedTable, Presentation, Picture)> {
    let tables = all().into_iter();
    let drawn = tables.flat_map(|table| {
        PRESENTATIONS.map(|presentation| {
            let picture = frame::compose(&OwnWords::default(), &table, &presentation);
            (table.clone(), presentation, picture)
        })
    });
    drawn.collect()
}

fn texts(picture: &Picture) -> Vec<&Text> {
    let mut texts = Vec::new();
    for mark in &picture.marks {
        if let Mark::Text(text) = mark {
            texts.push(text);
        }
    }
    texts
}

fn bars(picture: &Picture) -> Vec<&Bar> {
    let mut bars = Vec::new();
    for mark in &picture.marks {
        if let Mark::Bar(bar) = mark {
            bars.push(bar);
        }
    }
    bars
}

/// Left, top, right, bottom.
type Bounds = (f64, f64, f64, f64);

fn meet(one: Bounds, other: Bounds) -> bool {
    let touch = 0.2;
    one.0 + touch < other.2
        && other.0 + touch < one.2
        && one.1 + touch < other.3
        && other.1 + touch < one.3
}

/// The cell of a heat map, made to be written on.
fn is_ground(bar: &Bar) -> bool {
    bar.fill == Token::Surface || Token::HEAT.contains(&bar.fill)
}

pub(super) fn assert_no_text_collides(picture: &Picture) {
    let texts = texts(picture);
    for (place, text) in texts.iter().enumerate() {
        for other in &texts[place + 1..] {
            let is_apart = !meet(text.bounds(), other.bounds());
            assert!(is_apart, "{}: {text:?} meets {other:?}", picture.name);
        }
        for bar in bars(picture).into_iter().filter(|bar| !is_ground(bar)) {
            let bounds = (
                bar.left,
                bar.top,
                bar.left + bar.width,
                bar.top + bar.height,
            );
            let is_apart = !meet(text.bounds(), bounds);
            assert!(is_apart, "{}: {text:?} meets {bar:?}", picture.name);
        }
    }
}

pub(super) fn assert_all_within(picture: &Picture) {
    let inside = |(left, top, right, bottom): Bounds| {
        left >= -0.5
            && top >= -0.5
            && right <= picture.width + 0.5
            && bottom <= picture.height + 0.5
    };
    for mark in &picture.marks {
        let bounds = match mark {
            Mark::Text(text) => text.bounds(),
            Mark::Bar(bar) => (
                bar.left,
                bar.top,
                bar.left + bar.width,
                bar.top + bar.height,
            ),
            Mark::Line(line) => (line.from.0, line.from.1, line.to.0, line.to.1),
            Mark::Dot(dot) => {
                let ((x, y), radius) = (dot.centre, dot.radius);
                (x - radius, y - radius, x + radius, y + radius)
            }
        };
        let size = (picture.width, picture.height);
        assert!(inside(bounds), "{}: {mark:?} leaves {size:?}", picture.name);
    }
}

#[test]
fn labels_never_touch_each_other_or_a_bar() {
    for (_, _, picture) in pictures() {
        assert_no_text_collides(&picture);
    }
}

#[test]
fn everything_stands_within_the_picture() {
    for (_, _, picture) in pictures() {
        assert_all_within(&picture);
    }
}

#[test]
fn no_letter_is_smaller_than_twelve_pixels() {
    for (_, _, picture) in pictures() {
        for text in texts(&picture) {
            assert!(text.lettering.size >= 12.0, "{text:?}");
        }
    }
}

#[test]
fn a_narrow_picture_fits_a_narrow_window() {
    for (_, presentation, picture) in pictures() {
        let width_max = match presentation.width {
            Width::Narrow => 320.0,
            Width::Wide => 720.0,
            Width::Slide => 960.0,
        };
        assert!(picture.width <= width_max);
    }
}

#[test]
fn bars_start_at_zero_and_are_as_long_as_their_shares() {
    for (table, _, picture) in pictures() {
        if !matches!(table.measure(), Measure::MultipleChoice) || table.banner().is_some() {
            continue;
        }
        let entries = reading::entries(&table);
        let entries: Vec<_> = entries
            .iter()
            .filter(|entry| entry.part.count > 0)
            .collect();
        let bars: Vec<_> = bars(&picture)
            .into_iter()
            .filter(|bar| matches!(bar.fill, Token::Accent | Token::Bar) && bar.width != 36.0)
            .collect();
        assert_eq!(bars.len(), entries.len());
        let unit = bars[0].width / entries[0].part.share();
        for (bar, entry) in bars.iter().zip(&entries) {
            assert_eq!(bar.left, bars[0].left);
            assert!((bar.width - unit * entry.part.share()).abs() < 0.01);
        }
    }
}

#[test]
fn the_same_table_is_the_same_picture() {
    let presentation = each(Width::Wide, true, Frame::Whole);
    let (one, other) = (reasons_2011(), reasons_2011());
    assert_eq!(svg(&one, &presentation), svg(&other, &presentation));
    let png_of = |table| png(table, &presentation, Theme::Dark).unwrap();
    assert_eq!(png_of(&one), png_of(&other));
}

#[test]
fn the_png_is_the_svg_with_its_colours_resolved() {
    let picture = frame::compose(
        &OwnWords::default(),
        &reasons_2011(),
        &each(Width::Wide, true, Frame::Whole),
    );
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        let mut replaced = canvas::draw(&picture, svg::Paint::Variables);
        for token in Token::ALL {
            replaced = replaced.replace(&token.variable(), token.value(theme));
        }
        assert_eq!(
            replaced,
            canvas::draw(&picture, svg::Paint::Resolved(theme))
        );
    }
}

/// Every text of the document, after an XML parser has read it.
fn read_back(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let nodes = document.descendants();
    let texts = nodes.filter(|node| node.is_element() && node.text().is_some());
    texts
        .map(|node| node.text().unwrap_or_default().trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn what_somebody_wrote_is_text_and_never_markup() {
    for table in all() {
        for presentation in &PRESENTATIONS {
            let svg = svg(&table, presentation);
            let document = roxmltree::Document::parse(&svg).unwrap();
            let names = document.descendants().filter(|node| node.is_element());
            for node in names {
                let name = node.tag_name().name();
                let known = ["svg", "title", "desc", "rect", "path", "circle", "text"];
                let is_fonts = name == "style" && presentation.frame == Frame::Whole;
                assert!(known.contains(&name) || is_fonts, "{name}");
                assert!(node.attribute("style").is_none());
            }
        }
    }
    let hostile = all()
        .into_iter()
        .find(|table| table.heading().question_code == "hostile");
    let svg = svg(
        &hostile.unwrap(),
        &each(Width::Wide, true, Frame::MarksOnly),
    );
    assert!(read_back(&svg).contains(&"<script>alert('x')</script>".to_owned()));
}

#[test]
fn a_picture_names_and_describes_itself() {
    for (table, presentation, _) in pictures() {
        let svg = svg(&table, &presentation);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        for attribute in ["aria-labelledby", "aria-describedby"] {
            let id = root.attribute(attribute);
            let mut nodes = document.descendants();
            let node = nodes.find(|node| id.is_some() && node.attribute("id") == id);
            assert!(!node.unwrap().text().unwrap().is_empty());
        }
    }
}

fn assert_snapshot(name: &str, code: &str, presentation: Presentation) {
    let table = all()
        .into_iter()
        .find(|table| table.heading().question_code == code);
    let svg = svg(&table.unwrap(), &presentation);
    insta::assert_snapshot!(name, svg.replace(webfont::rules(), "…"));
}

#[test]
fn a_picture_that_stands_alone_brings_its_colours_and_fonts() {
    for (table, presentation, _) in pictures() {
        let is_hostile = table.heading().question_code == "hostile";
        let svg = svg(&table, &presentation);
        let stands_alone = presentation.frame == Frame::Whole;
        assert_eq!(svg.matches("@font-face").count() == 3, stands_alone);
        assert!(is_hostile || svg.contains("var(") != stands_alone);
        // Four hundred cells of a heat map are as much as two pages of bars.
        let cells = if table.groups().len() > 6 { 130_000 } else { 0 };
        assert!(svg.len() < cells + if stands_alone { 120_000 } else { 40_000 });
    }
}

#[test]
fn each_kind_of_question_is_drawn_as_it_was_approved() {
    let wide = each(Width::Wide, false, Frame::MarksOnly);
    assert_snapshot(
        "reasons_of_2011",
        "reasons",
        each(Width::Wide, false, Frame::Whole),
    );
    assert_snapshot(
        "residual_narrow",
        "residual",
        each(Width::Narrow, true, Frame::MarksOnly),
    );
    assert_snapshot("scale", "scale-5", wide);
    assert_snapshot("grid", "grid", wide);
    assert_snapshot("net_promoter", "nps", wide);
    assert_snapshot("ranking", "ranking", wide);
    assert_snapshot("number", "number", wide);
    assert_snapshot("comments", "comments", wide);
    assert_snapshot("empty", "empty", each(Width::Narrow, false, Frame::Whole));
}

#[test]
#[ignore = "writes pictures to look at into target/gallery"]
fn the_gallery_is_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/gallery");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tokens.css"), stylesheet_tokens()).unwrap();
    for table in all() {
        println!(
            "{}\n  {}\n  {:?}",
            finding(&table),
            description(&table),
            notes(&table)
        );
        for presentation in &PRESENTATIONS {
            let name = format!(
                "{}-{:?}-{:?}-{}",
                table.heading().question_code,
                presentation.frame,
                presentation.width,
                if presentation.intervals {
                    "intervals"
                } else {
                    "plain"
                },
            )
            .to_lowercase();
            fs::write(
                folder.join(format!("{name}.svg")),
                svg(&table, presentation),
            )
            .unwrap();
            if presentation.frame == Frame::Whole {
                let light = png(&table, presentation, Theme::Light).unwrap();
                fs::write(folder.join(format!("{name}.png")), light).unwrap();
            }
            if presentation.frame == Frame::Whole && presentation.width == Width::Wide {
                let slide = Presentation {
                    width: Width::Slide,
                    ..*presentation
                };
                let slide = png(&table, &slide, Theme::Light).unwrap();
                fs::write(folder.join(format!("{name}-slide.png")), slide).unwrap();
            }
        }
    }
}
