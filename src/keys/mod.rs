//! The key directory: everything secret that outlives a process, outside the
//! database. Made, read, replaced and destroyed here; nothing else touches it.
//!
//! ```text
//! root.key                      32 bytes, for good
//! pool/{survey}/{key id}.key    32 bytes, until the next release or day
//! invitation/{survey}.key       32 bytes, until the survey's invitations are over
//! books/{survey}                which book of each wave was published
//! invited/{survey}              which invitation numbers were given, and forgotten
//! withdrawn/{survey}            sorted 8-byte batch keys of withdrawn responses
//! unscrubbed/{random}           something was erased and is to be overwritten
//! never-again                   sorted 32-byte marks of who asked not to be written to
//! ```

mod books;
mod copy;
mod file;
mod invitation_keys;
mod invited;
mod never_again;
mod pool_keys;
mod unscrubbed;
mod withdrawn;

use std::path::{Path, PathBuf};
use std::{fs, io};

pub use invitation_keys::KeyStamp;
pub use invited::Invited;

use crate::privacy::prf::RootKey;
use crate::random::{self, RandomError};

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("{path}: {source}")]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} can be read by others; run: chmod go-rwx {path}", path = .0.display())]
    ReadableByOthers(PathBuf),
    #[error("{path} is not a key of 32 bytes", path = .0.display())]
    Damaged(PathBuf),
    #[error(
        "the pool key {path} is missing: responses that wait under it cannot be opened. \
         Put it back, or give them up with: whynot survey give-up-waiting",
        path = .0.display()
    )]
    PoolKeyMissing(PathBuf),
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl KeyError {
    /// Whether it may pass by itself: the directory is away, the disk is full.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::File { .. })
    }
}

/// An open key directory. The root key is in memory; the others are read when needed.
#[derive(Debug, Clone)]
pub struct KeyDirectory {
    path: PathBuf,
    root: RootKey,
}

impl KeyDirectory {
    /// Opens the directory, and makes it with a new root key where there is none.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        file::create_directory(path)?;
        file::check_private(path)?;
        let root_path = root_path(path);
        if !root_path.exists() {
            // Two processes may start at once: the first file to get the name stays.
            file::write_once(&root_path, &random::bytes::<32>()?)?;
        }
        let root = RootKey::from_bytes(file::read_key(&root_path)?);
        Ok(Self {
            path: path.to_owned(),
            root,
        })
    }

    /// Opens a directory that is there with its root key, and makes none.
    pub fn find(path: &Path) -> Result<Option<Self>, KeyError> {
        if root_path(path).exists() {
            Self::open(path).map(Some)
        } else {
            Ok(None)
        }
    }

    pub fn root(&self) -> &RootKey {
        &self.root
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// `None` for a file that is not there, provided that the directory is: in
    /// a mount that is away nobody can tell.
    fn unless_absent<T>(&self, path: &Path, read: io::Result<T>) -> Result<Option<T>, KeyError> {
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let root = root_path(&self.path);
                fs::metadata(&root).map_err(file::at(&root))?;
                Ok(None)
            }
            other => other.map(Some).map_err(file::at(path)),
        }
    }
}

fn root_path(directory: &Path) -> PathBuf {
    directory.join("root.key")
}

#[cfg(test)]
mod tests;
