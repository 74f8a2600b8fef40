//! The background thread that notices what other processes did, and replaces
//! yesterday's keys.

use std::time::Duration;

use super::error::OperationError;
use super::installation::{Installation, WeakInstallation};
use super::publish;

/// How long another process's opening or closing of a wave may go unnoticed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Starts the thread; it ends soon after the last handle of the installation.
pub(super) fn start(installation: WeakInstallation) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("housekeeper".to_owned())
        .spawn(move || {
            loop {
                std::thread::sleep(LOOK_AGAIN);
                let Some(installation) = installation.upgrade() else {
                    return;
                };
                if let Err(error) = look_around(&installation) {
                    tracing::warn!(%error, "housekeeping waits for the database");
                }
            }
        })?;
    Ok(())
}

fn look_around(installation: &Installation) -> Result<(), OperationError> {
    publish::refresh_published(installation)?;
    installation.replace_keys_of_yesterday()
}
