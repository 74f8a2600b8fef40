//! What can go wrong between whynot and its database. An absent row is not an
//! error; it is a `None`.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something of this name exists already.
    #[error("this already exists: {constraint}")]
    Conflict { constraint: String },
    /// The database cannot be reached, is locked, or cannot write (disk full).
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Stored bytes do not have the form that whynot wrote.
    #[error("stored data is damaged: {0}")]
    Corrupt(&'static str),
    /// It was not stored at all rather than half of it.
    #[error("a column cannot be written: {0}")]
    Unwritable(String),
    /// The database was written by a newer whynot.
    #[error("the database has a newer schema than this program; install the newer whynot")]
    NewerSchema,
    #[error("“{0}” is neither sqlite:PATH nor postgres://…")]
    DatabaseUrl(String),
    #[error("the database refused a statement: {0}")]
    Backend(DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Self::Conflict {
                    constraint: info
                        .constraint_name()
                        .map_or_else(|| info.message().to_owned(), str::to_owned),
                }
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::UnableToSendCommand,
                info,
            ) => Self::Unavailable(info.message().to_owned()),
            DieselError::BrokenTransactionManager => {
                Self::Unavailable("the connection broke inside a transaction".to_owned())
            }
            DieselError::DatabaseError(_, ref info) if is_passing(info.message()) => {
                Self::Unavailable(info.message().to_owned())
            }
            other => Self::Backend(other),
        }
    }
}

/// Engines report a full disk, a lock and a shutdown only in words.
fn is_passing(message: &str) -> bool {
    [
        "database is locked",
        "deadlock detected",
        "database or disk is full",
        "disk I/O error",
        "unable to open database",
        "No space left",
        "could not extend file",
        "the database system is",
        "terminating connection",
        "server closed the connection",
        "connection not open",
        "readonly database",
    ]
    .iter()
    .any(|words| message.contains(words))
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<diesel::ConnectionError> for StoreError {
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Unavailable(error.to_string())
    }
}
