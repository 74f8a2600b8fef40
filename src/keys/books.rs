//! Which book of a wave was published, kept beside the keys: a restored copy of
//! the database does not know it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file};

/// A wave's number, then the book's fingerprint.
const MARK_BYTES: usize = 4 + 32;

impl KeyDirectory {
    fn books_path(&self, survey: i64) -> PathBuf {
        self.path.join("books").join(survey.to_string())
    }

    fn read_books(&self, survey: i64) -> Result<BTreeMap<[u8; 4], [u8; 32]>, KeyError> {
        let path = self.books_path(survey);
        let Some(bytes) = self.unless_absent(&path, fs::read(&path))? else {
            return Ok(BTreeMap::new());
        };
        file::check_private(&path)?;
        let (marks, rest) = bytes.as_chunks::<MARK_BYTES>();
        let split = |mark: &[u8; MARK_BYTES]| {
            let (wave, fingerprint) = mark.split_first_chunk::<4>()?;
            Some((*wave, fingerprint.try_into().ok()?))
        };
        let marks: Option<BTreeMap<_, _>> = marks.iter().map(split).collect();
        match marks {
            Some(marks) if rest.is_empty() => Ok(marks),
            _ => Err(KeyError::Damaged(path)),
        }
    }

    /// The fingerprint of the book that was published of a wave.
    pub fn find_book_mark(&self, survey: i64, wave: i32) -> Result<Option<[u8; 32]>, KeyError> {
        let marks = self.read_books(survey)?;
        Ok(marks.get(&wave.to_be_bytes()).copied())
    }

    /// Remembers which book is published. The caller holds the survey exclusively.
    // Promise P13: no second book of the same people, whatever becomes of the
    // database.
    pub fn add_book_mark(
        &self,
        survey: i64,
        wave: i32,
        fingerprint: [u8; 32],
    ) -> Result<(), KeyError> {
        let mut marks = self.read_books(survey)?;
        marks.insert(wave.to_be_bytes(), fingerprint);
        file::create_directory(&self.path.join("books"))?;
        let mut bytes = Vec::with_capacity(marks.len() * MARK_BYTES);
        for (wave, fingerprint) in marks {
            bytes.extend(wave);
            bytes.extend(fingerprint);
        }
        file::write_over(&self.books_path(survey), &bytes)
    }
}
