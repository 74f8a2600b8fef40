//! The code of an invitation: its number, encrypted so that it cannot be made
//! up, in sixteen letters and digits.
//!
//! 24 bits of number and 56 bits that must be zero are encrypted as one block
//! of 80 bits. A block that was not made with the key opens to 56 zeros with a
//! chance of 2⁻⁵⁶: at ten thousand guesses a second, once in 228,000 years.
//! Redundancy before enciphering is authentication: M. Bellare, P. Rogaway,
//! "Encode-then-encipher encryption", ASIACRYPT 2000.
//!
//! No common cipher has a block of 80 bits, so it is a Feistel network (M. Luby,
//! C. Rackoff, "How to construct pseudorandom permutations", 1988) of ten
//! rounds, as many as NIST SP 800-38G asks of FF1, with keyed BLAKE3 as the
//! round function. Survey and round are inputs of it: a code opens in one
//! survey only, whoever copies a key.

use std::fmt;
use std::str::FromStr;

use super::crockford;
use super::prf::InvitationKey;

/// One more than the highest number of an invitation.
pub const NUMBERS: u32 = 1 << NUMBER_BITS;

const NUMBER_BITS: u32 = 24;
const HALF_BITS: u32 = 40;
const HALF: u128 = (1 << HALF_BITS) - 1;
const ROUNDS: u8 = 10;
const CHARACTERS: usize = 16;
const GROUP: usize = 4;

/// Which of a survey's invitations; says nothing to anybody without the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvitationNumber(u32);

impl InvitationNumber {
    /// `None` for a number beyond [`NUMBERS`].
    pub fn new(number: u32) -> Option<Self> {
        (number < NUMBERS).then_some(Self(number))
    }

    pub fn get(self) -> u32 {
        self.0
    }
}

/// What the e-mail or the slip carries: 80 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InvitationCode(u128);

/// This cannot be a code: it has another length or foreign characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an invitation code has 16 letters and digits")]
pub struct InvitationCodeError;

/// A code as one key decrypts it, whether or not it was made with that key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    pub number: InvitationNumber,
    /// The key made this code, for this survey.
    pub is_genuine: bool,
}

impl InvitationCode {
    /// Stands where nothing was typed, so that looking at it takes as long.
    pub const NONE: Self = Self(0);

    pub fn of(key: &InvitationKey, survey: i64, number: InvitationNumber) -> Self {
        let block = u128::from(number.0);
        let (mut left, mut right) = (block >> HALF_BITS, block & HALF);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ mixed(key, survey, round, right));
        }
        Self(left << HALF_BITS | right)
    }

    /// Takes the same time whatever the code is.
    pub fn open(self, key: &InvitationKey, survey: i64) -> Opened {
        let (mut left, mut right) = (self.0 >> HALF_BITS, self.0 & HALF);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ mixed(key, survey, round, left), left);
        }
        let block = left << HALF_BITS | right;
        Opened {
            number: InvitationNumber((block & u128::from(NUMBERS - 1)) as u32),
            is_genuine: block >> NUMBER_BITS == 0,
        }
    }
}

/// The round function: 40 pseudo-random bits.
fn mixed(key: &InvitationKey, survey: i64, round: u8, half: u128) -> u128 {
    let parts: [&[u8]; 3] = [&survey.to_be_bytes(), &[round], &half.to_be_bytes()];
    key.derive_u128("invitation code", &parts) & HALF
}

impl fmt::Display for InvitationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = crockford::encode(self.0, CHARACTERS as u32);
        for (position, character) in written.chars().enumerate() {
            if position > 0 && position % GROUP == 0 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{character}")?;
        }
        Ok(())
    }
}

impl FromStr for InvitationCode {
    type Err = InvitationCodeError;

    /// Forgives what a receipt's code forgives.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written = crockford::bare(text);
        crockford::decode(&written, CHARACTERS)
            .map(Self)
            .ok_or(InvitationCodeError)
    }
}

// Whoever has it can answer: it must not end up in a log by accident.
impl fmt::Debug for InvitationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("InvitationCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn number(number: u32) -> InvitationNumber {
        InvitationNumber::new(number % NUMBERS).unwrap()
    }

    proptest! {
        #[test]
        fn a_code_opens_to_its_number(key: [u8; 32], survey: i64, chosen: u32) {
            let key = InvitationKey::from_bytes(key);
            let code = InvitationCode::of(&key, survey, number(chosen));
            let opened = code.open(&key, survey);
            prop_assert!(opened.is_genuine);
            prop_assert_eq!(opened.number, number(chosen));
        }

        #[test]
        fn a_code_opens_neither_with_another_key_nor_in_another_survey(
            key: [u8; 32], other: [u8; 32], survey: i64, elsewhere: i64, chosen: u32,
        ) {
            prop_assume!(key != other && survey != elsewhere);
            let key = InvitationKey::from_bytes(key);
            let code = InvitationCode::of(&key, survey, number(chosen));
            prop_assert!(!code.open(&InvitationKey::from_bytes(other), survey).is_genuine);
            prop_assert!(!code.open(&key, elsewhere).is_genuine);
        }

        #[test]
        fn a_changed_bit_makes_no_other_invitation(key: [u8; 32], chosen: u32, bit in 0_u32..80) {
            let key = InvitationKey::from_bytes(key);
            let code = InvitationCode::of(&key, 3, number(chosen));
            prop_assert!(!InvitationCode(code.0 ^ (1 << bit)).open(&key, 3).is_genuine);
        }

        #[test]
        fn whatever_is_encrypted_decrypts_to_itself(key: [u8; 32], block: u128) {
            // The network is a permutation of all blocks, not only of valid ones.
            let key = InvitationKey::from_bytes(key);
            let code = InvitationCode(block & ((1 << 80) - 1));
            let opened = code.open(&key, 9);
            if opened.is_genuine {
                prop_assert_eq!(InvitationCode::of(&key, 9, opened.number), code);
            }
        }

        #[test]
        fn a_written_code_reads_back_however_carelessly(key: [u8; 32], chosen: u32) {
            let code = InvitationCode::of(&InvitationKey::from_bytes(key), 3, number(chosen));
            let written = code.to_string();
            prop_assert_eq!(written.len(), "ABCD-EFGH-JKMN-PQRS".len());
            let careless = written.replace('-', " ").replace('0', "o").replace('1', "l");
            for read in [written.clone(), careless.to_lowercase(), format!("“{written}”.")] {
                prop_assert_eq!(read.parse(), Ok(code));
            }
        }
    }

    #[test]
    fn neighbouring_numbers_have_codes_that_share_nothing_but_chance() {
        let key = InvitationKey::from_bytes([7; 32]);
        let codes: HashSet<u128> = (0..2_000)
            .map(|n| InvitationCode::of(&key, 1, number(n)).0)
            .collect();
        assert_eq!(codes.len(), 2_000);
        // Each bit is set in about half of them (σ = 22).
        for bit in 0..80 {
            let set = codes.iter().filter(|&code| code >> bit & 1 == 1).count();
            assert!((880..=1_120).contains(&set), "bit {bit}: {set}");
        }
    }

    #[test]
    fn no_random_code_is_genuine() {
        let key = InvitationKey::from_bytes([7; 32]);
        let mut state = 1_u128;
        for _ in 0..20_000 {
            state = state.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645) + 1;
            let guess = InvitationCode(state >> 48);
            assert!(!guess.open(&key, 1).is_genuine);
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_told_from_one() {
        for text in [
            "",
            "-",
            "ABCD",
            "ABCD-EFGH-JKMN-PQRST",
            "ABCD-EFGH-JKMN-PQR!",
            "UUUU-UUUU-UUUU-UUUU",
        ] {
            assert!(text.parse::<InvitationCode>().is_err(), "{text}");
        }
    }
}
