//! What the reader says about good and bad survey files.

mod conditions;
mod documentation;
mod laws;
mod problems;
mod quotas;

use super::*;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::routing;

const STORY: &str = include_str!("../../../../surveys/why-not-like-us.toml");

#[test]
fn the_story_survey_reads_and_writes_as_itself() {
    let survey = read(STORY).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(read(&write(&survey)), Ok(survey));
}

#[test]
fn the_story_survey_can_be_answered() {
    let survey = read(STORY).unwrap();
    let questionnaire = &survey.questionnaire;
    let pages = routing::pages(questionnaire);
    assert_eq!(pages.len(), 4);
    let blank = TypedAnswers::default();
    assert!(form::parse_page(questionnaire, &blank, &pages[0]).is_err());
    let pairs = [
        ("q.reasons", "ads"),
        ("q.reasons", "profile"),
        ("q.trust", "2"),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = TypedAnswers::from_pairs(questionnaire, pairs.clone());
    let response = form::parse(questionnaire, &typed).unwrap();
    assert_eq!(form::to_pairs(questionnaire, &response), pairs);
}

#[test]
fn the_line_of_each_question_is_known() {
    let lines = question_lines(STORY);
    let reasons = lines[&"reasons".parse().unwrap()];
    assert_eq!(STORY.lines().nth(reasons - 1), Some("[[question]]"));
    assert_eq!(STORY.lines().nth(reasons), Some("code = \"reasons\""));
    assert!(question_lines("= nonsense").is_empty());
}
