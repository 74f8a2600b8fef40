//! A board as one marketer typed it beside what another has saved meanwhile:
//! what differs, in words.

use super::arrange_form::choices_of_groups;
use crate::operations::share::arrange::Arranged;
use crate::survey::board::{ArrangedChart, Arrangement};
use crate::survey::questionnaire::Survey;
use crate::web::studio::builder::languages::name_of;

/// One thing that the two have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub what: String,
    pub mine: String,
    pub theirs: String,
}

/// How a part of a board is told.
type InWords = fn(&Survey, &Arrangement) -> String;

/// What stands otherwise in what was typed and in what is stored.
pub fn differences(mine: &Arrangement, theirs: &Arranged) -> Vec<Difference> {
    let survey = &*theirs.survey;
    let theirs = &theirs.arrangement;
    let mut found = Vec::new();
    let mut compare = |what: String, mine: String, theirs: String| {
        if mine != theirs {
            found.push(Difference { what, mine, theirs });
        }
    };
    let wholes: [(&str, InWords); 6] = [
        ("Name", |_, board| board.name.clone()),
        ("Headline", |_, board| board.headline.clone()),
        ("Note", |_, board| board.note.clone()),
        ("Charts and their order", order),
        ("It shows", groups),
        ("Language of questions and options", language),
    ];
    for (what, say) in wholes {
        compare(what.to_owned(), say(survey, mine), say(survey, theirs));
    }
    for chart in &theirs.charts {
        let Some(own) = mine.chart(chart.question.as_str()) else {
            continue;
        };
        let question = question(survey, chart);
        let (headline, note) = (own.headline.clone(), own.note.clone());
        compare(
            format!("Headline of “{question}”"),
            headline,
            chart.headline.clone(),
        );
        compare(format!("Note of “{question}”"), note, chart.note.clone());
    }
    found
}

fn question(survey: &Survey, chart: &ArrangedChart) -> String {
    let mut questions = survey.questionnaire.questions.iter();
    let found = questions.find(|question| question.code == chart.question);
    found.map_or_else(
        || chart.question.to_string(),
        |found| found.text.fallback().to_owned(),
    )
}

/// A line a chart.
fn order(survey: &Survey, board: &Arrangement) -> String {
    let charts = board.charts.iter().zip(1..);
    let lines = charts.map(|(chart, place)| format!("{place}. {}", question(survey, chart)));
    lines.collect::<Vec<_>>().join("\n")
}

fn groups(survey: &Survey, board: &Arrangement) -> String {
    let chosen = board.view.by.as_deref();
    let mut choices = choices_of_groups(survey).into_iter();
    let by = choices.find(|(code, _)| Some(code.as_str()) == chosen);
    let by = by.map_or_else(|| "Everybody".to_owned(), |(_, label)| label);
    match board.view.is_fixed {
        true => format!("{by}, and only this"),
        false => by,
    }
}

fn language(survey: &Survey, board: &Arrangement) -> String {
    let first = survey.questionnaire.languages.first();
    let language = board.language.as_ref().or(first);
    language.map_or_else(String::new, name_of)
}
