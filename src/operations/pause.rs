//! Pausing a wave, and going on with it.
//!
//! A pause stops answers from coming and nothing else: it seals nothing, moves
//! no count, and whoever has a receipt takes answers back as before. Releases
//! keep to their own threshold, so none can be had by pausing.

use super::error::OperationError;
use super::installation::Installation;
use super::publish::{self, PublishError};
use super::record;
use crate::privacy::ledger::Action;
use crate::store::surveys;
use crate::store::transaction::{Lock, lock_survey};
use crate::survey::identifier::Slug;

/// From now on the running wave takes no answers; tells whether it took some
/// until now.
pub fn pause(installation: &Installation, slug: &Slug) -> Result<bool, PublishError> {
    set_paused(installation, slug, true)
}

/// The running wave takes answers again; tells whether it was paused.
pub fn go_on(installation: &Installation, slug: &Slug) -> Result<bool, PublishError> {
    set_paused(installation, slug, false)
}

fn set_paused(
    installation: &Installation,
    slug: &Slug,
    is_paused: bool,
) -> Result<bool, PublishError> {
    let has_changed = installation.store.in_transaction(|connection| {
        let row = surveys::find_survey(connection, slug.as_str())?
            .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
        // No answer is being stored while this lasts.
        lock_survey(connection, row.id, Lock::Exclusive)?;
        let wave = surveys::find_running_wave(connection, row.id)?
            .ok_or_else(|| PublishError::DoesNotRun(slug.clone()))?;
        if wave.is_paused == is_paused {
            return Ok(false);
        }
        surveys::update_wave_paused(connection, row.id, wave.wave, is_paused)?;
        let action = match is_paused {
            true => Action::WavePaused,
            false => Action::WaveResumed,
        };
        let subject = Some(format!("wave {}", wave.wave));
        record::done(installation, connection, action, Some(&row.slug), subject)
            .map_err(OperationError::from)?;
        Ok::<_, PublishError>(true)
    })?;
    publish::refresh(installation, slug)?;
    Ok(has_changed)
}
