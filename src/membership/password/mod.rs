//! Which passwords are taken: long ones that nobody would try first. No rule
//! about capitals and signs, no expiry.
//!
//! Source: NIST SP 800-63B-4, section 3.1.1.2 (length, blocklist, no composition
//! rules, Unicode normalised). The list of common ones (`common.txt`) is the
//! beginning, and whatever is long, of the list in the zxcvbn project
//! (`LICENSE-common.txt`).

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::address::Address;
use crate::limits::{PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN};

/// A password as it was typed, in one normal form; wiped when dropped.
pub struct Password(Zeroizing<String>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("Choose a password.")]
    Empty,
    #[error(
        "Use at least {PASSWORD_CHARACTERS_MIN} characters. Four or five words in a row are easy \
         to keep in mind."
    )]
    TooShort,
    #[error("Use at most {PASSWORD_CHARACTERS_MAX} characters.")]
    TooLong,
    #[error("This is among the first passwords that anybody would try. Choose another.")]
    Common,
    #[error("Much of this repeats itself or runs in a row. Choose another.")]
    Regular,
    #[error("Your e-mail address or name is most of this password. Choose another.")]
    OwnName,
    #[error("A name that everybody here knows is most of this password. Choose another.")]
    KnownName,
}

/// What a password must not consist of.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    pub address: &'a Address,
    pub name: &'a str,
    /// The brands of this installation.
    pub brands: &'a [String],
}

const OWN_BRAND: &str = "whynot";

/// Of a password that contains a common one, a row or somebody's name, this
/// much must be something else.
const CHARACTERS_BESIDE_MIN: usize = 6;

/// A shorter name stands in many a good password by chance.
const NAME_CHARACTERS_MIN: usize = 4;

/// Fewer different characters are a pattern.
const DIFFERENT_CHARACTERS_MIN: usize = 5;

/// Rows of the alphabet, of digits and of keyboards, forwards and back.
const ROWS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/// This many neighbours of a row are one.
const ROW_CHARACTERS_MIN: usize = 4;

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common.txt").lines().collect());

impl Password {
    /// As typed, for comparing with what is stored. Whoever signs in is told
    /// nothing about rules.
    pub fn given(text: &str) -> Self {
        Self(Zeroizing::new(text.nfkc().collect()))
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// A longer one cannot be anybody's, and hashing it would only take time.
    pub fn is_too_long(&self) -> bool {
        self.0.chars().count() > PASSWORD_CHARACTERS_MAX
    }

    /// A new one, if it is good enough.
    pub fn choose(text: &str, around: Surroundings<'_>) -> Result<Self, PasswordError> {
        let password = Self::given(text);
        match password.0.chars().count() {
            0 => return Err(PasswordError::Empty),
            length if length < PASSWORD_CHARACTERS_MIN => return Err(PasswordError::TooShort),
            length if length > PASSWORD_CHARACTERS_MAX => return Err(PasswordError::TooLong),
            _ => {}
        }
        let bare = Zeroizing::new(bare(&password.0));
        if is_regular(&password.0) || is_mostly_rows(&bare) {
            return Err(PasswordError::Regular);
        }
        let own = [
            around.address.as_str(),
            around.address.local_part(),
            around.name,
        ];
        if own.iter().any(|name| is_mostly(&bare, name)) {
            return Err(PasswordError::OwnName);
        }
        let known = around.brands.iter().map(String::as_str);
        if known.chain([OWN_BRAND]).any(|name| is_mostly(&bare, name)) {
            return Err(PasswordError::KnownName);
        }
        if is_common(&bare) || is_common(&plain(&bare)) {
            return Err(PasswordError::Common);
        }
        Ok(password)
    }
}

/// Letters and digits in lower case.
fn bare(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// With the letters that digits often stand for.
fn plain(bare: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    bare.chars().map(letter).collect()
}

/// One of the common ones, several times or with little around it.
fn is_common(bare: &str) -> bool {
    if COMMON.contains(bare) {
        return true;
    }
    let starts: Vec<usize> = bare.char_indices().map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([bare.len()]);
    let ends: Vec<usize> = ends.collect();
    starts.iter().any(|&start| {
        ends.iter().any(|&end| {
            let word = bare.get(start..end).unwrap_or_default();
            COMMON.contains(word) && characters_beside(bare, word) < CHARACTERS_BESIDE_MIN
        })
    })
}

fn is_mostly(bare: &str, name: &str) -> bool {
    let name = self::bare(name);
    name.chars().count() >= NAME_CHARACTERS_MIN
        && bare.contains(&name)
        && characters_beside(bare, &name) < CHARACTERS_BESIDE_MIN
}

fn characters_beside(bare: &str, word: &str) -> usize {
    bare.replace(word, "").chars().count()
}

/// Few different characters, or a short piece over and over.
fn is_regular(text: &str) -> bool {
    let characters: Vec<char> = text.to_lowercase().chars().collect();
    let different: HashSet<&char> = characters.iter().collect();
    if different.len() < DIFFERENT_CHARACTERS_MIN {
        return true;
    }
    (1..=characters.len() / 3).any(|length| {
        let piece = characters.iter().cycle();
        let piece = piece.take(length);
        piece
            .cycle()
            .zip(&characters)
            .all(|(one, other)| one == other)
    })
}

/// "abcdefghijkl", "1234qwertyui": little is left without the rows.
fn is_mostly_rows(bare: &str) -> bool {
    let characters: Vec<char> = bare.chars().collect();
    let mut in_rows = vec![false; characters.len()];
    for row in ROWS {
        let forwards: Vec<char> = row.chars().collect();
        let backwards: Vec<char> = row.chars().rev().collect();
        for row in [forwards, backwards] {
            mark_row(&characters, &row, &mut in_rows);
        }
    }
    let beside = in_rows.iter().filter(|is_in_row| !**is_in_row).count();
    in_rows.iter().any(|is_in_row| *is_in_row) && beside < CHARACTERS_BESIDE_MIN
}

fn mark_row(characters: &[char], row: &[char], in_rows: &mut [bool]) {
    for (start, window) in characters.windows(ROW_CHARACTERS_MIN).enumerate() {
        let is_of_row = row.windows(ROW_CHARACTERS_MIN).any(|piece| piece == window);
        if is_of_row {
            let marked = in_rows.iter_mut().skip(start).take(ROW_CHARACTERS_MIN);
            marked.for_each(|is_in_row| *is_in_row = true);
        }
    }
}

#[cfg(test)]
mod tests;
