//! The background thread that seals a pool when it has grown enough.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::error::OperationError;
use super::installation::{Installation, WeakInstallation};
use super::seal::{self, Occasion};
use super::vault::PoolGrew;
use crate::background;
use crate::limits::RELEASES_PER_SECOND_MAX;
use crate::privacy::pool_cipher::Place;
use crate::privacy::schedule::Schedule;
use crate::store::surveys;

/// How long a pool that could not be sealed waits for the next attempt.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// Starts the thread; it ends with the last handle of the installation.
pub(super) fn start(
    installation: WeakInstallation,
    growth: Receiver<PoolGrew>,
) -> std::io::Result<()> {
    let mut sealer = Sealer {
        thresholds: HashMap::new(),
        unsealed: HashMap::new(),
    };
    background::spawn("sealer", move || {
        loop {
            let first = match growth.recv_timeout(TRY_AGAIN) {
                Ok(grew) => Some(grew),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let Some(installation) = installation.upgrade() else {
                return;
            };
            // Commits went on during the last release: of each pool only
            // the newest size counts.
            let sizes = first.into_iter().chain(growth.try_iter());
            sealer
                .unsealed
                .extend(sizes.map(|grew| (grew.place, grew.waiting)));
            let has_released = sealer.look_at_all(&installation);
            // Nothing is kept alive while the responses have the database to
            // themselves.
            drop(installation);
            if has_released {
                std::thread::sleep(Duration::from_secs(1) / RELEASES_PER_SECOND_MAX);
            }
        }
    })
}

struct Sealer {
    /// The pool size at which each wave's next release is due, as last read.
    /// Out of date it is too low (another process released), never too high.
    thresholds: HashMap<Place, u64>,
    /// Pools to look at, with their sizes; one stays here until looking at it
    /// succeeds, since a database that is away comes back.
    unsealed: HashMap<Place, u64>,
}

impl Sealer {
    /// Tells whether anything was released.
    fn look_at_all(&mut self, installation: &Installation) -> bool {
        let mut has_released = false;
        for (place, waiting) in std::mem::take(&mut self.unsealed) {
            match self.look_at(installation, place, waiting) {
                Ok(released) => has_released |= released,
                Err(error) => {
                    tracing::error!(%error, "the pool could not be sealed yet");
                    self.unsealed.insert(place, waiting);
                }
            }
        }
        has_released
    }

    /// Tells whether anything was released.
    fn look_at(
        &mut self,
        installation: &Installation,
        place: Place,
        waiting: u64,
    ) -> Result<bool, OperationError> {
        let threshold = match self.thresholds.get(&place) {
            Some(&threshold) => threshold,
            None => self.read_threshold(installation, place)?,
        };
        if waiting < threshold {
            return Ok(false);
        }
        let sealed = seal::seal(installation, place.survey, Occasion::Growth)?;
        self.read_threshold(installation, place)?;
        Ok(sealed.released > 0)
    }

    fn read_threshold(
        &mut self,
        installation: &Installation,
        place: Place,
    ) -> Result<u64, OperationError> {
        let mut connection = installation.store.connection()?;
        let wave = surveys::find_wave(&mut connection, place.survey, place.wave)?
            .ok_or(OperationError::Damaged("a wave is gone"))?;
        let survey = installation.revision(&mut connection, place.survey, wave.revision)?;
        let schedule = Schedule {
            group_size_min: survey.charter.group_size_min,
            released: wave.released.unsigned_abs(),
        };
        self.thresholds.insert(place, schedule.threshold());
        Ok(schedule.threshold())
    }
}
