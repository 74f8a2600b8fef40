//! Who is never written to again: whoever asked, and addresses that do not
//! exist. For every survey of this installation, whatever lists are forgotten.

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::invite::EmailAddress;
use crate::privacy::unsubscribe::{AddressMark, UnsubscribeToken};
use crate::store::never_again;

/// The mark behind a link, if it is one of ours.
pub fn find_mark(installation: &Installation, token: UnsubscribeToken) -> Option<AddressMark> {
    token.open(installation.keys.root())
}

/// Somebody asked. Asking twice changes nothing.
/// Kept beside the keys, too, so that no restored copy forgets it.
pub fn never_again(installation: &Installation, mark: AddressMark) -> Result<(), OperationError> {
    installation.store.in_transaction(|connection| {
        never_again::lock(connection)?;
        installation.keys.add_never_again(mark)?;
        never_again::insert(connection, &mark.0, never_again::ASKED)?;
        Ok(())
    })
}

/// What became of a list of addresses that do not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedBounces {
    pub new: usize,
    pub known: usize,
}

/// Mail to these came back later: they are not written to again.
pub fn add_bounced(
    installation: &Installation,
    addresses: &[EmailAddress],
) -> Result<AddedBounces, OperationError> {
    installation.store.in_transaction(|connection| {
        never_again::lock(connection)?;
        let mut new = 0;
        for address in addresses {
            let mark = AddressMark::of(installation.keys.root(), address.as_str());
            if never_again::insert(connection, &mark.0, never_again::BOUNCED)? {
                new += 1;
            }
        }
        Ok(AddedBounces {
            new,
            known: addresses.len() - new,
        })
    })
}

/// What the key directory remembers, and a restored copy may not.
pub fn remember(installation: &Installation) -> Result<(), OperationError> {
    let marks = installation.keys.read_never_again()?;
    let known = never_again::list(&mut *installation.store.connection()?)?;
    let missing: Vec<AddressMark> = marks
        .into_iter()
        .filter(|mark| !known.contains(mark.0.as_slice()))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    installation.store.in_transaction(|connection| {
        never_again::lock(connection)?;
        for mark in missing {
            never_again::insert(connection, &mark.0, never_again::ASKED)?;
        }
        Ok(())
    })
}
