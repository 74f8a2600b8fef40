//! Which invitation numbers were given, and which of them are forgotten, kept
//! beside the keys: a restored copy of the database knows neither.
//!
//! The file holds two numbers of 4 bytes: one more than the highest that was ever
//! given, and the number before which everybody is forgotten.

use std::fs;
use std::path::PathBuf;

use super::{KeyDirectory, KeyError, file};

/// How far the invitations of a survey have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Invited {
    /// One more than the highest number that was ever given.
    pub given: u32,
    /// Who has a lower number is forgotten.
    pub forgotten: u32,
}

impl KeyDirectory {
    fn invited_path(&self, survey: i64) -> PathBuf {
        self.path.join("invited").join(survey.to_string())
    }

    pub fn read_invited(&self, survey: i64) -> Result<Invited, KeyError> {
        let path = self.invited_path(survey);
        let Some(bytes) = self.unless_absent(&path, fs::read(&path))? else {
            return Ok(Invited::default());
        };
        file::check_private(&path)?;
        match bytes.as_chunks::<4>() {
            (&[given, forgotten], []) => Ok(Invited {
                given: u32::from_be_bytes(given),
                forgotten: u32::from_be_bytes(forgotten),
            }),
            _ => Err(KeyError::Damaged(path)),
        }
    }

    /// Remembers that every number below this one may have been given. On disk
    /// when it returns. The caller holds the survey exclusively.
    // Promise P9: no number is given to a second person, whatever becomes of the
    // database.
    pub fn raise_given(&self, survey: i64, given: u32) -> Result<(), KeyError> {
        let invited = self.read_invited(survey)?;
        self.write_invited(
            survey,
            invited,
            Invited {
                given: invited.given.max(given),
                ..invited
            },
        )
    }

    /// Remembers that everybody with a number below this one, or with any that
    /// was given, is forgotten. The caller holds the survey exclusively.
    pub fn forget_given(&self, survey: i64, given: u32) -> Result<(), KeyError> {
        let invited = self.read_invited(survey)?;
        let given = invited.given.max(given);
        let forgotten = Invited {
            given,
            forgotten: given,
        };
        self.write_invited(survey, invited, forgotten)
    }

    fn write_invited(&self, survey: i64, known: Invited, now: Invited) -> Result<(), KeyError> {
        if known == now {
            return Ok(());
        }
        file::create_directory(&self.path.join("invited"))?;
        let bytes = [now.given.to_be_bytes(), now.forgotten.to_be_bytes()];
        file::write_over(&self.invited_path(survey), bytes.as_flattened())
    }
}
