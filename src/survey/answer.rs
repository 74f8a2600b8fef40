//! What one respondent says: a response, before it is encrypted and after it
//! was opened again. Positions, not words: an option is its index in the
//! published revision, which never changes.

/// One filled-in questionnaire: one entry for each question of the revision, in
/// its order (information texts are [`Given::NotShown`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub given: Vec<Given>,
    pub wishes: Wishes,
}

/// How its author wants a response to be used; by default as the charter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Counted in everybody's totals and in nothing else.
    pub totals_only: bool,
    /// Not counted in what an outside party gets.
    pub not_outside: bool,
}

impl Wishes {
    /// How many combinations there are.
    pub const CODES: u8 = 4;

    pub fn code(self) -> u8 {
        u8::from(self.totals_only) + 2 * u8::from(self.not_outside)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        (code < Self::CODES).then_some(Self {
            totals_only: code & 1 != 0,
            not_outside: code & 2 != 0,
        })
    }
}

/// Missing, not shown and answered are three things, and every base says which it excludes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Routing passed the question by.
    NotShown,
    /// The question was on the page and left empty.
    Skipped,
    Answered(Answer),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Single choice.
    One { option: u8, other: Option<String> },
    /// Multiple choice: ascending, without repeats, not empty.
    Several {
        options: Vec<u8>,
        other: Option<String>,
    },
    /// Scale and NPS: index of the point, 0 for the lowest.
    Point(u8),
    /// One entry for each row of the grid; at least one is given.
    Rows(Vec<Option<u8>>),
    /// Options in the order of their rank; not empty, no repeats.
    Ranked(Vec<u8>),
    /// In multiples of 10^-decimals.
    Number(i64),
    /// Not empty.
    Text(String),
}

impl Given {
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answered(answer) => Some(answer),
            Self::NotShown | Self::Skipped => None,
        }
    }

    pub fn is_shown(&self) -> bool {
        !matches!(self, Self::NotShown)
    }
}
