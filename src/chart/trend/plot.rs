//! Lines over waves: points with thin intervals, each line's name and figure at
//! its end; many lines as small panels of their own.

use super::Trend;
use super::series::{RestsOn, Series};
use crate::chart::picture::{Anchor, Lettering};
use crate::chart::sheet::{LABEL_LEADING, SMALL, SMALL_INK, SMALL_LEADING, SMALL_VALUE, Sheet};
use crate::chart::theme::Token;
use crate::chart::wrapping::{shortened, wrap_evenly};

/// More lines than this cross each other's names.
const LINES_MAX: usize = 6;
const NAME_CHARACTERS_MAX: usize = 90;
const DOT: f64 = 4.0;
const NAME_GAP: f64 = 12.0;
const OTHER_FONT: f64 = 1.12;
const PANEL_HEIGHT: f64 = 84.0;
/// Shares are drawn against this at least, in per cent.
const SHARE_MAX_MIN: f64 = 25.0;

pub fn plot(trend: &Trend<'_>, sheet: &mut Sheet, has_intervals: bool) {
    let is_one_picture = trend.series().len() <= LINES_MAX && !sheet.is_narrow;
    match is_one_picture || trend.series().len() == 1 {
        true => draw_together(trend, sheet, has_intervals),
        false => draw_panels(trend, sheet, has_intervals),
    }
}

/// The values between top and bottom: zero is the base of shares.
struct Axis {
    low: f64,
    high: f64,
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
    waves: usize,
}

impl Axis {
    fn of(trend: &Trend<'_>, has_intervals: bool) -> Self {
        let points = || {
            let series = trend.series().iter();
            series.flat_map(|series| series.points.iter().flatten())
        };
        let reach = |point: &super::Point| match has_intervals {
            true => (point.low, point.high),
            false => (point.value, point.value),
        };
        let is_share = points().all(|point| matches!(point.rests_on, RestsOn::Share { .. }));
        // Everything stands on zero, and scores in their whole range: a step of
        // two points must not look like a climb.
        let start: (f64, f64) = match (trend.is_of_scores(), is_share) {
            (true, _) => (-100.0, 100.0),
            (false, true) => (0.0, SHARE_MAX_MIN),
            (false, false) => (0.0, 0.0),
        };
        let (low, high) = points().map(reach).fold(start, |ends, (low, high)| {
            (ends.0.min(low), ends.1.max(high))
        });
        Self {
            low,
            high: if high > low { high } else { low + 1.0 },
            top: 0.0,
            bottom: 0.0,
            left: 0.0,
            right: 0.0,
            waves: 0,
        }
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.bottom - share * (self.bottom - self.top)
    }

    fn x(&self, wave: usize) -> f64 {
        let steps = self.waves.saturating_sub(1).max(1) as f64;
        self.left + wave as f64 / steps * (self.right - self.left)
    }
}

fn draw_together(trend: &Trend<'_>, sheet: &mut Sheet, has_intervals: bool) {
    let series: Vec<&Series> = trend.series().iter().collect();
    let mut axis = Axis::of(trend, has_intervals);
    let names_part = if sheet.is_narrow { 0.3 } else { 0.36 };
    let is_named = series.len() > 1;
    let names: Vec<Vec<String>> = series
        .iter()
        .map(|series| end_name(series, is_named, names_part * sheet.width))
        .collect();
    let widths = names
        .iter()
        .flatten()
        .map(|line| OTHER_FONT * SMALL_VALUE.width(line));
    let room = widths.fold(0.0, f64::max) + NAME_GAP;
    let starts = series
        .iter()
        .map(|series| OTHER_FONT * SMALL_VALUE.width(&start_figure(series)));
    axis.left = sheet.left + starts.fold(0.0, f64::max) + NAME_GAP;
    axis.right = sheet.right() - room;
    axis.waves = trend.waves().len();
    axis.top = sheet.y + 10.0;
    axis.bottom = axis.top
        + match (sheet.is_narrow, series.len()) {
            (_, 1) => 120.0,
            (true, _) => 150.0,
            (false, _) => 250.0,
        };
    let ends = apart(&series, &names, &axis, |series| series.points.last());
    let starts_of = apart(
        &series,
        &vec![vec![String::new()]; series.len()],
        &axis,
        |series| series.points.first(),
    );
    draw_zero(&axis, sheet);
    // The line that the finding speaks of lies above the others.
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|&place| trend.is_spoken_of(place));
    for place in order {
        let Some(series) = series.get(place) else {
            continue;
        };
        draw_line(series, &axis, ink(trend, place), has_intervals, sheet);
    }
    for (place, (series, name)) in series.iter().zip(&names).enumerate() {
        let lettering = Lettering::new(SMALL_VALUE.face, SMALL_VALUE.size, name_ink(trend, place));
        if let Some(Some(middle)) = ends.get(place) {
            draw_name(name, (axis.right + NAME_GAP, *middle), lettering, sheet);
        }
        if let Some(Some(middle)) = starts_of.get(place) {
            let at = (axis.left - NAME_GAP, middle + lettering.below_middle());
            sheet.text(&start_figure(series), at, Anchor::Right, lettering);
        }
    }
    let lowest = ends
        .iter()
        .flatten()
        .fold(axis.bottom, |low, y| low.max(*y + 12.0));
    sheet.y = axis.bottom + 4.0;
    draw_waves(trend, &axis, sheet);
    sheet.y = sheet.y.max(lowest + 10.0);
}

/// What everything stands on.
fn draw_zero(axis: &Axis, sheet: &mut Sheet) {
    let y = axis.y(0.0);
    sheet.line((axis.left, y), (axis.right, y), 1.0, Token::InkSoft);
}

fn start_figure(series: &Series) -> String {
    let first = series.points.first().and_then(Option::as_ref);
    first.map_or_else(String::new, |point| point.figure.clone())
}

/// "54% Too many messages".
fn end_name(series: &Series, is_named: bool, width: f64) -> Vec<String> {
    let last = series.points.last().and_then(Option::as_ref);
    let figure = last.map_or("–", |point| point.figure.as_str());
    let words = match is_named {
        true => format!(
            "{figure}\u{a0}{}",
            shortened(&series.label, NAME_CHARACTERS_MAX)
        ),
        false => figure.to_owned(),
    };
    wrap_evenly(&words, SMALL_VALUE.face, SMALL_VALUE.size, width)
}

const NAME_LEADING: f64 = 15.0;

fn draw_name(
    lines: &[String],
    (left, middle): (f64, f64),
    lettering: Lettering,
    sheet: &mut Sheet,
) {
    let first = middle - lines.len() as f64 * NAME_LEADING / 2.0 + NAME_LEADING / 2.0;
    for (row, line) in lines.iter().enumerate() {
        let y = first + row as f64 * NAME_LEADING + lettering.below_middle();
        sheet.text(line, (left, y), Anchor::Left, lettering);
    }
}

/// The middles of names that stand beside their points as near as they may
/// without touching: pushed down from the top, then up from the bottom.
fn apart<'s>(
    series: &[&'s Series],
    names: &[Vec<String>],
    axis: &Axis,
    point: impl Fn(&'s Series) -> Option<&'s Option<super::Point>>,
) -> Vec<Option<f64>> {
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    for (place, (series, name)) in series.iter().zip(names).enumerate() {
        if let Some(Some(point)) = point(series) {
            let height = name.len() as f64 * NAME_LEADING + 4.0;
            placed.push((place, axis.y(point.value), height));
        }
    }
    placed.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut least = f64::MIN;
    for (_, middle, height) in &mut placed {
        *middle = middle.max(least + *height / 2.0);
        least = *middle + *height / 2.0;
    }
    // What was pushed below the axis moves everything above it up again.
    let mut most = (axis.bottom + 10.0).max(axis.top + placed.iter().map(|(.., h)| h).sum::<f64>());
    for (_, middle, height) in placed.iter_mut().rev() {
        *middle = middle.min(most - *height / 2.0);
        most = *middle - *height / 2.0;
    }
    let mut middles = vec![None; series.len()];
    for (place, middle, _) in placed {
        if let Some(slot) = middles.get_mut(place) {
            *slot = Some(middle);
        }
    }
    middles
}

fn ink(trend: &Trend<'_>, place: usize) -> Token {
    match trend.is_spoken_of(place) || trend.series().len() == 1 {
        true => Token::Accent,
        false => Token::Bar,
    }
}

fn name_ink(trend: &Trend<'_>, place: usize) -> Token {
    match trend.is_spoken_of(place) {
        true => Token::Accent,
        false => Token::Ink,
    }
}

fn draw_line(series: &Series, axis: &Axis, fill: Token, has_intervals: bool, sheet: &mut Sheet) {
    let places = series.points.iter().enumerate();
    let shown: Vec<(usize, &super::Point)> = places
        .filter_map(|(wave, point)| Some((wave, point.as_ref()?)))
        .collect();
    if has_intervals {
        for (wave, point) in &shown {
            let x = axis.x(*wave);
            sheet.line(
                (x, axis.y(point.low)),
                (x, axis.y(point.high)),
                1.0,
                Token::Ink,
            );
        }
    }
    for ((wave, point), (next, following)) in shown.iter().zip(shown.iter().skip(1)) {
        // Nothing is drawn across a wave of which nothing is shown.
        if *next == wave + 1 {
            let from = (axis.x(*wave), axis.y(point.value));
            let to = (axis.x(*next), axis.y(following.value));
            sheet.line(from, to, 2.5, fill);
        }
    }
    for (wave, point) in shown {
        sheet.dot((axis.x(wave), axis.y(point.value)), DOT, fill);
    }
}

/// The waves' names with their bases, as many as stand beside each other.
fn draw_waves(trend: &Trend<'_>, axis: &Axis, sheet: &mut Sheet) {
    let waves = trend.waves();
    let pitch = match waves.len() {
        0 | 1 => axis.right - axis.left,
        count => (axis.right - axis.left) / (count - 1) as f64,
    };
    let widest = waves.iter().map(|wave| OTHER_FONT * SMALL_INK.width(wave));
    let widest = widest.fold(0.0, f64::max) + 8.0;
    let every = ((widest / pitch.max(1.0)).ceil() as usize).max(1);
    let last = waves.len().saturating_sub(1);
    let middle = sheet.y + SMALL_LEADING / 2.0;
    for (wave, name) in waves.iter().enumerate() {
        // Counted from the end, so that the newest is always named.
        let from_end = last - wave;
        let is_shown = from_end.is_multiple_of(every) && !(wave > 0 && wave < every && every > 1);
        if !is_shown {
            continue;
        }
        let (x, anchor) = match wave {
            0 => (axis.left - DOT, Anchor::Left),
            _ if wave == last => (axis.right + DOT, Anchor::Right),
            _ => (axis.x(wave), Anchor::Centre),
        };
        sheet.text(
            name,
            (x, middle + SMALL_INK.below_middle()),
            anchor,
            SMALL_INK,
        );
    }
    sheet.space(SMALL_LEADING);
}

/// A panel for each line, on one scale.
fn draw_panels(trend: &Trend<'_>, sheet: &mut Sheet, has_intervals: bool) {
    let across = if sheet.is_narrow { 1 } else { 3 };
    let gap = 28.0;
    let width = (sheet.width + gap) / across as f64 - gap;
    let all: Vec<&Series> = trend.series().iter().collect();
    let places: Vec<usize> = (0..all.len()).collect();
    for (row, block) in places.chunks(across).enumerate() {
        if row > 0 {
            sheet.space(20.0);
        }
        let labels: Vec<Vec<String>> = block
            .iter()
            .filter_map(|place| all.get(*place))
            .map(|series| {
                let label = shortened(&series.label, NAME_CHARACTERS_MAX);
                wrap_evenly(&label, SMALL_INK.face, SMALL_INK.size, width)
            })
            .collect();
        let lines = labels.iter().map(Vec::len).max().unwrap_or(0);
        let top = sheet.y;
        for (column, (&place, label)) in block.iter().zip(&labels).enumerate() {
            let Some(series) = all.get(place) else {
                continue;
            };
            let left = sheet.left + column as f64 * (width + gap);
            for (line, text) in label.iter().enumerate() {
                let middle = top + line as f64 * LABEL_LEADING + LABEL_LEADING / 2.0;
                let at = (left, middle + SMALL_INK.below_middle());
                sheet.text(text, at, Anchor::Left, SMALL_INK);
            }
            let mut axis = Axis::of(trend, has_intervals);
            let start = start_figure(series);
            let end = end_name(series, false, width).concat();
            axis.left = left + OTHER_FONT * SMALL_VALUE.width(&start) + 10.0;
            axis.right = left + width - OTHER_FONT * SMALL_VALUE.width(&end) - 10.0;
            axis.waves = trend.waves().len();
            axis.top = top + lines as f64 * LABEL_LEADING + 12.0;
            axis.bottom = axis.top + PANEL_HEIGHT;
            draw_zero(&axis, sheet);
            draw_line(series, &axis, ink(trend, place), has_intervals, sheet);
            let ends = [(series.points.first(), start, axis.left - 8.0, Anchor::Right)];
            let ends = ends.into_iter().chain([(
                series.points.last(),
                end,
                axis.right + 8.0,
                Anchor::Left,
            )]);
            for (point, figure, x, anchor) in ends {
                if let Some(Some(point)) = point {
                    let y = axis.y(point.value) + SMALL_VALUE.below_middle();
                    sheet.text(&figure, (x, y), anchor, SMALL_VALUE);
                }
            }
        }
        sheet.y = top + lines as f64 * LABEL_LEADING + 12.0 + PANEL_HEIGHT + 8.0;
    }
    let waves = trend.waves();
    if let Some((first, last)) = waves.first().zip(waves.last()) {
        sheet.space(8.0);
        let words = format!("From {first} to {last}, {} waves", waves.len());
        sheet.paragraph(&words, SMALL, SMALL_LEADING);
    }
}
