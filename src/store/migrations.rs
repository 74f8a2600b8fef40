//! Brings a database to the schema of this program, forward only.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::AnyConnection;
use super::error::StoreError;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// An arbitrary constant: the advisory lock under which processes that start
/// together migrate one after the other.
const MIGRATION_LOCK: i64 = 0x77_68_79_6e_6f_74;

/// Runs what is missing; refuses a database that is ahead of this program.
pub fn migrate(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Sqlite(sqlite) => run(sqlite, SQLITE),
        AnyConnection::Postgres(postgres) => {
            postgres.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
            let result = run(postgres, POSTGRES);
            postgres.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
            result
        }
    }
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Unavailable(format!(
        "the schema could not be brought up to date: {error}"
    ))
}

fn run<Database: diesel::backend::Backend>(
    connection: &mut impl MigrationHarness<Database>,
    migrations: EmbeddedMigrations,
) -> Result<(), StoreError> {
    let known = versions(&migrations).map_err(failed)?;
    let applied = connection.applied_migrations().map_err(failed)?;
    if applied.iter().any(|version| !known.contains(version)) {
        return Err(StoreError::NewerSchema);
    }
    connection
        .run_pending_migrations(migrations)
        .map_err(failed)?;
    Ok(())
}

/// The names of the migrations that made a database, in their order.
pub fn applied(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let applied = match connection {
        AnyConnection::Sqlite(sqlite) => sqlite.applied_migrations(),
        AnyConnection::Postgres(postgres) => postgres.applied_migrations(),
    };
    Ok(names(applied.map_err(failed)?))
}

/// The same, of a database that this program knows all of.
pub fn applied_to<C: Migrated>(connection: &mut C) -> Result<Vec<String>, StoreError> {
    let known = versions(&C::MIGRATIONS).map_err(failed)?;
    let applied = connection.applied_migrations().map_err(failed)?;
    if applied.iter().any(|version| !known.contains(version)) {
        return Err(StoreError::NewerSchema);
    }
    Ok(names(applied))
}

fn names(applied: Vec<MigrationVersion<'static>>) -> Vec<String> {
    let mut names: Vec<String> = applied.iter().map(ToString::to_string).collect();
    names.sort_unstable();
    names
}

/// A connection whose engine has migrations of its own.
pub trait Migrated: diesel::connection::Connection + MigrationHarness<Self::Backend> {
    const MIGRATIONS: EmbeddedMigrations;
}

impl Migrated for diesel::SqliteConnection {
    const MIGRATIONS: EmbeddedMigrations = SQLITE;
}

impl Migrated for diesel::PgConnection {
    const MIGRATIONS: EmbeddedMigrations = POSTGRES;
}

/// Makes the schema of an older database: runs these migrations and no others.
pub fn run_these<C: Migrated>(connection: &mut C, names: &[String]) -> Result<(), StoreError> {
    let pending = connection
        .pending_migrations(C::MIGRATIONS)
        .map_err(failed)?;
    let is_named = |migration: &dyn Migration<C::Backend>| {
        names.contains(&migration.name().version().to_string())
    };
    let named: Vec<_> = pending.iter().filter(|one| is_named(&**one)).collect();
    if named.len() < names.len() {
        return Err(StoreError::NewerSchema);
    }
    for migration in named {
        connection.run_migration(&**migration).map_err(failed)?;
    }
    Ok(())
}

/// Runs what is missing, within the caller's transaction.
pub fn run_all<C: Migrated>(connection: &mut C) -> Result<(), StoreError> {
    run(connection, C::MIGRATIONS)
}

fn versions(
    migrations: &EmbeddedMigrations,
) -> diesel::migration::Result<Vec<MigrationVersion<'static>>> {
    use diesel::migration::MigrationSource;
    let all: Vec<Box<dyn Migration<diesel::sqlite::Sqlite>>> = migrations.migrations()?;
    Ok(all
        .iter()
        .map(|migration| migration.name().version().as_owned())
        .collect())
}
