//! From one page of a survey to the next: what a button leads to. Stores nothing.

use crate::survey::answer::Response;
use crate::survey::form::{self, FieldProblem};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

use super::posted::{Go, Posted};

/// Where a button leads.
#[derive(Debug)]
pub enum Step {
    /// This page, as far as it was filled in.
    Show { position: usize },
    /// This page has to be looked at again.
    Mend {
        position: usize,
        problems: Vec<FieldProblem>,
    },
    /// Everything is answered that has to be.
    Complete(Response),
}

/// The first page on which anything stands.
pub fn first_page(questionnaire: &Questionnaire) -> usize {
    let pages = routing::pages(questionnaire);
    routing::next_page(questionnaire, &pages, &[], None).unwrap_or(0)
}

pub fn step(questionnaire: &Questionnaire, posted: &Posted) -> Step {
    let pages = routing::pages(questionnaire);
    let position = posted.position.min(pages.len().saturating_sub(1));
    let given = || form::given_so_far(questionnaire, &posted.typed);
    match posted.go {
        Go::Language(_) | Go::Questions | Go::Enter | Go::Astray => Step::Show { position },
        Go::Back => Step::Show {
            position: routing::previous_page(questionnaire, &pages, &given(), position)
                .unwrap_or(position),
        },
        Go::Send | Go::SendChecked => send(questionnaire, posted),
        Go::Next => {
            let Some(page) = pages.get(position) else {
                return send(questionnaire, posted);
            };
            if let Err(problems) = form::parse_page(questionnaire, &posted.typed, page) {
                return Step::Mend { position, problems };
            }
            match routing::next_page(questionnaire, &pages, &given(), Some(position)) {
                Some(position) => Step::Show { position },
                None => send(questionnaire, posted),
            }
        }
    }
}

/// The whole form; what is wrong is shown page by page, the earliest first.
fn send(questionnaire: &Questionnaire, posted: &Posted) -> Step {
    let mut problems = match form::parse(questionnaire, &posted.typed) {
        Ok(response) => return Step::Complete(response),
        Err(problems) => problems,
    };
    let pages = routing::pages(questionnaire);
    let page_of = |problem: &FieldProblem| {
        let position = questionnaire.position(&problem.question)?;
        routing::page_of(&pages, position)
    };
    let position = problems.iter().filter_map(page_of).min().unwrap_or(0);
    problems.retain(|problem| page_of(problem) == Some(position));
    Step::Mend { position, problems }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::questionnaire::Survey;
    use crate::web::pairs::Pairs;
    use crate::web::respondent::sample;

    /// "Have you ever used …" on the first page, the rest on two more.
    fn three_pages() -> Survey {
        let mut survey = sample::survey();
        survey.questionnaire.questions[1].starts_page = true;
        survey.questionnaire.questions[3].starts_page = true;
        survey
    }

    fn at(position: usize, go: &str, body: &str) -> Step {
        let survey = three_pages();
        let pairs = Pairs::decode(format!("p={position}&go={go}&{body}").as_bytes());
        step(&survey.questionnaire, &Posted::read(&survey, &pairs))
    }

    #[test]
    fn next_leads_on_when_the_page_is_in_order() {
        assert!(matches!(
            at(0, "next", "q.use=now"),
            Step::Show { position: 1 }
        ));
    }

    #[test]
    fn next_stays_on_a_page_that_needs_an_answer() {
        let Step::Mend {
            position: 0,
            problems,
        } = at(0, "next", "")
        else {
            panic!("the first page has to be mended");
        };
        assert_eq!(problems[0].field, "q.use");
    }

    #[test]
    fn back_and_languages_ask_for_nothing() {
        assert!(matches!(at(1, "back", ""), Step::Show { position: 0 }));
        assert!(matches!(at(0, "back", ""), Step::Show { position: 0 }));
        assert!(matches!(at(1, "lang:de", ""), Step::Show { position: 1 }));
    }

    #[test]
    fn sending_returns_to_the_earliest_page_with_a_problem_and_names_only_its_own() {
        let Step::Mend {
            position: 0,
            problems,
        } = at(2, "send", "q.spend=x")
        else {
            panic!("the first page has to be mended");
        };
        assert_eq!(problems.len(), 1);
        assert!(matches!(
            at(2, "send", "q.use=now&q.spend=x"),
            Step::Mend { position: 2, .. }
        ));
    }

    #[test]
    fn a_page_that_does_not_exist_is_the_first_page_and_sends_nothing() {
        for go in ["next", "back", "lang:de"] {
            let step = at(77, go, "q.use=now");
            assert!(matches!(step, Step::Show { position: 0 }), "{go}: {step:?}");
        }
    }

    #[test]
    fn a_complete_form_is_a_response_from_whichever_page_it_is_sent() {
        assert!(matches!(at(2, "send", "q.use=now"), Step::Complete(_)));
        assert!(matches!(at(2, "next", "q.use=now"), Step::Complete(_)));
        assert!(matches!(at(99, "send", "q.use=now"), Step::Complete(_)));
    }
}
