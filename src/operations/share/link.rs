//! Links that open a board: each has a name, ends on a day, and can be taken
//! back. What a link carries is shown once; only its hash is kept.

use jiff::ToSpan;
use jiff::civil::Date;

use super::arrange::get_board;
use super::{ShareError, find_survey};
use crate::limits::{BOARD_LINK_DAYS, BOARD_LINK_DAYS_MAX, BOARD_LINKS_MAX};
use crate::membership::name::Name;
use crate::operations::installation::Installation;
use crate::operations::record;
use crate::privacy::board_token::BoardToken;
use crate::privacy::ledger::Action;
use crate::random;
use crate::store::boards::{self, BoardLinkRow};
use crate::store::connection::AnyConnection;
use crate::survey::identifier::Slug;

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    Board(i64),
    /// Everything of the survey.
    Everything,
    /// What the outside party may see whom the charter names.
    Outside,
}

/// A link to be made.
#[derive(Debug, Clone)]
pub struct NewLink {
    pub opens: Opens,
    /// For whom it is, in the marketer's words.
    pub name: Name,
    pub last_day: Date,
}

/// The day until which a link holds unless said.
pub fn usual_last_day(installation: &Installation) -> Date {
    let today = installation.clock.today();
    today.saturating_add(BOARD_LINK_DAYS.days())
}

/// What a form of a member makes.
pub fn token_of_form(installation: &Installation, by: i64, form: u128) -> BoardToken {
    BoardToken::of_form(installation.keys.root(), by, form)
}

/// A token that nobody has seen.
pub fn new_token() -> Result<BoardToken, ShareError> {
    let number = u128::from_be_bytes(random::bytes()?);
    Ok(BoardToken::from_number(number))
}

/// Stores a link; a second time it is there already.
pub fn make(
    installation: &Installation,
    slug: &Slug,
    new: &NewLink,
    token: BoardToken,
) -> Result<(), ShareError> {
    let today = installation.clock.today();
    let farthest = today.saturating_add(BOARD_LINK_DAYS_MAX.days());
    if new.last_day < today || new.last_day > farthest {
        return Err(ShareError::Day);
    }
    installation.store.in_transaction(|connection| {
        let survey = find_survey(connection, slug)?;
        if boards::find_board_link(connection, &token.hash())?.is_some() {
            return Ok(());
        }
        if boards::list_board_links(connection, survey.id)?.len() >= BOARD_LINKS_MAX {
            return Err(ShareError::TooManyLinks);
        }
        let board = match new.opens {
            Opens::Board(board) => Some(get_board(connection, survey.id, board)?.id),
            Opens::Everything | Opens::Outside => None,
        };
        if new.opens == Opens::Outside && !names_outside(installation, connection, survey.id)? {
            return Err(ShareError::Unknown);
        }
        let row = BoardLinkRow {
            token_hash: token.hash().to_vec(),
            id: random::id()?,
            survey: survey.id,
            board,
            is_outside: new.opens == Opens::Outside,
            name: new.name.to_string(),
            last_day: new.last_day.to_string(),
        };
        boards::insert_board_link(connection, &row)?;
        let what = match row.is_outside {
            true => "by link to those outside the brand",
            false => "by link",
        };
        let subject = Some(format!("{what}, until {}", row.last_day));
        let action = Action::BoardGiven;
        Ok(record::done(
            installation,
            connection,
            action,
            Some(slug.as_str()),
            subject,
        )?)
    })
}

/// Whether the newest revision's charter names an outside party.
fn names_outside(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<bool, ShareError> {
    let (_, survey) = installation.newest_revision(connection, survey)?;
    Ok(survey.charter.outside.is_some())
}

/// Takes a link back: from now on it opens nothing.
pub fn take_back(installation: &Installation, slug: &Slug, link: i64) -> Result<(), ShareError> {
    installation.store.in_transaction(|connection| {
        let survey = find_survey(connection, slug)?;
        let links = boards::list_board_links(connection, survey.id)?;
        let row = links.into_iter().find(|row| row.id == link);
        end(
            installation,
            connection,
            slug,
            &row.ok_or(ShareError::Unknown)?,
        )
    })
}

/// Takes every link of a survey back; returns how many there were.
pub fn take_back_all(installation: &Installation, slug: &Slug) -> Result<usize, ShareError> {
    installation.store.in_transaction(|connection| {
        let survey = find_survey(connection, slug)?;
        let links = boards::list_board_links(connection, survey.id)?;
        for link in &links {
            end(installation, connection, slug, link)?;
        }
        Ok(links.len())
    })
}

fn end(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    link: &BoardLinkRow,
) -> Result<(), ShareError> {
    boards::delete_board_link(connection, link.survey, link.id)?;
    // One that is over was taken back by its day.
    if link.last_day < installation.today() {
        return Ok(());
    }
    let (action, subject) = (Action::BoardTakenBack, Some("a link".to_owned()));
    let survey = Some(slug.as_str());
    Ok(record::done(
        installation,
        connection,
        action,
        survey,
        subject,
    )?)
}

/// A link as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    pub id: i64,
    pub name: String,
    pub last_day: String,
    pub is_over: bool,
}

/// The links to one thing, the one that ends first at the top.
pub fn list(
    installation: &Installation,
    slug: &Slug,
    opens: Opens,
) -> Result<Vec<LinkLine>, ShareError> {
    let mut connection = installation.store.connection()?;
    let survey = find_survey(&mut connection, slug)?;
    let today = installation.today();
    let is_of = |row: &BoardLinkRow| match opens {
        Opens::Board(board) => row.board == Some(board),
        Opens::Everything => row.board.is_none() && !row.is_outside,
        Opens::Outside => row.is_outside,
    };
    let rows = boards::list_board_links(&mut connection, survey.id)?;
    let lines = rows.into_iter().filter(is_of).map(|row| LinkLine {
        id: row.id,
        is_over: row.last_day < today,
        name: row.name,
        last_day: row.last_day,
    });
    Ok(lines.collect())
}

/// A link for whoever works at the command line, for as long as is usual; `None`
/// where there is no such survey, or no outside party that it would be for.
pub fn make_usual(
    installation: &Installation,
    slug: &Slug,
    opens: Opens,
) -> Result<Option<BoardToken>, ShareError> {
    let name = Name::parse("Made at the command line").map_err(|_not_one| ShareError::Unknown)?;
    let new = NewLink {
        opens,
        name,
        last_day: usual_last_day(installation),
    };
    let token = new_token()?;
    match make(installation, slug, &new, token) {
        Ok(()) => Ok(Some(token)),
        Err(ShareError::Unknown) => Ok(None),
        Err(error) => Err(error),
    }
}
