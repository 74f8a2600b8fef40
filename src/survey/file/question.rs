//! One `[[question]]` of a survey file.

use super::choices::{self, Allowed};
use super::condition_text::{self, Earlier};
use super::languages::{identifier, localized, required_localized};
use super::number;
use super::scale;
use super::table::{Reading, Table, nearest};
use crate::limits::{LABEL_CHARACTERS_MAX, TEXT_CHARACTERS_MAX};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{Question, QuestionKind, Role, TextField};

/// The kinds by the names a file gives them.
pub(super) const KINDS: [&str; 9] = [
    "single-choice",
    "multiple-choice",
    "scale",
    "nps",
    "grid",
    "ranking",
    "number",
    "text",
    "information",
];

/// What a short answer holds unless the file says otherwise.
const SHORT_CHARACTERS: u16 = 200;

pub(super) fn read(
    mut table: Table<'_>,
    languages: &[Language],
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Option<Question> {
    table.required("code", "add a short name: code = \"reasons\"", reading);
    let code = table.text("code", reading);
    if let Some(code) = code {
        table.name = format!("question “{}”", *code);
    }
    let code = code.and_then(|code| identifier::<QuestionCode>(code, reading));
    if let Some(code) = &code
        && earlier
            .codes
            .iter()
            .take(earlier.position)
            .any(|other| other == code.as_str())
    {
        let reason = format!("two questions have the code “{}”", code.value);
        reading.report(code.at, reason, "give each question its own code");
    }
    let text = required_localized(&mut table, "text", languages, reading);
    let label = read_label(&mut table, languages, reading);
    let help = localized(&mut table, "help", languages, reading);
    let starts_page = table.boolean("new_page", reading).value;
    let shown_when = condition_text::read(&mut table, earlier, reading);
    let kind_name = read_kind_name(&mut table, reading)?;
    let is_asked = kind_name != "information";
    let is_required = is_asked && table.boolean("required", reading).value;
    let is_background = is_asked && table.boolean("background", reading).value;
    let kind = read_kind(kind_name, &mut table, languages, earlier, reading);
    table.finish(reading);
    Some(Question {
        code: code?.value,
        role: if is_background {
            Role::Background
        } else {
            Role::Brand
        },
        text: text?,
        label,
        help,
        is_required,
        shown_when: shown_when.ok()?,
        starts_page,
        kind: kind?,
    })
}

fn read_label(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Localized> {
    let at = table.value("label").map(|value| value.span().start);
    let label = localized(table, "label", languages, reading)?;
    let translations = label.translations().values().map(String::as_str);
    let mut written = std::iter::once(label.fallback()).chain(translations);
    if written.any(|text| text.chars().count() > LABEL_CHARACTERS_MAX) {
        let reason = "“label” is longer than a name on a board";
        let remedy = format!("keep it to at most {LABEL_CHARACTERS_MAX} characters");
        reading.report(at.unwrap_or(table.at), reason, &remedy);
    }
    Some(label)
}

fn read_kind_name(table: &mut Table<'_>, reading: &mut Reading) -> Option<&'static str> {
    let kinds = KINDS.join(", ");
    table.required(
        "kind",
        &format!("add kind = \"…\": one of {kinds}"),
        reading,
    )?;
    let name = table.text("kind", reading)?;
    let known = KINDS.into_iter().find(|kind| *kind == name.value);
    if known.is_none() {
        let remedy = match nearest(&name, KINDS) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => format!("choose one of {kinds}"),
        };
        reading.report(
            name.at,
            format!("there is no kind of question “{}”", *name),
            remedy,
        );
    }
    known
}

fn read_kind(
    kind: &str,
    table: &mut Table<'_>,
    languages: &[Language],
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Option<QuestionKind> {
    match kind {
        "single-choice" => choices::read(table, Allowed::Single, languages, earlier, reading)
            .map(QuestionKind::SingleChoice),
        "multiple-choice" => choices::read(table, Allowed::Multiple, languages, earlier, reading)
            .map(QuestionKind::MultipleChoice),
        "ranking" => {
            let choices = choices::read(table, Allowed::Ranking, languages, earlier, reading);
            let most = u8::try_from(choices.as_ref().map_or(1, |list| list.options.len()));
            let most = most.unwrap_or(u8::MAX);
            let places = table
                .whole("places", 1, most, reading)
                .map_or(most, |places| places.value);
            Some(QuestionKind::Ranking {
                choices: choices?,
                places,
            })
        }
        "scale" => scale::read(table, languages, reading).map(QuestionKind::Scale),
        "nps" => scale::read_ends(table, languages, reading).map(QuestionKind::NetPromoter),
        "grid" => {
            let rows = scale::read_rows(table, languages, reading);
            let scale = scale::read(table, languages, reading);
            Some(QuestionKind::Grid {
                rows: rows?,
                scale: scale?,
            })
        }
        "number" => number::read(table, languages, reading).map(QuestionKind::Number),
        "text" => {
            let is_long = table.boolean("long", reading).value;
            let most = if is_long {
                TEXT_CHARACTERS_MAX
            } else {
                SHORT_CHARACTERS
            };
            let declared = table.whole("characters_max", 1, TEXT_CHARACTERS_MAX, reading);
            Some(QuestionKind::Text(TextField {
                is_long,
                characters_max: declared.map_or(most, |declared| declared.value),
            }))
        }
        _ => Some(QuestionKind::Information),
    }
}
