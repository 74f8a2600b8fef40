//! Ways are told apart by what they show, and everybody has one.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::survey::answer::{Response, Wishes};
use crate::survey::file;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::generated;

fn shown(questions: &str) -> BTreeSet<Vec<bool>> {
    let text = format!(
        "format = 1\nslug = \"x\"\nbrand = \"x\"\ntitle = \"x\"\ncharter = {{ readers = \"x\" }}\n{questions}"
    );
    let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let paths = paths(&survey.questionnaire).unwrap();
    paths.into_iter().map(|path| path.shows).collect()
}

#[test]
fn a_questionnaire_without_routing_has_one_way() {
    let question =
        |code| format!("[[question]]\ncode = \"{code}\"\nkind = \"text\"\ntext = \"x\"\n");
    assert_eq!(
        shown(&(question("a") + &question("b"))),
        [vec![true, true]].into()
    );
}

#[test]
fn a_score_leads_three_ways_and_leaving_it_empty_a_fourth() {
    let reason = |code, when| {
        format!(
            "[[question]]\ncode = \"{code}\"\nkind = \"text\"\ntext = \"x\"\nshow_when = \"{when}\"\n"
        )
    };
    let nps = "[[question]]\ncode = \"n\"\nkind = \"nps\"\ntext = \"x\"\nlowest = \"0\"\nhighest = \"10\"\n";
    let questions = nps.to_owned()
        + &reason("low", "n <= 6")
        + &reason("middle", "n >= 7 and n <= 8")
        + &reason("high", "n >= 9");
    let ways = [
        vec![true, true, false, false],
        vec![true, false, true, false],
        vec![true, false, false, true],
        vec![true, false, false, false],
    ];
    assert_eq!(shown(&questions), ways.into());
    let required = questions.replace("highest", "required = true\nhighest");
    assert_eq!(shown(&required).len(), 3);
}

proptest! {
    #[test]
    fn every_way_is_a_response_that_the_form_takes(survey in generated::survey()) {
        let questionnaire = &survey.questionnaire;
        for path in paths(questionnaire).unwrap_or_default() {
            let response = Response { given: path.given, wishes: Wishes::default() };
            let pairs = form::to_pairs(questionnaire, &response);
            let typed = TypedAnswers::from_pairs(questionnaire, pairs);
            prop_assert_eq!(form::parse(questionnaire, &typed), Ok(response));
        }
    }
}
