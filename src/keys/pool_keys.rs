//! Pool keys: one file each, gone after the next release or day.

use std::fs;
use std::path::{Path, PathBuf};

use super::{KeyDirectory, KeyError, file};
use crate::privacy::prf::{PoolKey, PoolKeyId};
use crate::random;

impl KeyDirectory {
    fn pool_directory(&self, survey: i64) -> PathBuf {
        self.path.join("pool").join(survey.to_string())
    }

    fn pool_key_path(&self, survey: i64, id: PoolKeyId) -> PathBuf {
        self.pool_directory(survey).join(format!("{id}.key"))
    }

    /// Makes a new key and returns once it is on disk. It is current only when
    /// the survey's row says so.
    pub fn make_pool_key(&self, survey: i64) -> Result<(PoolKeyId, PoolKey), KeyError> {
        let id = PoolKeyId(random::bytes()?);
        let bytes = random::bytes()?;
        file::create_directory(&self.pool_directory(survey))?;
        file::write_once(&self.pool_key_path(survey, id), &bytes)?;
        Ok((id, PoolKey::from_bytes(bytes)))
    }

    /// A key is lost only if it is known not to be there: one that is out of
    /// reach for the moment is an error of the file.
    fn check_is_there(&self, path: &Path) -> Result<(), KeyError> {
        match self.unless_absent(path, fs::metadata(path))? {
            Some(_) => Ok(()),
            None => Err(KeyError::PoolKeyMissing(path.to_owned())),
        }
    }

    pub fn read_pool_key(&self, survey: i64, id: PoolKeyId) -> Result<PoolKey, KeyError> {
        let path = self.pool_key_path(survey, id);
        self.check_is_there(&path)?;
        Ok(PoolKey::from_bytes(file::read_key(&path)?))
    }

    /// Destroys every pool key of the survey but the current one: those that
    /// were replaced, and those of a replacement that never came to be. The
    /// caller holds the survey exclusively.
    ///
    /// If the current one is missing, the database is not the one that these
    /// keys are for (an older copy, say), and nothing is destroyed.
    // Promise P1: yesterday's database does not open with today's keys.
    pub fn destroy_replaced_pool_keys(
        &self,
        survey: i64,
        current: PoolKeyId,
    ) -> Result<(), KeyError> {
        let directory = self.pool_directory(survey);
        let keep = self.pool_key_path(survey, current);
        self.check_is_there(&keep)?;
        for entry in fs::read_dir(&directory).map_err(file::at(&directory))? {
            let path = entry.map_err(file::at(&directory))?.path();
            if path != keep {
                file::destroy(&path)?;
            }
        }
        Ok(())
    }
}
