//! What the respondents of a wave can be sorted by, into which classes, and
//! which of these sortings a charter lists.

use serde::{Deserialize, Serialize};

use super::charter::{Breakdown, Breakdowns};
use super::identifier::QuestionCode;
use super::question::{Choice, QuestionKind, Role};
use super::questionnaire::{Questionnaire, Survey};

/// Puts each respondent into exactly one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Agreed that the outside party whom the charter names sees the answers.
    SharedOutside,
    /// The answer to the question at this position, which takes one.
    Answer { question: u16 },
    /// Whether this option of a multiple choice was chosen.
    Chosen { question: u16, option: u8 },
}

impl Criterion {
    /// The position of the question it looks at.
    pub fn question(self) -> Option<usize> {
        match self {
            Self::SharedOutside => None,
            Self::Answer { question } | Self::Chosen { question, .. } => Some(question.into()),
        }
    }
}

/// A breakdown as it is counted: by one criterion, or by two at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Candidate {
    By(Criterion),
    Pair(Criterion, Criterion),
}

/// What a class is about, which decides where it goes when it is too small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClassRole {
    /// An age, a customer type, a point of a scale.
    Substantive,
    /// "Another reason": takes in what is too small, where nothing has an order.
    Other,
    /// Left empty, or "prefer not to say".
    NotStated,
    /// Routing passed by.
    NotAsked,
}

/// The classes of a criterion, by their number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    pub roles: Vec<ClassRole>,
    /// Neighbours among the substantive classes can be joined.
    pub is_ordered: bool,
}

/// Of an NPS question: 0 to 6, 7 and 8, 9 and 10.
const NET_PROMOTER_CLASSES: usize = 3;

/// The classes of a criterion: an answer's categories in their order, then who
/// left the question empty, then who was not asked; of an option: chose it, did
/// not, was not asked. `None` where the questionnaire has no such criterion.
pub fn classes(questionnaire: &Questionnaire, criterion: Criterion) -> Option<Classes> {
    let question = |position: u16| questionnaire.questions.get(usize::from(position));
    match criterion {
        // Whoever did not agree is in no group of the outside party's, and if
        // they are few, in no group at all.
        Criterion::SharedOutside => Some(Classes {
            roles: vec![ClassRole::Substantive, ClassRole::NotStated],
            is_ordered: false,
        }),
        Criterion::Answer { question: position } => answer_classes(&question(position)?.kind),
        Criterion::Chosen {
            question: position,
            option,
        } => {
            let QuestionKind::MultipleChoice(list) = &question(position)?.kind else {
                return None;
            };
            list.options.get(usize::from(option))?;
            let mut roles = vec![ClassRole::Substantive; 2];
            roles.push(ClassRole::NotAsked);
            Some(Classes {
                roles,
                is_ordered: false,
            })
        }
    }
}

fn answer_classes(kind: &QuestionKind) -> Option<Classes> {
    let steps = |count: usize| (vec![ClassRole::Substantive; count], true);
    let (mut roles, is_ordered) = match kind {
        QuestionKind::SingleChoice(list) => {
            let roles = list.options.iter().map(choice_role).collect();
            (roles, list.is_ordered)
        }
        QuestionKind::Scale(scale) => steps(scale.points()),
        QuestionKind::NetPromoter(_) => steps(NET_PROMOTER_CLASSES),
        QuestionKind::Number(range) => steps(range.bands.len()),
        QuestionKind::MultipleChoice(_)
        | QuestionKind::Grid { .. }
        | QuestionKind::Ranking { .. }
        | QuestionKind::Text(_)
        | QuestionKind::Information => return None,
    };
    roles.extend([ClassRole::NotStated, ClassRole::NotAsked]);
    Some(Classes { roles, is_ordered })
}

fn choice_role(choice: &Choice) -> ClassRole {
    if choice.is_declined {
        ClassRole::NotStated
    } else if choice.is_other {
        ClassRole::Other
    } else {
        ClassRole::Substantive
    }
}

/// Everything the charter lists, in its order, each once: first the group that
/// agreed to sharing, where the charter names an outside party.
pub fn candidates(survey: &Survey) -> Vec<Candidate> {
    let questionnaire = &survey.questionnaire;
    let mut candidates = Vec::new();
    if survey.charter.outside.is_some() {
        candidates.push(Candidate::By(Criterion::SharedOutside));
    }
    for breakdown in breakdowns(survey) {
        let criteria = |code: &QuestionCode| criteria(questionnaire, code);
        match &breakdown {
            Breakdown::By(code) => candidates.extend(criteria(code).map(Candidate::By)),
            Breakdown::Pair(first, second) => {
                for first in criteria(first) {
                    let pair = move |second| Candidate::Pair(first, second);
                    candidates.extend(criteria(second).map(pair));
                }
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    candidates.retain(|candidate| seen.insert(*candidate));
    candidates
}

/// The charter's list; the default one written out: every background question,
/// every other question with closed answers, every pair of background questions.
/// The pairs come last: they are many, and what is admitted first leaves less
/// for the rest.
pub fn breakdowns(survey: &Survey) -> Vec<Breakdown> {
    if let Breakdowns::Listed(listed) = &survey.charter.breakdowns {
        return listed.clone();
    }
    let questions = &survey.questionnaire.questions;
    let of_role = |role: Role| {
        let questions = questions.iter().filter(move |question| {
            question.role == role
                && (answer_classes(&question.kind).is_some()
                    || matches!(question.kind, QuestionKind::MultipleChoice(_)))
        });
        questions.map(|question| &question.code)
    };
    let background: Vec<&QuestionCode> = of_role(Role::Background).collect();
    let by = |code: &QuestionCode| Breakdown::By(code.clone());
    let mut listed: Vec<Breakdown> = background.iter().map(|code| by(code)).collect();
    listed.extend(of_role(Role::Brand).map(by));
    for (position, first) in background.iter().enumerate() {
        let later = background.iter().skip(position + 1);
        listed.extend(later.map(|second| Breakdown::Pair((*first).clone(), (*second).clone())));
    }
    listed
}

/// One criterion, or one an option of a multiple choice.
fn criteria(
    questionnaire: &Questionnaire,
    code: &QuestionCode,
) -> impl Iterator<Item = Criterion> + use<> {
    let position = questionnaire.position(code);
    let kind = position.and_then(|at| questionnaire.questions.get(at).map(|found| &found.kind));
    let options = match kind {
        Some(QuestionKind::MultipleChoice(list)) => Some(list.options.len()),
        _ => None,
    };
    let question = position.unwrap_or_default() as u16;
    let whole = (kind.is_some() && options.is_none()).then_some(Criterion::Answer { question });
    let chosen = (0..options.unwrap_or_default()).map(move |option| Criterion::Chosen {
        question,
        option: option as u8,
    });
    whole.into_iter().chain(chosen)
}

#[cfg(test)]
mod tests;
