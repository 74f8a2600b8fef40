//! Comma-separated values (RFC 4180), one line a cell, safe to open in a spreadsheet.
//!
//! Columns, in this order and stable: `question_code`, `question`, `wave`,
//! `simulated` (yes or no), `item` (a grid's row or a ranking's option; empty
//! elsewhere), `code`, `answer`, `residual` (yes or no), `count`, `base`, `share`,
//! `interval_low`, `interval_high`. Shares are between 0 and 1; the interval is
//! Wilson's at 95 %. Comments have one line: how many wrote one.

use crate::privacy::protected_table::{Category, Cell, Measure, ProtectedTable};

const COLUMNS: [&str; 13] = [
    "question_code",
    "question",
    "wave",
    "simulated",
    "item",
    "code",
    "answer",
    "residual",
    "count",
    "base",
    "share",
    "interval_low",
    "interval_high",
];

pub fn csv(table: &ProtectedTable) -> String {
    let mut out = String::new();
    push_line(&mut out, COLUMNS.map(str::to_owned));
    if matches!(table.measure(), Measure::Comments) {
        push_line(&mut out, comments(table));
        return out;
    }
    for (place, item) in table.items().iter().enumerate() {
        let cells = table.first().item(place);
        for (category, cell) in table.categories().iter().zip(cells) {
            push_line(&mut out, line(table, item, category, *cell));
        }
    }
    out
}

fn line(table: &ProtectedTable, item: &str, category: &Category, cell: Cell) -> [String; 13] {
    let [code, question, wave, simulated] = about(table);
    let interval = cell.interval();
    [
        code,
        question,
        wave,
        simulated,
        harmless(item),
        harmless(&category.code),
        harmless(&category.text),
        yes(category.is_residual),
        cell.count().to_string(),
        cell.base().to_string(),
        decimal(cell.share()),
        decimal(interval.low),
        decimal(interval.high),
    ]
}

fn comments(table: &ProtectedTable) -> [String; 13] {
    let [code, question, wave, simulated] = about(table);
    let base = table.first().base;
    let nothing = String::new;
    [
        code,
        question,
        wave,
        simulated,
        nothing(),
        nothing(),
        "comments".to_owned(),
        yes(false),
        base.answered.to_string(),
        base.shown.to_string(),
        nothing(),
        nothing(),
        nothing(),
    ]
}

fn about(table: &ProtectedTable) -> [String; 4] {
    let heading = table.heading();
    [
        harmless(&heading.question_code),
        harmless(&heading.question),
        harmless(&heading.wave),
        yes(heading.is_simulated),
    ]
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn decimal(share: f64) -> String {
    format!("{share:.6}")
}

/// A text that no spreadsheet takes for a formula: an apostrophe before what
/// would start one. A plain number such as the point −2 of a scale stays.
fn harmless(text: &str) -> String {
    let starts_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if starts_formula && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn push_line<const N: usize>(out: &mut String, fields: [String; N]) {
    for (place, field) in fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}
