//! Secret files: private, synced, written whole or not at all, overwritten
//! before they are removed.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::KeyError;
use crate::random;

const OTHERS: u32 = 0o077;

pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> KeyError {
    let path = path.to_owned();
    move |source| KeyError::File {
        path: path.clone(),
        source,
    }
}

/// Makes a directory and those it stands in, each durable in the one above it.
pub(super) fn create_directory(path: &Path) -> Result<(), KeyError> {
    if path.is_dir() {
        return Ok(());
    }
    let above = parent(path);
    create_directory(above)?;
    match DirBuilder::new().mode(0o700).create(path) {
        // Another process may have been quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        made => made.map_err(at(path))?,
    }
    sync_directory(above)
}

/// Refuses a file or directory that group or others can read.
pub(super) fn check_private(path: &Path) -> Result<(), KeyError> {
    let mode = fs::metadata(path).map_err(at(path))?.permissions().mode();
    if mode & OTHERS != 0 {
        return Err(KeyError::ReadableByOthers(path.to_owned()));
    }
    Ok(())
}

pub(super) fn read_key(path: &Path) -> Result<[u8; 32], KeyError> {
    check_private(path)?;
    let mut bytes = Vec::with_capacity(32);
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(at(path))?;
    bytes
        .try_into()
        .map_err(|_wrong_length| KeyError::Damaged(path.to_owned()))
}

fn write_temporary(beside: &Path, bytes: &[u8]) -> Result<PathBuf, KeyError> {
    let suffix = u64::from_be_bytes(random::bytes()?);
    let temporary = beside.with_extension(format!("{suffix:016x}.new"));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&temporary)
        .map_err(at(&temporary))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(at(&temporary))?;
    Ok(temporary)
}

/// The directory a path stands in; that of a bare name is the current one.
fn parent(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    parent.unwrap_or(Path::new("."))
}

/// Writes a new file; leaves one that is there already as it is.
pub(super) fn write_once(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let temporary = write_temporary(path, bytes)?;
    let linked = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary).map_err(at(&temporary))?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(path)(error)),
        _ => sync_directory(parent(path)),
    }
}

/// Writes a file, in the place of one that may be there.
pub(super) fn write_over(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let temporary = write_temporary(path, bytes)?;
    fs::rename(&temporary, path).map_err(at(path))?;
    sync_directory(parent(path))
}

/// Overwrites and removes. Flash storage and file-system snapshots may keep the
/// old bytes all the same; docs/PRIVACY.md says so.
pub(super) fn destroy(path: &Path) -> Result<(), KeyError> {
    let overwritten = OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|mut file| {
            let length = file.metadata()?.len();
            io::copy(&mut io::repeat(0).take(length), &mut file)?;
            file.sync_all()
        });
    match overwritten {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(at(path))?,
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => sync_directory(parent(path)),
    }
}

pub(super) fn sync_directory(path: &Path) -> Result<(), KeyError> {
    File::open(path)
        .and_then(|directory| directory.sync_all())
        .map_err(at(path))
}
