//! Removing what erased rows leave behind, by whichever process comes first.

use super::error::OperationError;
use super::installation::Installation;

/// Asks for it: something was erased. The process that erased it may end before
/// its housekeeper looks, so a mark beside the keys asks every other one; should
/// it crash before there is a mark, the next start of any scrubs by itself.
pub(super) fn ask(installation: &Installation) {
    installation.store.scrub_soon();
    if let Err(error) = installation.keys.add_unscrubbed() {
        tracing::warn!(%error, "only this process knows that it is to overwrite what was erased");
    }
}

/// At once. What is in the way of it, such as a reader of an older state, is
/// gone when a housekeeper tries again.
pub(super) fn at_once(installation: &Installation) {
    if let Err(error) = scrub(installation) {
        tracing::warn!(%error, "what was erased is overwritten later");
        ask(installation);
    }
}

/// If anybody asked for it, here or in another process.
pub(super) fn if_asked(installation: &Installation) -> Result<(), OperationError> {
    let is_asked_here = installation.store.is_to_be_scrubbed();
    if is_asked_here || !installation.keys.list_unscrubbed()?.is_empty() {
        scrub(installation)?;
    }
    Ok(())
}

/// Marks that are made meanwhile stay for the next time.
fn scrub(installation: &Installation) -> Result<(), OperationError> {
    let asked = installation.keys.list_unscrubbed();
    installation.store.scrub()?;
    Ok(installation.keys.remove_unscrubbed(&asked?)?)
}
