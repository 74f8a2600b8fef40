//! That something was erased and its remains are still in the database's files:
//! whichever process comes first removes them. One empty file a mark, so that
//! nobody takes away a mark that was made while they scrubbed.

use std::fs;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file, root_path};
use crate::random;

impl KeyDirectory {
    fn unscrubbed_directory(&self) -> PathBuf {
        self.path.join("unscrubbed")
    }

    /// Leaves a mark for any process.
    pub fn add_unscrubbed(&self) -> Result<(), KeyError> {
        // In a mount that is away nothing must be made.
        let root = root_path(&self.path);
        fs::metadata(&root).map_err(file::at(&root))?;
        let directory = self.unscrubbed_directory();
        file::create_directory(&directory)?;
        let name = u64::from_be_bytes(random::bytes()?);
        file::write_once(&directory.join(format!("{name:016x}")), &[])
    }

    /// The marks that are there, for [`Self::remove_unscrubbed`].
    pub fn list_unscrubbed(&self) -> Result<Vec<PathBuf>, KeyError> {
        let directory = self.unscrubbed_directory();
        let Some(entries) = self.unless_absent(&directory, fs::read_dir(&directory))? else {
            return Ok(Vec::new());
        };
        let paths = entries.map(|entry| Ok(entry?.path()));
        let paths: Vec<PathBuf> = paths
            .collect::<Result<_, std::io::Error>>()
            .map_err(file::at(&directory))?;
        // One that is being written is none yet.
        let is_mark = |path: &PathBuf| path.extension().is_none();
        Ok(paths.into_iter().filter(is_mark).collect())
    }

    /// Removes marks that were listed before the scrubbing began.
    pub fn remove_unscrubbed(&self, marks: &[PathBuf]) -> Result<(), KeyError> {
        for mark in marks {
            match fs::remove_file(mark) {
                // Another process scrubbed at the same time.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                removed => removed.map_err(file::at(mark))?,
            }
        }
        Ok(())
    }
}
