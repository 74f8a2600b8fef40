//! What can be wrong with a posted answer: a closed list, so that the page can
//! word each in the respondent's language.

use crate::survey::identifier::QuestionCode;

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    pub question: QuestionCode,
    /// The form field to lead to.
    pub field: String,
    pub reason: ProblemKind,
}

/// Numbers are in multiples of 10^-decimals, as in the question's range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A required question was left empty.
    Missing,
    /// A value that is no option, point, or place of the question.
    UnknownOption,
    /// "None of these" together with something else.
    ExclusiveWithOthers,
    NotANumber,
    /// `1,000` or `1.000.000`: it cannot be told whether a thousand is meant.
    ThousandsSeparator,
    TooManyDecimals {
        decimals: u8,
    },
    TooSmall {
        minimum: i64,
    },
    TooLarge {
        maximum: i64,
    },
    TooLong {
        characters: usize,
        characters_max: u16,
    },
    /// Not a place from 1 to `places`.
    NotAPlace {
        places: u8,
    },
    /// Two options at the same place.
    DuplicateRank {
        place: u8,
    },
    /// Nothing stands at this place, though it should.
    RankMissing {
        place: u8,
    },
}
