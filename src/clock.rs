//! The only reader of the time. Whatever is stored knows a day and nothing
//! finer; signing in needs half-minutes, which are compared and forgotten.

use jiff::civil::Date;

/// Where days come from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    System,
    /// For tests that let days pass.
    Fixed(Date),
}

impl Clock {
    /// Today in UTC.
    // Promise P2: respondents meet this one only; an hour that is never read
    // cannot be kept.
    #[expect(
        clippy::disallowed_methods,
        reason = "this file is the only reader of the clock"
    )]
    pub fn today(&self) -> Date {
        match self {
            Self::System => jiff::Timestamp::now()
                .to_zoned_datetime(jiff::tz::TimeZone::UTC)
                .date(),
            Self::Fixed(date) => *date,
        }
    }

    /// Half-minutes since 1970, for the codes of authenticator apps and for
    /// slowing down guesses. Only for members, and never stored.
    #[expect(
        clippy::disallowed_methods,
        reason = "this file is the only reader of the clock"
    )]
    pub fn half_minute(&self) -> u64 {
        let seconds = match self {
            Self::System => jiff::Timestamp::now().as_second(),
            Self::Fixed(date) => date
                .to_zoned_datetime(jiff::tz::TimeZone::UTC)
                .map_or(0, |midnight| midnight.timestamp().as_second()),
        };
        seconds.unsigned_abs() / 30
    }
}
