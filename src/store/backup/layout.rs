//! Which tables and columns a schema has: asked of an empty database in memory
//! that the same migrations made, so that it holds for both engines and for the
//! schemas of older backups.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::store::migrations;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The names of the columns of its primary key.
    pub key: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    pub holds_bytes: bool,
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    place_in_key: i32,
}

const COLUMNS: &str = "
    SELECT m.name AS table_name, c.name AS column_name, c.type AS kind, c.pk AS place_in_key
    FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
    ORDER BY m.name, c.cid";

/// The tables of the schema that these migrations make, by name.
pub(super) fn at(applied: &[String]) -> Result<Vec<Table>, BackupError> {
    let mut memory = SqliteConnection::establish(":memory:")
        .map_err(|_no_memory| BackupError::Damaged("no schema could be made"))?;
    migrations::run_these(&mut memory, applied)?;
    let rows: Vec<ColumnRow> = diesel::sql_query(COLUMNS).load(&mut memory)?;
    let mut tables: Vec<Table> = Vec::new();
    for row in &rows {
        let column = Column {
            name: row.column_name.clone(),
            holds_bytes: row.kind.eq_ignore_ascii_case("BLOB"),
        };
        match tables
            .last_mut()
            .filter(|table| table.name == row.table_name)
        {
            Some(table) => table.columns.push(column),
            None => tables.push(Table {
                name: row.table_name.clone(),
                columns: vec![column],
                key: Vec::new(),
            }),
        }
    }
    for table in &mut tables {
        let mut key: Vec<&ColumnRow> = rows
            .iter()
            .filter(|row| row.table_name == table.name && row.place_in_key > 0)
            .collect();
        key.sort_by_key(|row| row.place_in_key);
        table.key = key.iter().map(|row| row.column_name.clone()).collect();
    }
    Ok(tables)
}

/// The line before a table's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TableLine {
    table: String,
    columns: Vec<String>,
}

/// How a table line begins; no column of ours is called “table”.
const BEGIN: &str = "{\"table\":";

impl TableLine {
    pub(super) fn of(table: &Table) -> Self {
        Self {
            table: table.name.clone(),
            columns: table
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect(),
        }
    }

    /// `None` for a row.
    pub(super) fn read(line: &str) -> Result<Option<Self>, BackupError> {
        if !line.starts_with(BEGIN) {
            return Ok(None);
        }
        serde_json::from_str(line)
            .map(Some)
            .map_err(|_malformed| BackupError::Damaged("a table cannot be read"))
    }
}

/// The table of the schema that a line announces: no other name reaches a statement.
pub(super) fn find<'a>(tables: &'a [Table], line: &TableLine) -> Result<&'a Table, BackupError> {
    tables
        .iter()
        .find(|table| TableLine::of(table) == *line)
        .ok_or(BackupError::Damaged("it has a table that its schema lacks"))
}
