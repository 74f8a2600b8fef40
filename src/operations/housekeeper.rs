//! The background thread that notices what other processes did, replaces
//! yesterday's keys, finishes what closed waves lack, and scrubs what was erased.

use std::time::Duration;

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::{Installation, WeakInstallation};
use super::{book, calendar, publish, recognise};
use crate::background;

/// How long another process's opening or closing of a wave may go unnoticed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Starts the thread; it ends soon after the last handle of the installation.
pub(super) fn start(installation: WeakInstallation) -> std::io::Result<()> {
    let mut calendar = CalendarKept::default();
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
            calendar.keep(&installation);
        }
    })
}

/// The calendar is looked at once a day, and again until that succeeds.
#[derive(Default)]
struct CalendarKept {
    on: Option<Date>,
}

impl CalendarKept {
    fn keep(&mut self, installation: &Installation) {
        let today = installation.clock.today();
        if self.on == Some(today) {
            return;
        }
        match calendar::keep(installation) {
            Ok(()) => self.on = Some(today),
            Err(error) => tracing::warn!(%error, "the calendar waits"),
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
