//! Sealing: a random part of the pool becomes a batch, its totals are
//! published, and the pool key is replaced, all in one transaction.
//!
//! The new key is on disk before the transaction commits, the old one is
//! destroyed after it, under the same lock. A crash between the two leaves a
//! key too many, which [`destroy_replaced_keys`] removes at the next start.

use std::sync::Arc;

use rand::Rng;

use super::error::OperationError;
use super::installation::Installation;
use super::leaving;
use super::record;
use super::scrub;
use super::tabulate::{self, Keyed};
use super::webhook;
use crate::privacy::comments::UnseenComment;
use crate::privacy::ledger::Action;
use crate::privacy::pool_cipher::{Place, PoolCipher, PoolRow, Waiting};
use crate::privacy::prf::PoolKey;
use crate::privacy::published::PublishedTotals;
use crate::privacy::schedule::{self, LastBatch, Schedule};
use crate::random;
use crate::store::batches::{self, Batch};
use crate::store::comments::{self, Comment, Written};
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::writer::pool_key_id;
use crate::store::{passes, pool};
use crate::survey::charter::{PublicResults, Reminders};
use crate::survey::packed;
use crate::survey::questionnaire::Survey;

/// Why the pool is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// It grew; a release may be due.
    Growth,
    /// The day changed; the key is replaced whether or not a release is due.
    NewDay,
    /// This wave ends: what is left of it is released or erased.
    Close { wave: i32 },
}

/// What a look at the pool led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    pub released: usize,
    /// Fewer than k were left at closing; they were erased uncounted.
    pub erased: usize,
    pub is_key_replaced: bool,
    pub is_wave_closed: bool,
}

/// Seals what is due on this occasion.
pub(super) fn seal(
    installation: &Installation,
    survey: i64,
    occasion: Occasion,
) -> Result<Sealed, OperationError> {
    let mut counted = None;
    let sealed = installation.store.in_transaction(|connection| {
        let sealed =
            Sealing::begin(installation, connection, survey, &mut counted)?.run(occasion)?;
        webhook::announce(installation, connection, survey, &sealed)?;
        if let (true, Occasion::Close { wave }) = (sealed.is_wave_closed, occasion) {
            enter_closing(installation, connection, survey, wave)?;
        }
        Ok::<_, OperationError>(sealed)
    });
    if let (Err(_), Some(counted)) = (&sealed, counted) {
        installation.leaving.give_back(counted);
    }
    let sealed = sealed?;
    if sealed.is_key_replaced {
        // The seal is committed whatever happens now; the next start destroys
        // what is left of the old key.
        if let Err(error) = destroy_replaced_keys(installation, survey) {
            tracing::error!(%error, "a replaced pool key could not be destroyed yet");
        }
        scrub::ask(installation);
    }
    Ok(sealed)
}

/// That a wave was closed, and whether everybody sees its results from now on.
fn enter_closing(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
) -> Result<(), OperationError> {
    let slug = surveys::get_survey(connection, survey)?.slug;
    let named = Some(format!("wave {wave}"));
    let (closed, public) = (Action::WaveClosed, Action::ResultsMadePublic);
    record::done(installation, connection, closed, Some(&slug), named.clone())?;
    let Some(row) = surveys::find_wave(connection, survey, wave)? else {
        return Ok(());
    };
    let asked = installation.revision(connection, survey, row.revision)?;
    let is_public = asked.charter.public_results == PublicResults::WhenClosed;
    // A wave that too few answered shows nothing.
    if is_public && row.batch_count > 0 {
        record::done(installation, connection, public, Some(&slug), named)?;
    }
    Ok(())
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

/// One survey, held exclusively.
struct Sealing<'a> {
    installation: &'a Installation,
    connection: &'a mut AnyConnection,
    survey: SurveyRow,
    today: String,
    /// How far forms got, as it is written down with this.
    counted: &'a mut Option<leaving::Taken>,
}

impl<'a> Sealing<'a> {
    fn begin(
        installation: &'a Installation,
        connection: &'a mut AnyConnection,
        survey: i64,
        counted: &'a mut Option<leaving::Taken>,
    ) -> Result<Self, OperationError> {
        lock_survey(connection, survey, Lock::Exclusive)?;
        Ok(Self {
            installation,
            survey: surveys::get_survey(connection, survey)?,
            connection,
            today: installation.today(),
            counted,
        })
    }

    fn run(&mut self, occasion: Occasion) -> Result<Sealed, OperationError> {
        // Another process may have been quicker, on either occasion.
        if occasion == Occasion::NewDay && self.survey.pool_key_day >= self.today {
            return Ok(Sealed::default());
        }
        let running = surveys::find_running_wave(self.connection, self.survey.id)?;
        match (occasion, running) {
            (Occasion::NewDay, None) => self.replace_key(None, Vec::new()),
            (Occasion::Growth, None) => Ok(Sealed::default()),
            (Occasion::Close { wave }, running)
                if running.as_ref().map(|w| w.wave) != Some(wave) =>
            {
                Ok(Sealed::default())
            }
            (_, Some(wave)) => self.seal_wave(&wave, occasion),
            (Occasion::Close { .. }, None) => Ok(Sealed::default()),
        }
    }

    fn seal_wave(&mut self, wave: &WaveRow, occasion: Occasion) -> Result<Sealed, OperationError> {
        let schedule = Schedule {
            group_size_min: self.revision_of(wave)?.charter.group_size_min,
            released: wave.released.unsigned_abs(),
        };
        let place = self.place(wave);
        let is_growth = occasion == Occasion::Growth;
        if is_growth && schedule.due(pool::count(self.connection, place)?).is_none() {
            return Ok(Sealed::default());
        }
        let mut waiting = self.open_pool(place)?;
        // All of one length again, also those from before an upgrade that made
        // responses longer.
        let longest = packed::packed_length_max(&self.revision_of(wave)?.questionnaire);
        for waiting in &mut waiting {
            waiting.answers_length_max = waiting.answers_length_max.max(longest);
        }
        let plan = plan(schedule, waiting.len() as u64, occasion);
        if is_growth && plan == Plan::Stay {
            return Ok(Sealed::default());
        }
        let (mut released, mut erased) = (0, 0);
        let stays = match plan {
            Plan::Stay => waiting,
            Plan::Release(size) => {
                let (drawn, stays) =
                    schedule::draw(waiting, size as usize, &mut random::generator()?);
                released = drawn.len();
                self.release(wave, drawn)?;
                stays
            }
            Plan::Erase => {
                erased = waiting.len();
                Vec::new()
            }
        };
        let is_wave_closed = matches!(occasion, Occasion::Close { .. });
        if released > 0 || is_wave_closed {
            *self.counted = leaving::write_down(self.installation, self.connection, place)?;
        }
        if is_wave_closed {
            let (survey, today) = (self.survey.id, &self.today);
            surveys::update_wave_closed(self.connection, survey, wave.wave, today, erased > 0)?;
        }
        let key_replaced = self.replace_key(Some(place), stays)?;
        let reminders = self.revision_of(wave)?.charter.reminders;
        // Promise P3: whom a reminder goes to moves with the counts, never before.
        if released > 0 && reminders == Reminders::Unanswered {
            passes::mark_released(self.connection, self.survey.id)?;
        }
        Ok(Sealed {
            released,
            erased,
            is_wave_closed,
            ..key_replaced
        })
    }

    /// Makes another key current; what stays in the pool is encrypted anew.
    fn replace_key(
        &mut self,
        place: Option<Place>,
        stays: Vec<Waiting>,
    ) -> Result<Sealed, OperationError> {
        let (id, key) = self.installation.keys.make_pool_key(self.survey.id)?;
        if let Some(place) = place {
            pool::delete_all(self.connection, place)?;
            pool::insert_missing(self.connection, place, &close_all(&key, place, &stays)?)?;
        }
        // What waits is encrypted anew and lies elsewhere; so do the passes.
        passes::settle(self.connection, self.survey.id)?;
        surveys::update_pool_key(self.connection, self.survey.id, &id.0, &self.today)?;
        Ok(Sealed {
            is_key_replaced: true,
            ..Sealed::default()
        })
    }

    /// What waits, but for what was withdrawn and could not be erased at the time.
    fn open_pool(&mut self, place: Place) -> Result<Vec<Waiting>, OperationError> {
        let keys = &self.installation.keys;
        let id = pool_key_id(self.survey.pool_key_id.clone())?;
        let key = keys.read_pool_key(self.survey.id, id)?;
        let withdrawn = keys.read_withdrawn(self.survey.id)?;
        let mut waiting = open_all(&key, place, &pool::list(self.connection, place)?)?;
        waiting.retain(|waiting| !withdrawn.contains(&waiting.batch_key));
        Ok(waiting)
    }

    fn place(&self, wave: &WaveRow) -> Place {
        Place {
            survey: self.survey.id,
            wave: wave.wave,
        }
    }

    fn revision_of(&mut self, wave: &WaveRow) -> Result<Arc<Survey>, OperationError> {
        self.installation
            .revision(self.connection, self.survey.id, wave.revision)
    }

    /// Makes one batch of the drawn responses and publishes its totals.
    fn release(&mut self, wave: &WaveRow, drawn: Vec<Waiting>) -> Result<(), OperationError> {
        let survey = self.revision_of(wave)?;
        let place = self.place(wave);
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
        // Promise P1: sorting by random keys is the shuffle; nothing of the
        // order in which responses came survives it.
        responses.sort_unstable_by_key(|keyed| keyed.key);
        let batch = Batch {
            keys: responses.iter().map(|keyed| keyed.key).collect(),
            columns: tabulate::columns_of(questionnaire, &responses),
            wishes: tabulate::wishes_of(&responses),
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
            self.survey.id,
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
    ) -> Result<(), OperationError> {
        let root = self.installation.keys.root();
        let mut nonces = random::generator()?;
        let mut items = Vec::new();
        for (position, author, text) in tabulate::texts_of(responses) {
            let Some(question) = survey.questionnaire.questions.get(position) else {
                continue;
            };
            let code = question.code.as_str();
            let written = if author.response.wishes.totals_only {
                let mut nonce = [0; 24];
                nonces.fill_bytes(&mut nonce);
                let unseen = UnseenComment::close(root, author.key, code, nonce, text)
                    .map_err(|_too_long| OperationError::Damaged("a comment"))?;
                Written::ForItsAuthor(unseen)
            } else {
                Written::ForReaders(text.to_owned())
            };
            items.push(Comment {
                question: position as i32,
                key: author.key.comment_key(root, code),
                written,
            });
        }
        items.sort_unstable_by_key(|comment| comment.key);
        Ok(comments::insert_all(self.connection, place, &items)?)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Stay,
    Release(u64),
    Erase,
}

fn plan(schedule: Schedule, waiting: u64, occasion: Occasion) -> Plan {
    match occasion {
        Occasion::Growth | Occasion::NewDay => {
            schedule.due(waiting).map_or(Plan::Stay, Plan::Release)
        }
        Occasion::Close { .. } => match schedule.last_batch(waiting) {
            LastBatch::Nothing => Plan::Stay,
            LastBatch::Release => Plan::Release(waiting),
            LastBatch::Erase => Plan::Erase,
        },
    }
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
