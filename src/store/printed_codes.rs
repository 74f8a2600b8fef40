//! Which printed codes were made together: a first number and how many. The
//! codes themselves are made from the numbers whenever they are needed.

use diesel::prelude::*;
use whynot_schema::printed_codes;

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = printed_codes)]
pub struct PrintedRow {
    pub survey: i64,
    pub first_number: i32,
    pub count: i32,
    /// Which form asked for them: the same form asks once.
    pub form: i64,
    pub made_day: String,
}

pub fn insert(connection: &mut AnyConnection, row: &PrintedRow) -> Result<(), StoreError> {
    diesel::insert_into(printed_codes::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// The first one first.
pub fn list(connection: &mut AnyConnection, survey: i64) -> Result<Vec<PrintedRow>, StoreError> {
    Ok(printed_codes::table
        .filter(printed_codes::survey.eq(survey))
        .order(printed_codes::first_number)
        .load(connection)?)
}

pub fn delete_all(connection: &mut AnyConnection, survey: i64) -> Result<(), StoreError> {
    let rows = printed_codes::table.filter(printed_codes::survey.eq(survey));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}
