//! Boards as they were arranged, to whom they were given, and their links.

use diesel::prelude::*;
use whynot_schema::{board_departments, board_links, board_members, boards, member_departments};

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BoardRow {
    pub id: i64,
    pub survey: i64,
    /// An arrangement, as JSON.
    pub arrangement: String,
}

/// A link, without what it carries: only a hash of that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BoardLinkRow {
    pub token_hash: Vec<u8>,
    pub id: i64,
    pub survey: i64,
    /// `None`: everything of the survey.
    pub board: Option<i64>,
    pub is_outside: bool,
    pub name: String,
    /// Its last day.
    pub last_day: String,
}

pub fn insert_board(connection: &mut AnyConnection, row: &BoardRow) -> Result<(), StoreError> {
    diesel::insert_into(boards::table)
        .values((
            boards::id.eq(row.id),
            boards::survey.eq(row.survey),
            boards::arrangement.eq(&row.arrangement),
        ))
        .execute(connection)?;
    Ok(())
}

/// Whether the board was still as the caller has read it; if not, it stays.
pub fn update_board(
    connection: &mut AnyConnection,
    read: &BoardRow,
    arrangement: &str,
) -> Result<bool, StoreError> {
    let unchanged = boards::table
        .find(read.id)
        .filter(boards::arrangement.eq(&read.arrangement));
    let changed = diesel::update(unchanged)
        .set(boards::arrangement.eq(arrangement))
        .execute(connection)?;
    Ok(changed == 1)
}

/// The board, and every way to it.
pub fn delete_board(connection: &mut AnyConnection, board: i64) -> Result<(), StoreError> {
    let members = board_members::table.filter(board_members::board.eq(board));
    diesel::delete(members).execute(connection)?;
    let departments = board_departments::table.filter(board_departments::board.eq(board));
    diesel::delete(departments).execute(connection)?;
    let links = board_links::table.filter(board_links::board.eq(Some(board)));
    diesel::delete(links).execute(connection)?;
    diesel::delete(boards::table.find(board)).execute(connection)?;
    Ok(())
}

pub fn find_board(
    connection: &mut AnyConnection,
    board: i64,
) -> Result<Option<BoardRow>, StoreError> {
    Ok(boards::table.find(board).first(connection).optional()?)
}

pub fn list_boards(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Vec<BoardRow>, StoreError> {
    let rows = boards::table.filter(boards::survey.eq(survey));
    Ok(rows.load(connection)?)
}

/// Of every survey.
pub fn list_all_boards(connection: &mut AnyConnection) -> Result<Vec<BoardRow>, StoreError> {
    Ok(boards::table.load(connection)?)
}

/// The ids of the members to whom a board was given by name.
pub fn list_board_members(
    connection: &mut AnyConnection,
    board: i64,
) -> Result<Vec<i64>, StoreError> {
    let rows = board_members::table.filter(board_members::board.eq(board));
    Ok(rows.select(board_members::member).load(connection)?)
}

/// The ids of the departments to which a board was given.
pub fn list_board_departments(
    connection: &mut AnyConnection,
    board: i64,
) -> Result<Vec<i64>, StoreError> {
    let rows = board_departments::table.filter(board_departments::board.eq(board));
    Ok(rows
        .select(board_departments::department)
        .load(connection)?)
}

/// Gives a board to exactly these.
pub fn replace_readers(
    connection: &mut AnyConnection,
    board: i64,
    members: &[i64],
    departments: &[i64],
) -> Result<(), StoreError> {
    let known = board_members::table.filter(board_members::board.eq(board));
    diesel::delete(known).execute(connection)?;
    let known = board_departments::table.filter(board_departments::board.eq(board));
    diesel::delete(known).execute(connection)?;
    for member in members {
        diesel::insert_into(board_members::table)
            .values((
                board_members::board.eq(board),
                board_members::member.eq(member),
            ))
            .execute(connection)?;
    }
    for department in departments {
        diesel::insert_into(board_departments::table)
            .values((
                board_departments::board.eq(board),
                board_departments::department.eq(department),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// The boards that a member was given, by name or through a department.
pub fn list_boards_given_to(
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Vec<i64>, StoreError> {
    let by_name = board_members::table.filter(board_members::member.eq(member));
    let mut given: Vec<i64> = by_name.select(board_members::board).load(connection)?;
    let through_department = board_departments::table
        .inner_join(
            member_departments::table
                .on(member_departments::department.eq(board_departments::department)),
        )
        .filter(member_departments::member.eq(member))
        .select(board_departments::board);
    given.extend(through_department.load::<i64>(connection)?);
    given.sort_unstable();
    given.dedup();
    Ok(given)
}

pub fn insert_board_link(
    connection: &mut AnyConnection,
    row: &BoardLinkRow,
) -> Result<(), StoreError> {
    diesel::insert_into(board_links::table)
        .values((
            board_links::token_hash.eq(&row.token_hash),
            board_links::id.eq(row.id),
            board_links::survey.eq(row.survey),
            board_links::board.eq(row.board),
            board_links::is_outside.eq(row.is_outside),
            board_links::name.eq(&row.name),
            board_links::last_day.eq(&row.last_day),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn find_board_link(
    connection: &mut AnyConnection,
    token_hash: &[u8],
) -> Result<Option<BoardLinkRow>, StoreError> {
    let row = board_links::table.find(token_hash);
    Ok(row.first(connection).optional()?)
}

/// The links of a survey, the one that ends first at the top.
pub fn list_board_links(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Vec<BoardLinkRow>, StoreError> {
    let rows = board_links::table.filter(board_links::survey.eq(survey));
    let rows = rows.order((board_links::last_day, board_links::name));
    Ok(rows.load(connection)?)
}

/// Takes a link of this survey back; `false` if there is none.
pub fn delete_board_link(
    connection: &mut AnyConnection,
    survey: i64,
    link: i64,
) -> Result<bool, StoreError> {
    let row = board_links::table
        .filter(board_links::survey.eq(survey))
        .filter(board_links::id.eq(link));
    Ok(diesel::delete(row).execute(connection)? == 1)
}

/// Of every survey.
pub fn delete_all_board_links(connection: &mut AnyConnection) -> Result<(), StoreError> {
    diesel::delete(board_links::table).execute(connection)?;
    Ok(())
}
