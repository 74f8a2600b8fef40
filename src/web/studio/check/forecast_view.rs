//! The auditor's forecast in plain words: which groups will be shown whole,
//! which merged, which not at all.

use crate::privacy::auditor::forecast::{Expected, Forecast, Outcomes};
use crate::privacy::auditor::wave::{Grouping, Verdict};
use crate::survey::charter::ResultsWhen;
use crate::survey::criterion::{Candidate, Criterion};
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Survey;

pub struct ForecastView {
    pub lead: String,
    /// By one question.
    pub lines: Vec<Line>,
    /// By two questions at once.
    pub pairs: Vec<Line>,
    pub pairs_shown: usize,
    /// What the promise's choice of when results are shown costs.
    pub choice: String,
}

/// One breakdown, or all answers of a multiple choice.
pub struct Line {
    pub name: String,
    pub closed: Fate,
    pub running: Fate,
}

/// What becomes of a breakdown most often.
pub struct Fate {
    pub words: String,
    pub note: String,
    pub is_shown: bool,
    /// How many of the answers to a multiple choice; one or none otherwise.
    shown: usize,
}

impl ForecastView {
    pub fn of(survey: &Survey, forecast: &Forecast) -> Self {
        let (mut lines, mut pairs) = (Vec::new(), Vec::new());
        for (name, expected) in grouped(survey, forecast) {
            let first = expected.first().map(|one| one.candidate);
            let is_pair = matches!(first, Some(Candidate::Pair(..)));
            let line = Line::of(survey, name, &expected, forecast.waves);
            if is_pair { &mut pairs } else { &mut lines }.push(line);
        }
        let is_enough = forecast.responses >= usize::from(survey.charter.group_size_min);
        let lead = lead(survey, forecast, lines.is_empty());
        if !is_enough {
            lines.clear();
            pairs.clear();
        }
        let shown = |line: &&Line| line.fate(survey.charter.results).is_shown;
        Self {
            lead,
            pairs_shown: pairs.iter().filter(shown).count(),
            choice: choice(survey, forecast, lines.iter().chain(&pairs)),
            lines,
            pairs,
        }
    }
}

fn lead(survey: &Survey, forecast: &Forecast, is_empty: bool) -> String {
    let (answers, least) = (forecast.responses, survey.charter.group_size_min);
    match (answers < usize::from(least), is_empty) {
        (true, _) => format!(
            "{answers} answers are fewer than the {least} that your promise asks for: nothing \
             would be shown, not even of everybody."
        ),
        (false, true) => "Your promise names no groups: totals of everybody are shown, and \
                          nothing else."
            .to_owned(),
        (false, false) => format!(
            "{} invented waves of {answers} answers were held to the rule that guards groups. \
             Totals of everybody are shown in any case. Real answers hang together, so expect a \
             little less.",
            forecast.waves
        ),
    }
}

/// Candidates in the promise's order, the options of a question together.
fn grouped<'f>(survey: &Survey, forecast: &'f Forecast) -> Vec<(String, Vec<&'f Expected>)> {
    let mut lines: Vec<(String, Vec<&Expected>)> = Vec::new();
    for expected in &forecast.expected {
        let name = match expected.candidate {
            Candidate::By(criterion) => name(survey, criterion),
            Candidate::Pair(first, second) => {
                format!("{} × {}", name(survey, first), name(survey, second))
            }
        };
        match lines.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(expected),
            None => lines.push((name, vec![expected])),
        }
    }
    lines
}

fn name(survey: &Survey, criterion: Criterion) -> String {
    let question = criterion.question();
    let question = question.and_then(|position| survey.questionnaire.questions.get(position));
    question.map_or(
        "Whether they agreed to sharing outside".to_owned(),
        |question| {
            let name = question.label.as_ref().unwrap_or(&question.text);
            name.fallback().to_owned()
        },
    )
}

impl Line {
    fn of(survey: &Survey, name: String, expected: &[&Expected], waves: usize) -> Self {
        let fate = |results: ResultsWhen| match expected {
            [alone] => fate(survey, alone.candidate, alone.outcomes(results), waves),
            several => fate_of_answers(several, results, waves),
        };
        Self {
            closed: fate(ResultsWhen::WhenClosed),
            running: fate(ResultsWhen::WhileRunning),
            name,
        }
    }

    fn fate(&self, results: ResultsWhen) -> &Fate {
        match results {
            ResultsWhen::WhenClosed => &self.closed,
            ResultsWhen::WhileRunning => &self.running,
        }
    }
}

fn fate(survey: &Survey, candidate: Candidate, outcomes: &Outcomes, waves: usize) -> Fate {
    let (whole, shown) = (outcomes.whole, outcomes.shown());
    let often = |count: usize| match count == waves {
        true => String::new(),
        false => format!("in {count} of {waves}"),
    };
    if 2 * whole >= waves {
        return Fate::new("shown whole", often(whole), 1);
    }
    if 2 * shown >= waves {
        let typical = outcomes.typical();
        let joined = typical.map(|verdict| joined(survey, candidate, verdict));
        let note = joined.filter(|words| !words.is_empty());
        return Fate::new("shown merged", note.unwrap_or_else(|| often(shown)), 1);
    }
    let withheld = waves.saturating_sub(shown);
    Fate::new("withheld", often(withheld), 0)
}

/// Of a multiple choice each answer is a group of its own.
fn fate_of_answers(expected: &[&Expected], results: ResultsWhen, waves: usize) -> Fate {
    let is_shown = |one: &&&Expected| 2 * one.outcomes(results).shown() >= waves;
    let (shown, all) = (expected.iter().filter(is_shown).count(), expected.len());
    match shown {
        0 => Fate::new("withheld", String::new(), 0),
        _ if shown == all => Fate::new("shown whole", String::new(), shown),
        _ => Fate::new(
            format!("{shown} of {all} answers shown"),
            String::new(),
            shown,
        ),
    }
}

impl Fate {
    fn new(words: impl Into<String>, note: String, shown: usize) -> Self {
        Self {
            words: words.into(),
            note,
            is_shown: shown > 0,
            shown,
        }
    }
}

/// "“Under 25” with “25 to 34”", for each group that joins several answers.
fn joined(survey: &Survey, candidate: Candidate, verdict: &Verdict) -> String {
    let of = |criterion: Criterion, grouping: &Grouping| -> Vec<String> {
        let groups = grouping.0.iter().filter_map(|classes| {
            let answers = classes.iter();
            let answers = answers.map(|class| answer(survey, criterion, *class));
            let answers: Vec<String> = answers.collect::<Option<_>>()?;
            (answers.len() > 1).then(|| answers.join(" with "))
        });
        groups.collect()
    };
    let groups = match (candidate, verdict) {
        (Candidate::By(criterion), Verdict::By(grouping)) => of(criterion, grouping),
        (Candidate::Pair(first, second), Verdict::Pair(rows, columns)) => {
            [of(first, rows), of(second, columns)].concat()
        }
        _ => Vec::new(),
    };
    groups.join("; ")
}

/// An answer's text; `None` for the ways of being missing.
fn answer(survey: &Survey, criterion: Criterion, class: u8) -> Option<String> {
    let Criterion::Answer { question } = criterion else {
        return None;
    };
    let question = survey.questionnaire.questions.get(usize::from(question))?;
    let place = usize::from(class);
    let quoted = |text: &str| format!("“{text}”");
    match &question.kind {
        QuestionKind::SingleChoice(list) => {
            let option = list.options.get(place)?;
            (!option.is_declined).then(|| quoted(option.text.fallback()))
        }
        QuestionKind::Scale(scale) => match scale.labels.get(place) {
            Some(label) => Some(quoted(label.fallback())),
            None => scale.values().nth(place).map(|value| value.to_string()),
        },
        QuestionKind::NetPromoter(_) => {
            let points = ["0 to 6", "7 and 8", "9 and 10"];
            points.get(place).map(|points| (*points).to_owned())
        }
        QuestionKind::Number(range) => {
            let band = range.bands.get(place)?;
            Some(quoted(band.text.fallback()))
        }
        _ => None,
    }
}

fn choice<'l>(
    survey: &Survey,
    forecast: &Forecast,
    lines: impl Iterator<Item = &'l Line>,
) -> String {
    let lost = lines.filter(|line| line.running.shown < line.closed.shown);
    let lost = match lost.count() {
        0 => "none of these breakdowns".to_owned(),
        1 => "one of these breakdowns".to_owned(),
        lost => format!("{lost} of these breakdowns"),
    };
    match survey.charter.results {
        _ if forecast.releases < 2 => format!(
            "With {} answers nothing can be shown before the wave has closed, whatever the \
             promise says.",
            forecast.responses
        ),
        ResultsWhen::WhileRunning => {
            format!("Your promise shows totals while the wave runs. That takes groups from {lost}.")
        }
        ResultsWhen::WhenClosed => format!(
            "Your promise shows results when the wave has closed. Showing totals while it runs \
             would take groups from {lost}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::charter::Breakdowns;
    use crate::survey::file;

    const STORY: &str = include_str!("../../../../surveys/why-not-like-us.toml");

    fn view(answers: usize, change: impl Fn(&mut Survey)) -> ForecastView {
        let mut survey = file::read(STORY).unwrap();
        change(&mut survey);
        let forecast = Forecast::new(&survey, answers, &[]).unwrap();
        ForecastView::of(&survey, &forecast)
    }

    #[test]
    fn every_breakdown_of_the_story_survey_has_a_fate_both_ways() {
        let view = view(150, |_| {});
        assert!(view.lead.starts_with("20 invented waves of 150 answers"));
        assert_eq!((view.lines.len(), view.pairs.len()), (7, 6));
        assert!(view.pairs.len() > view.pairs_shown);
        let fates = view
            .lines
            .iter()
            .flat_map(|line| [&line.closed, &line.running]);
        for fate in fates {
            let is_withheld = fate.words == "withheld";
            assert_eq!(fate.is_shown, !is_withheld, "{}", fate.words);
        }
        assert!(
            view.choice.contains("of these breakdowns"),
            "{}",
            view.choice
        );
    }

    #[test]
    fn too_few_answers_and_no_groups_are_said_plainly() {
        let few = view(8, |_| {});
        assert!(few.lead.starts_with("8 answers are fewer than the 10"));
        assert!(few.lines.is_empty() && few.pairs.is_empty());
        let none = view(100, |survey| {
            survey.charter.breakdowns = Breakdowns::Listed(Vec::new());
        });
        assert!(none.lead.starts_with("Your promise names no groups"));
    }
}
