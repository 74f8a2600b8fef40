//! Reading a response back with the code that only its author has.

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::Published;
use super::tabulate;
use crate::keys::KeyError;
use crate::privacy::pool_cipher::{self, Place};
use crate::privacy::prf::PoolKey;
use crate::privacy::receipt::{BatchKey, PoolRowKey, ReceiptCode};
use crate::store::batch_search;
use crate::store::batches;
use crate::store::comments::{self, Written};
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, WaveRow};
use crate::store::{pool, writer};
use crate::survey::answer::Response;
use crate::survey::packed;
use crate::survey::questionnaire::Survey;

/// Parameters of one statement are limited (SQLite: 32,766).
const KEYS_PER_STATEMENT: usize = 4_000;

/// A response that was found again.
#[derive(Debug, Clone)]
pub struct ReadBack {
    /// The revision it answers.
    pub survey: Arc<Survey>,
    pub response: Response,
    pub standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not counted yet: it can be changed, and withdrawn without a trace.
    Waiting,
    /// Counted: it can be withdrawn, the published totals stay.
    Sealed,
}

/// Where in the database a response lies.
pub(super) enum Found {
    Waiting {
        place: Place,
        row: PoolRowKey,
    },
    Sealed {
        wave: WaveRow,
        batch: i32,
        row: usize,
    },
}

/// The response under this code, waiting or sealed in any wave; `None` if there
/// is none, or not any more.
// Promise P5: the code is all that leads to a response.
pub async fn read_back(
    installation: &Installation,
    published: &Arc<Published>,
    code: ReceiptCode,
) -> Result<Option<ReadBack>, OperationError> {
    let survey = published.id;
    installation
        .blocking(move |installation| {
            let key = code.batch_key(installation.keys.root());
            in_snapshot(installation, survey, |search| match search.find(key)? {
                Some(found) => search.open(&found, key).map(Some),
                None => Ok(None),
            })
        })
        .await
}

/// Searches one state of the database while others write. A release may destroy
/// the pool key of that state in the meantime: then a newer state is searched, so
/// that it hides nothing.
pub(super) fn in_snapshot<T>(
    installation: &Installation,
    survey: i64,
    look: impl Fn(&mut Search<'_>) -> Result<Option<T>, OperationError>,
) -> Result<Option<T>, OperationError> {
    loop {
        let (seen, missing) = installation.store.in_snapshot(|connection| {
            let mut search = Search::new(installation, connection, survey);
            let seen = match look(&mut search) {
                Err(OperationError::Key(KeyError::PoolKeyMissing(_))) => None,
                seen => seen?,
            };
            Ok::<_, OperationError>((seen, search.missing_key))
        })?;
        let Some(missing) = missing.filter(|_| seen.is_none()) else {
            return Ok(seen);
        };
        let mut connection = installation.store.connection()?;
        if surveys::get_survey(&mut connection, survey)?.pool_key_id == missing {
            return Ok(None);
        }
    }
}

/// A search within one transaction.
pub(super) struct Search<'a> {
    pub installation: &'a Installation,
    pub connection: &'a mut AnyConnection,
    pub survey: i64,
    /// The name of the pool key that was looked for and is not there.
    missing_key: Option<Vec<u8>>,
}

impl<'a> Search<'a> {
    pub fn new(
        installation: &'a Installation,
        connection: &'a mut AnyConnection,
        survey: i64,
    ) -> Self {
        Self {
            installation,
            connection,
            survey,
            missing_key: None,
        }
    }

    fn find(&mut self, key: BatchKey) -> Result<Option<Found>, OperationError> {
        let withdrawn = self.installation.keys.read_withdrawn(self.survey)?;
        if withdrawn.contains(&key) {
            return Ok(None);
        }
        self.find_anywhere(key)
    }

    /// Also finds what was withdrawn and is still, or again, in the database.
    pub fn find_anywhere(&mut self, key: BatchKey) -> Result<Option<Found>, OperationError> {
        if let Some((place, row)) = self.find_waiting(&[key])?.pop() {
            return Ok(Some(Found::Waiting { place, row }));
        }
        for wave in surveys::list_waves(self.connection, self.survey)? {
            let place = wave.place();
            if let Some((batch, row)) = batch_search::find_row(self.connection, place, key)? {
                return Ok(Some(Found::Sealed { wave, batch, row }));
            }
        }
        Ok(None)
    }

    /// The same, where a search of a moment ago found it there.
    pub fn find_from(
        &mut self,
        hint: &Found,
        key: BatchKey,
    ) -> Result<Option<Found>, OperationError> {
        if let Found::Sealed { wave, batch, .. } = hint {
            let row = batch_search::find_row_in(self.connection, wave.place(), *batch, key)?;
            if let Some(row) = row {
                return Ok(Some(Found::Sealed {
                    wave: wave.clone(),
                    batch: *batch,
                    row,
                }));
            }
        }
        self.find_anywhere(key)
    }

    /// Where those of `keys` wait that do.
    pub fn find_waiting(
        &mut self,
        keys: &[BatchKey],
    ) -> Result<Vec<(Place, PoolRowKey)>, OperationError> {
        let pool_key = match self.current_key() {
            // What waits under a lost key cannot be found; what is sealed can.
            Err(OperationError::Key(KeyError::PoolKeyMissing(_))) => return Ok(Vec::new()),
            current => current?,
        };
        let rows: Vec<PoolRowKey> = keys.iter().map(|key| key.pool_row_key(&pool_key)).collect();
        let mut waiting = Vec::new();
        for wave in pool::list_waves(self.connection, self.survey)? {
            let place = Place {
                survey: self.survey,
                wave,
            };
            for rows in rows.chunks(KEYS_PER_STATEMENT) {
                let found = pool::find_all(self.connection, place, rows)?;
                waiting.extend(found.into_iter().map(|row| (place, row.row_key)));
            }
        }
        Ok(waiting)
    }

    fn current_key(&mut self) -> Result<PoolKey, OperationError> {
        let row = surveys::get_survey(self.connection, self.survey)?;
        let id = writer::pool_key_id(row.pool_key_id.clone())?;
        let key = self.installation.keys.read_pool_key(self.survey, id);
        if matches!(key, Err(KeyError::PoolKeyMissing(_))) {
            self.missing_key = Some(row.pool_key_id);
        }
        Ok(key?)
    }

    fn open(&mut self, found: &Found, key: BatchKey) -> Result<ReadBack, OperationError> {
        match found {
            Found::Waiting { place, row } => self.open_waiting(*place, *row),
            Found::Sealed { wave, batch, row } => self.open_sealed(wave, *batch, *row, key),
        }
    }

    fn open_waiting(&mut self, place: Place, row: PoolRowKey) -> Result<ReadBack, OperationError> {
        let gone = OperationError::Damaged("a waiting response vanished within a transaction");
        let pool_key = self.current_key()?;
        let rows = pool::find_all(self.connection, place, &[row])?;
        let waiting = pool_cipher::decrypt(&pool_key, place, rows.first().ok_or(gone)?)?;
        let wave = surveys::find_wave(self.connection, self.survey, place.wave)?
            .ok_or(OperationError::Damaged("a wave is gone"))?;
        let survey = self
            .installation
            .revision(self.connection, self.survey, wave.revision)?;
        let response = packed::unpack(&waiting.answers, survey.questionnaire.questions.len())
            .map_err(|_malformed| OperationError::Damaged("a waiting response"))?;
        Ok(ReadBack {
            survey,
            response,
            standing: Standing::Waiting,
        })
    }

    fn open_sealed(
        &mut self,
        wave: &WaveRow,
        batch: i32,
        row: usize,
        key: BatchKey,
    ) -> Result<ReadBack, OperationError> {
        let survey = self
            .installation
            .revision(self.connection, self.survey, wave.revision)?;
        let questionnaire = &survey.questionnaire;
        let place = Place {
            survey: self.survey,
            wave: wave.wave,
        };
        let opened =
            batches::get_batch(self.connection, place, batch, questionnaire.questions.len())?;
        let root = self.installation.keys.root();
        let given = tabulate::given_at(questionnaire, &opened.columns, row, |position| {
            let Some(question) = questionnaire.questions.get(position) else {
                return Ok(None);
            };
            let code = question.code.as_str();
            let comment = key.comment_key(root, code);
            let written = comments::find(self.connection, place, position as i32, &comment)?;
            let text = written.map(|written| match written {
                Written::ForReaders(text) | Written::Earlier(text) => Ok(text),
                Written::ForItsAuthor(unseen) => unseen.open(root, key, code),
            });
            text.transpose()
                .map_err(|_does_not_open| OperationError::Damaged("a comment"))
        })?;
        let wishes = tabulate::wishes_at(&opened.wishes, row)?;
        Ok(ReadBack {
            survey,
            response: Response { given, wishes },
            standing: Standing::Sealed,
        })
    }
}
