//! Starting an installation: database and keys are opened, what a crash may
//! have interrupted is finished, and the background threads begin.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::error::OperationError;
use super::installation::Installation;
use super::vault::{KeyVault, PoolGrew};
use super::{
    calendar, housekeeper, invite, mailing, recognise, retain, seal, sealer, webhook, withdraw,
};
use crate::clock::Clock;
use crate::keys::KeyDirectory;
use crate::store::Store;
use crate::store::connection::DatabaseUrl;
use crate::store::surveys;
use crate::store::writer::Writer;

impl Installation {
    /// Opens database and keys, finishes what a crash may have interrupted, and
    /// starts the writer and the sealer.
    pub fn open(url: DatabaseUrl, keys: &Path, clock: Clock) -> Result<Self, OperationError> {
        let keys = Arc::new(KeyDirectory::open(keys)?);
        let store = Store::open(url)?;
        check_keys_belong(&store, &keys)?;
        let (installation, growth) = Self::at_rest(store, keys, clock)?;
        let stopped = |error: std::io::Error| OperationError::Stopped(error.to_string());
        recognise::refresh(&installation)?;
        mailing::remember(&installation)?;
        installation.finish_interrupted_work()?;
        // Whoever was here before may have ended between erasing and scrubbing.
        installation.store.scrub_soon();
        sealer::start(installation.downgrade(), growth).map_err(stopped)?;
        housekeeper::start(&installation).map_err(stopped)?;
        webhook::start(installation.downgrade()).map_err(stopped)?;
        Ok(installation)
    }

    /// Opened, and nothing begins by itself: no release, no key, no wave.
    pub(super) fn at_rest(
        store: Store,
        keys: Arc<KeyDirectory>,
        clock: Clock,
    ) -> Result<(Self, Receiver<PoolGrew>), OperationError> {
        let (grew, growth) = std::sync::mpsc::channel();
        let vault = KeyVault::new(Arc::clone(&keys), grew)?;
        let writer = Writer::start(store.clone(), vault)
            .map_err(|error| OperationError::Stopped(error.to_string()))?;
        Ok((Self::new(store, keys, clock, writer), growth))
    }

    /// Destroys keys of replacements that a crash cut short, erases withdrawn
    /// responses that came back with a backup, seals what is due, opens and closes
    /// the waves of this day, and erases what has been kept long enough. A survey
    /// whose key is lost does not keep the others from starting.
    fn finish_interrupted_work(&self) -> Result<(), OperationError> {
        let surveys = surveys::list_surveys(&mut *self.store.connection()?)?;
        for survey in surveys {
            if let Err(error) = self.finish_interrupted_work_of(survey.id) {
                tracing::error!(survey = survey.slug, %error, "a survey could not be put in order");
            }
        }
        if let Err(error) = calendar::keep(self) {
            tracing::warn!(%error, "the calendar waits");
        }
        if let Err(error) = retain::erase_overdue(self) {
            tracing::warn!(%error, "what is overdue is not erased yet");
        }
        self.replace_keys_of_yesterday()
    }

    fn finish_interrupted_work_of(&self, survey: i64) -> Result<(), OperationError> {
        if let Err(error) = withdraw::erase_withdrawn(self, survey) {
            self.remember_unerased(survey);
            return Err(error);
        }
        invite::forget_again(self, survey)?;
        seal::destroy_replaced_keys(self, survey)?;
        seal::seal(self, survey, seal::Occasion::Growth)?;
        Ok(())
    }

    /// Replaces every pool key that was made before today.
    pub(super) fn replace_keys_of_yesterday(&self) -> Result<(), OperationError> {
        let today = self.today();
        let surveys = surveys::list_surveys(&mut *self.store.connection()?)?;
        for survey in surveys.into_iter().filter(|s| s.pool_key_day < today) {
            if let Err(error) = seal::seal(self, survey.id, seal::Occasion::NewDay) {
                tracing::error!(survey = survey.slug, %error, "a pool key could not be replaced");
            }
        }
        Ok(())
    }
}

/// What a database remembers of the key directory it was made with.
pub(super) fn installation_mark(keys: &KeyDirectory) -> [u8; 32] {
    keys.root().derive("installation", &[])
}

/// A database remembers which key directory it was made with: with another one
/// no receipt would be found and no waiting response would open.
fn check_keys_belong(store: &Store, keys: &KeyDirectory) -> Result<(), OperationError> {
    let mark = installation_mark(keys);
    store.in_transaction(|connection| match surveys::find_root_check(connection)? {
        None => Ok(surveys::insert_root_check(connection, &mark)?),
        Some(known) if known == mark => Ok(()),
        Some(_) => Err(OperationError::ForeignKeys {
            keys: keys.path().display().to_string(),
        }),
    })
}
