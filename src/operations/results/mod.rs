//! Results for readers: published totals of a wave, in words, as protected tables.

mod cache;
mod choices;
mod group_names;
mod layout;
mod segments;
mod tables;
mod trends;

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::listed;
use super::record;
use crate::privacy::board_token::BoardToken;
use crate::privacy::protected_table::ProtectedTable;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

pub(super) use cache::ResultsCache;
pub use trends::{Tracked, Tracker, cumulated, tracker};

type Tables = Arc<Vec<ProtectedTable>>;

const MISMATCH: OperationError = OperationError::Damaged("published totals");

/// Everything a board shows.
#[derive(Debug, Clone)]
pub struct Board {
    pub brand: String,
    pub title: String,
    pub language: Language,
    pub waves: Vec<WaveSummary>,
    /// The wave shown.
    pub wave: i32,
    pub results: Results,
    /// Whom the address was given to.
    pub audience: Audience,
    /// The groups in which the wave shown can be seen, in the charter's order;
    /// empty while it runs.
    pub breakdowns: Vec<BreakdownChoice>,
    /// The one that the tables are by.
    pub by: Option<String>,
    /// The wave has closed and its groups are being counted.
    pub is_being_counted: bool,
    pub is_simulated: bool,
    /// Fewer than k waited when the wave closed and were erased uncounted.
    pub has_erased: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveSummary {
    pub wave: i32,
    pub label: String,
    pub is_open: bool,
}

/// Whom a board is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The brand.
    Inside,
    /// The outside party whom the charter names: closed waves only, and of them
    /// only the group that agreed.
    Outside,
}

/// A breakdown that the charter lists and the auditor admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakdownChoice {
    /// Names it in addresses and files: "age", "age-by-use", "reasons".
    pub code: String,
    /// The question or questions, in few words.
    pub label: String,
    /// The groups by name; a segment is written by their positions.
    pub groups: Vec<String>,
    /// By two questions at once.
    pub is_pair: bool,
}

/// What a reader asks to see of a board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// The newest with results unless said.
    pub wave: Option<i32>,
    /// The code of a breakdown.
    pub by: Option<String>,
    /// Groups of that breakdown to be read as one, by their positions: "0+1".
    pub segment: Option<String>,
}

impl From<Option<i32>> for Selection {
    fn from(wave: Option<i32>) -> Self {
        Self {
            wave,
            ..Self::default()
        }
    }
}

#[derive(Debug, Clone)]
pub enum Results {
    /// No wave was opened yet.
    NotYetOpen,
    /// Fewer than k responses have been released.
    TooFew {
        group_size_min: u16,
    },
    /// The charter holds everything until the wave closes.
    HeldUntilClosed,
    /// For the outside party: too few agreed to sharing.
    TooFewAgreed,
    Tables(Tables),
}

/// The address of a survey's board; `None` if there is no such survey.
pub fn board_token(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<BoardToken>, OperationError> {
    let mut connection = installation.store.connection()?;
    let row = surveys::find_survey(&mut connection, slug.as_str())?;
    Ok(row.map(|row| BoardToken::derive(installation.keys.root(), row.id)))
}

/// The address of the board for the outside party; `None` if the charter of
/// the newest revision names none.
pub fn outside_token(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<BoardToken>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(row) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    let survey = newest_revision(installation, &mut connection, &row)?;
    let token = || BoardToken::derive_outside(installation.keys.root(), row.id);
    Ok(survey.charter.outside.is_some().then(token))
}

fn newest_revision(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &SurveyRow,
) -> Result<Arc<Survey>, OperationError> {
    let revision = surveys::find_latest_revision(connection, row.id)?.map_or(1, |(r, _)| r);
    installation.revision(connection, row.id, revision)
}

/// The board of a survey, at one wave or at the newest that has anything to
/// show; `None` when survey, token, wave, breakdown or segment do not exist,
/// which look alike.
pub async fn board(
    installation: &Installation,
    slug: &Slug,
    token: BoardToken,
    selection: impl Into<Selection>,
) -> Result<Option<Board>, OperationError> {
    let (asked, selection) = (slug.clone(), selection.into());
    let board = installation
        .blocking(move |installation| read_board(installation, &asked, token, &selection))
        .await?;
    if let Some(board) = &board {
        record::seen(installation, slug, board);
    }
    Ok(board)
}

/// A survey that a token opens.
struct Opened {
    row: SurveyRow,
    audience: Audience,
    /// That the audience may see, in the order in which they ran.
    waves: Vec<WaveRow>,
}

fn open(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    token: BoardToken,
) -> Result<Option<Opened>, OperationError> {
    let Some(row) = surveys::find_survey(connection, slug.as_str())? else {
        return Ok(None);
    };
    let root = installation.keys.root();
    let is_inside = token.matches(BoardToken::derive(root, row.id));
    let is_outside = token.matches(BoardToken::derive_outside(root, row.id));
    let mut waves = surveys::list_waves(connection, row.id)?;
    let audience = match (is_inside, is_outside) {
        (true, _) => Audience::Inside,
        (false, true) => Audience::Outside,
        (false, false) => return Ok(None),
    };
    if audience == Audience::Outside {
        waves.retain(|wave| !wave.is_open);
        let mut shared = Vec::new();
        for wave in waves {
            let survey = installation.revision(connection, row.id, wave.revision)?;
            if survey.charter.outside.is_some() {
                shared.push(wave);
            }
        }
        waves = shared;
    }
    Ok(Some(Opened {
        row,
        audience,
        waves,
    }))
}

fn read_board(
    installation: &Installation,
    slug: &Slug,
    token: BoardToken,
    selection: &Selection,
) -> Result<Option<Board>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(opened) = open(installation, &mut connection, slug, token)? else {
        return Ok(None);
    };
    let Opened {
        row,
        audience,
        waves,
    } = opened;
    let shown = match selection.wave {
        Some(number) => match waves.iter().find(|wave| wave.wave == number) {
            Some(wave) => Some(wave),
            None => return Ok(None),
        },
        None => newest_with_results(installation, &mut connection, &waves)?,
    };
    let survey = match shown {
        Some(wave) => installation.revision(&mut connection, row.id, wave.revision)?,
        None => newest_revision(installation, &mut connection, &row)?,
    };
    drop(connection);
    let shown_results = match shown {
        Some(wave) => tables::read(installation, &survey, wave, audience, selection)?,
        None => tables::of_no_wave(audience, selection),
    };
    let Some(shown_results) = shown_results else {
        return Ok(None);
    };
    let language = default_language(&survey);
    Ok(Some(Board {
        brand: survey.brand.clone(),
        title: survey.questionnaire.title.in_language(&language).to_owned(),
        wave: shown.map_or(0, |wave| wave.wave),
        has_erased: shown.is_some_and(|wave| wave.erased_at_close),
        results: shown_results.results,
        audience,
        breakdowns: shown_results.breakdowns,
        by: selection.by.clone(),
        is_being_counted: shown_results.is_being_counted,
        is_simulated: survey.is_simulated,
        language,
        waves: waves.iter().map(summary).collect(),
    }))
}

fn summary(wave: &WaveRow) -> WaveSummary {
    WaveSummary {
        wave: wave.wave,
        label: wave.label.clone(),
        is_open: wave.is_open,
    }
}

/// A running wave that holds everything has none: a board that went over to it
/// at its first release would tell of it.
fn newest_with_results<'a>(
    installation: &Installation,
    connection: &mut AnyConnection,
    waves: &'a [WaveRow],
) -> Result<Option<&'a WaveRow>, OperationError> {
    for wave in waves.iter().rev().filter(|wave| wave.batch_count > 0) {
        let survey = installation.revision(connection, wave.survey, wave.revision)?;
        if listed::released(&survey.charter, wave).is_some() {
            return Ok(Some(wave));
        }
    }
    Ok(waves.last())
}

fn default_language(survey: &Survey) -> Language {
    let first = survey.questionnaire.languages.first();
    first.cloned().unwrap_or_else(Language::english)
}
