//! The options of a choice or ranking question.

use super::condition_text::{self, Earlier};
use super::languages::{identifier, required_localized};
use super::table::{Located, Reading, Table, counted};
use crate::limits::OPTIONS_MAX;
use crate::survey::identifier::OptionCode;
use crate::survey::language::Language;
use crate::survey::question::{Choice, ChoiceList};

/// What the kind of question lets its options be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    Single,
    Multiple,
    Ranking,
}

pub(super) fn read(
    table: &mut Table<'_>,
    allowed: Allowed,
    languages: &[Language],
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Option<ChoiceList> {
    let is_random = table.boolean("random", reading);
    let is_ordered = if allowed == Allowed::Ranking {
        false
    } else {
        table.boolean("ordered", reading).value
    };
    if is_random.value && is_ordered {
        let reason = format!("{} is both “random” and “ordered”", table.name);
        let remedy = "ordered options keep their order; take one of the two out";
        reading.report(is_random.at, reason, remedy);
    }
    let remedy = "add options = [ { code = \"…\", text = \"…\" }, … ]";
    table.required("options", remedy, reading)?;
    let list = table.list("options", reading)?;
    if !(2..=OPTIONS_MAX).contains(&list.len()) {
        let reason = format!("{} has {}", table.name, counted(list.len(), "option"));
        reading.report(list.at, reason, format!("give it from 2 to {OPTIONS_MAX}"));
    }
    let mut options: Vec<Choice> = Vec::with_capacity(list.len());
    for item in &list.value {
        let name = format!("an option of {}", table.name);
        let read = Table::of(item, name, reading)
            .and_then(|option| read_option(option, allowed, languages, earlier, reading));
        let Some(option) = read else { continue };
        if options.iter().any(|other| other.code == option.value.code) {
            let reason = format!(
                "{} has two options with the code “{}”",
                table.name, option.code
            );
            reading.report(option.at, reason, "give each option its own code");
        }
        if option.is_other && options.iter().any(|other| other.is_other) {
            let reason = format!("{} has two options with other = true", table.name);
            reading.report(
                option.at,
                reason,
                "there is one line of text a question; keep one",
            );
        }
        options.push(option.value);
    }
    Some(ChoiceList {
        options,
        is_random: is_random.value,
        is_ordered,
    })
}

fn read_option(
    mut table: Table<'_>,
    allowed: Allowed,
    languages: &[Language],
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Option<Located<Choice>> {
    table.required("code", "add code = \"…\"", reading);
    let code = table
        .text("code", reading)
        .and_then(|code| identifier::<OptionCode>(code, reading));
    if let Some(code) = &code {
        table.name = format!(
            "option “{}” of {}",
            code.value,
            table.name.trim_start_matches("an option of ")
        );
    }
    let text = required_localized(&mut table, "text", languages, reading);
    let is_exclusive = allowed == Allowed::Multiple && table.boolean("exclusive", reading).value;
    let is_other = allowed != Allowed::Ranking && table.boolean("other", reading).value;
    let is_declined = allowed != Allowed::Ranking && table.boolean("declined", reading).value;
    let is_pinned = table
        .optional_boolean("pinned", reading)
        .map_or(is_exclusive || is_other || is_declined, |pinned| {
            pinned.value
        });
    let shown_when = condition_text::read(&mut table, earlier, reading);
    let at = table.at;
    table.finish(reading);
    let value = Choice {
        code: code?.value,
        text: text?,
        is_exclusive,
        is_other,
        is_declined,
        is_pinned,
        shown_when: shown_when.ok()?,
    };
    Some(Located { at, value })
}
