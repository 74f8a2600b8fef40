//! Members, their departments, and the links by which they join.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use whynot_schema::{
    board_departments, board_members, departments, member_departments, member_invitations, members,
};

use super::connection::AnyConnection;
use super::error::StoreError;

/// Whoever has no password yet has been invited and has not joined.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct MemberRow {
    pub id: i64,
    pub address: String,
    pub name: String,
    pub role: String,
    pub password_hash: Option<String>,
    pub joined_day: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DepartmentRow {
    pub id: i64,
    pub name: String,
}

/// A link that is still good.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LinkRow {
    pub token_hash: Vec<u8>,
    /// `None`: the first owner's.
    pub member: Option<i64>,
    pub last_day: String,
}

/// Nobody else changes members or their links until this transaction ends. On
/// SQLite the transaction is the lock.
pub fn lock_members(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(postgres) => {
            Ok(postgres.batch_execute("LOCK TABLE members IN SHARE ROW EXCLUSIVE MODE")?)
        }
    }
}

pub fn insert_member(connection: &mut AnyConnection, row: &MemberRow) -> Result<(), StoreError> {
    diesel::insert_into(members::table)
        .values((
            members::id.eq(row.id),
            members::address.eq(&row.address),
            members::name.eq(&row.name),
            members::role.eq(&row.role),
            members::password_hash.eq(&row.password_hash),
            members::joined_day.eq(&row.joined_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_member(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Option<MemberRow>, StoreError> {
    Ok(members::table.find(member).first(connection).optional()?)
}

pub fn find_member_by_address(
    connection: &mut AnyConnection,
    address: &str,
) -> Result<Option<MemberRow>, StoreError> {
    let row = members::table.filter(members::address.eq(address));
    Ok(row.first(connection).optional()?)
}

/// By name.
pub fn list_members(connection: &mut AnyConnection) -> Result<Vec<MemberRow>, StoreError> {
    let rows = members::table.order((members::name, members::address));
    Ok(rows.load(connection)?)
}

/// Members of one role who have joined.
pub fn count_joined(connection: &mut AnyConnection, role: &str) -> Result<i64, StoreError> {
    let rows = members::table
        .filter(members::role.eq(role))
        .filter(members::password_hash.is_not_null());
    Ok(rows.count().get_result(connection)?)
}

pub fn update_member(
    connection: &mut AnyConnection,
    member: i64,
    name: &str,
    role: &str,
) -> Result<(), StoreError> {
    diesel::update(members::table.find(member))
        .set((members::name.eq(name), members::role.eq(role)))
        .execute(connection)?;
    Ok(())
}

pub fn update_password(
    connection: &mut AnyConnection,
    member: i64,
    password_hash: &str,
) -> Result<(), StoreError> {
    diesel::update(members::table.find(member))
        .set(members::password_hash.eq(Some(password_hash)))
        .execute(connection)?;
    Ok(())
}

pub fn update_joined(
    connection: &mut AnyConnection,
    member: i64,
    name: &str,
    day: &str,
) -> Result<(), StoreError> {
    diesel::update(members::table.find(member))
        .set((members::name.eq(name), members::joined_day.eq(Some(day))))
        .execute(connection)?;
    Ok(())
}

/// The member alone; what belongs to it is removed by its own functions.
pub fn delete_member(connection: &mut AnyConnection, member: i64) -> Result<bool, StoreError> {
    let departments = member_departments::table.filter(member_departments::member.eq(member));
    diesel::delete(departments).execute(connection)?;
    let boards = board_members::table.filter(board_members::member.eq(member));
    diesel::delete(boards).execute(connection)?;
    delete_links_of(connection, member)?;
    let deleted = diesel::delete(members::table.find(member)).execute(connection)?;
    Ok(deleted == 1)
}

/// By name.
pub fn list_departments(connection: &mut AnyConnection) -> Result<Vec<DepartmentRow>, StoreError> {
    let rows = departments::table.order(departments::name);
    Ok(rows.load(connection)?)
}

pub fn insert_department(
    connection: &mut AnyConnection,
    row: &DepartmentRow,
) -> Result<(), StoreError> {
    diesel::insert_into(departments::table)
        .values((departments::id.eq(row.id), departments::name.eq(&row.name)))
        .execute(connection)?;
    Ok(())
}

pub fn update_department(
    connection: &mut AnyConnection,
    department: i64,
    name: &str,
) -> Result<bool, StoreError> {
    let updated = diesel::update(departments::table.find(department))
        .set(departments::name.eq(name))
        .execute(connection)?;
    Ok(updated == 1)
}

pub fn delete_department(
    connection: &mut AnyConnection,
    department: i64,
) -> Result<bool, StoreError> {
    let members = member_departments::table.filter(member_departments::department.eq(department));
    diesel::delete(members).execute(connection)?;
    let boards = board_departments::table.filter(board_departments::department.eq(department));
    diesel::delete(boards).execute(connection)?;
    let deleted = diesel::delete(departments::table.find(department)).execute(connection)?;
    Ok(deleted == 1)
}

/// The names of the departments that a member belongs to, in order.
pub fn list_departments_of(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Vec<String>, StoreError> {
    let rows = member_departments::table
        .inner_join(departments::table.on(departments::id.eq(member_departments::department)))
        .filter(member_departments::member.eq(member))
        .order(departments::name)
        .select(departments::name);
    Ok(rows.load(connection)?)
}

/// Another name for a member, who stays in every other way as they were.
pub fn update_member_name(
    connection: &mut AnyConnection,
    member: i64,
    name: &str,
) -> Result<bool, StoreError> {
    let updated = diesel::update(members::table.find(member))
        .set(members::name.eq(name))
        .execute(connection)?;
    Ok(updated == 1)
}

/// Pairs of member and department.
pub fn list_memberships(connection: &mut AnyConnection) -> Result<Vec<(i64, i64)>, StoreError> {
    Ok(member_departments::table.load(connection)?)
}

/// Puts a member into exactly these departments.
pub fn replace_departments(
    connection: &mut AnyConnection,
    member: i64,
    departments: &[i64],
) -> Result<(), StoreError> {
    let known = member_departments::table.filter(member_departments::member.eq(member));
    diesel::delete(known).execute(connection)?;
    for department in departments {
        diesel::insert_into(member_departments::table)
            .values((
                member_departments::member.eq(member),
                member_departments::department.eq(department),
            ))
            .execute(connection)?;
    }
    Ok(())
}

pub fn insert_link(connection: &mut AnyConnection, row: &LinkRow) -> Result<(), StoreError> {
    diesel::insert_into(member_invitations::table)
        .values((
            member_invitations::token_hash.eq(&row.token_hash),
            member_invitations::member.eq(row.member),
            member_invitations::last_day.eq(&row.last_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_link(
    connection: &mut AnyConnection,
    token_hash: &[u8],
) -> Result<Option<LinkRow>, StoreError> {
    let row = member_invitations::table.find(token_hash);
    Ok(row.first(connection).optional()?)
}

/// Uses a link up; `false` if somebody else just did.
pub fn delete_link(connection: &mut AnyConnection, token_hash: &[u8]) -> Result<bool, StoreError> {
    let deleted = diesel::delete(member_invitations::table.find(token_hash)).execute(connection)?;
    Ok(deleted == 1)
}

pub fn delete_links_of(connection: &mut AnyConnection, member: i64) -> Result<(), StoreError> {
    let links = member_invitations::table.filter(member_invitations::member.eq(Some(member)));
    diesel::delete(links).execute(connection)?;
    Ok(())
}

pub fn delete_set_up_links(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let links = member_invitations::table.filter(member_invitations::member.is_null());
    diesel::delete(links).execute(connection)?;
    Ok(())
}

/// Everybody's.
pub fn delete_all_links(connection: &mut AnyConnection) -> Result<(), StoreError> {
    diesel::delete(member_invitations::table).execute(connection)?;
    Ok(())
}

/// Members whose link is still good on that day.
pub fn list_linked(connection: &mut AnyConnection, day: &str) -> Result<Vec<i64>, StoreError> {
    let rows = member_invitations::table
        .filter(member_invitations::last_day.ge(day))
        .select(member_invitations::member);
    let linked: Vec<Option<i64>> = rows.load(connection)?;
    Ok(linked.into_iter().flatten().collect())
}
