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
use crate::store::batches;
use crate::store::comments::{self, Written};
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{pool, writer};
use crate::survey::answer::Response;
use crate::survey::packed;
use crate::survey::questionnaire::Survey;

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
            // Under the lock, so that a release in between cannot hide it.
            installation.store.in_transaction(|connection| {
                lock_survey(connection, survey, Lock::Shared)?;
                let key = code.batch_key(installation.keys.root());
                let mut search = Search {
                    installation,
                    connection,
                    survey,
                };
                match search.find(key)? {
                    Some(found) => search.open(&found, key).map(Some),
                    None => Ok(None),
                }
            })
        })
        .await
}

/// A search within one transaction.
pub(super) struct Search<'a> {
    pub installation: &'a Installation,
    pub connection: &'a mut AnyConnection,
    pub survey: i64,
}

impl Search<'_> {
    pub fn find(&mut self, key: BatchKey) -> Result<Option<Found>, OperationError> {
        let withdrawn = self.installation.keys.read_withdrawn(self.survey)?;
        if withdrawn.contains(&key) {
            return Ok(None);
        }
        self.find_anywhere(key)
    }

    /// Also finds what was withdrawn and is still, or again, in the database.
    pub fn find_anywhere(&mut self, key: BatchKey) -> Result<Option<Found>, OperationError> {
        if let Some(found) = self.find_waiting(key)? {
            return Ok(Some(found));
        }
        for wave in surveys::list_waves(self.connection, self.survey)? {
            let place = Place {
                survey: self.survey,
                wave: wave.wave,
            };
            for (batch, keys) in batches::list_keys(self.connection, place, 0)? {
                if let Ok(row) = keys.binary_search(&key) {
                    return Ok(Some(Found::Sealed { wave, batch, row }));
                }
            }
        }
        Ok(None)
    }

    fn find_waiting(&mut self, key: BatchKey) -> Result<Option<Found>, OperationError> {
        let row = match self.current_key() {
            // What waits under a lost key cannot be found; what is sealed can.
            Err(OperationError::Key(KeyError::PoolKeyMissing(_))) => return Ok(None),
            current => key.pool_row_key(&current?),
        };
        for wave in pool::list_waves(self.connection, self.survey)? {
            let place = Place {
                survey: self.survey,
                wave,
            };
            if !pool::find_all(self.connection, place, &[row])?.is_empty() {
                return Ok(Some(Found::Waiting { place, row }));
            }
        }
        Ok(None)
    }

    fn current_key(&mut self) -> Result<PoolKey, OperationError> {
        let row = surveys::get_survey(self.connection, self.survey)?;
        let id = writer::pool_key_id(row.pool_key_id)?;
        Ok(self.installation.keys.read_pool_key(self.survey, id)?)
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
