//! Numbers as they are printed: whole percentages, real minus signs, thousands.
//! English. Nothing is computed here but rounding.

use crate::statistics::intervals::Interval;

pub const MINUS: char = '−';

/// A share as a whole percentage without its sign; a share that is not zero is
/// never printed as zero, one that is not everybody never as 100.
pub fn whole_percent(count: u64, base: u64) -> String {
    if base == 0 {
        return "–".to_owned();
    }
    let (count, base) = (u128::from(count), u128::from(base));
    let rounded = (200 * count + base) / (2 * base);
    match rounded {
        0 if count > 0 => "<1".to_owned(),
        100 if count < base => ">99".to_owned(),
        _ => rounded.to_string(),
    }
}

pub fn percent(count: u64, base: u64) -> String {
    let figure = whole_percent(count, base);
    if base == 0 { figure } else { figure + "%" }
}

/// "52% to 56%".
pub fn interval_in_words(interval: Interval) -> String {
    let (low, high) = rounded(interval);
    format!("{low}% to {high}%")
}

/// "52–56%", for a table.
pub fn interval_in_figures(interval: Interval) -> String {
    let (low, high) = rounded(interval);
    format!("{low}–{high}%")
}

fn rounded(interval: Interval) -> (u8, u8) {
    let whole = |share: f64| (share * 100.0).round() as u8;
    (whole(interval.low), whole(interval.high))
}

/// 12 345 as "12,345".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 person", "143 people".
pub fn people(number: u64) -> String {
    match number {
        1 => "1 person".to_owned(),
        _ => format!("{} people", thousands(number)),
    }
}

/// A whole number with its sign: "+12", "−4", "0".
pub fn signed(number: f64) -> String {
    let rounded = number.round();
    if rounded == 0.0 {
        "0".to_owned()
    } else if rounded > 0.0 {
        format!("+{rounded}")
    } else {
        format!("{MINUS}{}", rounded.abs())
    }
}

/// Halves are rounded away from zero, as readers do.
pub fn decimal(number: f64, decimals: usize) -> String {
    let step = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let rounded = (number.abs() * step).round() / step;
    let digits = format!("{rounded:.decimals$}");
    let is_zero = digits.chars().all(|c| c == '0' || c == '.');
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), thousands);
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

/// Whether a unit is a sign that stands at its figure: "€7.32", "12.5%".
pub fn is_sign(unit: &str) -> bool {
    let mut characters = unit.trim().chars();
    let first = characters.next();
    characters.next().is_none() && first.is_some_and(|c| !c.is_alphanumeric())
}

/// A figure in its unit: "38.2 years", "€7.32", "−£3.00", "12.5%".
pub fn in_unit(figure: &str, unit: Option<&str>) -> String {
    match unit.map(str::trim) {
        None | Some("") => figure.to_owned(),
        Some(sign) if is_sign(sign) && "%‰°′″".contains(sign) => format!("{figure}{sign}"),
        Some(sign) if is_sign(sign) => match figure.strip_prefix(MINUS) {
            Some(amount) => format!("{MINUS}{sign}{amount}"),
            None => format!("{sign}{figure}"),
        },
        Some(words) => format!("{figure} {words}"),
    }
}

/// "a", "a and b", "a, b and c".
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// Somebody's words inside ours; quotation marks within become single ones.
pub fn quoted(text: &str) -> String {
    let mut inner = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.trim().chars() {
        inner.push(match character {
            '“' => '‘',
            '”' => '’',
            '"' if before.is_whitespace() || before == '(' => '‘',
            '"' => '’',
            other => other,
        });
        before = character;
    }
    format!("“{inner}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_whole_and_honest_at_the_ends() {
        let cases = [
            (0, 2000, "0%"),
            (1, 2000, "<1%"),
            (10, 2000, "1%"),
            (1090, 2000, "55%"),
            (1089, 2000, "54%"),
            (1999, 2000, ">99%"),
            (2000, 2000, "100%"),
            (0, 0, "–"),
        ];
        for (count, base, printed) in cases {
            assert_eq!(percent(count, base), printed, "{count} of {base}");
        }
    }

    #[test]
    fn numbers_carry_real_minus_signs_and_thousands() {
        assert_eq!(signed(-3.6), "−4");
        assert_eq!(signed(12.0), "+12");
        assert_eq!(signed(-0.2), "0");
        assert_eq!(decimal(-1234.56, 1), "−1,234.6");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(decimal(1.25, 1), "1.3");
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(people(1), "1 person");
    }

    #[test]
    fn a_unit_stands_where_english_puts_it() {
        assert_eq!(in_unit("38.2", Some("years")), "38.2 years");
        assert_eq!(in_unit("7.32", Some("€")), "€7.32");
        assert_eq!(in_unit("−3.00", Some("£")), "−£3.00");
        assert_eq!(in_unit("12.5", Some("%")), "12.5%");
        assert_eq!(in_unit("4.0", None), "4.0");
    }

    #[test]
    fn quotation_marks_nest() {
        assert_eq!(quoted("the \"like\" button"), "“the ‘like’ button”");
    }

    #[test]
    fn lists_read_as_in_a_sentence() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&parts), "a, b and c");
        assert_eq!(listed(&parts[..2]), "a and b");
    }
}
