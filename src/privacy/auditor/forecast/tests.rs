//! Forecasts of the story survey.

use super::*;
use crate::survey::file;

const STORY: &str = include_str!("../../../../surveys/why-not-like-us.toml");

fn story() -> Survey {
    file::read(STORY).unwrap()
}

fn forecast(survey: &Survey, responses: usize, shares: &[&str]) -> Result<Forecast, String> {
    let told: Result<Vec<Share>, ShareError> = shares.iter().map(|share| share.parse()).collect();
    let told = told.map_err(|error| error.to_string())?;
    Forecast::new(survey, responses, &told).map_err(|error| error.to_string())
}

/// What became of the breakdown by the question of this code.
fn by<'a>(survey: &Survey, forecast: &'a Forecast, code: &str) -> &'a Expected {
    let question = survey
        .questionnaire
        .position(&code.parse().unwrap())
        .unwrap() as u16;
    let meant = Candidate::By(Criterion::Answer { question });
    let found = forecast
        .expected
        .iter()
        .find(|expected| expected.candidate == meant);
    found.unwrap()
}

#[test]
fn the_same_expectation_gives_the_same_forecast() {
    let survey = story();
    assert_eq!(forecast(&survey, 120, &[]), forecast(&survey, 120, &[]));
}

#[test]
fn more_people_and_fewer_releases_show_more() {
    let survey = story();
    let shown = |responses: usize, results: ResultsWhen| -> usize {
        let forecast = forecast(&survey, responses, &[]).unwrap();
        let shown = forecast
            .expected
            .iter()
            .map(|e| e.outcomes(results).shown());
        shown.sum::<usize>() * 100 / forecast.waves
    };
    let few = shown(90, ResultsWhen::WhenClosed);
    assert!(few < shown(250, ResultsWhen::WhenClosed));
    assert!(shown(90, ResultsWhen::WhileRunning) < few);
}

#[test]
fn an_answer_that_few_give_is_merged() {
    let survey = story();
    let even = forecast(&survey, 200, &[]).unwrap();
    let few = forecast(&survey, 200, &["age.under-25=1%", "age.25-34=24"]).unwrap();
    let whole = |forecast: &Forecast| by(&survey, forecast, "age").when_closed.whole;
    assert_eq!(whole(&even), even.waves);
    assert_eq!(whole(&few), 0);
    let Some(Verdict::By(grouping)) = by(&survey, &few, "age").when_closed.typical() else {
        panic!("no merged groups");
    };
    assert_eq!(grouping.0[0], [0, 1]);
}

#[test]
fn fewer_people_than_a_group_show_nothing() {
    let survey = story();
    let forecast = forecast(&survey, 9, &[]).unwrap();
    assert!(
        forecast
            .expected
            .iter()
            .all(|e| e.when_closed.shown() + e.while_running.shown() == 0)
    );
}

#[test]
fn who_was_not_asked_is_not_sorted_among_those_who_were() {
    let mut survey = story();
    let age = "age".parse().unwrap();
    let position = survey
        .questionnaire
        .position(&"customer".parse().unwrap())
        .unwrap();
    survey.questionnaire.questions[position].shown_when =
        Some(crate::survey::condition::Condition::Chose {
            question: age,
            any_of: vec!["under-25".parse().unwrap()],
        });
    let listed = candidates(&survey);
    let shares = shares::expected(&survey, &[]).unwrap();
    let wave = People::new(&survey, 500, &shares, 1).wave(&survey, &listed, Seen::Once);
    let codes = |code: &str| {
        let question = survey
            .questionnaire
            .position(&code.parse().unwrap())
            .unwrap() as u16;
        let criterion = Criterion::Answer { question };
        let sorted = wave
            .criteria
            .iter()
            .find(|sorted| sorted.criterion == criterion)
            .unwrap();
        (&sorted.codes, sorted.classes.roles.len() as u8 - 1)
    };
    let ((ages, _), (customers, not_asked)) = (codes("age"), codes("customer"));
    for (age, customer) in ages.iter().zip(customers) {
        assert_eq!(*age == 0, *customer != not_asked);
    }
    let asked = wave.bases.last().unwrap();
    assert_eq!(
        asked.rows.count(),
        ages.iter().filter(|age| **age == 0).count() as u64
    );
    assert!(wave.bases.len() == 2 && asked.rows.count() > 50);
}

#[test]
fn a_share_that_cannot_be_is_refused_in_a_sentence() {
    let survey = story();
    let refused = |shares: &[&str]| forecast(&survey, 100, shares).unwrap_err();
    for unreadable in [
        "age=10",
        "age.under-25",
        "age.under-25=many",
        "age.under-25=120%",
    ] {
        assert!(refused(&[unreadable]).contains("write it as question.answer=20%"));
    }
    assert_eq!(
        refused(&["job.none=5"]),
        "there is no question “job” in this survey"
    );
    assert_eq!(
        refused(&["comment.none=5"]),
        "“comment” is not answered by one of several answers, so it has no shares"
    );
    assert!(refused(&["age.old=5"]).starts_with("“age” has no answer “old”; it has under-25, "));
    assert_eq!(
        refused(&["age.under-25=60", "age.25-34=50"]),
        "the shares of “age” are more than 100 % together"
    );
}
