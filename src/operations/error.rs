//! What a verb can fail with, apart from the refusals that belong to it.

use crate::keys::KeyError;
use crate::privacy::auditor::AuditError;
use crate::privacy::pool_cipher::PoolCipherError;
use crate::random::RandomError;
use crate::store::error::StoreError;
use crate::store::writer::WriterError;

#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Random(#[from] RandomError),
    #[error(transparent)]
    Cipher(#[from] PoolCipherError),
    #[error(transparent)]
    Writer(#[from] WriterError),
    /// A closed wave could not be held to the rule; it is shown without groups.
    #[error("the breakdowns of a closed wave could not be decided: {0}")]
    Audit(#[from] AuditError),
    /// What was stored does not fit the survey it belongs to.
    #[error("stored data does not fit its survey: {0}")]
    Damaged(&'static str),
    #[error(
        "the key directory {keys} does not belong to this database; \
         give the one it was made with (--keys)"
    )]
    ForeignKeys { keys: String },
    /// Too many sign in at once; it passes by itself.
    #[error("too many passwords are being compared at once")]
    Crowded,
    #[error("a thread could not be started: {0}")]
    Stopped(String),
    /// Says nothing of the panic: its message may repeat what a respondent sent.
    #[error("a piece of work panicked")]
    Panicked,
}

impl OperationError {
    /// Whether it may pass by itself: the database or the key directory is
    /// away, the disk is full.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, StoreError::Unavailable(_)),
            Self::Key(error) => error.is_passing(),
            Self::Writer(error) => error.is_passing(),
            Self::Crowded => true,
            _ => false,
        }
    }
}
