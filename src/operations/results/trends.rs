//! Several waves of one survey, each beside the next.

use super::tables::Reader;
use super::{Audience, WaveSummary, language_of, open, summary};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::record;
use crate::operations::share::door::Door;
use crate::privacy::ledger::Actor;
use crate::privacy::protected_table::ProtectedTable;
use crate::privacy::published::PublishedTotals;
use crate::store::surveys::WaveRow;
use crate::survey::board::Arrangement;
use crate::survey::charter::ResultsWhen;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::question::Question;
use crate::survey::questionnaire::Survey;
use std::sync::Arc;

/// What became of each question over the waves.
#[derive(Debug, Clone)]
pub struct Tracker {
    pub brand: String,
    pub title: String,
    /// The waves with results, in the order in which they ran.
    pub waves: Vec<WaveSummary>,
    pub questions: Vec<Tracked>,
    pub is_simulated: bool,
    /// As the ledger names whoever reads it.
    pub actor: Actor,
}

/// One question of the newest wave and everybody's answers to it, wave after
/// wave, where it was asked in the same way.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// With the number of its wave; the newest wave is the last.
    pub tables: Vec<(i32, ProtectedTable)>,
}

/// The waves of a survey beside each other; `None` where there is no such survey,
/// the door does not open, or the board is for an outside party.
pub async fn tracker(
    installation: &Installation,
    slug: &Slug,
    door: impl Into<Door>,
) -> Result<Option<Tracker>, OperationError> {
    let (asked, door) = (slug.clone(), door.into());
    let tracker = installation
        .blocking(move |installation| read_tracker(installation, &asked, &door))
        .await?;
    if let Some(tracker) = &tracker {
        record::seen_over_time(installation, slug, tracker);
    }
    Ok(tracker)
}

/// A wave with its revision.
struct Edition {
    survey: Arc<Survey>,
    wave: WaveRow,
    language: Language,
}

/// The waves that have results, and who may read what of them.
struct Editions {
    list: Vec<Edition>,
    actor: Actor,
    arrangement: Option<Arc<Arrangement>>,
}

impl Editions {
    /// The questions of a board in its order: as they are, or as arranged.
    fn arranged<T>(&self, questions: Vec<T>, code: impl Fn(&T) -> Option<String>) -> Vec<T> {
        let Some(arrangement) = &self.arrangement else {
            return questions;
        };
        let mut placed: Vec<(usize, T)> = questions
            .into_iter()
            .filter_map(|question| {
                let place = arrangement.place(&code(&question)?)?;
                Some((place, question))
            })
            .collect();
        placed.sort_by_key(|(place, _)| *place);
        placed.into_iter().map(|(_, question)| question).collect()
    }
}

impl Edition {
    fn reader<'a>(&'a self, installation: &'a Installation) -> Reader<'a> {
        Reader {
            language: self.language.clone(),
            ..Reader::of(installation, &self.survey, &self.wave)
        }
    }

    /// The question that was asked in the same way; its words may be mended.
    fn same(&self, question: &Question) -> Option<(usize, &Question)> {
        let position = self.survey.questionnaire.position(&question.code)?;
        let found = self.survey.questionnaire.questions.get(position)?;
        (found.kind == question.kind).then_some((position, found))
    }
}

/// The waves that have results, in order.
fn editions(
    installation: &Installation,
    slug: &Slug,
    door: &Door,
) -> Result<Option<Editions>, OperationError> {
    let mut connection = installation.store.connection()?;
    let opened = open(installation, &mut connection, slug, door)?;
    let Some(opened) = opened.filter(|opened| opened.audience == Audience::Inside) else {
        return Ok(None);
    };
    let mut editions = Vec::new();
    for wave in opened.waves {
        let survey = installation.revision(&mut connection, opened.row.id, wave.revision)?;
        let is_held = wave.is_open && survey.charter.results == ResultsWhen::WhenClosed;
        if wave.batch_count > 0 && !is_held {
            let language = language_of(opened.arrangement.as_deref(), &survey);
            editions.push(Edition {
                survey,
                wave,
                language,
            });
        }
    }
    Ok(Some(Editions {
        list: editions,
        actor: opened.actor,
        arrangement: opened.arrangement,
    }))
}

fn read_tracker(
    installation: &Installation,
    slug: &Slug,
    door: &Door,
) -> Result<Option<Tracker>, OperationError> {
    let Some(editions) = editions(installation, slug, door)? else {
        return Ok(None);
    };
    let Some(newest) = editions.list.last() else {
        return Ok(None);
    };
    let mut everybody: Vec<PublishedTotals> = Vec::new();
    for edition in &editions.list {
        everybody.push(edition.reader(installation).everybody()?.1);
    }
    let newest_reader = newest.reader(installation);
    let mut questions = Vec::new();
    for (_, question) in newest_reader.questions() {
        let mut tables = Vec::new();
        for (edition, everybody) in editions.list.iter().zip(&everybody) {
            if let Some((position, found)) = edition.same(question) {
                let reader = edition.reader(installation);
                let table = reader.table(everybody, position, found)?;
                tables.push((edition.wave.wave, table));
            }
        }
        questions.push(Tracked { tables });
    }
    let questions = editions.arranged(questions, |tracked: &Tracked| {
        let (_, newest) = tracked.tables.last()?;
        Some(newest.heading().question_code.clone())
    });
    let language = &newest.language;
    let title = &newest.survey.questionnaire.title;
    Ok(Some(Tracker {
        brand: newest.survey.brand.clone(),
        title: title.in_language(language).to_owned(),
        actor: editions.actor.clone(),
        waves: editions
            .list
            .iter()
            .map(|edition| summary(&edition.wave))
            .collect(),
        questions,
        is_simulated: newest.survey.is_simulated,
    }))
}
