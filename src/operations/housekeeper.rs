//! Two background threads. The housekeeper notices what other processes did,
//! replaces yesterday's keys, and scrubs what was erased; the bookkeeper finishes
//! what closed waves lack, keeps the calendar, and erases what has been kept long
//! enough.

use std::time::Duration;

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::{Installation, WeakInstallation};
use super::{book, calendar, leaving, publish, recognise, retain, scrub, withdraw};
use crate::background;

/// How long another process's opening or closing of a wave may go unnoticed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Starts the threads; they end soon after the last handle of the installation.
/// A book may take a minute: what respondents meet does not wait for it.
pub(super) fn start(installation: &Installation) -> std::io::Result<()> {
    let chores: [Chore; 4] = [
        notice_others,
        replace_keys,
        erase_withdrawn,
        scrub::if_asked,
    ];
    look_again(
        "housekeeper",
        installation.downgrade(),
        move |installation| {
            for chore in chores {
                attempt(chore, installation);
            }
        },
    )?;
    let mut calendar = Daily::new("the calendar", calendar::keep);
    let mut retention = Daily::new("retention", retain::erase_overdue);
    look_again(
        "bookkeeper",
        installation.downgrade(),
        move |installation| {
            attempt(leaving::finish_closed, installation);
            attempt(book::finish_all, installation);
            calendar.look(installation);
            retention.look(installation);
        },
    )
}

/// Starts a thread that does this every second.
fn look_again(
    name: &'static str,
    installation: WeakInstallation,
    mut chores: impl FnMut(&Installation) + Send + 'static,
) -> std::io::Result<()> {
    background::spawn(name, move || {
        loop {
            std::thread::sleep(LOOK_AGAIN);
            let Some(installation) = installation.upgrade() else {
                return;
            };
            chores(&installation);
        }
    })
}

fn attempt(chore: Chore, installation: &Installation) {
    if let Err(error) = chore(installation) {
        tracing::warn!(%error, "housekeeping waits");
    }
}

type Chore = fn(&Installation) -> Result<(), OperationError>;

/// Done once a day, and again until that succeeds.
struct Daily {
    name: &'static str,
    chore: Chore,
    done: Option<Date>,
}

impl Daily {
    fn new(name: &'static str, chore: Chore) -> Self {
        Self {
            name,
            chore,
            done: None,
        }
    }

    fn look(&mut self, installation: &Installation) {
        let today = installation.clock.today();
        if self.done == Some(today) {
            return;
        }
        match (self.chore)(installation) {
            Ok(()) => self.done = Some(today),
            Err(error) => tracing::warn!(%error, chore = self.name, "a daily chore waits"),
        }
    }
}

fn notice_others(installation: &Installation) -> Result<(), OperationError> {
    recognise::refresh(installation)?;
    publish::refresh_published(installation)
}

fn replace_keys(installation: &Installation) -> Result<(), OperationError> {
    installation.replace_keys_of_yesterday()
}

fn erase_withdrawn(installation: &Installation) -> Result<(), OperationError> {
    withdraw::erase_what_remained(installation)
}
