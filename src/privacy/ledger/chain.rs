//! Hashes that bind each entry to all before it, and the search for the place
//! where they do not.
//!
//! The chain shows by itself that an entry was edited, taken out or moved. That
//! the newest entries were cut off, or everything from some entry on written
//! anew, shows only against a head that somebody noted elsewhere.

use std::fmt;
use std::str::FromStr;

use super::Entry;

/// Names what is hashed, so that the same bytes elsewhere have another hash.
const CONTEXT: &str = "whynot 2026-11 ledger entry";

/// A noted head may be cut short to so many bytes: enough that nobody finds
/// another chain that begins alike.
const NOTED_BYTES_MIN: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    #[error("“{0}” is not a head of the ledger: 16 to 64 digits from 0-9 and a-f")]
    Digits(String),
    #[error("“{0}” is not a day and a head, such as 2027-03-01=5f0c82…")]
    Form(String),
}

impl Hash {
    /// What the first entry follows.
    pub const BEGINNING: Self = Self([0; 32]);

    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Each word is preceded by whether it is there and how long it is, so that
    /// no two entries are hashed alike.
    pub(super) fn of(number: i64, words: &[Option<&str>], previous: Self) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
        hasher.update(&number.to_be_bytes());
        for word in words {
            match word {
                None => hasher.update(&[0]),
                Some(word) => hasher
                    .update(&[1])
                    .update(&(word.len() as u64).to_be_bytes())
                    .update(word.as_bytes()),
            };
        }
        hasher.update(&previous.0);
        Self(*hasher.finalize().as_bytes())
    }

    /// Its first sixteen digits, in fours.
    pub fn short(&self) -> String {
        let whole: Vec<char> = self.to_string().chars().take(2 * NOTED_BYTES_MIN).collect();
        let fours: Vec<String> = whole.chunks(4).map(|four| four.iter().collect()).collect();
        fours.join(" ")
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Hash({self})")
    }
}

/// A day's head that was noted elsewhere, whole or cut short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedHead {
    pub day: String,
    digits: String,
}

impl NotedHead {
    fn is_of(&self, hash: &Hash) -> bool {
        hash.to_string().starts_with(&self.digits)
    }
}

/// `2027-03-01=5f0c 82…`: spaces and capitals do not matter.
impl FromStr for NotedHead {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || HashError::Form(text.to_owned());
        let (day, head) = text.split_once('=').ok_or_else(form)?;
        day.parse::<jiff::civil::Date>()
            .map_err(|_malformed| form())?;
        let digits: String = head.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = digits.to_ascii_lowercase();
        let lengths = 2 * NOTED_BYTES_MIN..=64;
        if !lengths.contains(&digits.len()) || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(HashError::Digits(head.to_owned()));
        }
        Ok(Self {
            day: day.to_owned(),
            digits,
        })
    }
}

/// Where the ledger is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    #[error("entry {number} ({day}) was edited: its words and its hash do not belong together")]
    Edited { number: i64, day: String },
    #[error("entry {expected} is missing: entry {found} ({day}) stands in its place")]
    Missing {
        expected: i64,
        found: i64,
        day: String,
    },
    #[error(
        "entry {number} ({day}) does not follow the one before it: \
         that one was replaced, or this one comes from elsewhere"
    )]
    Unchained { number: i64, day: String },
    #[error("entry {number} is of {day}, a day before the entry that it follows")]
    DayGoesBack { number: i64, day: String },
    #[error(
        "the head that was noted for {day} is not in the ledger: \
         entries of that day were cut off or written anew"
    )]
    HeadGone { day: String },
}

/// A ledger that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    /// The newest entry's day and hash.
    pub head: Option<(String, Hash)>,
}

/// Looks through a ledger from its first entry on.
#[derive(Debug)]
pub struct Verification {
    noted: Vec<NotedHead>,
    entries: u64,
    last: Option<(i64, String, Hash)>,
}

impl Verification {
    pub fn new(noted: Vec<NotedHead>) -> Self {
        Self {
            noted,
            entries: 0,
            last: None,
        }
    }

    /// The next entry, in the order of numbers.
    pub fn take(&mut self, entry: &Entry) -> Result<(), Break> {
        let (number, day) = (entry.number, entry.day.clone());
        let (expected, previous) = match &self.last {
            Some((number, _, hash)) => (number + 1, *hash),
            None => (1, Hash::BEGINNING),
        };
        if number != expected {
            let found = number;
            return Err(Break::Missing {
                expected,
                found,
                day,
            });
        }
        if entry.reckon() != entry.hash {
            return Err(Break::Edited { number, day });
        }
        if entry.previous != previous {
            return Err(Break::Unchained { number, day });
        }
        if self
            .last
            .as_ref()
            .is_some_and(|(_, before, _)| *before > day)
        {
            return Err(Break::DayGoesBack { number, day });
        }
        self.noted
            .retain(|noted| noted.day != day || !noted.is_of(&entry.hash));
        self.entries += 1;
        self.last = Some((number, day, entry.hash));
        Ok(())
    }

    /// After the last entry: whether every noted head was met on its day.
    pub fn finish(self) -> Result<Verified, Break> {
        let gone = self.noted.into_iter().map(|noted| noted.day).min();
        match gone {
            Some(day) => Err(Break::HeadGone { day }),
            None => Ok(Verified {
                entries: self.entries,
                head: self.last.map(|(_, day, hash)| (day, hash)),
            }),
        }
    }
}
