//! Results for readers: published totals of a wave, in words, as protected tables.

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::layout::{heading, layout};
use crate::privacy::board_token::BoardToken;
use crate::privacy::pool_cipher::Place;
use crate::privacy::protected_table::ProtectedTable;
use crate::privacy::published::{PublishedTotals, Seen};
use crate::store::batches;
use crate::store::surveys::{self, WaveRow};
use crate::survey::charter::ResultsWhen;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Tables(Arc<Vec<ProtectedTable>>),
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

/// The board of a survey, at one wave or at the newest that has anything to
/// show; `None` when survey, token, wave, breakdown or segment do not exist,
/// which look alike.
pub async fn board(
    installation: &Installation,
    slug: &Slug,
    token: BoardToken,
    selection: impl Into<Selection>,
) -> Result<Option<Board>, OperationError> {
    let (slug, selection) = (slug.clone(), selection.into());
    installation
        .blocking(move |installation| read_board(installation, &slug, token, &selection))
        .await
}

fn read_board(
    installation: &Installation,
    slug: &Slug,
    token: BoardToken,
    selection: &Selection,
) -> Result<Option<Board>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(row) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    if !token.matches(BoardToken::derive(installation.keys.root(), row.id)) {
        return Ok(None);
    }
    let waves = surveys::list_waves(&mut connection, row.id)?;
    let shown = match selection.wave {
        Some(number) => match waves.iter().find(|wave| wave.wave == number) {
            Some(wave) => Some(wave),
            None => return Ok(None),
        },
        None => newest_with_results(&waves),
    };
    // No wave has a book yet.
    if selection.by.is_some() || selection.segment.is_some() {
        return Ok(None);
    }
    let revision = match shown {
        Some(wave) => wave.revision,
        None => surveys::find_latest_revision(&mut connection, row.id)?.map_or(1, |(r, _)| r),
    };
    let survey = installation.revision(&mut connection, row.id, revision)?;
    let language = default_language(&survey);
    drop(connection);
    Ok(Some(Board {
        brand: survey.brand.clone(),
        title: survey.questionnaire.title.in_language(&language).to_owned(),
        wave: shown.map_or(0, |wave| wave.wave),
        has_erased: shown.is_some_and(|wave| wave.erased_at_close),
        results: match shown {
            Some(wave) => results(installation, &survey, wave)?,
            None => Results::NotYetOpen,
        },
        audience: Audience::Inside,
        breakdowns: Vec::new(),
        by: None,
        is_being_counted: false,
        is_simulated: survey.is_simulated,
        language,
        waves: waves
            .iter()
            .map(|wave| WaveSummary {
                wave: wave.wave,
                label: wave.label.clone(),
                is_open: wave.is_open,
            })
            .collect(),
    }))
}

fn newest_with_results(waves: &[WaveRow]) -> Option<&WaveRow> {
    let with_results = waves.iter().rev().find(|wave| wave.batch_count > 0);
    with_results.or(waves.last())
}

fn default_language(survey: &Survey) -> Language {
    let first = survey.questionnaire.languages.first();
    first.cloned().unwrap_or_else(Language::english)
}

fn results(
    installation: &Installation,
    survey: &Survey,
    wave: &WaveRow,
) -> Result<Results, OperationError> {
    // Promise P3: between releases nothing here changes; this is read from
    // what was published, never from what waits.
    if wave.batch_count == 0 {
        return Ok(Results::TooFew {
            group_size_min: survey.charter.group_size_min,
        });
    }
    if wave.is_open && survey.charter.results == ResultsWhen::WhenClosed {
        return Ok(Results::HeldUntilClosed);
    }
    let place = Place {
        survey: wave.survey,
        wave: wave.wave,
    };
    if let Some(tables) = installation.results.find(place, wave.batch_count) {
        return Ok(Results::Tables(tables));
    }
    let mut connection = installation.store.connection()?;
    let releases = batches::list_released_totals(&mut connection, place)?;
    let batch_count = releases.len() as i32;
    let seen = match survey.charter.results {
        ResultsWhen::WhileRunning => Seen::AfterEachRelease,
        ResultsWhen::WhenClosed => Seen::Once,
    };
    let everybody = PublishedTotals::sum(&releases, survey.charter.group_size_min, seen)
        .map_err(|_mismatch| OperationError::Damaged("published totals"))?;
    let tables = Arc::new(tables(survey, wave, &everybody)?);
    let kept = Arc::clone(&tables);
    installation.results.keep(place, batch_count, kept);
    Ok(Results::Tables(tables))
}

/// One table for each question that is asked, in the order of the questionnaire.
fn tables(
    survey: &Survey,
    wave: &WaveRow,
    everybody: &PublishedTotals,
) -> Result<Vec<ProtectedTable>, OperationError> {
    let language = default_language(survey);
    let questions = survey.questionnaire.questions.iter().enumerate();
    questions
        .filter(|(_, question)| question.kind.is_asked())
        .map(|(position, question)| {
            let heading = heading(survey, wave, question, &language);
            let Some(layout) = layout(question, &language) else {
                return Err(OperationError::Damaged("a question without a layout"));
            };
            ProtectedTable::of_everybody(heading, layout, everybody, position)
                .map_err(|_mismatch| OperationError::Damaged("published totals"))
        })
        .collect()
}
