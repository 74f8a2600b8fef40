//! The `[charter]` of a survey file: the promise to respondents.

use super::languages::{localized, required_localized};
use super::table::{Located, Reading, Table, described, listed, nearest, text_of};
use crate::limits::{FLOOR_MIN, GROUP_SIZE_MAX, GROUP_SIZE_MIN, RETENTION_DAYS_MAX};
use crate::survey::charter::{Access, Breakdown, Breakdowns, Charter, Clause, Reminders};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind};

const GROUP_SIZE_DEFAULT: u16 = 10;
const FLOOR_DEFAULT: u16 = 5;
const RETENTION_DAYS_DEFAULT: u16 = 90;

/// The questions that breakdowns may name.
pub(super) struct Asked<'a> {
    /// Those that could be read.
    pub questions: &'a [Question],
    /// The codes of all.
    pub codes: &'a [String],
}

pub(super) fn read(
    mut table: Table<'_>,
    languages: &[Language],
    asked: &Asked<'_>,
    reading: &mut Reading,
) -> Option<Charter> {
    let readers = required_localized(&mut table, "readers", languages, reading);
    let outside = localized(&mut table, "outside", languages, reading);
    let refusal = |other: &str| format!("a survey cannot be open by “{other}”");
    let access = clause(&mut table, "access", refusal, reading).value;
    let group_size = table.whole("group_size_min", GROUP_SIZE_MIN, GROUP_SIZE_MAX, reading);
    let floor = table.whole("floor", FLOOR_MIN, GROUP_SIZE_MAX, reading);
    let group_size_min = group_size.map_or(GROUP_SIZE_DEFAULT, |declared| declared.value);
    let floor_value = floor.map_or(FLOOR_DEFAULT, |declared| declared.value);
    if floor_value > group_size_min {
        let at = floor
            .or(group_size)
            .map_or(table.at, |declared| declared.at);
        let reason =
            format!("the floor of {floor_value} is above the group size of {group_size_min}");
        reading.report(at, reason, "raise group_size_min or lower floor");
    }
    let refusal = |other: &str| format!("results cannot be shown “{other}”");
    let results = clause(&mut table, "results", refusal, reading).value;
    let breakdowns = read_breakdowns(&mut table, asked, reading);
    let retention_days = table
        .whole("retention_days", 1, RETENTION_DAYS_MAX, reading)
        .map_or(RETENTION_DAYS_DEFAULT, |declared| declared.value);
    let refusal = |other: &str| format!("what people write cannot be “{other}”");
    let comments = clause(&mut table, "comments", refusal, reading).value;
    let refusal = |other: &str| format!("results cannot be public “{other}”");
    let public_results = clause(&mut table, "public_results", refusal, reading).value;
    let reminders = read_reminders(&mut table, access, reading);
    table.finish(reading);
    Some(Charter {
        readers: readers?,
        outside,
        access,
        group_size_min,
        floor: floor_value,
        results,
        breakdowns,
        retention_days,
        comments,
        public_results,
        reminders,
    })
}

/// One of a few answers; what promises most where something else stands.
fn clause<C: Clause>(
    table: &mut Table<'_>,
    key: &'static str,
    refusal: impl Fn(&str) -> String,
    reading: &mut Reading,
) -> Located<C> {
    let Some(written) = table.text(key, reading) else {
        return Located {
            at: table.at,
            value: C::USUAL,
        };
    };
    let value = C::of_code(&written).unwrap_or_else(|| {
        let codes = C::ANSWERS.map(|(_, code)| format!("“{code}”"));
        let remedy = format!("write {}", codes.join(" or "));
        reading.report(written.at, refusal(&written), remedy);
        C::STRICTEST
    });
    Located {
        at: written.at,
        value,
    }
}

fn read_reminders(table: &mut Table<'_>, access: Access, reading: &mut Reading) -> Reminders {
    let refusal = |other: &str| format!("reminders cannot go to “{other}”");
    let reminders: Located<Reminders> = clause(table, "reminders", refusal, reading);
    if reminders.value == Reminders::Unanswered && access == Access::Link {
        let reason = "where everybody has the link, nobody is reminded";
        let remedy = "take the line out, or write access = “invitation”";
        reading.report(reminders.at, reason, remedy);
        return Reminders::Everybody;
    }
    reminders.value
}

fn read_breakdowns(table: &mut Table<'_>, asked: &Asked<'_>, reading: &mut Reading) -> Breakdowns {
    let Some(value) = table.value("breakdowns") else {
        return Breakdowns::Default;
    };
    if value.get_ref().as_str() == Some("default") {
        return Breakdowns::Default;
    }
    if !value.get_ref().is_array() {
        let reason = format!("“breakdowns” is {}", described(value.get_ref()));
        let remedy = "write \"default\", or a list such as [\"age\", \"age by gender\"]";
        reading.report(value.span().start, reason, remedy);
        return Breakdowns::Default;
    }
    let mut listed = Vec::new();
    for item in table
        .list("breakdowns", reading)
        .map_or(Vec::new(), |list| list.value)
    {
        let text = text_of(item, "breakdowns", reading);
        let Some(breakdown) = text.and_then(|text| read_breakdown(text, asked, reading)) else {
            continue;
        };
        if listed.contains(&breakdown) {
            let at = item.span().start;
            reading.report(at, "this breakdown is listed twice", "take one out");
        }
        listed.push(breakdown);
    }
    Breakdowns::Listed(listed)
}

fn read_breakdown(
    text: Located<&str>,
    asked: &Asked<'_>,
    reading: &mut Reading,
) -> Option<Breakdown> {
    let question = |name: &str, reading: &mut Reading| {
        let name = Located {
            at: text.at,
            value: name.trim(),
        };
        breakdown_question(name, asked, reading)
    };
    let Some((first, second)) = text.split_once(" by ") else {
        return question(&text, reading).map(Breakdown::By);
    };
    let (first, second) = (question(first, reading), question(second, reading));
    let (first, second) = (first?, second?);
    if first == second {
        let reason = format!("“{first}” cannot be broken down by itself");
        reading.report(text.at, reason, "name two different questions");
        return None;
    }
    Some(Breakdown::Pair(first, second))
}

fn breakdown_question(
    name: Located<&str>,
    asked: &Asked<'_>,
    reading: &mut Reading,
) -> Option<QuestionCode> {
    let mut questions = asked.questions.iter();
    if let Some(question) = questions.find(|question| question.code.as_str() == name.value) {
        if makes_groups(&question.kind) {
            return Some(question.code.clone());
        }
        let reason = format!("respondents cannot be grouped by “{}”", *name);
        let remedy = "name a choice, a scale, an NPS or a number question";
        reading.report(name.at, reason, remedy);
        return None;
    }
    // A question with problems of its own is not reported a second time.
    if !asked.codes.iter().any(|code| code == name.value) {
        let able = asked
            .questions
            .iter()
            .filter(|question| makes_groups(&question.kind));
        let known: Vec<&str> = able.map(|question| question.code.as_str()).collect();
        let remedy = match nearest(&name, known.iter().copied()) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => format!("name one of {}", listed(&known)),
        };
        reading.report(
            name.at,
            format!("there is no question “{}” to break down by", *name),
            remedy,
        );
    }
    None
}

/// Whether each answer puts a respondent into one group, or into one of two an option.
fn makes_groups(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::SingleChoice(_)
        | QuestionKind::MultipleChoice(_)
        | QuestionKind::Scale(_)
        | QuestionKind::NetPromoter(_)
        | QuestionKind::Number(_) => true,
        QuestionKind::Grid { .. }
        | QuestionKind::Ranking { .. }
        | QuestionKind::Text(_)
        | QuestionKind::Information => false,
    }
}
