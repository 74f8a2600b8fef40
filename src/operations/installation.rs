//! One running installation: store, keys, clock, writer, and what is kept in
//! memory of surveys that do not change.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use super::error::OperationError;
use super::housekeeper;
use super::publish::Published;
use super::results::ResultsCache;
use super::sealer;
use super::vault::KeyVault;
use super::{publish, seal};
use crate::clock::Clock;
use crate::keys::KeyDirectory;
use crate::privacy::receipt::SubmissionKey;
use crate::random::{self, RandomError};
use crate::store::Store;
use crate::store::connection::{AnyConnection, DatabaseUrl};
use crate::store::surveys;
use crate::store::writer::Writer;
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// Cheap to clone; the verbs of this room take one. Its threads end with the
/// last clone.
#[derive(Clone)]
pub struct Installation(Arc<Inner>);

impl std::ops::Deref for Installation {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// What the clones of an installation share.
pub struct Inner {
    pub(super) store: Store,
    pub(super) keys: Arc<KeyDirectory>,
    pub(super) clock: Clock,
    pub(super) writer: Writer,
    pub(super) results: ResultsCache,
    /// Published revisions never change.
    revisions: RwLock<HashMap<(i64, i32), Arc<Survey>>>,
    /// What respondents are shown now, refreshed every second.
    published: RwLock<HashMap<Slug, Arc<Published>>>,
}

impl Installation {
    /// Opens database and keys, finishes what a crash may have interrupted, and
    /// starts the writer and the sealer.
    pub fn open(url: DatabaseUrl, keys: &Path, clock: Clock) -> Result<Self, OperationError> {
        let keys = Arc::new(KeyDirectory::open(keys)?);
        let store = Store::open(url)?;
        check_keys_belong(&store, &keys)?;
        let (grew, growth) = std::sync::mpsc::channel();
        let vault = KeyVault::new(Arc::clone(&keys), grew)?;
        let stopped = |error: std::io::Error| OperationError::Stopped(error.to_string());
        let installation = Self(Arc::new(Inner {
            writer: Writer::start(store.clone(), vault).map_err(stopped)?,
            store,
            keys,
            clock,
            results: ResultsCache::default(),
            revisions: RwLock::default(),
            published: RwLock::default(),
        }));
        installation.finish_interrupted_work()?;
        sealer::start(installation.downgrade(), growth).map_err(stopped)?;
        housekeeper::start(installation.downgrade()).map_err(stopped)?;
        Ok(installation)
    }

    /// For threads that must not keep the installation alive.
    fn downgrade(&self) -> WeakInstallation {
        WeakInstallation(Arc::downgrade(&self.0))
    }

    /// Destroys keys of replacements that a crash cut short, erases withdrawn
    /// responses that came back with a backup, and seals what is due.
    fn finish_interrupted_work(&self) -> Result<(), OperationError> {
        let surveys = surveys::list_surveys(&mut *self.store.connection()?)?;
        for survey in surveys {
            seal::destroy_replaced_keys(self, survey.id)?;
            super::withdraw::erase_withdrawn(self, survey.id)?;
            seal::seal(self, survey.id, seal::Occasion::Growth)?;
        }
        self.replace_keys_of_yesterday()
    }

    /// Replaces every pool key that was not made today.
    pub fn replace_keys_of_yesterday(&self) -> Result<(), OperationError> {
        let today = self.today();
        let surveys = surveys::list_surveys(&mut *self.store.connection()?)?;
        for survey in surveys.into_iter().filter(|s| s.pool_key_day != today) {
            seal::seal(self, survey.id, seal::Occasion::NewDay)?;
        }
        Ok(())
    }

    /// The hidden field of a fresh form.
    pub fn new_submission_key(&self) -> Result<SubmissionKey, RandomError> {
        Ok(SubmissionKey::from_bytes(random::bytes()?))
    }

    /// Today, as it is stored: a day and nothing finer.
    pub(super) fn today(&self) -> String {
        self.clock.today().to_string()
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        self.blocking(|this| Ok(this.store.connection()?))
            .await
            .is_ok()
    }

    /// Runs database work beside the threads that answer visitors.
    pub(super) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, OperationError> + Send + 'static,
    ) -> Result<T, OperationError> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || work(&this))
            .await
            .map_err(|error| OperationError::Stopped(error.to_string()))?
    }

    /// A published revision.
    pub(super) fn revision(
        &self,
        connection: &mut AnyConnection,
        survey: i64,
        revision: i32,
    ) -> Result<Arc<Survey>, OperationError> {
        let known = self
            .revisions
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = known.get(&(survey, revision)) {
            return Ok(Arc::clone(document));
        }
        drop(known);
        let document = surveys::get_revision(connection, survey, revision)?;
        let document: Arc<Survey> = serde_json::from_str(&document)
            .map(Arc::new)
            .map_err(|_malformed| OperationError::Damaged("a revision"))?;
        let mut known = self
            .revisions
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert((survey, revision), Arc::clone(&document));
        Ok(document)
    }

    pub(super) fn known_published(&self, slug: &Slug) -> Option<Arc<Published>> {
        let known = self
            .published
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        known.get(slug).cloned()
    }

    pub(super) fn remember_published(&self, published: &Arc<Published>) {
        let mut known = self
            .published
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(published.survey.slug.clone(), Arc::clone(published));
    }

    /// Looks again at every survey in memory: another process may have opened
    /// or closed a wave.
    pub(super) fn refresh_published(&self) -> Result<(), OperationError> {
        let known = self
            .published
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let slugs: Vec<Slug> = known.keys().cloned().collect();
        drop(known);
        for slug in slugs {
            if let Some(published) = publish::read_published(self, &slug)? {
                self.remember_published(&Arc::new(published));
            }
        }
        Ok(())
    }
}

pub(super) struct WeakInstallation(Weak<Inner>);

impl WeakInstallation {
    /// `None` once every other clone is gone.
    pub(super) fn upgrade(&self) -> Option<Installation> {
        self.0.upgrade().map(Installation)
    }
}

/// A database remembers which key directory it was made with: with another one
/// no receipt would be found and no waiting response would open.
fn check_keys_belong(store: &Store, keys: &KeyDirectory) -> Result<(), OperationError> {
    let mark = keys.root().derive("installation", &[]);
    store.in_transaction(|connection| match surveys::find_root_check(connection)? {
        None => Ok(surveys::insert_root_check(connection, &mark)?),
        Some(known) if known == mark => Ok(()),
        Some(_) => Err(OperationError::ForeignKeys {
            keys: keys.path().display().to_string(),
        }),
    })
}
