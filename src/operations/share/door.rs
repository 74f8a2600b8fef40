//! By which door somebody comes to a survey's results, and whether it is open.

use std::collections::HashMap;
use std::sync::Arc;

use super::{ShareError, read};
use crate::membership::role::Role;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::member::api_token::Caller;
use crate::operations::member::session::SignedIn;
use crate::operations::results::Audience;
use crate::privacy::board_token::BoardToken;
use crate::privacy::ledger::Actor;
use crate::store::boards;
use crate::store::connection::AnyConnection;
use crate::store::surveys;
use crate::survey::board::Arrangement;
use crate::survey::identifier::Slug;

#[derive(Debug, Clone)]
pub enum Door {
    /// Whoever has this link.
    Link(BoardToken),
    /// A member, to one board.
    Board { board: i64, by: Looker },
    /// A member, to everything of a survey.
    Everything(Looker),
}

/// A signed-in member who looks.
#[derive(Debug, Clone)]
pub struct Looker {
    member: i64,
    role: Role,
    actor: Actor,
}

impl From<&SignedIn> for Looker {
    fn from(signed_in: &SignedIn) -> Self {
        Self {
            member: signed_in.member.id,
            role: signed_in.member.role,
            actor: signed_in.actor(),
        }
    }
}

impl From<&Caller> for Looker {
    fn from(caller: &Caller) -> Self {
        Self {
            member: caller.member.id,
            role: caller.member.role,
            actor: caller.actor(),
        }
    }
}

impl From<BoardToken> for Door {
    fn from(token: BoardToken) -> Self {
        Self::Link(token)
    }
}

/// What lies behind an open door.
pub(in crate::operations) struct Admitted {
    pub audience: Audience,
    /// As the ledger names whoever came.
    pub actor: Actor,
    /// `None`: everything.
    pub arrangement: Option<Arc<Arrangement>>,
}

/// Opens a door to this survey; `None` where it is closed, taken back, over, or
/// leads somewhere else: these look alike.
pub(in crate::operations) fn open(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    door: &Door,
) -> Result<Option<Admitted>, OperationError> {
    match door {
        Door::Link(token) => open_link(installation, connection, survey, *token),
        Door::Everything(by) => Ok(by.role.makes_surveys().then(|| Admitted {
            audience: Audience::Inside,
            actor: by.actor.clone(),
            arrangement: None,
        })),
        Door::Board { board, by } => {
            let may = may_see(connection, *board, by)?;
            let arrangement = match may {
                true => arrangement(connection, survey, *board)?,
                false => None,
            };
            Ok(arrangement.map(|arrangement| Admitted {
                audience: Audience::Inside,
                actor: by.actor.clone(),
                arrangement: Some(arrangement),
            }))
        }
    }
}

fn open_link(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    token: BoardToken,
) -> Result<Option<Admitted>, OperationError> {
    let today = installation.today();
    let link = boards::find_board_link(connection, &token.hash())?;
    let Some(link) = link.filter(|link| link.survey == survey && link.last_day >= today) else {
        return Ok(None);
    };
    let (audience, actor) = match link.is_outside {
        true => (Audience::Outside, Actor::OUTSIDE_LINK),
        false => (Audience::Inside, Actor::BOARD_LINK),
    };
    let arrangement = match link.board {
        None => None,
        Some(board) => match arrangement(connection, survey, board)? {
            Some(arrangement) => Some(arrangement),
            None => return Ok(None),
        },
    };
    Ok(Some(Admitted {
        audience,
        actor,
        arrangement,
    }))
}

fn may_see(
    connection: &mut AnyConnection,
    board: i64,
    by: &Looker,
) -> Result<bool, OperationError> {
    if by.role.makes_surveys() {
        return Ok(true);
    }
    let given = boards::list_boards_given_to(connection, by.member)?;
    Ok(given.contains(&board))
}

fn arrangement(
    connection: &mut AnyConnection,
    survey: i64,
    board: i64,
) -> Result<Option<Arc<Arrangement>>, OperationError> {
    let row = boards::find_board(connection, board)?;
    let row = row.filter(|row| row.survey == survey);
    row.map(|row| read(&row).map(Arc::new)).transpose()
}

/// A board that a member may open.
#[derive(Debug, Clone)]
pub struct Given {
    pub id: i64,
    pub slug: Slug,
    pub name: String,
    /// The marketer's own, if they wrote one.
    pub headline: String,
}

/// Every board that a member may open, by name.
pub fn list_given(
    installation: &Installation,
    signed_in: &SignedIn,
) -> Result<Vec<Given>, ShareError> {
    let mut connection = installation.store.connection()?;
    let all = signed_in.member.role.makes_surveys();
    let given = boards::list_boards_given_to(&mut connection, signed_in.member.id)?;
    let surveys = surveys::list_surveys(&mut connection)?.into_iter();
    let slugs: HashMap<i64, String> = surveys.map(|row| (row.id, row.slug)).collect();
    let mut list = Vec::new();
    for row in boards::list_all_boards(&mut connection)? {
        if !all && !given.contains(&row.id) {
            continue;
        }
        let arrangement = read(&row)?;
        list.push(Given {
            id: row.id,
            slug: read_slug(slugs.get(&row.survey).map_or("", String::as_str))?,
            name: arrangement.name,
            headline: arrangement.headline,
        });
    }
    list.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(list)
}

/// The survey of a board that a member may open; `None` for every other board.
pub fn find_given(
    installation: &Installation,
    signed_in: &SignedIn,
    board: i64,
) -> Result<Option<Slug>, OperationError> {
    let mut connection = installation.store.connection()?;
    if !may_see(&mut connection, board, &Looker::from(signed_in))? {
        return Ok(None);
    }
    let row = boards::find_board(&mut connection, board)?;
    row.map(|row| slug_of(&mut connection, row.survey))
        .transpose()
}

fn slug_of(connection: &mut AnyConnection, survey: i64) -> Result<Slug, OperationError> {
    read_slug(&surveys::get_survey(connection, survey)?.slug)
}

fn read_slug(stored: &str) -> Result<Slug, OperationError> {
    stored
        .parse()
        .map_err(|_malformed| OperationError::Damaged("the name of a survey"))
}
