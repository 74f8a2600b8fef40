//! The posted form: from the names and values a respondent sends to a response,
//! and back for "change my answers".
//!
//! Nothing typed is thrown away before it was looked at, every problem is
//! reported with its field, and none is worded: the page speaks the
//! respondent's language, this room does not.

pub mod field;
pub mod number;
pub mod option_order;
pub mod problem;
pub mod text;
pub mod typed_answers;
pub mod wishes;

mod answers;
mod choices;

#[cfg(test)]
mod tests;

pub use option_order::option_order;
pub use problem::{FieldProblem, ProblemKind};
pub use typed_answers::TypedAnswers;

use self::answers::{Asked, Source};
use super::answer::{Given, Response, Wishes};
use super::column_map::Blank;
use super::questionnaire::Questionnaire;
use super::routing::{self, Page};

/// The whole form, after the last page. Answers to questions that routing
/// passes by are dropped.
pub fn parse(
    questionnaire: &Questionnaire,
    typed: &TypedAnswers,
) -> Result<Response, Vec<FieldProblem>> {
    let (given, problems) = walk(questionnaire, typed);
    if problems.is_empty() {
        Ok(Response {
            given,
            wishes: typed.wishes(),
        })
    } else {
        Err(problems)
    }
}

/// One page, before the next is shown: the problems of its questions only.
pub fn parse_page(
    questionnaire: &Questionnaire,
    typed: &TypedAnswers,
    page: &Page,
) -> Result<(), Vec<FieldProblem>> {
    let (_, mut problems) = walk(questionnaire, typed);
    problems.retain(|problem| {
        questionnaire
            .position(&problem.question)
            .is_some_and(|position| page.questions.contains(&position))
    });
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// What has been given so far, for routing: what could not be understood, or
/// was not asked yet, counts as left empty. One entry for each question.
pub fn given_so_far(questionnaire: &Questionnaire, typed: &TypedAnswers) -> Vec<Given> {
    walk(questionnaire, typed).0
}

/// An imported row. Somebody else's survey has already decided what was put to
/// this respondent, so the data are right and the routing is only a guess: an
/// answer is kept even where routing would have passed the question or the
/// option by, and nothing is required. Routing speaks where the data are
/// silent: a question without an answer is not shown if `blanks` says so or if
/// routing passes it by, and skipped otherwise.
pub fn parse_imported(
    questionnaire: &Questionnaire,
    typed: &TypedAnswers,
    blanks: &[Blank],
) -> Result<Response, Vec<FieldProblem>> {
    let mut given = Vec::with_capacity(questionnaire.questions.len());
    let mut problems = Vec::new();
    let questions = questionnaire.questions.iter().zip(blanks).enumerate();
    for (position, (question, blank)) in questions {
        let asked = Asked {
            questionnaire,
            question,
            given: &given,
            typed,
            source: Source::Import,
        };
        let answer = asked.answer_or(&mut problems);
        let is_put = *blank == Blank::Skipped
            && question.kind.is_asked()
            && routing::is_shown(questionnaire, position, &given);
        given.push(match answer {
            Some(answer) => Given::Answered(answer),
            None if is_put => Given::Skipped,
            None => Given::NotShown,
        });
    }
    if problems.is_empty() {
        Ok(Response {
            given,
            wishes: Wishes::default(),
        })
    } else {
        Err(problems)
    }
}

fn walk(questionnaire: &Questionnaire, typed: &TypedAnswers) -> (Vec<Given>, Vec<FieldProblem>) {
    let mut given = Vec::with_capacity(questionnaire.questions.len());
    let mut problems = Vec::new();
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let is_asked = question.kind.is_asked();
        if !is_asked || !routing::is_shown(questionnaire, position, &given) {
            given.push(Given::NotShown);
            continue;
        }
        let asked = Asked {
            questionnaire,
            question,
            given: &given,
            typed,
            source: Source::Respondent,
        };
        let answer = asked.answer_or(&mut problems);
        given.push(answer.map_or(Given::Skipped, Given::Answered));
    }
    (given, problems)
}

/// The names and values that a page would have sent for this response.
pub fn to_pairs(questionnaire: &Questionnaire, response: &Response) -> Vec<(String, String)> {
    let answered = questionnaire.questions.iter().zip(&response.given);
    answered
        .filter_map(|(question, given)| Some((question, given.answer()?)))
        .flat_map(|(question, answer)| answers::to_pairs(question, answer))
        .chain(wishes::to_pairs(response.wishes))
        .collect()
}
