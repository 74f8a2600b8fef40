//! A question by the groups of a banner, for people to read: shares, counts,
//! bases, and letters where one group's share is clearly above another's.

use super::{base, level, level_name, lines, name};
use crate::chart::data_table::DataTable;
use crate::chart::figures::{percent, thousands};
use crate::chart::reading::Part;
use crate::privacy::protected_table::{Category, Column, Measure, ProtectedTable};
use crate::statistics::proportions::clearly_above;

/// Rows of answers, columns of groups; everybody first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossTable {
    /// The question, by what, and when it was asked.
    pub caption: String,
    /// What the first column names.
    pub corner: &'static str,
    pub heads: Vec<CrossHead>,
    pub rows: Vec<CrossRow>,
    /// How the letters were found; empty where there are none to find.
    pub rule: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossHead {
    pub name: String,
    /// Empty for everybody, who are compared with nobody.
    pub letter: String,
    pub base: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossRow {
    pub label: String,
    pub cells: Vec<CrossCell>,
}

/// One cell: 64 %, 263 people, above columns B and C.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossCell {
    pub figure: String,
    pub count: String,
    pub letters: String,
}

/// `None` for a table without groups.
pub fn cross_table(table: &ProtectedTable) -> Option<CrossTable> {
    let banner = table.banner()?;
    let heading = table.heading();
    let is_compared = !banner.is_overlapping && table.groups().len() > 1;
    let heads = table
        .columns()
        .enumerate()
        .map(|(place, column)| CrossHead {
            name: name(column).to_owned(),
            letter: match place.checked_sub(1) {
                Some(group) if is_compared => letter(group),
                _ => String::new(),
            },
            base: known(thousands(base(table, column)), base(table, column)),
        });
    let rule = match is_compared {
        true => RULE.to_owned(),
        false => String::new(),
    };
    Some(CrossTable {
        caption: format!(
            "{} {}, {}",
            heading.question.trim(),
            heading.wave,
            super::by(banner)
        ),
        corner: corner(table.measure()),
        heads: heads.collect(),
        rows: rows(table, is_compared),
        rule,
    })
}

const RULE: &str = "A letter after a share: clearly larger than the share of the group with that \
     letter (two-proportion z-test on the bases shown, 5%, corrected for the pairs of its row by \
     Bonferroni). Everybody is not compared: each group is part of it.";

/// A, B, … Z, AA, AB: as spreadsheets do.
fn letter(place: usize) -> String {
    let at = |place: usize| char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => at(place).to_string(),
        more => format!("{}{}", at(more - 1), at(place)),
    }
}

fn corner(measure: &Measure) -> &'static str {
    match measure {
        Measure::Grid { .. } => "Row",
        Measure::Scale { .. } | Measure::NetPromoter { .. } => "Rating",
        Measure::Number { .. } => "Band",
        _ => "Answer",
    }
}

/// A dash where nothing is shown.
fn known(figure: String, base: u64) -> String {
    if base == 0 { "–".to_owned() } else { figure }
}

fn rows(table: &ProtectedTable, is_compared: bool) -> Vec<CrossRow> {
    let mut rows = Vec::new();
    if let Measure::Scale { .. } | Measure::NetPromoter { .. } = table.measure() {
        rows.extend(points(table, is_compared));
    }
    for line in lines(table) {
        let parts: Vec<Part> = std::iter::once(line.everybody).chain(line.groups).collect();
        let label = match table.measure() {
            Measure::Grid { .. } => {
                let high = crate::chart::scale_ends::ScaleEnds::of(table).high;
                format!("{}: {high}", line.label)
            }
            _ => line.label.into_owned(),
        };
        rows.push(row(label, &parts, is_compared));
    }
    if let Some(what) = level_name(table) {
        let cells = table.columns().map(|column| {
            let level = level(table, column);
            CrossCell {
                figure: level.map_or_else(|| "–".to_owned(), |level| level.figure(table)),
                ..CrossCell::default()
            }
        });
        rows.push(CrossRow {
            label: what.to_owned(),
            cells: cells.collect(),
        });
    }
    rows
}

fn points(table: &ProtectedTable, is_compared: bool) -> Vec<CrossRow> {
    let part = |column: &Column, place: usize| {
        let cell = column.item(0).get(place).copied();
        cell.map_or(super::EMPTY, Part::from)
    };
    let row = |(place, category): (usize, &Category)| {
        let parts: Vec<Part> = table.columns().map(|column| part(column, place)).collect();
        row(category.text.trim().to_owned(), &parts, is_compared)
    };
    table.categories().iter().enumerate().map(row).collect()
}

/// Everybody's part first.
fn row(label: String, parts: &[Part], is_compared: bool) -> CrossRow {
    let groups: Vec<(u64, u64)> = parts
        .iter()
        .skip(1)
        .map(|part| (part.count, part.base))
        .collect();
    let above = match is_compared {
        true => clearly_above(&groups),
        false => Vec::new(),
    };
    let cells = parts.iter().enumerate().map(|(place, part)| {
        let below = place.checked_sub(1).and_then(|group| above.get(group));
        let letters: Vec<String> = below
            .into_iter()
            .flatten()
            .map(|&group| letter(group))
            .collect();
        CrossCell {
            figure: percent(part.count, part.base),
            count: known(thousands(part.count), part.base),
            letters: letters.join(" "),
        }
    });
    CrossRow {
        label,
        cells: cells.collect(),
    }
}

/// The same in strings, for files and programs that know no letters.
pub fn in_strings(cross: &CrossTable) -> DataTable {
    let mut header = vec![cross.corner.to_owned()];
    header.extend(cross.heads.iter().map(|head| head.name.clone()));
    let mut base = vec!["Base".to_owned()];
    base.extend(cross.heads.iter().map(|head| head.base.clone()));
    let row = |row: &CrossRow| {
        let cell = |cell: &CrossCell| match cell.count.as_str() {
            "" | "–" => cell.figure.clone(),
            count => format!("{} ({count})", cell.figure),
        };
        let mut line = vec![row.label.clone()];
        line.extend(row.cells.iter().map(cell));
        line
    };
    let mut rows: Vec<Vec<String>> = cross.rows.iter().map(row).collect();
    rows.push(base);
    DataTable {
        caption: cross.caption.clone(),
        header,
        rows,
    }
}
