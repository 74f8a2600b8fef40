//! The tables of one wave: of everybody, of the groups of a breakdown, and of
//! those who agreed that an outside party sees their answers.

use std::sync::Arc;

use super::cache::Key;
use super::choices::{Choice, Choices, ShownGroup};
use super::layout::{heading, layout};
use super::segments::{self, Segments};
use super::{Audience, BreakdownChoice, MISMATCH, Results, Selection, Tables, default_language};
use crate::operations::book;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::pool_cipher::Place;
use crate::privacy::protected_table::{Banner, Heading, Layout, ProtectedTable};
use crate::privacy::published::PublishedTotals;
use crate::statistics::totals::{QuestionTotals, Tally};
use crate::store::surveys::WaveRow;
use crate::store::{batches, books};
use crate::survey::charter::ResultsWhen;
use crate::survey::criterion::{Candidate, Criterion};
use crate::survey::language::Language;
use crate::survey::question::Question;
use crate::survey::questionnaire::Survey;

/// Agreed to sharing: the first class of that criterion.
const AGREED: [u8; 1] = [0];

pub(super) struct WaveResults {
    pub results: Results,
    pub breakdowns: Vec<BreakdownChoice>,
    pub is_being_counted: bool,
}

impl WaveResults {
    fn without_groups(results: Results) -> Self {
        Self {
            results,
            breakdowns: Vec::new(),
            is_being_counted: false,
        }
    }
}

/// What is shown before any wave can be.
pub(super) fn of_no_wave(audience: Audience, selection: &Selection) -> Option<WaveResults> {
    let results = match audience {
        Audience::Inside => Results::NotYetOpen,
        Audience::Outside => Results::HeldUntilClosed,
    };
    let is_plain = selection.by.is_none() && selection.segment.is_none();
    is_plain.then(|| WaveResults::without_groups(results))
}

/// `None` where the wave has no such breakdown or segment.
pub(super) fn read(
    reader: &Reader<'_>,
    audience: Audience,
    selection: &Selection,
) -> Result<Option<WaveResults>, OperationError> {
    let (survey, wave) = (reader.survey, reader.wave);
    let is_plain = selection.by.is_none() && selection.segment.is_none();
    // Promise P3: between releases nothing here changes; this is read from
    // what was published, never from what waits.
    // What is held says so from its first day: "too few" that turned into
    // "held" would tell that the first release has happened.
    let plain = if wave.is_open && survey.charter.results == ResultsWhen::WhenClosed {
        Some(Results::HeldUntilClosed)
    } else if wave.batch_count == 0 {
        Some(Results::TooFew {
            group_size_min: survey.charter.group_size_min,
        })
    } else {
        None
    };
    if let Some(results) = plain {
        return Ok(is_plain.then(|| WaveResults::without_groups(results)));
    }
    let choices = reader.choices()?;
    match (audience, &choices) {
        (Audience::Outside, _) if !is_plain => Ok(None),
        (Audience::Outside, None) => Ok(Some(WaveResults {
            is_being_counted: true,
            ..WaveResults::without_groups(Results::HeldUntilClosed)
        })),
        (Audience::Outside, Some(choices)) => reader.outside(choices).map(Some),
        (Audience::Inside, _) => reader.inside(choices.as_deref(), selection),
    }
}

fn place(wave: &WaveRow) -> Place {
    Place {
        survey: wave.survey,
        wave: wave.wave,
    }
}

/// One wave that has results.
pub(super) struct Reader<'a> {
    pub installation: &'a Installation,
    pub survey: &'a Survey,
    pub wave: &'a WaveRow,
    pub place: Place,
    /// Of questions, options and groups.
    pub language: Language,
}

impl<'a> Reader<'a> {
    /// In the survey's first language.
    pub(super) fn of(
        installation: &'a Installation,
        survey: &'a Survey,
        wave: &'a WaveRow,
    ) -> Self {
        Self {
            installation,
            survey,
            wave,
            place: place(wave),
            language: default_language(survey),
        }
    }

    /// The wave's book; `None` while it runs, and until the book is written.
    pub(super) fn choices(&self) -> Result<Option<Arc<Choices>>, OperationError> {
        if self.wave.is_open {
            return Ok(None);
        }
        let kept = &self.installation.results;
        if let Some(known) = kept.find_book(self.place, &self.language) {
            return Ok(Some(known));
        }
        let mut connection = self.installation.store.connection()?;
        if books::find_book(&mut connection, self.place)?.is_none() {
            return Ok(None);
        }
        let book = books::read_book(&mut connection, self.place)?;
        let opened = Arc::new(Choices::open(self.survey, &self.language, book));
        kept.keep_book(self.place, self.language.clone(), Arc::clone(&opened));
        Ok(Some(opened))
    }

    fn inside(
        &self,
        choices: Option<&Choices>,
        selection: &Selection,
    ) -> Result<Option<WaveResults>, OperationError> {
        let chosen = match (&selection.by, choices) {
            (None, _) if selection.segment.is_some() => return Ok(None),
            (None, _) => None,
            (Some(code), Some(choices)) => match choices.find(code) {
                Some(choice) => Some((choice, choices)),
                None => return Ok(None),
            },
            (Some(_), None) => return Ok(None),
        };
        let segments = match (&selection.segment, chosen) {
            (Some(text), Some((choice, choices))) => match segments::read(text, choice, choices) {
                Some(segments) => Some(segments),
                None => return Ok(None),
            },
            _ => None,
        };
        let key = self.key(Audience::Inside, selection);
        let tables = self.kept(key, |everybody| match chosen {
            None => self.tables(everybody),
            Some((choice, choices)) => self.grouped(everybody, choice, choices, segments.as_ref()),
        })?;
        Ok(Some(WaveResults {
            results: Results::Tables(tables),
            breakdowns: choices.map(Choices::offered).unwrap_or_default(),
            is_being_counted: choices.is_none() && !self.wave.is_open,
        }))
    }

    /// Only those who agreed, if the auditor let them be a group.
    fn outside(&self, choices: &Choices) -> Result<WaveResults, OperationError> {
        let shared = Candidate::By(Criterion::SharedOutside);
        let mut entries = choices.book.breakdowns().iter();
        let Some(entry) = entries.find(|entry| entry.definition.candidate == shared) else {
            return Ok(WaveResults::without_groups(Results::TooFewAgreed));
        };
        let key = self.key(Audience::Outside, &Selection::default());
        let tables = self.kept(key, |_everybody| {
            let mut tables = Vec::new();
            for (position, question) in self.questions() {
                let layout = self.layout(question)?;
                let groups = entry.question(position as u16, &empty(&layout));
                let mut groups = groups.into_iter();
                let agreed = groups.find(|(group, _)| group.classes == AGREED);
                let (_, totals) = agreed.ok_or(MISMATCH)?;
                let heading = self.heading(question);
                let name = "Those who agreed to sharing".to_owned();
                let table = ProtectedTable::of_group(name, heading, layout, &totals, 0);
                tables.push(table.map_err(|_mismatch| MISMATCH)?);
            }
            Ok(tables)
        })?;
        Ok(WaveResults::without_groups(Results::Tables(tables)))
    }

    pub(super) fn key(&self, audience: Audience, selection: &Selection) -> Key {
        Key {
            place: self.place,
            audience,
            language: self.language.clone(),
            by: selection.by.clone(),
            segment: selection.segment.clone(),
        }
    }

    /// Tables from memory, or made and kept there.
    pub(super) fn kept(
        &self,
        key: Key,
        make: impl FnOnce(&PublishedTotals) -> Result<Vec<ProtectedTable>, OperationError>,
    ) -> Result<Tables, OperationError> {
        let kept = &self.installation.results;
        if let Some(tables) = kept.find(&key, self.wave.batch_count) {
            return Ok(tables);
        }
        let (releases, everybody) = self.everybody()?;
        let tables = Arc::new(make(&everybody)?);
        kept.keep(key, releases, Arc::clone(&tables));
        Ok(tables)
    }

    /// How many releases there were, and what they add up to.
    pub(super) fn everybody(&self) -> Result<(i32, PublishedTotals), OperationError> {
        let mut connection = self.installation.store.connection()?;
        let releases = batches::list_released_totals(&mut connection, self.place)?;
        let charter = &self.survey.charter;
        let seen = book::seen(charter);
        let everybody = PublishedTotals::sum(&releases, charter.group_size_min, seen)
            .map_err(|_mismatch| MISMATCH)?;
        Ok((releases.len() as i32, everybody))
    }

    /// The questions that are asked, in the order of the questionnaire.
    pub(super) fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let questions = self.survey.questionnaire.questions.iter().enumerate();
        questions.filter(|(_, question)| question.kind.is_asked())
    }

    pub(super) fn heading(&self, question: &Question) -> Heading {
        heading(self.survey, self.wave, question, &self.language)
    }

    pub(super) fn layout(&self, question: &Question) -> Result<Layout, OperationError> {
        layout(question, &self.language)
            .ok_or(OperationError::Damaged("a question without a layout"))
    }

    /// One table for each question, of everybody.
    pub(super) fn tables(
        &self,
        everybody: &PublishedTotals,
    ) -> Result<Vec<ProtectedTable>, OperationError> {
        let tables = self
            .questions()
            .map(|(position, question)| self.table(everybody, position, question));
        tables.collect()
    }

    pub(super) fn table(
        &self,
        everybody: &PublishedTotals,
        position: usize,
        question: &Question,
    ) -> Result<ProtectedTable, OperationError> {
        let (heading, layout) = (self.heading(question), self.layout(question)?);
        ProtectedTable::of_everybody(heading, layout, everybody, position)
            .map_err(|_mismatch| MISMATCH)
    }

    /// The same with the groups of a breakdown, but for the question that they
    /// are groups of.
    fn grouped(
        &self,
        everybody: &PublishedTotals,
        choice: &Choice,
        choices: &Choices,
        segments: Option<&Segments>,
    ) -> Result<Vec<ProtectedTable>, OperationError> {
        let mut tables = Vec::new();
        for (position, question) in self.questions() {
            let table = self.table(everybody, position, question)?;
            if choice.is_itself(position) {
                tables.push(table);
                continue;
            }
            let empty = empty(&self.layout(question)?);
            let groups = choice.groups(&choices.book, position, &empty);
            let books = [&choices.book];
            let banner = choice.banner(&books, &groups, everybody.responses());
            let inside = choice.inside(&books, position, &empty)?;
            let groups = match segments {
                Some(segments) => segments.joined(choice, groups),
                None => groups,
            };
            tables.push(with_groups(table, banner, &groups, &inside)?);
        }
        Ok(tables)
    }
}

pub(super) fn with_groups(
    table: ProtectedTable,
    banner: Banner,
    groups: &[ShownGroup],
    inside: &PublishedTotals,
) -> Result<ProtectedTable, OperationError> {
    let groups: Vec<(String, &PublishedTotals, usize)> = groups
        .iter()
        .map(|group| (group.name.clone(), &group.totals, 0))
        .collect();
    table
        .with_groups(banner, &groups, inside)
        .map_err(|_mismatch| MISMATCH)
}

/// The totals of a question that nobody was shown.
pub(super) fn empty(layout: &Layout) -> QuestionTotals {
    let tally = || Tally::empty(layout.categories.len());
    QuestionTotals {
        tallies: layout.items.iter().map(|_| tally()).collect(),
        ..QuestionTotals::default()
    }
}
