//! Putting a backup in the place of a database: the one that is there stays
//! untouched until the other is complete.
//!
//! SQLite: a new file is made beside it and takes its name. PostgreSQL: one
//! transaction moves the tables into a schema of their own and makes them anew.

use std::ffi::OsString;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{BackupError, Header, Reader, load, set_aside};
use crate::store::connection::{AnyConnection, DatabaseUrl, Manager};
use crate::store::error::StoreError;
use crate::store::{migrations, transaction};

/// The database that was there before, until the restore has succeeded.
#[must_use]
#[derive(Debug)]
pub struct Replaced {
    kept: Option<Kept>,
}

#[derive(Debug)]
enum Kept {
    File { old: PathBuf, place: PathBuf },
    Tables { database: DatabaseUrl },
}

impl Replaced {
    /// The restore has succeeded: it is not needed any more.
    pub fn discard(self) -> Result<(), BackupError> {
        match self.kept {
            Some(Kept::File { old, .. }) => Ok(fs::remove_file(old)?),
            Some(Kept::Tables { database }) => set_aside::discard(&database),
            None => Ok(()),
        }
    }

    /// Puts it back.
    pub fn put_back(self) -> Result<(), BackupError> {
        match self.kept {
            Some(Kept::File { old, place }) => {
                for journal in ["-wal", "-shm"] {
                    remove_if_there(&beside(&place, journal))?;
                }
                Ok(fs::rename(old, place)?)
            }
            Some(Kept::Tables { database }) => set_aside::put_back(&database),
            None => Ok(()),
        }
    }
}

/// Replaces the database at this address by a backup that was verified before.
pub fn replace(url: &DatabaseUrl, from: impl BufRead) -> Result<Replaced, BackupError> {
    let (header, reader) = Reader::open(from)?;
    match url {
        DatabaseUrl::Sqlite(path) => replace_file(path, &header, reader),
        DatabaseUrl::Postgres(_) => replace_tables(url, &header, reader),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove_if_there(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn replace_file(
    path: &Path,
    header: &Header,
    reader: Reader<impl BufRead>,
) -> Result<Replaced, BackupError> {
    let held = if path.exists() {
        Some(hold_alone(path)?)
    } else {
        None
    };
    let new = beside(path, ".restoring");
    let old = beside(path, ".replaced");
    if old.exists() {
        return Err(BackupError::File(std::io::Error::other(format!(
            "{} is there from an earlier restore; move it away first",
            old.display()
        ))));
    }
    for ending in ["", "-wal", "-shm"] {
        remove_if_there(&beside(&new, ending))?;
    }
    if let Err(error) = fill_file(&new, header, reader) {
        for ending in ["", "-wal", "-shm"] {
            remove_if_there(&beside(&new, ending))?;
        }
        return Err(error);
    }
    let is_replaced = held.is_some();
    if is_replaced {
        fs::hard_link(path, &old)?;
    }
    fs::rename(&new, path)?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    drop(held);
    Ok(Replaced {
        kept: is_replaced.then(|| Kept::File {
            old,
            place: path.to_owned(),
        }),
    })
}

/// The old database with nobody else in it, and everything in its one file.
fn hold_alone(path: &Path) -> Result<SqliteConnection, BackupError> {
    let in_use = |_locked: diesel::result::Error| BackupError::InUse;
    let mut connection =
        SqliteConnection::establish(&path.to_string_lossy()).map_err(StoreError::from)?;
    connection
        .batch_execute("PRAGMA busy_timeout = 0")
        .map_err(in_use)?;
    // Leaving the write-ahead log asks for the whole file.
    connection
        .batch_execute("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
        .map_err(in_use)?;
    Ok(connection)
}

fn fill_file(
    path: &Path,
    header: &Header,
    mut reader: Reader<impl BufRead>,
) -> Result<(), BackupError> {
    let mut connection = Manager(DatabaseUrl::Sqlite(path.to_owned())).establish()?;
    if let AnyConnection::Sqlite(sqlite) = &mut connection {
        migrations::run_these(sqlite, &header.migrations)?;
    }
    transaction::in_transaction(&mut connection, |connection| {
        load(connection, header, &mut reader)
    })?;
    migrations::migrate(&mut connection)?;
    if let AnyConnection::Sqlite(sqlite) = &mut connection {
        // One file, complete and synced, that needs no journal.
        sqlite.batch_execute("PRAGMA journal_mode = DELETE")?;
        check_whole(sqlite)?;
    }
    drop(connection);
    fs::File::open(path)?.sync_all()?;
    Ok(())
}

#[derive(QueryableByName)]
struct Check {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

fn check_whole(sqlite: &mut SqliteConnection) -> Result<(), BackupError> {
    let check: Check = diesel::sql_query("PRAGMA integrity_check(1)").get_result(sqlite)?;
    if check.integrity_check == "ok" {
        Ok(())
    } else {
        Err(BackupError::Damaged("the restored database is not whole"))
    }
}

fn replace_tables(
    url: &DatabaseUrl,
    header: &Header,
    mut reader: Reader<impl BufRead>,
) -> Result<Replaced, BackupError> {
    let mut connection = Manager(url.clone()).establish()?;
    transaction::in_transaction(&mut connection, |connection| {
        if let AnyConnection::Postgres(postgres) = connection {
            check_alone(postgres)?;
            set_aside::set_aside(postgres)?;
            migrations::run_these(postgres, &header.migrations)?;
        }
        load(connection, header, &mut reader)?;
        if let AnyConnection::Postgres(postgres) = connection {
            migrations::run_all(postgres)?;
        }
        Ok::<(), BackupError>(())
    })?;
    Ok(Replaced {
        kept: Some(Kept::Tables {
            database: url.clone(),
        }),
    })
}

#[derive(QueryableByName)]
struct Others {
    #[diesel(sql_type = BigInt)]
    others: i64,
}

fn check_alone(postgres: &mut PgConnection) -> Result<(), BackupError> {
    let others: Others = diesel::sql_query(
        "SELECT count(*) AS others FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_type = 'client backend'",
    )
    .get_result(postgres)?;
    if others.others == 0 {
        Ok(())
    } else {
        Err(BackupError::InUse)
    }
}
