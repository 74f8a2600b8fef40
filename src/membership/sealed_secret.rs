//! How the secret of an authenticator app is stored: encrypted under a key that
//! lives outside the database, and bound to its member.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use super::totp::{SECRET_BYTES, TotpSecret};

const NONCE_BYTES: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored secret of an authenticator app does not open")]
pub struct SealedSecretError;

/// Nonce and ciphertext. `nonce` must be random and used once.
pub fn seal(
    key: [u8; 32],
    nonce: [u8; NONCE_BYTES],
    member: i64,
    secret: &TotpSecret,
) -> Result<Vec<u8>, SealedSecretError> {
    let payload = Payload {
        msg: secret.as_bytes(),
        aad: &member.to_be_bytes(),
    };
    let sealed = XChaCha20Poly1305::new(&Key::from(key))
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_unsealable| SealedSecretError)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Fails on any changed bit and on another member's secret.
pub fn open(key: [u8; 32], member: i64, sealed: &[u8]) -> Result<TotpSecret, SealedSecretError> {
    let (nonce, ciphertext) = sealed
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or(SealedSecretError)?;
    let payload = Payload {
        msg: ciphertext,
        aad: &member.to_be_bytes(),
    };
    let opened = XChaCha20Poly1305::new(&Key::from(key))
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_forged| SealedSecretError)?;
    let bytes: [u8; SECRET_BYTES] = opened.try_into().map_err(|_length| SealedSecretError)?;
    Ok(TotpSecret::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_with_its_key_for_its_member_only() {
        let secret = TotpSecret::from_bytes([3; SECRET_BYTES]);
        let sealed = seal([1; 32], [2; 24], 7, &secret).unwrap();
        assert!(open([1; 32], 7, &sealed).unwrap() == secret);
        for (key, member) in [([1; 32], 8), ([9; 32], 7)] {
            assert_eq!(open(key, member, &sealed).unwrap_err(), SealedSecretError);
        }
        assert!(open([1; 32], 7, sealed.get(..40).unwrap()).is_err());
        assert!(!sealed.windows(5).any(|bytes| bytes == [3; 5]));
    }
}
