//! Who was invited: the numbers behind codes, and the addresses they go to.

use std::collections::HashMap;

use diesel::prelude::*;
use whynot_schema::invitations;

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Clone, Insertable)]
#[diesel(table_name = invitations)]
#[diesel(treat_none_as_default_value = false)]
pub struct InvitationRow {
    pub survey: i64,
    pub number: i32,
    pub kind: &'static str,
    /// `None` for a printed code.
    pub address: Option<String>,
    pub added_day: String,
}

pub const ADDRESS: &str = "address";
pub const PRINTED: &str = "printed";

/// Parameters of one statement are limited (SQLite: 32,766), five a row.
const ROWS_PER_STATEMENT: usize = 2_000;

/// How many were invited, by way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InvitedCounts {
    pub by_address: u64,
    pub printed: u64,
}

pub fn insert(connection: &mut AnyConnection, rows: &[InvitationRow]) -> Result<(), StoreError> {
    for rows in rows.chunks(ROWS_PER_STATEMENT) {
        // Batch inserts exist per backend only.
        match connection {
            AnyConnection::Sqlite(sqlite) => diesel::insert_into(invitations::table)
                .values(rows)
                .execute(sqlite)?,
            AnyConnection::Postgres(postgres) => diesel::insert_into(invitations::table)
                .values(rows)
                .execute(postgres)?,
        };
    }
    Ok(())
}

/// The number of the newest invitation.
pub fn find_newest(connection: &mut AnyConnection, survey: i64) -> Result<Option<i32>, StoreError> {
    Ok(invitations::table
        .filter(invitations::survey.eq(survey))
        .select(diesel::dsl::max(invitations::number))
        .first(connection)?)
}

/// The address that an invitation goes to, if it goes to one.
pub fn find_address(
    connection: &mut AnyConnection,
    survey: i64,
    number: i32,
) -> Result<Option<String>, StoreError> {
    let address: Option<Option<String>> = invitations::table
        .find((survey, number))
        .select(invitations::address)
        .first(connection)
        .optional()?;
    Ok(address.flatten())
}

/// The invitations that go to an address.
pub fn list_addresses(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<HashMap<String, i32>, StoreError> {
    let rows: Vec<(Option<String>, i32)> = invitations::table
        .filter(invitations::survey.eq(survey))
        .filter(invitations::address.is_not_null())
        .select((invitations::address, invitations::number))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .filter_map(|(address, number)| Some((address?, number)))
        .collect())
}

pub fn count(connection: &mut AnyConnection, survey: i64) -> Result<InvitedCounts, StoreError> {
    let mut of_kind = |kind: &str| -> Result<u64, StoreError> {
        let count: i64 = invitations::table
            .filter(invitations::survey.eq(survey))
            .filter(invitations::kind.eq(kind))
            .count()
            .get_result(connection)?;
        Ok(count.unsigned_abs())
    };
    Ok(InvitedCounts {
        by_address: of_kind(ADDRESS)?,
        printed: of_kind(PRINTED)?,
    })
}

/// Forgets who was invited; returns how many they were.
pub fn delete_all(connection: &mut AnyConnection, survey: i64) -> Result<u64, StoreError> {
    let rows = invitations::table.filter(invitations::survey.eq(survey));
    Ok(diesel::delete(rows).execute(connection)? as u64)
}

/// Forgets those with a lower number; returns how many they were.
pub fn delete_below(
    connection: &mut AnyConnection,
    survey: i64,
    number: u32,
) -> Result<u64, StoreError> {
    let rows = invitations::table
        .filter(invitations::survey.eq(survey))
        .filter(invitations::number.lt(number.cast_signed()));
    Ok(diesel::delete(rows).execute(connection)? as u64)
}
