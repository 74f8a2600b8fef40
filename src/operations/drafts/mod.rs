//! Drafts of surveys: beginning, saving, undoing and removing them.
//!
//! All marketers of an installation share them. Saving applies an edit to the
//! version that its form was made from and merges it with what others have
//! saved since; publishing is another room's.

mod item_ids;
mod start;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::Installation;
use crate::limits::DRAFT_VERSIONS_MAX;
use crate::store::connection::AnyConnection;
use crate::store::drafts::{self, DraftRow, DraftVersionRow, EndedRow};
use crate::store::surveys;
use crate::survey::draft::{self, Draft};
use crate::survey::identifier::Slug;

pub use item_ids::ItemIds;
pub use start::{Start, StartError, start};

/// Random: says nothing about how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftId(i64);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no draft’s number")]
pub struct DraftIdError;

impl fmt::Display for DraftId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for DraftId {
    type Err = DraftIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = text.parse().ok().filter(|id| *id >= 0);
        id.map(Self).ok_or(DraftIdError)
    }
}

/// A draft as it stands.
#[derive(Debug, Clone)]
pub struct Opened {
    pub id: DraftId,
    /// Said again by whoever saves.
    pub version: i32,
    pub draft: Draft,
    /// The published survey that it changes.
    pub survey: Option<Slug>,
    /// The states that undoing and redoing lead to, as they are stored: only
    /// pages that show both buttons read them.
    before: Option<String>,
    after: Option<String>,
    pub today: Date,
    /// What the draft alone does not tell.
    pub obstacles: Vec<Obstacle>,
}

/// What keeps a draft that is right in itself from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    AddressTaken,
    /// It changes a survey, and names another address.
    AddressMoved,
    /// Its plan ended before today, and no wave ever ran by it.
    PlanIsOver,
}

impl Opened {
    /// What undoing would take back, in words.
    pub fn undo(&self) -> Option<String> {
        let before: Draft = serde_json::from_str(self.before.as_deref()?).ok()?;
        Some(draft::change(&before, &self.draft))
    }

    /// What redoing would bring again.
    pub fn redo(&self) -> Option<String> {
        let after: Draft = serde_json::from_str(self.after.as_deref()?).ok()?;
        Some(draft::change(&self.draft, &after))
    }
}

/// What came of saving.
#[derive(Debug)]
pub enum Saving {
    Saved {
        version: i32,
    },
    /// Somebody has changed the same thing differently; nothing was saved.
    Conflict(Box<Conflict>),
    /// Somebody has removed the draft.
    Gone,
}

/// Three versions for `draft::merge`.
#[derive(Debug)]
pub struct Conflict {
    pub base: Draft,
    pub mine: Draft,
    pub theirs: Draft,
}

/// A draft that is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The published survey that it was, or was to change.
    pub survey: Option<Slug>,
    /// Otherwise somebody threw it away.
    pub is_published: bool,
}

/// That there is a draft, without what it says.
#[derive(Debug, Clone)]
pub struct Begun {
    pub id: DraftId,
    /// The published survey that it changes.
    pub survey: Option<Slug>,
}

pub fn open(installation: &Installation, id: DraftId) -> Result<Option<Opened>, OperationError> {
    installation.store.in_snapshot(|connection| {
        let Some(row) = drafts::find_draft(connection, id.0)? else {
            return Ok(None);
        };
        let shown = get_version(connection, id, row.current_version)?;
        let draft = read(&shown)?;
        let before = match shown.previous {
            Some(previous) => drafts::find_version(connection, id.0, previous)?,
            None => None,
        };
        let after = drafts::find_version_after(connection, id.0, shown.version)?;
        Ok(Some(Opened {
            id,
            version: shown.version,
            survey: survey_of(&row)?,
            before: before.map(|before| before.document),
            after: after.map(|after| after.document),
            today: installation.clock.today(),
            obstacles: obstacles(installation, connection, &row, &draft)?,
            draft,
        }))
    })
}

fn obstacles(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &DraftRow,
    draft: &Draft,
) -> Result<Vec<Obstacle>, OperationError> {
    let mut obstacles = Vec::new();
    match &row.survey {
        Some(survey) if *survey != draft.slug => obstacles.push(Obstacle::AddressMoved),
        Some(_) => {}
        None => {
            if surveys::find_survey(connection, &draft.slug)?.is_some() {
                obstacles.push(Obstacle::AddressTaken);
            }
            if draft.calendar.is_over(installation.clock.today()) {
                obstacles.push(Obstacle::PlanIsOver);
            }
        }
    }
    Ok(obstacles)
}

/// What became of a draft that is not there; `None` if it never was.
pub fn ended(installation: &Installation, id: DraftId) -> Result<Option<Ended>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(row) = drafts::find_ended(&mut connection, id.0)? else {
        return Ok(None);
    };
    Ok(Some(Ended {
        survey: slug_of(row.survey.as_deref())?,
        is_published: row.is_published,
    }))
}

/// Does `edit` to version `base` and keeps what it makes, with what others have
/// saved since. An edit that changes nothing makes no version.
pub fn save(
    installation: &Installation,
    by: i64,
    id: DraftId,
    base: i32,
    edit: impl FnOnce(&mut Draft),
) -> Result<Saving, OperationError> {
    installation.store.in_transaction(|connection| {
        let Some(row) = drafts::lock_draft(connection, id.0)? else {
            return Ok(Saving::Gone);
        };
        let shown = read(&get_version(connection, id, row.current_version)?)?;
        // A version too old to be kept: the edit is done to what is there now.
        let base = match drafts::find_version(connection, id.0, base)? {
            Some(base) => read(&base)?,
            None => shown.clone(),
        };
        let mut mine = base.clone();
        edit(&mut mine);
        let merged = draft::merge(&base, &mine, &shown);
        if !merged.conflicts.is_empty() {
            let theirs = shown;
            return Ok(Saving::Conflict(Box::new(Conflict { base, mine, theirs })));
        }
        if merged.draft == shown {
            let version = row.current_version;
            return Ok(Saving::Saved { version });
        }
        let version = insert_next(installation, connection, by, &row, &merged.draft)?;
        Ok(Saving::Saved { version })
    })
}

/// Back to the state before, if there is one.
pub fn undo(installation: &Installation, id: DraftId) -> Result<(), OperationError> {
    go_to(installation, id, |connection, shown| {
        let previous = shown.previous.map(|previous| {
            let version = drafts::find_version(connection, id.0, previous)?;
            Ok::<_, OperationError>(version.map(|version| version.version))
        });
        Ok(previous.transpose()?.flatten())
    })
}

/// Forward again to what was undone last.
pub fn redo(installation: &Installation, id: DraftId) -> Result<(), OperationError> {
    go_to(installation, id, |connection, shown| {
        let after = drafts::find_version_after(connection, id.0, shown.version)?;
        Ok(after.map(|after| after.version))
    })
}

/// All there are, in no order that tells anything.
pub fn list(installation: &Installation) -> Result<Vec<Begun>, OperationError> {
    let rows = drafts::list_drafts(&mut *installation.store.connection()?)?;
    let begun = rows.iter().map(|row| {
        Ok(Begun {
            id: DraftId(row.id),
            survey: survey_of(row)?,
        })
    });
    begun.collect()
}

/// What these say; one that is gone by now is left out.
pub fn read_all(
    installation: &Installation,
    ids: &[DraftId],
) -> Result<Vec<(DraftId, Draft)>, OperationError> {
    installation.store.in_snapshot(|connection| {
        let mut found = Vec::new();
        for &id in ids {
            if let Some(row) = drafts::find_draft(connection, id.0)? {
                let draft = read(&get_version(connection, id, row.current_version)?)?;
                found.push((id, draft));
            }
        }
        Ok(found)
    })
}

/// Addresses that surveys have, or are to get.
pub fn slugs(installation: &Installation) -> Result<Vec<String>, OperationError> {
    let begun: Vec<DraftId> = list(installation)?.iter().map(|begun| begun.id).collect();
    let drafts = read_all(installation, &begun)?.into_iter();
    let mut slugs: Vec<String> = drafts.map(|(_, draft)| draft.slug).collect();
    let mut connection = installation.store.connection()?;
    let surveys = surveys::list_surveys(&mut connection)?;
    slugs.extend(surveys.into_iter().map(|survey| survey.slug));
    Ok(slugs)
}

/// The published survey of the same draft stays as it is.
pub fn remove(installation: &Installation, id: DraftId) -> Result<bool, OperationError> {
    installation.store.in_transaction(|connection| {
        let Some(row) = drafts::lock_draft(connection, id.0)? else {
            return Ok(false);
        };
        let ended = EndedRow {
            id: id.0,
            survey: row.survey,
            is_published: false,
        };
        drafts::put_ended(connection, &ended)?;
        Ok(drafts::delete_draft(connection, id.0)?)
    })
}

/// In the transaction that publishes it: it is this survey now, and no draft.
pub(super) fn end_published(
    connection: &mut AnyConnection,
    id: DraftId,
    slug: &Slug,
) -> Result<(), OperationError> {
    let ended = EndedRow {
        id: id.0,
        survey: Some(slug.to_string()),
        is_published: true,
    };
    drafts::put_ended(connection, &ended)?;
    drafts::delete_draft(connection, id.0)?;
    Ok(())
}

/// A draft that nobody changes until the caller's transaction ends.
pub(super) struct Locked {
    pub version: i32,
    pub draft: Draft,
    /// The published survey that it changes.
    pub survey: Option<Slug>,
}

pub(super) fn lock(
    connection: &mut AnyConnection,
    id: DraftId,
) -> Result<Option<Locked>, OperationError> {
    let Some(row) = drafts::lock_draft(connection, id.0)? else {
        return Ok(None);
    };
    Ok(Some(Locked {
        version: row.current_version,
        draft: read(&get_version(connection, id, row.current_version)?)?,
        survey: survey_of(&row)?,
    }))
}

fn go_to(
    installation: &Installation,
    id: DraftId,
    choose: impl FnOnce(&mut AnyConnection, &DraftVersionRow) -> Result<Option<i32>, OperationError>,
) -> Result<(), OperationError> {
    installation.store.in_transaction(|connection| {
        let Some(row) = drafts::lock_draft(connection, id.0)? else {
            return Ok(());
        };
        let shown = get_version(connection, id, row.current_version)?;
        if let Some(version) = choose(connection, &shown)? {
            drafts::update_versions(connection, id.0, version, row.newest_version)?;
        }
        Ok(())
    })
}

fn insert_next(
    installation: &Installation,
    connection: &mut AnyConnection,
    by: i64,
    row: &DraftRow,
    draft: &Draft,
) -> Result<i32, OperationError> {
    let version = row.newest_version + 1;
    let next = DraftVersionRow {
        draft: row.id,
        version,
        previous: Some(row.current_version),
        document: write(draft)?,
        saved_by: by,
        saved_day: installation.today(),
    };
    drafts::insert_version(connection, &next)?;
    drafts::update_versions(connection, row.id, version, version)?;
    let oldest = version - DRAFT_VERSIONS_MAX + 1;
    drafts::delete_versions_before(connection, row.id, oldest, version)?;
    Ok(version)
}

fn get_version(
    connection: &mut AnyConnection,
    id: DraftId,
    version: i32,
) -> Result<DraftVersionRow, OperationError> {
    let row = drafts::find_version(connection, id.0, version)?;
    row.ok_or(OperationError::Damaged("a draft without its state"))
}

fn survey_of(row: &DraftRow) -> Result<Option<Slug>, OperationError> {
    slug_of(row.survey.as_deref())
}

fn slug_of(survey: Option<&str>) -> Result<Option<Slug>, OperationError> {
    let slug = survey.map(str::parse).transpose();
    slug.map_err(|_no_slug| OperationError::Damaged("a draft's survey"))
}

fn read(row: &DraftVersionRow) -> Result<Draft, OperationError> {
    let draft = serde_json::from_str(&row.document);
    draft.map_err(|_unreadable| OperationError::Damaged("a draft"))
}

fn write(draft: &Draft) -> Result<String, OperationError> {
    let document = serde_json::to_string(draft);
    document.map_err(|_unwritable| OperationError::Damaged("a draft that cannot be written"))
}
