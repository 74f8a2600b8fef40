//! The two schemas are one: same migrations, same tables, same columns, and
//! every migration can be undone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use whynot::store::Store;
use whynot::store::connection::{AnyConnection, DatabaseUrl, Manager};
use whynot::store::error::StoreError;

use crate::engine::{Engine, on_both_engines};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

const SQLITE_COLUMNS: &str = "
    SELECT m.name AS table_name, c.name AS column_name
    FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

const POSTGRES_COLUMNS: &str = "
    SELECT table_name::text, column_name::text
    FROM information_schema.columns WHERE table_schema = 'public'";

/// Every table with its columns in alphabetical order.
fn schema(url: &DatabaseUrl) -> BTreeMap<String, Vec<String>> {
    let rows: Vec<Column> = match Manager(url.clone()).establish().expect("a connection") {
        AnyConnection::Sqlite(mut sqlite) => diesel::sql_query(SQLITE_COLUMNS).load(&mut sqlite),
        AnyConnection::Postgres(mut postgres) => {
            diesel::sql_query(POSTGRES_COLUMNS).load(&mut postgres)
        }
    }
    .expect("columns");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        tables
            .entry(row.table_name)
            .or_default()
            .push(row.column_name);
    }
    tables.values_mut().for_each(|columns| columns.sort());
    tables
}

fn folder(url: &DatabaseUrl) -> PathBuf {
    let engine = match url {
        DatabaseUrl::Sqlite(_) => "sqlite",
        DatabaseUrl::Postgres(_) => "postgres",
    };
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(engine)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("migrations");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn run(url: &DatabaseUrl, migration: &str, direction: &str) {
    let file = folder(url).join(migration).join(direction);
    let statements = std::fs::read_to_string(file).expect("a migration");
    match Manager(url.clone()).establish().expect("a connection") {
        AnyConnection::Sqlite(mut sqlite) => sqlite.batch_execute(&statements),
        AnyConnection::Postgres(mut postgres) => postgres.batch_execute(&statements),
    }
    .expect("the migration runs");
}

fn execute(url: &DatabaseUrl, statement: &str) {
    match Manager(url.clone()).establish().expect("a connection") {
        AnyConnection::Sqlite(mut sqlite) => sqlite.batch_execute(statement),
        AnyConnection::Postgres(mut postgres) => postgres.batch_execute(statement),
    }
    .expect("the statement runs");
}

on_both_engines! {
    async fn every_migration_can_be_undone_and_done_again(engine: &Engine) {
        let migrations = names(&folder(&engine.url));
        migrations.iter().for_each(|name| run(&engine.url, name, "up.sql"));
        let up = schema(&engine.url);
        assert!(up.contains_key("pool"));
        migrations.iter().rev().for_each(|name| run(&engine.url, name, "down.sql"));
        assert_eq!(schema(&engine.url), BTreeMap::new());
        migrations.iter().for_each(|name| run(&engine.url, name, "up.sql"));
        assert_eq!(schema(&engine.url), up);
    }

    async fn a_database_of_a_newer_whynot_is_refused(engine: &Engine) {
        drop(Store::open(engine.url.clone()).unwrap());
        execute(&engine.url, "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
        assert!(matches!(Store::open(engine.url.clone()), Err(StoreError::NewerSchema)));
    }

    async fn opening_twice_changes_nothing(engine: &Engine) {
        drop(Store::open(engine.url.clone()).unwrap());
        let first = schema(&engine.url);
        drop(Store::open(engine.url.clone()).unwrap());
        assert_eq!(schema(&engine.url), first);
    }
}

#[test]
fn both_engines_have_the_same_tables_and_columns() {
    let (Some(sqlite), Some(postgres)) = (Engine::sqlite(), Engine::postgres()) else {
        return;
    };
    drop(Store::open(sqlite.url.clone()).expect("a database"));
    drop(Store::open(postgres.url.clone()).expect("a database"));
    assert_eq!(schema(&sqlite.url), schema(&postgres.url));
    assert_eq!(names(&folder(&sqlite.url)), names(&folder(&postgres.url)));
}
