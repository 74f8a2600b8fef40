//! A long list, so many lines a page: which part of it an address asks for, and
//! where the others are.

use actix_web::HttpRequest;

use crate::web::errors::{AppError, Missing};
use crate::web::pairs::Pairs;

/// A few screens; with a hundred the heaviest list passes 100 KB.
pub const LINES: usize = 50;

/// The part that was asked for: `?page=2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPart {
    /// From 1.
    number: usize,
}

/// The way to the parts before and after.
#[derive(Debug, PartialEq, Eq)]
pub struct Pages {
    /// "Page 2 of 5".
    pub place: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl ListPart {
    pub fn of(request: &HttpRequest) -> Result<Self, AppError> {
        let query = Pairs::decode(request.query_string().as_bytes());
        Self::read(query.value("page")).ok_or_else(missing)
    }

    fn read(number: &str) -> Option<Self> {
        let number = match number {
            "" => 1,
            number => number.parse().ok()?,
        };
        // What lies past every list is refused below.
        (1..=usize::MAX / LINES)
            .contains(&number)
            .then_some(Self { number })
    }

    /// How many lines come before it.
    pub fn from(self) -> usize {
        (self.number - 1) * LINES
    }

    /// Nothing for a list that one page holds; a page that the list does not have
    /// is not found.
    pub fn pages(self, base: &str, lines: usize) -> Result<Option<Pages>, AppError> {
        let count = lines.div_ceil(LINES).max(1);
        if self.number > count {
            return Err(missing());
        }
        let at = |number: usize| match number {
            1 => base.to_owned(),
            number => format!("{base}?page={number}"),
        };
        Ok((count > 1).then(|| Pages {
            place: format!("Page {} of {count}", self.number),
            before: (self.number > 1).then(|| at(self.number - 1)),
            after: (self.number < count).then(|| at(self.number + 1)),
        }))
    }
}

fn missing() -> AppError {
    AppError::NotFound(Missing::Page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(number: &str, lines: usize) -> Option<Pages> {
        ListPart::read(number)
            .unwrap()
            .pages("/studio", lines)
            .unwrap()
    }

    #[test]
    fn a_short_list_has_one_page_and_says_nothing_of_it() {
        assert_eq!(pages("", 0), None);
        assert_eq!(pages("1", LINES), None);
    }

    #[test]
    fn a_long_list_leads_on_and_back() {
        let first = pages("", LINES + 1).unwrap();
        assert_eq!(first.place, "Page 1 of 2");
        assert_eq!(
            (first.before, first.after.as_deref()),
            (None, Some("/studio?page=2"))
        );
        let last = pages("2", LINES + 1).unwrap();
        assert_eq!(
            (last.before.as_deref(), last.after),
            (Some("/studio"), None)
        );
        assert_eq!(ListPart::read("2").unwrap().from(), LINES);
    }

    #[test]
    fn a_page_that_is_not_there_is_not_found() {
        for number in [
            "0",
            "-1",
            "two",
            "99999999999999999999",
            "18446744073709551615",
        ] {
            assert_eq!(ListPart::read(number), None, "{number}");
        }
        assert!(
            ListPart::read("2")
                .unwrap()
                .pages("/studio", LINES)
                .is_err()
        );
    }
}
