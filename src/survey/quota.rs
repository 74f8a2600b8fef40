//! Quotas: when enough have chosen something, others who choose it are thanked
//! and asked no further.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Given};
use super::identifier::{OptionCode, QuestionCode};
use super::language::Localized;
use super::question::QuestionKind;
use super::questionnaire::Questionnaire;

/// No more than `most` released responses that chose one of these options. It
/// looks at what is released only, so it overshoots by at most a release and
/// what waits with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// A single choice; or a multiple choice, of which only one option can be
    /// limited: counts of several would count people twice.
    pub question: QuestionCode,
    /// At least one.
    pub options: Vec<OptionCode>,
    /// Never fewer than the charter's group size: that it is full may be seen by
    /// anybody.
    pub most: u32,
    /// Instead of our own words of thanks.
    pub text: Option<Localized>,
}

impl Quota {
    /// Where the question stands, and its limited options.
    pub fn positions(&self, questionnaire: &Questionnaire) -> Option<(usize, Vec<usize>)> {
        let question = questionnaire.position(&self.question)?;
        let choices = questionnaire.questions.get(question)?.kind.choices()?;
        let position = |code: &OptionCode| choices.options.iter().position(|o| &o.code == code);
        let options: Option<Vec<usize>> = self.options.iter().map(position).collect();
        Some((question, options?))
    }

    /// Whether it limits what these answers say.
    pub fn concerns(&self, questionnaire: &Questionnaire, given: &[Given]) -> bool {
        let Some((question, options)) = self.positions(questionnaire) else {
            return false;
        };
        match given.get(question).and_then(Given::answer) {
            Some(Answer::One { option, .. }) => options.contains(&usize::from(*option)),
            Some(Answer::Several {
                options: chosen, ..
            }) => chosen
                .iter()
                .any(|option| options.contains(&usize::from(*option))),
            _ => false,
        }
    }

    /// Whether it limits the same as another, whatever its number.
    pub fn limits_the_same_as(&self, other: &Self) -> bool {
        self.question == other.question && self.options == other.options
    }
}

/// Whether a question can have a quota of so many options at once.
pub fn can_limit(kind: &QuestionKind, options: usize) -> bool {
    match kind {
        QuestionKind::SingleChoice(_) => options > 0,
        QuestionKind::MultipleChoice(_) => options == 1,
        _ => false,
    }
}
