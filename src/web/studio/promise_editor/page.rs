//! The page: every setting with its question, and the preview.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::groups;
use super::promised::{Promised, Strictest};
use super::settings::{self, Setting};
use crate::operations::drafts::Opened;
use crate::survey::charter::Loosening;
use crate::survey::draft::{Draft, as_far_as_it_goes};
use crate::survey::language::Language;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::gate::actor::Marketer;
use crate::web::pairs::Pairs;
use crate::web::respondent::promise::{Foretold, foretell};
use crate::web::studio::builder::fields::{
    BesideLanguage, Choice, PlainField, TextField, beside_languages,
};
use crate::web::studio::builder::languages::{Shown, name_of};
use crate::web::studio::builder::problems::{ProblemLink, Problems};
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

/// How the page is looked at, beside the draft itself.
#[derive(Default)]
pub struct Look {
    /// The language beside the first in fields.
    pub beside: String,
    /// The language of the preview.
    pub reading: String,
    pub is_saved: bool,
    /// Somebody asked whether all is right.
    pub wants_problems: bool,
    pub refused: Vec<Loosening>,
}

impl Look {
    pub fn of(pairs: &Pairs) -> Self {
        let go = pairs.value("go");
        let said = |verb: &str, name: &str| {
            let pressed = go.strip_prefix(verb);
            pressed.unwrap_or_else(|| pairs.value(name)).to_owned()
        };
        Self {
            beside: said("beside:", "beside"),
            reading: said("reading:", "reading"),
            ..Self::default()
        }
    }

    /// Where the page is found again.
    pub fn address(&self, draft: &str, is_saved: bool) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("beside", &self.beside), ("reading", &self.reading)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if is_saved {
            query.append_pair("saved", "yes");
        }
        let query = query.finish();
        match query.is_empty() {
            true => format!("/studio/drafts/{draft}/charter"),
            false => format!("/studio/drafts/{draft}/charter?{query}"),
        }
    }
}

pub fn has_problems(draft: &Draft) -> bool {
    Problems::of_draft(draft).count_of_step(Step::Promise) > 0
}

#[derive(Template)]
#[template(path = "studio/promise_editor/page.html")]
struct PromisePage {
    frame: DraftFrame,
    problems: Vec<ProblemLink>,
    is_frozen: bool,
    beside: Vec<BesideLanguage>,
    shown: Vec<String>,
    readers: TextField,
    outside: Option<TextField>,
    access: Setting,
    protection: Vec<Choice>,
    promised_numbers: Option<String>,
    group_size_min: PlainField,
    floor: PlainField,
    results: Setting,
    groups: Groups,
    comments: Setting,
    retention: PlainField,
    promised_days: Option<String>,
    public: Setting,
    reminders: Option<Setting>,
    reading: Vec<Reading>,
    preview: Option<Preview>,
}

/// Which groups are counted.
struct Groups {
    is_usual: bool,
    /// Respondents were told of a list that may only get shorter.
    is_frozen: bool,
    chosen: Vec<Group>,
    others: Vec<Group>,
    usual: Vec<String>,
    problem: Option<String>,
}

struct Group {
    name: String,
    words: String,
}

/// A language of the preview.
struct Reading {
    tag: String,
    name: String,
    is_shown: bool,
}

struct Preview {
    tag: String,
    direction: &'static str,
    foretold: Foretold,
}

pub fn show(
    marketer: &Marketer,
    opened: &Opened,
    promised: &Promised,
    look: &Look,
) -> Result<HttpResponse, AppError> {
    let page = PromisePage::new(marketer, opened, promised, look)?;
    let is_wrong = !look.refused.is_empty() || look.wants_problems && !page.problems.is_empty();
    let status = match is_wrong {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    draft_page(status, &page)
}

/// What is wrong with a field: what the file's reader says, or what was promised.
struct Wrong {
    problems: Problems,
    refused: Vec<Loosening>,
}

impl Wrong {
    fn of(&self, field: &str) -> Option<String> {
        let refused = self.refused.iter().filter(|looser| looser.key() == field);
        let refused: Vec<String> = refused.map(sentence).collect();
        match refused.is_empty() {
            true => {
                let said = self.problems.of(None, None, field);
                said.map(|said| called(field, &said))
            }
            false => Some(refused.join(" ")),
        }
    }

    fn links(&self, first: &str) -> Vec<ProblemLink> {
        let mut links = self.problems.links_of_promise();
        for link in &mut links {
            link.words = called(&link.field, &link.words);
        }
        links.extend(self.refused.iter().map(|looser| ProblemLink {
            words: sentence(looser),
            field: match looser.key() {
                key @ ("readers" | "outside") => format!("{key}.{first}"),
                key => key.to_owned(),
            },
        }));
        links
    }
}

/// A number by its name on the page, where the reader of files says its key.
fn called(field: &str, said: &str) -> String {
    let name = match field {
        "group_size_min" => "The smallest group",
        "floor" => "The floor",
        "retention_days" => "The number of days",
        _ => return said.to_owned(),
    };
    said.replacen(&format!("“{field}”"), name, 1)
        .replacen("This is no number", &format!("{name} is no number"), 1)
        .replace("group_size_min", "the smallest group")
}

/// The refusal without the key that files call it by, and without what to write
/// into one.
fn sentence(looser: &Loosening) -> String {
    let said = looser.to_string();
    let said = said
        .split_once(": ")
        .map_or(said.as_str(), |(_, said)| said);
    let said = match said.rsplit_once("; write ") {
        Some((promised, remedy)) if remedy.contains(" = ") => promised,
        _ => said,
    };
    let said = said.replace("take the line out", "leave it empty");
    let mut letters = said.chars();
    let first = letters.next().map(char::to_uppercase);
    first
        .into_iter()
        .flatten()
        .chain(letters)
        .collect::<String>()
        + "."
}

impl PromisePage {
    fn new(
        marketer: &Marketer,
        opened: &Opened,
        promised: &Promised,
        look: &Look,
    ) -> Result<Self, AppError> {
        let draft = &opened.draft;
        let charter = &draft.charter;
        let strictest = promised.strictest();
        let strictest = strictest.as_ref();
        let wrong = Wrong {
            problems: Problems::of_draft(draft),
            refused: match look.refused.is_empty() {
                true => promised.refused(draft),
                false => look.refused.clone(),
            },
        };
        let shown = Shown::of(draft, &look.beside);
        let reading = language_read(draft, &look.reading);
        let first = shown.first.to_string();
        Ok(Self {
            frame: DraftFrame::of(marketer, opened, Step::Promise).after_saving(look.is_saved),
            problems: wrong.links(&first),
            is_frozen: strictest.is_some(),
            beside: beside_languages(&draft.languages, &shown),
            shown: shown.each().map(ToString::to_string).collect(),
            readers: TextField::new(
                "readers",
                "Who will see the results?",
                &charter.readers,
                &shown,
            )
            .hint(
                "In words that respondents understand: “The marketing team of ACME and its board.”",
            )
            .problem(wrong.of("readers")),
            outside: outside(draft, strictest, &shown, &wrong),
            access: settings::access(charter, strictest).problem(wrong.of("access")),
            protection: settings::protection(charter, strictest),
            promised_numbers: strictest.map(|promised| {
                format!(
                    "Promised: groups of at least {}, floor {}. Both may be raised.",
                    promised.group_size_min, promised.floor
                )
            }),
            group_size_min: PlainField::new(
                "group_size_min",
                "Smallest group",
                &charter.group_size_min,
            )
            .problem(wrong.of("group_size_min")),
            floor: PlainField::new("floor", "Floor", &charter.floor).problem(wrong.of("floor")),
            results: settings::results(charter, strictest).problem(wrong.of("results")),
            groups: Groups::new(draft, strictest, wrong.of("breakdowns")),
            comments: settings::comments(charter, strictest).problem(wrong.of("comments")),
            retention: PlainField::new(
                "retention_days",
                "For how many days are answers kept?",
                &charter.retention_days,
            )
            .hint("From the day the survey closes. Then single answers are erased; totals stay.")
            .problem(wrong.of("retention_days")),
            promised_days: strictest.map(|promised| {
                format!("Promised: {} days. Fewer will do.", promised.retention_days)
            }),
            public: settings::public_results(charter, strictest)
                .problem(wrong.of("public_results")),
            reminders: settings::reminders(charter, strictest)
                .map(|setting| setting.problem(wrong.of("reminders"))),
            reading: readings(draft, &reading),
            preview: preview(&promised.readable(draft), &reading)?,
        })
    }
}

/// Nothing to write where nobody outside was promised.
fn outside(
    draft: &Draft,
    strictest: Option<&Strictest>,
    shown: &Shown,
    wrong: &Wrong,
) -> Option<TextField> {
    let texts = &draft.charter.outside;
    let is_barred = strictest.is_some_and(|promised| promised.has_nobody_outside);
    (!is_barred || !texts.is_empty()).then(|| {
        TextField::new("outside", "Does anybody outside see them?", texts, shown)
            .hint("An agency, a partner: closed surveys only, and only of those who do not object. Empty means nobody.")
            .problem(wrong.of("outside"))
    })
}

impl Groups {
    fn new(draft: &Draft, strictest: Option<&Strictest>, problem: Option<String>) -> Self {
        let group = |name: &String| Group {
            words: groups::words(draft, name),
            name: name.clone(),
        };
        let usual = groups::usual(draft);
        let chosen = draft.charter.breakdowns.clone().unwrap_or_default();
        let is_offered = |name: &&String| {
            !chosen.contains(name) && strictest.is_none_or(|promised| promised.names(name))
        };
        let others = usual.iter().filter(is_offered).map(group).collect();
        Self {
            is_usual: draft.charter.breakdowns.is_none(),
            is_frozen: strictest.is_some(),
            chosen: chosen.iter().map(group).collect(),
            others,
            usual: usual
                .iter()
                .map(|name| groups::words(draft, name))
                .collect(),
            problem,
        }
    }
}

fn language_read(draft: &Draft, asked: &str) -> Language {
    let mut known = draft.languages.iter();
    let asked = known.find(|language| language.as_str() == asked);
    let asked = asked.or(draft.languages.first());
    asked.cloned().unwrap_or_else(Language::english)
}

fn readings(draft: &Draft, shown: &Language) -> Vec<Reading> {
    let languages = draft.languages.iter();
    languages
        .map(|language| Reading {
            tag: language.to_string(),
            name: name_of(language),
            is_shown: language == shown,
        })
        .collect()
}

/// Made by what makes the pages themselves; nothing of an empty questionnaire.
fn preview(draft: &Draft, language: &Language) -> Result<Option<Preview>, AppError> {
    let Some(survey) = as_far_as_it_goes(draft).survey else {
        return Ok(None);
    };
    Ok(Some(Preview {
        tag: language.to_string(),
        direction: match Frame::new(language).is_right_to_left {
            true => "rtl",
            false => "ltr",
        },
        foretold: foretell(&survey, language)?,
    }))
}
