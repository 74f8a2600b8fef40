//! Who asked never to be written to again, as marks that name nobody. Kept
//! beside the keys, too, so that a restored backup does not forget it. Sorted,
//! so that the file does not tell who asked first.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file};
use crate::privacy::unsubscribe::AddressMark;

impl KeyDirectory {
    fn never_again_path(&self) -> PathBuf {
        self.path.join("never-again")
    }

    pub fn read_never_again(&self) -> Result<Vec<AddressMark>, KeyError> {
        let path = self.never_again_path();
        let Some(bytes) = self.unless_absent(&path, fs::read(&path))? else {
            return Ok(Vec::new());
        };
        file::check_private(&path)?;
        let (marks, rest) = bytes.as_chunks::<32>();
        match rest.is_empty() {
            true => Ok(marks.iter().copied().map(AddressMark).collect()),
            false => Err(KeyError::Damaged(path)),
        }
    }

    /// The caller holds the database's lock on writing such marks.
    pub fn add_never_again(&self, mark: AddressMark) -> Result<(), KeyError> {
        let marks = self.read_never_again()?.into_iter().map(|mark| mark.0);
        let mut marks: BTreeSet<[u8; 32]> = marks.collect();
        if !marks.insert(mark.0) {
            return Ok(());
        }
        let bytes: Vec<u8> = marks.into_iter().flatten().collect();
        file::write_over(&self.never_again_path(), &bytes)
    }
}
