//! Letters to people who were invited by e-mail: what they say, whom they go
//! to, how far each is. Invitations by number; nothing here knows an answer.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use whynot_schema::{mailing_recipients, mailings};

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = mailings)]
pub struct MailingRow {
    pub id: i64,
    pub survey: i64,
    /// The first letter of a survey is 1.
    pub number: i32,
    pub kind: String,
    pub state: String,
    pub site: String,
    pub language: String,
    pub subject: String,
    pub body: String,
    pub per_minute: i32,
    pub begun_day: String,
    /// A reminder that goes past who has answered.
    pub passes_over: bool,
}

#[derive(Insertable)]
#[diesel(table_name = mailing_recipients)]
struct RecipientRow {
    mailing: i64,
    number: i32,
    state: &'static str,
    attempts: i32,
}

/// Somebody's place in a mailing, by the invitation's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipient {
    pub mailing: i64,
    pub number: i32,
    /// How often the server said: later.
    pub attempts: i32,
}

pub const SENDING: &str = "sending";
pub const PAUSED: &str = "paused";
pub const FINISHED: &str = "finished";

pub const WAITING: &str = "waiting";
pub const SENT: &str = "sent";
pub const UNKNOWN: &str = "unknown";
pub const INVITATION: &str = "invitation";
pub const REMINDER: &str = "reminder";

/// Parameters of one statement are limited (SQLite: 32,766), four a row.
const ROWS_PER_STATEMENT: usize = 2_000;

pub fn insert(
    connection: &mut AnyConnection,
    row: &MailingRow,
    recipients: &[i32],
) -> Result<(), StoreError> {
    diesel::insert_into(mailings::table)
        .values(row)
        .execute(connection)?;
    let rows: Vec<RecipientRow> = recipients
        .iter()
        .map(|&number| RecipientRow {
            mailing: row.id,
            number,
            state: WAITING,
            attempts: 0,
        })
        .collect();
    for rows in rows.chunks(ROWS_PER_STATEMENT) {
        // Batch inserts exist per backend only.
        match connection {
            AnyConnection::Sqlite(sqlite) => diesel::insert_into(mailing_recipients::table)
                .values(rows)
                .execute(sqlite)?,
            AnyConnection::Postgres(postgres) => diesel::insert_into(mailing_recipients::table)
                .values(rows)
                .execute(postgres)?,
        };
    }
    Ok(())
}

pub fn find(connection: &mut AnyConnection, id: i64) -> Result<Option<MailingRow>, StoreError> {
    Ok(mailings::table.find(id).first(connection).optional()?)
}

/// Nobody else takes a recipient of it until the transaction ends. On SQLite
/// the transaction is the lock.
pub fn lock(connection: &mut AnyConnection, id: i64) -> Result<Option<MailingRow>, StoreError> {
    let row = match connection {
        AnyConnection::Sqlite(sqlite) => mailings::table.find(id).first(sqlite).optional()?,
        AnyConnection::Postgres(postgres) => {
            let row = mailings::table.find(id).for_update();
            row.first(postgres).optional()?
        }
    };
    Ok(row)
}

/// A survey's letters, the first one first.
pub fn list(connection: &mut AnyConnection, survey: i64) -> Result<Vec<MailingRow>, StoreError> {
    Ok(mailings::table
        .filter(mailings::survey.eq(survey))
        .order(mailings::number)
        .load(connection)?)
}

/// Every letter that is on its way, by id.
pub fn list_sending(connection: &mut AnyConnection) -> Result<Vec<i64>, StoreError> {
    Ok(mailings::table
        .filter(mailings::state.eq(SENDING))
        .order((mailings::begun_day, mailings::id))
        .select(mailings::id)
        .load(connection)?)
}

pub fn update_state(
    connection: &mut AnyConnection,
    id: i64,
    state: &str,
) -> Result<(), StoreError> {
    diesel::update(mailings::table.find(id))
        .set(mailings::state.eq(state))
        .execute(connection)?;
    Ok(())
}

/// Who waits in a mailing, those first who were tried least.
pub fn find_waiting(
    connection: &mut AnyConnection,
    mailing: i64,
) -> Result<Option<Recipient>, StoreError> {
    let row: Option<(i32, i32)> = mailing_recipients::table
        .filter(mailing_recipients::mailing.eq(mailing))
        .filter(mailing_recipients::state.eq(WAITING))
        .order((mailing_recipients::attempts, mailing_recipients::number))
        .select((mailing_recipients::number, mailing_recipients::attempts))
        .first(connection)
        .optional()?;
    Ok(row.map(|(number, attempts)| Recipient {
        mailing,
        number,
        attempts,
    }))
}

pub fn update_recipient(
    connection: &mut AnyConnection,
    recipient: Recipient,
    state: &str,
    sent_day: Option<&str>,
) -> Result<(), StoreError> {
    diesel::update(mailing_recipients::table.find((recipient.mailing, recipient.number)))
        .set((
            mailing_recipients::state.eq(state),
            mailing_recipients::attempts.eq(recipient.attempts),
            mailing_recipients::sent_day.eq(sent_day),
        ))
        .execute(connection)?;
    Ok(())
}

/// Puts everybody of a mailing, or of all, from one state into another; returns
/// how many they were.
pub fn move_all(
    connection: &mut AnyConnection,
    mailing: Option<i64>,
    from: &str,
    to: &str,
) -> Result<u64, StoreError> {
    let changed = match mailing {
        Some(mailing) => diesel::update(
            mailing_recipients::table
                .filter(mailing_recipients::mailing.eq(mailing))
                .filter(mailing_recipients::state.eq(from)),
        )
        .set(mailing_recipients::state.eq(to))
        .execute(connection)?,
        None => {
            diesel::update(mailing_recipients::table.filter(mailing_recipients::state.eq(from)))
                .set(mailing_recipients::state.eq(to))
                .execute(connection)?
        }
    };
    Ok(changed as u64)
}

/// How many of a mailing are in which state.
pub fn count(
    connection: &mut AnyConnection,
    mailing: i64,
) -> Result<HashMap<String, u64>, StoreError> {
    let rows: Vec<(String, i64)> = mailing_recipients::table
        .filter(mailing_recipients::mailing.eq(mailing))
        .group_by(mailing_recipients::state)
        .select((mailing_recipients::state, diesel::dsl::count_star()))
        .load(connection)?;
    let counts = rows.into_iter();
    Ok(counts
        .map(|(state, count)| (state, count.unsigned_abs()))
        .collect())
}

/// How far a letter is: grows with each mail that is taken up, and changes with
/// whatever becomes of one.
pub fn count_steps(connection: &mut AnyConnection, mailing: i64) -> Result<i64, StoreError> {
    let of_it = mailing_recipients::table.filter(mailing_recipients::mailing.eq(mailing));
    let taken_up: i64 = of_it
        .filter(mailing_recipients::state.ne(WAITING))
        .count()
        .get_result(connection)?;
    let tried_again: Option<i64> = of_it
        .select(diesel::dsl::sum(mailing_recipients::attempts))
        .first(connection)?;
    Ok(taken_up + tried_again.unwrap_or(0))
}

/// The last day on which a mail of this mailing was sent.
pub fn find_last_sent_day(
    connection: &mut AnyConnection,
    mailing: i64,
) -> Result<Option<String>, StoreError> {
    Ok(mailing_recipients::table
        .filter(mailing_recipients::mailing.eq(mailing))
        .select(diesel::dsl::max(mailing_recipients::sent_day))
        .first(connection)?)
}

/// The numbers that a survey's invitations go or went to, in one of these states.
pub fn list_invited(
    connection: &mut AnyConnection,
    survey: i64,
    states: &[&str],
) -> Result<HashSet<i32>, StoreError> {
    let rows: Vec<(i32, String)> = mailing_recipients::table
        .inner_join(mailings::table.on(mailings::id.eq(mailing_recipients::mailing)))
        .filter(mailings::survey.eq(survey))
        .filter(mailings::kind.eq(INVITATION))
        .select((mailing_recipients::number, mailing_recipients::state))
        .load(connection)?;
    let fitting = rows.into_iter();
    Ok(fitting
        .filter(|(_, state)| states.is_empty() || states.contains(&state.as_str()))
        .map(|(number, _)| number)
        .collect())
}

/// Forgets a survey's letters and whom they went to.
pub fn delete_all(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    for mailing in list(connection, survey)? {
        let rows = mailing_recipients::table.filter(mailing_recipients::mailing.eq(mailing.id));
        diesel::delete(rows).execute(connection)?;
    }
    let rows = mailings::table.filter(mailings::survey.eq(survey));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}
