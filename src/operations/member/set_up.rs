//! The first owner: a link that the program prints until somebody has used it.

use jiff::ToSpan;

use super::session::{self, Begun};
use super::{MemberError, beside, new_number, password};
use crate::limits::LINK_DAYS_MAX;
use crate::membership::address::Address;
use crate::membership::link::LinkToken;
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::members::{self, LinkRow, MemberRow};

/// The last day on which a link made today is good.
pub(super) fn last_day(installation: &Installation) -> String {
    let today = installation.clock.today();
    today.saturating_add(LINK_DAYS_MAX.days()).to_string()
}

fn has_owner(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    Ok(members::count_joined(connection, Role::Owner.code())? > 0)
}

/// A new link in place of the one before; `None` once there is an owner.
pub fn new_link(installation: &Installation) -> Result<Option<LinkToken>, OperationError> {
    let token = LinkToken::from_number(new_number()?);
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        members::delete_set_up_links(connection)?;
        if has_owner(connection)? {
            return Ok(None);
        }
        let row = LinkRow {
            token_hash: token.hash().to_vec(),
            member: None,
            last_day: last_day(installation),
        };
        members::insert_link(connection, &row)?;
        Ok(Some(token))
    })
}

/// Whether the link still sets up the first owner.
pub async fn is_open(installation: &Installation, token: LinkToken) -> Result<bool, MemberError> {
    beside(installation, move |installation| {
        let mut connection = installation.store.connection()?;
        let link = members::find_link(&mut connection, &token.hash())?;
        Ok(is_good(installation, link.as_ref()) && !has_owner(&mut connection)?)
    })
    .await
}

fn is_good(installation: &Installation, link: Option<&LinkRow>) -> bool {
    let today = installation.today();
    link.is_some_and(|link| link.member.is_none() && link.last_day >= today)
}

/// Makes the first owner, signed in.
pub async fn set_up(
    installation: &Installation,
    token: LinkToken,
    address: Address,
    name: Name,
    typed_password: &str,
) -> Result<Begun, MemberError> {
    if !is_open(installation, token).await? {
        return Err(MemberError::LinkGone);
    }
    let hash = password::choose(
        installation,
        address.as_str(),
        name.as_str(),
        typed_password,
    )
    .await?;
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            members::lock_members(connection)?;
            let link = members::find_link(connection, &token.hash())?;
            if !is_good(installation, link.as_ref()) || has_owner(connection)? {
                return Err(MemberError::LinkGone);
            }
            if members::find_member_by_address(connection, address.as_str())?.is_some() {
                return Err(MemberError::KnownAddress);
            }
            let row = MemberRow {
                id: random::id()?,
                address: address.to_string(),
                name: name.to_string(),
                role: Role::Owner.code().to_owned(),
                password_hash: Some(hash),
                joined_day: Some(installation.today()),
            };
            members::insert_member(connection, &row)?;
            members::delete_set_up_links(connection)?;
            session::begin_after_password(installation, connection, row.id)
        })
    })
    .await
}
