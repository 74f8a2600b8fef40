//! How far forms get that are not sent: one number a page, tied to nobody, in
//! memory until a release.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::OperationError;
use super::installation::Installation;
use super::published::{Published, WaveState};
use crate::privacy::pool_cipher::Place;
use crate::store::connection::AnyConnection;
use crate::store::page_counts;
use crate::store::surveys;
use crate::store::transaction::{Lock, lock_survey};

/// By page, how many more forms are there than at the last release; fewer, where
/// forms went on or were sent.
type Moves = BTreeMap<i32, i64>;

/// Of every wave, since its last release.
// Promise P3: nothing but a sum a page is kept, so the order in which forms
// came is gone at once; and it is written down only when totals move anyway.
#[derive(Default)]
pub(super) struct Leaving(Mutex<HashMap<Place, Moves>>);

impl Leaving {
    fn lock(&self) -> MutexGuard<'_, HashMap<Place, Moves>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, place: Place, page: usize, forms: i64) {
        // Leaving the first page is not counted: whoever opens an address and
        // goes away again may be a program that looks at mail.
        if let (1.., Ok(page)) = (page, i32::try_from(page)) {
            *self
                .lock()
                .entry(place)
                .or_default()
                .entry(page)
                .or_default() += forms;
        }
    }

    /// Takes out what is to be written down now.
    fn take(&self, place: Place) -> Option<Moves> {
        self.lock().remove(&place)
    }

    /// It could not be written down.
    pub(super) fn give_back(&self, taken: Taken) {
        let mut kept = self.lock();
        let since = kept.entry(taken.place).or_default();
        for (page, forms) in taken.moves {
            *since.entry(page).or_default() += forms;
        }
    }

    fn places(&self) -> Vec<Place> {
        self.lock().keys().copied().collect()
    }
}

/// What one transaction writes down.
pub(super) struct Taken {
    place: Place,
    moves: Moves,
}

/// A form went on from the furthest page it had been on to one that is further.
pub fn goes_on(installation: &Installation, published: &Published, from: usize, to: usize) {
    if let Some(place) = place(published) {
        installation.leaving.add(place, from, -1);
        installation.leaving.add(place, to, 1);
    }
}

/// It was sent, from this page as the furthest.
pub fn is_sent(installation: &Installation, published: &Published, from: usize) {
    if let Some(place) = place(published) {
        installation.leaving.add(place, from, -1);
    }
}

fn place(published: &Published) -> Option<Place> {
    match published.wave {
        WaveState::Open { wave } => Some(Place {
            survey: published.id,
            wave,
        }),
        _ => None,
    }
}

/// Writes the moves of a wave down, in the transaction that releases; should
/// that fail, what it took is to be given back.
pub(super) fn write_down(
    installation: &Installation,
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Option<Taken>, OperationError> {
    let Some(moves) = installation.leaving.take(place) else {
        return Ok(None);
    };
    let taken = Taken { place, moves };
    match page_counts::add(connection, place, &taken.moves) {
        Ok(()) => Ok(Some(taken)),
        Err(error) => {
            installation.leaving.give_back(taken);
            Err(error.into())
        }
    }
}

/// Writes down what this process counted of waves that another has closed.
pub(super) fn finish_closed(installation: &Installation) -> Result<(), OperationError> {
    for place in installation.leaving.places() {
        let mut taken = None;
        let written = installation.store.in_transaction(|connection| {
            lock_survey(connection, place.survey, Lock::Exclusive)?;
            let wave = surveys::find_wave(connection, place.survey, place.wave)?;
            if wave.is_some_and(|wave| !wave.is_open) {
                taken = write_down(installation, connection, place)?;
            }
            Ok::<_, OperationError>(())
        });
        if let (Err(_), Some(taken)) = (&written, taken) {
            installation.leaving.give_back(taken);
        }
        written?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { survey: 1, wave: 2 };

    #[test]
    fn a_form_is_where_it_got_to_and_nowhere_else() {
        let leaving = Leaving::default();
        leaving.add(PLACE, 0, -1);
        leaving.add(PLACE, 1, 1);
        leaving.add(PLACE, 1, -1);
        leaving.add(PLACE, 2, 1);
        let moves = leaving.take(PLACE).unwrap();
        assert_eq!(moves, BTreeMap::from([(1, 0), (2, 1)]));
        assert!(leaving.places().is_empty());
    }

    #[test]
    fn what_could_not_be_written_down_adds_to_what_came_since() {
        let leaving = Leaving::default();
        leaving.add(PLACE, 1, 1);
        let moves = leaving.take(PLACE).unwrap();
        leaving.add(PLACE, 1, 1);
        leaving.give_back(Taken {
            place: PLACE,
            moves,
        });
        assert_eq!(leaving.take(PLACE), Some(BTreeMap::from([(1, 2)])));
    }
}
