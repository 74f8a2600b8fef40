//! The link by which somebody asks never to be written to again, and the mark
//! by which that is remembered. Both are derived from the address under the
//! root key: no table says whose link is whose, the mark names nobody, and the
//! link works after every list with the address is gone.
//!
//! name = PRF(root, address), 128 bits; the link carries the name and 64 bits of
//! PRF(root, name), so that nobody makes one up; the mark is another
//! PRF(root, name), so that a mail and the database say nothing together.

use std::fmt;
use std::str::FromStr;

use super::prf::RootKey;

/// What the link carries. The same for one address in every mail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UnsubscribeToken {
    name: u128,
    proof: u64,
}

/// What is stored of an address that is never written to again.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressMark(pub [u8; 32]);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not such a link")]
pub struct UnsubscribeTokenError;

impl UnsubscribeToken {
    /// `address` in the one way in which it is written.
    pub fn of(root: &RootKey, address: &str) -> Self {
        let name = root.derive_u128("name of an address", &[address.as_bytes()]);
        Self {
            name,
            proof: proof(root, name),
        }
    }

    /// The mark of the address, if this was made under the root key.
    pub fn open(self, root: &RootKey) -> Option<AddressMark> {
        let expected = proof(root, self.name).to_be_bytes();
        let is_genuine =
            subtle::ConstantTimeEq::ct_eq(&expected[..], &self.proof.to_be_bytes()[..]);
        bool::from(is_genuine).then(|| mark(root, self.name))
    }
}

fn proof(root: &RootKey, name: u128) -> u64 {
    (root.derive_u128("proof of an unsubscribe link", &[&name.to_be_bytes()]) >> 64) as u64
}

fn mark(root: &RootKey, name: u128) -> AddressMark {
    AddressMark(root.derive("address never written to again", &[&name.to_be_bytes()]))
}

impl AddressMark {
    /// `address` in the one way in which it is written.
    pub fn of(root: &RootKey, address: &str) -> Self {
        mark(root, UnsubscribeToken::of(root, address).name)
    }
}

impl fmt::Display for UnsubscribeToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}{:016x}", self.name, self.proof)
    }
}

impl FromStr for UnsubscribeToken {
    type Err = UnsubscribeTokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, proof) = text.split_at_checked(32).ok_or(UnsubscribeTokenError)?;
        let is_hexadecimal = text.len() == 48 && text.bytes().all(|b| b.is_ascii_hexdigit());
        match (
            u128::from_str_radix(name, 16),
            u64::from_str_radix(proof, 16),
        ) {
            (Ok(name), Ok(proof)) if is_hexadecimal => Ok(Self { name, proof }),
            _ => Err(UnsubscribeTokenError),
        }
    }
}

// It stands for an address.
impl fmt::Debug for UnsubscribeToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("UnsubscribeToken(…)")
    }
}

impl fmt::Debug for AddressMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AddressMark(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_reads_back_and_leads_to_the_mark_of_its_address() {
        let root = RootKey::from_bytes([7; 32]);
        let token = UnsubscribeToken::of(&root, "ada@example.org");
        let read: UnsubscribeToken = token.to_string().parse().unwrap();
        let mark = AddressMark::of(&root, "ada@example.org");
        assert_eq!(read.open(&root), Some(mark));
        assert_ne!(mark, AddressMark::of(&root, "bob@example.org"));
        assert_ne!(
            mark,
            AddressMark::of(&RootKey::from_bytes([8; 32]), "ada@example.org")
        );
    }

    #[test]
    fn nobody_makes_up_a_link() {
        let root = RootKey::from_bytes([7; 32]);
        let written = UnsubscribeToken::of(&root, "ada@example.org").to_string();
        let other = UnsubscribeToken::of(&RootKey::from_bytes([8; 32]), "ada@example.org");
        assert_eq!(other.open(&root), None);
        let rest = written.get(1..).unwrap();
        let first = if written.starts_with('0') { '1' } else { '0' };
        let changed = format!("{first}{rest}");
        assert_eq!(
            changed.parse::<UnsubscribeToken>().unwrap().open(&root),
            None
        );
        for text in [
            "",
            "0",
            rest,
            &written.replace(|_| true, "+"),
            "é".repeat(24).as_str(),
        ] {
            assert!(text.parse::<UnsubscribeToken>().is_err(), "{text}");
        }
    }
}
