//! Conditions on earlier answers, under which a question or an option is shown.

use serde::{Deserialize, Serialize};

use super::identifier::{OptionCode, QuestionCode};

/// When a question or an option is shown. A condition looks only at questions
/// that stand earlier in the questionnaire, which the survey file's reader
/// checks; a question that was not shown counts as not answered.
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
    /// A scale, NPS or number answer is at least this value, in the question's own unit.
    AtLeast {
        question: QuestionCode,
        value: i64,
    },
    /// A scale, NPS or number answer is at most this value, in the question's own unit.
    AtMost {
        question: QuestionCode,
        value: i64,
    },
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}
