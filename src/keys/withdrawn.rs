//! Tombstones: which responses were withdrawn. Kept beside the keys, not in the
//! database, so that a restored backup does not bring one back. Sorted, so that
//! the file does not tell who withdrew first.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file};
use crate::privacy::receipt::BatchKey;

impl KeyDirectory {
    fn withdrawn_path(&self, survey: i64) -> PathBuf {
        self.path.join("withdrawn").join(survey.to_string())
    }

    pub fn read_withdrawn(&self, survey: i64) -> Result<BTreeSet<BatchKey>, KeyError> {
        let path = self.withdrawn_path(survey);
        let Some(bytes) = self.unless_absent(&path, fs::read(&path))? else {
            return Ok(BTreeSet::new());
        };
        file::check_private(&path)?;
        let (keys, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(KeyError::Damaged(path));
        }
        Ok(keys
            .iter()
            .map(|key| BatchKey(u64::from_be_bytes(*key)))
            .collect())
    }

    /// How many bytes the survey's tombstones take: grows with every withdrawal,
    /// so that a process notices another one's.
    pub fn withdrawn_size(&self, survey: i64) -> Result<u64, KeyError> {
        let path = self.withdrawn_path(survey);
        let file = self.unless_absent(&path, fs::metadata(&path))?;
        Ok(file.map_or(0, |file| file.len()))
    }

    /// Marks a response as withdrawn for good. The caller holds the survey exclusively.
    // Promise P6: withdrawn it stays, whatever becomes of the database.
    pub fn add_withdrawn(&self, survey: i64, key: BatchKey) -> Result<(), KeyError> {
        let mut keys = self.read_withdrawn(survey)?;
        if !keys.insert(key) {
            return Ok(());
        }
        file::create_directory(&self.path.join("withdrawn"))?;
        let bytes: Vec<u8> = keys.iter().flat_map(|key| key.0.to_be_bytes()).collect();
        file::write_over(&self.withdrawn_path(survey), &bytes)
    }
}
