//! Exact decimal numbers: text to whole multiples of 10^-decimals and back.
//!
//! No floating point, so that what was typed is what is counted. What people
//! type beyond plain digits (commas, units) is dealt with where it is typed.

/// Why a text is no number of this precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    #[error("not a number")]
    NotANumber,
    #[error("more than {decimals} digits after the decimal point")]
    TooManyDecimals { decimals: u8 },
    #[error("too large a number")]
    TooLarge,
    #[error("too large a negative number")]
    TooSmall,
}

/// `12.5` with two decimals is 1250. A sign, digits, and at most one point.
pub fn parse(text: &str, decimals: u8) -> Result<i64, DecimalError> {
    let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_plain(whole) || !is_plain(fraction) {
        return Err(DecimalError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let missing = usize::from(decimals)
        .checked_sub(fraction.len())
        .ok_or(DecimalError::TooManyDecimals { decimals })?;
    let padding = std::iter::repeat_n(b'0', missing);
    let magnitude = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(padding)
        .try_fold(0_i64, |sum, byte| {
            sum.checked_mul(10)?.checked_add(i64::from(byte - b'0'))
        });
    match magnitude {
        Some(magnitude) if is_negative => Ok(-magnitude),
        Some(magnitude) => Ok(magnitude),
        None if is_negative => Err(DecimalError::TooSmall),
        None => Err(DecimalError::TooLarge),
    }
}

/// 1250 with two decimals is `12.5`; trailing zeros are not printed.
pub fn print(multiples: i64, decimals: u8) -> String {
    let sign = if multiples < 0 { "-" } else { "" };
    let digits = format!(
        "{:0>width$}",
        multiples.unsigned_abs(),
        width = usize::from(decimals) + 1
    );
    let (whole, fraction) = digits
        .split_at_checked(digits.len() - usize::from(decimals))
        .unwrap_or((&digits, ""));
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_after_the_point_become_multiples() {
        assert_eq!(parse("12.5", 2), Ok(1250));
        assert_eq!(parse("-0.05", 2), Ok(-5));
        assert_eq!(parse("−3", 0), Ok(-3));
        assert_eq!(parse("7.000", 0), Ok(7));
        assert_eq!(parse(".5", 1), Ok(5));
    }

    #[test]
    fn what_is_no_number_says_why() {
        for text in ["", "-", ".", "1e3", "1.2.3", "twelve", "1 000", "٣"] {
            assert_eq!(parse(text, 2), Err(DecimalError::NotANumber), "{text}");
        }
        let too_fine = DecimalError::TooManyDecimals { decimals: 1 };
        assert_eq!(parse("0.25", 1), Err(too_fine));
        assert_eq!(parse("9999999999999999999", 0), Err(DecimalError::TooLarge));
        assert_eq!(
            parse("-9999999999999999999", 0),
            Err(DecimalError::TooSmall)
        );
    }

    proptest! {
        #[test]
        fn a_printed_number_reads_back_as_itself(
            multiples in -100_000_000_000_i64..=100_000_000_000,
            decimals in 0_u8..=6,
        ) {
            prop_assert_eq!(parse(&print(multiples, decimals), decimals), Ok(multiples));
        }
    }
}
