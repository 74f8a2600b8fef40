//! Brings a database to the schema of this program, forward only.

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationVersion;
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

fn run<Database: diesel::backend::Backend>(
    connection: &mut impl MigrationHarness<Database>,
    migrations: EmbeddedMigrations,
) -> Result<(), StoreError> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        StoreError::Unavailable(format!(
            "the schema could not be brought up to date: {error}"
        ))
    };
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

fn versions(
    migrations: &EmbeddedMigrations,
) -> diesel::migration::Result<Vec<MigrationVersion<'static>>> {
    use diesel::migration::{Migration, MigrationSource};
    let all: Vec<Box<dyn Migration<diesel::sqlite::Sqlite>>> = migrations.migrations()?;
    Ok(all
        .iter()
        .map(|migration| migration.name().version().as_owned())
        .collect())
}
