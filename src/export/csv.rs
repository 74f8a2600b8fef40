//! Comma-separated values (RFC 4180), one line a cell, safe to open in a spreadsheet.
//!
//! Columns, in this order and stable: `question_code`, `question`, `wave`,
//! `simulated` (yes or no), `item` (a grid's row or a ranking's option; empty
//! elsewhere), `code`, `answer`, `residual` (yes or no), `count`, `base`, `share`,
//! `interval_low`, `interval_high`. Shares are between 0 and 1; the interval is
//! Wilson's at 95 %. Comments have one line: how many wrote one.
//!
//! A table with groups has two columns more, `breakdown` (its code) and `group`
//! (empty for everybody), and the lines of each group after those of everybody.
//!
//! Where fewer people than the survey's group size saw or answered, or nobody did,
//! `count`, `base`, `share` and the interval are empty: withheld and empty look alike.
//! So they are, in every group, for an answer whose givers are in no group.

use crate::privacy::protected_table::{Category, Cell, Column, Group, Measure, ProtectedTable};

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

/// The two columns that only tables with groups have.
const GROUP_COLUMNS: [&str; 2] = ["breakdown", "group"];

pub fn csv(table: &ProtectedTable) -> String {
    let mut out = String::new();
    push_header(&mut out, table.banner().is_some());
    push_table(&mut out, table);
    out
}

/// One question over several waves: the lines of each, told apart by `wave`.
pub fn csv_of_waves(tables: &[ProtectedTable]) -> String {
    let mut out = String::new();
    let has_groups = tables.iter().any(|table| table.banner().is_some());
    push_header(&mut out, has_groups);
    for table in tables {
        push_table(&mut out, table);
    }
    out
}

fn push_header(out: &mut String, has_groups: bool) {
    let more = if has_groups { &GROUP_COLUMNS[..] } else { &[] };
    let names = COLUMNS.iter().chain(more);
    push_line(out, names.map(|name| (*name).to_owned()));
}

fn push_table(out: &mut String, table: &ProtectedTable) {
    for column in table.columns() {
        let of_group = of_group(table, column);
        for fields in lines(table, column) {
            push_line(out, fields.into_iter().chain(of_group.clone()));
        }
    }
}

/// The code of the breakdown and the group's name; nothing where there are no groups.
fn of_group(table: &ProtectedTable, column: &Column) -> Vec<String> {
    let Some(banner) = table.banner() else {
        return Vec::new();
    };
    let group = match &column.group {
        Group::Everybody => String::new(),
        Group::Named(name) => harmless(name),
    };
    vec![harmless(&banner.code), group]
}

fn lines(table: &ProtectedTable, column: &Column) -> Vec<[String; 13]> {
    if matches!(table.measure(), Measure::Comments) {
        return vec![comments(table, column)];
    }
    let mut lines = Vec::new();
    for (place, item) in table.items().iter().enumerate() {
        let cells = column.item(place);
        for (category, cell) in table.categories().iter().zip(cells) {
            lines.push(line(table, item, category, *cell));
        }
    }
    lines
}

fn line(table: &ProtectedTable, item: &str, category: &Category, cell: Cell) -> [String; 13] {
    let [code, question, wave, simulated] = about(table);
    let interval = cell.interval();
    let known = |number: String| shown(number, cell.base());
    [
        code,
        question,
        wave,
        simulated,
        harmless(item),
        harmless(&category.code),
        harmless(&category.text),
        yes(category.is_residual),
        known(cell.count().to_string()),
        known(cell.base().to_string()),
        known(decimal(cell.share())),
        known(decimal(interval.low)),
        known(decimal(interval.high)),
    ]
}

fn comments(table: &ProtectedTable, column: &Column) -> [String; 13] {
    let [code, question, wave, simulated] = about(table);
    let base = column.base;
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
        shown(base.answered.to_string(), base.shown),
        shown(base.shown.to_string(), base.shown),
        nothing(),
        nothing(),
        nothing(),
    ]
}

/// Nought is a number; nothing is shown on an empty base.
fn shown(number: String, base: u64) -> String {
    if base == 0 { String::new() } else { number }
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
pub(super) fn harmless(text: &str) -> String {
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

pub(super) fn push_line(out: &mut String, fields: impl IntoIterator<Item = String>) {
    for (place, field) in fields.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::grouped::{reasons_by_age, withheld};
    use crate::chart::samples::{all, comments, multiple};
    use proptest::prelude::*;

    /// Lines of fields, as any other program reads them.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.unwrap());
        records
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn one_line_a_cell_with_its_base_and_interval() {
        let table = multiple(
            "reasons",
            "Why, oh \"why\"?",
            2000,
            &[("Ads, ads", 1080), ("*Other", 7)],
        );
        let lines = read(&csv(&table.table()));
        assert_eq!(lines[0], COLUMNS);
        assert_eq!(
            lines[1],
            [
                "reasons",
                "Why, oh \"why\"?",
                "June 2011",
                "yes",
                "",
                "c0",
                "Ads, ads",
                "no",
                "1080",
                "2000",
                "0.540000",
                "0.518101",
                "0.561745",
            ]
        );
        assert_eq!(lines[2][7], "yes");
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn lines_end_as_rfc_4180_wants() {
        for table in all() {
            let text = csv(&table);
            let columns = if table.banner().is_some() { 15 } else { 13 };
            assert!(text.ends_with("\r\n"));
            assert!(read(&text).iter().all(|line| line.len() == columns));
        }
    }

    #[test]
    fn no_text_is_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1+2", "'-1+2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("-2", "-2"),
            ("a=b", "a=b"),
        ];
        for (given, kept) in cases {
            assert_eq!(harmless(given), kept);
        }
    }

    #[test]
    fn the_lines_of_each_group_follow_those_of_everybody() {
        let lines = read(&csv(&reasons_by_age()));
        assert_eq!(lines[0][13..], GROUP_COLUMNS);
        assert_eq!(lines.len(), 1 + 6 * 6);
        assert_eq!(lines[1][13..], ["age", ""]);
        assert_eq!(lines[7][13..], ["age", "Under 25"]);
        assert_eq!(lines[7][8..10], ["199", "312"]);
        // Where nothing may be shown of a group, there are no figures.
        let lines = read(&csv(&withheld()));
        assert_eq!(lines[7][8..13], ["", "", "", "", ""]);
    }

    #[test]
    fn comments_are_counted_and_never_quoted() {
        let lines = read(&csv(&comments("more", 620, 143).table()));
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1][8..10], ["143", "620"]);
    }

    #[test]
    fn what_is_withheld_or_empty_has_no_figures() {
        let nothing = ["", "", "", "", ""];
        let lines = read(&csv(&multiple("q", "Why?", 0, &[("A", 0)]).table()));
        assert_eq!(lines[1][8..], nothing);
        let lines = read(&csv(&comments("more", 0, 0).table()));
        assert_eq!(lines[1][8..], nothing);
        let mut sample = multiple("q", "Why?", 50, &[("A", 20), ("B", 0)]);
        sample.tallies[0].bases[1] = 0;
        let lines = read(&csv(&sample.table()));
        assert_eq!(lines[1][8..10], ["20", "50"]);
        assert_eq!(lines[2][8..], nothing);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(text in "\\PC{0,30}") {
            let table = multiple("q", "Why?", 50, &[(&text, 7), ("B", 3)]).table();
            let expected = harmless(&table.categories()[0].text);
            let lines = read(&csv(&table));
            prop_assert_eq!(&lines[1][6], &expected);
        }
    }
}
