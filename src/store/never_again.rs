//! Addresses that are never written to again, as keyed hashes: whoever reads
//! this table learns nobody's address.

use std::collections::HashSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use whynot_schema::never_again;

use super::connection::AnyConnection;
use super::error::StoreError;

pub const ASKED: &str = "asked";
pub const BOUNCED: &str = "bounced";

/// Nobody else adds a mark until the transaction ends. On SQLite the transaction
/// is the lock.
pub fn lock(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(postgres) => {
            Ok(postgres.batch_execute("LOCK TABLE never_again IN SHARE ROW EXCLUSIVE MODE")?)
        }
    }
}

/// A mark that is there already stays, but whoever asks is remembered for that.
pub fn insert(
    connection: &mut AnyConnection,
    address_mark: &[u8],
    reason: &str,
) -> Result<bool, StoreError> {
    let known: Option<String> = never_again::table
        .find(address_mark)
        .select(never_again::reason)
        .first(connection)
        .optional()?;
    match known {
        None => {
            diesel::insert_into(never_again::table)
                .values((
                    never_again::address_mark.eq(address_mark),
                    never_again::reason.eq(reason),
                ))
                .execute(connection)?;
            Ok(true)
        }
        Some(known) => {
            if reason == ASKED && known != ASKED {
                diesel::update(never_again::table.find(address_mark))
                    .set(never_again::reason.eq(reason))
                    .execute(connection)?;
            }
            Ok(false)
        }
    }
}

/// Why this address is not written to, if it is not.
pub fn find_reason(
    connection: &mut AnyConnection,
    address_mark: &[u8],
) -> Result<Option<String>, StoreError> {
    Ok(never_again::table
        .find(address_mark)
        .select(never_again::reason)
        .first(connection)
        .optional()?)
}

pub fn list(connection: &mut AnyConnection) -> Result<HashSet<Vec<u8>>, StoreError> {
    let rows: Vec<Vec<u8>> = never_again::table
        .select(never_again::address_mark)
        .load(connection)?;
    Ok(rows.into_iter().collect())
}
