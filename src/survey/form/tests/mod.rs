//! What the form makes of what people send: every kind of question, every kind
//! of mistake, and nonsense.

mod laws;

use super::*;
use crate::survey::answer::Answer;
use crate::survey::file;
use crate::survey::routing::pages;

const EVERY_KIND: &str = r#"
format = 1
slug = "every-kind"
brand = "ACME"
title = "Every kind of question"
charter = { readers = "nobody" }

[[question]]
code = "hello"
kind = "information"
text = "Good day."

[[question]]
code = "customer"
kind = "single-choice"
text = "Are you a customer?"
required = true
options = [
  { code = "yes", text = "Yes" },
  { code = "no", text = "No" },
  { code = "else", text = "It depends", other = true },
]

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
show_when = "customer is no"
options = [
  { code = "ads", text = "Ads" },
  { code = "price", text = "Price" },
  { code = "other", text = "Other", other = true },
  { code = "none", text = "None of these", exclusive = true },
]

[[question]]
code = "trust"
kind = "scale"
text = "Trust?"
from = -2
to = 2
lowest = "None"
highest = "Full"

[[question]]
code = "recommend"
kind = "nps"
text = "Recommend?"
lowest = "Never"
highest = "Certainly"

[[question]]
code = "parts"
kind = "grid"
text = "And these?"
from = 1
to = 3
lowest = "Bad"
highest = "Good"
rows = [{ code = "shop", text = "Shop" }, { code = "app", text = "App" }]

[[question]]
code = "best"
kind = "ranking"
text = "Which matter most?"
places = 2
options = [
  { code = "ads", text = "Ads" },
  { code = "price", text = "Price", show_when = "not reasons includes price" },
  { code = "service", text = "Service" },
]

[[question]]
code = "spent"
kind = "number"
text = "What did you spend?"
minimum = 0
maximum = 500
decimals = 2

[[question]]
code = "word"
kind = "text"
text = "In a word?"
characters_max = 10

[[question]]
code = "comment"
kind = "text"
long = true
text = "Anything else?"
show_when = "trust <= -1 or recommend answered"
"#;

fn questionnaire() -> Questionnaire {
    file::read(EVERY_KIND).unwrap().questionnaire
}

fn typed(pairs: &[(&str, &str)]) -> TypedAnswers {
    let owned = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    TypedAnswers::from_pairs(&questionnaire(), owned)
}

/// What became of one question when these pairs were sent by a customer.
fn given(question: &str, pairs: &[(&str, &str)]) -> Result<Given, Vec<(String, ProblemKind)>> {
    let mut all = vec![("q.customer", "no")];
    if question == "customer" {
        all.clear();
    }
    all.extend(pairs);
    let questionnaire = questionnaire();
    let position = questionnaire.position(&question.parse().unwrap()).unwrap();
    match parse(&questionnaire, &typed(&all)) {
        Ok(response) => Ok(response.given[position].clone()),
        Err(problems) => Err(problems
            .into_iter()
            .map(|problem| (problem.field, problem.reason))
            .collect()),
    }
}

fn problem(field: &str, reason: ProblemKind) -> Result<Given, Vec<(String, ProblemKind)>> {
    Err(vec![(field.to_owned(), reason)])
}

fn answered(answer: Answer) -> Result<Given, Vec<(String, ProblemKind)>> {
    Ok(Given::Answered(answer))
}

#[test]
fn a_blank_form_is_refused_with_every_required_question_named() {
    assert_eq!(
        given("customer", &[]),
        problem("q.customer", ProblemKind::Missing)
    );
    assert_eq!(
        given("customer", &[("q.customer", "  ")]),
        problem("q.customer", ProblemKind::Missing)
    );
}

#[test]
fn a_single_choice_is_one_of_its_options() {
    let one = |option| {
        answered(Answer::One {
            option,
            other: None,
        })
    };
    assert_eq!(given("customer", &[("q.customer", "no")]), one(1));
    assert_eq!(
        given("customer", &[("q.customer", "perhaps")]),
        problem("q.customer", ProblemKind::UnknownOption)
    );
    assert_eq!(
        given("customer", &[("q.customer", "else")]),
        one(2),
        "nobody is made to write"
    );
}

#[test]
fn typing_beside_other_chooses_it_unless_another_option_is_chosen() {
    let chosen = |option, other: Option<&str>| {
        let other = other.map(str::to_owned);
        answered(Answer::One { option, other })
    };
    let written = ("q.customer.other", " only for\r\ngifts ");
    let other = chosen(2, Some("only for gifts"));
    assert_eq!(given("customer", &[written]), other);
    assert_eq!(given("customer", &[("q.customer", "else"), written]), other);
    assert_eq!(
        given("customer", &[("q.customer", "yes"), written]),
        chosen(0, None)
    );
}

#[test]
fn a_multiple_choice_is_sorted_and_counts_each_option_once() {
    let several = |options: &[u8], other: Option<&str>| {
        answered(Answer::Several {
            options: options.to_vec(),
            other: other.map(str::to_owned),
        })
    };
    let reasons = |value| ("q.reasons", value);
    assert_eq!(
        given(
            "reasons",
            &[reasons("price"), reasons("ads"), reasons("price")]
        ),
        several(&[0, 1], None)
    );
    assert_eq!(given("reasons", &[reasons("")]), Ok(Given::Skipped));
    assert_eq!(given("reasons", &[reasons("none")]), several(&[3], None));
    assert_eq!(
        given("reasons", &[reasons("none"), reasons("ads")]),
        problem("q.reasons", ProblemKind::ExclusiveWithOthers)
    );
    assert_eq!(
        given("reasons", &[reasons("ads"), ("q.reasons.other", "noise")]),
        several(&[0, 2], Some("noise"))
    );
}

#[test]
fn text_beside_other_goes_with_none_of_these_no_more_than_its_tick_does() {
    let ticked = ("q.reasons", "none");
    let too_long = "x".repeat(101);
    for text in ["noise", &too_long] {
        assert_eq!(
            given("reasons", &[ticked, ("q.reasons.other", text)]),
            problem("q.reasons", ProblemKind::ExclusiveWithOthers)
        );
    }
    // Blanks are no text.
    assert!(given("reasons", &[ticked, ("q.reasons.other", "  ")]).is_ok());
    // Collected data mean what they say.
    let pairs = [("q.customer", "no"), ticked, ("q.reasons.other", "noise")];
    let questionnaire = questionnaire();
    let blanks = vec![Blank::Skipped; questionnaire.questions.len()];
    let collected = parse_imported(&questionnaire, &typed(&pairs), &blanks).unwrap();
    let position = questionnaire.position(&"reasons".parse().unwrap()).unwrap();
    let expected = Answer::Several {
        options: vec![3],
        other: None,
    };
    assert_eq!(collected.given[position], Given::Answered(expected));
}

#[test]
fn other_text_has_a_bound() {
    let long = "x".repeat(101);
    assert_eq!(
        given(
            "reasons",
            &[("q.reasons", "other"), ("q.reasons.other", &long)]
        ),
        problem(
            "q.reasons.other",
            ProblemKind::TooLong {
                characters: 101,
                characters_max: 100
            }
        )
    );
}

#[test]
fn scales_and_nps_take_a_point_by_its_value() {
    assert_eq!(
        given("trust", &[("q.trust", "-2")]),
        answered(Answer::Point(0))
    );
    assert_eq!(
        given("trust", &[("q.trust", "−1")]),
        answered(Answer::Point(1))
    );
    assert_eq!(
        given("recommend", &[("q.recommend", "10")]),
        answered(Answer::Point(10))
    );
    for value in ["3", "-3", "1.5", "x", "99999999"] {
        assert_eq!(
            given("trust", &[("q.trust", value)]),
            problem("q.trust", ProblemKind::UnknownOption)
        );
    }
}

#[test]
fn a_grid_may_be_answered_in_part() {
    assert_eq!(
        given("parts", &[("q.parts.app", "3")]),
        answered(Answer::Rows(vec![None, Some(2)]))
    );
    assert_eq!(given("parts", &[("q.parts.app", "")]), Ok(Given::Skipped));
    assert_eq!(
        given("parts", &[("q.parts.shop", "0"), ("q.parts.app", "4")]),
        Err(vec![
            ("q.parts.shop".to_owned(), ProblemKind::UnknownOption),
            ("q.parts.app".to_owned(), ProblemKind::UnknownOption),
        ])
    );
}

#[test]
fn a_ranking_has_each_place_once_and_no_gaps() {
    let (ads, price, service) = ("q.best.ads", "q.best.price", "q.best.service");
    assert_eq!(
        given("best", &[(service, "1"), (ads, "2")]),
        answered(Answer::Ranked(vec![2, 0]))
    );
    assert_eq!(
        given("best", &[(price, "1")]),
        answered(Answer::Ranked(vec![1]))
    );
    assert_eq!(given("best", &[(price, " ")]), Ok(Given::Skipped));
    assert_eq!(
        given("best", &[(ads, "1"), (price, "1")]),
        problem(price, ProblemKind::DuplicateRank { place: 1 })
    );
    assert_eq!(
        given("best", &[(ads, "2")]),
        problem(ads, ProblemKind::RankMissing { place: 1 })
    );
    for value in ["3", "0", "first", "1.5"] {
        assert_eq!(
            given("best", &[(ads, value)]),
            problem(ads, ProblemKind::NotAPlace { places: 2 })
        );
    }
}

#[test]
fn numbers_are_kept_as_whole_multiples() {
    assert_eq!(
        given("spent", &[("q.spent", "12,5")]),
        answered(Answer::Number(1250))
    );
    assert_eq!(
        given("spent", &[("q.spent", "500.01")]),
        problem("q.spent", ProblemKind::TooLarge { maximum: 50_000 })
    );
}

#[test]
fn texts_are_trimmed_and_bounded_in_characters() {
    assert_eq!(
        given("word", &[("q.word", "  Ärgerlich ")]),
        answered(Answer::Text("Ärgerlich".to_owned()))
    );
    assert_eq!(given("word", &[("q.word", "\r\n\t")]), Ok(Given::Skipped));
    assert_eq!(
        given("word", &[("q.word", "äääääääääää")]),
        problem(
            "q.word",
            ProblemKind::TooLong {
                characters: 11,
                characters_max: 10
            }
        )
    );
    assert_eq!(
        given(
            "comment",
            &[("q.recommend", "3"), ("q.comment", "one\r\ntwo")]
        ),
        answered(Answer::Text("one\ntwo".to_owned()))
    );
}

#[test]
fn answers_to_questions_that_routing_passes_by_are_dropped() {
    let pairs = [
        ("q.customer", "yes"),
        ("q.reasons", "ads"),
        ("q.reasons", "nonsense"),
    ];
    assert_eq!(
        given("reasons", &pairs[..]).map(|_| ()),
        Err(vec![("q.reasons".to_owned(), ProblemKind::UnknownOption)]),
        "shown to those who are no customers"
    );
    let response = parse(&questionnaire(), &typed(&pairs)).unwrap();
    assert_eq!(response.given[2], Given::NotShown);
    assert_eq!(
        response.given[0],
        Given::NotShown,
        "information is read, not answered"
    );
}

#[test]
fn a_hidden_option_is_as_if_it_had_not_been_sent() {
    let pairs = [
        ("q.reasons", "price"),
        ("q.best.price", "2"),
        ("q.best.ads", "1"),
    ];
    assert_eq!(given("best", &pairs), answered(Answer::Ranked(vec![0])));
}

#[test]
fn a_page_reports_its_own_problems_only() {
    let questionnaire = questionnaire();
    let pages = pages(&questionnaire);
    let typed = typed(&[("q.customer", "no"), ("q.trust", "9")]);
    assert_eq!(parse_page(&questionnaire, &typed, &pages[0]), Ok(()));
    assert!(parse_page(&questionnaire, &typed, &pages[1]).is_err());
}

#[test]
fn what_was_typed_is_kept_and_what_nobody_asked_is_not() {
    let typed = typed(&[
        ("q.spent", "about ten"),
        ("q.reasons", "ads"),
        ("q.reasons", "ads"),
        ("q.reasons", "price"),
        ("q.reasons.other", "noise"),
        ("q.reasons.ads", "1"),
        ("q.hello", "hello"),
        ("q.parts", "1"),
        ("email", "a@example.org"),
    ]);
    assert_eq!(typed.first("q.spent"), Some("about ten"));
    assert!(typed.has("q.reasons", "price"));
    assert_eq!(typed.first("email"), None);
    assert_eq!(typed.first("q.hello"), None);
    assert_eq!(typed.first("q.parts"), None);
    let questionnaire = questionnaire();
    let reasons = questionnaire.question(&"reasons".parse().unwrap()).unwrap();
    let pairs: Vec<(&str, &str)> = typed.pairs_for(reasons).collect();
    assert_eq!(
        pairs,
        [
            ("q.reasons", "ads"),
            ("q.reasons", "price"),
            ("q.reasons.other", "noise")
        ]
    );
}

#[test]
fn a_flood_of_values_is_cut_short_and_still_refused() {
    let flood = "ä".repeat(1_000_000);
    let typed = typed(&[("q.word", &flood)]);
    assert!(typed.first("q.word").unwrap().len() <= crate::limits::FIELD_BYTES_MAX);
    assert!(given("word", &[("q.word", &flood)]).is_err());
}
