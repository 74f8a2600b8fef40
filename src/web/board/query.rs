//! What a board's address asks for, read and written: wave, groups, one question,
//! intervals, all waves, the size of a picture.

use actix_web::HttpRequest;

use crate::operations::results::Selection;
use crate::web::errors::{AppError, Missing};
use crate::web::pairs::Pairs;

/// More groups than this are never joined at once; no breakdown has as many.
const JOINED_MAX: usize = 64;

/// How an address says that all closed waves are read as one.
const ALL_WAVES: &str = "all";

/// The part after the question mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub wave: Option<i32>,
    /// The code of a breakdown.
    pub by: Option<String>,
    /// Positions of the groups that are read as one.
    pub joined: Vec<usize>,
    /// And all other groups as another one, to compare with.
    pub joins_others: bool,
    /// Only this question.
    pub question: Option<String>,
    pub has_intervals: bool,
    pub is_over_time: bool,
    /// All closed waves as one.
    pub is_together: bool,
    /// A picture for a slide.
    pub is_slide: bool,
}

impl Query {
    /// A number that is none looks like a wave that is not there.
    pub fn read(request: &HttpRequest) -> Result<Self, AppError> {
        let missing = || AppError::NotFound(Missing::Board);
        let pairs = Pairs::decode(request.query_string().as_bytes());
        let text = |name: &str| Some(pairs.value(name).to_owned()).filter(|text| !text.is_empty());
        let wave = match pairs.value("wave") {
            "" => None,
            wave => Some(wave.parse().map_err(|_not_a_number| missing())?),
        };
        let joined = pairs.iter().filter(|(name, _)| name == "join");
        let mut joined: Vec<usize> = joined
            .take(JOINED_MAX)
            .map(|(_, place)| place.parse().map_err(|_not_a_number| missing()))
            .collect::<Result<_, _>>()?;
        joined.sort_unstable();
        joined.dedup();
        // One group alone is what is shown anyway.
        if joined.len() < 2 {
            joined.clear();
        }
        Ok(Self {
            wave,
            by: text("by"),
            joins_others: pairs.value("others") == "joined" && !joined.is_empty(),
            joined,
            question: text("question"),
            has_intervals: pairs.value("intervals") == "yes",
            is_over_time: pairs.value("view") == "waves",
            is_together: pairs.value("waves") == ALL_WAVES,
            is_slide: pairs.value("size") == "slide",
        })
    }

    pub fn selection(&self) -> Selection {
        let positions: Vec<String> = self.joined.iter().map(usize::to_string).collect();
        let mut segment = positions.join("+");
        if self.joins_others && !segment.is_empty() {
            segment.push_str(",rest");
        }
        Selection {
            wave: self.wave,
            by: self.by.clone().filter(|_| !self.is_over_time),
            segment: Some(segment).filter(|text| !text.is_empty() && !self.is_over_time),
            is_together: self.is_together && !self.is_over_time,
        }
    }

    /// As it stands in an address, from the question mark on.
    pub fn written(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        match self.is_together {
            true => pairs.push(("waves", ALL_WAVES.to_owned())),
            false => pairs.extend(self.wave.map(|wave| ("wave", wave.to_string()))),
        }
        pairs.extend(self.by.clone().map(|by| ("by", by)));
        pairs.extend(self.joined.iter().map(|place| ("join", place.to_string())));
        pairs.extend(self.question.clone().map(|code| ("question", code)));
        let flags = [
            (
                self.joins_others && !self.joined.is_empty(),
                "others",
                "joined",
            ),
            (self.has_intervals, "intervals", "yes"),
            (self.is_over_time, "view", "waves"),
            (self.is_slide, "size", "slide"),
        ];
        let set = flags.into_iter().filter(|(is_set, ..)| *is_set);
        pairs.extend(set.map(|(_, name, value)| (name, value.to_owned())));
        if pairs.is_empty() {
            return String::new();
        }
        let mut text = form_urlencoded::Serializer::new(String::from("?"));
        // The serializer begins after what is there.
        let _ = text.extend_pairs(&pairs);
        text.finish().replacen("?&", "?", 1)
    }
}

/// Where a board and its files stand.
#[derive(Clone, Copy)]
pub struct Address<'a> {
    /// The board's own, without a query.
    pub base: &'a str,
}

impl Address<'_> {
    pub fn board(self, query: &Query) -> String {
        format!("{}{}", self.base, query.written())
    }

    /// One chart as a file; only pictures have intervals and a size.
    pub fn file(self, code: &str, format: &str, query: &Query) -> String {
        let is_picture = matches!(format, "svg" | "png");
        let query = Query {
            question: None,
            has_intervals: query.has_intervals && is_picture,
            is_slide: query.is_slide && is_picture,
            ..query.clone()
        };
        format!("{}/charts/{code}.{format}{}", self.base, query.written())
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read(query: &str) -> Result<Query, AppError> {
        Query::read(&TestRequest::with_uri(&format!("/boards/a/b?{query}")).to_http_request())
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "wave=2",
            "wave=1&by=age&join=0&join=1&intervals=yes",
            "wave=1&by=age-by-use&question=reasons",
            "wave=1&by=age&join=0&join=1&others=joined&intervals=yes",
            "intervals=yes&view=waves&size=slide",
            "waves=all&by=age&question=reasons",
        ] {
            assert_eq!(read(text).unwrap().written(), format!("?{text}"));
        }
        assert_eq!(read("").unwrap().written(), "");
    }

    #[test]
    fn groups_are_joined_by_their_positions_and_one_alone_by_none() {
        let query = read("by=age&join=2&join=0&join=2").unwrap();
        assert_eq!(query.selection().segment.as_deref(), Some("0+2"));
        assert_eq!(read("by=age&join=2").unwrap().selection().segment, None);
        assert!(read("join=x").is_err() && read("wave=x").is_err());
    }

    #[test]
    fn all_waves_together_have_no_groups() {
        let selection = read("by=age&view=waves").unwrap().selection();
        assert_eq!((selection.by, selection.segment), (None, None));
    }
}
