//! `waves = "monthly"` or `[[wave]]` with its days.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::table::{Located, Reading, Table, described};
use crate::limits::{BRAND_CHARACTERS_MAX, WAVES_PLANNED_MAX};
use crate::survey::calendar::{Calendar, PlannedWave};

pub(super) fn read(table: &mut Table<'_>, reading: &mut Reading) -> Calendar {
    let monthly = read_monthly(table, reading);
    let Some(list) = table.list("wave", reading) else {
        return if monthly {
            Calendar::Monthly
        } else {
            Calendar::ByHand
        };
    };
    if monthly || list.len() > WAVES_PLANNED_MAX {
        let reason = if monthly {
            "the waves are monthly and have days of their own".to_owned()
        } else {
            format!("{} waves are planned", list.len())
        };
        let remedy = format!("keep one of the two, and at most {WAVES_PLANNED_MAX} waves");
        reading.report(list.at, reason, remedy);
    }
    let mut waves: Vec<PlannedWave> = Vec::with_capacity(list.len());
    for (position, item) in list.iter().enumerate() {
        let name = format!("wave {}", position + 1);
        let Some(entry) = Table::of(item, name, reading) else {
            continue;
        };
        waves.extend(read_wave(entry, waves.last(), reading));
    }
    Calendar::Planned(waves)
}

fn read_monthly(table: &mut Table<'_>, reading: &mut Reading) -> bool {
    let Some(waves) = table.text("waves", reading) else {
        return false;
    };
    if *waves != "monthly" {
        let reason = format!("waves cannot follow each other “{}”", *waves);
        let remedy = "write waves = \"monthly\", or a [[wave]] with its days";
        reading.report(waves.at, reason, remedy);
    }
    true
}

fn read_wave(
    mut table: Table<'_>,
    before: Option<&PlannedWave>,
    reading: &mut Reading,
) -> Option<PlannedWave> {
    let label = read_label(&mut table, reading);
    let from = read_day(&mut table, "from", reading);
    let until = read_day(&mut table, "until", reading);
    table.finish(reading);
    let (from, until) = (from?, until?);
    if *until < *from {
        let reason = format!("the wave ends on {}, before it begins", *until);
        reading.report(until.at, reason, "name the first day, then the last");
        return None;
    }
    if let Some(before) = before.filter(|before| before.until >= *from) {
        let reason = format!("the wave begins on {}, within the one before", *from);
        let remedy = format!("begin it after {}", before.until);
        reading.report(from.at, reason, remedy);
    }
    Some(PlannedWave {
        label,
        from: *from,
        until: *until,
    })
}

fn read_label(table: &mut Table<'_>, reading: &mut Reading) -> Option<String> {
    let label = table.text("label", reading)?;
    let trimmed = label.trim();
    let characters = trimmed.chars().count();
    if !(1..=BRAND_CHARACTERS_MAX).contains(&characters) {
        let reason = format!("the wave’s label has {characters} characters");
        let remedy = format!("write from 1 to {BRAND_CHARACTERS_MAX}");
        reading.report(label.at, reason, remedy);
        return None;
    }
    Some(trimmed.to_owned())
}

fn read_day(
    table: &mut Table<'_>,
    key: &'static str,
    reading: &mut Reading,
) -> Option<Located<Date>> {
    let remedy = format!("add {key} = 2027-03-01");
    let value: &Spanned<DeValue<'_>> = table.required(key, &remedy, reading)?;
    let at = value.span().start;
    let written = match value.get_ref() {
        DeValue::Datetime(day) => day.to_string(),
        DeValue::String(day) => day.to_string(),
        other => described(other).to_owned(),
    };
    match written.parse() {
        Ok(value) if written.len() == "2027-03-01".len() => Some(Located { at, value }),
        _ => {
            let reason = format!("“{key}” is {written}, not a day");
            reading.report(at, reason, format!("write it as {key} = 2027-03-01"));
            None
        }
    }
}
