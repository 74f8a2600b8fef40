//! The frozen charter: what was promised to whoever has answered, and the one
//! check that everything passes which stores a revision or opens a wave.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::PublishError;
use crate::privacy::ledger::Action;
use crate::privacy::pool_cipher::Place;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, WaveRow};
use crate::store::{ledger, pool};
use crate::survey::charter::{self, Loosening};
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// What a new revision of a survey is held to: every revision that somebody may
/// have answered under, and the newest. Empty before the first answer. Nothing
/// is stored, and the next answer may come in the next moment: publishing asks
/// again.
pub fn promised(
    installation: &Installation,
    slug: &Slug,
) -> Result<Vec<Arc<Survey>>, OperationError> {
    installation.store.in_snapshot(|connection| {
        let Some(row) = surveys::find_survey(connection, slug.as_str())? else {
            return Ok(Vec::new());
        };
        let newest = surveys::find_latest_number(connection, row.id)?;
        let mut frozen = Frozen::of(installation, connection, row.id)?;
        if !frozen.revisions.is_empty() {
            frozen.revisions.extend(newest);
        }
        frozen.promised()
    })
}

/// What of a survey would be refused as promising less than one of these.
pub fn refused(promised: &[Arc<Survey>], survey: &Survey) -> Vec<Loosening> {
    let mut refused: Vec<Loosening> = Vec::new();
    for before in promised {
        for loosening in charter::loosenings(before, survey) {
            if !refused.contains(&loosening) {
                refused.push(loosening);
            }
        }
    }
    refused
}

/// A survey's promises that somebody may have answered under. Who stores something
/// by it holds the survey exclusively for as long as it uses this.
pub(super) struct Frozen<'a> {
    installation: &'a Installation,
    connection: &'a mut AnyConnection,
    survey: i64,
    /// Empty before the first answer.
    revisions: BTreeSet<i32>,
}

impl<'a> Frozen<'a> {
    pub fn of(
        installation: &'a Installation,
        connection: &'a mut AnyConnection,
        survey: i64,
    ) -> Result<Self, OperationError> {
        let waves = surveys::list_waves(connection, survey)?;
        let mut revisions = BTreeSet::new();
        for wave in &waves {
            if was_answered(connection, wave)? {
                revisions.insert(wave.revision);
            }
        }
        // What was withdrawn or given up no longer tells in which wave it was.
        if was_answered_once(installation, connection, survey)? {
            revisions.extend(waves.iter().map(|wave| wave.revision));
        }
        Ok(Self {
            installation,
            connection,
            survey,
            revisions,
        })
    }

    /// Refuses what promises less than a revision that was answered, or than
    /// the `newest` that is stored.
    // Promise P10: page, API, command line and file import all pass here.
    pub fn admits(mut self, newest: i32, survey: &Survey) -> Result<(), PublishError> {
        if self.revisions.is_empty() {
            return Ok(());
        }
        self.revisions.insert(newest);
        let loosenings = refused(&self.promised()?, survey);
        if loosenings.is_empty() {
            return Ok(());
        }
        Err(PublishError::Looser {
            slug: survey.slug.clone(),
            loosenings,
        })
    }

    /// The revisions that were answered.
    fn promised(&mut self) -> Result<Vec<Arc<Survey>>, OperationError> {
        let revisions = std::mem::take(&mut self.revisions).into_iter();
        revisions.map(|revision| self.revision(revision)).collect()
    }

    fn revision(&mut self, revision: i32) -> Result<Arc<Survey>, OperationError> {
        self.installation
            .revision(self.connection, self.survey, revision)
    }
}

fn was_answered(connection: &mut AnyConnection, wave: &WaveRow) -> Result<bool, OperationError> {
    let place = Place {
        survey: wave.survey,
        wave: wave.wave,
    };
    Ok(wave.released > 0 || wave.erased_at_close || pool::count(connection, place)? > 0)
}

/// Also by somebody whose answers are gone.
fn was_answered_once(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<bool, OperationError> {
    let slug = surveys::get_survey(connection, survey)?.slug;
    Ok(installation.keys.withdrawn_size(survey)? > 0
        || ledger::is_there(connection, Action::WaitingGivenUp, &slug)?)
}
