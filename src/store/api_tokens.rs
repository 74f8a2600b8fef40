//! Tokens that programs show in place of members.

use diesel::prelude::*;
use whynot_schema::api_tokens;

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ApiTokenRow {
    pub id: i64,
    pub token_hash: Vec<u8>,
    pub member: i64,
    pub name: String,
    pub scopes: String,
    pub created_day: String,
    pub last_used_day: Option<String>,
    /// From the day after it opens nothing.
    pub last_day: String,
}

pub fn insert_api_token(
    connection: &mut AnyConnection,
    row: &ApiTokenRow,
) -> Result<(), StoreError> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(row.id),
            api_tokens::token_hash.eq(&row.token_hash),
            api_tokens::member.eq(row.member),
            api_tokens::name.eq(&row.name),
            api_tokens::scopes.eq(&row.scopes),
            api_tokens::created_day.eq(&row.created_day),
            api_tokens::last_used_day.eq(&row.last_used_day),
            api_tokens::last_day.eq(&row.last_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_api_token(
    connection: &mut AnyConnection,
    hash: &[u8],
) -> Result<Option<ApiTokenRow>, StoreError> {
    let row = api_tokens::table.filter(api_tokens::token_hash.eq(hash));
    Ok(row.first(connection).optional()?)
}

/// By name.
pub fn list_api_tokens(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Vec<ApiTokenRow>, StoreError> {
    let rows = api_tokens::table
        .filter(api_tokens::member.eq(member))
        .order((api_tokens::name, api_tokens::id));
    Ok(rows.load(connection)?)
}

pub fn update_used(
    connection: &mut AnyConnection,
    token: i64,
    day: &str,
) -> Result<(), StoreError> {
    diesel::update(api_tokens::table.find(token))
        .set(api_tokens::last_used_day.eq(Some(day)))
        .execute(connection)?;
    Ok(())
}

/// One of this member's.
pub fn delete_api_token(
    connection: &mut AnyConnection,
    member: i64,
    token: i64,
) -> Result<bool, StoreError> {
    let row = api_tokens::table
        .find(token)
        .filter(api_tokens::member.eq(member));
    Ok(diesel::delete(row).execute(connection)? == 1)
}

/// All of a member who is removed.
pub fn delete_api_tokens_of(connection: &mut AnyConnection, member: i64) -> Result<(), StoreError> {
    let rows = api_tokens::table.filter(api_tokens::member.eq(member));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}
