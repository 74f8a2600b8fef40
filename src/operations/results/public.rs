//! What everybody with a survey's address sees, where its charter says so: the
//! totals of everybody in its closed waves. Never a group, never a text.

use std::sync::Arc;

use super::tables::Reader;
use super::{Audience, Selection, Tables, WaveSummary, summary};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::charter::PublicResults;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

/// The results of one wave, and which others there are.
#[derive(Debug, Clone)]
pub struct OpenResults {
    /// As it was asked in that wave; as it is now where none has closed.
    pub survey: Arc<Survey>,
    /// The one shown; nothing before the first has closed.
    pub wave: Option<WaveSummary>,
    /// All that are public, in their order.
    pub waves: Vec<WaveSummary>,
    /// Nothing where too few people answered.
    pub tables: Option<Tables>,
}

/// The newest wave with results unless one is named; `None` where there is no
/// such survey or wave, or its charter keeps results from respondents.
pub async fn open_results(
    installation: &Installation,
    slug: &Slug,
    wave: Option<i32>,
    language: &Language,
) -> Result<Option<OpenResults>, OperationError> {
    let (slug, language) = (slug.clone(), language.clone());
    installation
        .blocking(move |installation| read(installation, &slug, wave, &language))
        .await
}

fn read(
    installation: &Installation,
    slug: &Slug,
    asked: Option<i32>,
    language: &Language,
) -> Result<Option<OpenResults>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(row) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    let waves = public_waves(installation, &mut connection, &row)?;
    let shown = match asked {
        Some(number) => match waves.iter().find(|wave| wave.wave == number) {
            Some(wave) => Some(wave),
            None => return Ok(None),
        },
        None => newest_counted(&waves),
    };
    let survey = match shown {
        Some(wave) => installation.revision(&mut connection, row.id, wave.revision)?,
        None => installation.newest_revision(&mut connection, row.id)?.1,
    };
    drop(connection);
    if survey.charter.public_results == PublicResults::Never {
        return Ok(None);
    }
    let with_results = shown.filter(|wave| wave.batch_count > 0);
    let tables = with_results.map(|wave| tables(installation, &survey, wave, language));
    Ok(Some(OpenResults {
        wave: shown.map(summary),
        waves: waves.iter().map(summary).collect(),
        tables: tables.transpose()?,
        survey,
    }))
}

/// Closed, under a charter that told its respondents so.
// Promise P10: a wave whose respondents were told otherwise is never public.
fn public_waves(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &SurveyRow,
) -> Result<Vec<WaveRow>, OperationError> {
    let mut public = Vec::new();
    for wave in surveys::list_waves(connection, row.id)? {
        let survey = installation.revision(connection, row.id, wave.revision)?;
        if !wave.is_open && survey.charter.public_results == PublicResults::WhenClosed {
            public.push(wave);
        }
    }
    Ok(public)
}

/// They have all closed, so what was counted may be shown.
fn newest_counted(waves: &[WaveRow]) -> Option<&WaveRow> {
    let mut newest_first = waves.iter().rev();
    let counted = newest_first.find(|wave| wave.batch_count > 0);
    counted.or(waves.last())
}

fn tables(
    installation: &Installation,
    survey: &Survey,
    wave: &WaveRow,
    language: &Language,
) -> Result<Tables, OperationError> {
    let reader = Reader {
        language: language.clone(),
        ..Reader::of(installation, survey, wave)
    };
    let key = reader.key(Audience::Inside, &Selection::default());
    reader.kept(key, |everybody| reader.tables(everybody))
}
