//! Making, changing and removing boards. No number changes by it, so the ledger
//! has nothing to say: it tells to whom a board was given, and who looked.

use std::sync::Arc;

use super::{ShareError, find_survey, read, written};
use crate::limits::BOARDS_MAX;
use crate::membership::name::Name;
use crate::operations::installation::Installation;
use crate::random;
use crate::store::boards::{self, BoardRow};
use crate::store::connection::AnyConnection;
use crate::store::surveys::SurveyRow;
use crate::survey::board::Arrangement;
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// A board with the survey it shows.
#[derive(Debug, Clone)]
pub struct Arranged {
    pub id: i64,
    /// Names what is stored: whoever changes it says what they saw.
    pub version: String,
    pub arrangement: Arrangement,
    /// The newest revision.
    pub survey: Arc<Survey>,
}

/// The newest revision of a survey.
pub fn survey(installation: &Installation, slug: &Slug) -> Result<Arc<Survey>, ShareError> {
    let mut connection = installation.store.connection()?;
    let row = find_survey(&mut connection, slug)?;
    Ok(installation.newest_revision(&mut connection, row.id)?.1)
}

/// A new board with every chart; returns its id. The form's key makes that
/// pressing twice makes one.
pub fn add(
    installation: &Installation,
    slug: &Slug,
    name: &Name,
    form: u128,
) -> Result<i64, ShareError> {
    let id = installation
        .keys
        .root()
        .derive_u128("id of a board", &[&form.to_be_bytes()]);
    // Of 128 bits the last 63: an id is no secret, and never negative.
    let id = (id & i64::MAX as u128) as i64;
    installation.store.in_transaction(|connection| {
        let row = find_survey(connection, slug)?;
        if boards::find_board(connection, id)?.is_some() {
            return Ok(id);
        }
        if boards::list_boards(connection, row.id)?.len() >= BOARDS_MAX {
            return Err(ShareError::TooManyBoards);
        }
        let survey = installation.newest_revision(connection, row.id)?.1;
        let name = name.as_str().to_owned();
        let arrangement = Arrangement::of_everything(name, &survey.questionnaire);
        let board = BoardRow {
            id,
            survey: row.id,
            arrangement: written(&arrangement)?,
        };
        boards::insert_board(connection, &board)?;
        Ok(id)
    })
}

/// A key for a form that nobody filled in.
pub fn new_form() -> Result<u128, ShareError> {
    Ok(u128::from_be_bytes(random::bytes()?))
}

pub(super) fn get_board(
    connection: &mut AnyConnection,
    survey: i64,
    board: i64,
) -> Result<BoardRow, ShareError> {
    let row = boards::find_board(connection, board)?;
    row.filter(|row| row.survey == survey)
        .ok_or(ShareError::Unknown)
}

fn arranged(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: &SurveyRow,
    row: &BoardRow,
) -> Result<Arranged, ShareError> {
    Ok(Arranged {
        id: row.id,
        version: version_of(row),
        arrangement: read(row)?,
        survey: installation.newest_revision(connection, survey.id)?.1,
    })
}

/// The same for the same arrangement, and for no other.
fn version_of(row: &BoardRow) -> String {
    let hash = blake3::derive_key("whynot: a version of a board", row.arrangement.as_bytes());
    let (start, _) = hash.split_at(8);
    start.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn find(installation: &Installation, slug: &Slug, board: i64) -> Result<Arranged, ShareError> {
    let mut connection = installation.store.connection()?;
    let survey = find_survey(&mut connection, slug)?;
    let row = get_board(&mut connection, survey.id, board)?;
    arranged(installation, &mut connection, &survey, &row)
}

/// What became of a change.
#[derive(Debug, Clone)]
pub enum Changing {
    Changed,
    /// Somebody else has changed the board since it was seen; theirs stays.
    Meanwhile(Box<Arranged>),
}

/// Changes a board that is still as it was seen.
pub fn change(
    installation: &Installation,
    slug: &Slug,
    board: i64,
    seen: &str,
    arrangement: &Arrangement,
) -> Result<Changing, ShareError> {
    installation.store.in_transaction(|connection| {
        let survey = find_survey(connection, slug)?;
        let row = get_board(connection, survey.id, board)?;
        let wanted = written(arrangement)?;
        let is_seen = version_of(&row) == seen || row.arrangement == wanted;
        if is_seen && boards::update_board(connection, &row, &wanted)? {
            return Ok(Changing::Changed);
        }
        let theirs = get_board(connection, survey.id, board)?;
        let theirs = arranged(installation, connection, &survey, &theirs)?;
        Ok(Changing::Meanwhile(Box::new(theirs)))
    })
}

/// Removes a board, and with it every way to it.
pub fn remove(installation: &Installation, slug: &Slug, board: i64) -> Result<(), ShareError> {
    installation.store.in_transaction(|connection| {
        let survey = find_survey(connection, slug)?;
        let row = get_board(connection, survey.id, board)?;
        super::give::enter_removal(installation, connection, slug, &row)?;
        Ok(boards::delete_board(connection, row.id)?)
    })
}

/// A line of the list of a survey's boards.
#[derive(Debug, Clone)]
pub struct BoardLine {
    pub id: i64,
    pub name: String,
    pub charts: usize,
    /// Names of members, then of departments.
    pub readers: Vec<String>,
    /// Those that still hold.
    pub links: usize,
}

/// By name.
pub fn list(installation: &Installation, slug: &Slug) -> Result<Vec<BoardLine>, ShareError> {
    let mut connection = installation.store.connection()?;
    let survey = find_survey(&mut connection, slug)?;
    let today = installation.today();
    let links = boards::list_board_links(&mut connection, survey.id)?;
    let mut lines = Vec::new();
    for row in boards::list_boards(&mut connection, survey.id)? {
        let arrangement = read(&row)?;
        let of_board = links.iter().filter(|link| link.board == Some(row.id));
        lines.push(BoardLine {
            id: row.id,
            name: arrangement.name,
            charts: arrangement.charts.len(),
            readers: super::give::names(&mut connection, row.id)?,
            links: of_board.filter(|link| link.last_day >= today).count(),
        });
    }
    lines.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(lines)
}
