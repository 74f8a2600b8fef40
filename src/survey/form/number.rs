//! Numbers as people type them: `12.5`, `12,5`, ` −3 `.

use super::problem::ProblemKind;
use crate::survey::decimal::{self, DecimalError};
use crate::survey::language::Localized;
use crate::survey::question::NumberRange;

/// A number in multiples of 10^-decimals, within the question's bounds; `None`
/// for an empty field.
pub fn parse(typed: &str, range: &NumberRange) -> Result<Option<i64>, ProblemKind> {
    let text = without_unit(typed.trim(), range.unit.as_ref());
    if text.is_empty() {
        return Ok(None);
    }
    if has_thousands_separator(text, range.decimals) {
        return Err(ProblemKind::ThousandsSeparator);
    }
    let (minimum, maximum) = (range.minimum, range.maximum);
    match decimal::parse(&text.replace(',', "."), range.decimals) {
        Ok(value) if value < minimum => Err(ProblemKind::TooSmall { minimum }),
        Ok(value) if value > maximum => Err(ProblemKind::TooLarge { maximum }),
        Ok(value) => Ok(Some(value)),
        Err(DecimalError::NotANumber) => Err(ProblemKind::NotANumber),
        Err(DecimalError::TooManyDecimals { decimals }) => {
            Err(ProblemKind::TooManyDecimals { decimals })
        }
        Err(DecimalError::TooLarge) => Err(ProblemKind::TooLarge { maximum }),
        Err(DecimalError::TooSmall) => Err(ProblemKind::TooSmall { minimum }),
    }
}

/// `34 years` and `€ 12` mean what they say.
fn without_unit<'t>(text: &'t str, unit: Option<&Localized>) -> &'t str {
    let Some(unit) = unit else {
        return text;
    };
    let written = std::iter::once(unit.fallback());
    let written = written.chain(unit.translations().values().map(String::as_str));
    // A unit made of digits would eat into the number.
    let is_part_of_number =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '+');
    let mut written = written.filter(|unit| !unit.contains(is_part_of_number));
    let rest = written.find_map(|unit| text.strip_suffix(unit).or_else(|| text.strip_prefix(unit)));
    rest.map_or(text, str::trim)
}

/// `1,000` is a thousand to some and one to others, so it is asked again rather
/// than guessed, unless the question takes thousandths.
fn has_thousands_separator(text: &str, decimals: u8) -> bool {
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’' | '_') || c.is_whitespace();
    let unsigned = text.trim_start_matches(['-', '−', '+']);
    if !unsigned
        .chars()
        .all(|c| c.is_ascii_digit() || is_separator(c))
    {
        return false;
    }
    let groups: Vec<&str> = unsigned.split(is_separator).collect();
    let is_pointed = unsigned
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    match groups.as_slice() {
        [_] => false,
        [whole, fraction] if is_pointed => {
            let looks_grouped = (1..=3).contains(&whole.len()) && fraction.len() == 3;
            looks_grouped && !whole.starts_with('0') && decimals < 3
        }
        groups => groups.iter().all(|group| !group.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, decimals: u8, expect: Result<Option<i64>, ProblemKind>) {
        let range = NumberRange {
            minimum: -1_000_000,
            maximum: 1_000_000,
            decimals,
            unit: Some(Localized::everywhere("€")),
            bands: Vec::new(),
        };
        assert_eq!(
            parse(typed, &range),
            expect,
            "{typed} with {decimals} decimals"
        );
    }

    #[test]
    fn decimal_comma_and_point_are_both_understood() {
        check("12.5", 1, Ok(Some(125)));
        check("12,5", 1, Ok(Some(125)));
        check("\u{a0}−3 ", 0, Ok(Some(-3)));
        check("12.50", 1, Ok(Some(125)));
        check("0,500", 1, Ok(Some(5)));
        check("1.000", 3, Ok(Some(1000)));
        check("  ", 1, Ok(None));
    }

    #[test]
    fn the_unit_may_be_typed_along() {
        check("12,50 €", 2, Ok(Some(1250)));
        check("€12", 0, Ok(Some(12)));
        check("€", 0, Ok(None));
        check("12 $", 0, Err(ProblemKind::NotANumber));
    }

    #[test]
    fn a_thousands_separator_is_asked_again() {
        for typed in [
            "1,000",
            "1.000",
            "1 000",
            "1\u{202f}000",
            "1'000",
            "1.000,5",
            "-1.000.000",
        ] {
            check(typed, 1, Err(ProblemKind::ThousandsSeparator));
        }
    }

    #[test]
    fn every_other_refusal_says_what_is_wrong() {
        check("1.25", 1, Err(ProblemKind::TooManyDecimals { decimals: 1 }));
        check("-", 0, Err(ProblemKind::NotANumber));
        check("1e3", 0, Err(ProblemKind::NotANumber));
        check("about 40", 0, Err(ProblemKind::NotANumber));
        let too_large = ProblemKind::TooLarge { maximum: 1_000_000 };
        check("1000001", 0, Err(too_large));
        check("99999999999999999999999", 0, Err(too_large));
        let too_small = ProblemKind::TooSmall {
            minimum: -1_000_000,
        };
        check("-1000001", 0, Err(too_small));
        check("-99999999999999999999999", 0, Err(too_small));
    }
}
