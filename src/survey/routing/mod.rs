//! Who is shown what: conditions, visible options, pages and the way through them.
//!
//! Works on positions and on what has been given so far; knows no form and no words.

use std::ops::Range;

use super::answer::{Answer, Given};
use super::condition::Condition;
use super::identifier::{OptionCode, QuestionCode};
use super::question::{Choice, Question, QuestionKind};
use super::questionnaire::Questionnaire;

/// The questions at these positions stand together on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub questions: Range<usize>,
}

/// "2 of 5".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub number: usize,
    pub total: usize,
}

/// Splits the questionnaire where it declares a page, and before each question
/// that depends on an answer of the page it would stand on: without a script a
/// page cannot react to itself.
pub fn pages(questionnaire: &Questionnaire) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut first = 0;
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let depends_on_page = conditions_of(question)
            .flat_map(Condition::questions)
            .filter_map(|code| questionnaire.position(code))
            .any(|earlier| (first..position).contains(&earlier));
        if position > first && (question.starts_page || depends_on_page) {
            pages.push(Page {
                questions: first..position,
            });
            first = position;
        }
    }
    if first < questionnaire.questions.len() {
        pages.push(Page {
            questions: first..questionnaire.questions.len(),
        });
    }
    pages
}

/// The page on which the question at `position` stands.
pub fn page_of(pages: &[Page], position: usize) -> Option<usize> {
    pages
        .iter()
        .position(|page| page.questions.contains(&position))
}

/// Whether the question at `position` is shown to somebody who has given
/// `given`, one entry for at least each earlier question. A choice of which no
/// option is shown is not shown itself: nobody could answer it.
pub fn is_shown(questionnaire: &Questionnaire, position: usize, given: &[Given]) -> bool {
    questionnaire
        .questions
        .get(position)
        .is_some_and(|question| may_be_shown(questionnaire, question, given) == Some(true))
}

/// Whether an option is shown to somebody who has given `given`.
pub fn is_option_shown(questionnaire: &Questionnaire, choice: &Choice, given: &[Given]) -> bool {
    is_met(questionnaire, choice.shown_when.as_ref(), given) == Some(true)
}

/// Whether anything of the page is shown; a page of information counts.
pub fn is_page_shown(questionnaire: &Questionnaire, page: &Page, given: &[Given]) -> bool {
    page.questions
        .clone()
        .any(|position| is_shown(questionnaire, position, given))
}

/// Whether answers decide how many pages somebody sees: whoever counts them
/// learns of the answers.
pub fn may_skip_a_page(questionnaire: &Questionnaire) -> bool {
    let depends = |position: usize| {
        let question = questionnaire.questions.get(position);
        question.is_some_and(|question| conditions_of(question).next().is_some())
    };
    let pages = pages(questionnaire);
    pages.iter().any(|page| page.questions.clone().all(depends))
}

/// The page after `current` (`None`: the first page) on which anything is
/// shown; `None` when the questionnaire is at its end. `given` holds at least
/// the answers up to and including `current`.
pub fn next_page(
    questionnaire: &Questionnaire,
    pages: &[Page],
    given: &[Given],
    current: Option<usize>,
) -> Option<usize> {
    let after = current.map_or(0, |current| current + 1);
    let mut following = pages.iter().enumerate().skip(after);
    following
        .find(|(_, page)| is_page_shown(questionnaire, page, given))
        .map(|(index, _)| index)
}

/// The page before `current` on which anything is shown.
pub fn previous_page(
    questionnaire: &Questionnaire,
    pages: &[Page],
    given: &[Given],
    current: usize,
) -> Option<usize> {
    let mut preceding = pages.iter().enumerate().take(current);
    preceding
        .rfind(|(_, page)| is_page_shown(questionnaire, page, given))
        .map(|(index, _)| index)
}

/// Where a respondent on page `current` is. Pages that earlier answers have
/// ruled out are not counted, those that later answers may still rule out are:
/// the total never grows on the way.
pub fn progress(
    questionnaire: &Questionnaire,
    pages: &[Page],
    given: &[Given],
    current: usize,
) -> Progress {
    let known = pages.get(current).map_or(0, |page| page.questions.start);
    let earlier = given.get(..known).unwrap_or(given);
    let counts = |page: &Page| {
        page.questions
            .clone()
            .filter_map(|position| questionnaire.questions.get(position))
            .any(|question| may_be_shown(questionnaire, question, earlier) != Some(false))
    };
    let number = pages
        .iter()
        .take(current)
        .filter(|page| counts(page))
        .count()
        + 1;
    let later = pages.iter().skip(current + 1).filter(|page| counts(page));
    Progress {
        number,
        total: number + later.count(),
    }
}

/// The conditions under which the question or one of its options is shown.
pub(super) fn conditions_of(question: &Question) -> impl Iterator<Item = &Condition> {
    let options = question
        .kind
        .choices()
        .into_iter()
        .flat_map(|list| &list.options);
    let of_options = options.filter_map(|choice| choice.shown_when.as_ref());
    question.shown_when.iter().chain(of_options)
}

/// `None`: answers that are not known yet decide.
fn may_be_shown(
    questionnaire: &Questionnaire,
    question: &Question,
    given: &[Given],
) -> Option<bool> {
    let question_is_met = is_met(questionnaire, question.shown_when.as_ref(), given);
    let Some(list) = question.kind.choices() else {
        return question_is_met;
    };
    let options = list
        .options
        .iter()
        .map(|choice| is_met(questionnaire, choice.shown_when.as_ref(), given));
    both([question_is_met, either(options)])
}

fn is_met(
    questionnaire: &Questionnaire,
    condition: Option<&Condition>,
    given: &[Given],
) -> Option<bool> {
    condition.map_or(Some(true), |condition| {
        Answers {
            questionnaire,
            given,
        }
        .meet(condition)
    })
}

/// Strong Kleene logic: an unknown part leaves the whole unknown unless the
/// rest decides it.
fn both(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

fn either(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    both(parts.into_iter().map(|part| part.map(|met| !met))).map(|none| !none)
}

/// The answers known so far, to which a condition is held.
#[derive(Clone, Copy)]
struct Answers<'a> {
    questionnaire: &'a Questionnaire,
    given: &'a [Given],
}

impl<'a> Answers<'a> {
    fn meet(self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::Answered { question } => {
                self.answer_to(question).map(|(_, answer)| answer.is_some())
            }
            Condition::Chose { question, any_of } => {
                let (question, answer) = self.answer_to(question)?;
                Some(answer.is_some_and(|answer| has_chosen(question, answer, any_of)))
            }
            Condition::AtLeast { question, value } => self
                .value_of(question)
                .map(|given| given.is_some_and(|given| given >= *value)),
            Condition::AtMost { question, value } => self
                .value_of(question)
                .map(|given| given.is_some_and(|given| given <= *value)),
            Condition::Not(inner) => self.meet(inner).map(|met| !met),
            Condition::All(parts) => both(parts.iter().map(|part| self.meet(part))),
            Condition::Any(parts) => either(parts.iter().map(|part| self.meet(part))),
        }
    }

    /// The question and what was answered; `None` when that is not known yet.
    fn answer_to(self, code: &QuestionCode) -> Option<(&'a Question, Option<&'a Answer>)> {
        let position = self.questionnaire.position(code)?;
        let question = self.questionnaire.questions.get(position)?;
        let given = self.given.get(position)?;
        Some((question, given.answer()))
    }

    /// The value of a scale, NPS or number answer: `None` when it is not known
    /// yet, `Some(None)` when there is none.
    fn value_of(self, code: &QuestionCode) -> Option<Option<i64>> {
        let (question, answer) = self.answer_to(code)?;
        Some(answer.and_then(|answer| match (&question.kind, answer) {
            (QuestionKind::Scale(scale), Answer::Point(index)) => {
                Some(i64::from(scale.from) + i64::from(*index))
            }
            (QuestionKind::NetPromoter(_), Answer::Point(index)) => Some(i64::from(*index)),
            (QuestionKind::Number(_), Answer::Number(multiples)) => Some(*multiples),
            _ => None,
        }))
    }
}

fn has_chosen(question: &Question, answer: &Answer, any_of: &[OptionCode]) -> bool {
    let Some(list) = question.kind.choices() else {
        return false;
    };
    let is_meant = |index: &u8| {
        list.options
            .get(usize::from(*index))
            .is_some_and(|choice| any_of.contains(&choice.code))
    };
    match answer {
        Answer::One { option, .. } => is_meant(option),
        Answer::Several { options, .. } | Answer::Ranked(options) => options.iter().any(is_meant),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
