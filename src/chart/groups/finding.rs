//! One sentence about a table's groups. It says that one differs only where a
//! test does, and nothing of the kind about groups that overlap.

use super::comparison::{Difference, difference};
use super::{by, level, lines, name, standing};
use crate::chart::figures::{percent, quoted};
use crate::chart::reading::{Part, Standing};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::wrapping::shortened;
use crate::privacy::protected_table::{Banner, Measure, ProtectedTable};

/// "Yes", "No", "4": names of so few letters need their question.
const BARE_LETTERS_MAX: usize = 3;

/// Names in a headline.
const NAME_CHARACTERS_MAX: usize = 60;

pub fn finding(table: &ProtectedTable, banner: &Banner) -> String {
    let by = by(banner);
    match standing(table) {
        Standing::TooFew => return format!("Not shown {by}: too few in the groups"),
        Standing::NobodyAnswered => return super::super::finding::of_everybody(table),
        Standing::Counted => {}
    }
    match difference(table) {
        Difference::NotCompared => super::super::finding::of_everybody(table),
        Difference::None => format!("No clear difference {by}"),
        Difference::Share {
            line,
            group,
            is_more,
            rest,
            opposite,
        } => {
            let lines = lines(table);
            let Some(line) = lines.get(line) else {
                return String::new();
            };
            // Of two that are clearly apart, the larger one speaks.
            let (group, is_more, opposite) = match opposite {
                Some(end) if !is_more => (end, true, Some(group)),
                _ => (group, is_more, opposite),
            };
            let figure = |group: usize| {
                line.groups
                    .get(group)
                    .copied()
                    .map_or_else(String::new, share)
            };
            let other = opposite.map_or_else(
                || format!("the rest ({})", share(rest)),
                |end| format!("{} ({})", called(table, end), figure(end)),
            );
            let much = if is_more { "more" } else { "less" };
            format!(
                "{} {} {much} often ({}) than {other}",
                introduced(table, banner, group),
                says(table, &line.label),
                figure(group),
            )
        }
        Difference::Level { high, low } => levels(table, banner, (high, low)),
    }
}

/// One figure a group, of the highest and the lowest.
fn levels(table: &ProtectedTable, banner: &Banner, (high, low): (usize, usize)) -> String {
    let printed = |group: usize| {
        let column = table.groups().get(group);
        let level = column.and_then(|column| level(table, column));
        level.map_or_else(String::new, |level| level.figure(table))
    };
    let what = match table.measure() {
        Measure::NetPromoter { .. } => "The net promoter score",
        _ => "The average",
    };
    let is_of_two = table.groups().len() == 2;
    let first = |group: usize| introduced(table, banner, group);
    let (high, low) = match is_of_two {
        true => (
            (first(high), printed(high)),
            (called(table, low), printed(low)),
        ),
        false => (
            (called(table, high), printed(high)),
            (first(low), printed(low)),
        ),
    };
    match table.groups().len() {
        2 => format!(
            "{what} is higher among {} ({}) than among {} ({})",
            high.0, high.1, low.0, low.1
        ),
        // The ends are clearly apart; who stands next to them may not be.
        _ => format!(
            "{what} reaches from {} ({}) to {} ({})",
            low.1, low.0, high.1, high.0
        ),
    }
}

fn share(part: Part) -> String {
    percent(part.count, part.base)
}

/// A group where a sentence first speaks of it: "“No” (customer)". What is no more
/// than a number or a yes does not say what it is about.
fn introduced(table: &ProtectedTable, banner: &Banner, group: usize) -> String {
    let words = table.groups().get(group).map_or("", |column| name(column));
    let called = called(table, group);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    match by(banner).strip_prefix("by ") {
        Some(what) if letters <= BARE_LETTERS_MAX => format!("{called} ({what})"),
        _ => called,
    }
}

/// A group inside a sentence.
fn called(table: &ProtectedTable, group: usize) -> String {
    let column = table.groups().get(group);
    let words = column.map_or("", |column| name(column));
    quoted(&shortened(words, NAME_CHARACTERS_MAX))
}

/// What a group does with an answer.
fn says(table: &ProtectedTable, label: &str) -> String {
    let label = quoted(&shortened(label, NAME_CHARACTERS_MAX));
    match table.measure() {
        Measure::Scale { .. } => {
            let ends = ScaleEnds::of(table);
            let (words, verb) = match *label == quoted(&ends.high) {
                true => (ends.high_in_words, ends.is_numbered),
                false => (ends.low_in_words, ends.is_numbered),
            };
            format!("{} {words}", if verb { "give" } else { "say" })
        }
        Measure::Grid { .. } => {
            let ends = ScaleEnds::of(table);
            let verb = if ends.is_numbered { "give" } else { "say" };
            format!("{verb} {} of {label}", ends.high_in_words)
        }
        Measure::Ranking => format!("rank {label} first"),
        Measure::Comments => "wrote a comment".to_owned(),
        _ if table.heading().is_background => format!("say {label}"),
        _ => format!("chose {label}"),
    }
}
