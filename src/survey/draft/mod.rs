//! A survey that is being written: every field as it was typed, good or not.
//!
//! A draft and a survey file are two views of one thing: `file_of` writes a
//! draft as a file whose reader is the only judge of what is right, and every
//! survey can become a draft. Changing the kind of a question keeps what was
//! typed for the kind before.

mod as_far;
mod blank;
pub mod codes;
mod file;
mod merge;
mod of_survey;
mod problems;
pub mod rule;
mod texts;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use as_far::{AsFar, as_far_as_it_goes};
pub use file::{DraftFile, Place, file_of};
pub use merge::{Contradiction, Merged, change, merge};
pub use problems::{DraftProblem, survey};
pub use texts::Texts;

use super::calendar::Calendar;
use super::charter::{Access, Comments, PublicResults, Reminders, ResultsWhen};
use super::column_map::ColumnMap;
use super::language::Language;

/// A survey as far as it is written. Numbers are text: nothing typed is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub slug: String,
    pub brand: String,
    /// At least one; texts fall back to the first.
    pub languages: Vec<Language>,
    pub title: Texts,
    pub introduction: Texts,
    pub thanks: Texts,
    /// On the page of a closed wave.
    #[serde(default)]
    pub closed: Texts,
    pub source: Texts,
    pub charter: DraftCharter,
    /// Sites that may show it in a frame, as they were typed.
    #[serde(default)]
    pub embedded_on: Vec<String>,
    pub calendar: Calendar,
    pub questions: Vec<DraftQuestion>,
    #[serde(default)]
    pub quotas: Vec<DraftQuota>,
    /// Of an import; carried along, written in the file only.
    pub import: Option<ColumnMap>,
    pub is_simulated: bool,
}

/// What tells questions, options, rows and bands of a draft apart while
/// everything about them may change; random, so that two editors who add
/// something at once add two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemId(pub u64);

/// What is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no id of a draft’s part")]
pub struct ItemIdError(String);

impl std::fmt::Display for ItemId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl std::str::FromStr for ItemId {
    type Err = ItemIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match u64::from_str_radix(text, 16) {
            Ok(id) if text.len() == 16 => Ok(Self(id)),
            _ => Err(ItemIdError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for ItemId {
    type Error = ItemIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ItemId> for String {
    fn from(id: ItemId) -> Self {
        id.to_string()
    }
}

/// A question with the fields of every kind; those of other kinds wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftQuestion {
    pub id: ItemId,
    pub code: String,
    pub kind: Kind,
    pub is_background: bool,
    pub is_required: bool,
    pub starts_page: bool,
    pub text: Texts,
    pub help: Texts,
    /// A condition as survey files write it: `standing is former`; or empty.
    pub show_when: String,
    /// Of choices and rankings.
    pub options: Vec<DraftOption>,
    pub is_random: bool,
    pub is_ordered: bool,
    /// Of a ranking: how many places are given; empty means all.
    pub places: String,
    /// Of a grid.
    pub rows: Vec<DraftRow>,
    /// Of a scale or grid: its first and last point.
    pub from: String,
    pub to: String,
    pub lowest: Texts,
    pub highest: Texts,
    /// One for each point, or none.
    pub labels: Vec<Texts>,
    /// Of a number.
    pub minimum: String,
    pub maximum: String,
    pub decimals: String,
    pub unit: Texts,
    pub bands: Vec<DraftBand>,
    /// Of a text.
    pub is_long: bool,
    pub characters_max: String,
}

/// The kinds of questions, by the names that files give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    SingleChoice,
    MultipleChoice,
    Scale,
    Nps,
    Grid,
    Ranking,
    Number,
    Text,
    Information,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOption {
    pub id: ItemId,
    pub code: String,
    pub text: Texts,
    pub is_exclusive: bool,
    pub is_other: bool,
    pub is_declined: bool,
    pub is_pinned: bool,
    pub show_when: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    pub id: ItemId,
    pub code: String,
    pub text: Texts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftBand {
    pub id: ItemId,
    pub code: String,
    pub text: Texts,
    pub from: String,
    pub to: String,
}

/// How many may say something, as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftQuota {
    pub id: ItemId,
    /// The code of a choice.
    pub question: String,
    /// Codes of its options.
    pub options: Vec<String>,
    pub most: String,
    /// Empty: our own words of thanks.
    pub text: Texts,
}

/// The promise to respondents, as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftCharter {
    pub readers: Texts,
    /// Empty: nobody outside.
    pub outside: Texts,
    pub access: Access,
    pub group_size_min: String,
    pub floor: String,
    pub results: ResultsWhen,
    /// `None`: the default list. Otherwise as files write them: `age`, `standing by age`.
    pub breakdowns: Option<Vec<String>>,
    pub retention_days: String,
    #[serde(default)]
    pub comments: Comments,
    #[serde(default)]
    pub public_results: PublicResults,
    #[serde(default)]
    pub reminders: Reminders,
}
