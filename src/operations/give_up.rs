//! Giving up what waits under a lost key, so that the survey can go on.

use super::error::OperationError;
use super::installation::Installation;
use super::publish::PublishError;
use super::record;
use super::scrub;
use crate::keys::KeyError;
use crate::privacy::ledger::Action;
use crate::privacy::pool_cipher::Place;
use crate::store::transaction::{Lock, lock_survey};
use crate::store::writer::pool_key_id;
use crate::store::{passes, pool, surveys};
use crate::survey::identifier::Slug;

/// Erases the responses that nobody can open any more and makes a new pool key;
/// returns how many they were. `None` when the key is there and nothing has to
/// be given up.
pub fn give_up_waiting(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<u64>, PublishError> {
    let erased = installation.store.in_transaction(|connection| {
        let survey = surveys::find_survey(connection, slug.as_str())?
            .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
        let current = lock_survey(connection, survey.id, Lock::Exclusive)?
            .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
        let keys = &installation.keys;
        match keys.read_pool_key(survey.id, pool_key_id(current)?) {
            Err(KeyError::PoolKeyMissing(_)) => {}
            Ok(_) => return Ok(None),
            Err(error) => return Err(OperationError::from(error).into()),
        }
        let mut erased = 0;
        for wave in pool::list_waves(connection, survey.id)? {
            let place = Place {
                survey: survey.id,
                wave,
            };
            erased += pool::count(connection, place)?;
            pool::delete_all(connection, place)?;
        }
        // Whose code was used since the key was last replaced may answer again.
        // Who waited longer cannot: their passes lie among those of everybody
        // whose answers are sealed.
        passes::delete_waiting(connection, survey.id)?;
        let (id, _) = keys
            .make_pool_key(survey.id)
            .map_err(OperationError::from)?;
        surveys::update_pool_key(connection, survey.id, &id.0, &installation.today())?;
        let slug = Some(survey.slug.as_str());
        record::done(installation, connection, Action::WaitingGivenUp, slug, None)?;
        Ok::<_, PublishError>(Some(erased))
    })?;
    if erased.is_some() {
        scrub::at_once(installation);
    }
    Ok(erased)
}
