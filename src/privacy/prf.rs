//! Secret keys and the pseudo-random function under them: keyed BLAKE3.
//!
//! Source: J. O'Connor, J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn, "BLAKE3",
//! 2020, section 2.3 (the keyed mode is a pseudo-random function).

use std::fmt;

use zeroize::Zeroizing;

/// Every part is preceded by its length, so that no two lists of parts collide.
fn prf(key: &[u8; 32], purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// Lives as long as the installation; receipts, comments and links are derived from it.
#[derive(Clone)]
pub struct RootKey(Zeroizing<[u8; 32]>);

impl RootKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// PRF(root, purpose, parts).
    pub fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        prf(&self.0, purpose, parts)
    }

    /// The leading 128 bits of PRF(root, purpose, parts).
    pub fn derive_u128(&self, purpose: &str, parts: &[&[u8]]) -> u128 {
        leading_u128(&self.derive(purpose, parts))
    }
}

fn leading_u128(bytes: &[u8; 32]) -> u128 {
    let leading = bytes.iter().take(16);
    leading.fold(0, |number, &byte| (number << 8) | u128::from(byte))
}

impl fmt::Debug for RootKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RootKey(…)")
    }
}

/// Encrypts the responses that wait in one survey's pool; replaced at every
/// release and at least daily.
#[derive(Clone)]
pub struct PoolKey(Zeroizing<[u8; 32]>);

impl PoolKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 16] {
        leading_u128(&prf(&self.0, purpose, parts)).to_be_bytes()
    }

    /// The key of the cipher is derived, so that it is never the key of the PRF.
    pub(super) fn cipher_key(&self) -> [u8; 32] {
        prf(&self.0, "pool cipher", &[])
    }
}

impl fmt::Debug for PoolKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PoolKey(…)")
    }
}

/// Encrypts the invitations to one survey and marks those that were used;
/// destroyed when the survey has closed.
#[derive(Clone)]
pub struct InvitationKey(Zeroizing<[u8; 32]>);

impl InvitationKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(super) fn derive_u128(&self, purpose: &str, parts: &[&[u8]]) -> u128 {
        leading_u128(&prf(&self.0, purpose, parts))
    }
}

impl fmt::Debug for InvitationKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("InvitationKey(…)")
    }
}

/// Names a pool key file; random, so it tells no order.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PoolKeyId(pub [u8; 16]);

impl fmt::Display for PoolKeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for PoolKeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PoolKeyId({self})")
    }
}
