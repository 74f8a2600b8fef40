//! A copy of the whole database as one file, from either engine and into either.
//!
//! ```text
//! zstd( header line · for each table: table line, its rows · end line )
//! ```
//!
//! Every line is JSON. A row is an object by column names, bytes are written as
//! `\x` and hexadecimal digits, and rows stand in the order of their keys, which
//! are random: no copy tells in which order anything was stored. The end line
//! carries the BLAKE3 hash of everything before it.

mod archive;
mod layout;
mod loading;
mod rows;
mod set_aside;

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::connection::AnyConnection;
use super::error::StoreError;
use super::{Store, migrations, surveys};

pub use archive::Reader;
pub use loading::{Replaced, replace};

/// The version of the file's form.
const FORMAT: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("this is not a backup of whynot, or it is damaged: {0}")]
    Damaged(&'static str),
    #[error("this backup was written by a newer whynot; install the newer whynot")]
    Newer,
    #[error("there is nothing to copy: the database has never been used")]
    Unused,
    #[error("the database is in use; stop every whynot that runs on it, then restore")]
    InUse,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for BackupError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    whynot_backup: u32,
    /// The program that wrote it.
    pub program: String,
    pub day: String,
    /// The schema it was taken at.
    migrations: Vec<String>,
    /// The mark of the key directory that belongs to it.
    root_check: String,
}

impl Header {
    /// Whether the key directory with this mark belongs to it.
    pub fn belongs_to(&self, root_check: &[u8]) -> bool {
        self.root_check == hex(root_check)
    }
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    pub tables: usize,
    pub rows: u64,
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Copies one state of the database, whatever is committed beside it.
pub fn write<W: Write>(store: &Store, day: &str, into: W) -> Result<(W, Extent), BackupError> {
    let applied = migrations::applied(&mut *store.connection()?)?;
    let layout = layout::at(&applied)?;
    let mut archive = archive::Writer::new(into)?;
    let extent = store.in_snapshot(|connection| {
        let root_check = surveys::find_root_check(connection)?.ok_or(BackupError::Unused)?;
        archive.line(&Header {
            whynot_backup: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            day: day.to_owned(),
            migrations: applied,
            root_check: hex(&root_check),
        })?;
        let mut extent = Extent::default();
        for table in &layout {
            archive.line(&layout::TableLine::of(table))?;
            extent.tables += 1;
            rows::read(connection, table, |row| {
                extent.rows += 1;
                archive.text(row)
            })?;
        }
        Ok::<_, BackupError>(extent)
    })?;
    Ok((archive.finish()?, extent))
}

/// Reads a backup to its end, and vouches for every byte of it.
pub fn verify(from: impl BufRead) -> Result<(Header, Extent), BackupError> {
    let (header, mut reader) = Reader::open(from)?;
    let layout = layout::at(&header.migrations)?;
    let mut extent = Extent::default();
    while let Some(line) = reader.next_line()? {
        match layout::TableLine::read(&line)? {
            Some(table) => {
                layout::find(&layout, &table)?;
                extent.tables += 1;
            }
            None => extent.rows += 1,
        }
    }
    Ok((header, extent))
}

/// Takes the rows of a backup into empty tables of its own schema.
fn load(
    connection: &mut AnyConnection,
    header: &Header,
    reader: &mut Reader<impl BufRead>,
) -> Result<(), BackupError> {
    let layout = layout::at(&header.migrations)?;
    let mut batch = rows::Batch::default();
    let mut current = None;
    while let Some(line) = reader.next_line()? {
        if let Some(table) = layout::TableLine::read(&line)? {
            batch.insert_into(connection, current)?;
            current = Some(layout::find(&layout, &table)?);
        } else {
            let table = current.ok_or(BackupError::Damaged("a row stands in no table"))?;
            batch.push(&line);
            if batch.is_full() {
                batch.insert_into(connection, Some(table))?;
            }
        }
    }
    batch.insert_into(connection, current)
}
