//! Who the members are: listing, changing, removing.

use std::collections::HashSet;

use super::{Member, MemberError};
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::connection::AnyConnection;
use crate::store::members::{self, DepartmentRow, MemberRow};
use crate::store::{api_tokens, second_steps, sessions};

/// A line of the list of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    pub member: Member,
    pub departments: Vec<DepartmentRow>,
    pub standing: Standing,
    pub has_second_step: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Joined {
        day: String,
    },
    Invited,
    /// The link was not used in time.
    LinkIsOver,
}

/// By name.
pub fn list(installation: &Installation) -> Result<Vec<MemberLine>, OperationError> {
    let mut connection = installation.store.connection()?;
    let departments = members::list_departments(&mut connection)?;
    let memberships = members::list_memberships(&mut connection)?;
    let linked = members::list_linked(&mut connection, &installation.today())?;
    let linked: HashSet<i64> = linked.into_iter().collect();
    let mut lines = Vec::new();
    for row in members::list_members(&mut connection)? {
        let is_in = |department: &&DepartmentRow| memberships.contains(&(row.id, department.id));
        lines.push(MemberLine {
            departments: departments.iter().filter(is_in).cloned().collect(),
            standing: match (&row.joined_day, linked.contains(&row.id)) {
                (Some(day), _) => Standing::Joined { day: day.clone() },
                (None, true) => Standing::Invited,
                (None, false) => Standing::LinkIsOver,
            },
            has_second_step: second_steps::has_second_step(&mut connection, row.id)?,
            member: Member::read(row)?,
        });
    }
    Ok(lines)
}

/// Whoever has this id.
pub fn find(installation: &Installation, member: i64) -> Result<MemberLine, MemberError> {
    let line = list(installation)?.into_iter();
    let mut line = line.filter(|line| line.member.id == member);
    line.next().ok_or(MemberError::Unknown)
}

/// Whoever has this address.
pub fn find_by_address(installation: &Installation, address: &str) -> Result<Member, MemberError> {
    let mut connection = installation.store.connection()?;
    let row = members::find_member_by_address(&mut connection, address)?;
    Ok(Member::read(row.ok_or(MemberError::Unknown)?)?)
}

/// Gives a member another name or role, or other departments.
pub fn change(
    installation: &Installation,
    member: i64,
    name: &Name,
    role: Role,
    departments: &[i64],
) -> Result<(), MemberError> {
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        let row = members::find_member(connection, member)?.ok_or(MemberError::Unknown)?;
        if role != Role::Owner {
            keep_an_owner(connection, &row)?;
        }
        members::update_member(connection, member, name.as_str(), role.code())?;
        let known = members::list_departments(connection)?;
        let is_known = |id: &&i64| known.iter().any(|department| department.id == **id);
        let departments: Vec<i64> = departments.iter().filter(is_known).copied().collect();
        Ok(members::replace_departments(
            connection,
            member,
            &departments,
        )?)
    })
}

/// Gives a member another name, as they ask for it themselves.
pub fn rename(installation: &Installation, member: i64, name: &Name) -> Result<(), MemberError> {
    let renamed = installation.store.in_transaction(|connection| {
        members::update_member_name(connection, member, name.as_str())
    })?;
    renamed.then_some(()).ok_or(MemberError::Unknown)
}

/// Removes a member and everything that was kept of them.
pub fn remove(installation: &Installation, member: i64) -> Result<(), MemberError> {
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        let row = members::find_member(connection, member)?.ok_or(MemberError::Unknown)?;
        keep_an_owner(connection, &row)?;
        sessions::delete_other_sessions(connection, member, None)?;
        second_steps::delete_second_step(connection, member)?;
        api_tokens::delete_api_tokens_of(connection, member)?;
        members::delete_member(connection, member)?;
        Ok(())
    })
}

/// Refuses where this is the only one: nobody could invite another.
fn keep_an_owner(connection: &mut AnyConnection, row: &MemberRow) -> Result<(), MemberError> {
    let owner = Role::Owner.code();
    let is_joined_owner = row.role == owner && row.password_hash.is_some();
    if is_joined_owner && members::count_joined(connection, owner)? == 1 {
        return Err(MemberError::OnlyOwner);
    }
    Ok(())
}
