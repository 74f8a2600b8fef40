//! The ledger: who saw, exported or changed what, and on which day, as a chain
//! of entries in which none can be edited or taken out unnoticed.
//!
//! An actor is a role and a department, never a name. Nothing about respondents
//! has a place here: no action of theirs exists, and no entry holds a count.

mod chain;
mod event;

#[cfg(test)]
mod tests;

pub use chain::{Break, Hash, HashError, NotedHead, Verification, Verified};
pub use event::{Action, Actor, Event, Role};

/// One entry as it is stored. Words are kept as they were written, so that an
/// entry of another version of this program can be verified too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps.
    pub number: i64,
    pub day: String,
    pub role: String,
    pub department: Option<String>,
    pub action: String,
    /// The survey's name in its address.
    pub survey: Option<String>,
    /// What of it: a wave, a chart and its format, what changed.
    pub subject: Option<String>,
    pub previous: Hash,
    pub hash: Hash,
}

impl Entry {
    /// The entry that follows `newest`, or the first.
    pub fn following(newest: Option<&Self>, day: String, event: &Event) -> Self {
        let mut entry = Self {
            number: newest.map_or(1, |newest| newest.number + 1),
            day,
            role: event.actor.role.code().to_owned(),
            department: event.actor.department.clone(),
            action: event.action.code().to_owned(),
            survey: event.survey.clone(),
            subject: event.subject.clone(),
            previous: newest.map_or(Hash::BEGINNING, |newest| newest.hash),
            hash: Hash::BEGINNING,
        };
        entry.hash = entry.reckon();
        entry
    }

    /// What happened; `None` where this version knows no such role or action.
    pub fn event(&self) -> Option<Event> {
        Some(Event {
            actor: Actor {
                role: Role::of_code(&self.role)?,
                department: self.department.clone(),
            },
            action: Action::of_code(&self.action)?,
            survey: self.survey.clone(),
            subject: self.subject.clone(),
        })
    }

    /// The hash that these words, in this place, must have.
    fn reckon(&self) -> Hash {
        let words = [
            Some(&self.day),
            Some(&self.role),
            self.department.as_ref(),
            Some(&self.action),
            self.survey.as_ref(),
            self.subject.as_ref(),
        ];
        Hash::of(
            self.number,
            &words.map(|word| word.map(String::as_str)),
            self.previous,
        )
    }
}
