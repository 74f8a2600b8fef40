//! From a draft to a published revision: what publishing would change, and
//! doing it. The revision passes the one door that a survey file passes, too.

use jiff::civil::Date;

use super::drafts::DraftId;
use super::error::OperationError;
use super::freeze::Frozen;
use super::installation::Installation;
use super::publish::{self, Imported, PublishError};
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::surveys;
use crate::survey::charter::{self, Change, Loosening};
use crate::survey::differences::{self, Difference};
use crate::survey::draft::{self, DraftProblem};
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// What publishing a survey would change.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// The newest revision; `None` before the first.
    pub revision: Option<i32>,
    /// Another survey has the address.
    pub is_taken: bool,
    pub differences: Vec<Difference>,
    /// Of the promise, each with whether the frozen promise refuses it.
    pub promise: Vec<(Change, bool)>,
    /// A wave that runs, and the revision that it keeps.
    pub running: Option<(String, i32)>,
}

impl Outlook {
    pub fn is_refused(&self) -> bool {
        self.is_taken || self.promise.iter().any(|(_, is_refused)| *is_refused)
    }

    pub fn is_unchanged(&self) -> bool {
        self.revision.is_some() && self.differences.is_empty() && self.promise.is_empty()
    }
}

/// Compares a survey with what is published; `of` is the survey that it is a
/// new revision of. As things stand now: publishing asks again, and holds the
/// survey while it does.
pub fn outlook(
    installation: &Installation,
    of: Option<&Slug>,
    survey: &Survey,
) -> Result<Outlook, OperationError> {
    installation.store.in_snapshot(|connection| {
        let none = Outlook {
            revision: None,
            is_taken: false,
            differences: Vec::new(),
            promise: Vec::new(),
            running: None,
        };
        let Some(row) = surveys::find_survey(connection, survey.slug.as_str())? else {
            return Ok(Outlook {
                is_taken: of.is_some(),
                ..none
            });
        };
        let (revision, before) = installation.newest_revision(connection, row.id)?;
        let frozen = Frozen::of(installation, connection, row.id)?;
        let refused = match frozen.admits(revision, survey) {
            Err(PublishError::Looser { loosenings, .. }) => loosenings,
            Err(PublishError::Operation(error)) => return Err(error),
            Ok(()) | Err(_) => Vec::new(),
        };
        let running = surveys::find_running_wave(connection, row.id)?;
        Ok(Outlook {
            revision: Some(revision),
            is_taken: is_anothers(of, survey, &before),
            differences: differences::between(&before, survey),
            promise: with_refusals(charter::changes(&before, survey), &refused),
            running: running.map(|wave| (wave.label, wave.revision)),
        })
    })
}

/// Whether the survey that has the address is another one than this draft's.
fn is_anothers(of: Option<&Slug>, survey: &Survey, there: &Survey) -> bool {
    of != Some(&survey.slug) && *there != *survey
}

/// A refusal may stand against an older revision, under which somebody has
/// answered; then it is no change of the newest one, and is listed all the same.
fn with_refusals(changes: Vec<Change>, refused: &[Loosening]) -> Vec<(Change, bool)> {
    let is_refused = |change: &Change| refused.iter().any(|each| each.change() == change);
    let known = changes.clone();
    let listed = changes.into_iter().map(|change| {
        let is_refused = is_refused(&change);
        (change, is_refused)
    });
    let older = refused.iter().map(Loosening::change);
    let older = older.filter(|change| !known.contains(change));
    listed
        .chain(older.map(|change| (change.clone(), true)))
        .collect()
}

/// Why a draft is not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishDraftError {
    /// Published or removed in the meantime.
    #[error("there is no such draft")]
    Gone,
    /// Somebody has saved since the page was made.
    #[error("the draft has been changed in the meantime")]
    MovedOn,
    #[error("the draft is not complete")]
    Incomplete(Vec<DraftProblem>),
    #[error("another survey has this address")]
    Taken,
    #[error("a published survey keeps its address")]
    OtherAddress,
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl From<OperationError> for PublishDraftError {
    fn from(error: OperationError) -> Self {
        Self::Publish(error.into())
    }
}

impl From<StoreError> for PublishDraftError {
    fn from(error: StoreError) -> Self {
        Self::Publish(error.into())
    }
}

/// What publishing led to.
#[derive(Debug, Clone)]
pub struct PublishedDraft {
    pub slug: Slug,
    pub imported: Imported,
}

/// Whether a wave is opened at once, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    No,
    AtOnce(Option<Date>),
}

/// Publishes the version of a draft that the page showed, and opens a wave if
/// none runs: all of it or nothing, wherever the process ends. What was published
/// is no draft any more: whoever changes the survey later begins another from it.
/// Done twice it is done once.
pub fn publish_draft(
    installation: &Installation,
    id: DraftId,
    version: i32,
    opening: Opening,
) -> Result<PublishedDraft, PublishDraftError> {
    let published = installation.store.in_transaction(|connection| {
        let draft = super::drafts::lock(connection, id)?.ok_or(PublishDraftError::Gone)?;
        if draft.version != version {
            return Err(PublishDraftError::MovedOn);
        }
        let survey = draft::survey(&draft.draft).map_err(PublishDraftError::Incomplete)?;
        check_address(installation, connection, draft.survey.as_ref(), &survey)?;
        let imported = publish::store_revision(installation, connection, &survey)?;
        if let Opening::AtOnce(last_day) = opening {
            let slug = &survey.slug;
            match publish::insert_wave(installation, connection, slug, None, last_day) {
                Ok(_) | Err(PublishError::RunsAlready { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        super::drafts::end_published(connection, id, &survey.slug)?;
        Ok(PublishedDraft {
            slug: survey.slug,
            imported,
        })
    })?;
    publish::take_effect(installation, &published.slug)?;
    Ok(published)
}

/// A published survey keeps its address, and a new one takes nobody else's.
fn check_address(
    installation: &Installation,
    connection: &mut AnyConnection,
    of: Option<&Slug>,
    survey: &Survey,
) -> Result<(), PublishDraftError> {
    if of.is_some_and(|of| *of != survey.slug) {
        return Err(PublishDraftError::OtherAddress);
    }
    let Some(row) = surveys::find_survey(connection, survey.slug.as_str())? else {
        return match of {
            None => Ok(()),
            Some(_) => Err(PublishDraftError::Taken),
        };
    };
    let (_, there) = installation.newest_revision(connection, row.id)?;
    match is_anothers(of, survey, &there) {
        true => Err(PublishDraftError::Taken),
        false => Ok(()),
    }
}
