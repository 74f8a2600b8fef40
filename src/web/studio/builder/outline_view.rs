//! The questionnaire as respondents see it, for the outline of a draft.

use super::kinds;
use super::question_form::points_of;
use super::rule_view::in_words;
use crate::survey::draft::{Draft, DraftQuestion, Kind, Texts};
use crate::survey::language::Language;

/// Of a longer list the outline shows the beginning.
const OPTIONS_SHOWN_MAX: usize = 12;

/// One question, or a text to read.
pub struct Item {
    pub id: String,
    /// From one.
    pub number: usize,
    /// The number of the page that begins before it.
    pub page: Option<usize>,
    pub text: String,
    pub has_text: bool,
    pub help: String,
    pub kind: &'static str,
    pub body: Body,
    /// What is set, in words: "must be answered".
    pub notes: Vec<String>,
    pub shown_when: String,
    pub problems: usize,
    pub is_first: bool,
    pub is_last: bool,
}

/// What there is to answer with.
pub enum Body {
    Options {
        shape: &'static str,
        options: Vec<OptionLine>,
        more: usize,
    },
    Points {
        points: Vec<String>,
        lowest: String,
        highest: String,
    },
    Grid {
        rows: Vec<String>,
        words: String,
    },
    Number {
        unit: String,
    },
    Line,
    Area,
    Nothing,
}

pub struct OptionLine {
    pub text: String,
    pub note: &'static str,
}

/// Every question in order; `page_starts` are the positions at which a page
/// begins, `problems` counts what is wrong with each.
pub fn items(
    draft: &Draft,
    page_starts: &[usize],
    problems: impl Fn(&DraftQuestion) -> usize,
) -> Vec<Item> {
    let language = draft.languages.first().cloned();
    let language = language.unwrap_or_else(Language::english);
    let count = draft.questions.len();
    let questions = draft.questions.iter().enumerate();
    questions
        .map(|(position, question)| {
            let page = page_starts.iter().position(|start| *start == position);
            let text = question.text.get(&language);
            Item {
                id: question.id.to_string(),
                number: position + 1,
                page: page.filter(|_| page_starts.len() > 1).map(|page| page + 1),
                has_text: !text.is_empty(),
                text: match text.is_empty() {
                    true => "Question without a text".to_owned(),
                    false => text.to_owned(),
                },
                help: question.help.get(&language).to_owned(),
                kind: kinds::name(question.kind),
                body: body(question, &language),
                notes: notes(draft, question),
                shown_when: in_words(draft, &question.show_when),
                problems: problems(question),
                is_first: position == 0,
                is_last: position + 1 == count,
            }
        })
        .collect()
}

fn body(question: &DraftQuestion, language: &Language) -> Body {
    let text = |texts: &Texts| texts.get(language).to_owned();
    match question.kind {
        Kind::SingleChoice => options(question, language, "round"),
        Kind::MultipleChoice => options(question, language, "square"),
        Kind::Ranking => options(question, language, "ranked"),
        Kind::Scale | Kind::Nps => {
            let points = match question.kind {
                Kind::Nps => (0..=10).collect(),
                _ => points_of(question).unwrap_or_default(),
            };
            let (lowest, highest) = ends(question, language);
            Body::Points {
                points: points.iter().map(i16::to_string).collect(),
                lowest,
                highest,
            }
        }
        Kind::Grid => {
            let (lowest, highest) = ends(question, language);
            Body::Grid {
                rows: question.rows.iter().map(|row| text(&row.text)).collect(),
                words: match points_of(question) {
                    Some(points) => {
                        let point =
                            |point: Option<&i16>| point.map_or(String::new(), i16::to_string);
                        let (from, to) = (point(points.first()), point(points.last()));
                        format!("{from} {lowest} – {to} {highest}")
                    }
                    None => String::new(),
                },
            }
        }
        Kind::Number => Body::Number {
            unit: text(&question.unit),
        },
        Kind::Text if question.is_long => Body::Area,
        Kind::Text => Body::Line,
        Kind::Information => Body::Nothing,
    }
}

/// The words at both ends: where every point has words, those of the first and
/// the last.
fn ends(question: &DraftQuestion, language: &Language) -> (String, String) {
    let label = |texts: Option<&Texts>, otherwise: &Texts| {
        let written = otherwise.get(language);
        let label = texts.map_or("", |texts| texts.get(language));
        if written.is_empty() { label } else { written }.to_owned()
    };
    (
        label(question.labels.first(), &question.lowest),
        label(question.labels.last(), &question.highest),
    )
}

fn options(question: &DraftQuestion, language: &Language, shape: &'static str) -> Body {
    let shown = question.options.iter().take(OPTIONS_SHOWN_MAX);
    let line = |option: &crate::survey::draft::DraftOption| OptionLine {
        text: option.text.get(language).to_owned(),
        note: match (option.is_other, option.show_when.is_empty()) {
            (true, _) => "with a line to write in",
            (false, false) => "shown under a condition",
            (false, true) => "",
        },
    };
    Body::Options {
        shape,
        options: shown.map(line).collect(),
        more: question.options.len().saturating_sub(OPTIONS_SHOWN_MAX),
    }
}

fn notes(draft: &Draft, question: &DraftQuestion) -> Vec<String> {
    let has_options = kinds::has_options(question.kind);
    let set = [
        ("must be answered", question.is_required),
        ("about the person", question.is_background),
        ("options at random", has_options && question.is_random),
    ];
    let set = set.into_iter().filter(|(_, is_set)| *is_set);
    let mut notes: Vec<String> = set.map(|(words, _)| words.to_owned()).collect();
    let missing = draft.languages.iter().skip(1).filter(|language| {
        let first = draft.languages.first();
        first.is_some_and(|first| {
            !question.text.get(first).is_empty() && question.text.get(language).is_empty()
        })
    });
    let missing: Vec<String> = missing.map(super::languages::name_of).collect();
    if !missing.is_empty() {
        notes.push(format!("not in {} yet", missing.join(", ")));
    }
    notes
}
