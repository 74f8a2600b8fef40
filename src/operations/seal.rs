//! Sealing: a random part of the pool becomes a batch, its totals are
//! published, and the pool key is replaced, all in one transaction.
//!
//! The new key is on disk before the transaction commits, the old one is
//! destroyed after it, under the same lock. A crash between the two leaves a
//! key too many, which [`destroy_replaced_keys`] removes at the next start.

use super::error::OperationError;
use super::installation::Installation;
use super::tabulate::{self, Keyed};
use crate::privacy::pool_cipher::{Place, PoolCipher, PoolRow, Waiting};
use crate::privacy::prf::{PoolKey, PoolKeyId};
use crate::privacy::published::PublishedTotals;
use crate::privacy::schedule::{self, LastBatch, Schedule};
use crate::random;
use crate::store::batches::{self, Batch, Comment};
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::pool;
use crate::store::surveys::{self, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::writer::pool_key_id;
use crate::survey::packed;
use crate::survey::questionnaire::Survey;
use rand::Rng;

/// Why the pool is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// It grew; a release may be due.
    Growth,
    /// The day changed; the key is replaced whether or not a release is due.
    NewDay,
    /// The running wave ends: what is left is released or erased.
    Close,
}

/// What a look at the pool led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    pub released: usize,
    /// Fewer than k were left at closing; they were erased uncounted.
    pub erased: usize,
    pub is_key_replaced: bool,
}

/// Seals what is due on this occasion.
pub(super) fn seal(
    installation: &Installation,
    survey: i64,
    occasion: Occasion,
) -> Result<Sealed, OperationError> {
    let sealed = installation.store.in_transaction(|connection| {
        Sealing::begin(installation, connection, survey)?.run(occasion)
    })?;
    if sealed.is_key_replaced {
        destroy_replaced_keys(installation, survey)?;
        installation.store.truncate_journal()?;
    }
    Ok(sealed)
}

/// Destroys every pool key but the current one.
pub(super) fn destroy_replaced_keys(
    installation: &Installation,
    survey: i64,
) -> Result<(), OperationError> {
    installation.store.in_transaction(|connection| {
        if let Some(current) = lock_survey(connection, survey, Lock::Exclusive)? {
            let current = pool_key_id(current)?;
            installation
                .keys
                .destroy_replaced_pool_keys(survey, current)?;
        }
        Ok(())
    })
}

/// One survey, held exclusively, with the key that opens its pool.
struct Sealing<'a> {
    installation: &'a Installation,
    connection: &'a mut AnyConnection,
    survey: i64,
    key_id: PoolKeyId,
    today: String,
}

impl<'a> Sealing<'a> {
    fn begin(
        installation: &'a Installation,
        connection: &'a mut AnyConnection,
        survey: i64,
    ) -> Result<Self, OperationError> {
        let key_id = lock_survey(connection, survey, Lock::Exclusive)?
            .ok_or(OperationError::Damaged("a survey is gone"))?;
        Ok(Self {
            installation,
            connection,
            survey,
            key_id: pool_key_id(key_id)?,
            today: installation.today(),
        })
    }

    fn run(&mut self, occasion: Occasion) -> Result<Sealed, OperationError> {
        let mut sealed = Sealed::default();
        let wave = surveys::find_latest_wave(self.connection, self.survey)?;
        let plan = match &wave {
            Some(wave) if wave.is_open => self.plan(wave, occasion)?,
            _ => Plan::Stay,
        };
        if plan == Plan::Stay && occasion == Occasion::Growth {
            return Ok(sealed);
        }
        let old_key = self
            .installation
            .keys
            .read_pool_key(self.survey, self.key_id)?;
        let (new_id, new_key) = self.installation.keys.make_pool_key(self.survey)?;
        if let Some(wave) = wave.filter(|wave| wave.is_open) {
            let place = Place {
                survey: self.survey,
                wave: wave.wave,
            };
            let rows = pool::list(self.connection, place)?;
            let opened = open_all(&old_key, place, &rows)?;
            let stays = match plan {
                Plan::Stay => opened,
                Plan::Release(size) => {
                    let (drawn, stays) = schedule::draw(opened, size, &mut random::generator()?);
                    sealed.released = drawn.len();
                    self.release(&wave, drawn)?;
                    stays
                }
                Plan::Erase => {
                    sealed.erased = opened.len();
                    Vec::new()
                }
            };
            pool::delete_all(self.connection, place)?;
            pool::insert_missing(self.connection, place, &close_all(&new_key, place, &stays)?)?;
            if occasion == Occasion::Close {
                let erased = sealed.erased > 0;
                surveys::update_wave_closed(
                    self.connection,
                    self.survey,
                    wave.wave,
                    &self.today,
                    erased,
                )?;
            }
        }
        surveys::update_pool_key(self.connection, self.survey, &new_id.0, &self.today)?;
        sealed.is_key_replaced = true;
        Ok(sealed)
    }

    fn plan(&mut self, wave: &WaveRow, occasion: Occasion) -> Result<Plan, OperationError> {
        let place = Place {
            survey: self.survey,
            wave: wave.wave,
        };
        let waiting = pool::count(self.connection, place)?;
        let schedule = Schedule {
            group_size_min: self.charter_of(wave)?.charter.group_size_min,
            released: wave.released.unsigned_abs(),
        };
        Ok(match occasion {
            Occasion::Growth | Occasion::NewDay => schedule
                .due(waiting)
                .map_or(Plan::Stay, |size| Plan::Release(size as usize)),
            Occasion::Close => match schedule.last_batch(waiting) {
                LastBatch::Nothing => Plan::Stay,
                LastBatch::Release => Plan::Release(waiting as usize),
                LastBatch::Erase => Plan::Erase,
            },
        })
    }

    fn charter_of(&mut self, wave: &WaveRow) -> Result<std::sync::Arc<Survey>, OperationError> {
        self.installation
            .revision(self.connection, self.survey, wave.revision)
    }

    /// Makes one batch of the drawn responses and publishes its totals.
    fn release(&mut self, wave: &WaveRow, drawn: Vec<Waiting>) -> Result<(), OperationError> {
        let survey = self.charter_of(wave)?;
        let place = Place {
            survey: self.survey,
            wave: wave.wave,
        };
        let questionnaire = &survey.questionnaire;
        let mut responses = drawn
            .iter()
            .map(|waiting| {
                let response = packed::unpack(&waiting.answers, questionnaire.questions.len());
                response.map(|response| Keyed {
                    key: waiting.batch_key,
                    response,
                })
            })
            .collect::<Result<Vec<Keyed>, _>>()
            .map_err(|_malformed| OperationError::Damaged("a waiting response"))?;
        // Promise P2: sorting by random keys is the shuffle; nothing of the
        // order in which responses came survives it.
        responses.sort_unstable_by_key(|keyed| keyed.key);
        let batch = Batch {
            keys: responses.iter().map(|keyed| keyed.key).collect(),
            columns: tabulate::columns_of(questionnaire, &responses),
        };
        let totals = tabulate::totals_of(&batch.columns, responses.len());
        let published = PublishedTotals::of_batch(totals, survey.charter.group_size_min)
            .map_err(|_too_few| OperationError::Damaged("a release below the group size"))?;
        batches::insert_batch(
            self.connection,
            place,
            wave.batch_count,
            &self.today,
            &batch,
        )?;
        self.insert_comments(place, &survey, &responses)?;
        batches::insert_released_totals(self.connection, place, wave.batch_count, &published)?;
        surveys::update_wave_released(
            self.connection,
            self.survey,
            wave.wave,
            responses.len() as i64,
        )?;
        Ok(())
    }

    /// Each text becomes an item of its own, in the order of its own random key.
    fn insert_comments(
        &mut self,
        place: Place,
        survey: &Survey,
        responses: &[Keyed],
    ) -> Result<(), StoreError> {
        let root = self.installation.keys.root();
        let mut comments: Vec<Comment> = tabulate::texts_of(responses)
            .filter_map(|(position, key, text)| {
                let code = &survey.questionnaire.questions.get(position)?.code;
                Some(Comment {
                    question: position as i32,
                    key: key.comment_key(root, code.as_str()),
                    text: text.to_owned(),
                })
            })
            .collect();
        comments.sort_unstable_by_key(|comment| comment.key);
        batches::insert_comments(self.connection, place, &comments)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Stay,
    Release(usize),
    Erase,
}

fn open_all(key: &PoolKey, place: Place, rows: &[PoolRow]) -> Result<Vec<Waiting>, OperationError> {
    let cipher = PoolCipher::new(key, place);
    let opened = rows.iter().map(|row| cipher.decrypt(row));
    Ok(opened.collect::<Result<_, _>>()?)
}

/// Encrypts what stays under the new key, sorted by its new row keys, so that
/// the order of insertion tells nothing either.
fn close_all(
    key: &PoolKey,
    place: Place,
    waiting: &[Waiting],
) -> Result<Vec<PoolRow>, OperationError> {
    let cipher = PoolCipher::new(key, place);
    let mut nonces = random::generator()?;
    let mut rows = Vec::with_capacity(waiting.len());
    for waiting in waiting {
        let mut nonce = [0; 24];
        nonces.fill_bytes(&mut nonce);
        rows.push(cipher.encrypt(nonce, waiting)?);
    }
    rows.sort_unstable_by_key(|row| row.row_key);
    Ok(rows)
}
