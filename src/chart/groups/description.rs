//! The text alternative of a table with groups: every number, in words.

use super::{by, level, level_name, lines, name, notes, standing};
use crate::chart::figures::percent;
use crate::chart::reading::{Part, Standing};
use crate::privacy::protected_table::{Banner, ProtectedTable};

pub fn description(table: &ProtectedTable, banner: &Banner) -> String {
    let heading = table.heading();
    let mut parts = vec![format!(
        "{} {}, {}.",
        heading.question.trim(),
        heading.wave,
        by(banner)
    )];
    if standing(table) == Standing::Counted {
        parts.extend(numbers(table));
    }
    parts.extend(notes(table, banner, false));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn numbers(table: &ProtectedTable) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(what) = level_name(table) {
        let of = |column| {
            let level = level(table, column);
            let figure = level.map_or_else(
                || "not shown".to_owned(),
                |level| {
                    let interval = level.interval_in_words(table);
                    format!("{} (95% interval {interval})", level.figure(table))
                },
            );
            format!("{} {figure}", name(column))
        };
        let figures: Vec<String> = table.columns().map(of).collect();
        sentences.push(format!("{what}: {}.", figures.join(", ")));
    }
    let groups: Vec<&str> = table.groups().iter().map(name).collect();
    for line in lines(table) {
        let mut figures = vec![format!("everybody {}", figure(line.everybody))];
        let of_groups = groups.iter().zip(&line.groups);
        figures.extend(of_groups.map(|(group, part)| format!("{group} {}", figure(*part))));
        sentences.push(format!("{}: {}.", line.label, figures.join(", ")));
    }
    sentences
}

fn figure(part: Part) -> String {
    match part.is_empty() {
        true => "not shown".to_owned(),
        false => percent(part.count, part.base),
    }
}
