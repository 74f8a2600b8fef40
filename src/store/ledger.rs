//! The ledger's rows: read, and added to. There is no other way to change them.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use whynot_schema::ledger;

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::ledger::{Action, Entry, Event, Hash};

#[derive(Queryable, Insertable)]
#[diesel(table_name = ledger)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    number: i64,
    day: String,
    role: String,
    department: Option<String>,
    action: String,
    survey: Option<String>,
    subject: Option<String>,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

/// Adds what happened after the newest entry. To be called last in a
/// transaction: from here to its end nobody else adds anything.
pub fn append(connection: &mut AnyConnection, day: &str, event: &Event) -> Result<(), StoreError> {
    if let AnyConnection::Postgres(postgres) = connection {
        postgres.batch_execute("LOCK TABLE ledger IN EXCLUSIVE MODE")?;
    }
    let newest = find_newest(connection)?;
    // A clock that was set back does not make the ledger go back.
    let day = match &newest {
        Some(newest) if newest.day.as_str() > day => &newest.day,
        _ => day,
    };
    if event.action.is_reading() && is_known(connection, day, event)? {
        return Ok(());
    }
    let entry = Entry::following(newest.as_ref(), day.to_owned(), event);
    let row = Row {
        number: entry.number,
        day: entry.day,
        role: entry.role,
        department: entry.department,
        action: entry.action,
        survey: entry.survey,
        subject: entry.subject,
        previous: entry.previous.as_bytes().to_vec(),
        hash: entry.hash.as_bytes().to_vec(),
    };
    diesel::insert_into(ledger::table)
        .values(&row)
        .execute(connection)?;
    Ok(())
}

fn is_known(connection: &mut AnyConnection, day: &str, event: &Event) -> Result<bool, StoreError> {
    let of_day: Vec<Row> = ledger::table
        .filter(ledger::day.eq(day))
        .filter(ledger::action.eq(event.action.code()))
        .load(connection)?;
    for row in of_day {
        if read(row)?.event().as_ref() == Some(event) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether something of this kind ever happened to a survey.
pub fn is_there(
    connection: &mut AnyConnection,
    action: Action,
    survey: &str,
) -> Result<bool, StoreError> {
    let found: Option<i64> = ledger::table
        .filter(ledger::survey.eq(survey))
        .filter(ledger::action.eq(action.code()))
        .select(ledger::number)
        .first(connection)
        .optional()?;
    Ok(found.is_some())
}

pub fn find_newest(connection: &mut AnyConnection) -> Result<Option<Entry>, StoreError> {
    let row: Option<Row> = ledger::table
        .order(ledger::number.desc())
        .first(connection)
        .optional()?;
    row.map(read).transpose()
}

/// Up to `count` entries after a number, in order.
pub fn list_after(
    connection: &mut AnyConnection,
    number: i64,
    count: i64,
) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<Row> = ledger::table
        .filter(ledger::number.gt(number))
        .order(ledger::number)
        .limit(count)
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

/// The newest `count` days that have entries, of one survey or of all, up to a
/// day and with it; newest first.
pub fn list_days(
    connection: &mut AnyConnection,
    survey: Option<&str>,
    until: Option<&str>,
    count: i64,
) -> Result<Vec<String>, StoreError> {
    let mut days = ledger::table
        .select(ledger::day)
        .distinct()
        .order(ledger::day.desc())
        .limit(count)
        .into_boxed();
    if let Some(survey) = survey {
        days = days.filter(ledger::survey.eq(survey.to_owned()));
    }
    if let Some(until) = until {
        days = days.filter(ledger::day.le(until.to_owned()));
    }
    Ok(days.load(connection)?)
}

/// The entries from one day to another, newest first.
pub fn list_between(
    connection: &mut AnyConnection,
    survey: Option<&str>,
    first: &str,
    last: &str,
) -> Result<Vec<Entry>, StoreError> {
    let mut rows = ledger::table
        .filter(ledger::day.ge(first.to_owned()))
        .filter(ledger::day.le(last.to_owned()))
        .order(ledger::number.desc())
        .into_boxed();
    if let Some(survey) = survey {
        rows = rows.filter(ledger::survey.eq(survey.to_owned()));
    }
    let rows: Vec<Row> = rows.load(connection)?;
    rows.into_iter().map(read).collect()
}

fn read(row: Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        number: row.number,
        day: row.day,
        role: row.role,
        department: row.department,
        action: row.action,
        survey: row.survey,
        subject: row.subject,
        previous: hash(row.previous)?,
        hash: hash(row.hash)?,
    })
}

fn hash(bytes: Vec<u8>) -> Result<Hash, StoreError> {
    bytes
        .try_into()
        .map(Hash::from_bytes)
        .map_err(|_wrong_length| StoreError::Corrupt("a hash of the ledger has the wrong length"))
}
