//! Copies of the database and of the keys, each without the other, and a
//! database put back from its copy.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::invite;
use super::publish::PublishError;
use super::scrub;
use super::start::installation_mark;
use super::withdraw;
use super::{give_up, mailing};
use crate::clock::Clock;
use crate::keys::{KeyDirectory, KeyError};
use crate::privacy::ledger::{Action, Actor, Event};
use crate::privacy::pool_cipher::Place;
use crate::store::backup::{self, BackupError, Extent};
use crate::store::connection::DatabaseUrl;
use crate::store::writer::pool_key_id;
use crate::store::{Store, boards, ledger, members, pool, sessions, surveys};
use crate::survey::identifier::Slug;

#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("{path} is there already; a copy never takes another's place", path = .0.display())]
    Exists(PathBuf),
    #[error("{path}: {source}", path = .path.display())]
    Backup { path: PathBuf, source: BackupError },
    #[error(
        "there are no keys at {keys}; put the root key back first: \
         without it the database is of no use",
        keys = .0.display()
    )]
    NoKeys(PathBuf),
    #[error(transparent)]
    Operation(#[from] OperationError),
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl From<KeyError> for CopyError {
    fn from(error: KeyError) -> Self {
        Self::Operation(error.into())
    }
}

/// Writes one state of the database into a new file that only its owner reads.
/// Keys are not in the database, and so not in the file.
pub fn back_up(url: &DatabaseUrl, clock: Clock, path: &Path) -> Result<Extent, CopyError> {
    let at = |source: BackupError| CopyError::Backup {
        path: path.to_owned(),
        source,
    };
    let store = Store::open(url.clone()).map_err(OperationError::from)?;
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let file = match made {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(CopyError::Exists(path.to_owned()));
        }
        made => made.map_err(|error| at(error.into()))?,
    };
    let day = clock.today().to_string();
    let written = backup::write(&store, &day, BufWriter::new(file))
        .and_then(|(into, extent)| {
            let file = into
                .into_inner()
                .map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            Ok(extent)
        })
        .map_err(at);
    if written.is_err() {
        // Half a copy is none.
        let _ = std::fs::remove_file(path);
        return written;
    }
    enter(&store, &clock, Action::BackupMade)?;
    written
}

/// Responses that were waiting when the copy was made, under a key that has
/// been replaced since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostPool {
    pub survey: Slug,
    pub waiting: u64,
}

/// What a restore led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub extent: Extent,
    /// The day of the copy.
    pub day: String,
    /// Withdrawn since the copy was made, and erased again.
    pub erased: usize,
    /// Invited by lists that were forgotten since, and forgotten again.
    pub forgotten: u64,
    pub lost: Vec<LostPool>,
}

/// Puts the database back as a copy has it. What was withdrawn since does not
/// come back: the marks beside the keys are replayed.
// Promise P6: a restored backup does not bring a withdrawn response back.
pub fn restore(
    url: &DatabaseUrl,
    keys: &Path,
    clock: Clock,
    path: &Path,
) -> Result<Restored, CopyError> {
    let at = |source: BackupError| CopyError::Backup {
        path: path.to_owned(),
        source,
    };
    let open = || File::open(path).map(BufReader::new);
    let Some(directory) = KeyDirectory::find(keys)? else {
        return Err(CopyError::NoKeys(keys.to_owned()));
    };
    let (header, extent) = open()
        .map_err(BackupError::from)
        .and_then(backup::verify)
        .map_err(at)?;
    if !header.belongs_to(&installation_mark(&directory)) {
        return Err(CopyError::Operation(OperationError::ForeignKeys {
            keys: keys.display().to_string(),
        }));
    }
    let replaced = open()
        .map_err(BackupError::from)
        .and_then(|file| backup::replace(url, file))
        .map_err(at)?;
    match put_in_order(url, directory, clock) {
        Ok(order) => {
            replaced.discard().map_err(at)?;
            Ok(Restored {
                extent,
                day: header.day,
                erased: order.erased,
                forgotten: order.forgotten,
                lost: order.lost,
            })
        }
        Err(error) => {
            replaced.put_back().map_err(at)?;
            Err(error)
        }
    }
}

/// What was done to a database that was put back.
#[derive(Default)]
struct PutInOrder {
    erased: usize,
    forgotten: u64,
    lost: Vec<LostPool>,
}

/// Erases again what was withdrawn and forgotten, ends every session, and finds the pools that
/// nobody can open.
fn put_in_order(
    url: &DatabaseUrl,
    keys: KeyDirectory,
    clock: Clock,
) -> Result<PutInOrder, CopyError> {
    let store = Store::open(url.clone()).map_err(OperationError::from)?;
    let (installation, _growth) = Installation::at_rest(store, Arc::new(keys), clock)?;
    let listed = surveys::list_surveys(
        &mut *installation
            .store
            .connection()
            .map_err(OperationError::from)?,
    )
    .map_err(OperationError::from)?;
    let mut order = PutInOrder::default();
    for survey in listed {
        order.erased += withdraw::erase_withdrawn(&installation, survey.id)?;
        order.forgotten += invite::forget_again(&installation, survey.id)?;
        let slug: Slug = survey
            .slug
            .parse()
            .map_err(|_malformed| OperationError::Damaged("a survey's name"))?;
        let id = pool_key_id(survey.pool_key_id).map_err(OperationError::from)?;
        match installation.keys.read_pool_key(survey.id, id) {
            Err(KeyError::PoolKeyMissing(_)) => {}
            other => {
                other?;
                continue;
            }
        }
        match count_waiting(&installation, survey.id)? {
            // Nobody's answers are at stake: it only needs another key.
            0 => {
                give_up::give_up_waiting(&installation, &slug)?;
            }
            waiting => order.lost.push(LostPool {
                survey: slug,
                waiting,
            }),
        }
    }
    shut_doors(&installation.store)?;
    enter(&installation.store, &clock, Action::BackupRestored)?;
    // A slot or a prepared transaction in its way does not undo a good restore.
    scrub::at_once(&installation);
    Ok(order)
}

/// Sessions that were ended since the copy was made, and links that were used
/// since, would be good again; mail that was sent since would be sent again.
fn shut_doors(store: &Store) -> Result<(), OperationError> {
    store.in_transaction(|connection| {
        sessions::delete_all_sessions(connection)?;
        // One that was taken back since would open its board again.
        boards::delete_all_board_links(connection)?;
        mailing::doubt_everything(connection)?;
        Ok(members::delete_all_links(connection)?)
    })
}

/// Enters into the ledger that the operator made a copy or put one back.
fn enter(store: &Store, clock: &Clock, action: Action) -> Result<(), OperationError> {
    let event = Event {
        actor: Actor::OPERATOR,
        action,
        survey: None,
        subject: None,
    };
    let day = clock.today().to_string();
    store.in_transaction(|connection| Ok(ledger::append(connection, &day, &event)?))
}

fn count_waiting(installation: &Installation, survey: i64) -> Result<u64, OperationError> {
    let mut connection = installation.store.connection()?;
    let waves = pool::list_waves(&mut connection, survey)?;
    let counts = waves.into_iter().map(|wave| {
        let place = Place { survey, wave };
        Ok(pool::count(&mut connection, place)?)
    });
    counts.sum()
}

/// Copies what outlives every release into a new directory: the root key, the
/// invitation keys, and the marks of what was withdrawn; no pool key, since a
/// copied one would open what its replacing has closed.
pub fn back_up_keys(keys: &Path, to: &Path) -> Result<usize, CopyError> {
    let Some(directory) = KeyDirectory::find(keys)? else {
        return Err(CopyError::NoKeys(keys.to_owned()));
    };
    if to.exists() {
        return Err(CopyError::Exists(to.to_owned()));
    }
    Ok(directory.back_up(to)?)
}
