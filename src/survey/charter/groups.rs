//! Whether a charter's list of groups grew: by a breakdown, or by a background
//! question that sorts people more finely than it did.

use std::collections::BTreeSet;

use super::Breakdown;
use super::changes::Change;
use crate::survey::criterion;
use crate::survey::identifier::QuestionCode;
use crate::survey::question::{NumberRange, Question, QuestionKind, Role};
use crate::survey::questionnaire::Survey;

/// What of the list is there in one of the two surveys only, and which of the
/// questions that stayed on it now make more groups.
pub(super) fn changes(old: &Survey, new: &Survey) -> Vec<Change> {
    let before: BTreeSet<Named> = named(old).into_iter().collect();
    let after = named(new);
    let added = after.iter().filter(|named| !before.contains(named));
    let mut changes: Vec<Change> = added
        .map(|named| Change::BreakdownAdded(named.to_string()))
        .collect();
    let kept: BTreeSet<&Named> = after.iter().collect();
    let removed = before.iter().filter(|named| !kept.contains(named));
    changes.extend(removed.map(|named| Change::BreakdownRemoved(named.to_string())));
    let mut sorting: Vec<&QuestionCode> = after
        .iter()
        .filter(|named| before.contains(named))
        .flat_map(Named::codes)
        .collect();
    sorting.sort();
    sorting.dedup();
    for code in sorting {
        let question = |survey: &'_ Survey| survey.questionnaire.question(code).cloned();
        if let (Some(old), Some(new)) = (question(old), question(new))
            && sorts_more_finely(&old, &new)
        {
            changes.push(Change::FinerGroups(code.clone()));
        }
    }
    changes
}

/// A breakdown by its questions' codes; a pair is the same from either side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Named(QuestionCode, Option<QuestionCode>);

impl Named {
    fn codes(&self) -> impl Iterator<Item = &QuestionCode> {
        std::iter::once(&self.0).chain(&self.1)
    }
}

impl std::fmt::Display for Named {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.1 {
            None => write!(formatter, "{}", self.0),
            Some(second) => write!(formatter, "{} by {second}", self.0),
        }
    }
}

fn named(survey: &Survey) -> Vec<Named> {
    let listed = criterion::breakdowns(survey);
    let named = listed.into_iter().map(|breakdown| match breakdown {
        Breakdown::By(code) => Named(code, None),
        Breakdown::Pair(first, second) if first <= second => Named(first, Some(second)),
        Breakdown::Pair(first, second) => Named(second, Some(first)),
    });
    named.collect()
}

/// Of a question about the brand only its kind matters: a reason that nobody
/// had thought of may be added. One about the person makes no new groups.
fn sorts_more_finely(old: &Question, new: &Question) -> bool {
    if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
        return true;
    }
    if old.role == Role::Brand && new.role == Role::Brand {
        return false;
    }
    match (&old.kind, &new.kind) {
        (QuestionKind::SingleChoice(old), QuestionKind::SingleChoice(new))
        | (QuestionKind::MultipleChoice(old), QuestionKind::MultipleChoice(new)) => {
            let mut options = new.options.iter();
            options.any(|new| old.options.iter().all(|old| old.code != new.code))
        }
        (QuestionKind::Scale(old), QuestionKind::Scale(new)) => {
            new.from < old.from || new.to > old.to
        }
        (QuestionKind::Number(old), QuestionKind::Number(new)) => !is_union_of(new, old),
        _ => false,
    }
}

/// Whether every band begins where one began before.
fn is_union_of(new: &NumberRange, old: &NumberRange) -> bool {
    let began: BTreeSet<i64> = old.bands.iter().map(|band| band.from).collect();
    let mut later = new.bands.iter().skip(1);
    new.decimals == old.decimals && later.all(|band| began.contains(&band.from))
}
