//! Everything around members: becoming one, signing in, what each has, and who
//! they are. Respondents meet none of this.
//!
//! Each verb asks only what it is told; who may call it is the caller's: the
//! route table's, or the shell's.

pub mod accept;
pub mod api_token;
pub mod departments;
mod doors;
mod error;
pub mod invite;
pub mod password;
pub mod roster;
pub mod second_step;
pub mod session;
pub mod set_up;
pub mod sign_in;

pub(super) use doors::Doors;
pub use error::MemberError;

use super::error::OperationError;
use super::installation::Installation;
use crate::membership::role::Role;
use crate::random::{self, RandomError};
use crate::store::members::MemberRow;

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: i64,
    pub address: String,
    pub name: String,
    pub role: Role,
}

impl Member {
    fn read(row: MemberRow) -> Result<Self, OperationError> {
        let role = row.role.parse();
        Ok(Self {
            role: role.map_err(|_unknown| OperationError::Damaged("a member's role"))?,
            id: row.id,
            address: row.address,
            name: row.name,
        })
    }
}

fn new_number() -> Result<u128, RandomError> {
    Ok(u128::from_be_bytes(random::bytes()?))
}

/// Runs a verb beside the threads that answer visitors.
async fn beside<T: Send + 'static>(
    installation: &Installation,
    verb: impl FnOnce(&Installation) -> Result<T, MemberError> + Send + 'static,
) -> Result<T, MemberError> {
    installation
        .blocking(move |installation| Ok(verb(installation)))
        .await?
}
