//! The tables of a PostgreSQL database in a schema of their own, while a restored
//! one is put in order in their place.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{BackupError, layout};
use crate::store::connection::{AnyConnection, DatabaseUrl, Manager};
use crate::store::{migrations, transaction};

const ASIDE: &str = "whynot_replaced";

/// Where diesel remembers which migrations ran.
const MIGRATIONS: &str = "__diesel_schema_migrations";

#[derive(QueryableByName)]
struct Schema {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    schemas: i64,
}

fn is_aside(postgres: &mut PgConnection) -> Result<bool, BackupError> {
    let count: Count = diesel::sql_query(format!(
        "SELECT count(*) AS schemas FROM pg_namespace WHERE nspname = '{ASIDE}'"
    ))
    .get_result(postgres)?;
    Ok(count.schemas > 0)
}

/// Moves every table of ours, with its indexes, out of the way.
pub(super) fn set_aside(postgres: &mut PgConnection) -> Result<(), BackupError> {
    if is_aside(postgres)? {
        return Err(BackupError::File(std::io::Error::other(format!(
            "the schema {ASIDE} is there from an earlier restore; rename or drop it first"
        ))));
    }
    let applied = migrations::applied_to(postgres)?;
    postgres.batch_execute(&format!("CREATE SCHEMA {ASIDE}"))?;
    for table in tables(&applied)? {
        postgres.batch_execute(&format!("ALTER TABLE {table} SET SCHEMA {ASIDE}"))?;
    }
    Ok(())
}

/// The tables that these migrations made. Asking which have run makes the table
/// that remembers it.
fn tables(applied: &[String]) -> Result<Vec<String>, BackupError> {
    let tables = layout::at(applied)?;
    let names = tables.into_iter().map(|table| table.name);
    Ok(names.chain([MIGRATIONS.to_owned()]).collect())
}

/// Drops what was set aside.
pub(super) fn discard(database: &DatabaseUrl) -> Result<(), BackupError> {
    in_transaction(database, |postgres| {
        Ok(postgres.batch_execute(&format!("DROP SCHEMA {ASIDE} CASCADE"))?)
    })
}

/// Drops the tables that took the place of those set aside, and moves these back.
pub(super) fn put_back(database: &DatabaseUrl) -> Result<(), BackupError> {
    in_transaction(database, |postgres| {
        let schema: Schema =
            diesel::sql_query("SELECT current_schema()::text AS name").get_result(postgres)?;
        let schema = schema.name.replace('"', "\"\"");
        for table in tables(&migrations::applied_to(postgres)?)? {
            postgres.batch_execute(&format!("DROP TABLE {table} CASCADE"))?;
        }
        postgres.batch_execute(&format!("SET LOCAL search_path TO {ASIDE}"))?;
        for table in tables(&migrations::applied_to(postgres)?)? {
            postgres.batch_execute(&format!(
                "ALTER TABLE {ASIDE}.{table} SET SCHEMA \"{schema}\""
            ))?;
        }
        Ok(postgres.batch_execute(&format!("DROP SCHEMA {ASIDE}"))?)
    })
}

fn in_transaction(
    database: &DatabaseUrl,
    work: impl FnOnce(&mut PgConnection) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let mut connection = Manager(database.clone()).establish()?;
    transaction::in_transaction(&mut connection, |connection| match connection {
        AnyConnection::Postgres(postgres) => work(postgres),
        AnyConnection::Sqlite(_) => Ok(()),
    })
}
