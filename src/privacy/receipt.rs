//! The receipt: a code that only the respondent has, and the keys derived from it.
//!
//! S (the form's submission key) → C (the receipt code) → batch key → pool row
//! key, each by a pseudo-random function under a key that is not in the
//! database. Nothing leads back, and no two of them stand in one table.

use std::fmt;
use std::str::FromStr;

use super::crockford;
use super::prf::{PoolKey, RootKey};

/// 128 random bits in a hidden field of the form: what makes a repeated POST
/// the same response.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SubmissionKey([u8; 16]);

/// Characters of a written submission key: ⌈128 / 5⌉.
const SUBMISSION_KEY_CHARACTERS: usize = 26;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a submission key")]
pub struct SubmissionKeyError;

impl SubmissionKey {
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for SubmissionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u128::from_be_bytes(self.0);
        // 26 digits carry 130 bits; the first digit holds the three highest.
        formatter.write_str(&crockford::encode(number >> 125, 1))?;
        formatter.write_str(&crockford::encode(number, 25))
    }
}

impl FromStr for SubmissionKey {
    type Err = SubmissionKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let first = text.chars().next().and_then(crockford::value);
        let rest = text
            .get(1..)
            .and_then(|rest| crockford::decode(rest, SUBMISSION_KEY_CHARACTERS - 1));
        match (first, rest) {
            (Some(first), Some(rest)) if first < 8 => {
                let number = (u128::from(first) << 125) | rest;
                Ok(Self(number.to_be_bytes()))
            }
            _ => Err(SubmissionKeyError),
        }
    }
}

// A submission key leads to a response: it must not end up in a log by accident.
impl fmt::Debug for SubmissionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SubmissionKey(…)")
    }
}

/// 100 bits: 20 characters in groups of five, and two check characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReceiptCode(u128);

const RECEIPT_CHARACTERS: usize = 20;
const CHECK_CHARACTERS: usize = 2;
/// Of a written code, without dashes.
const WRITTEN_CHARACTERS: usize = RECEIPT_CHARACTERS + CHECK_CHARACTERS;
const RECEIPT_BITS: u32 = 100;

/// The check is the number modulo the largest prime that two digits can hold.
/// A prime above 32 that divides none of 31, 33, 32² − 1 and 32² + 1 catches
/// every wrong character, swapped neighbours, swapped next but one, and twins.
const CHECK_MODULUS: u128 = 1021;

/// What is wrong with a code somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptCodeError {
    #[error("a receipt code has 22 characters; this one lacks {missing}")]
    TooShort { missing: usize },
    #[error("a receipt code has 22 characters; this one has {extra} more")]
    TooLong { extra: usize },
    #[error("there is no code")]
    Empty,
    #[error("“{character}” does not occur in receipt codes")]
    Alphabet { character: char },
    #[error("one of the characters is mistyped")]
    Check,
}

impl ReceiptCode {
    /// C = PRF(root, survey, S).
    pub fn derive(root: &RootKey, survey: i64, submission: &SubmissionKey) -> Self {
        let parts: [&[u8]; 2] = [&survey.to_be_bytes(), submission.as_bytes()];
        Self(root.derive_u128("receipt", &parts) >> (128 - RECEIPT_BITS))
    }

    fn check(&self) -> u128 {
        self.0 % CHECK_MODULUS
    }

    /// The key under which the response lies in its batch.
    // Promise P5: the code finds the response, and the database does not find the code.
    pub fn batch_key(&self, root: &RootKey) -> BatchKey {
        BatchKey((root.derive_u128("batch", &[&self.0.to_be_bytes()]) >> 64) as u64)
    }
}

impl fmt::Display for ReceiptCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, character) in crockford::encode(self.0, RECEIPT_CHARACTERS as u32)
            .chars()
            .enumerate()
        {
            if position > 0 && position % 5 == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{character}")?;
        }
        let check = crockford::encode(self.check(), CHECK_CHARACTERS as u32);
        write!(formatter, "-{check}")
    }
}

impl FromStr for ReceiptCode {
    type Err = ReceiptCodeError;

    /// Forgives case, spaces, dashes, look-alike letters and the marks of a
    /// sentence around the code.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written = crockford::bare(text);
        if let Some(character) = written.chars().find(|&c| crockford::value(c).is_none()) {
            return Err(ReceiptCodeError::Alphabet { character });
        }
        let characters = written.chars().count();
        match characters {
            0 => return Err(ReceiptCodeError::Empty),
            WRITTEN_CHARACTERS => {}
            _ if characters < WRITTEN_CHARACTERS => {
                let missing = WRITTEN_CHARACTERS - characters;
                return Err(ReceiptCodeError::TooShort { missing });
            }
            _ => {
                let extra = characters - WRITTEN_CHARACTERS;
                return Err(ReceiptCodeError::TooLong { extra });
            }
        }
        let Some(whole) = crockford::decode(&written, WRITTEN_CHARACTERS) else {
            return Err(ReceiptCodeError::Check);
        };
        let check_bits = 5 * CHECK_CHARACTERS;
        let code = Self(whole >> check_bits);
        // The check itself, not only its remainder: 1,021 and more are mistyped.
        if whole & ((1 << check_bits) - 1) == code.check() {
            Ok(code)
        } else {
            Err(ReceiptCodeError::Check)
        }
    }
}

impl fmt::Debug for ReceiptCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReceiptCode(…)")
    }
}

/// 64 bits: the place of a response in the random order of its batch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchKey(pub u64);

impl BatchKey {
    /// The key of the response's row in the pool, under the pool key of the day.
    pub fn pool_row_key(&self, pool_key: &PoolKey) -> PoolRowKey {
        PoolRowKey(pool_key.derive("pool row", &[&self.0.to_be_bytes()]))
    }

    /// The key of the response's comment on one question, which only the root
    /// key ties to the rest of the response.
    pub fn comment_key(&self, root: &RootKey, question: &str) -> CommentKey {
        let parts: [&[u8]; 2] = [&self.0.to_be_bytes(), question.as_bytes()];
        CommentKey(root.derive_u128("comment", &parts).to_be_bytes())
    }
}

impl fmt::Debug for BatchKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BatchKey(…)")
    }
}

/// 128 bits that change whenever the pool key is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolRowKey(pub [u8; 16]);

/// 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentKey(pub [u8; 16]);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(number: u128) -> ReceiptCode {
        ReceiptCode(number & ((1 << RECEIPT_BITS) - 1))
    }

    /// The characters of a written code, without dashes.
    fn digits(number: u128) -> Vec<char> {
        code(number).to_string().replace('-', "").chars().collect()
    }

    fn digit(value: u8) -> char {
        crockford::encode(u128::from(value), 1)
            .chars()
            .next()
            .unwrap()
    }

    fn read(digits: &[char]) -> Result<ReceiptCode, ReceiptCodeError> {
        digits.iter().collect::<String>().parse()
    }

    proptest! {
        #[test]
        fn a_written_code_reads_back(number: u128) {
            let code = code(number);
            prop_assert_eq!(code.to_string().parse::<ReceiptCode>().ok(), Some(code));
        }

        #[test]
        fn a_code_survives_lower_case_spaces_and_look_alikes(number: u128) {
            let code = code(number);
            let written = code.to_string().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(written.to_lowercase().parse::<ReceiptCode>().ok(), Some(code));
        }

        #[test]
        fn one_wrong_character_is_caught(number: u128, place in 0_usize..22, shift in 1_u8..32) {
            let mut digits = digits(number);
            let wrong = (crockford::value(digits[place]).unwrap() + shift) % 32;
            digits[place] = digit(wrong);
            prop_assert_eq!(read(&digits), Err(ReceiptCodeError::Check));
        }

        #[test]
        fn two_swapped_neighbours_are_caught(number: u128, place in 0_usize..21) {
            let mut digits = digits(number);
            prop_assume!(digits[place] != digits[place + 1]);
            digits.swap(place, place + 1);
            prop_assert_eq!(read(&digits), Err(ReceiptCodeError::Check));
        }

        #[test]
        fn two_swapped_around_a_third_are_caught(number: u128, place in 0_usize..20) {
            let mut digits = digits(number);
            prop_assume!(digits[place] != digits[place + 2]);
            digits.swap(place, place + 2);
            prop_assert_eq!(read(&digits), Err(ReceiptCodeError::Check));
        }

        #[test]
        fn twins_that_became_other_twins_are_caught(
            number: u128, place in 0_usize..19, twin in 0_u8..32, other in 0_u8..32,
        ) {
            prop_assume!(twin != other);
            // Twins somewhere in the number, and the check that belongs to them.
            let low = 5 * (18 - place);
            let twins = u128::from(twin) << 5 | u128::from(twin);
            let with_twins = number & !(0x3ff << low) | twins << low;
            let mut digits = digits(with_twins);
            prop_assert_eq!(digits[place], digits[place + 1]);
            digits[place] = digit(other);
            digits[place + 1] = digit(other);
            prop_assert_eq!(read(&digits), Err(ReceiptCodeError::Check));
        }

        #[test]
        fn a_code_is_written_in_digits_and_letters_that_are_told_apart(number: u128) {
            let written = code(number).to_string();
            prop_assert_eq!(written.len(), "ABCDE-ABCDE-ABCDE-ABCDE-AB".len());
            let is_plain = |c: char| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase();
            prop_assert!(written.chars().all(is_plain) && !written.contains(['I', 'L', 'O', 'U']));
        }

        #[test]
        fn a_code_at_the_end_of_a_sentence_is_read(number: u128) {
            let code = code(number);
            for written in [format!("{code}."), format!("“{code}”,"), format!(" ({code})")] {
                prop_assert_eq!(written.parse::<ReceiptCode>().ok(), Some(code));
            }
        }

        #[test]
        fn a_written_submission_key_reads_back(bytes: [u8; 16]) {
            let key = SubmissionKey::from_bytes(bytes);
            let written = key.to_string();
            prop_assert_eq!(written.len(), SUBMISSION_KEY_CHARACTERS);
            prop_assert_eq!(written.parse(), Ok(key));
        }
    }

    #[test]
    fn the_same_form_leads_to_the_same_receipt_in_one_survey_only() {
        let root = RootKey::from_bytes([7; 32]);
        let form = SubmissionKey::from_bytes([1; 16]);
        let receipt = ReceiptCode::derive(&root, 1, &form);
        assert_eq!(receipt, ReceiptCode::derive(&root, 1, &form));
        assert_ne!(receipt, ReceiptCode::derive(&root, 2, &form));
        assert_ne!(
            receipt,
            ReceiptCode::derive(&RootKey::from_bytes([8; 32]), 1, &form)
        );
    }

    #[test]
    fn a_short_a_long_and_a_strange_code_are_told_apart_from_a_mistyped_one() {
        let read = |text: &str| text.parse::<ReceiptCode>().unwrap_err();
        assert_eq!(read("ABC"), ReceiptCodeError::TooShort { missing: 19 });
        assert_eq!(
            read("ABCDE-ABCDE-ABCDE-ABCDE-ABC"),
            ReceiptCodeError::TooLong { extra: 1 }
        );
        assert_eq!(read(""), ReceiptCodeError::Empty);
        assert_eq!(read(" - "), ReceiptCodeError::Empty);
        assert_eq!(
            read("ABCDE-ABCD!-ABCDE-ABCDE-00"),
            ReceiptCodeError::Alphabet { character: '!' }
        );
    }
}
