//! Pages, the way through them, and how far along a respondent is.

use proptest::prelude::*;

use super::*;
use crate::survey::file;
use crate::survey::form::{TypedAnswers, given_so_far};
use crate::survey::generated;

/// Questions named a, b, c …: yes or no, with these lines added to each.
fn questionnaire(lines: &[&str]) -> Questionnaire {
    let mut text = "format = 1\nslug = \"x\"\nbrand = \"x\"\ntitle = \"x\"\n\
                    charter = { readers = \"x\" }\n"
        .to_owned();
    for (code, line) in ('a'..).zip(lines) {
        let kind = if line.contains("kind = ") {
            ""
        } else {
            "kind = \"single-choice\"\noptions = [{ code = \"yes\", text = \"x\" }, { code = \"no\", text = \"x\" }]"
        };
        text += &format!("[[question]]\ncode = \"{code}\"\ntext = \"x\"\n{kind}\n{line}\n");
    }
    file::read(&text)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .questionnaire
}

fn given(questionnaire: &Questionnaire, answers: &[(&str, &str)]) -> Vec<Given> {
    let pairs = answers
        .iter()
        .map(|(code, value)| (format!("q.{code}"), (*value).to_owned()));
    given_so_far(
        questionnaire,
        &TypedAnswers::from_pairs(questionnaire, pairs),
    )
}

fn starts(questionnaire: &Questionnaire) -> Vec<usize> {
    pages(questionnaire)
        .iter()
        .map(|page| page.questions.start)
        .collect()
}

/// The pages a respondent with these answers passes, forwards.
fn way(questionnaire: &Questionnaire, answers: &[(&str, &str)]) -> Vec<usize> {
    let pages = pages(questionnaire);
    let given = given(questionnaire, answers);
    let mut way = Vec::new();
    while let Some(page) = next_page(questionnaire, &pages, &given, way.last().copied()) {
        way.push(page);
    }
    way
}

#[test]
fn a_questionnaire_without_conditions_is_one_page() {
    assert_eq!(starts(&questionnaire(&["", "", ""])), [0]);
}

#[test]
fn pages_begin_where_they_are_declared_and_where_a_question_looks_at_its_own_page() {
    let declared = questionnaire(&["new_page = true", "", "new_page = true", ""]);
    assert_eq!(starts(&declared), [0, 2]);
    let looking = questionnaire(&[
        "",
        "show_when = \"a is yes\"",
        "show_when = \"a is no\"",
        "show_when = \"c answered\"",
    ]);
    assert_eq!(starts(&looking), [0, 1, 3]);
    let option = "kind = \"single-choice\"\noptions = [{ code = \"yes\", text = \"x\" }, \
                  { code = \"no\", text = \"x\", show_when = \"a is yes\" }]";
    assert_eq!(starts(&questionnaire(&["", "", option])), [0, 2]);
}

#[test]
fn pages_on_which_nothing_is_shown_are_skipped_in_both_directions() {
    let questionnaire = questionnaire(&["", "show_when = \"a is yes\"", "new_page = true"]);
    assert_eq!(way(&questionnaire, &[("a", "yes")]), [0, 1, 2]);
    assert_eq!(way(&questionnaire, &[("a", "no")]), [0, 2]);
    let pages = pages(&questionnaire);
    let no = given(&questionnaire, &[("a", "no")]);
    assert_eq!(previous_page(&questionnaire, &pages, &no, 2), Some(0));
    assert_eq!(previous_page(&questionnaire, &pages, &no, 0), None);
    let yes = given(&questionnaire, &[("a", "yes")]);
    assert_eq!(previous_page(&questionnaire, &pages, &yes, 2), Some(1));
}

#[test]
fn a_page_that_holds_only_information_is_shown() {
    let information = "kind = \"information\"\nnew_page = true";
    let questionnaire = questionnaire(&["", information, "new_page = true"]);
    assert_eq!(way(&questionnaire, &[]), [0, 1, 2]);
}

#[test]
fn a_question_all_of_whose_options_are_hidden_is_hidden() {
    let hidden = "kind = \"single-choice\"\noptions = [{ code = \"yes\", text = \"x\", show_when = \"a is yes\" }, \
                  { code = \"no\", text = \"x\", show_when = \"a is yes\" }]";
    let questionnaire = questionnaire(&["", hidden]);
    assert_eq!(way(&questionnaire, &[("a", "no")]), [0]);
    assert_eq!(way(&questionnaire, &[("a", "yes")]), [0, 1]);
}

#[test]
fn a_question_that_was_not_shown_counts_as_not_answered() {
    let questionnaire = questionnaire(&[
        "",
        "show_when = \"a is yes\"",
        "show_when = \"not b answered\"",
        "show_when = \"b is no\"",
    ]);
    // The answer to b is left over from before a was changed to no.
    assert_eq!(way(&questionnaire, &[("a", "no"), ("b", "no")]), [0, 2]);
    assert_eq!(way(&questionnaire, &[("a", "yes"), ("b", "no")]), [0, 1, 2]);
}

#[test]
fn progress_counts_pages_that_are_not_ruled_out_and_never_grows() {
    let questionnaire = questionnaire(&[
        "",
        "show_when = \"a is yes\"",
        "show_when = \"b is yes\"",
        "new_page = true",
    ]);
    let pages = pages(&questionnaire);
    let progress = |answers: &[(&str, &str)], page: usize| {
        let Progress { number, total } = progress(
            &questionnaire,
            &pages,
            &given(&questionnaire, answers),
            page,
        );
        (number, total)
    };
    assert_eq!(progress(&[], 0), (1, 4));
    assert_eq!(progress(&[("a", "yes")], 1), (2, 4));
    assert_eq!(progress(&[("a", "yes"), ("b", "no")], 3), (3, 3));
    assert_eq!(progress(&[("a", "no")], 3), (2, 2));
    assert_eq!(
        progress(&[("a", "no")], 0),
        (1, 4),
        "the page's own answers do not count yet"
    );
}

fn fewer_cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    config.cases = (config.cases / 4).max(1);
    config
}

proptest! {
    #![proptest_config(fewer_cases())]

    #[test]
    fn pages_are_the_questionnaire_in_order_and_no_question_looks_at_its_own(
        survey in generated::survey(),
    ) {
        let questionnaire = survey.questionnaire;
        let pages = pages(&questionnaire);
        let positions: Vec<usize> = pages.iter().flat_map(|page| page.questions.clone()).collect();
        let all: Vec<usize> = (0..questionnaire.questions.len()).collect();
        prop_assert_eq!(positions, all);
        for page in &pages {
            prop_assert!(!page.questions.is_empty());
            for question in &questionnaire.questions[page.questions.clone()] {
                for named in conditions_of(question).flat_map(Condition::questions) {
                    let position = questionnaire.position(named).unwrap();
                    prop_assert!(position < page.questions.start);
                }
            }
        }
    }

    #[test]
    fn going_back_retraces_the_way_and_the_total_never_grows(
        (survey, pairs) in generated::survey_and_pairs(),
    ) {
        let questionnaire = survey.questionnaire;
        let given = given_so_far(&questionnaire, &TypedAnswers::from_pairs(&questionnaire, pairs));
        let pages = pages(&questionnaire);
        let mut way = Vec::new();
        let mut total = usize::MAX;
        while let Some(page) = next_page(&questionnaire, &pages, &given, way.last().copied()) {
            way.push(page);
            let progress = progress(&questionnaire, &pages, &given, page);
            prop_assert_eq!(progress.number, way.len());
            prop_assert!(progress.total <= total && progress.number <= progress.total);
            total = progress.total;
        }
        if let Some(last) = way.last() {
            prop_assert!(total >= way.len(), "no page comes that was ruled out");
            let mut back = vec![*last];
            while let Some(page) = previous_page(&questionnaire, &pages, &given, *back.last().unwrap()) {
                back.push(page);
            }
            back.reverse();
            prop_assert_eq!(back, way);
        }
    }
}
