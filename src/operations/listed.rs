//! Surveys and their waves as lists show them: on pages and on the command
//! line. Here it is decided which counts may be told while a wave runs.

use super::error::OperationError;
use super::installation::Installation;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::charter::{Access, Charter, ResultsWhen};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;

/// One line of the list of surveys.
#[derive(Debug, Clone)]
pub struct SurveySummary {
    pub slug: Slug,
    pub title: String,
    pub brand: String,
    pub languages: Vec<Language>,
    pub access: Access,
    /// The newest.
    pub revision: i32,
    /// In the order in which they ran.
    pub waves: Vec<WaveSummary>,
}

/// A wave, with what everybody may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveSummary {
    pub wave: i32,
    pub revision: i32,
    pub label: String,
    /// It has not closed yet.
    pub is_open: bool,
    /// It runs, and takes no answers.
    pub is_paused: bool,
    /// As of the last release; `None` while everything is held until it closes.
    pub released: Option<u64>,
    /// Fewer than the group size had answered; they were erased uncounted.
    pub erased_at_close: bool,
    pub opened_day: String,
    pub closed_day: Option<String>,
    /// The day after which it closes by itself.
    pub last_day: Option<String>,
}

impl SurveySummary {
    /// The wave that has not closed yet.
    pub fn running(&self) -> Option<&WaveSummary> {
        self.waves.last().filter(|wave| wave.is_open)
    }
}

/// How many responses of a wave may be told. A charter that holds everything
/// until the wave closes holds their number, too: one that moved before would
/// say when people answer.
// Promise P3: every list of counts asks here, or reads published totals.
pub(super) fn released(charter: &Charter, wave: &WaveRow) -> Option<u64> {
    let is_held = wave.is_open && charter.results == ResultsWhen::WhenClosed;
    (!is_held).then(|| wave.released.unsigned_abs())
}

pub fn list_surveys(installation: &Installation) -> Result<Vec<SurveySummary>, OperationError> {
    let mut connection = installation.store.connection()?;
    let rows = surveys::list_surveys(&mut connection)?;
    let summaries = rows.iter();
    let summaries = summaries.map(|row| summary(installation, &mut connection, row));
    summaries.collect()
}

/// Some of the list, and how many the whole has.
#[derive(Debug)]
pub struct SurveysPart {
    pub surveys: Vec<SurveySummary>,
    pub total: usize,
}

/// At most so many surveys of the list, after the first `from`.
pub fn list_part(
    installation: &Installation,
    from: usize,
    most: usize,
) -> Result<SurveysPart, OperationError> {
    let mut connection = installation.store.connection()?;
    let rows = surveys::list_surveys(&mut connection)?;
    let part = rows.iter().skip(from).take(most);
    let summaries = part.map(|row| summary(installation, &mut connection, row));
    Ok(SurveysPart {
        surveys: summaries.collect::<Result<_, _>>()?,
        total: rows.len(),
    })
}

/// One survey of the list.
pub fn find_summary(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<SurveySummary>, OperationError> {
    let mut connection = installation.store.connection()?;
    let row = surveys::find_survey(&mut connection, slug.as_str())?;
    row.map(|row| summary(installation, &mut connection, &row))
        .transpose()
}

fn summary(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &SurveyRow,
) -> Result<SurveySummary, OperationError> {
    let (revision, survey) = installation.newest_revision(connection, row.id)?;
    let mut waves = Vec::new();
    for wave in surveys::list_waves(connection, row.id)? {
        // The promise of the revision that the wave was opened with.
        let answered = installation.revision(connection, row.id, wave.revision)?;
        waves.push(WaveSummary {
            released: released(&answered.charter, &wave),
            wave: wave.wave,
            revision: wave.revision,
            label: wave.label,
            is_open: wave.is_open,
            is_paused: wave.is_paused,
            erased_at_close: wave.erased_at_close,
            opened_day: wave.opened_day,
            closed_day: wave.closed_day,
            last_day: wave.last_day,
        });
    }
    Ok(SurveySummary {
        slug: survey.slug.clone(),
        title: survey.questionnaire.title.fallback().to_owned(),
        brand: survey.brand.clone(),
        languages: survey.questionnaire.languages.clone(),
        access: survey.charter.access,
        revision,
        waves,
    })
}
