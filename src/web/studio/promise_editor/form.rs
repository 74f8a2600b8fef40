//! What the form says, into the draft: everything as it was typed.

use super::groups;
use super::settings::PRESETS;
use crate::survey::charter::Clause;
use crate::survey::draft::{Draft, DraftCharter};
use crate::web::pairs::Pairs;
use crate::web::studio::builder::question_form::cleaned;

/// What stands before a group's name in the form.
pub const GROUP: &str = "by.";

pub fn apply(pairs: &Pairs, draft: &mut Draft) {
    let languages = draft.languages.clone();
    let charter = &mut draft.charter;
    for (name, texts) in [
        ("readers", &mut charter.readers),
        ("outside", &mut charter.outside),
    ] {
        for language in &languages {
            if let Some(typed) = pairs.find(&format!("{name}.{language}")) {
                texts.set(language, cleaned(typed));
            }
        }
    }
    choices(pairs, charter);
    protection(pairs, charter);
    if let Some(days) = pairs.find("retention_days") {
        charter.retention_days = cleaned(days);
    }
    breakdowns(pairs, draft);
}

fn choices(pairs: &Pairs, charter: &mut DraftCharter) {
    choice(pairs, "access", &mut charter.access);
    choice(pairs, "results", &mut charter.results);
    choice(pairs, "comments", &mut charter.comments);
    choice(pairs, "public_results", &mut charter.public_results);
    choice(pairs, "reminders", &mut charter.reminders);
}

/// What is not offered, or not written so, stays as it is.
fn choice<C: Clause>(pairs: &Pairs, name: &str, clause: &mut C) {
    *clause = C::of_code(pairs.value(name)).unwrap_or(*clause);
}

/// A preset holds unless the numbers beside it were changed: who types a number
/// means it.
fn protection(pairs: &Pairs, charter: &mut DraftCharter) {
    let typed = |name: &str| pairs.find(name).map(cleaned);
    let size = typed("group_size_min").unwrap_or_else(|| charter.group_size_min.clone());
    let floor = typed("floor").unwrap_or_else(|| charter.floor.clone());
    let are_typed = size != charter.group_size_min || floor != charter.floor;
    let asked = pairs.value("protection");
    let mut presets = PRESETS.iter();
    match presets.find(|preset| preset.value == asked) {
        Some(preset) if !are_typed => {
            charter.group_size_min = preset.group_size_min.to_string();
            charter.floor = preset.floor.to_string();
        }
        _ => {
            charter.group_size_min = size;
            charter.floor = floor;
        }
    }
}

/// The ticked ones in the form's order, one of them moved if its button was
/// pressed.
fn breakdowns(pairs: &Pairs, draft: &mut Draft) {
    match pairs.value("list") {
        "usual" => draft.charter.breakdowns = None,
        // Chosen just now: the form does not name the groups yet.
        "chosen" if draft.charter.breakdowns.is_none() => {
            draft.charter.breakdowns = Some(groups::usual(draft));
        }
        "chosen" => {
            let named = pairs
                .iter()
                .filter_map(|(name, _)| name.strip_prefix(GROUP));
            let mut listed: Vec<String> = named.map(str::to_owned).collect();
            moved(pairs.value("go"), &mut listed);
            draft.charter.breakdowns = Some(listed);
        }
        _ => {}
    }
}

fn moved(go: &str, listed: &mut [String]) {
    let Some((verb, name)) = go.split_once(':') else {
        return;
    };
    let Some(position) = listed.iter().position(|listed| listed == name) else {
        return;
    };
    let other = match verb {
        "up" => position.checked_sub(1),
        "down" => Some(position + 1).filter(|&below| below < listed.len()),
        _ => None,
    };
    if let Some(other) = other {
        listed.swap(position, other);
    }
}
