//! The ways through a questionnaire: which questions people can meet together.
//!
//! One response stands for all who are led the same way. Counts no time and
//! knows no words.

mod made_up;
mod sample_answers;

#[cfg(test)]
mod tests;

pub use self::made_up::made_up;
use self::sample_answers::sample_answers;
use super::answer::Given;
use super::condition::Condition;
use super::question::Question;
use super::questionnaire::Questionnaire;
use super::routing;
use crate::limits::PATHS_MAX;

/// One way, and what somebody who takes it may have given: one entry for each
/// question, answered unless leaving it empty decides the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub given: Vec<Given>,
    /// Which questions are met, information texts included.
    pub shows: Vec<bool>,
}

/// The ways that differ in the questions they show, as far as single options,
/// all options of a multiple choice at once, and every number that a condition
/// compares with tell them apart. `None` if there are too many.
pub fn paths(questionnaire: &Questionnaire) -> Option<Vec<Path>> {
    let last_looks = last_looks(questionnaire);
    let mut paths = vec![Path {
        given: Vec::new(),
        shows: Vec::new(),
    }];
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let is_watched = |earlier: usize| last_looks.get(earlier) > Some(&position);
        let mut distinct: Vec<Path> = Vec::new();
        for path in paths {
            for path in continued(
                questionnaire,
                position,
                question,
                path,
                is_watched(position),
            ) {
                if !distinct
                    .iter()
                    .any(|other| is_alike(&path, other, is_watched))
                {
                    distinct.push(path);
                }
            }
            if distinct.len() > PATHS_MAX {
                return None;
            }
        }
        paths = distinct;
    }
    Some(paths)
}

/// The positions of the questions on which a condition looks, in their order.
pub fn deciding(questionnaire: &Questionnaire) -> Vec<usize> {
    let last_looks = last_looks(questionnaire);
    let looked_at = last_looks.iter().enumerate();
    let looked_at = looked_at.filter(|(position, last)| *last > position);
    looked_at.map(|(position, _)| position).collect()
}

/// For each question, the position of the last one that looks at it; its own if none does.
fn last_looks(questionnaire: &Questionnaire) -> Vec<usize> {
    let mut last: Vec<usize> = (0..questionnaire.questions.len()).collect();
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let looked_at = routing::conditions_of(question).flat_map(Condition::questions);
        for earlier in looked_at.filter_map(|code| questionnaire.position(code)) {
            if let Some(last) = last.get_mut(earlier) {
                *last = position;
            }
        }
    }
    last
}

/// Alike so far, and nothing that is still looked at differs.
fn is_alike(one: &Path, other: &Path, is_watched: impl Fn(usize) -> bool) -> bool {
    let mut given = one.given.iter().zip(&other.given).enumerate();
    one.shows == other.shows
        && given.all(|(position, (one, other))| one == other || !is_watched(position))
}

fn continued(
    questionnaire: &Questionnaire,
    position: usize,
    question: &Question,
    path: Path,
    is_watched: bool,
) -> Vec<Path> {
    let is_met = routing::is_shown(questionnaire, position, &path.given);
    let mut given = Vec::new();
    if is_met && question.kind.is_asked() {
        let answers = sample_answers(questionnaire, question, &path.given);
        let answers = answers.into_iter().map(Given::Answered);
        if is_watched {
            given.extend(answers);
            if !question.is_required {
                given.push(Given::Skipped);
            }
        } else {
            given.extend(answers.take(1));
        }
    } else {
        given.push(Given::NotShown);
    }
    let further = given.into_iter().map(|given| {
        let mut path = path.clone();
        path.given.push(given);
        path.shows.push(is_met);
        path
    });
    further.collect()
}
