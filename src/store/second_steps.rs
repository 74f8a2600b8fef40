//! What a member has for the second step of signing in: the sealed secret of an
//! authenticator app, and hashes of recovery codes.

use diesel::prelude::*;
use whynot_schema::{recovery_codes, totp_secrets};

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct TotpRow {
    pub member: i64,
    pub sealed: Vec<u8>,
    /// The app has shown a right code once; before that nothing is asked for.
    pub is_confirmed: bool,
}

pub fn find_totp(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Option<TotpRow>, StoreError> {
    Ok(totp_secrets::table
        .find(member)
        .first(connection)
        .optional()?)
}

/// In place of what was there.
pub fn replace_totp(connection: &mut AnyConnection, row: &TotpRow) -> Result<(), StoreError> {
    diesel::delete(totp_secrets::table.find(row.member)).execute(connection)?;
    diesel::insert_into(totp_secrets::table)
        .values((
            totp_secrets::member.eq(row.member),
            totp_secrets::sealed.eq(&row.sealed),
            totp_secrets::is_confirmed.eq(row.is_confirmed),
        ))
        .execute(connection)?;
    Ok(())
}

/// Secret and codes.
pub fn delete_second_step(connection: &mut AnyConnection, member: i64) -> Result<(), StoreError> {
    diesel::delete(totp_secrets::table.find(member)).execute(connection)?;
    let codes = recovery_codes::table.filter(recovery_codes::member.eq(member));
    diesel::delete(codes).execute(connection)?;
    Ok(())
}

pub fn replace_recovery_codes(
    connection: &mut AnyConnection,
    member: i64,
    hashes: &[[u8; 32]],
) -> Result<(), StoreError> {
    let codes = recovery_codes::table.filter(recovery_codes::member.eq(member));
    diesel::delete(codes).execute(connection)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::member.eq(member),
                recovery_codes::code_hash.eq(hash.as_slice()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

pub fn count_recovery_codes(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<i64, StoreError> {
    let codes = recovery_codes::table.filter(recovery_codes::member.eq(member));
    Ok(codes.count().get_result(connection)?)
}

pub fn list_recovery_codes(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let codes = recovery_codes::table
        .filter(recovery_codes::member.eq(member))
        .select(recovery_codes::code_hash);
    Ok(codes.load(connection)?)
}

/// Uses a code up; `false` if there is none such.
pub fn delete_recovery_code(
    connection: &mut AnyConnection,
    member: i64,
    hash: &[u8],
) -> Result<bool, StoreError> {
    let code = recovery_codes::table.find((member, hash));
    Ok(diesel::delete(code).execute(connection)? == 1)
}

/// Whether signing in takes a second step.
pub fn has_second_step(connection: &mut AnyConnection, member: i64) -> Result<bool, StoreError> {
    let totp = find_totp(connection, member)?;
    Ok(totp.is_some_and(|totp| totp.is_confirmed))
}
