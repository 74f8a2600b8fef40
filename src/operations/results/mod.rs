//! Results for readers: published totals of a wave, in words, as protected tables.

mod cache;
mod choices;
mod group_names;
mod layout;
mod public;
mod segments;
mod tables;
mod together;
mod trends;

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::listed;
use super::record;
use super::share::door::{self, Door};
use crate::privacy::ledger::Actor;
use crate::privacy::protected_table::ProtectedTable;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::board::{Arrangement, Groups};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use together::ClosedWaves;

pub(super) use cache::ResultsCache;
pub use public::{OpenResults, open_results};
pub use together::Together;
pub use trends::{Tracked, Tracker, tracker};

pub(super) type Tables = Arc<Vec<ProtectedTable>>;

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
    /// The closed waves that can be read as one, where there are several.
    pub together: Option<Together>,
    /// The wave has closed and its groups are being counted.
    pub is_being_counted: bool,
    pub is_simulated: bool,
    /// As the ledger names whoever reads it.
    pub actor: Actor,
    /// `None`: everything, in the questionnaire's order.
    pub arrangement: Option<Arc<Arrangement>>,
    /// Fewer than k waited when the wave closed and were erased uncounted.
    pub has_erased: bool,
}

impl Board {
    /// Whether it has a chart of this question.
    pub fn shows(&self, code: &str) -> bool {
        let Results::Tables(tables) = &self.results else {
            return false;
        };
        let mut headings = tables.iter().map(|table| table.heading());
        headings.any(|heading| heading.question_code == code)
    }

    /// Whether it shows several waves as one.
    pub fn is_together(&self) -> bool {
        self.together
            .as_ref()
            .is_some_and(|together| together.is_shown)
    }
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
    /// The short name of the question, or of both, as it stands in a sentence.
    pub name: Option<String>,
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
    /// All closed waves as one, in the place of one of them.
    pub is_together: bool,
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

fn newest_revision(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &SurveyRow,
) -> Result<Arc<Survey>, OperationError> {
    let revision = surveys::find_latest_revision(connection, row.id)?.map_or(1, |(r, _)| r);
    installation.revision(connection, row.id, revision)
}

/// The board of a survey, at one wave or at the newest that has anything to
/// show; `None` when survey, wave, breakdown or segment do not exist, or the door
/// does not open, which look alike.
pub async fn board(
    installation: &Installation,
    slug: &Slug,
    door: impl Into<Door>,
    selection: impl Into<Selection>,
) -> Result<Option<Board>, OperationError> {
    let (asked, door, selection) = (slug.clone(), door.into(), selection.into());
    let board = installation
        .blocking(move |installation| read_board(installation, &asked, &door, &selection))
        .await?;
    if let Some(board) = &board {
        record::seen(installation, slug, board);
    }
    Ok(board)
}

/// A survey behind an open door.
struct Opened {
    row: SurveyRow,
    audience: Audience,
    actor: Actor,
    arrangement: Option<Arc<Arrangement>>,
    /// That the audience may see, in the order in which they ran.
    waves: Vec<WaveRow>,
}

fn open(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    door: &Door,
) -> Result<Option<Opened>, OperationError> {
    let Some(row) = surveys::find_survey(connection, slug.as_str())? else {
        return Ok(None);
    };
    let Some(admitted) = door::open(installation, connection, row.id, door)? else {
        return Ok(None);
    };
    let mut waves = surveys::list_waves(connection, row.id)?;
    let audience = admitted.audience;
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
        actor: admitted.actor,
        arrangement: admitted.arrangement,
        waves,
    }))
}

/// What a reader asks for, as far as the board lets them; and whether its
/// groups may give way to everybody where the wave has none.
fn granted(arrangement: Option<&Arrangement>, selection: &Selection) -> Option<(Selection, bool)> {
    let groups = match arrangement {
        Some(arrangement) => arrangement.view.groups(selection.by.as_deref())?,
        None => Groups {
            by: selection.by.clone(),
            are_asked_for: true,
        },
    };
    let may_give_way = !groups.are_asked_for && selection.segment.is_none();
    let granted = Selection {
        by: groups.by,
        ..selection.clone()
    };
    Some((granted, may_give_way))
}

/// The charts of a board, in its order.
fn arranged(results: Results, arrangement: Option<&Arrangement>) -> Results {
    let (Results::Tables(tables), Some(arrangement)) = (&results, arrangement) else {
        return results;
    };
    let charts = arrangement.charts.iter().filter_map(|chart| {
        let code = chart.question.as_str();
        let mut tables = tables.iter();
        tables.find(|table| table.heading().question_code == code)
    });
    Results::Tables(Arc::new(charts.cloned().collect()))
}

/// The groups to choose from: of a fixed view there is nothing to choose.
fn offered(
    breakdowns: Vec<BreakdownChoice>,
    arrangement: Option<&Arrangement>,
    by: Option<&String>,
) -> Vec<BreakdownChoice> {
    let is_fixed = arrangement.is_some_and(|arrangement| arrangement.view.is_fixed);
    let choices = breakdowns.into_iter();
    choices
        .filter(|choice| !is_fixed || by == Some(&choice.code))
        .collect()
}

/// The wave to be shown, if there is any yet; `None` if it is not there.
fn wave_shown<'a>(
    installation: &Installation,
    waves: &'a [WaveRow],
    granted: &Selection,
) -> Result<Option<Option<&'a WaveRow>>, OperationError> {
    Ok(match granted.wave {
        Some(number) => waves.iter().find(|wave| wave.wave == number).map(Some),
        // Only what has closed has groups.
        None if granted.by.is_some() => Some(newest_closed(installation, waves)?),
        None => Some(newest_with_results(installation, waves)?),
    })
}

/// The language of a board, as far as the survey has it.
fn language_of(arrangement: Option<&Arrangement>, survey: &Survey) -> Language {
    let chosen = arrangement.and_then(|arrangement| arrangement.language.clone());
    chosen
        .filter(|language| survey.questionnaire.languages.contains(language))
        .unwrap_or_else(|| default_language(survey))
}

fn read_board(
    installation: &Installation,
    slug: &Slug,
    door: &Door,
    selection: &Selection,
) -> Result<Option<Board>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(opened) = open(installation, &mut connection, slug, door)? else {
        return Ok(None);
    };
    let arrangement = opened.arrangement.as_deref();
    let Some((granted, may_give_way)) = granted(arrangement, selection) else {
        return Ok(None);
    };
    let waves = &opened.waves;
    let revisions = together::revisions(installation, &mut connection, &opened.row, waves)?;
    drop(connection);
    let closed = ClosedWaves::find(installation, revisions, opened.audience, arrangement)?;
    let shown = match granted.is_together {
        true => closed.newest().map(|(_, wave)| wave),
        false => match wave_shown(installation, waves, &granted)? {
            Some(shown) => shown,
            None => return Ok(None),
        },
    };
    let mut connection = installation.store.connection()?;
    let survey = match shown {
        Some(wave) => installation.revision(&mut connection, opened.row.id, wave.revision)?,
        None => newest_revision(installation, &mut connection, &opened.row)?,
    };
    drop(connection);
    let language = language_of(arrangement, &survey);
    let read = |selection: &Selection| match shown {
        _ if selection.is_together => closed.read(selection),
        Some(wave) => {
            let reader = tables::Reader {
                language: language.clone(),
                ..tables::Reader::of(installation, &survey, wave)
            };
            tables::read(&reader, opened.audience, selection)
        }
        None => Ok(tables::of_no_wave(opened.audience, selection)),
    };
    let mut by = granted.by.clone();
    let mut shown_results = read(&granted)?;
    if shown_results.is_none() && may_give_way && by.is_some() {
        by = None;
        shown_results = read(&Selection {
            by: None,
            ..granted.clone()
        })?;
    }
    let Some(shown_results) = shown_results else {
        return Ok(None);
    };
    let (results, breakdowns) = (shown_results.results, shown_results.breakdowns);
    Ok(Some(Board {
        brand: survey.brand.clone(),
        title: survey.questionnaire.title.in_language(&language).to_owned(),
        wave: shown.map_or(0, |wave| wave.wave),
        has_erased: shown.is_some_and(|wave| wave.erased_at_close),
        results: arranged(results, arrangement),
        audience: opened.audience,
        breakdowns: offered(breakdowns, arrangement, by.as_ref()),
        together: closed.offered(&Selection {
            by: by.clone(),
            ..granted
        }),
        by,
        is_being_counted: shown_results.is_being_counted,
        is_simulated: survey.is_simulated,
        language,
        waves: waves.iter().map(summary).collect(),
        actor: opened.actor,
        arrangement: opened.arrangement,
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
    waves: &'a [WaveRow],
) -> Result<Option<&'a WaveRow>, OperationError> {
    let mut connection = installation.store.connection()?;
    for wave in waves.iter().rev().filter(|wave| wave.batch_count > 0) {
        let survey = installation.revision(&mut connection, wave.survey, wave.revision)?;
        if listed::released(&survey.charter, wave).is_some() {
            return Ok(Some(wave));
        }
    }
    Ok(waves.last())
}

/// The tables of everybody, as a wave's board shows them; `None` while nothing
/// is shown.
pub(super) fn of_everybody(
    installation: &Installation,
    survey: &Survey,
    wave: &WaveRow,
) -> Result<Option<Tables>, OperationError> {
    let plain = Selection::default();
    let reader = tables::Reader::of(installation, survey, wave);
    let read = tables::read(&reader, Audience::Inside, &plain)?;
    Ok(read.and_then(|read| match read.results {
        Results::Tables(tables) => Some(tables),
        _ => None,
    }))
}

/// The newest that has results and has closed; where none has, the newest at all.
fn newest_closed<'a>(
    installation: &Installation,
    waves: &'a [WaveRow],
) -> Result<Option<&'a WaveRow>, OperationError> {
    let mut newest = waves.iter().rev();
    match newest.find(|wave| !wave.is_open && wave.batch_count > 0) {
        Some(closed) => Ok(Some(closed)),
        None => newest_with_results(installation, waves),
    }
}

fn default_language(survey: &Survey) -> Language {
    let first = survey.questionnaire.languages.first();
    first.cloned().unwrap_or_else(Language::english)
}
