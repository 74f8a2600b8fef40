//! Options, rows and bands as a question's page shows them.

use super::fields::{PlainField, TextField};
use super::languages::Shown;
use super::problems::Problems;
use crate::survey::draft::labels::{Part, label};
use crate::survey::draft::{DraftQuestion, ItemId, Kind, Texts};
use crate::web::sentence::capitalised;

/// Of longer lists only one part shows everything about it at a time, and of
/// very long ones only that part can be moved: a page stays below 100 KB.
const OPEN_PARTS_MAX: usize = 24;
const MOVING_PARTS_MAX: usize = 60;

/// One option, row or band.
pub struct PartView {
    pub id: String,
    /// From one.
    pub number: usize,
    pub text: TextField,
    pub code: PlainField,
    /// Of a band.
    pub range: Vec<PlainField>,
    pub marks: Option<Marks>,
    /// What is set apart from the text, in a few words.
    pub summary: String,
    pub is_first: bool,
    pub is_last: bool,
    pub has_hidden_problem: bool,
    /// What is besides the text is asked for with a button.
    pub is_folded: bool,
    pub can_move: bool,
    /// It was asked for.
    pub is_open: bool,
}

/// What an option is besides a text.
pub struct Marks {
    pub is_other: bool,
    pub is_exclusive: bool,
    pub is_declined: bool,
    pub is_pinned: bool,
    pub show_when: PlainField,
}

/// What parts of every kind are made from.
struct About<'a> {
    question: ItemId,
    shown: &'a Shown,
    problems: &'a Problems,
    part: Part,
    count: usize,
    /// The part that shows everything.
    open: &'a str,
}

impl About<'_> {
    fn view(&self, position: usize, id: ItemId, code: &str, text: &Texts) -> PartView {
        let number = position + 1;
        let problem = |field: &str| self.problems.of(Some(self.question), Some(id), field);
        let text_problem = problem("text").or_else(|| problem(""));
        let code = PlainField::new(format!("p.{id}.code"), label(self.part, "code"), code)
            .problem(problem("code"));
        let noun = capitalised(self.part.noun());
        let is_open = self.open == id.to_string();
        PartView {
            id: id.to_string(),
            number,
            text: TextField::new(
                format!("p.{id}.text"),
                format!("{noun} {number}"),
                text,
                self.shown,
            )
            .quietly()
            .problem(text_problem),
            has_hidden_problem: code.problem.is_some(),
            is_folded: self.count > OPEN_PARTS_MAX && !is_open,
            can_move: self.count <= MOVING_PARTS_MAX || is_open,
            is_open,
            code,
            range: Vec::new(),
            marks: None,
            summary: String::new(),
            is_first: position == 0,
            is_last: number == self.count,
        }
    }
}

pub fn parts_of(
    question: &DraftQuestion,
    shown: &Shown,
    problems: &Problems,
    open: &str,
) -> Vec<PartView> {
    let about = |part, count| About {
        question: question.id,
        shown,
        problems,
        part,
        count,
        open,
    };
    match question.kind {
        Kind::Grid => {
            let about = about(Part::Row, question.rows.len());
            let rows = question.rows.iter().enumerate();
            rows.map(|(position, row)| about.view(position, row.id, &row.code, &row.text))
                .collect()
        }
        Kind::Number => {
            let about = about(Part::Band, question.bands.len());
            let bands = question.bands.iter().enumerate();
            bands
                .map(|(position, band)| {
                    let mut view = about.view(position, band.id, &band.code, &band.text);
                    view.range = [("from", &band.from), ("to", &band.to)]
                        .map(|(field, value)| {
                            let label = label(Part::Band, field);
                            let problem = problems.of(Some(question.id), Some(band.id), field);
                            PlainField::new(format!("p.{}.{field}", band.id), label, value)
                                .problem(problem)
                        })
                        .into();
                    view
                })
                .collect()
        }
        _ => options_of(question, &about(Part::Option, question.options.len())),
    }
}

fn options_of(question: &DraftQuestion, about: &About<'_>) -> Vec<PartView> {
    let options = question.options.iter().enumerate();
    options
        .map(|(position, option)| {
            let mut view = about.view(position, option.id, &option.code, &option.text);
            let is_marked = option.is_other || option.is_exclusive || option.is_declined;
            let marks = [
                ("with a line to say which", option.is_other),
                ("goes with no other", option.is_exclusive),
                ("no opinion", option.is_declined),
                ("keeps its place", option.is_pinned && !is_marked),
                ("shown under a condition", !option.show_when.is_empty()),
            ];
            let set = marks.iter().filter(|(_, is_set)| *is_set);
            view.summary = set.map(|(words, _)| *words).collect::<Vec<_>>().join(", ");
            let name = format!("p.{}.show_when", option.id);
            let problem = about
                .problems
                .of(Some(question.id), Some(option.id), "show_when");
            view.has_hidden_problem |= problem.is_some();
            view.marks = Some(Marks {
                is_other: option.is_other,
                is_exclusive: option.is_exclusive,
                is_declined: option.is_declined,
                is_pinned: option.is_pinned,
                show_when: PlainField::new(
                    name,
                    label(Part::Option, "show_when"),
                    &option.show_when,
                )
                .problem(problem),
            });
            view
        })
        .collect()
}
