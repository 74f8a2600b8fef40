//! The survey's promise to its respondents, and how far it may still change.

mod changes;
mod clause;
mod groups;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use changes::{Change, Loosening, changes, loosenings};
pub use clause::Clause;

use super::identifier::QuestionCode;
use super::language::Localized;

/// Frozen at the first answer: from then on it can only be made stricter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Who will see the results, in the words a respondent reads: "the marketing
    /// team of ACME and its board".
    pub readers: Localized,
    /// Who outside the brand gets results too, in the words a respondent reads:
    /// of closed waves only, and only of those who agreed.
    #[serde(default)]
    pub outside: Option<Localized>,
    /// Who may answer.
    #[serde(default)]
    pub access: Access,
    /// No result rests on fewer responses (DESIGN: k).
    pub group_size_min: u16,
    /// No sum that can be worked out narrows to fewer people (DESIGN: floor).
    pub floor: u16,
    /// Totals are published while the wave runs, or only when it has closed.
    pub results: ResultsWhen,
    pub breakdowns: Breakdowns,
    /// Rows of a closed wave are erased after this many days; totals remain.
    pub retention_days: u16,
    /// Whether readers see what was written.
    #[serde(default)]
    pub comments: Comments,
    /// Whether respondents, and so everybody with the address, see results.
    #[serde(default)]
    pub public_results: PublicResults,
    /// Whom reminders go to, where answering takes an invitation.
    #[serde(default)]
    pub reminders: Reminders,
}

/// Whom reminders go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminders {
    /// Everybody who was invited: nobody looks who has answered.
    #[default]
    Everybody,
    /// Those whose answers are not in a release yet: the mail system knows who
    /// has taken part, and not who said what.
    Unanswered,
}

/// What becomes of own words, beside being counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// To readers, when the wave has closed and enough people wrote something.
    #[default]
    Shown,
    /// To nobody: only how many wrote something is counted.
    KeptBack,
}

/// What everybody with the survey's address sees of its results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicResults {
    #[default]
    Never,
    /// Everybody's totals of a closed wave; no groups, nothing written.
    WhenClosed,
}

/// Who may answer, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Everybody who has the address, as often as they like.
    #[default]
    Link,
    /// Everybody who was given a code, once a wave.
    Invitation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultsWhen {
    WhileRunning,
    WhenClosed,
}

/// Which groups will be counted when a wave closes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breakdowns {
    /// Every background question, every other closed one, every pair of background questions.
    Default,
    /// These, in this order, and nothing else; an empty list means everybody only.
    Listed(Vec<Breakdown>),
}

/// By one question, or by two at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breakdown {
    By(QuestionCode),
    Pair(QuestionCode, QuestionCode),
}
