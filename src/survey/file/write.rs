//! A survey as a file that reads back as the same survey.

use std::fmt::Write;

use super::condition_text;
use super::survey::FORMAT;
use crate::survey::calendar::Calendar;
use crate::survey::charter::{Breakdown, Breakdowns, Charter, Clause, Reminders};
use crate::survey::column_map::{Blank, ColumnMap, ColumnSource, Columns, SEPARATOR_DEFAULT};
use crate::survey::condition::Condition;
use crate::survey::decimal;
use crate::survey::language::Localized;
use crate::survey::question::{
    Choice, ChoiceList, GridRow, NumberRange, Question, QuestionKind, Role, Scale, ScaleEnds,
};
use crate::survey::questionnaire::Survey;
use crate::survey::quota::Quota;

/// TOML, in the order a person would write it.
pub fn write(survey: &Survey) -> String {
    let mut file = Lines::default();
    let questionnaire = &survey.questionnaire;
    file.key("format", FORMAT);
    file.key("slug", quoted(survey.slug.as_str()));
    file.key("brand", quoted(&survey.brand));
    let languages = questionnaire
        .languages
        .iter()
        .map(|tag| quoted(tag.as_str()));
    file.key("languages", array(languages));
    file.key("title", text(&questionnaire.title));
    file.optional_text("introduction", questionnaire.introduction.as_ref());
    file.optional_text("thanks", questionnaire.thanks.as_ref());
    file.optional_text("closed", questionnaire.closed.as_ref());
    file.optional_text("source", survey.source.as_ref());
    file.flag("simulated", survey.is_simulated);
    if !survey.embedded_on.is_empty() {
        let sites = survey.embedded_on.iter();
        file.key(
            "embedded_on",
            array(sites.map(|site| quoted(site.as_str()))),
        );
    }
    if survey.calendar == Calendar::Monthly {
        file.key("waves", quoted("monthly"));
    }
    write_charter(&mut file, &survey.charter);
    write_planned(&mut file, &survey.calendar);
    for question in &questionnaire.questions {
        write_question(&mut file, question, &questionnaire.questions);
    }
    for quota in &survey.quotas {
        write_quota(&mut file, quota);
    }
    if let Some(import) = &survey.import {
        write_import(&mut file, import);
    }
    file.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.line(&format!("\n{heading}"));
    }

    fn key(&mut self, key: &str, value: impl std::fmt::Display) {
        self.line(&format!("{key} = {value}"));
    }

    fn flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.key(key, true);
        }
    }

    fn optional_text(&mut self, key: &str, value: Option<&Localized>) {
        if let Some(value) = value {
            self.key(key, text(value));
        }
    }

    fn rows(&mut self, key: &str, rows: impl IntoIterator<Item = String>) {
        self.line(&format!("{key} = ["));
        for row in rows {
            self.line(&format!("  {row},"));
        }
        self.line("]");
    }
}

fn write_planned(file: &mut Lines, calendar: &Calendar) {
    let Calendar::Planned(waves) = calendar else {
        return;
    };
    for wave in waves {
        file.heading("[[wave]]");
        if let Some(label) = &wave.label {
            file.key("label", quoted(label));
        }
        file.key("from", wave.from);
        file.key("until", wave.until);
    }
}

fn write_quota(file: &mut Lines, quota: &Quota) {
    file.heading("[[quota]]");
    file.key("question", quoted(quota.question.as_str()));
    let options = quota.options.iter().map(|code| quoted(code.as_str()));
    file.key("options", array(options));
    file.key("most", quota.most);
    file.optional_text("text", quota.text.as_ref());
}

fn write_charter(file: &mut Lines, charter: &Charter) {
    file.heading("[charter]");
    file.key("readers", text(&charter.readers));
    if let Some(outside) = &charter.outside {
        file.key("outside", text(outside));
    }
    file.key("access", quoted(charter.access.code()));
    file.key("group_size_min", charter.group_size_min);
    file.key("floor", charter.floor);
    file.key("results", quoted(charter.results.code()));
    if let Breakdowns::Listed(list) = &charter.breakdowns {
        let printed = list.iter().map(|breakdown| match breakdown {
            Breakdown::By(question) => quoted(question.as_str()),
            Breakdown::Pair(first, second) => quoted(&format!("{first} by {second}")),
        });
        file.key("breakdowns", array(printed));
    }
    file.key("retention_days", charter.retention_days);
    file.key("comments", quoted(charter.comments.code()));
    file.key("public_results", quoted(charter.public_results.code()));
    if charter.reminders == Reminders::Unanswered {
        file.key("reminders", quoted(charter.reminders.code()));
    }
}

fn write_question(file: &mut Lines, question: &Question, questions: &[Question]) {
    file.heading("[[question]]");
    file.key("code", quoted(question.code.as_str()));
    let kind = match question.kind {
        QuestionKind::SingleChoice(_) => "single-choice",
        QuestionKind::MultipleChoice(_) => "multiple-choice",
        QuestionKind::Scale(_) => "scale",
        QuestionKind::NetPromoter(_) => "nps",
        QuestionKind::Grid { .. } => "grid",
        QuestionKind::Ranking { .. } => "ranking",
        QuestionKind::Number(_) => "number",
        QuestionKind::Text(_) => "text",
        QuestionKind::Information => "information",
    };
    file.key("kind", quoted(kind));
    file.key("text", text(&question.text));
    file.optional_text("label", question.label.as_ref());
    file.optional_text("help", question.help.as_ref());
    file.flag("required", question.is_required);
    file.flag("background", question.role == Role::Background);
    file.flag("new_page", question.starts_page);
    if let Some(condition) = &question.shown_when {
        file.key("show_when", shown_when(condition, questions));
    }
    write_kind(file, &question.kind, questions);
}

fn write_kind(file: &mut Lines, kind: &QuestionKind, questions: &[Question]) {
    match kind {
        QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => {
            write_choices(file, list, questions);
        }
        QuestionKind::Ranking { choices, places } => {
            file.key("places", places);
            write_choices(file, choices, questions);
        }
        QuestionKind::Scale(scale) => write_scale(file, scale),
        QuestionKind::NetPromoter(ends) => write_ends(file, ends),
        QuestionKind::Grid { rows, scale } => {
            write_scale(file, scale);
            file.rows("rows", rows.iter().map(row));
        }
        QuestionKind::Number(range) => write_number(file, range),
        QuestionKind::Text(of) => {
            file.flag("long", of.is_long);
            file.key("characters_max", of.characters_max);
        }
        QuestionKind::Information => {}
    }
}

fn write_choices(file: &mut Lines, list: &ChoiceList, questions: &[Question]) {
    file.flag("random", list.is_random);
    file.flag("ordered", list.is_ordered);
    let options = list.options.iter();
    file.rows("options", options.map(|choice| option(choice, questions)));
}

fn option(choice: &Choice, questions: &[Question]) -> String {
    let mut fields = vec![
        format!("code = {}", quoted(choice.code.as_str())),
        format!("text = {}", text(&choice.text)),
    ];
    let flags = [
        ("exclusive", choice.is_exclusive),
        ("other", choice.is_other),
        ("declined", choice.is_declined),
    ];
    let set = flags.into_iter().filter(|(_, is_set)| *is_set);
    fields.extend(set.map(|(name, _)| format!("{name} = true")));
    if choice.is_pinned != (choice.is_exclusive || choice.is_other || choice.is_declined) {
        fields.push(format!("pinned = {}", choice.is_pinned));
    }
    if let Some(condition) = &choice.shown_when {
        fields.push(format!("show_when = {}", shown_when(condition, questions)));
    }
    inline_table(fields)
}

fn row(row: &GridRow) -> String {
    inline_table([
        format!("code = {}", quoted(row.code.as_str())),
        format!("text = {}", text(&row.text)),
    ])
}

fn write_scale(file: &mut Lines, scale: &Scale) {
    file.key("from", scale.from);
    file.key("to", scale.to);
    write_ends(file, &scale.ends);
    if !scale.labels.is_empty() {
        file.rows("labels", scale.labels.iter().map(text));
    }
}

fn write_ends(file: &mut Lines, ends: &ScaleEnds) {
    file.key("lowest", text(&ends.lowest));
    file.key("highest", text(&ends.highest));
}

fn write_number(file: &mut Lines, range: &NumberRange) {
    let print = |value| decimal::print(value, range.decimals);
    file.key("minimum", print(range.minimum));
    file.key("maximum", print(range.maximum));
    file.key("decimals", range.decimals);
    file.optional_text("unit", range.unit.as_ref());
    let bands = range.bands.iter().map(|band| {
        inline_table([
            format!("code = {}", quoted(band.code.as_str())),
            format!("text = {}", text(&band.text)),
            format!("from = {}", print(band.from)),
            format!("to = {}", print(band.to)),
        ])
    });
    file.rows("bands", bands);
}

/// The `[import]` of a file.
pub(in crate::survey) fn import_lines(import: &ColumnMap) -> String {
    let mut file = Lines::default();
    write_import(&mut file, import);
    file.text
}

/// The `[[wave]]`s of a file.
pub(in crate::survey) fn planned_lines(calendar: &Calendar) -> String {
    let mut file = Lines::default();
    write_planned(&mut file, calendar);
    file.text
}

/// A condition in the language of `show_when`.
pub(in crate::survey) fn condition(condition: &Condition, questions: &[Question]) -> String {
    condition_text::print(condition, questions)
}

fn write_import(file: &mut Lines, import: &ColumnMap) {
    file.heading("[import]");
    if let Some(id) = &import.id {
        file.key("id", quoted(id));
    }
    for (question, source) in &import.questions {
        file.heading(&format!("[import.questions.{question}]"));
        write_source(file, source);
    }
}

fn write_source(file: &mut Lines, source: &ColumnSource) {
    match &source.columns {
        Columns::One { column, separator } => {
            file.key("column", quoted(column));
            if *separator != SEPARATOR_DEFAULT {
                file.key("separator", quoted(&separator.to_string()));
            }
        }
        Columns::Each(columns) => {
            let columns = columns.iter();
            let named = columns.map(|(code, column)| format!("{code} = {}", quoted(column)));
            file.key("columns", inline_table(named));
        }
    }
    if !source.codes.is_empty() {
        let codes = source.codes.iter();
        let named =
            codes.map(|(from, code)| format!("{} = {}", quoted(from), quoted(code.as_str())));
        file.key("codes", inline_table(named));
    }
    if !source.missing.is_empty() {
        file.key(
            "missing",
            array(source.missing.iter().map(|value| quoted(value))),
        );
    }
    if source.blank == Blank::NotShown {
        file.key("blank", quoted("not-shown"));
    }
    if let Some(column) = &source.other_text {
        file.key("other_text", quoted(column));
    }
}

fn shown_when(shown_when: &Condition, questions: &[Question]) -> String {
    quoted(&condition(shown_when, questions))
}

fn text(localized: &Localized) -> String {
    if localized.translations().is_empty() {
        return quoted(localized.fallback());
    }
    let translations = localized.translations().iter();
    inline_table(translations.map(|(tag, text)| format!("{tag} = {}", quoted(text))))
}

fn inline_table(fields: impl IntoIterator<Item = String>) -> String {
    let fields: Vec<String> = fields.into_iter().collect();
    format!("{{ {} }}", fields.join(", "))
}

fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

/// A TOML basic string.
pub(in crate::survey) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let escaped = write!(quoted, "\\u{:04X}", u32::from(c));
                debug_assert!(escaped.is_ok(), "a String takes any text");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
