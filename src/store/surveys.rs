//! Surveys, their revisions and their waves.

use diesel::prelude::*;
use whynot_schema::{installation, revisions, surveys, waves};

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pool_cipher::Place;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = surveys)]
pub struct SurveyRow {
    pub id: i64,
    pub slug: String,
    pub pool_key_id: Vec<u8>,
    pub pool_key_day: String,
}

/// One period of answering. `released` and `batch_count` move only at releases.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = waves)]
pub struct WaveRow {
    pub survey: i64,
    pub wave: i32,
    pub revision: i32,
    pub label: String,
    pub is_open: bool,
    pub released: i64,
    pub batch_count: i32,
    /// Fewer than k waited when the wave closed; they were erased uncounted.
    pub erased_at_close: bool,
    pub opened_day: String,
    pub closed_day: Option<String>,
    /// The day after which it closes by itself.
    pub last_day: Option<String>,
    /// It takes no answers for the time being; only a wave that is open is paused.
    pub is_paused: bool,
}

impl WaveRow {
    pub fn place(&self) -> Place {
        Place {
            survey: self.survey,
            wave: self.wave,
        }
    }
}

/// The mark of the key directory that belongs to this database.
pub fn find_root_check(connection: &mut AnyConnection) -> Result<Option<Vec<u8>>, StoreError> {
    let row = installation::table
        .find(1_i16)
        .select(installation::root_check);
    Ok(row.first(connection).optional()?)
}

pub fn insert_root_check(
    connection: &mut AnyConnection,
    root_check: &[u8],
) -> Result<(), StoreError> {
    diesel::insert_into(installation::table)
        .values((
            installation::id.eq(1_i16),
            installation::root_check.eq(root_check),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn insert_survey(connection: &mut AnyConnection, row: &SurveyRow) -> Result<(), StoreError> {
    diesel::insert_into(surveys::table)
        .values((
            surveys::id.eq(row.id),
            surveys::slug.eq(&row.slug),
            surveys::pool_key_id.eq(&row.pool_key_id),
            surveys::pool_key_day.eq(&row.pool_key_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_survey(
    connection: &mut AnyConnection,
    slug: &str,
) -> Result<Option<SurveyRow>, StoreError> {
    let row = surveys::table.filter(surveys::slug.eq(slug));
    Ok(row.first(connection).optional()?)
}

pub fn get_survey(connection: &mut AnyConnection, id: i64) -> Result<SurveyRow, StoreError> {
    Ok(surveys::table.find(id).first(connection)?)
}

pub fn list_surveys(connection: &mut AnyConnection) -> Result<Vec<SurveyRow>, StoreError> {
    Ok(surveys::table.order(surveys::slug).load(connection)?)
}

/// Makes another key current; the caller holds the survey exclusively.
pub fn update_pool_key(
    connection: &mut AnyConnection,
    survey: i64,
    key_id: &[u8],
    day: &str,
) -> Result<(), StoreError> {
    diesel::update(surveys::table.find(survey))
        .set((
            surveys::pool_key_id.eq(key_id),
            surveys::pool_key_day.eq(day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn insert_revision(
    connection: &mut AnyConnection,
    survey: i64,
    revision: i32,
    document: &str,
) -> Result<(), StoreError> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::survey.eq(survey),
            revisions::revision.eq(revision),
            revisions::document.eq(document),
        ))
        .execute(connection)?;
    Ok(())
}

/// The newest revision and its number.
pub fn find_latest_revision(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Option<(i32, String)>, StoreError> {
    let row = revisions::table
        .filter(revisions::survey.eq(survey))
        .order(revisions::revision.desc())
        .select((revisions::revision, revisions::document));
    Ok(row.first(connection).optional()?)
}

/// The number of the newest revision, without reading it.
pub fn find_latest_number(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Option<i32>, StoreError> {
    Ok(revisions::table
        .filter(revisions::survey.eq(survey))
        .select(diesel::dsl::max(revisions::revision))
        .first(connection)?)
}

pub fn get_revision(
    connection: &mut AnyConnection,
    survey: i64,
    revision: i32,
) -> Result<String, StoreError> {
    let row = revisions::table
        .find((survey, revision))
        .select(revisions::document);
    Ok(row.first(connection)?)
}

pub fn insert_wave(connection: &mut AnyConnection, row: &WaveRow) -> Result<(), StoreError> {
    diesel::insert_into(waves::table)
        .values((
            waves::survey.eq(row.survey),
            waves::wave.eq(row.wave),
            waves::revision.eq(row.revision),
            waves::label.eq(&row.label),
            waves::is_open.eq(row.is_open),
            waves::released.eq(row.released),
            waves::batch_count.eq(row.batch_count),
            waves::erased_at_close.eq(row.erased_at_close),
            waves::opened_day.eq(&row.opened_day),
            waves::closed_day.eq(&row.closed_day),
            waves::last_day.eq(&row.last_day),
            waves::is_paused.eq(row.is_paused),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_wave(
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
) -> Result<Option<WaveRow>, StoreError> {
    Ok(waves::table
        .find((survey, wave))
        .first(connection)
        .optional()?)
}

/// In the order in which they ran.
pub fn list_waves(connection: &mut AnyConnection, survey: i64) -> Result<Vec<WaveRow>, StoreError> {
    let rows = waves::table
        .filter(waves::survey.eq(survey))
        .order(waves::wave);
    Ok(rows.load(connection)?)
}

/// The newest wave, running or closed.
pub fn find_latest_wave(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Option<WaveRow>, StoreError> {
    let row = waves::table
        .filter(waves::survey.eq(survey))
        .order(waves::wave.desc());
    Ok(row.first(connection).optional()?)
}

/// The wave that runs, paused or not.
pub fn find_running_wave(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Option<WaveRow>, StoreError> {
    let newest = find_latest_wave(connection, survey)?;
    Ok(newest.filter(|wave| wave.is_open))
}

pub fn update_wave_closed(
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
    day: &str,
    erased: bool,
) -> Result<(), StoreError> {
    diesel::update(waves::table.find((survey, wave)))
        .set((
            waves::is_open.eq(false),
            waves::is_paused.eq(false),
            waves::closed_day.eq(Some(day)),
            waves::erased_at_close.eq(erased),
        ))
        .execute(connection)?;
    Ok(())
}

/// The caller holds the survey exclusively.
pub fn update_wave_paused(
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
    is_paused: bool,
) -> Result<(), StoreError> {
    diesel::update(waves::table.find((survey, wave)))
        .set(waves::is_paused.eq(is_paused))
        .execute(connection)?;
    Ok(())
}

/// Counts one more batch of `responses`.
pub fn update_wave_released(
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
    responses: i64,
) -> Result<(), StoreError> {
    diesel::update(waves::table.find((survey, wave)))
        .set((
            waves::released.eq(waves::released + responses),
            waves::batch_count.eq(waves::batch_count + 1),
        ))
        .execute(connection)?;
    Ok(())
}
