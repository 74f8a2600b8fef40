//! One question as it stands on a page: its words in one language, its fields,
//! and what was typed into them. Decides nothing about answers.

mod choices;
pub mod fields;
mod scales;

use crate::survey::charter::{Charter, Comments, PublicResults};
use crate::survey::form::{TypedAnswers, field};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind};

use super::words::Words;

use choices::{ChoicesView, RankingView};
use fields::{NumberView, TextView};
use scales::{GridView, ScaleView};

/// What a question needs besides itself to be shown.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub language: &'a Language,
    pub words: &'static Words,
    pub typed: &'a TypedAnswers,
    pub brand: &'a str,
    /// How many must have written something, and who reads it.
    pub charter: &'a Charter,
}

/// A sentence about one field of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub question: QuestionCode,
    pub field: String,
    pub sentence: String,
}

pub struct QuestionView<'a> {
    pub code: &'a str,
    pub text: &'a str,
    pub help: Option<&'a str>,
    pub notes: Vec<Note<'a>>,
    pub problem: Option<String>,
    pub control: Control<'a>,
    troubled: Vec<String>,
}

/// A line under a question: the survey's or whynot's, which may differ in language.
pub enum Note<'a> {
    Theirs(&'a str),
    Ours(String),
}

pub enum Control<'a> {
    Information,
    Choices(ChoicesView<'a>),
    Points(ScaleView<'a>),
    Grid(GridView<'a>),
    Ranking(RankingView<'a>),
    Number(NumberView<'a>),
    Text(TextView<'a>),
}

impl<'a> Setting<'a> {
    fn value(self, field: &str) -> &'a str {
        self.typed.first(field).unwrap_or_default()
    }

    /// What becomes of a text, and what not to write into it.
    fn who_reads(self) -> String {
        let words = &self.words.comments;
        let charter = self.charter;
        let k = charter.group_size_min;
        let others_see_totals =
            charter.outside.is_some() || charter.public_results == PublicResults::WhenClosed;
        let who_reads = match charter.comments {
            Comments::Shown if others_see_totals => (words.who_reads_inside)(k, self.brand),
            Comments::Shown => (words.who_reads)(k),
            Comments::KeptBack => self.words.openness.kept_back.to_owned(),
        };
        format!("{} {who_reads}", words.leave_out)
    }
}

impl<'a> QuestionView<'a> {
    /// `order` holds the positions of the options to be shown, in their order.
    pub fn new(
        question: &'a Question,
        order: &[usize],
        setting: Setting<'a>,
        troubles: &[Trouble],
    ) -> Self {
        let name = field::of_question(&question.code);
        let of_question: Vec<&Trouble> = troubles
            .iter()
            .filter(|trouble| trouble.question == question.code)
            .collect();
        let is_of_row = |trouble: &&Trouble| {
            matches!(question.kind, QuestionKind::Grid { .. }) && trouble.field != name
        };
        let problem = of_question
            .iter()
            .find(|trouble| !is_of_row(trouble))
            .map(|trouble| trouble.sentence.clone());
        Self {
            code: question.code.as_str(),
            text: question.text.in_language(setting.language),
            help: question
                .help
                .as_ref()
                .map(|help| help.in_language(setting.language)),
            notes: notes(question, setting),
            control: control(question, name, order, setting, &of_question),
            problem,
            troubled: of_question
                .iter()
                .map(|trouble| trouble.field.clone())
                .collect(),
        }
    }

    pub fn class(&self) -> &'static str {
        if self.troubled.is_empty() {
            "q"
        } else {
            "q bad"
        }
    }

    /// ` aria-describedby="…"` for what stands under the question.
    pub fn described(&self) -> String {
        let mut ids = Vec::new();
        if self.problem.is_some() {
            ids.push(format!("e.{}", self.code));
        }
        if !self.notes.is_empty() {
            ids.push(format!("h.{}", self.code));
        }
        if ids.is_empty() {
            return String::new();
        }
        format!(" aria-describedby=\"{}\"", ids.join(" "))
    }

    /// ` aria-invalid="true"` on a field that needs another look.
    pub fn marks_field(&self, field: &str) -> &'static str {
        if self.troubled.iter().any(|troubled| troubled == field) {
            " aria-invalid=\"true\""
        } else {
            ""
        }
    }
}

fn notes<'a>(question: &'a Question, setting: Setting<'a>) -> Vec<Note<'a>> {
    let words = &setting.words.form;
    let mut notes = Vec::new();
    if let Some(help) = &question.help {
        notes.push(Note::Theirs(help.in_language(setting.language)));
    }
    match &question.kind {
        QuestionKind::MultipleChoice(_) if question.help.is_none() => {
            notes.push(Note::Ours(words.choose_several.to_owned()));
        }
        QuestionKind::Ranking { places, .. } => {
            notes.push(Note::Ours((words.rank_places)(*places)));
        }
        QuestionKind::Number(range) => {
            let (from, to) = fields::bounds(range);
            notes.push(Note::Ours((words.number_between)(&from, &to)));
        }
        QuestionKind::Text(field) => {
            notes.push(Note::Ours((words.characters)(field.characters_max)));
            notes.push(Note::Ours(setting.who_reads()));
        }
        _ => {}
    }
    if question.is_required && question.kind.is_asked() {
        notes.push(Note::Ours(words.needs_answer.to_owned()));
    }
    notes
}

fn control<'a>(
    question: &'a Question,
    name: String,
    order: &[usize],
    setting: Setting<'a>,
    troubles: &[&Trouble],
) -> Control<'a> {
    let can_undo = !question.is_required;
    match &question.kind {
        QuestionKind::SingleChoice(list) => Control::Choices(choices::choices(
            list, name, order, setting, false, can_undo,
        )),
        QuestionKind::MultipleChoice(list) => {
            Control::Choices(choices::choices(list, name, order, setting, true, false))
        }
        QuestionKind::Scale(scale) if scales::stands_in_words(scale, setting.language) => {
            Control::Choices(scales::worded_scale(scale, name, setting, can_undo))
        }
        QuestionKind::Scale(scale) => {
            Control::Points(scales::points(scale, name, setting, can_undo))
        }
        QuestionKind::NetPromoter(ends) => {
            Control::Points(scales::net_promoter(ends, name, setting, can_undo))
        }
        QuestionKind::Grid { rows, scale } => {
            Control::Grid(scales::grid(question, rows, scale, setting, troubles))
        }
        QuestionKind::Ranking {
            choices: list,
            places,
        } => Control::Ranking(choices::ranking(list, *places, question, order, setting)),
        QuestionKind::Number(range) => Control::Number(fields::number(range, name, setting)),
        QuestionKind::Text(of) => Control::Text(fields::text(of, name, setting)),
        QuestionKind::Information => Control::Information,
    }
}
