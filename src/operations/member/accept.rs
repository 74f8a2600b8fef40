//! Using a link: joining, or choosing a new password.

use super::session::{self, Begun};
use super::{Member, MemberError, beside, password};
use crate::membership::link::LinkToken;
use crate::membership::name::Name;
use crate::operations::installation::Installation;
use crate::store::connection::AnyConnection;
use crate::store::members::{self, MemberRow};
use crate::store::sessions;

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub member: Member,
    /// A new password, rather than the first one.
    pub is_reset: bool,
}

fn find_row(
    installation: &Installation,
    connection: &mut AnyConnection,
    token: LinkToken,
) -> Result<MemberRow, MemberError> {
    let today = installation.today();
    let link = members::find_link(connection, &token.hash())?;
    let link = link.filter(|link| link.last_day >= today);
    let member = link.and_then(|link| link.member);
    let row = match member {
        Some(member) => members::find_member(connection, member)?,
        None => None,
    };
    row.ok_or(MemberError::LinkGone)
}

pub async fn open(installation: &Installation, token: LinkToken) -> Result<Opened, MemberError> {
    beside(installation, move |installation| {
        let row = find_row(installation, &mut *installation.store.connection()?, token)?;
        Ok(Opened {
            is_reset: row.password_hash.is_some(),
            member: Member::read(row)?,
        })
    })
    .await
}

/// Uses the link up. Whoever joins says what they are called. Ends the sessions
/// that were there.
pub async fn accept(
    installation: &Installation,
    token: LinkToken,
    name: Name,
    typed_password: &str,
) -> Result<Begun, MemberError> {
    let opened = open(installation, token).await?;
    let address = &opened.member.address;
    let hash = password::choose(installation, address, name.as_str(), typed_password).await?;
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            members::lock_members(connection)?;
            let row = find_row(installation, connection, token)?;
            if !members::delete_link(connection, &token.hash())? {
                return Err(MemberError::LinkGone);
            }
            members::update_password(connection, row.id, &hash)?;
            if row.password_hash.is_none() {
                members::update_joined(connection, row.id, name.as_str(), &installation.today())?;
            }
            sessions::delete_other_sessions(connection, row.id, None)?;
            session::begin_after_password(installation, connection, row.id)
        })
    })
    .await
}
