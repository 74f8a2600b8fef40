//! Scales, their ends, and the rows of a grid.

use super::languages::{identifier, localized, localized_of, required_localized};
use super::table::{Reading, Table, counted};
use crate::limits::{GRID_ROWS_MAX, SCALE_POINTS_MAX};
use crate::survey::identifier::OptionCode;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{GridRow, Scale, ScaleEnds};

/// `from`, `to`, and words for the ends, for each point, or both.
pub(super) fn read(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Scale> {
    let remedy = "say the lowest and the highest value: from = 1 and to = 5";
    table.required("from", remedy, reading);
    table.required("to", remedy, reading);
    let from = table.whole("from", -1_000_i16, 1_000, reading);
    let to = table.whole("to", -1_000_i16, 1_000, reading);
    let labels = read_labels(table, languages, reading);
    let ends = if labels.is_empty() {
        read_ends(table, languages, reading)
    } else {
        ends_beside_labels(table, &labels, languages, reading)
    };
    let (from, to) = (from?, to?);
    let points = (from.value..=to.value).count();
    if !(2..=SCALE_POINTS_MAX).contains(&points) {
        let reason = format!(
            "{} has {points} points, from {} to {}",
            table.name, *from, *to
        );
        reading.report(
            to.at,
            reason,
            format!("a scale has from 2 to {SCALE_POINTS_MAX}"),
        );
        return None;
    }
    if !labels.is_empty() && labels.len() != points {
        let reason = format!(
            "{} has {points} points and {}",
            table.name,
            counted(labels.len(), "label")
        );
        reading.report(table.at, reason, "label each point, or only the ends");
        return None;
    }
    Some(Scale {
        from: from.value,
        to: to.value,
        ends: ends?,
        labels,
    })
}

/// `lowest` and `highest` in words.
pub(super) fn read_ends(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<ScaleEnds> {
    let lowest = required_localized(table, "lowest", languages, reading);
    let highest = required_localized(table, "highest", languages, reading);
    Some(ScaleEnds {
        lowest: lowest?,
        highest: highest?,
    })
}

/// Where each point is labelled, the ends need no words of their own.
fn ends_beside_labels(
    table: &mut Table<'_>,
    labels: &[Localized],
    languages: &[Language],
    reading: &mut Reading,
) -> Option<ScaleEnds> {
    let lowest = localized(table, "lowest", languages, reading);
    let highest = localized(table, "highest", languages, reading);
    Some(ScaleEnds {
        lowest: lowest.or_else(|| labels.first().cloned())?,
        highest: highest.or_else(|| labels.last().cloned())?,
    })
}

fn read_labels(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Vec<Localized> {
    let name = format!("a label of {}", table.name);
    let Some(list) = table.list("labels", reading) else {
        return Vec::new();
    };
    let items = list.iter();
    items
        .filter_map(|item| localized_of(item, &name, languages, reading))
        .collect()
}

pub(super) fn read_rows(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> Option<Vec<GridRow>> {
    let remedy = "add rows = [ { code = \"…\", text = \"…\" }, … ]";
    table.required("rows", remedy, reading)?;
    let list = table.list("rows", reading)?;
    if !(1..=GRID_ROWS_MAX).contains(&list.len()) {
        let reason = format!("{} has {}", table.name, counted(list.len(), "row"));
        reading.report(
            list.at,
            reason,
            format!("give it from 1 to {GRID_ROWS_MAX}"),
        );
    }
    let mut rows: Vec<GridRow> = Vec::with_capacity(list.len());
    for item in &list.value {
        let name = format!("a row of {}", table.name);
        let Some(mut row) = Table::of(item, name, reading) else {
            continue;
        };
        row.required("code", "add code = \"…\"", reading);
        let code = row
            .text("code", reading)
            .and_then(|code| identifier::<OptionCode>(code, reading));
        let text = required_localized(&mut row, "text", languages, reading);
        row.finish(reading);
        let (Some(code), Some(text)) = (code, text) else {
            continue;
        };
        if rows.iter().any(|other| other.code == code.value) {
            let reason = format!("{} has two rows with the code “{}”", table.name, code.value);
            reading.report(code.at, reason, "give each row its own code");
        }
        rows.push(GridRow {
            code: code.value,
            text,
        });
    }
    Some(rows)
}
