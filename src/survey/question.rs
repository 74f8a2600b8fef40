//! What can be asked: every kind of question, its options and its bounds.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::identifier::{OptionCode, QuestionCode};
use super::language::Localized;

/// A question, or an information text that stands between questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub code: QuestionCode,
    pub role: Role,
    pub text: Localized,
    /// What breakdowns by it are called; respondents never read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Localized>,
    pub help: Option<Localized>,
    pub is_required: bool,
    pub shown_when: Option<Condition>,
    /// A new page begins before this question.
    pub starts_page: bool,
    pub kind: QuestionKind,
}

impl Question {
    /// Whether people read and answer the same: results of both can be added up.
    pub fn is_asked_like(&self, other: &Self) -> bool {
        let Self {
            code,
            role,
            text,
            label: _,
            help,
            is_required,
            shown_when,
            starts_page,
            kind,
        } = other;
        self.code == *code
            && self.role == *role
            && self.text == *text
            && self.help == *help
            && self.is_required == *is_required
            && self.shown_when == *shown_when
            && self.starts_page == *starts_page
            && self.kind == *kind
    }
}

/// Whether a question is about the brand or about the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Brand,
    Background,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionKind {
    SingleChoice(ChoiceList),
    MultipleChoice(ChoiceList),
    Scale(Scale),
    /// "How likely are you to recommend …", 0 to 10.
    NetPromoter(ScaleEnds),
    Grid {
        rows: Vec<GridRow>,
        scale: Scale,
    },
    Ranking {
        choices: ChoiceList,
        /// How many places are given: 3 of 8 options, say.
        places: u8,
    },
    Number(NumberRange),
    Text(TextField),
    /// Read, not answered.
    Information,
}

impl QuestionKind {
    /// Whether there is anything to answer.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::Information)
    }

    /// The options of a choice or ranking question.
    pub fn choices(&self) -> Option<&ChoiceList> {
        match self {
            Self::SingleChoice(list) | Self::MultipleChoice(list) => Some(list),
            Self::Ranking { choices, .. } => Some(choices),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceList {
    pub options: Vec<Choice>,
    /// Shown in an order drawn for each respondent, pinned options apart.
    pub is_random: bool,
    /// The options are steps of one thing (ages, frequencies): charts keep their
    /// order, and neighbours can be merged.
    pub is_ordered: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub code: OptionCode,
    pub text: Localized,
    /// "None of these": goes with no other option.
    pub is_exclusive: bool,
    /// "Other, please say": comes with a line of text.
    pub is_other: bool,
    /// "Prefer not to say": counted as declined, not as an opinion.
    pub is_declined: bool,
    /// Keeps its place when the rest is shuffled.
    pub is_pinned: bool,
    pub shown_when: Option<Condition>,
}

/// The ends of a scale in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleEnds {
    pub lowest: Localized,
    pub highest: Localized,
}

/// `from..=to`, at least two points; every point may have a label, the ends always do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    pub from: i16,
    pub to: i16,
    pub ends: ScaleEnds,
    /// Empty, or one label for each point.
    pub labels: Vec<Localized>,
}

impl Scale {
    pub fn values(&self) -> std::ops::RangeInclusive<i16> {
        self.from..=self.to
    }

    pub fn points(&self) -> usize {
        self.values().count()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    pub code: OptionCode,
    pub text: Localized,
}

/// Numbers are kept as whole multiples of 10^-decimals, so that sums are exact:
/// with two decimals, 12.5 is 1250. Bounds and bands are in the same multiples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRange {
    pub minimum: i64,
    pub maximum: i64,
    pub decimals: u8,
    pub unit: Option<Localized>,
    /// Ascending, without gaps, covering the bounds: numbers are only ever
    /// published in these.
    pub bands: Vec<Band>,
}

/// `from..=to`, in multiples of 10^-decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    pub code: OptionCode,
    pub text: Localized,
    pub from: i64,
    pub to: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextField {
    pub is_long: bool,
    pub characters_max: u16,
}
