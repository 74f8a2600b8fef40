//! The `[import]` of a survey file: which columns of a CSV answer what.

use std::collections::BTreeMap;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use super::charter::Asked;
use super::languages::identifier;
use super::table::{Located, Reading, Table, described, listed, nearest, text_of};
use crate::survey::column_map::{Blank, ColumnMap, ColumnSource, Columns, SEPARATOR_DEFAULT};
use crate::survey::identifier::{IdentifierError, OptionCode};
use crate::survey::question::{Question, QuestionKind};

pub(super) fn read(mut table: Table<'_>, asked: &Asked<'_>, reading: &mut Reading) -> ColumnMap {
    let id = table.text("id", reading).map(|id| id.to_string());
    let questions = table
        .value("questions")
        .and_then(|value| Table::of(value, "[import.questions]", reading));
    let mut sources = BTreeMap::new();
    for (name, value) in questions.iter().flat_map(Table::entries) {
        let mut known = asked.questions.iter();
        let Some(question) = known.find(|question| question.code.as_str() == name.value) else {
            report_unknown(name, asked, reading);
            continue;
        };
        if let Some(source) = read_source(question, value, reading) {
            sources.insert(question.code.clone(), source);
        }
    }
    table.finish(reading);
    ColumnMap {
        id,
        questions: sources,
    }
}

fn report_unknown(name: Located<&str>, asked: &Asked<'_>, reading: &mut Reading) {
    if asked.codes.iter().any(|code| code == name.value) {
        return;
    }
    let codes = asked.codes.iter().map(String::as_str);
    let remedy = match nearest(&name, codes) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => format!("name one of {}", listed(asked.codes)),
    };
    reading.report(
        name.at,
        format!("there is no question “{}” to import", *name),
        remedy,
    );
}

fn read_source(
    question: &Question,
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading,
) -> Option<ColumnSource> {
    let code = &question.code;
    if !question.kind.is_asked() {
        let reason = format!("“{code}” is an information text, which nobody answers");
        reading.report(value.span().start, reason, "take it out");
        return None;
    }
    let name = format!("the import of question “{code}”");
    let mut table = match value.get_ref() {
        DeValue::String(column) if !matches!(question.kind, QuestionKind::Grid { .. }) => {
            return Some(ColumnSource::column(column.as_ref()));
        }
        DeValue::Table(_) => Table::of(value, name, reading)?,
        other => {
            let reason = format!("{name} is {}", described(other));
            let remedy = format!("write {code} = \"column\" or {code} = {{ column = \"…\" }}");
            reading.report(value.span().start, reason, remedy);
            return None;
        }
    };
    let columns = read_where(question, &mut table, reading);
    let codes = read_codes(question, &mut table, reading);
    let missing = read_missing(&mut table, reading);
    let blank = read_blank(&mut table, reading);
    let has_other = question
        .kind
        .choices()
        .is_some_and(|list| list.options.iter().any(|choice| choice.is_other));
    let other_text = has_other
        .then(|| table.text("other_text", reading))
        .flatten()
        .map(|column| column.to_string());
    table.finish(reading);
    Some(ColumnSource {
        columns: columns?,
        codes,
        missing,
        blank,
        other_text,
    })
}

/// `column`, or `columns`.
fn read_where(
    question: &Question,
    table: &mut Table<'_>,
    reading: &mut Reading,
) -> Option<Columns> {
    let column = table.text("column", reading);
    if let (Some(column), QuestionKind::Grid { .. }) = (column, &question.kind) {
        let reason = format!("the grid “{}” has a column for each row", question.code);
        reading.report(column.at, reason, "write columns = { row = \"…\", … }");
        return None;
    }
    match (column, table.value("columns")) {
        (Some(column), None) => Some(Columns::One {
            column: column.to_string(),
            separator: read_separator(table, reading),
        }),
        (None, Some(columns)) => read_columns(question, columns, reading).map(Columns::Each),
        _ => {
            let reason = format!(
                "{} has neither or both of “column” and “columns”",
                table.name
            );
            let remedy = "name one column, or a table of columns by option or row";
            reading.report(table.at, reason, remedy);
            None
        }
    }
}

fn read_blank(table: &mut Table<'_>, reading: &mut Reading) -> Blank {
    let declared = table.text("blank", reading);
    match declared.as_deref() {
        None | Some(&"skipped") => Blank::Skipped,
        Some(&"not-shown") => Blank::NotShown,
        Some(other) => {
            let at = declared.map_or(table.at, |declared| declared.at);
            let reason = format!("a blank cannot mean “{other}”");
            reading.report(at, reason, "write “skipped” or “not-shown”");
            Blank::Skipped
        }
    }
}

fn read_separator(table: &mut Table<'_>, reading: &mut Reading) -> char {
    let Some(text) = table.text("separator", reading) else {
        return SEPARATOR_DEFAULT;
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(separator), None) => separator,
        _ => {
            let reason = format!("the separator “{}” is not one character", *text);
            reading.report(
                text.at,
                reason,
                "write separator = \";\" or another single character",
            );
            SEPARATOR_DEFAULT
        }
    }
}

fn read_missing(table: &mut Table<'_>, reading: &mut Reading) -> Vec<String> {
    let list = table.list("missing", reading);
    let items = list.into_iter().flat_map(|list| list.value);
    items
        .filter_map(|item| Some(text_of(item, "missing", reading)?.to_string()))
        .collect()
}

/// Values of the data by the option, scale value or row value they stand for.
fn read_codes(
    question: &Question,
    table: &mut Table<'_>,
    reading: &mut Reading,
) -> BTreeMap<String, OptionCode> {
    let name = format!("“codes” of {}", table.name);
    let codes = table
        .value("codes")
        .and_then(|value| Table::of(value, name, reading));
    let mut translated = BTreeMap::new();
    for (from, value) in codes.iter().flat_map(Table::entries) {
        let Some(text) = text_of(value, &from, reading) else {
            continue;
        };
        let Some(code) = identifier::<OptionCode>(text, reading) else {
            continue;
        };
        if is_answer(question, &code) {
            translated.insert(from.to_string(), code.value);
        } else {
            let reason = format!("“{}” is no answer to “{}”", code.value, question.code);
            reading.report(
                code.at,
                reason,
                "name an option’s code or a value of the scale",
            );
        }
    }
    translated
}

fn is_answer(question: &Question, code: &OptionCode) -> bool {
    let is_value = |from: i16, to: i16| {
        let value = code.as_str().parse::<i16>();
        value.is_ok_and(|value| (from..=to).contains(&value))
    };
    match &question.kind {
        QuestionKind::Scale(scale) | QuestionKind::Grid { scale, .. } => {
            is_value(scale.from, scale.to)
        }
        QuestionKind::NetPromoter(_) => is_value(0, 10),
        kind => kind
            .choices()
            .is_some_and(|list| list.options.iter().any(|choice| &choice.code == code)),
    }
}

fn read_columns(
    question: &Question,
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading,
) -> Option<BTreeMap<OptionCode, String>> {
    let parts: Vec<&OptionCode> = match &question.kind {
        QuestionKind::MultipleChoice(list) => {
            list.options.iter().map(|choice| &choice.code).collect()
        }
        QuestionKind::Ranking { choices, .. } => {
            choices.options.iter().map(|choice| &choice.code).collect()
        }
        QuestionKind::Grid { rows, .. } => rows.iter().map(|row| &row.code).collect(),
        _ => {
            let reason = format!("“{}” has one answer, so one column", question.code);
            reading.report(value.span().start, reason, "write column = \"…\"");
            return None;
        }
    };
    let table = Table::of(
        value,
        format!("“columns” of question “{}”", question.code),
        reading,
    )?;
    let mut columns = BTreeMap::new();
    for (name, value) in table.entries() {
        let parsed: Result<OptionCode, IdentifierError> = OptionCode::from_str(&name);
        match parsed {
            Ok(code) if parts.contains(&&code) => {
                let column = text_of(value, &name, reading);
                columns.extend(column.map(|column| (code, column.to_string())));
            }
            _ => {
                let reason = format!("“{}” is no option or row of “{}”", *name, question.code);
                reading.report(name.at, reason, format!("name one of {}", listed(&parts)));
            }
        }
    }
    Some(columns)
}
