//! Tables and books kept in memory: those of a closed wave never change, those
//! of a running one are the same for every reader until the next release.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::choices::Choices;
use super::outline::Outline;
use super::{Audience, Tables};
use crate::limits::{BOOKS_KEPT_MAX, OUTLINES_KEPT_MAX, TABLES_KEPT_MAX};
use crate::privacy::pool_cipher::Place;
use crate::survey::language::Language;

/// Which tables of a wave.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub place: Place,
    pub audience: Audience,
    pub language: Language,
    pub by: Option<String>,
    pub segment: Option<String>,
}

pub(in crate::operations) struct ResultsCache {
    /// With the number of releases that the tables add up.
    tables: Mutex<Kept<Key, (i32, Tables)>>,
    /// In the words of one language.
    books: Mutex<Kept<(Place, Language), Arc<Choices>>>,
    /// The same without totals: a survey may have more closed waves than there
    /// are books kept, and every board of it asks all of them.
    outlines: Mutex<Kept<(Place, Language), Arc<Outline>>>,
}

impl Default for ResultsCache {
    fn default() -> Self {
        Self {
            tables: Mutex::new(Kept::at_most(TABLES_KEPT_MAX)),
            books: Mutex::new(Kept::at_most(BOOKS_KEPT_MAX)),
            outlines: Mutex::new(Kept::at_most(OUTLINES_KEPT_MAX)),
        }
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ResultsCache {
    /// The tables of a wave, unless there was a release since.
    pub(super) fn find(&self, key: &Key, releases: i32) -> Option<Tables> {
        let known = lock(&self.tables);
        let (known_releases, tables) = known.values.get(key)?;
        (*known_releases == releases).then(|| Arc::clone(tables))
    }

    pub(super) fn keep(&self, key: Key, releases: i32, tables: Tables) {
        lock(&self.tables).keep(key, (releases, tables));
    }

    pub(super) fn find_book(&self, place: Place, language: &Language) -> Option<Arc<Choices>> {
        let key = (place, language.clone());
        lock(&self.books).values.get(&key).cloned()
    }

    pub(super) fn keep_book(&self, place: Place, language: Language, book: Arc<Choices>) {
        lock(&self.books).keep((place, language), book);
    }

    pub(super) fn find_outline(&self, place: Place, language: &Language) -> Option<Arc<Outline>> {
        let key = (place, language.clone());
        lock(&self.outlines).values.get(&key).cloned()
    }

    pub(super) fn keep_outline(&self, place: Place, language: Language, outline: Arc<Outline>) {
        lock(&self.outlines).keep((place, language), outline);
    }
}

/// The newest entries; the oldest makes room.
struct Kept<K, V> {
    most: usize,
    values: HashMap<K, V>,
    order: VecDeque<K>,
}

impl<K: Clone + Eq + Hash, V> Kept<K, V> {
    fn at_most(most: usize) -> Self {
        Self {
            most,
            values: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    fn keep(&mut self, key: K, value: V) {
        if self.values.insert(key.clone(), value).is_some() {
            return;
        }
        self.order.push_back(key);
        if self.order.len() > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_makes_room_for_the_newest() {
        let mut kept = Kept::at_most(2);
        for (key, value) in [(1, "one"), (2, "two"), (1, "one again"), (3, "three")] {
            kept.keep(key, value);
        }
        let mut keys: Vec<i32> = kept.values.keys().copied().collect();
        keys.sort_unstable();
        assert_eq!(keys, [2, 3]);
        assert_eq!(kept.order.len(), 2);
    }
}
