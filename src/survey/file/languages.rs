//! Languages of a file, texts in them, and codes.

use std::collections::BTreeMap;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use super::table::{Located, Reading, Table, described, listed, text_of};
use crate::limits::{LANGUAGES_MAX, SENTENCE_CHARACTERS_MAX};
use crate::survey::identifier::IdentifierError;
use crate::survey::language::{Language, Localized};

/// The languages a file declares; English if it declares none.
pub(super) fn read_languages(table: &mut Table<'_>, reading: &mut Reading) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let Some(list) = table.list("languages", reading) else {
        return vec![Language::english()];
    };
    for item in &list.value {
        let Some(tag) = text_of(item, "languages", reading) else {
            continue;
        };
        match Language::try_from(tag.to_string()) {
            Ok(language) if languages.contains(&language) => {
                reading.report(
                    tag.at,
                    format!("“{language}” is listed twice"),
                    "take one out",
                );
            }
            Ok(language) => languages.push(language),
            Err(error) => {
                reading.report(
                    tag.at,
                    error.to_string(),
                    "use a tag such as “en” or “pt-br”",
                );
            }
        }
    }
    if languages.is_empty() {
        reading.report(
            list.at,
            "no language is declared",
            "write languages = [\"en\"]",
        );
        languages.push(Language::english());
    }
    if languages.len() > LANGUAGES_MAX {
        let reason = format!("{} languages are declared", languages.len());
        reading.report(list.at, reason, format!("keep to at most {LANGUAGES_MAX}"));
    }
    languages
}

/// A text under a key: a string, or a table by language.
pub(super) fn localized(
    table: &mut Table<'_>,
    key: &'static str,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Localized> {
    let name = format!("“{key}” of {}", table.name);
    let value = table.value(key)?;
    localized_of(value, &name, languages, reading)
}

/// As [`localized`], for a text there must be.
pub(super) fn required_localized(
    table: &mut Table<'_>,
    key: &'static str,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Localized> {
    let name = format!("“{key}” of {}", table.name);
    let remedy = format!("add {key} = \"…\"");
    let value = table.required(key, &remedy, reading)?;
    localized_of(value, &name, languages, reading)
}

pub(super) fn localized_of<'t>(
    value: &'t Spanned<DeValue<'t>>,
    name: &str,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Localized> {
    match value.get_ref() {
        DeValue::String(text) => {
            let text = Located {
                at: value.span().start,
                value: text.as_ref(),
            };
            sentence(text, name, reading).map(Localized::everywhere)
        }
        DeValue::Table(_) => {
            let table = Table::of(value, name, reading)?;
            by_language(&table, languages, reading)
        }
        other => {
            let reason = format!("{name} is {}, not text", described(other));
            let remedy = "write \"…\", or { en = \"…\", de = \"…\" } for several languages";
            reading.report(value.span().start, reason, remedy);
            None
        }
    }
}

fn by_language(
    table: &Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Localized> {
    let mut translations = BTreeMap::new();
    for (tag, value) in table.entries() {
        let language = Language::try_from(tag.to_string()).ok();
        let declared = language.filter(|language| languages.contains(language));
        let Some(language) = declared else {
            let reason = format!(
                "{} has a text in “{}”, which is no language of this survey",
                table.name, *tag
            );
            let remedy = format!("add it to languages, or use {}", listed(languages));
            reading.report(tag.at, reason, remedy);
            continue;
        };
        if let Some(text) = text_of(value, &tag, reading) {
            translations.extend(sentence(text, &table.name, reading).map(|text| (language, text)));
        }
    }
    let first = languages.first()?;
    let Some(fallback) = translations.get(first).cloned() else {
        let reason = format!("{} has no text in “{first}”", table.name);
        reading.report(
            table.at,
            reason,
            "other languages fall back to the survey’s first; add it",
        );
        return None;
    };
    Some(Localized::new(fallback, translations))
}

fn sentence(text: Located<&str>, name: &str, reading: &mut Reading) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        reading.report(
            text.at,
            format!("{name} is empty"),
            "write the text, or take the key out",
        );
        return None;
    }
    let characters = trimmed.chars().count();
    if characters > SENTENCE_CHARACTERS_MAX {
        let reason = format!("{name} has {characters} characters");
        reading.report(
            text.at,
            reason,
            format!("keep to at most {SENTENCE_CHARACTERS_MAX}"),
        );
        return None;
    }
    Some(trimmed.to_owned())
}

/// A code or slug from text.
pub(super) fn identifier<T: FromStr<Err = IdentifierError>>(
    text: Located<&str>,
    reading: &mut Reading,
) -> Option<Located<T>> {
    match text.parse() {
        Ok(value) => Some(Located { at: text.at, value }),
        Err(error) => {
            reading.report(
                text.at,
                error.to_string(),
                "use a short name such as “age-band”",
            );
            None
        }
    }
}
