//! The pass: the mark that an invitation has been used, which leads to nobody.
//!
//! PRF(invitation key, survey, wave, invitation): whoever has only the database
//! can tie it to no invitation, and it has nothing in common with any response.
//! Survey and wave are part of it, so that one invitation gives one answer to
//! each wave, and passes of two waves look like those of two people.

use std::fmt;

use super::invitation::InvitationCode;
use super::pool_cipher::Place;
use super::prf::InvitationKey;

/// 128 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pass(pub [u8; 16]);

/// A code on its way to be spent in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    pub pass: Pass,
    /// Forged codes have a pass too, so that refusing them takes the same work
    /// as refusing used ones.
    pub is_genuine: bool,
}

impl Ticket {
    // Promise P9: the pass is all that is kept of a code.
    pub fn of(key: &InvitationKey, place: Place, code: InvitationCode) -> Self {
        let opened = code.open(key, place.survey);
        let parts: [&[u8]; 3] = [
            &place.survey.to_be_bytes(),
            &place.wave.to_be_bytes(),
            &opened.number.get().to_be_bytes(),
        ];
        Self {
            pass: Pass(key.derive_u128("pass", &parts).to_be_bytes()),
            is_genuine: opened.is_genuine,
        }
    }
}

// With the key it tells who took part.
impl fmt::Debug for Pass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pass(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::privacy::invitation::{InvitationNumber, NUMBERS};

    const PLACE: Place = Place { survey: 3, wave: 1 };

    fn ticket(key: [u8; 32], place: Place, number: u32) -> Ticket {
        let key = InvitationKey::from_bytes(key);
        let number = InvitationNumber::new(number % NUMBERS).unwrap();
        Ticket::of(&key, place, InvitationCode::of(&key, place.survey, number))
    }

    proptest! {
        #[test]
        fn one_invitation_has_one_pass_in_one_wave(key: [u8; 32], number: u32) {
            let first = ticket(key, PLACE, number);
            prop_assert!(first.is_genuine);
            prop_assert_eq!(first, ticket(key, PLACE, number));
        }

        #[test]
        fn another_invitation_wave_survey_or_key_has_another_pass(
            key: [u8; 32], number: u32, other in 1_u32..NUMBERS,
        ) {
            let first = ticket(key, PLACE, number).pass;
            let mut other_key = key;
            other_key[0] ^= 1;
            prop_assert_ne!(first, ticket(key, PLACE, number.wrapping_add(other)).pass);
            prop_assert_ne!(first, ticket(key, Place { wave: 2, ..PLACE }, number).pass);
            prop_assert_ne!(first, ticket(key, Place { survey: 4, ..PLACE }, number).pass);
            prop_assert_ne!(first, ticket(other_key, PLACE, number).pass);
        }

        #[test]
        fn a_forged_code_has_a_pass_and_is_not_genuine(key: [u8; 32], forged: u64) {
            let key = InvitationKey::from_bytes(key);
            let written = crate::privacy::crockford::encode(u128::from(forged), 16);
            let ticket = Ticket::of(&key, PLACE, written.parse().unwrap());
            prop_assert!(!ticket.is_genuine);
        }
    }
}
