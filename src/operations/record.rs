//! Entering into the ledger: what was done, in the transaction that did it; what
//! was looked at, once a day.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use super::error::OperationError;
use super::installation::Installation;
use super::results::{Board, Results, Tracker};
use crate::privacy::ledger::{Action, Actor, Event};
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::ledger;
use crate::survey::identifier::Slug;

/// What this process knows to be in today's ledger.
#[derive(Debug, Default)]
pub(super) struct Looks(Mutex<Day>);

#[derive(Debug, Default)]
struct Day {
    day: String,
    events: HashSet<Event>,
}

impl Looks {
    fn day(&self, today: &str) -> std::sync::MutexGuard<'_, Day> {
        let mut day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if day.day != today {
            *day = Day {
                day: today.to_owned(),
                events: HashSet::new(),
            };
        }
        day
    }
}

/// Enters what the installation's actor does to a survey; the last statement of
/// the transaction that does it.
pub(super) fn done(
    installation: &Installation,
    connection: &mut AnyConnection,
    action: Action,
    survey: Option<&str>,
    subject: Option<String>,
) -> Result<(), StoreError> {
    let event = Event {
        actor: installation.actor().clone(),
        action,
        survey: survey.map(str::to_owned),
        subject,
    };
    ledger::append(connection, &installation.today(), &event)
}

/// Enters that somebody saw a board; one without any results tells nothing.
pub(super) fn seen(installation: &Installation, slug: &Slug, board: &Board) {
    if matches!(board.results, Results::Tables(_)) {
        for wave in waves(board) {
            let wave = format!("wave {wave}");
            looked(installation, &board.actor, Action::ResultsSeen, slug, wave);
        }
    }
}

/// The waves whose results a board shows.
fn waves(board: &Board) -> Vec<i32> {
    match &board.together {
        Some(together) if together.is_shown => together.waves.clone(),
        _ => vec![board.wave],
    }
}

/// Enters that somebody saw several waves beside each other: each of them.
pub(super) fn seen_over_time(installation: &Installation, slug: &Slug, tracker: &Tracker) {
    for wave in &tracker.waves {
        let wave = format!("wave {}", wave.wave);
        let action = Action::ResultsSeen;
        looked(installation, &tracker.actor, action, slug, wave);
    }
}

/// Enters that somebody took results away with them: a question's code and the
/// format, "reasons.csv".
pub fn exported(installation: &Installation, slug: &Slug, board: &Board, file: &str) {
    let file = match &board.together {
        Some(together) if together.is_shown => {
            format!("{}, {file}", together.in_words().to_lowercase())
        }
        _ => format!("wave {}, {file}", board.wave),
    };
    let action = Action::ResultsExported;
    looked(installation, &board.actor, action, slug, file);
}

/// Enters that somebody looked at a survey's results; the first time on a day
/// costs a transaction beside whoever waits, every other time nothing. A look
/// that cannot be entered is shown all the same, and the log says so.
// Promise P11: whoever looks is entered under their role, with the day.
pub fn looked(
    installation: &Installation,
    actor: &Actor,
    action: Action,
    slug: &Slug,
    subject: String,
) {
    let event = Event {
        actor: actor.clone(),
        action,
        survey: Some(slug.as_str().to_owned()),
        subject: Some(subject),
    };
    let today = installation.today();
    let is_new = installation.looks.day(&today).events.insert(event.clone());
    if !is_new {
        return;
    }
    let installation = installation.clone();
    let enter = move || {
        let entered = installation.store.in_transaction(|connection| {
            ledger::append(connection, &today, &event).map_err(OperationError::from)
        });
        if let Err(error) = entered {
            tracing::error!(%error, "a look could not be entered into the ledger");
            installation.looks.day(&today).events.remove(&event);
        }
    };
    // Off the threads that answer visitors; without a runtime nobody waits.
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn_blocking(enter)),
        Err(_none) => enter(),
    }
}
