//! Drafts of surveys and the states they were in.

use diesel::prelude::*;
use whynot_schema::{draft_versions, drafts};

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DraftRow {
    pub id: i64,
    /// The name of the published survey that it changes.
    pub survey: Option<String>,
    /// The state that is shown: not the newest where something was undone.
    pub current_version: i32,
    pub newest_version: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DraftVersionRow {
    pub draft: i64,
    pub version: i32,
    /// The state that it was made of.
    pub previous: Option<i32>,
    pub document: String,
    pub saved_by: i64,
    pub saved_day: String,
}

/// Nobody else changes this draft until the transaction ends. On SQLite the
/// transaction is the lock.
pub fn lock_draft(
    connection: &mut AnyConnection,
    draft: i64,
) -> Result<Option<DraftRow>, StoreError> {
    let row = match connection {
        AnyConnection::Sqlite(sqlite) => drafts::table.find(draft).first(sqlite).optional()?,
        AnyConnection::Postgres(postgres) => {
            let row = drafts::table.find(draft).for_update();
            row.first(postgres).optional()?
        }
    };
    Ok(row)
}

pub fn find_draft(
    connection: &mut AnyConnection,
    draft: i64,
) -> Result<Option<DraftRow>, StoreError> {
    Ok(drafts::table.find(draft).first(connection).optional()?)
}

pub fn find_draft_of(
    connection: &mut AnyConnection,
    survey: &str,
) -> Result<Option<DraftRow>, StoreError> {
    let row = drafts::table.filter(drafts::survey.eq(survey));
    Ok(row.first(connection).optional()?)
}

pub fn list_drafts(connection: &mut AnyConnection) -> Result<Vec<DraftRow>, StoreError> {
    Ok(drafts::table.order(drafts::id).load(connection)?)
}

pub fn insert_draft(connection: &mut AnyConnection, row: &DraftRow) -> Result<(), StoreError> {
    diesel::insert_into(drafts::table)
        .values((
            drafts::id.eq(row.id),
            drafts::survey.eq(&row.survey),
            drafts::current_version.eq(row.current_version),
            drafts::newest_version.eq(row.newest_version),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn update_versions(
    connection: &mut AnyConnection,
    draft: i64,
    current: i32,
    newest: i32,
) -> Result<(), StoreError> {
    diesel::update(drafts::table.find(draft))
        .set((
            drafts::current_version.eq(current),
            drafts::newest_version.eq(newest),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn delete_draft(connection: &mut AnyConnection, draft: i64) -> Result<bool, StoreError> {
    let versions = draft_versions::table.filter(draft_versions::draft.eq(draft));
    diesel::delete(versions).execute(connection)?;
    let deleted = diesel::delete(drafts::table.find(draft)).execute(connection)?;
    Ok(deleted == 1)
}

pub fn find_version(
    connection: &mut AnyConnection,
    draft: i64,
    version: i32,
) -> Result<Option<DraftVersionRow>, StoreError> {
    let row = draft_versions::table.find((draft, version));
    Ok(row.first(connection).optional()?)
}

/// The newest state that was made of this one: what redoing leads to.
pub fn find_version_after(
    connection: &mut AnyConnection,
    draft: i64,
    version: i32,
) -> Result<Option<DraftVersionRow>, StoreError> {
    let rows = draft_versions::table
        .filter(draft_versions::draft.eq(draft))
        .filter(draft_versions::previous.eq(version))
        .order(draft_versions::version.desc());
    Ok(rows.first(connection).optional()?)
}

pub fn insert_version(
    connection: &mut AnyConnection,
    row: &DraftVersionRow,
) -> Result<(), StoreError> {
    diesel::insert_into(draft_versions::table)
        .values((
            draft_versions::draft.eq(row.draft),
            draft_versions::version.eq(row.version),
            draft_versions::previous.eq(row.previous),
            draft_versions::document.eq(&row.document),
            draft_versions::saved_by.eq(row.saved_by),
            draft_versions::saved_day.eq(&row.saved_day),
        ))
        .execute(connection)?;
    Ok(())
}

/// States older than `oldest`, but for the one that is shown.
pub fn delete_versions_before(
    connection: &mut AnyConnection,
    draft: i64,
    oldest: i32,
    shown: i32,
) -> Result<(), StoreError> {
    let rows = draft_versions::table
        .filter(draft_versions::draft.eq(draft))
        .filter(draft_versions::version.lt(oldest))
        .filter(draft_versions::version.ne(shown));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}
