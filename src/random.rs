//! The only source of randomness: the operating system's generator.

use rand::SeedableRng;
use rand::TryRng;
use rand::rngs::StdRng;
#[expect(
    clippy::disallowed_types,
    reason = "this file is the only source of randomness"
)]
use rand::rngs::SysRng;

/// The operating system gave no randomness; nothing secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no randomness: {0}")]
pub struct RandomError(#[from] rand::rngs::SysError);

/// `N` bytes straight from the operating system: for keys and codes.
pub fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes)?;
    Ok(bytes)
}

/// For a row that is to be told apart from others: it says nothing about how
/// many there are.
pub fn id() -> Result<i64, RandomError> {
    Ok(i64::from_be_bytes(bytes()?) & i64::MAX)
}

/// A cryptographic generator with a seed from the operating system: for draws
/// and nonces.
pub fn generator() -> Result<StdRng, RandomError> {
    Ok(StdRng::from_seed(bytes()?))
}
