//! Connections to SQLite and PostgreSQL, and their pool.

use std::fmt;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::error::StoreError;
use crate::limits::{DATABASE_CONNECTIONS_MAX, DATABASE_WAIT_SECONDS_MAX};

/// One connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// `sqlite:PATH` or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else {
            Err(StoreError::DatabaseUrl(text.to_owned()))
        }
    }
}

// An address of PostgreSQL may hold a password: only the engine is ever printed.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(_) => formatter.write_str("postgres://…"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Makes connections by variant, with the settings that the promises need.
#[derive(Debug)]
pub struct Manager(pub DatabaseUrl);

/// How long a statement waits for another connection or process.
pub(super) const BUSY_TIMEOUT_MS: u32 = 5_000;

/// Deleted rows are overwritten, commits are on disk before they are answered,
/// and a schema cannot smuggle code in. The cache (16 MB, taken as needed) holds
/// a full pool, whose rows are inserted at random places.
// Promise P6: a withdrawn row is gone from every byte of the file (secure_delete).
const SQLITE_SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384;
";

/// A commit is durable before it is answered, the locks work as they were
/// thought out, and a server that hangs is given up on; whatever the role's own
/// settings are.
const POSTGRES_SETTINGS: &str = "
    SET client_min_messages = warning;
    SET default_transaction_isolation = 'read committed';
    SET lock_timeout = '10s';
    SET statement_timeout = '5min';
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off';
";

/// A new database can be read by its owner only, and SQLite gives its journals
/// the same rights.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(StoreError::Unavailable(
            format!("{}: {error}", path.display()),
        )),
        _ => Ok(()),
    }
}

impl Manager {
    pub fn establish(&self) -> Result<AnyConnection, StoreError> {
        match &self.0 {
            DatabaseUrl::Sqlite(path) => {
                make_private(path)?;
                let mut connection = SqliteConnection::establish(&path.to_string_lossy())?;
                // First: the settings may have to wait, too.
                connection.batch_execute(&format!("PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}"))?;
                connection.batch_execute(SQLITE_SETTINGS)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            DatabaseUrl::Postgres(url) => {
                let mut connection = PgConnection::establish(url)?;
                connection.batch_execute(POSTGRES_SETTINGS)?;
                Ok(AnyConnection::Postgres(connection))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        self.establish()
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        connection.ping().map_err(StoreError::from)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

pub type ConnectionPool = Pool<Manager>;
pub type Pooled = PooledConnection<Manager>;

/// A pool that opens connections when they are needed, so that starting costs one.
pub fn pool(url: DatabaseUrl) -> ConnectionPool {
    Pool::builder()
        .max_size(DATABASE_CONNECTIONS_MAX)
        .min_idle(Some(0))
        .connection_timeout(Duration::from_secs(DATABASE_WAIT_SECONDS_MAX))
        .build_unchecked(Manager(url))
}
