//! The forecast's words.

use super::*;
use crate::survey::file;

const STORY: &str = include_str!("../../../surveys/why-not-like-us.toml");

fn said(responses: usize, shares: &[&str], change: impl Fn(&mut Survey)) -> String {
    let mut survey = file::read(STORY).unwrap();
    change(&mut survey);
    let told: Vec<_> = shares.iter().map(|share| share.parse().unwrap()).collect();
    let forecast = Forecast::new(&survey, responses, &told).unwrap();
    lines(&survey, &forecast).join("\n")
}

#[test]
fn the_forecast_of_the_story_survey_reads_well() {
    insta::assert_snapshot!(said(150, &["age.under-25=10%", "gender.another=2"], |_| {}));
}

#[test]
fn what_costs_nothing_and_what_shows_nothing_are_said_plainly() {
    let many = said(2_000, &[], |survey| {
        survey.charter.results = ResultsWhen::WhenClosed
    });
    assert!(many.contains("would cost none of these groups"), "{many}");
    let few = said(8, &[], |_| {});
    assert!(few.ends_with("8 responses are fewer than the 10 without which nothing is shown."));
    let none = said(100, &[], |survey| {
        survey.charter.breakdowns = crate::survey::charter::Breakdowns::Listed(Vec::new());
    });
    assert!(none.contains("the charter lists no breakdowns"), "{none}");
    let short = said(25, &[], |_| {});
    assert!(
        short.contains("nothing can be shown before the wave has closed"),
        "{short}"
    );
}
