//! What a board's address asks for, read and written: wave, groups, one question,
//! intervals, all waves, the size of a picture.

use actix_web::HttpRequest;

use crate::operations::results::Selection;
use crate::web::pairs::Pairs;

/// More groups than this are never joined at once; no breakdown has as many.
const JOINED_MAX: usize = 64;

/// What is no number stands for a wave and a group that are never there: waves are
/// counted from one, groups from nought.
const NO_WAVE: i32 = 0;
const NO_GROUP: usize = usize::MAX;

/// How an address says that all closed waves are read as one.
pub const ALL_WAVES: &str = "all";

/// The part after the question mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub wave: Option<i32>,
    /// The code of a breakdown.
    pub by: Option<String>,
    /// Positions of the groups that are to be read as one.
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
    pub fn read(request: &HttpRequest) -> Self {
        let pairs = Pairs::decode(request.query_string().as_bytes());
        let text = |name: &str| Some(pairs.value(name).to_owned()).filter(|text| !text.is_empty());
        let joined = pairs.values("join").take(JOINED_MAX);
        let mut joined: Vec<usize> = joined
            .map(|place| place.parse().unwrap_or(NO_GROUP))
            .collect();
        joined.sort_unstable();
        joined.dedup();
        Self {
            wave: text("wave").map(|wave| wave.parse().unwrap_or(NO_WAVE)),
            by: text("by"),
            joins_others: pairs.value("others") == "joined",
            joined,
            question: text("question"),
            has_intervals: pairs.value("intervals") == "yes",
            is_over_time: pairs.value("view") == "waves",
            is_together: pairs.value("waves") == ALL_WAVES,
            is_slide: pairs.value("size") == "slide",
        }
    }

    /// One group alone is what is shown anyway, unless all others are joined.
    pub fn is_joining(&self) -> bool {
        self.joined.len() > 1 || self.joins_others && !self.joined.is_empty()
    }

    /// Too little was ticked to read anything together.
    pub fn asks_in_vain(&self) -> bool {
        !self.is_joining() && (self.joins_others || !self.joined.is_empty())
    }

    pub fn selection(&self) -> Selection {
        let positions: Vec<String> = self.joined.iter().map(usize::to_string).collect();
        let mut segment = positions.join("+");
        if self.joins_others {
            segment.push_str(",rest");
        }
        Selection {
            wave: self.wave,
            by: self.by.clone().filter(|_| !self.is_over_time),
            segment: Some(segment).filter(|_| self.is_joining() && !self.is_over_time),
            is_together: self.is_together && !self.is_over_time,
            gives_way: false,
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
        if self.is_joining() {
            pairs.extend(self.joined.iter().map(|place| ("join", place.to_string())));
        }
        pairs.extend(self.question.clone().map(|code| ("question", code)));
        let flags = [
            (self.joins_others && self.is_joining(), "others", "joined"),
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

    fn read(query: &str) -> Query {
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
            "wave=1&by=age&join=1&others=joined",
            "waves=all&by=age&question=reasons",
            "waves=all&by=age&join=0&join=1",
        ] {
            assert_eq!(read(text).written(), format!("?{text}"));
        }
        assert_eq!(read("").written(), "");
    }

    #[test]
    fn groups_are_joined_by_their_positions_and_one_alone_by_none() {
        let segment = |query: &str| read(query).selection().segment;
        assert_eq!(
            segment("by=age&join=2&join=0&join=2").as_deref(),
            Some("0+2")
        );
        assert_eq!(segment("by=age&join=2"), None);
        assert_eq!(
            segment("by=age&join=2&others=joined").as_deref(),
            Some("2,rest")
        );
        assert_eq!(segment("by=age&others=joined"), None);
    }

    #[test]
    fn what_is_no_number_is_no_wave_and_no_group() {
        assert_eq!(read("wave=x").selection().wave, Some(NO_WAVE));
        let segment = read("by=age&join=x&join=0").selection().segment;
        assert_eq!(segment, Some(format!("0+{NO_GROUP}")));
    }

    #[test]
    fn all_waves_together_have_no_groups() {
        let selection = read("by=age&view=waves").selection();
        assert_eq!((selection.by, selection.segment), (None, None));
    }
}
