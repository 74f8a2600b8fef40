//! Conditions on earlier answers, under which a question or an option is shown.

use serde::{Deserialize, Serialize};

use super::identifier::{OptionCode, QuestionCode};

/// When a question or an option is shown. A condition looks only at questions
/// that stand earlier in the questionnaire, which the survey file's reader
/// checks; a question that was not shown counts as not answered. `All` and
/// `Any` hold at least two parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// One of these options was chosen (single or multiple choice, ranking: ranked at all).
    Chose {
        question: QuestionCode,
        any_of: Vec<OptionCode>,
    },
    /// The question was answered at all.
    Answered {
        question: QuestionCode,
    },
    /// A scale, NPS or number answer is at least this value; of a number, in
    /// the same multiples of 10^-decimals as its answers.
    AtLeast {
        question: QuestionCode,
        value: i64,
    },
    /// As `AtLeast`, at most.
    AtMost {
        question: QuestionCode,
        value: i64,
    },
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// The questions it looks at, in the order they are named.
    pub fn questions(&self) -> Vec<&QuestionCode> {
        match self {
            Self::Chose { question, .. }
            | Self::Answered { question }
            | Self::AtLeast { question, .. }
            | Self::AtMost { question, .. } => vec![question],
            Self::Not(inner) => inner.questions(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::questions).collect(),
        }
    }
}
