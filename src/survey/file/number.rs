//! Number questions: bounds, decimals, and the bands in which they are published.

use super::languages::{identifier, localized};
use super::table::{Located, Reading, Table, counted};
use crate::limits::{BANDS_MAX, DECIMALS_MAX, NUMBER_MULTIPLES_MAX};
use crate::survey::decimal;
use crate::survey::identifier::OptionCode;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{Band, NumberRange};

/// A range of at most this many values has a band for each.
const SINGLE_VALUES_MAX: i64 = 12;

/// About as many bands as a chart carries comfortably.
const DEFAULT_BANDS: i64 = 8;

pub(super) fn read(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<NumberRange> {
    let decimals = table
        .whole("decimals", 0_u8, DECIMALS_MAX, reading)
        .map_or(0, |decimals| decimals.value);
    let remedy = "say what is possible: minimum = 0 and maximum = 120";
    table.required("minimum", remedy, reading);
    table.required("maximum", remedy, reading);
    let minimum = table.decimal("minimum", decimals, reading);
    let maximum = table.decimal("maximum", decimals, reading);
    let unit = localized(table, "unit", languages, reading);
    let declared = table.list("bands", reading);
    let (minimum, maximum) = (minimum?, maximum?);
    for bound in [minimum, maximum] {
        if bound.unsigned_abs() > NUMBER_MULTIPLES_MAX.unsigned_abs() {
            let reason = format!("{} is too large a bound", decimal::print(*bound, decimals));
            let most = decimal::print(NUMBER_MULTIPLES_MAX, decimals);
            reading.report(bound.at, reason, format!("keep within ±{most}"));
            return None;
        }
    }
    if minimum.value >= maximum.value {
        let reason = format!("the maximum of {} is not above its minimum", table.name);
        reading.report(
            maximum.at,
            reason,
            "give the smallest and the largest possible answer",
        );
        return None;
    }
    let mut range = NumberRange {
        minimum: minimum.value,
        maximum: maximum.value,
        decimals,
        unit,
        bands: Vec::new(),
    };
    range.bands = match declared {
        None => default_bands(&range),
        Some(list) => {
            let of = BandReader {
                range: &range,
                question: &table.name,
                languages,
            };
            let mut bands = Vec::with_capacity(list.len());
            for item in &list.value {
                let band = Table::of(item, format!("a band of {}", table.name), reading);
                bands.extend(band.and_then(|band| of.read(band, reading)));
            }
            of.check_cover(list.at, &bands, reading);
            bands.into_iter().map(|band| band.value).collect()
        }
    };
    Some(range)
}

struct BandReader<'a> {
    range: &'a NumberRange,
    question: &'a str,
    languages: &'a [Language],
}

impl BandReader<'_> {
    fn read(&self, mut table: Table<'_>, reading: &mut Reading) -> Option<Located<Band>> {
        let decimals = self.range.decimals;
        let remedy = "a band needs both ends: { from = 18, to = 29 }";
        table.required("from", remedy, reading);
        table.required("to", remedy, reading);
        let from = table.decimal("from", decimals, reading);
        let to = table.decimal("to", decimals, reading);
        let code = table
            .text("code", reading)
            .map(|code| identifier::<OptionCode>(code, reading));
        let text = localized(&mut table, "text", self.languages, reading);
        let at = table.at;
        table.finish(reading);
        let (from, to) = (from?, to?);
        let code = match code {
            Some(declared) => declared?.value,
            None => band_code(from.value, to.value, decimals)?,
        };
        let value = Band {
            code,
            text: text.unwrap_or_else(|| band_text(from.value, to.value, decimals)),
            from: from.value,
            to: to.value,
        };
        Some(Located { at, value })
    }

    /// Ascending, without gaps, from the minimum to the maximum.
    fn check_cover(&self, at: usize, bands: &[Located<Band>], reading: &mut Reading) {
        let print = |value| decimal::print(value, self.range.decimals);
        if bands.is_empty() || bands.len() > BANDS_MAX {
            let reason = format!("{} has {}", self.question, counted(bands.len(), "band"));
            let remedy = format!("give it from 1 to {BANDS_MAX}, or take “bands” out");
            reading.report(at, reason, remedy);
            return;
        }
        let mut next = self.range.minimum;
        for (index, band) in bands.iter().enumerate() {
            if band.from != next {
                let reason = format!(
                    "the band from {} should begin at {}",
                    print(band.from),
                    print(next)
                );
                let remedy = "bands ascend without gaps or overlaps, starting at the minimum";
                reading.report(band.at, reason, remedy);
            }
            if band.to < band.from {
                let reason = format!("the band from {} ends before it begins", print(band.from));
                reading.report(band.at, reason, "write the smaller number as “from”");
            }
            let codes = bands.iter().take(index).map(|earlier| &earlier.code);
            if codes.into_iter().any(|code| code == &band.code) {
                let reason = format!(
                    "{} has two bands with the code “{}”",
                    self.question, band.code
                );
                reading.report(band.at, reason, "give each band its own code");
            }
            next = band.to.saturating_add(1);
        }
        if next != self.range.maximum + 1 {
            let reason = format!(
                "the last band ends at {}, the maximum is {}",
                print(next - 1),
                print(self.range.maximum)
            );
            reading.report(at, reason, "let the last band end at the maximum");
        }
    }
}

/// Bands of a round width, so that nobody has to think of them.
pub(super) fn default_bands(range: &NumberRange) -> Vec<Band> {
    let values = range.maximum - range.minimum + 1;
    let width = if values <= SINGLE_VALUES_MAX {
        1
    } else {
        round_width(values)
    };
    let mut starts = vec![range.minimum];
    let mut start = (range.minimum.div_euclid(width) + 1) * width;
    while start <= range.maximum {
        starts.push(start);
        start += width;
    }
    // A stump at either end joins its neighbour.
    if let [first, second, _, ..] = starts.as_slice()
        && (second - first) * 2 < width
    {
        starts.remove(1);
    }
    if let [_, .., _, last] = starts.as_slice()
        && (range.maximum + 1 - last) * 2 < width
    {
        starts.pop();
    }
    let ends = starts.iter().skip(1).map(|start| start - 1);
    let ends = ends.chain(std::iter::once(range.maximum));
    starts
        .iter()
        .zip(ends)
        .filter_map(|(from, to)| {
            Some(Band {
                code: band_code(*from, to, range.decimals)?,
                text: band_text(*from, to, range.decimals),
                from: *from,
                to,
            })
        })
        .collect()
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that needs no more than the default number of bands.
fn round_width(values: i64) -> i64 {
    let mut power = 1;
    loop {
        for step in [1, 2, 5] {
            let width = step * power;
            if values.div_euclid(width) < DEFAULT_BANDS {
                return width;
            }
        }
        power *= 10;
    }
}

/// `18-29`; `minus-5-to-0`; `0_5-1` for decimals.
fn band_code(from: i64, to: i64, decimals: u8) -> Option<OptionCode> {
    let plain = |value: i64| {
        let printed = decimal::print(value, decimals).replace('.', "_");
        printed.replace('-', "minus-")
    };
    let code = if from == to {
        plain(from)
    } else if from < 0 {
        format!("{}-to-{}", plain(from), plain(to))
    } else {
        format!("{}-{}", plain(from), plain(to))
    };
    code.parse().ok()
}

/// `18–29`, `−5 to 0`.
fn band_text(from: i64, to: i64, decimals: u8) -> Localized {
    let plain = |value: i64| decimal::print(value, decimals).replace('-', "−");
    Localized::everywhere(if from == to {
        plain(from)
    } else if from < 0 {
        format!("{} … {}", plain(from), plain(to))
    } else {
        format!("{}–{}", plain(from), plain(to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(minimum: i64, maximum: i64, decimals: u8) -> Vec<String> {
        let range = NumberRange {
            minimum,
            maximum,
            decimals,
            unit: None,
            bands: Vec::new(),
        };
        let bands = default_bands(&range);
        let mut next = minimum;
        for band in &bands {
            assert_eq!(band.from, next);
            assert!(band.to >= band.from);
            next = band.to + 1;
        }
        assert_eq!(next, maximum + 1);
        bands
            .iter()
            .map(|band| format!("{} {}", band.code, band.text.fallback()))
            .collect()
    }

    #[test]
    fn a_few_values_have_a_band_each() {
        assert_eq!(bands(0, 3, 0), ["0 0", "1 1", "2 2", "3 3"]);
        assert_eq!(bands(-1, 0, 0), ["minus-1 −1", "0 0"]);
    }

    #[test]
    fn many_values_share_bands_of_a_round_width() {
        assert_eq!(
            bands(0, 120, 0),
            [
                "0-19 0–19",
                "20-39 20–39",
                "40-59 40–59",
                "60-79 60–79",
                "80-99 80–99",
                "100-120 100–120"
            ]
        );
        assert_eq!(
            bands(18, 99, 0),
            ["18-39 18–39", "40-59 40–59", "60-79 60–79", "80-99 80–99"],
            "18 and 19 would be a stump"
        );
        assert_eq!(
            bands(0, 10_000, 2),
            [
                "0-19_99 0–19.99",
                "20-39_99 20–39.99",
                "40-59_99 40–59.99",
                "60-79_99 60–79.99",
                "80-100 80–100"
            ]
        );
        assert_eq!(
            bands(-20, 40, 0),
            [
                "minus-20-to-minus-11 −20 … −11",
                "minus-10-to-minus-1 −10 … −1",
                "0-9 0–9",
                "10-19 10–19",
                "20-29 20–29",
                "30-40 30–40"
            ]
        );
    }

    #[test]
    fn any_range_is_covered_by_a_few_bands() {
        for (minimum, maximum) in [
            (0, 100_000_000_000),
            (-7, 6),
            (3, 16),
            (99, 101),
            (-1_000_000, 1),
        ] {
            assert!((1..=12).contains(&bands(minimum, maximum, 0).len()));
        }
    }
}
