//! Tables of waves at their latest release, kept in memory: they are the same
//! for every reader until the next one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::privacy::pool_cipher::Place;
use crate::privacy::protected_table::ProtectedTable;

type Tables = Arc<Vec<ProtectedTable>>;

#[derive(Default)]
pub(super) struct ResultsCache {
    /// With the number of releases that the tables add up.
    tables: Mutex<HashMap<Place, (i32, Tables)>>,
}

impl ResultsCache {
    fn lock(&self) -> MutexGuard<'_, HashMap<Place, (i32, Tables)>> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The tables of a wave, unless there was a release since.
    pub(super) fn find(&self, place: Place, releases: i32) -> Option<Tables> {
        let known = self.lock();
        let (known_releases, tables) = known.get(&place)?;
        (*known_releases == releases).then(|| Arc::clone(tables))
    }

    pub(super) fn keep(&self, place: Place, releases: i32, tables: Tables) {
        self.lock().insert(place, (releases, tables));
    }
}
