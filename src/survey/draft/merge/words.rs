//! Places and values of a draft for whoever has to choose between two of them.

use serde_json::Value;

use super::Step;
use crate::survey::draft::labels::{Part, label};
use crate::survey::language::Language;
use crate::survey::language_names::name_of;

/// How the parts of one draft are called: in its first language.
#[derive(Debug, Clone)]
pub(super) struct Names<'v> {
    draft: &'v Value,
    first: &'v str,
}

impl<'v> Names<'v> {
    pub(super) fn of(draft: &'v Value) -> Self {
        let first = draft
            .get("languages")
            .and_then(|languages| languages.get(0));
        Self {
            draft,
            first: first.and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// As people call an item of this list: its text, or its code.
    pub(super) fn item(&self, part: Option<Part>, item: Option<&Value>) -> String {
        if part == Some(Part::Quota) {
            return self.quota(item);
        }
        let code = item.and_then(|item| item.get("code")?.as_str());
        match item.and_then(|item| self.text(item)).or(code) {
            None | Some("") => format!("{} without a text", part.map_or("part", Part::noun)),
            Some(named) => format!("“{named}”"),
        }
    }

    /// By the question that it limits.
    fn quota(&self, item: Option<&Value>) -> String {
        let code = item.and_then(|item| item.get("question")?.as_str());
        let mut asked = self.draft.get("questions").and_then(Value::as_array);
        let mut asked = asked.iter_mut().flat_map(|questions| questions.iter());
        let limited = asked.find(|question| question.get("code").and_then(Value::as_str) == code);
        match limited.and_then(|question| self.text(question)).or(code) {
            None | Some("") => "quota without a name".to_owned(),
            Some(named) => format!("quota for “{named}”"),
        }
    }

    /// Written in the first language, or in any.
    fn text<'i>(&self, item: &'i Value) -> Option<&'i str> {
        let texts = item.get("text")?.as_object()?;
        texts.get(self.first).or(texts.values().next())?.as_str()
    }
}

/// “Which of these …”, “never”: Text (German).
pub(super) fn place(path: &[Step]) -> String {
    let mut items: Vec<&str> = Vec::new();
    let mut fields: Vec<&str> = Vec::new();
    for step in path {
        match step {
            Step::Item(name) => {
                items.push(name);
                fields.clear();
            }
            Step::Field(field) => fields.push(field),
        }
    }
    let part = part_of(path);
    let field = match fields.as_slice() {
        [] => String::new(),
        // The promise is one part, its settings are what is meant.
        ["charter", field] | [field] => called(part, field).to_owned(),
        ["charter", field, tag] | [field, tag] => {
            format!("{} ({})", called(part, field), language(tag))
        }
        more => more.join(", "),
    };
    match (items.as_slice(), field.as_str()) {
        ([], field) => field.to_owned(),
        (items, "") => items.join(", "),
        (items, field) => format!("{}: {field}", items.join(", ")),
    }
}

/// What the last item on the way is.
pub(super) fn part_of(path: &[Step]) -> Part {
    let mut lists = path.windows(2).rev().filter_map(|steps| match steps {
        [Step::Field(list), Step::Item(_)] => Part::of_list(list),
        _ => None,
    });
    lists.next().unwrap_or(Part::Survey)
}

/// As the pages call a field.
pub(super) fn called(part: Part, field: &str) -> &str {
    match label(part, field) {
        "" => field,
        label => label,
    }
}

fn language(tag: &str) -> String {
    let language = Language::try_from(tag.to_owned());
    language.map_or_else(|_no_language| tag.to_owned(), |language| name_of(&language))
}

/// What stands there, as it is read.
pub(super) fn value(names: &Names<'_>, value: Option<&Value>) -> String {
    match value {
        None => "taken out".to_owned(),
        Some(Value::Null) => "the usual list".to_owned(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "no".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let items = items.iter().map(|item| self::value(names, Some(item)));
            items.collect::<Vec<_>>().join(", ")
        }
        Some(object @ Value::Object(fields)) => match object.get("id") {
            Some(_) => format!("{}, changed", names.item(None, Some(object))),
            None => {
                let texts = fields.values().map(|text| self::value(names, Some(text)));
                texts.collect::<Vec<_>>().join(" · ")
            }
        },
        Some(number) => number.to_string(),
    }
}
