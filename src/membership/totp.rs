//! Codes of authenticator apps: six digits that change every half-minute.
//!
//! Sources: RFC 6238 (the time), RFC 4226, section 5.3 (the digits), with the
//! parameters that every app understands: SHA-1, six digits, thirty seconds.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::address::Address;

/// What app and server share.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Zeroizing<[u8; SECRET_BYTES]>);

/// RFC 4226, section 4, R6: 160 bits are recommended.
pub const SECRET_BYTES: usize = 20;

const DIGITS: u32 = 6;

/// How far a telephone's clock may be off, in half-minutes.
const STEPS_OFF_MAX: u64 = 1;

/// RFC 4648, section 6.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl TotpSecret {
    pub fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// In the alphabet that apps expect, for typing it in.
    pub fn to_base32(&self) -> String {
        let mut text = String::with_capacity(SECRET_BYTES * 8 / 5);
        for chunk in self.0.chunks(5) {
            let number = chunk
                .iter()
                .fold(0_u64, |n, &byte| (n << 8) | u64::from(byte));
            for place in (0..8).rev() {
                let digit = (number >> (5 * place)) & 31;
                let letter = BASE32.get(digit as usize).copied().unwrap_or(b'A');
                text.push(char::from(letter));
            }
        }
        text
    }

    /// What the picture for the app's camera says.
    pub fn address(&self, member: &Address) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        let mut label = String::new();
        let mut bytes = [0; 4];
        for c in member.as_str().chars() {
            if is_plain(c) {
                label.push(c);
            } else {
                let encoded = c.encode_utf8(&mut bytes).bytes();
                label.extend(encoded.map(|byte| format!("%{byte:02X}")));
            }
        }
        let secret = self.to_base32();
        format!("otpauth://totp/whynot:{label}?secret={secret}&issuer=whynot")
    }

    /// The code that the app shows in a half-minute.
    pub fn code(&self, half_minute: u64) -> String {
        code(self.as_bytes(), half_minute, DIGITS)
    }

    /// The half-minute that a typed code belongs to, if it is near enough.
    pub fn half_minute_of(&self, typed: &str, now: u64) -> Option<u64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let near = now.saturating_sub(STEPS_OFF_MAX)..=now.saturating_add(STEPS_OFF_MAX);
        // Each is compared, so that the duration does not tell which it was.
        near.fold(None, |found, half_minute| {
            let expected = self.code(half_minute);
            let is_equal: bool = expected.as_bytes().ct_eq(typed.as_bytes()).into();
            if is_equal { Some(half_minute) } else { found }
        })
    }
}

// It must not end up in a log by accident.
impl fmt::Debug for TotpSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TotpSecret(…)")
    }
}

fn code(secret: &[u8], counter: u64, digits: u32) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(&counter.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or_default() & 0xf);
    let four = digest.iter().skip(offset).take(4);
    let number = four.fold(0_u32, |n, &byte| (n << 8) | u32::from(byte)) & 0x7fff_ffff;
    let width = digits as usize;
    format!("{:0width$}", number % 10_u32.pow(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1.
    const VECTORS: [(u64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(*b"12345678901234567890")
    }

    #[test]
    fn the_codes_of_the_standard_come_out() {
        for (seconds, expected) in VECTORS {
            assert_eq!(code(secret().as_bytes(), seconds / 30, 8), expected);
            assert!(expected.ends_with(&secret().code(seconds / 30)));
        }
    }

    /// RFC 4226, appendix D.
    #[test]
    fn so_do_those_of_the_standard_beneath_it() {
        let expected = ["755224", "287082", "359152", "969429", "338314"];
        for (counter, expected) in (0..).zip(expected) {
            assert_eq!(secret().code(counter), expected);
        }
    }

    #[test]
    fn a_code_is_taken_a_half_minute_early_or_late_and_no_more() {
        let secret = secret();
        let code = secret.code(1_000);
        for (now, expected) in [
            (998, None),
            (999, Some(1_000)),
            (1_000, Some(1_000)),
            (1_001, Some(1_000)),
            (1_002, None),
        ] {
            assert_eq!(secret.half_minute_of(&code, now), expected, "{now}");
        }
        let (first, second) = code.split_at(3);
        let spaced = format!("{first} {second}");
        assert_eq!(secret.half_minute_of(&spaced, 1_000), Some(1_000));
        for wrong in ["", "000000", "12345", "1234567", "１２３４５６"] {
            assert_eq!(secret.half_minute_of(wrong, 1_000), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_is_told_what_it_expects() {
        assert_eq!(secret().to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let address = secret().address(&"a+b@example.org".parse().unwrap());
        assert_eq!(
            address,
            "otpauth://totp/whynot:a%2Bb@example.org\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=whynot"
        );
    }
}
