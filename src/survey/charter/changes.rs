//! What became of a promise between two revisions, and which of it is looser.

use std::fmt;

use super::groups;
use super::{Access, Comments, PublicResults, Reminders, ResultsWhen};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Localized;
use crate::survey::questionnaire::Survey;
use crate::survey::quota::Quota;

/// One difference between two charters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    GroupSize {
        old: u16,
        new: u16,
    },
    Floor {
        old: u16,
        new: u16,
    },
    Retention {
        old: u16,
        new: u16,
    },
    ResultsEarlier,
    ResultsLater,
    /// Named by the codes of its questions.
    BreakdownAdded(String),
    BreakdownRemoved(String),
    /// A question about the person makes groups that it did not make, or one of
    /// the list asks for another kind of answer.
    FinerGroups(QuestionCode),
    /// Anybody who tries can see whether it is full.
    QuotaAdded(QuestionCode),
    QuotaRemoved(QuestionCode),
    ReadersReworded,
    ReadersTranslated,
    OutsideAdded,
    OutsideRemoved,
    OutsideReworded,
    OutsideTranslated,
    OpenToEverybody,
    ByInvitationOnly,
    CommentsShown,
    CommentsKeptBack,
    ResultsPublic,
    ResultsNotPublic,
    RemindersToTheUnanswered,
    RemindersToEverybody,
}

/// A change that would give respondents less than they were promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosening(Change);

/// Everything in the charter that changed, in its order.
pub fn changes(old: &Survey, new: &Survey) -> Vec<Change> {
    let (before, after) = (&old.charter, &new.charter);
    let mut changes = Vec::new();
    match wording(&before.readers, &after.readers, old) {
        Wording::Same => {}
        Wording::Translated => changes.push(Change::ReadersTranslated),
        Wording::Changed => changes.push(Change::ReadersReworded),
    }
    match (&before.outside, &after.outside) {
        (None, None) => {}
        (None, Some(_)) => changes.push(Change::OutsideAdded),
        (Some(_), None) => changes.push(Change::OutsideRemoved),
        (Some(before), Some(after)) => match wording(before, after, old) {
            Wording::Same => {}
            Wording::Translated => changes.push(Change::OutsideTranslated),
            Wording::Changed => changes.push(Change::OutsideReworded),
        },
    }
    match (before.access, after.access) {
        (Access::Invitation, Access::Link) => changes.push(Change::OpenToEverybody),
        (Access::Link, Access::Invitation) => changes.push(Change::ByInvitationOnly),
        _ => {}
    }
    let mut number = |old: u16, new: u16, change: fn(u16, u16) -> Change| {
        if old != new {
            changes.push(change(old, new));
        }
    };
    number(before.group_size_min, after.group_size_min, |old, new| {
        Change::GroupSize { old, new }
    });
    number(before.floor, after.floor, |old, new| Change::Floor {
        old,
        new,
    });
    number(before.retention_days, after.retention_days, |old, new| {
        Change::Retention { old, new }
    });
    match (before.results, after.results) {
        (ResultsWhen::WhenClosed, ResultsWhen::WhileRunning) => {
            changes.push(Change::ResultsEarlier);
        }
        (ResultsWhen::WhileRunning, ResultsWhen::WhenClosed) => changes.push(Change::ResultsLater),
        _ => {}
    }
    changes.extend(groups::changes(old, new));
    changes.extend(quotas(&old.quotas, &new.quotas, Change::QuotaRemoved));
    changes.extend(quotas(&new.quotas, &old.quotas, Change::QuotaAdded));
    match (before.comments, after.comments) {
        (Comments::KeptBack, Comments::Shown) => changes.push(Change::CommentsShown),
        (Comments::Shown, Comments::KeptBack) => changes.push(Change::CommentsKeptBack),
        _ => {}
    }
    match (before.public_results, after.public_results) {
        (PublicResults::Never, PublicResults::WhenClosed) => changes.push(Change::ResultsPublic),
        (PublicResults::WhenClosed, PublicResults::Never) => {
            changes.push(Change::ResultsNotPublic);
        }
        _ => {}
    }
    match (before.reminders, after.reminders) {
        (Reminders::Everybody, Reminders::Unanswered) => {
            changes.push(Change::RemindersToTheUnanswered);
        }
        (Reminders::Unanswered, Reminders::Everybody) => {
            changes.push(Change::RemindersToEverybody);
        }
        _ => {}
    }
    changes
}

/// Those of one list that limit what none of the other does. How many they let
/// through is for the questionnaire to say: a wave keeps the number it began with.
fn quotas(
    of: &[Quota],
    others: &[Quota],
    change: fn(QuestionCode) -> Change,
) -> impl Iterator<Item = Change> {
    let is_new = |quota: &&Quota| !others.iter().any(|other| other.limits_the_same_as(quota));
    let new = of.iter().filter(is_new);
    new.map(|quota| change(quota.question.clone()))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What of the change from one revision to another a frozen charter refuses.
// Promise P10: once somebody has answered, nothing of this passes.
pub fn loosenings(old: &Survey, new: &Survey) -> Vec<Loosening> {
    let changes = changes(old, new).into_iter();
    changes.filter(Change::is_looser).map(Loosening).collect()
}

enum Wording {
    Same,
    /// Nothing that could be read before reads otherwise.
    Translated,
    Changed,
}

/// Whether fewer people are meant cannot be told from prose: any other wording
/// in a language that had one counts as a change.
fn wording(before: &Localized, after: &Localized, old: &Survey) -> Wording {
    let languages = &old.questionnaire.languages;
    let is_first_same = languages
        .first()
        .is_none_or(|first| before.in_language(first) == after.in_language(first));
    let mut translations = before.translations().iter();
    if !is_first_same || translations.any(|(tag, text)| after.in_language(tag) != text) {
        return Wording::Changed;
    }
    if before.translations().len() < after.translations().len() {
        Wording::Translated
    } else {
        Wording::Same
    }
}

impl Change {
    /// Whether respondents would get less than they were promised.
    pub fn is_looser(&self) -> bool {
        match self {
            Self::GroupSize { old, new } | Self::Floor { old, new } => new < old,
            Self::Retention { old, new } => new > old,
            Self::ResultsEarlier
            | Self::BreakdownAdded(_)
            | Self::FinerGroups(_)
            | Self::QuotaAdded(_)
            | Self::ReadersReworded
            | Self::OutsideAdded
            | Self::OutsideReworded
            | Self::OpenToEverybody
            | Self::CommentsShown
            | Self::ResultsPublic
            | Self::RemindersToTheUnanswered => true,
            Self::ResultsLater
            | Self::BreakdownRemoved(_)
            | Self::QuotaRemoved(_)
            | Self::ReadersTranslated
            | Self::OutsideRemoved
            | Self::OutsideTranslated
            | Self::ByInvitationOnly
            | Self::CommentsKeptBack
            | Self::ResultsNotPublic
            | Self::RemindersToEverybody => false,
        }
    }
}

/// In the words of the ledger, which anybody reads.
impl fmt::Display for Change {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GroupSize { old, new } => write!(to, "group size {old} → {new}"),
            Self::Floor { old, new } => write!(to, "floor {old} → {new}"),
            Self::Retention { old, new } => write!(to, "answers kept {old} → {new} days"),
            Self::ResultsEarlier => to.write_str("results while it runs"),
            Self::ResultsLater => to.write_str("results only when closed"),
            Self::BreakdownAdded(named) => write!(to, "also counted by {named}"),
            Self::BreakdownRemoved(named) => write!(to, "no longer counted by {named}"),
            Self::FinerGroups(code) => write!(to, "other groups by {code}"),
            Self::QuotaAdded(code) => write!(to, "a quota by {code}"),
            Self::QuotaRemoved(code) => write!(to, "no quota by {code}"),
            Self::ReadersReworded => to.write_str("other words for who sees the results"),
            Self::ReadersTranslated => to.write_str("who sees the results, in more languages"),
            Self::OutsideAdded => to.write_str("somebody outside the brand sees results"),
            Self::OutsideRemoved => to.write_str("nobody outside the brand sees results"),
            Self::OutsideReworded => to.write_str("other words for who outside sees results"),
            Self::OutsideTranslated => to.write_str("who outside sees results, in more languages"),
            Self::OpenToEverybody => to.write_str("open to everybody with the address"),
            Self::ByInvitationOnly => to.write_str("by invitation only"),
            Self::CommentsShown => to.write_str("own words are shown to readers"),
            Self::CommentsKeptBack => to.write_str("own words are shown to nobody"),
            Self::ResultsPublic => to.write_str("results are public when closed"),
            Self::ResultsNotPublic => to.write_str("results are not public"),
            Self::RemindersToTheUnanswered => {
                to.write_str("reminders only to those who have not answered")
            }
            Self::RemindersToEverybody => to.write_str("reminders to everybody invited"),
        }
    }
}

impl Loosening {
    /// The line of the survey file that it is about.
    pub fn key(&self) -> &'static str {
        match &self.0 {
            Change::GroupSize { .. } => "group_size_min",
            Change::Floor { .. } => "floor",
            Change::Retention { .. } => "retention_days",
            Change::ResultsEarlier | Change::ResultsLater => "results",
            Change::BreakdownAdded(_) | Change::BreakdownRemoved(_) | Change::FinerGroups(_) => {
                "breakdowns"
            }
            Change::QuotaAdded(_) | Change::QuotaRemoved(_) => "quota",
            Change::ReadersReworded | Change::ReadersTranslated => "readers",
            Change::OutsideAdded
            | Change::OutsideRemoved
            | Change::OutsideReworded
            | Change::OutsideTranslated => "outside",
            Change::OpenToEverybody | Change::ByInvitationOnly => "access",
            Change::CommentsShown | Change::CommentsKeptBack => "comments",
            Change::ResultsPublic | Change::ResultsNotPublic => "public_results",
            Change::RemindersToTheUnanswered | Change::RemindersToEverybody => "reminders",
        }
    }

    pub fn change(&self) -> &Change {
        &self.0
    }
}

/// What is refused, and what to do instead.
impl fmt::Display for Loosening {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: ", self.key())?;
        match &self.0 {
            Change::GroupSize { old, new } => write!(
                to,
                "results were promised to rest on at least {old} people, not {new}; \
                 write {old} or more"
            ),
            Change::Floor { old, new } => write!(
                to,
                "no sum was to narrow to fewer than {old} people, not {new}; write {old} or more"
            ),
            Change::Retention { old, new } => write!(
                to,
                "answers were to be erased after {old} days, not {new}; write {old} or less"
            ),
            Change::ResultsEarlier => to.write_str(
                "nothing was to be shown before the survey closes; write results = \"when-closed\"",
            ),
            Change::BreakdownAdded(named) => write!(
                to,
                "people were not told that they are counted by “{named}”; write the list out \
                 without it (a new background question, or a new closed one, adds itself to the \
                 default list)"
            ),
            Change::FinerGroups(code) => write!(
                to,
                "“{code}” would sort people into groups that they were not told of; keep its \
                 answers or take some out, or ask it under a new code and leave that off the list"
            ),
            Change::QuotaAdded(code) => write!(
                to,
                "people were not told that anybody can see when enough have answered “{code}” \
                 so; take the quota out"
            ),
            Change::ReadersReworded => to.write_str(
                "who sees the results was promised in these very words; keep them \
                 (texts in further languages may be added)",
            ),
            Change::OutsideAdded => {
                to.write_str("nobody outside the brand was to see results; take the line out")
            }
            Change::OutsideReworded => to.write_str(
                "who outside the brand sees results was promised in these very words; keep them, \
                 or take the line out",
            ),
            Change::OpenToEverybody => to
                .write_str("only people with a code were to answer; write access = \"invitation\""),
            Change::CommentsShown => {
                to.write_str("nobody was to read what people wrote; write comments = \"kept-back\"")
            }
            Change::ResultsPublic => to.write_str(
                "people were not told that everybody may see results; write public_results = \
                 \"never\"",
            ),
            Change::RemindersToTheUnanswered => {
                to.write_str("nobody was to look who has answered; write reminders = \"everybody\"")
            }
            // Never looser.
            stricter => write!(to, "{stricter}"),
        }
    }
}
