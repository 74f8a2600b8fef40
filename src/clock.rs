//! The only reader of the time, and it knows nothing finer than a day: an hour
//! that is never read cannot be stored by mistake.

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
    // Promise P2: no hour is read, so none is kept.
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
}
