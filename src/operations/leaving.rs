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

    /// What a release is about to write down.
    pub(super) fn of_survey(&self, survey: i64) -> HashMap<Place, Moves> {
        let kept = self.lock();
        let of_survey = kept.iter().filter(|(place, _)| place.survey == survey);
        of_survey
            .map(|(place, moves)| (*place, moves.clone()))
            .collect()
    }

    /// It is written down, and counts no longer; forms that came since stay.
    pub(super) fn forget(&self, written: &HashMap<Place, Moves>) {
        let mut kept = self.lock();
        for (place, moves) in written {
            let Some(since) = kept.get_mut(place) else {
                continue;
            };
            for (page, forms) in moves {
                *since.entry(*page).or_default() -= forms;
            }
            since.retain(|_, forms| *forms != 0);
            if since.is_empty() {
                kept.remove(place);
            }
        }
    }
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

/// Writes the wave's moves down, in the transaction that releases.
pub(super) fn write_down(
    connection: &mut AnyConnection,
    place: Place,
    moves: &HashMap<Place, Moves>,
) -> Result<(), OperationError> {
    match moves.get(&place) {
        Some(moves) => Ok(page_counts::add(connection, place, moves)?),
        None => Ok(()),
    }
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
        let moves = leaving.of_survey(1);
        assert_eq!(moves[&PLACE], BTreeMap::from([(1, 0), (2, 1)]));
        assert!(leaving.of_survey(7).is_empty());
    }

    #[test]
    fn what_comes_during_a_release_is_kept_for_the_next() {
        let leaving = Leaving::default();
        leaving.add(PLACE, 1, 1);
        let written = leaving.of_survey(1);
        leaving.add(PLACE, 1, 1);
        leaving.forget(&written);
        assert_eq!(leaving.of_survey(1)[&PLACE], BTreeMap::from([(1, 1)]));
        leaving.forget(&leaving.of_survey(1));
        assert!(leaving.of_survey(1).is_empty());
    }
}
