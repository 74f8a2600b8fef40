//! One running installation: store, keys, clock, writer, and what is kept in
//! memory of surveys that do not change.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, Weak};

use super::error::OperationError;
use super::leaving::Leaving;
use super::mailing::Post;
use super::member::Doors;
use super::published::Published;
use super::recognise::KeyRing;
use super::record::Looks;
use super::results::ResultsCache;
use crate::clock::Clock;
use crate::keys::KeyDirectory;
use crate::privacy::ledger::Actor;
use crate::privacy::pool_cipher::Place;
use crate::privacy::receipt::SubmissionKey;
use crate::random::{self, RandomError};
use crate::store::Store;
use crate::store::connection::AnyConnection;
use crate::store::surveys;
use crate::store::writer::Writer;
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// Cheap to clone; the verbs of this room take one. Its threads end with the
/// last clone.
#[derive(Clone)]
pub struct Installation {
    inner: Arc<Inner>,
    actor: Actor,
}

impl std::ops::Deref for Installation {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

/// What the clones of an installation share.
pub struct Inner {
    pub(super) store: Store,
    pub(super) keys: Arc<KeyDirectory>,
    pub(super) clock: Clock,
    pub(super) writer: Writer,
    pub(super) results: ResultsCache,
    /// How far forms got since the last release.
    pub(super) leaving: Leaving,
    /// The keys behind the codes of invitations, refreshed every second.
    pub(super) ring: RwLock<Arc<KeyRing>>,
    /// To be held while a book is written.
    pub(super) book_turn: Mutex<()>,
    /// Closed waves whose books could not be written, until the next start.
    without_book: Mutex<HashSet<Place>>,
    /// Surveys with withdrawn responses that could not be erased at the time.
    unerased: Mutex<HashSet<i64>>,
    /// Where mail is handed over, if that was set up.
    pub(super) post: OnceLock<Post>,
    /// Attempts of members to sign in.
    pub(super) doors: Doors,
    /// Published revisions never change.
    revisions: RwLock<HashMap<(i64, i32), Arc<Survey>>>,
    /// What respondents are shown now, refreshed every second.
    published: RwLock<HashMap<Slug, Arc<Published>>>,
    /// What was looked at today.
    pub(super) looks: Looks,
}

impl Installation {
    pub(super) fn new(store: Store, keys: Arc<KeyDirectory>, clock: Clock, writer: Writer) -> Self {
        let inner = Inner {
            store,
            keys,
            clock,
            writer,
            results: ResultsCache::default(),
            leaving: Leaving::default(),
            ring: RwLock::default(),
            book_turn: Mutex::default(),
            without_book: Mutex::default(),
            unerased: Mutex::default(),
            post: OnceLock::new(),
            doors: Doors::default(),
            revisions: RwLock::default(),
            published: RwLock::default(),
            looks: Looks::default(),
        };
        Self {
            inner: Arc::new(inner),
            actor: Actor::OPERATOR,
        }
    }

    /// The same, in the hands of somebody else: the ledger enters what is done
    /// with it under their role.
    pub fn acting_as(&self, actor: Actor) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            actor,
        }
    }

    pub(super) fn actor(&self) -> &Actor {
        &self.actor
    }

    /// For threads that must not keep the installation alive.
    pub(super) fn downgrade(&self) -> WeakInstallation {
        WeakInstallation(Arc::downgrade(&self.inner))
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
            .map_err(|_panicked| OperationError::Panicked)?
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

    /// The newest revision of a survey, with its number.
    pub(super) fn newest_revision(
        &self,
        connection: &mut AnyConnection,
        survey: i64,
    ) -> Result<(i32, Arc<Survey>), OperationError> {
        let number = surveys::find_latest_number(connection, survey)?
            .ok_or(OperationError::Damaged("a survey without a revision"))?;
        Ok((number, self.revision(connection, survey, number)?))
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

    pub(super) fn give_up_book(&self, place: Place) {
        let mut without = self
            .without_book
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        without.insert(place);
    }

    pub(super) fn is_book_given_up(&self, place: Place) -> bool {
        let without = self
            .without_book
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        without.contains(&place)
    }

    pub(super) fn remember_unerased(&self, survey: i64) {
        self.unerased().insert(survey);
    }

    /// To be remembered again where erasing fails again.
    pub(super) fn take_unerased(&self) -> HashSet<i64> {
        std::mem::take(&mut *self.unerased())
    }

    fn unerased(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.unerased.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The surveys in memory.
    pub(super) fn known_slugs(&self) -> Vec<Slug> {
        let known = self
            .published
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        known.keys().cloned().collect()
    }
}

pub(super) struct WeakInstallation(Weak<Inner>);

impl WeakInstallation {
    /// `None` once every other clone is gone.
    pub(super) fn upgrade(&self) -> Option<Installation> {
        let inner = self.0.upgrade()?;
        Some(Installation {
            inner,
            actor: Actor::WHYNOT,
        })
    }
}
