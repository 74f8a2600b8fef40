//! Places and values of a draft for whoever has to choose between two of them.

use serde_json::Value;

use super::Step;

/// As people call an item: its text, or its code.
pub(super) fn name(item: Option<&Value>) -> String {
    let text = item.and_then(|item| item.get("text")?.as_object()?.values().next()?.as_str());
    let code = item.and_then(|item| item.get("code")?.as_str());
    let named = text.or(code).unwrap_or_default();
    match named {
        "" => "without a text".to_owned(),
        named => format!("“{named}”"),
    }
}

/// “Which of these …”, “never”: text (de).
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
    let field = match fields.as_slice() {
        [] => String::new(),
        // The promise is one part, its settings are what is meant.
        ["charter", field] | [field] => self::field(field).to_owned(),
        ["charter", field, language] | [field, language] => {
            format!("{} ({language})", self::field(field))
        }
        more => more.join(", "),
    };
    match (items.as_slice(), field.as_str()) {
        ([], field) => field.to_owned(),
        (items, "") => items.join(", "),
        (items, field) => format!("{}: {field}", items.join(", ")),
    }
}

/// As the pages call a field.
fn field(name: &str) -> &str {
    match name {
        "slug" => "address",
        "brand" => "brand",
        "languages" => "languages",
        "help" => "explanation",
        "thanks" => "words of thanks",
        "closed" => "words when it has closed",
        "embedded_on" => "sites that show it",
        "readers" => "who will see the results",
        "outside" => "who outside gets results",
        "access" => "who may answer",
        "group_size_min" => "smallest group",
        "results" => "when results are shown",
        "retention_days" => "days until answers are erased",
        "comments" => "whether own words are shown",
        "public_results" => "whether results are public",
        "reminders" => "whom reminders go to",
        "calendar" => "when waves begin and end",
        "code" => "short name",
        "is_background" => "about the person",
        "is_required" => "required",
        "starts_page" => "begins a page",
        "show_when" => "when it is shown",
        "is_random" => "random order",
        "is_ordered" => "steps of one thing",
        "is_exclusive" => "goes with no other",
        "is_other" => "with a line of text",
        "is_declined" => "means no answer",
        "is_pinned" => "keeps its place",
        "quotas" => "quotas",
        "question" => "question",
        "most" => "at most",
        "characters_max" => "longest answer",
        "is_long" => "several lines",
        "lowest" => "words for the lowest point",
        "highest" => "words for the highest point",
        "is_simulated" => "invented answers",
        other => other,
    }
}

/// What stands there, as it is read.
pub(super) fn value(value: Option<&Value>) -> String {
    match value {
        None => "taken out".to_owned(),
        Some(Value::Null) => "the usual list".to_owned(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "no".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let items = items.iter().map(|item| self::value(Some(item)));
            items.collect::<Vec<_>>().join(", ")
        }
        Some(object @ Value::Object(fields)) => match object.get("id") {
            Some(_) => format!("{}, changed", name(Some(object))),
            None => {
                let texts = fields.values().map(|text| self::value(Some(text)));
                texts.collect::<Vec<_>>().join(" · ")
            }
        },
        Some(number) => number.to_string(),
    }
}
