//! Sessions of members: days, and nothing that a browser said about itself.

use diesel::prelude::*;
use whynot_schema::sessions;

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SessionRow {
    pub id: i64,
    pub token_hash: Vec<u8>,
    pub member: i64,
    pub name: Option<String>,
    /// The password was right; the code of the app is still to come.
    pub awaits_code: bool,
    pub created_day: String,
    pub last_used_day: String,
}

pub fn insert_session(connection: &mut AnyConnection, row: &SessionRow) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(row.id),
            sessions::token_hash.eq(&row.token_hash),
            sessions::member.eq(row.member),
            sessions::name.eq(&row.name),
            sessions::awaits_code.eq(row.awaits_code),
            sessions::created_day.eq(&row.created_day),
            sessions::last_used_day.eq(&row.last_used_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_session(
    connection: &mut AnyConnection,
    token_hash: &[u8],
) -> Result<Option<SessionRow>, StoreError> {
    let row = sessions::table.filter(sessions::token_hash.eq(token_hash));
    Ok(row.first(connection).optional()?)
}

/// The newest day first.
pub fn list_sessions(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Vec<SessionRow>, StoreError> {
    let rows = sessions::table
        .filter(sessions::member.eq(member))
        .order((sessions::last_used_day.desc(), sessions::id));
    Ok(rows.load(connection)?)
}

pub fn update_used(
    connection: &mut AnyConnection,
    session: i64,
    day: &str,
) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(session))
        .set(sessions::last_used_day.eq(day))
        .execute(connection)?;
    Ok(())
}

pub fn update_token(
    connection: &mut AnyConnection,
    session: i64,
    token_hash: &[u8],
) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(session))
        .set(sessions::token_hash.eq(token_hash))
        .execute(connection)?;
    Ok(())
}

/// `false` if that member has no such session.
pub fn update_name(
    connection: &mut AnyConnection,
    member: i64,
    session: i64,
    name: Option<&str>,
) -> Result<bool, StoreError> {
    let row = sessions::table
        .find(session)
        .filter(sessions::member.eq(member));
    let updated = diesel::update(row)
        .set(sessions::name.eq(name))
        .execute(connection)?;
    Ok(updated == 1)
}

/// `false` if that member has no such session.
pub fn delete_session(
    connection: &mut AnyConnection,
    member: i64,
    session: i64,
) -> Result<bool, StoreError> {
    let row = sessions::table
        .find(session)
        .filter(sessions::member.eq(member));
    Ok(diesel::delete(row).execute(connection)? == 1)
}

/// Everybody's.
pub fn delete_all_sessions(connection: &mut AnyConnection) -> Result<(), StoreError> {
    diesel::delete(sessions::table).execute(connection)?;
    Ok(())
}

/// All of a member's sessions but one.
pub fn delete_other_sessions(
    connection: &mut AnyConnection,
    member: i64,
    kept: Option<i64>,
) -> Result<usize, StoreError> {
    let rows = sessions::table
        .filter(sessions::member.eq(member))
        .filter(sessions::id.ne(kept.unwrap_or(-1)));
    Ok(diesel::delete(rows).execute(connection)?)
}

/// Sessions that nobody can use any more.
pub fn delete_stale_sessions(
    connection: &mut AnyConnection,
    member: i64,
    created_before: &str,
    used_before: &str,
) -> Result<(), StoreError> {
    let is_stale = sessions::created_day
        .lt(created_before)
        .or(sessions::last_used_day.lt(used_before));
    let rows = sessions::table
        .filter(sessions::member.eq(member))
        .filter(is_stale);
    diesel::delete(rows).execute(connection)?;
    Ok(())
}
