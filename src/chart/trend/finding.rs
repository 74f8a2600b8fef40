//! One sentence about two waves, the first and the last: what moved most, if a
//! test that counts the lines lets it be said.

use super::Trend;
use super::series::{Point, RestsOn, Series};
use crate::chart::figures::quoted;
use crate::chart::wrapping::shortened;
use crate::privacy::protected_table::Measure;
use crate::statistics::proportions::{is_clear_among, levels, proportions};

const NAME_CHARACTERS_MAX: usize = 70;

pub fn finding(trend: &Trend<'_>) -> String {
    let waves = trend.waves();
    let Some((first, last)) = waves.first().zip(waves.last()) else {
        return String::new();
    };
    let span = format!("{first} to {last}");
    if trend.series.iter().all(|series| ends(series).is_none()) {
        return "Too few answers to show over time".to_owned();
    }
    let moved = spoken_of(trend).and_then(|place| {
        let series = trend.series.get(place)?;
        Some((series, ends(series)?))
    });
    match moved {
        None => {
            let unmoved = largest(trend).and_then(|series| Some((series, ends(series)?)));
            let figures = unmoved.map(|(series, (before, after))| {
                let who = subject(trend, series).replacen("The ", "the ", 1);
                format!(": {who} was {}, is {}", before.figure, after.figure)
            });
            format!("No clear change, {span}{}", figures.unwrap_or_default())
        }
        Some((series, (before, after))) => {
            let verb = if after.value > before.value {
                "rose"
            } else {
                "fell"
            };
            format!(
                "{} {verb} from {} to {}, {span}",
                subject(trend, series),
                before.figure,
                after.figure
            )
        }
    }
}

/// Of several lines that did not move clearly, the one that stands highest now.
fn largest<'t>(trend: &'t Trend<'_>) -> Option<&'t Series> {
    let compared = compared(trend).into_iter();
    let last = |series: &Series| ends(series).map_or(f64::MIN, |(_, after)| after.value);
    compared
        .filter_map(|place| trend.series.get(place))
        .max_by(|one, other| last(one).total_cmp(&last(other)))
}

fn subject(trend: &Trend<'_>, series: &Series) -> String {
    let name = quoted(&shortened(&series.label, NAME_CHARACTERS_MAX));
    match trend.newest().map(|table| table.measure()) {
        Some(Measure::NetPromoter { .. }) => "The net promoter score".to_owned(),
        Some(Measure::Number { .. }) => "The average".to_owned(),
        Some(Measure::Comments) => "The share who wrote a comment".to_owned(),
        _ => name,
    }
}

/// How a difference was judged; nothing where there is none to judge.
pub fn rule(trend: &Trend<'_>) -> Option<String> {
    let lines = compared(trend).len();
    let test = match trend.newest()?.measure() {
        Measure::NetPromoter { .. } | Measure::Number { .. } => "a z-test",
        _ => "two-proportion z-tests",
    };
    match lines {
        0 => None,
        1 => Some(format!(
            "The finding compares the first and the last wave by {}, at 5%.",
            test.replace("tests", "test").replace("two-", "a two-")
        )),
        lines => Some(format!(
            "The finding compares the first and the last wave by {test}, at 5% over all {lines} \
             answers (Bonferroni)."
        )),
    }
}

fn compared(trend: &Trend<'_>) -> Vec<usize> {
    let series = trend.series.iter().enumerate();
    series
        .filter(|(_, series)| !series.is_residual && ends(series).is_some())
        .map(|(place, _)| place)
        .collect()
}

/// The first and the last wave's points, where both are shown.
fn ends(series: &Series) -> Option<(&Point, &Point)> {
    series
        .points
        .first()?
        .as_ref()
        .zip(series.points.last()?.as_ref())
}

/// The line that moved most clearly.
pub fn spoken_of(trend: &Trend<'_>) -> Option<usize> {
    clearest(trend).map(|(place, _)| place)
}

/// The same, and how far from chance it moved.
pub fn clearest(trend: &Trend<'_>) -> Option<(usize, f64)> {
    let compared = compared(trend);
    let z_of = |place: &usize| {
        let series = trend.series.get(*place)?;
        let (before, after) = ends(series)?;
        let z = z(before, after);
        is_clear_among(z, compared.len()).then_some((*place, z.abs()))
    };
    let clear = compared.iter().filter_map(z_of);
    clear.max_by(|one, other| one.1.total_cmp(&other.1))
}

fn z(before: &Point, after: &Point) -> f64 {
    match (after.rests_on, before.rests_on) {
        (
            RestsOn::Share { count, base },
            RestsOn::Share {
                count: count_before,
                base: base_before,
            },
        ) => proportions((count, base), (count_before, base_before)),
        (RestsOn::Error(error), RestsOn::Error(error_before)) => {
            levels((after.value, error), (before.value, error_before))
        }
        _ => 0.0,
    }
}
