//! Inviting a member, and new links for those who are there.

use super::set_up::last_day;
use super::{MemberError, new_number};
use crate::membership::address::Address;
use crate::membership::link::LinkToken;
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random;
use crate::store::connection::AnyConnection;
use crate::store::members::{self, LinkRow, MemberRow};

/// Somebody who is to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub address: Address,
    pub name: Name,
    pub role: Role,
    /// Ids of departments.
    pub departments: Vec<i64>,
}

/// The link that a form made.
#[derive(Debug, Clone, Copy)]
pub struct FormLink {
    pub token: LinkToken,
    /// The form was not sent before: whoever is told of the link is told now.
    pub is_new: bool,
}

/// The link that a form makes: derived from the form's own key, so that pressing
/// its button twice makes one.
fn link_of_form(installation: &Installation, by: i64, form: u128) -> LinkToken {
    let (by, form) = (by.to_be_bytes(), form.to_be_bytes());
    let parts: [&[u8]; 2] = [&by, &form];
    LinkToken::from_number(
        installation
            .keys
            .root()
            .derive_u128("link of a member", &parts),
    )
}

/// As [`invite`], by a form of member `by`.
pub fn invite_by_form(
    installation: &Installation,
    new: &NewMember,
    by: i64,
    form: u128,
) -> Result<FormLink, MemberError> {
    let token = link_of_form(installation, by, form);
    let (_, is_new) = invite_once(installation, new, token)?;
    Ok(FormLink { token, is_new })
}

/// As [`renew`], by a form of member `by`.
pub fn renew_by_form(
    installation: &Installation,
    member: i64,
    by: i64,
    form: u128,
) -> Result<FormLink, MemberError> {
    let token = link_of_form(installation, by, form);
    let is_new = renew_once(installation, member, token)?;
    Ok(FormLink { token, is_new })
}

/// A link that nobody has seen.
pub fn new_link() -> Result<LinkToken, OperationError> {
    Ok(LinkToken::from_number(new_number()?))
}

/// Stores the member without a password; the link lets them choose one.
pub fn invite(
    installation: &Installation,
    new: &NewMember,
    link: LinkToken,
) -> Result<i64, MemberError> {
    let (member, _) = invite_once(installation, new, link)?;
    Ok(member)
}

/// Also says whether the link was made now.
fn invite_once(
    installation: &Installation,
    new: &NewMember,
    link: LinkToken,
) -> Result<(i64, bool), MemberError> {
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        if let Some(known) = members::find_member_by_address(connection, new.address.as_str())? {
            let made = members::find_link(connection, &link.hash())?;
            let is_the_same_form = made.is_some_and(|made| made.member == Some(known.id));
            return match is_the_same_form {
                true => Ok((known.id, false)),
                false => Err(MemberError::KnownAddress),
            };
        }
        let row = MemberRow {
            id: random::id()?,
            address: new.address.to_string(),
            name: new.name.to_string(),
            role: new.role.code().to_owned(),
            password_hash: None,
            joined_day: None,
        };
        members::insert_member(connection, &row)?;
        let known = members::list_departments(connection)?;
        let is_known = |id: &&i64| known.iter().any(|department| department.id == **id);
        let departments: Vec<i64> = new.departments.iter().filter(is_known).copied().collect();
        members::replace_departments(connection, row.id, &departments)?;
        insert_link(installation, connection, row.id, link)?;
        Ok((row.id, true))
    })
}

/// Another link for a member: to join, or to choose a new password. The one
/// before does not work any more.
pub fn renew(installation: &Installation, member: i64, link: LinkToken) -> Result<(), MemberError> {
    renew_once(installation, member, link).map(|_is_new| ())
}

/// Says whether the link was made now.
fn renew_once(
    installation: &Installation,
    member: i64,
    link: LinkToken,
) -> Result<bool, MemberError> {
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        if members::find_member(connection, member)?.is_none() {
            return Err(MemberError::Unknown);
        }
        let made = members::find_link(connection, &link.hash())?;
        if made.is_some_and(|made| made.member == Some(member)) {
            return Ok(false);
        }
        members::delete_links_of(connection, member)?;
        insert_link(installation, connection, member, link)?;
        Ok(true)
    })
}

fn insert_link(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
    link: LinkToken,
) -> Result<(), MemberError> {
    let row = LinkRow {
        token_hash: link.hash().to_vec(),
        member: Some(member),
        last_day: last_day(installation),
    };
    Ok(members::insert_link(connection, &row)?)
}
