//! How a password is stored: argon2id, in the PHC string format, so that its
//! parameters can grow.
//!
//! Parameters: OWASP Password Storage Cheat Sheet (2025): m = 19 MiB, t = 2, p = 1.

use argon2::password_hash::phc::PasswordHash as PhcString;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::password::Password;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Nobody's: random bytes in the form of a hash, for an address that nobody has.
pub const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
    gxaQ8aOX7tjzPPUPlF2bpw$SPdHRFKN7nLvPvcHmY1MmNgPOoZaqP9Qj4cPQDabVi4";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct PasswordHashError;

fn argon2id() -> Result<Argon2<'static>, PasswordHashError> {
    let parameters =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_out_of_range| PasswordHashError)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

/// Takes some thirty milliseconds of a processor. `salt` must be random.
pub fn hash(password: &Password, salt: [u8; 16]) -> Result<String, PasswordHashError> {
    let hashed = argon2id()?.hash_password_with_salt(password.as_bytes(), &salt);
    hashed
        .map(|hash| hash.to_string())
        .map_err(|_unhashable| PasswordHashError)
}

/// Takes as long as [`hash`], whether it fits or not.
pub fn fits(password: &Password, stored: &str) -> Result<bool, PasswordHashError> {
    let stored = PhcString::new(stored).map_err(|_damaged| PasswordHashError)?;
    let verified = argon2id()?.verify_password(password.as_bytes(), &stored);
    Ok(verified.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let password = Password::given("correct horse battery staple");
        let stored = hash(&password, [7; 16]).unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert_eq!(fits(&password, &stored), Ok(true));
        let other = Password::given("correct horse battery stable");
        assert_eq!(fits(&other, &stored), Ok(false));
        assert_ne!(hash(&password, [8; 16]).unwrap(), stored);
    }

    #[test]
    fn two_ways_of_typing_an_umlaut_are_one_password() {
        let stored = hash(&Password::given("zwölf boxkämpfer"), [7; 16]).unwrap();
        let typed = Password::given("zwo\u{308}lf boxka\u{308}mpfer");
        assert_eq!(fits(&typed, &stored), Ok(true));
    }

    #[test]
    fn a_damaged_hash_fits_nothing_and_says_so() {
        let password = Password::given("correct horse battery staple");
        assert_eq!(fits(&password, "$argon2id$"), Err(PasswordHashError));
    }

    #[test]
    fn nobodys_hash_takes_the_same_work_and_fits_nothing() {
        let stored = hash(&Password::given("correct horse battery staple"), [7; 16]).unwrap();
        let work = |hash: &str| {
            hash.split('$')
                .take(4)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(work(NOBODYS), work(&stored));
        assert_eq!(NOBODYS.len(), stored.len());
        assert_eq!(fits(&Password::given(""), NOBODYS), Ok(false));
    }
}
