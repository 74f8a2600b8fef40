//! The background thread that notices what other processes did, replaces
//! yesterday's keys, keeps the calendar, finishes what closed waves lack, erases
//! what has been kept long enough, and scrubs what was erased.

use std::time::Duration;

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::{Installation, WeakInstallation};
use super::{book, calendar, publish, recognise, retain};
use crate::background;

/// How long another process's opening or closing of a wave may go unnoticed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Starts the thread; it ends soon after the last handle of the installation.
pub(super) fn start(installation: WeakInstallation) -> std::io::Result<()> {
    let mut calendar = Daily::new("the calendar", calendar::keep);
    let mut retention = Daily::new("retention", retain::erase_overdue);
    background::spawn("housekeeper", move || {
        loop {
            std::thread::sleep(LOOK_AGAIN);
            let Some(installation) = installation.upgrade() else {
                return;
            };
            for chore in [notice_others, replace_keys, book::finish_all, scrub] {
                if let Err(error) = chore(&installation) {
                    tracing::warn!(%error, "housekeeping waits");
                }
            }
            calendar.look(&installation);
            retention.look(&installation);
        }
    })
}

/// Done once a day, and again until that succeeds.
struct Daily {
    name: &'static str,
    chore: fn(&Installation) -> Result<(), OperationError>,
    done: Option<Date>,
}

impl Daily {
    fn new(name: &'static str, chore: fn(&Installation) -> Result<(), OperationError>) -> Self {
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

fn scrub(installation: &Installation) -> Result<(), OperationError> {
    if installation.store.is_to_be_scrubbed() {
        installation.store.scrub()?;
    }
    Ok(())
}
