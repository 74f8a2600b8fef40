//! Rows as JSON, out of a table and into one. The engines write and read it
//! themselves, so that no column is forgotten here.

use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::BackupError;
use super::layout::{Column, Table};
use crate::store::connection::AnyConnection;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    row: String,
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// Hands every row of a table on, in the order of its key.
pub(super) fn read(
    connection: &mut AnyConnection,
    table: &Table,
    mut each: impl FnMut(&str) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let name = quoted(&table.name);
    let order = listed(table.key.iter().map(|column| quoted(column)));
    match connection {
        AnyConnection::Sqlite(sqlite) => {
            let columns = listed(table.columns.iter().map(sqlite_field));
            let query =
                format!("SELECT json_object({columns}) AS row FROM {name} ORDER BY {order}");
            for row in diesel::sql_query(query).load_iter::<Row, _>(sqlite)? {
                each(&row?.row)?;
            }
        }
        AnyConnection::Postgres(postgres) => {
            diesel::sql_query("SET LOCAL bytea_output = 'hex'").execute(postgres)?;
            let query =
                format!("SELECT row_to_json(t)::text AS row FROM {name} t ORDER BY {order}");
            let rows = diesel::sql_query(query);
            for row in rows.load_iter::<Row, PgRowByRowLoadingMode>(postgres)? {
                each(&row?.row)?;
            }
        }
    }
    Ok(())
}

/// `'name', value`, with bytes as PostgreSQL writes them.
fn sqlite_field(column: &Column) -> String {
    let name = quoted(&column.name);
    let literal = column.name.replace('\'', "''");
    if column.holds_bytes {
        format!(
            "'{literal}', CASE WHEN {name} IS NULL THEN NULL ELSE '\\x' || lower(hex({name})) END"
        )
    } else {
        format!("'{literal}', {name}")
    }
}

/// Rows that go into a table with one statement.
#[derive(Default)]
pub(super) struct Batch {
    rows: String,
    count: usize,
}

const ROWS_MAX: usize = 1_000;
const BYTES_MAX: usize = 4_000_000;

impl Batch {
    pub(super) fn push(&mut self, row: &str) {
        self.rows.push(if self.count == 0 { '[' } else { ',' });
        self.rows.push_str(row);
        self.count += 1;
    }

    pub(super) fn is_full(&self) -> bool {
        self.count >= ROWS_MAX || self.rows.len() >= BYTES_MAX
    }

    /// Inserts what was pushed, and is empty afterwards.
    pub(super) fn insert_into(
        &mut self,
        connection: &mut AnyConnection,
        table: Option<&Table>,
    ) -> Result<(), BackupError> {
        let (Some(table), 1..) = (table, self.count) else {
            return Ok(());
        };
        let mut rows = std::mem::take(&mut self.rows);
        rows.push(']');
        let expected = std::mem::take(&mut self.count);
        let inserted = match connection {
            AnyConnection::Sqlite(sqlite) => diesel::sql_query(sqlite_insert(table))
                .bind::<Text, _>(rows)
                .execute(sqlite)?,
            AnyConnection::Postgres(postgres) => diesel::sql_query(postgres_insert(table))
                .bind::<Text, _>(rows)
                .execute(postgres)?,
        };
        if inserted == expected {
            Ok(())
        } else {
            Err(BackupError::Damaged("some rows could not be taken over"))
        }
    }
}

fn sqlite_insert(table: &Table) -> String {
    let columns = listed(table.columns.iter().map(|column| quoted(&column.name)));
    let values = listed(table.columns.iter().map(|column| {
        let path = column.name.replace('\'', "''");
        let value = format!("json_extract(value, '$.\"{path}\"')");
        if column.holds_bytes {
            format!("unhex(substr({value}, 3))")
        } else {
            value
        }
    }));
    let name = quoted(&table.name);
    format!("INSERT INTO {name} ({columns}) SELECT {values} FROM json_each(?)")
}

fn postgres_insert(table: &Table) -> String {
    let columns = listed(table.columns.iter().map(|column| quoted(&column.name)));
    let name = quoted(&table.name);
    format!(
        "INSERT INTO {name} ({columns}) \
         SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::json)"
    )
}
