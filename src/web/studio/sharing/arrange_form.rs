//! The form of a board: read as it was typed, judged, and made an arrangement.

use std::sync::Arc;

use crate::limits::{HEADLINE_CHARACTERS_MAX, NOTE_CHARACTERS_MAX};
use crate::membership::name::Name;
use crate::survey::board::{ArrangedChart, Arrangement, View};
use crate::survey::charter::Breakdown;
use crate::survey::criterion::breakdowns;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::pairs::Pairs;
use crate::web::studio::builder::languages::name_of;

const OWN_HEADLINE: &str =
    "What the board says in one sentence; without one, the survey’s title stands there.";
const OWN_NOTE: &str = "Two or three sentences under it, if you like.";

/// A field of several lines, or one of many beside each other.
pub struct Text {
    pub id: String,
    pub name: String,
    pub label: &'static str,
    pub value: String,
    pub hint: Option<&'static str>,
    pub problem: Option<String>,
    pub is_long: bool,
}

impl Text {
    fn new(name: String, label: &'static str, value: &str) -> Self {
        Self {
            id: name.replace('.', "-"),
            name,
            label,
            value: value.trim().to_owned(),
            hint: None,
            problem: None,
            is_long: false,
        }
    }

    fn headline(name: String, value: &str) -> Self {
        let mut text = Self::new(name, "Headline", value);
        text.at_most(HEADLINE_CHARACTERS_MAX);
        text
    }

    fn note(name: String, value: &str) -> Self {
        let mut text = Self::new(name, "Note", value);
        text.is_long = true;
        text.at_most(NOTE_CHARACTERS_MAX);
        text
    }

    fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    fn at_most(&mut self, characters: usize) {
        if self.value.chars().count() > characters {
            self.problem = Some(format!("Use at most {characters} characters."));
        }
    }
}

/// A chart on the board.
pub struct ChartForm {
    pub code: String,
    pub question: String,
    pub headline: Text,
    pub note: Text,
    pub is_first: bool,
    pub is_last: bool,
}

impl ChartForm {
    pub fn has_words(&self) -> bool {
        !self.headline.value.is_empty() || !self.note.value.is_empty()
    }
}

/// One of several choices.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

pub struct ArrangeForm {
    survey: Arc<Survey>,
    pub name: Text,
    pub headline: Text,
    pub note: Text,
    pub charts: Vec<ChartForm>,
    view: View,
    language: Option<Language>,
}

impl ArrangeForm {
    /// As it is stored.
    pub fn of(arrangement: &Arrangement, survey: Arc<Survey>) -> Self {
        let charts = arrangement.charts.iter().filter_map(|chart| {
            let code = chart.question.as_str();
            chart_form(&survey, code, &chart.headline, &chart.note)
        });
        let charts = charts.collect();
        let form = Self {
            name: Text::new("name".to_owned(), "Name", &arrangement.name),
            headline: Text::headline("headline".to_owned(), &arrangement.headline)
                .hint(OWN_HEADLINE),
            note: Text::note("note".to_owned(), &arrangement.note).hint(OWN_NOTE),
            charts,
            view: arrangement.view.clone(),
            language: arrangement.language.clone(),
            survey,
        };
        form.with_ends()
    }

    /// As it was typed.
    pub fn read(pairs: &Pairs, survey: Arc<Survey>) -> Self {
        let mut charts: Vec<ChartForm> = Vec::new();
        for (_, code) in pairs.iter().filter(|(name, _)| name == "chart") {
            let headline = pairs.value(&format!("headline.{code}"));
            let note = pairs.value(&format!("note.{code}"));
            let is_new = charts.iter().all(|chart| chart.code != *code);
            charts.extend(chart_form(&survey, code, headline, note).filter(|_| is_new));
        }
        let mut name = Text::new("name".to_owned(), "Name", pairs.value("name"));
        name.problem = Name::parse(&name.value)
            .err()
            .map(|error| error.to_string());
        let language = Language::try_from(pairs.value("language").to_owned()).ok();
        let by = pairs.value("by");
        let by = choices_of_groups(&survey)
            .into_iter()
            .find(|(code, _)| code == by);
        let form = Self {
            name,
            headline: Text::headline("headline".to_owned(), pairs.value("headline"))
                .hint(OWN_HEADLINE),
            note: Text::note("note".to_owned(), pairs.value("note")).hint(OWN_NOTE),
            charts,
            view: View {
                by: by.map(|(code, _)| code),
                is_fixed: pairs.value("fixed") == "yes",
            },
            language: language.filter(|of| survey.questionnaire.languages.contains(of)),
            survey,
        };
        form.with_ends()
    }

    fn with_ends(mut self) -> Self {
        let last = self.charts.len().saturating_sub(1);
        for (place, chart) in self.charts.iter_mut().enumerate() {
            (chart.is_first, chart.is_last) = (place == 0, place == last);
        }
        self
    }

    fn texts(&self) -> impl Iterator<Item = &Text> {
        let own = [&self.name, &self.headline, &self.note];
        let charts = self.charts.iter();
        let of_charts = charts.flat_map(|chart| [&chart.headline, &chart.note]);
        own.into_iter().chain(of_charts)
    }

    /// Fields with something wrong, for the summary.
    pub fn problems(&self) -> Vec<&Text> {
        self.texts().filter(|text| text.problem.is_some()).collect()
    }

    /// Questions that are not on the board: code and text.
    pub fn left_out(&self) -> Vec<(String, String)> {
        let questions = self.survey.questionnaire.questions.iter();
        let is_left_out = |code: &str| self.charts.iter().all(|chart| chart.code != code);
        questions
            .filter(|question| question.kind.is_asked() && is_left_out(question.code.as_str()))
            .map(|question| {
                let text = question.text.fallback().to_owned();
                (question.code.as_str().to_owned(), text)
            })
            .collect()
    }

    pub fn groups(&self) -> Vec<Choice> {
        let everybody = (String::new(), "Everybody".to_owned());
        let choices = std::iter::once(everybody).chain(choices_of_groups(&self.survey));
        let chosen = self.view.by.as_deref().unwrap_or_default();
        choices
            .map(|(value, label)| Choice {
                is_chosen: value == chosen,
                value,
                label,
            })
            .collect()
    }

    pub fn is_fixed(&self) -> bool {
        self.view.is_fixed
    }

    /// Nothing to choose where there is one.
    pub fn languages(&self) -> Vec<Choice> {
        let languages = self.survey.questionnaire.languages.iter();
        let chosen = self.language.as_ref();
        let chosen = chosen.or(self.survey.questionnaire.languages.first());
        languages
            .map(|language| Choice {
                value: language.to_string(),
                label: name_of(language),
                is_chosen: Some(language) == chosen,
            })
            .collect()
    }

    /// `None` where something is wrong with it.
    pub fn arrangement(&self) -> Option<Arrangement> {
        if !self.problems().is_empty() {
            return None;
        }
        let chart = |chart: &ChartForm| {
            Some(ArrangedChart {
                question: chart.code.parse().ok()?,
                headline: one_line(&chart.headline.value),
                note: chart.note.value.clone(),
            })
        };
        Some(Arrangement {
            name: Name::parse(&self.name.value).ok()?.to_string(),
            headline: one_line(&self.headline.value),
            note: self.note.value.clone(),
            charts: self.charts.iter().filter_map(chart).collect(),
            view: self.view.clone(),
            language: self.language.clone(),
        })
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `None` where the survey asks no such question.
fn chart_form(survey: &Survey, code: &str, headline: &str, note: &str) -> Option<ChartForm> {
    let mut questions = survey.questionnaire.questions.iter();
    let question =
        questions.find(|question| question.code.as_str() == code && question.kind.is_asked())?;
    Some(ChartForm {
        question: question.text.fallback().to_owned(),
        headline: Text::headline(format!("headline.{code}"), headline),
        note: Text::note(format!("note.{code}"), note),
        code: code.to_owned(),
        is_first: false,
        is_last: false,
    })
}

/// The breakdowns by one question: code and words.
pub fn choices_of_groups(survey: &Survey) -> Vec<(String, String)> {
    let listed = breakdowns(survey).into_iter();
    listed
        .filter_map(|breakdown| match breakdown {
            Breakdown::By(code) => {
                let position = survey.questionnaire.position(&code)?;
                let question = survey.questionnaire.questions.get(position)?;
                let label = match &question.label {
                    Some(label) => format!("By “{}”", label.fallback()),
                    None => format!("By “{}”", question.text.fallback()),
                };
                Some((code.as_str().to_owned(), label))
            }
            Breakdown::Pair(..) => None,
        })
        .collect()
}
