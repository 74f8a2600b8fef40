//! What must be known beside numbers by group: bases, who is in no group, what
//! was joined, how the finding compared.

use super::comparison::{Difference, compares_levels, comparisons, difference};
use super::{PANELS_MAX, STACKS_MAX, base, has_gaps, lines, name, standing};
use crate::chart::figures::{is_sign, people, quoted, thousands};
use crate::chart::note::{GAPS, SIMULATED, TOO_FEW_IN_GROUPS, reading_aid, together};
use crate::chart::reading::Standing;
use crate::chart::scale_ends::ScaleEnds;
use crate::privacy::protected_table::{Banner, Measure, ProtectedTable};

/// Fewer people than this say little by themselves.
const SMALL_BASE: u64 = 30;

/// Why groups do not add up to everybody.
pub fn left_out(table: &ProtectedTable) -> Option<String> {
    let left_out = table.banner()?.left_out;
    let everybody = people(table.first().base.responses);
    (left_out > 0).then(|| {
        format!(
            "{} of {everybody} are in no group and counted in the totals only: they asked for it, \
             did not say which group they belong to, or were drawn by lot to hide those.",
            thousands(left_out)
        )
    })
}

/// Groups that are shown as large as any other and rest on few people.
fn small_bases(table: &ProtectedTable) -> Option<String> {
    let groups = table.groups().iter();
    let small: Vec<(&str, u64)> = groups
        .map(|column| (name(column), base(table, column)))
        .filter(|(_, base)| (1..SMALL_BASE).contains(base))
        .collect();
    match small.as_slice() {
        [] => None,
        [(group, base)] => Some(format!(
            "{} stands for {base} people only: its shares say little by themselves.",
            quoted(group)
        )),
        several => Some(format!(
            "{} groups stand for fewer than {SMALL_BASE} people each: their shares say little by \
             themselves.",
            several.len()
        )),
    }
}

const OVERLAP: &str = "One person can be in several of these groups, so they are not compared.";

/// One sentence or two each. `has_intervals`: the picture draws them.
pub fn notes(table: &ProtectedTable, banner: &Banner, has_intervals: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if table.heading().is_simulated {
        notes.push(SIMULATED.to_owned());
    }
    match standing(table) {
        Standing::TooFew => {
            notes.push(TOO_FEW_IN_GROUPS.to_owned());
            return notes;
        }
        Standing::NobodyAnswered => {
            let shown = people(table.first().base.shown);
            notes.push(format!("Base: {shown} who saw the question."));
            return notes;
        }
        Standing::Counted => notes.push(bases(table)),
    }
    notes.extend(together(table));
    notes.extend(banner.merged.as_ref().map(|line| sentence(line)));
    notes.extend(left_out(table));
    notes.extend(small_bases(table));
    notes.extend(uncounted(table));
    if has_gaps(table) {
        notes.push(GAPS.to_owned());
    }
    notes.extend(aid(table));
    if is_tinted(table) {
        notes.push("The stronger the tint, the larger the share.".to_owned());
        if banner.code == table.heading().question_code {
            notes.push("A group’s own answer, which all of it gave, is left blank.".to_owned());
        }
    }
    notes.extend(spread(table));
    notes.push(note_of_comparison(table));
    if has_intervals {
        notes.push(intervals(table).to_owned());
    }
    notes.retain(|note| !note.is_empty());
    notes
}

fn sentence(line: &str) -> String {
    let line = line.trim();
    match line.ends_with(['.', '!', '?']) {
        true => line.to_owned(),
        false => format!("{line}."),
    }
}

/// Whom the shares rest on; the picture says how many in each group.
fn bases(table: &ProtectedTable) -> String {
    let who = match table.measure() {
        Measure::MultipleChoice => "people who saw the question; several answers possible",
        Measure::Comments => "people who saw the question",
        _ => "people who answered",
    };
    let all = people(base(table, table.first()));
    format!("Base: {who}. Everybody: {all}.")
}

/// Which answers are of nobody in the groups.
fn uncounted(table: &ProtectedTable) -> Option<String> {
    let lines = lines(table);
    let labels: Vec<String> = lines
        .iter()
        .filter(|line| line.is_uncounted)
        .map(|line| quoted(line.label.trim()))
        .collect();
    let (last, others) = labels.split_last()?;
    Some(match others {
        [] => format!("{last} is not counted by group: whoever said so is in the totals only."),
        _ => format!(
            "{} and {last} are not counted by group: whoever said so is in the totals only.",
            others.join(", ")
        ),
    })
}

/// Whether the picture is a heat map.
fn is_tinted(table: &ProtectedTable) -> bool {
    let is_many = table.groups().len() > PANELS_MAX;
    match table.measure() {
        Measure::Grid { .. } => true,
        Measure::Scale { .. } | Measure::NetPromoter { .. } => table.groups().len() > STACKS_MAX,
        _ => is_many,
    }
}

/// How the figures of a bar are to be read.
fn aid(table: &ProtectedTable) -> Option<String> {
    match table.measure() {
        Measure::Scale { .. } => {
            reading_aid(table).map(|aid| aid.replace("Large figures", "Figures at the ends"))
        }
        Measure::NetPromoter { .. } => reading_aid(table),
        _ => None,
    }
}

/// How the error of an average was found.
fn spread(table: &ProtectedTable) -> Option<String> {
    matches!(table.measure(), Measure::Number { .. }).then(|| {
        "Averages of the answers; their intervals take the spread from the bands.".to_owned()
    })
}

/// The rule by which the finding says that groups differ.
fn note_of_comparison(table: &ProtectedTable) -> String {
    let is_overlapping = table.banner().is_none_or(|banner| banner.is_overlapping);
    let count = comparisons(table);
    if is_overlapping {
        return OVERLAP.to_owned();
    }
    if difference(table) == Difference::NotCompared {
        return String::new();
    }
    let test = match compares_levels(table) {
        true => "z-tests, each pair of groups",
        false if table.groups().len() == 2 => "a two-proportion z-test of the two groups",
        false => "two-proportion z-tests, each group with the rest and with each other group",
    };
    let times = match count {
        1 => "at 5%".to_owned(),
        _ => format!(
            "at 5% over all {} comparisons (Bonferroni)",
            thousands(count as u64)
        ),
    };
    format!("The finding compares by {test}, {times}.")
}

fn intervals(table: &ProtectedTable) -> &'static str {
    let is_many = table.groups().len() > PANELS_MAX;
    match table.measure() {
        Measure::SingleChoice { .. }
        | Measure::MultipleChoice
        | Measure::Ranking
        | Measure::Comments
            if is_many =>
        {
            ""
        }
        Measure::SingleChoice { .. } | Measure::MultipleChoice | Measure::Ranking => {
            "Thin lines: 95% intervals (Wilson)."
        }
        Measure::Comments => "Thin lines: 95% intervals (Wilson).",
        Measure::Number { .. } => "Thin lines: 95% intervals.",
        Measure::Scale { .. } | Measure::NetPromoter { .. } => "Small figures: 95% intervals.",
        Measure::Grid { .. } => "",
    }
}

/// Over what the shares are taken, and what the thin mark is.
pub fn unit(table: &ProtectedTable) -> String {
    if standing(table) != Standing::Counted {
        return String::new();
    }
    let is_many = table.groups().len() > PANELS_MAX;
    let mark = if is_many {
        ""
    } else {
        "; thin mark: everybody"
    };
    match table.measure() {
        Measure::Grid { .. } => format!(
            "% of each group giving {}",
            ScaleEnds::of(table).high_in_words
        ),
        Measure::Scale { .. } | Measure::NetPromoter { .. } => "% of each group".to_owned(),
        Measure::Ranking => format!("% of each group ranking it first{mark}"),
        Measure::Number { unit, .. } => {
            let words = unit.as_deref().map(str::trim).filter(|unit| !is_sign(unit));
            let average = words.map_or_else(String::new, |unit| format!(" ({unit})"));
            format!("Average{average}, and % of each group in each band{mark}")
        }
        _ => format!("% of each group{mark}"),
    }
}
