//! What the form of a question says, done to a draft. Nothing is judged: what
//! is not valid is kept as it was typed.

use super::parts_form;
use super::rule_form;
use crate::operations::drafts::ItemIds;
use crate::survey::draft::codes;
use crate::survey::draft::{Draft, DraftQuestion, ItemId, Kind, Texts};
use crate::survey::language::Language;
use crate::web::pairs::Pairs;

/// What a question is called before it has a text.
pub const FALLBACK_CODE: &str = "question";

/// One posted form of a question's page.
pub struct QuestionForm {
    pub pairs: Pairs,
    pub item: ItemId,
    pub ids: ItemIds,
    /// Codes follow the texts until the survey is published under them.
    pub codes_follow: bool,
}

impl QuestionForm {
    /// Every field that the form has; what it does not show stays.
    pub fn apply(&self, draft: &mut Draft) {
        let languages = draft.languages.clone();
        let first = languages.first().cloned();
        let Some(question) = self.question(draft) else {
            return;
        };
        let written = written_in(&question.text, first.as_ref());
        let code = question.code.clone();
        self.apply_texts(question, &languages);
        self.apply_switches(question);
        self.apply_kind(question, &languages);
        let now_written = written_in(&question.text, first.as_ref());
        rule_form::apply(self, draft);
        let follows = self.codes_follow && code == self.proposed(draft, &written);
        let new_code = match self.pairs.find("code").map(str::trim) {
            Some(typed) if typed != code => typed.to_owned(),
            _ if follows || code.is_empty() => self.proposed(draft, &now_written),
            _ => code,
        };
        codes::rename_question(draft, self.item, &new_code);
        parts_form::apply(self, draft);
        self.act(draft);
    }

    pub fn question<'d>(&self, draft: &'d mut Draft) -> Option<&'d mut DraftQuestion> {
        let mut asked = draft.questions.iter_mut();
        asked.find(|question| question.id == self.item)
    }

    /// Whether the form has this part of a question's fields.
    pub fn shows(&self, part: &str) -> bool {
        self.pairs.values("shows").any(|shown| shown == part)
    }

    pub fn ticked(&self, name: &str) -> bool {
        self.pairs.find(name).is_some()
    }

    /// Sets the text in each language that the form has a field for.
    pub fn text(&self, name: &str, languages: &[Language], texts: &mut Texts) {
        for language in languages {
            if let Some(typed) = self.pairs.find(&format!("{name}.{language}")) {
                texts.set(language, cleaned(typed));
            }
        }
    }

    pub fn field(&self, name: &str, value: &mut String) {
        if let Some(typed) = self.pairs.find(name) {
            cleaned(typed).clone_into(value);
        }
    }

    fn proposed(&self, draft: &Draft, text: &str) -> String {
        let others = draft.questions.iter().filter(|each| each.id != self.item);
        let taken: Vec<&str> = others.map(|each| each.code.as_str()).collect();
        codes::proposed(text, FALLBACK_CODE, &taken)
    }

    fn apply_texts(&self, question: &mut DraftQuestion, languages: &[Language]) {
        self.text("text", languages, &mut question.text);
        self.text("help", languages, &mut question.help);
        self.text("label", languages, &mut question.label);
    }

    fn apply_switches(&self, question: &mut DraftQuestion) {
        if let Some(kind) = kind_of(self.pairs.value("kind")) {
            question.kind = kind;
        }
        if self.shows("answering") {
            question.is_required = self.ticked("required");
            question.is_background = self.ticked("background");
        }
        if self.shows("place") {
            question.starts_page = self.ticked("new_page");
        }
        if self.shows("order") {
            let order = self.pairs.value("order");
            question.is_random = order == "random";
            question.is_ordered = order == "ordered";
        }
        if self.shows("length") {
            question.is_long = self.pairs.value("length") == "long";
        }
    }

    fn apply_kind(&self, question: &mut DraftQuestion, languages: &[Language]) {
        for (name, value) in [
            ("places", &mut question.places),
            ("from", &mut question.from),
            ("to", &mut question.to),
            ("minimum", &mut question.minimum),
            ("maximum", &mut question.maximum),
            ("decimals", &mut question.decimals),
            ("characters_max", &mut question.characters_max),
        ] {
            self.field(name, value);
        }
        self.text("lowest", languages, &mut question.lowest);
        self.text("highest", languages, &mut question.highest);
        self.text("unit", languages, &mut question.unit);
        if self.shows("labels") {
            let points = points_of(question).map_or(0, |points| points.len());
            let mut labels = std::mem::take(&mut question.labels);
            labels.resize(points, Texts::default());
            for (number, label) in labels.iter_mut().enumerate() {
                self.text(&format!("label.{number}"), languages, label);
            }
            if labels.iter().any(|label| !label.is_empty()) {
                question.labels = labels;
            }
        }
    }

    /// What the pressed button does besides saving.
    fn act(&self, draft: &mut Draft) {
        let go = self.pairs.value("go");
        let Some(question) = self.question(draft) else {
            return;
        };
        let Some((verb, part)) = go.split_once(':') else {
            return;
        };
        let Ok(part) = part.parse::<ItemId>() else {
            return;
        };
        match verb {
            "up" => parts_form::shift(question, part, -1),
            "down" => parts_form::shift(question, part, 1),
            "remove" => parts_form::remove(question, part),
            _ => {}
        }
    }
}

/// The points between the ends of a scale, if they are written as numbers and
/// no more than a scale may have.
pub fn points_of(question: &DraftQuestion) -> Option<Vec<i16>> {
    let from: i16 = question.from.trim().parse().ok()?;
    let to: i16 = question.to.trim().parse().ok()?;
    let count = usize::try_from(i32::from(to) - i32::from(from) + 1).ok()?;
    (2..=crate::limits::SCALE_POINTS_MAX)
        .contains(&count)
        .then(|| (from..=to).collect())
}

pub fn kind_of(code: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.code() == code)
}

fn written_in(texts: &Texts, first: Option<&Language>) -> String {
    first.map_or(String::new(), |first| texts.get(first).to_owned())
}

/// As it was typed, without what browsers and hands add around it.
pub fn cleaned(typed: &str) -> String {
    typed.trim().replace("\r\n", "\n")
}
