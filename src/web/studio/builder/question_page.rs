//! `/studio/drafts/{draft}/questions/{item}`, as it is shown.

use askama::Template;

use super::fields::{BesideLanguage, Choice, PlainField, TextField, beside_languages};
use super::kinds;
use super::languages::Shown;
use super::parts_view::{PartView, parts_of};
use super::problems::{ProblemLink, Problems};
use super::question_form::points_of;
use super::rule_view::{RuleView, looking_at};
use crate::operations::drafts::Opened;
use crate::survey::draft::labels::{Part, label};
use crate::survey::draft::{DraftQuestion, ItemId, Kind, Texts};
use crate::web::studio::draft_frame::DraftFrame;

#[derive(Template)]
#[template(path = "studio/builder/question.html")]
pub struct QuestionPage {
    frame: DraftFrame,
    /// This page's address.
    here: String,
    heading: String,
    previous: Option<String>,
    next: Option<String>,
    beside: Vec<BesideLanguage>,
    shown: Vec<String>,
    kinds: Vec<Choice>,
    text: TextField,
    help: TextField,
    label: TextField,
    body: Body,
    is_asked: bool,
    is_required: bool,
    is_background: bool,
    starts_page: bool,
    is_first: bool,
    rule: RuleView,
    code: PlainField,
    looked_at: usize,
    problems: Vec<ProblemLink>,
}

/// The fields of the question's kind.
struct Body {
    parts: Option<Parts>,
    orders: Vec<Choice>,
    places: Option<PlainField>,
    scale: Option<ScaleFields>,
    number: Vec<PlainField>,
    unit: Option<TextField>,
    length: Option<LengthFields>,
}

struct Parts {
    /// `options`, `rows` or `bands`.
    kind: &'static str,
    heading: &'static str,
    hint: &'static str,
    /// "option"
    noun: &'static str,
    items: Vec<PartView>,
    new: TextField,
    problem: Option<String>,
    can_be_exclusive: bool,
}

struct ScaleFields {
    ends: Vec<PlainField>,
    lowest: TextField,
    highest: TextField,
    labels: Vec<TextField>,
    has_labels: bool,
}

struct LengthFields {
    choices: Vec<Choice>,
    characters: PlainField,
}

/// How a page is asked for.
pub struct Asked<'a> {
    pub beside: &'a str,
    /// Where the cursor is to stand.
    pub at: &'a str,
}

impl QuestionPage {
    /// What the form calls a field.
    fn called(&self, field: &str) -> &'static str {
        called(field)
    }

    fn called_of_option(&self, field: &str) -> &'static str {
        label(Part::Option, field)
    }

    /// `None` if the draft has no such question.
    pub fn of(
        frame: DraftFrame,
        opened: &Opened,
        item: ItemId,
        asked: &Asked<'_>,
        problems: &Problems,
    ) -> Option<Self> {
        let draft = &opened.draft;
        let mut known = draft.questions.iter();
        let position = known.position(|question| question.id == item)?;
        let question = draft.questions.get(position)?;
        let address = |id: ItemId| format!("{}/questions/{id}", frame.address);
        let neighbour = |by: isize| {
            let position = position.checked_add_signed(by)?;
            draft.questions.get(position).map(|other| address(other.id))
        };
        let shown = Shown::of(draft, asked.beside);
        let about = About {
            question,
            shown: &shown,
            asked,
            problems,
        };
        let mut rule = RuleView::of(draft, position, asked.at == "rule");
        rule.problem = problems.of(Some(item), None, "show_when");
        Some(Self {
            here: address(item),
            heading: format!("Question {} of {}", position + 1, draft.questions.len()),
            previous: neighbour(-1),
            next: neighbour(1),
            beside: beside_languages(&draft.languages, &shown),
            shown: shown.each().map(ToString::to_string).collect(),
            kinds: kind_choices(question.kind),
            text: about.text("text", &question.text).area().focused(asked.at),
            help: about
                .text("help", &question.help)
                .hint("A smaller line under the question; leave it empty if none is needed."),
            label: about.text("label", &question.label).hint(
                "“Age” rather than “How old are you?”: names the groups. Respondents never see it.",
            ),
            body: about.body(),
            is_asked: question.kind != Kind::Information,
            is_required: question.is_required,
            is_background: question.is_background,
            starts_page: question.starts_page,
            is_first: position == 0,
            rule,
            code: about
                .plain("code", &question.code)
                .hint("Names the question in files and conditions."),
            looked_at: looking_at(draft, item),
            problems: problems.links(item),
            frame,
        })
    }
}

fn called(field: &str) -> &'static str {
    label(Part::Question, field)
}

fn kind_choices(chosen: Kind) -> Vec<Choice> {
    let choice = |kind: Kind| Choice {
        value: kind.code().to_owned(),
        words: kinds::name(kind).to_owned(),
        note: "",
        is_chosen: kind == chosen,
    };
    Kind::ALL.into_iter().map(choice).collect()
}

/// What the fields of one question are made from.
struct About<'a> {
    question: &'a DraftQuestion,
    shown: &'a Shown,
    asked: &'a Asked<'a>,
    problems: &'a Problems,
}

impl About<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        self.problems.of(Some(self.question.id), None, field)
    }

    fn text(&self, name: &str, texts: &Texts) -> TextField {
        TextField::new(name, called(name), texts, self.shown).problem(self.problem(name))
    }

    fn plain(&self, name: &'static str, value: &str) -> PlainField {
        PlainField::new(name, called(name), value).problem(self.problem(name))
    }

    fn body(&self) -> Body {
        let question = self.question;
        let kind = question.kind;
        let is_choice = matches!(kind, Kind::SingleChoice | Kind::MultipleChoice);
        let is_number = kind == Kind::Number;
        let has_ends = kinds::has_scale(kind) || kind == Kind::Nps;
        Body {
            parts: self.parts(),
            orders: if kinds::has_options(kind) {
                self.orders(is_choice)
            } else {
                Vec::new()
            },
            places: (kind == Kind::Ranking).then(|| {
                self.plain("places", &question.places)
                    .hint("How many of the options are put in order; empty: all of them.")
            }),
            scale: has_ends.then(|| self.scale()),
            number: if is_number { self.number() } else { Vec::new() },
            unit: is_number.then(|| {
                self.text("unit", &question.unit)
                    .hint("Stands behind the field: €, years, times a week.")
            }),
            length: (kind == Kind::Text).then(|| LengthFields {
                choices: [
                    ("short", "A line", !question.is_long),
                    ("long", "Several lines", question.is_long),
                ]
                .map(|(value, words, is_chosen)| Choice {
                    value: value.to_owned(),
                    words: words.to_owned(),
                    note: "",
                    is_chosen,
                })
                .into(),
                characters: self
                    .plain("characters_max", &question.characters_max)
                    .hint("Empty: 200 for a line, 2,000 for several."),
            }),
        }
    }

    fn parts(&self) -> Option<Parts> {
        let question = self.question;
        let (kind, part, hint) = match question.kind {
            kind if kinds::has_options(kind) => ("options", Part::Option, ""),
            Kind::Grid => ("rows", Part::Row, "Each is judged on the scale below."),
            Kind::Number => (
                "bands",
                Part::Band,
                "Results show how many answers fall into each, never a single number. \
                 Without bands of your own, whynot makes about eight.",
            ),
            _ => return None,
        };
        let label = match kind {
            "bands" => "Words for a new band",
            "rows" => "New row",
            _ => "New option",
        };
        let new = TextField::new("new.text", label, &Texts::default(), self.shown);
        Some(Parts {
            kind,
            heading: called(kind),
            hint,
            noun: part.noun(),
            items: parts_of(question, self.shown, self.problems, self.asked.at),
            new: new.quietly().placeholder(label).focused(self.asked.at),
            problem: self.problem(kind),
            can_be_exclusive: question.kind == Kind::MultipleChoice,
        })
    }

    fn orders(&self, is_choice: bool) -> Vec<Choice> {
        let question = self.question;
        let mut orders = vec![
            (
                "fixed",
                "As written",
                "",
                !question.is_random && !question.is_ordered,
            ),
            (
                "random",
                "At random",
                "For each respondent anew: nothing gains by standing first.",
                question.is_random,
            ),
        ];
        if is_choice {
            orders.push((
                "ordered",
                "They are steps",
                "Ages, frequencies: charts keep their order, neighbours can be merged.",
                question.is_ordered && !question.is_random,
            ));
        }
        orders
            .into_iter()
            .map(|(value, words, note, is_chosen)| Choice {
                value: value.to_owned(),
                words: words.to_owned(),
                note,
                is_chosen,
            })
            .collect()
    }

    fn scale(&self) -> ScaleFields {
        let question = self.question;
        let is_free = kinds::has_scale(question.kind);
        let points = points_of(question).filter(|_| is_free).unwrap_or_default();
        let nothing = Texts::default();
        let labels = points.iter().enumerate().map(|(number, point)| {
            let texts = question.labels.get(number).unwrap_or(&nothing);
            TextField::new(
                format!("label.{number}"),
                point.to_string(),
                texts,
                self.shown,
            )
        });
        ScaleFields {
            ends: if is_free {
                vec![
                    self.plain("from", &question.from),
                    self.plain("to", &question.to),
                ]
            } else {
                Vec::new()
            },
            lowest: self.text("lowest", &question.lowest),
            highest: self.text("highest", &question.highest),
            labels: labels.collect(),
            has_labels: !question.labels.is_empty(),
        }
    }

    fn number(&self) -> Vec<PlainField> {
        let question = self.question;
        vec![
            self.plain("minimum", &question.minimum),
            self.plain("maximum", &question.maximum),
            self.plain("decimals", &question.decimals),
        ]
    }
}
