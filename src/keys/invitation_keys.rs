//! Invitation keys: one file for each survey that invites people, until it is
//! destroyed, after which nobody can say who took part.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file};
use crate::privacy::prf::InvitationKey;
use crate::random;

/// Tells one writing of a key file from another, without reading the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyStamp {
    inode: u64,
    seconds: i64,
    nanoseconds: i64,
}

impl KeyDirectory {
    fn invitation_directory(&self) -> PathBuf {
        self.path.join("invitation")
    }

    fn invitation_key_path(&self, survey: i64) -> PathBuf {
        self.invitation_directory().join(format!("{survey}.key"))
    }

    /// `None` if there is none, or not any more.
    pub fn find_invitation_key(&self, survey: i64) -> Result<Option<InvitationKey>, KeyError> {
        let path = self.invitation_key_path(survey);
        match self.unless_absent(&path, fs::metadata(&path))? {
            Some(_) => Ok(Some(InvitationKey::from_bytes(file::read_key(&path)?))),
            None => Ok(None),
        }
    }

    /// The survey's key; one that is there already stays. Returns once it is on
    /// disk. The caller holds the survey exclusively.
    pub fn make_invitation_key(&self, survey: i64) -> Result<InvitationKey, KeyError> {
        file::create_directory(&self.invitation_directory())?;
        let path = self.invitation_key_path(survey);
        file::write_once(&path, &random::bytes::<32>()?)?;
        Ok(InvitationKey::from_bytes(file::read_key(&path)?))
    }

    /// The surveys that have a key, and which writing of it.
    pub fn list_invitation_keys(&self) -> Result<Vec<(i64, KeyStamp)>, KeyError> {
        let directory = self.invitation_directory();
        let Some(entries) = self.unless_absent(&directory, fs::read_dir(&directory))? else {
            return Ok(Vec::new());
        };
        let mut keys = Vec::new();
        for entry in entries {
            let path = entry.map_err(file::at(&directory))?.path();
            let is_key = path.extension().is_some_and(|extension| extension == "key");
            let name = path.file_stem().and_then(|name| name.to_str());
            let Some(survey) = name.filter(|_| is_key).and_then(|name| name.parse().ok()) else {
                continue;
            };
            match fs::metadata(&path) {
                Ok(metadata) => keys.push((survey, stamp(&metadata))),
                // Destroyed in the meantime.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(file::at(&path)(error)),
            }
        }
        Ok(keys)
    }

    /// Overwrites and removes the survey's key; tells whether there was one. The
    /// caller holds the survey exclusively.
    // Promise P9: from then on nobody can say who took part.
    pub fn destroy_invitation_key(&self, survey: i64) -> Result<bool, KeyError> {
        let path = self.invitation_key_path(survey);
        let is_there = self.unless_absent(&path, fs::metadata(&path))?.is_some();
        if is_there {
            file::destroy(&path)?;
        }
        Ok(is_there)
    }
}

fn stamp(metadata: &fs::Metadata) -> KeyStamp {
    KeyStamp {
        inode: metadata.ino(),
        seconds: metadata.mtime(),
        nanoseconds: metadata.mtime_nsec(),
    }
}
