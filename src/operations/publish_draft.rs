//! From a draft to a published revision: what publishing would change, and
//! doing it. The revision passes the one door that a survey file passes, too.

use jiff::civil::Date;

use super::drafts::DraftId;
use super::error::OperationError;
use super::freeze::Frozen;
use super::installation::Installation;
use super::publish::{self, Imported, PublishError};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{drafts, surveys};
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
/// new revision of.
pub fn outlook(
    installation: &Installation,
    of: Option<&Slug>,
    survey: &Survey,
) -> Result<Outlook, OperationError> {
    installation.store.in_transaction(|connection| {
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
        lock_survey(connection, row.id, Lock::Exclusive)?;
        let (revision, _) = surveys::find_latest_revision(connection, row.id)?
            .ok_or(OperationError::Damaged("a survey without a revision"))?;
        let before = installation.revision(connection, row.id, revision)?;
        let frozen = Frozen::of(installation, connection, row.id)?;
        let refused = match frozen.admits(revision, survey) {
            Err(PublishError::Looser { loosenings, .. }) => loosenings,
            Err(PublishError::Operation(error)) => return Err(error),
            Ok(()) | Err(_) => Vec::new(),
        };
        let running = surveys::find_latest_wave(connection, row.id)?;
        let running = running.filter(|wave| wave.is_open);
        Ok(Outlook {
            revision: Some(revision),
            is_taken: of != Some(&survey.slug) && *before != *survey,
            differences: differences::between(&before, survey),
            promise: with_refusals(charter::changes(&before, survey), &refused),
            running: running.map(|wave| (wave.label, wave.revision)),
        })
    })
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
/// none runs. What was published is no draft any more: whoever changes the
/// survey later begins another from it. Done twice it is done once.
pub fn publish_draft(
    installation: &Installation,
    id: DraftId,
    version: i32,
    opening: Opening,
) -> Result<PublishedDraft, PublishDraftError> {
    let opened = super::drafts::open(installation, id)?.ok_or(PublishDraftError::Gone)?;
    if opened.version != version {
        return Err(PublishDraftError::MovedOn);
    }
    let survey = draft::survey(&opened.draft).map_err(PublishDraftError::Incomplete)?;
    if opened.survey.as_ref().is_some_and(|of| *of != survey.slug) {
        return Err(PublishDraftError::OtherAddress);
    }
    if outlook(installation, opened.survey.as_ref(), &survey)?.is_taken {
        return Err(PublishDraftError::Taken);
    }
    if let Opening::AtOnce(Some(day)) = opening
        && day < installation.clock.today()
    {
        return Err(PublishError::LastDayIsOver(day).into());
    }
    let imported = publish::import_survey(installation, &survey)?;
    if let Opening::AtOnce(last_day) = opening {
        match publish::open_wave_until(installation, &survey.slug, None, last_day) {
            Ok(_) | Err(PublishError::RunsAlready { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    finish(installation, id, version, &survey.slug)?;
    Ok(PublishedDraft {
        slug: survey.slug,
        imported,
    })
}

/// The draft goes, unless somebody has saved it since: then what they wrote is
/// the beginning of the next revision.
fn finish(
    installation: &Installation,
    id: DraftId,
    version: i32,
    slug: &Slug,
) -> Result<(), OperationError> {
    installation.store.in_transaction(|connection| {
        match drafts::lock_draft(connection, id.number())? {
            Some(row) if row.current_version == version => {
                super::drafts::end_published(connection, id, slug)?;
            }
            Some(_) => super::drafts::mark_published(connection, id, slug)?,
            None => {}
        }
        Ok(())
    })
}
