//! What differs between two revisions of a questionnaire, in words for whoever
//! publishes the second. The promise has a list of its own: `charter::changes`.

use std::fmt;

use super::language::Localized;
use super::question::Question;
use super::questionnaire::Survey;

/// One difference; questions are named by their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    QuestionAdded(String),
    QuestionRemoved(String),
    QuestionChanged(String),
    OtherOrder,
    Title,
    Introduction,
    Thanks,
    Closed,
    EmbeddedOn,
    Source,
    Languages,
    Brand,
    Calendar,
    Quotas,
}

/// In the order in which a respondent meets them.
pub fn between(before: &Survey, after: &Survey) -> Vec<Difference> {
    let (old, new) = (&before.questionnaire, &after.questionnaire);
    let mut differences = Vec::new();
    let mut note = |differs: bool, difference: Difference| {
        if differs {
            differences.push(difference);
        }
    };
    note(before.brand != after.brand, Difference::Brand);
    note(old.languages != new.languages, Difference::Languages);
    note(old.title != new.title, Difference::Title);
    note(
        old.introduction != new.introduction,
        Difference::Introduction,
    );
    for question in &new.questions {
        match old.question(&question.code) {
            None => note(true, Difference::QuestionAdded(named(question))),
            Some(known) => note(
                known != question,
                Difference::QuestionChanged(named(question)),
            ),
        }
    }
    for question in &old.questions {
        let is_gone = new.question(&question.code).is_none();
        note(is_gone, Difference::QuestionRemoved(named(question)));
    }
    note(
        is_reordered(&old.questions, &new.questions),
        Difference::OtherOrder,
    );
    note(old.thanks != new.thanks, Difference::Thanks);
    note(old.closed != new.closed, Difference::Closed);
    note(
        before.embedded_on != after.embedded_on,
        Difference::EmbeddedOn,
    );
    note(before.source != after.source, Difference::Source);
    note(before.calendar != after.calendar, Difference::Calendar);
    note(before.quotas != after.quotas, Difference::Quotas);
    differences
}

fn named(question: &Question) -> String {
    Localized::fallback(&question.text).to_owned()
}

/// Whether the questions that both have follow each other differently.
fn is_reordered(old: &[Question], new: &[Question]) -> bool {
    let stays = |question: &&Question, in_others: &[Question]| {
        in_others.iter().any(|other| other.code == question.code)
    };
    let before = old.iter().filter(|question| stays(question, new));
    let after = new.iter().filter(|question| stays(question, old));
    !before.map(|q| &q.code).eq(after.map(|q| &q.code))
}

impl fmt::Display for Difference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::QuestionAdded(text) => write!(to, "A new question: “{text}”"),
            Self::QuestionRemoved(text) => write!(to, "No longer asked: “{text}”"),
            Self::QuestionChanged(text) => write!(to, "Changed: “{text}”"),
            Self::OtherOrder => to.write_str("The questions stand in another order"),
            Self::Title => to.write_str("Another title"),
            Self::Introduction => to.write_str("Another introduction"),
            Self::Thanks => to.write_str("Another word of thanks"),
            Self::Closed => to.write_str("Other words for when it has closed"),
            Self::EmbeddedOn => to.write_str("Other sites that may show it"),
            Self::Source => to.write_str("Another line under the charts"),
            Self::Languages => to.write_str("Other languages"),
            Self::Brand => to.write_str("Another name for the brand"),
            Self::Calendar => to.write_str("Other days for its waves"),
            Self::Quotas => to.write_str("Other quotas"),
        }
    }
}
