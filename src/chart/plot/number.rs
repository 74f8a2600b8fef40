//! Number: how many fall into each band, with the average and the median.

use super::bars::{self, Row, Tone};
use super::columns::{self, Column};
use crate::chart::figures::{decimal, in_unit, is_sign, percent, whole_percent};
use crate::chart::picture::Anchor;
use crate::chart::reading::{Entry, Middle, entries, middle};
use crate::chart::sheet::{GREAT, LABEL, LABEL_LEADING, SMALL, SMALL_INK, SMALL_LEADING, Sheet};
use crate::chart::theme::Token;
use crate::chart::wrapping::wrap_evenly;
use crate::privacy::protected_table::ProtectedTable;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet, has_intervals: bool) {
    let middle = middle(table);
    if let Some(middle) = &middle {
        draw_averages(middle, sheet);
    }
    let median_band = middle.and_then(|middle| middle.median_band);
    let entries = entries(table);
    match upright(&entries, median_band, sheet) {
        Some(columns) if !has_intervals => {
            columns::plot(&columns, sheet);
        }
        _ => bars::plot(
            &lying(&entries, median_band, has_intervals),
            None,
            true,
            sheet,
        ),
    }
}

/// Fewer columns than this would be slabs.
const UPRIGHT_MIN: usize = 5;

/// Columns like a histogram's, if the bands' names fit under them.
fn upright(
    entries: &[Entry<'_>],
    median_band: Option<usize>,
    sheet: &Sheet,
) -> Option<Vec<Column>> {
    if entries.len() < UPRIGHT_MIN {
        return None;
    }
    let width = columns::label_width_max(entries.len(), sheet);
    let column = |entry: &Entry<'_>| {
        let lines = wrap_evenly(entry.text.trim(), SMALL_INK.face, SMALL_INK.size, width);
        let is_whole = lines.join(" ") == entry.text.trim();
        (is_whole && lines.len() <= 2).then(|| Column {
            lines,
            value: whole_percent(entry.part.count, entry.part.base),
            share: entry.part.share(),
            fill: match median_band == Some(entry.position) {
                true => Token::Accent,
                false => Token::Bar,
            },
            starts_group: false,
        })
    };
    entries.iter().map(column).collect()
}

fn lying(entries: &[Entry<'_>], median_band: Option<usize>, has_intervals: bool) -> Vec<Row> {
    let row = |entry: &Entry<'_>| Row {
        label: entry.text.to_owned(),
        value: percent(entry.part.count, entry.part.base),
        share: entry.part.share(),
        interval: entry.part.known_interval().filter(|_| has_intervals),
        tone: match median_band == Some(entry.position) {
            true => Tone::Accent,
            false => Tone::Muted,
        },
        aside: None,
    };
    entries.iter().map(row).collect()
}

/// A great figure with its name under it.
struct Average {
    figure: String,
    name: String,
    aside: &'static str,
}

impl Average {
    fn width(&self) -> f64 {
        GREAT
            .width(&self.figure)
            .max(1.05 * LABEL.width(&self.name))
            .max(1.05 * SMALL.width(self.aside))
    }
}

const AVERAGES_GAP: f64 = 40.0;

/// Side by side where there is room, otherwise under each other.
fn draw_averages(middle: &Middle<'_>, sheet: &mut Sheet) {
    let sign = middle.unit.filter(|unit| is_sign(unit));
    let words = middle.unit.filter(|unit| !is_sign(unit));
    let figure = |value: f64, decimals| in_unit(&decimal(value, decimals), sign);
    let unit = words.map_or_else(String::new, |unit| format!(" ({})", unit.trim()));
    let mean = middle.mean.map(|mean| Average {
        figure: figure(mean, middle.decimals),
        name: format!("Average{unit}"),
        aside: "",
    });
    let median = middle.median.map(|median| Average {
        figure: figure(median, middle.median_decimals),
        name: "Median".to_owned(),
        aside: "about, from the bands",
    });
    let averages: Vec<Average> = mean.into_iter().chain(median).collect();
    let width: f64 = averages
        .iter()
        .map(|average| average.width() + AVERAGES_GAP)
        .sum();
    let (left, whole, top) = (sheet.left, sheet.width, sheet.y);
    let mut bottom = top;
    for average in &averages {
        if width - AVERAGES_GAP <= whole {
            sheet.y = top;
            draw_average(average, sheet);
            sheet.left += average.width() + AVERAGES_GAP;
        } else {
            draw_average(average, sheet);
            sheet.space(8.0);
        }
        bottom = bottom.max(sheet.y);
    }
    (sheet.left, sheet.y) = (left, bottom + 16.0);
}

fn draw_average(average: &Average, sheet: &mut Sheet) {
    let at = (sheet.left, sheet.y + 30.0);
    sheet.text(&average.figure, at, Anchor::Left, GREAT);
    sheet.space(38.0);
    sheet.paragraph(&average.name, LABEL, LABEL_LEADING);
    if !average.aside.is_empty() {
        sheet.paragraph(average.aside, SMALL, SMALL_LEADING);
    }
}
