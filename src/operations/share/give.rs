//! Giving a board to members and departments by sign-in, and taking it back.

use super::arrange::get_board;
use super::{ShareError, find_survey};
use crate::membership::role::Role;
use crate::operations::installation::Installation;
use crate::operations::record;
use crate::privacy::ledger::Action;
use crate::store::boards::{self, BoardRow};
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::members::{self, DepartmentRow, MemberRow};
use crate::survey::identifier::Slug;

/// Whoever a board can be given to; marketers see every board anyway.
#[derive(Debug, Clone)]
pub struct Readers {
    pub executives: Vec<Reader>,
    pub departments: Vec<Reader>,
}

#[derive(Debug, Clone)]
pub struct Reader {
    pub id: i64,
    pub name: String,
    pub has_board: bool,
}

/// Executives and departments, by name.
pub fn list(installation: &Installation, slug: &Slug, board: i64) -> Result<Readers, ShareError> {
    let mut connection = installation.store.connection()?;
    let survey = find_survey(&mut connection, slug)?;
    let board = get_board(&mut connection, survey.id, board)?;
    let given = boards::list_board_members(&mut connection, board.id)?;
    let executives = executives(&mut connection)?;
    let executives = executives.into_iter().map(|row| Reader {
        has_board: given.contains(&row.id),
        id: row.id,
        name: row.name,
    });
    let given = boards::list_board_departments(&mut connection, board.id)?;
    let departments = members::list_departments(&mut connection)?;
    let departments = departments.into_iter().map(|row| Reader {
        has_board: given.contains(&row.id),
        id: row.id,
        name: row.name,
    });
    Ok(Readers {
        executives: executives.collect(),
        departments: departments.collect(),
    })
}

fn executives(connection: &mut AnyConnection) -> Result<Vec<MemberRow>, StoreError> {
    let rows = members::list_members(connection)?.into_iter();
    Ok(rows
        .filter(|row| row.role == Role::Executive.code())
        .collect())
}

/// The names of those who have a board by sign-in.
pub(super) fn names(connection: &mut AnyConnection, board: i64) -> Result<Vec<String>, StoreError> {
    let given = boards::list_board_members(connection, board)?;
    let rows = members::list_members(connection)?.into_iter();
    let mut names: Vec<String> = rows
        .filter(|row| given.contains(&row.id))
        .map(|row| row.name)
        .collect();
    let given = boards::list_board_departments(connection, board)?;
    let rows = members::list_departments(connection)?.into_iter();
    names.extend(
        rows.filter(|row| given.contains(&row.id))
            .map(|row| row.name),
    );
    Ok(names)
}

/// Gives a board to exactly these executives and departments. Ids of nobody are
/// left out.
pub fn give(
    installation: &Installation,
    slug: &Slug,
    board: i64,
    to_members: &[i64],
    to_departments: &[i64],
) -> Result<(), ShareError> {
    installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        let survey = find_survey(connection, slug)?;
        let board = get_board(connection, survey.id, board)?;
        let before = Given::read(connection, board.id)?;
        let is_chosen = |id: i64, chosen: &[i64]| chosen.contains(&id);
        let executives = executives(connection)?.into_iter().map(|row| row.id);
        let departments = members::list_departments(connection)?;
        let after = Given {
            members: executives.filter(|id| is_chosen(*id, to_members)).collect(),
            departments: departments
                .iter()
                .map(|row| row.id)
                .filter(|id| is_chosen(*id, to_departments))
                .collect(),
        };
        boards::replace_readers(connection, board.id, &after.members, &after.departments)?;
        let slug = slug.as_str();
        for to in after.beyond(&before, &departments) {
            let subject = Some(format!("to {to}"));
            record::done(
                installation,
                connection,
                Action::BoardGiven,
                Some(slug),
                subject,
            )?;
        }
        for from in before.beyond(&after, &departments) {
            let subject = Some(format!("from {from}"));
            let action = Action::BoardTakenBack;
            record::done(installation, connection, action, Some(slug), subject)?;
        }
        Ok(())
    })
}

/// Who has a board by sign-in.
struct Given {
    members: Vec<i64>,
    departments: Vec<i64>,
}

impl Given {
    fn read(connection: &mut AnyConnection, board: i64) -> Result<Self, StoreError> {
        Ok(Self {
            members: boards::list_board_members(connection, board)?,
            departments: boards::list_board_departments(connection, board)?,
        })
    }

    /// Whom these have in addition to others, as the ledger says it: a role or a
    /// department, never a name.
    fn beyond(&self, others: &Self, known: &[DepartmentRow]) -> Vec<String> {
        let is_new = |id: &&i64| !others.members.contains(id);
        let mut words: Vec<String> = self
            .members
            .iter()
            .filter(is_new)
            .map(|_| "an executive".to_owned())
            .collect();
        let new = known.iter().filter(|row| {
            self.departments.contains(&row.id) && !others.departments.contains(&row.id)
        });
        words.extend(new.map(|row| format!("the department {}", row.name)));
        words
    }
}

/// Enters that nobody has a board any more, before it is removed.
pub(super) fn enter_removal(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    board: &BoardRow,
) -> Result<(), StoreError> {
    let given = Given::read(connection, board.id)?;
    let links = boards::list_board_links(connection, board.survey)?;
    let has_link = links.iter().any(|link| link.board == Some(board.id));
    if given.members.is_empty() && given.departments.is_empty() && !has_link {
        return Ok(());
    }
    let (action, subject) = (Action::BoardTakenBack, "from everybody who had it");
    let subject = Some(subject.to_owned());
    record::done(
        installation,
        connection,
        action,
        Some(slug.as_str()),
        subject,
    )
}
