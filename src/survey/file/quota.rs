//! The `[[quota]]`s of a survey file: how many may say something.

use super::charter::Asked;
use super::languages::localized;
use super::table::{Located, Reading, Table, counted, listed, nearest, text_of};
use crate::limits::{QUOTA_MOST_MAX, QUOTAS_MAX};
use crate::survey::charter::{Charter, ResultsWhen};
use crate::survey::identifier::OptionCode;
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind};
use crate::survey::quota::{Quota, can_limit};

/// `charter` is `None` if it has problems of its own.
pub(super) fn read(
    table: &mut Table<'_>,
    languages: &[Language],
    asked: &Asked<'_>,
    charter: Option<&Charter>,
    reading: &mut Reading,
) -> Vec<Quota> {
    let Some(list) = table.list("quota", reading) else {
        return Vec::new();
    };
    if list.len() > QUOTAS_MAX {
        let reason = format!("the survey has {}", counted(list.len(), "quota"));
        reading.report(list.at, reason, format!("set at most {QUOTAS_MAX}"));
    }
    // Promise P3: a full quota is seen by whoever tries it, so what is held
    // until the wave closes cannot have one.
    if charter.is_some_and(|charter| charter.results == ResultsWhen::WhenClosed) {
        reading.report(
            list.at,
            "a quota tells whoever tries it how many have answered, and this survey promises to \
             tell nothing before it closes",
            "take the quotas out, or show results while it runs",
        );
    }
    let group_size_min = charter.map_or(1, |charter| u32::from(charter.group_size_min));
    let mut quotas: Vec<Quota> = Vec::new();
    for (position, item) in list.iter().enumerate() {
        let name = format!("quota {}", position + 1);
        let Some(entry) = Table::of(item, name, reading) else {
            continue;
        };
        let at = entry.at;
        let Some(quota) = read_quota(entry, languages, asked, group_size_min, reading) else {
            continue;
        };
        if quotas.iter().any(|other| other.limits_the_same_as(&quota)) {
            let reason = format!("quota {} limits the same as another", position + 1);
            reading.report(at, reason, "keep one of them");
        }
        quotas.push(quota);
    }
    quotas
}

fn read_quota(
    mut table: Table<'_>,
    languages: &[Language],
    asked: &Asked<'_>,
    group_size_min: u32,
    reading: &mut Reading,
) -> Option<Quota> {
    let remedy = "name a choice: question = \"…\"";
    table.required("question", remedy, reading);
    let question = table
        .text("question", reading)
        .and_then(|code| find_question(&code, asked, reading));
    let remedy = "name what is limited: options = [\"…\"]";
    table.required("options", remedy, reading);
    let listed = table.list("options", reading);
    let options = match (question, listed) {
        (Some(question), Some(listed)) => {
            let codes = listed.value.iter();
            let codes: Vec<_> = codes
                .filter_map(|item| text_of(item, "options", reading))
                .collect();
            read_options(question, listed.at, &codes, reading)
        }
        _ => None,
    };
    table.required("most", "say how many at most: most = 100", reading);
    let most = table.whole("most", group_size_min, QUOTA_MOST_MAX, reading);
    let text = localized(&mut table, "text", languages, reading);
    table.finish(reading);
    Some(Quota {
        question: question?.code.clone(),
        options: options?,
        most: most?.value,
        text,
    })
}

fn find_question<'a>(
    code: &Located<&str>,
    asked: &Asked<'a>,
    reading: &mut Reading,
) -> Option<&'a Question> {
    let mut questions = asked.questions.iter();
    if let Some(found) = questions.find(|question| question.code.as_str() == code.value) {
        if can_limit(&found.kind, 1) {
            return Some(found);
        }
        let reason = format!("a quota cannot look at “{}”", code.value);
        reading.report(code.at, reason, "name a single or a multiple choice");
        return None;
    }
    // A question with problems of its own is not reported a second time.
    if !asked.codes.iter().any(|known| known == code.value) {
        let able = asked.questions.iter();
        let able = able.filter(|question| can_limit(&question.kind, 1));
        let known: Vec<&str> = able.map(|question| question.code.as_str()).collect();
        let reason = format!("there is no question “{}” for a quota", code.value);
        reading.report(code.at, reason, remedy(code.value, &known));
    }
    None
}

fn remedy(written: &str, known: &[&str]) -> String {
    match nearest(written, known.iter().copied()) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None if known.is_empty() => "add a single or a multiple choice first".to_owned(),
        None => format!("name one of {}", listed(known)),
    }
}

/// In the question's order, so that it does not matter how they were listed.
fn read_options(
    question: &Question,
    at: usize,
    written: &[Located<&str>],
    reading: &mut Reading,
) -> Option<Vec<OptionCode>> {
    let choices = &question.kind.choices()?.options;
    let known: Vec<&str> = choices.iter().map(|option| option.code.as_str()).collect();
    let mut is_good = true;
    for code in written {
        if !known.contains(&code.value) {
            let reason = format!("“{}” has no option “{}”", question.code, code.value);
            reading.report(code.at, reason, remedy(code.value, &known));
            is_good = false;
        }
    }
    let is_meant = |code: &OptionCode| written.iter().any(|each| each.value == code.as_str());
    let codes = choices.iter().map(|option| &option.code);
    let meant: Vec<OptionCode> = codes.filter(|code| is_meant(code)).cloned().collect();
    if is_good && !can_limit(&question.kind, meant.len()) {
        let (reason, remedy) = match question.kind {
            QuestionKind::MultipleChoice(_) if !meant.is_empty() => (
                "of a multiple choice a quota limits one option: people who chose two would be \
                 counted twice",
                "keep one, and give the others quotas of their own",
            ),
            _ => ("a quota without an option limits nobody", "name an option"),
        };
        reading.report(at, reason, remedy);
        is_good = false;
    }
    is_good.then_some(meant)
}
