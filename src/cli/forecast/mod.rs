//! What `survey check --responses` prints: which groups will be counted, if so
//! many people answer.

use super::output;
use crate::privacy::auditor::forecast::{Expected, Forecast};
use crate::privacy::auditor::wave::{Grouping, Verdict};
use crate::survey::charter::ResultsWhen;
use crate::survey::criterion::{Candidate, Criterion};
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Survey;

/// A line of the table: one candidate, or all options of a multiple choice.
struct Line<'a> {
    name: String,
    expected: Vec<&'a Expected>,
}

pub(super) fn say(survey: &Survey, forecast: &Forecast) {
    lines(survey, forecast)
        .iter()
        .for_each(|line| output::say(line));
}

fn lines(survey: &Survey, forecast: &Forecast) -> Vec<String> {
    let charter = &survey.charter;
    let Forecast {
        responses, waves, ..
    } = forecast;
    let mut said = vec![String::new()];
    if *responses < usize::from(charter.group_size_min) {
        said.push(format!(
            "{responses} responses are fewer than the {} without which nothing is shown.",
            charter.group_size_min
        ));
        return said;
    }
    said.push(format!(
        "If {responses} people answer, in {waves} invented waves these groups are counted:"
    ));
    let lines = grouped(survey, forecast);
    if lines.is_empty() {
        said.push(
            "  none: the charter lists no breakdowns, so there are totals of everybody only."
                .to_owned(),
        );
        return said;
    }
    let width = lines
        .iter()
        .map(|line| line.name.chars().count())
        .max()
        .unwrap_or_default();
    said.push(format!(
        "  {:width$}  {:>5}  {:>6}  {:>8}   most often merged",
        "", "whole", "merged", "withheld"
    ));
    for line in &lines {
        said.push(line.row(survey, charter.results, *waves, width));
    }
    said.push(
        "Answers are invented: independent of each other, evenly spread unless --share says \
         otherwise, 2 in 100 not stated. Real ones hang together, so expect a little less."
            .to_owned(),
    );
    said.push(String::new());
    said.extend(advice(survey, forecast, &lines));
    said
}

/// Candidates in the charter's order, the options of a question together.
fn grouped<'a>(survey: &Survey, forecast: &'a Forecast) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    for expected in &forecast.expected {
        let name = match expected.candidate {
            Candidate::By(criterion) => format!("by {}", name(survey, criterion)),
            Candidate::Pair(first, second) => {
                format!("by {} and {}", name(survey, first), name(survey, second))
            }
        };
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.expected.push(expected),
            None => lines.push(Line {
                name,
                expected: vec![expected],
            }),
        }
    }
    lines
}

fn name(survey: &Survey, criterion: Criterion) -> String {
    let question = |position: u16| survey.questionnaire.questions.get(usize::from(position));
    match criterion {
        Criterion::SharedOutside => "agreement to sharing outside".to_owned(),
        Criterion::Answer { question: position } => {
            question(position).map_or(String::new(), |question| question.code.to_string())
        }
        Criterion::Chosen {
            question: position, ..
        } => question(position).map_or(String::new(), |question| match &question.kind {
            QuestionKind::MultipleChoice(list) => {
                format!("{} ({} answers)", question.code, list.options.len())
            }
            _ => question.code.to_string(),
        }),
    }
}

impl Line<'_> {
    fn row(&self, survey: &Survey, results: ResultsWhen, waves: usize, width: usize) -> String {
        let of_all = |count: fn(&Expected, ResultsWhen) -> usize| {
            let sum: usize = self
                .expected
                .iter()
                .map(|expected| count(expected, results))
                .sum();
            (sum + self.expected.len() / 2) / self.expected.len().max(1)
        };
        let whole = of_all(|expected, results| expected.outcomes(results).whole);
        let shown = of_all(|expected, results| expected.outcomes(results).shown());
        let merged = shown.saturating_sub(whole);
        let withheld = waves.saturating_sub(shown);
        let row = format!(
            "  {:width$}  {whole:>5}  {merged:>6}  {withheld:>8}",
            self.name
        );
        let alone = match self.expected.as_slice() {
            [alone] => alone
                .outcomes(results)
                .typical()
                .map(|verdict| (alone.candidate, verdict)),
            _ => None,
        };
        match alone.and_then(|(candidate, verdict)| merged_words(survey, candidate, verdict)) {
            Some(words) => format!("{row}   {words}"),
            None => row,
        }
    }

    /// Whether at least half of its groups are shown in at least half of the waves.
    fn is_likely(&self, results: ResultsWhen, waves: usize) -> bool {
        let shown = |expected: &&Expected| expected.outcomes(results).shown();
        2 * self.expected.iter().map(shown).sum::<usize>() >= waves * self.expected.len()
    }
}

/// "25 to 34 with 35 to 44", for each group that joins several answers.
fn merged_words(survey: &Survey, candidate: Candidate, verdict: &Verdict) -> Option<String> {
    let joined = |criterion: Criterion, grouping: &Grouping| -> Vec<String> {
        let groups = grouping.0.iter().map(|classes| {
            let answers = classes
                .iter()
                .map(|&class| answer(survey, criterion, class));
            answers.collect::<Option<Vec<String>>>().unwrap_or_default()
        });
        let several = groups.filter(|answers| answers.len() > 1);
        several.map(|answers| answers.join(" with ")).collect()
    };
    let words = match (candidate, verdict) {
        (Candidate::By(criterion), Verdict::By(grouping)) => joined(criterion, grouping),
        (Candidate::Pair(first, second), Verdict::Pair(rows, columns)) => {
            [joined(first, rows), joined(second, columns)].concat()
        }
        _ => Vec::new(),
    };
    (!words.is_empty()).then(|| words.join("; "))
}

/// An answer's text in the survey's first language; `None` for the ways of
/// being missing.
fn answer(survey: &Survey, criterion: Criterion, class: u8) -> Option<String> {
    let Criterion::Answer { question } = criterion else {
        return None;
    };
    let question = survey.questionnaire.questions.get(usize::from(question))?;
    let place = usize::from(class);
    match &question.kind {
        QuestionKind::SingleChoice(list) => {
            let option = list
                .options
                .get(place)
                .filter(|option| !option.is_declined)?;
            Some(option.text.fallback().to_owned())
        }
        QuestionKind::Scale(scale) => match scale.labels.get(place) {
            Some(label) => Some(label.fallback().to_owned()),
            None => scale.values().nth(place).map(|value| value.to_string()),
        },
        QuestionKind::NetPromoter(_) => ["0 to 6", "7 and 8", "9 and 10"]
            .get(place)
            .map(|points| (*points).to_owned()),
        QuestionKind::Number(range) => range.bands.get(place).map(|b| b.text.fallback().to_owned()),
        _ => None,
    }
}

/// What showing results while the wave runs costs, and what to do about it.
fn advice(survey: &Survey, forecast: &Forecast, lines: &[Line]) -> Vec<String> {
    let likely = |results: ResultsWhen| {
        lines
            .iter()
            .filter(move |line| line.is_likely(results, forecast.waves))
    };
    let lost: Vec<&str> = likely(ResultsWhen::WhenClosed)
        .filter(|line| !line.is_likely(ResultsWhen::WhileRunning, forecast.waves))
        .map(|line| line.name.as_str())
        .collect();
    let mut said = Vec::new();
    let responses = forecast.responses;
    said.push(match (survey.charter.results, lost.is_empty()) {
        _ if forecast.releases < 2 => {
            format!("With {responses} responses nothing can be shown before the wave has closed.")
        }
        (ResultsWhen::WhileRunning, true) => format!(
            "Showing results while the wave runs ({} releases) costs none of these groups.",
            forecast.releases
        ),
        (ResultsWhen::WhileRunning, false) => format!(
            "Showing results while the wave runs ({} releases) costs groups. With {responses} \
             responses choose results = \"when-closed\": then also {}.",
            forecast.releases,
            lost.join(", ")
        ),
        (ResultsWhen::WhenClosed, true) => format!(
            "Showing results while the wave runs ({} releases) would cost none of these groups.",
            forecast.releases
        ),
        (ResultsWhen::WhenClosed, false) => format!(
            "Results are shown when the wave has closed; shown while it runs ({} releases), \
             these would be missing: {}.",
            forecast.releases,
            lost.join(", ")
        ),
    });
    let unlikely = lines
        .iter()
        .filter(|line| !line.is_likely(ResultsWhen::WhenClosed, forecast.waves));
    if unlikely.count() > 0 {
        said.push(
            "The charter's list is read in its order, and what comes first is shown first: put \
             what you need most at the top of breakdowns, and leave out what you will not read."
                .to_owned(),
        );
    }
    said
}

#[cfg(test)]
mod tests;
