//! Closed waves of one survey read as one: everybody's totals added up, and the
//! groups of a breakdown that several of them were counted by. Sums of what the
//! waves' books publish, and nothing else.

use std::sync::Arc;

use super::choices::{Choice, Choices};
use super::outline::Outline;
use super::segments::{self, Segments};
use super::tables::{Reader, WaveResults, empty, with_groups};
use super::{Audience, BreakdownChoice, MISMATCH, Results, Selection, language_of};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::protected_table::ProtectedTable;
use crate::privacy::published::PublishedTotals;
use crate::store::books;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{SurveyRow, WaveRow};
use crate::survey::board::Arrangement;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

/// Which waves a board can read as one, and whether it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Two or more, in the order in which they ran; of those that are added up
    /// if `is_shown`, otherwise of those that can be for everybody.
    pub waves: Vec<i32>,
    pub is_shown: bool,
    /// Two or more of them have the breakdown that the board is by.
    pub has_groups: bool,
}

impl Together {
    /// "Waves 1–3", "Waves 1, 3 and 4".
    pub fn in_words(&self) -> String {
        in_words(&self.waves)
    }
}

fn in_words(waves: &[i32]) -> String {
    let is_run = waves
        .iter()
        .zip(waves.iter().skip(1))
        .all(|(wave, next)| wave + 1 == *next);
    match waves {
        [first, .., last] if is_run => format!("Waves {first}–{last}"),
        [others @ .., last] if !others.is_empty() => {
            let others: Vec<String> = others.iter().map(i32::to_string).collect();
            format!("Waves {} and {last}", others.join(", "))
        }
        _ => String::new(),
    }
}

/// A closed wave whose book is written. The book itself is opened when its totals
/// are needed: every board asks what can be read together, few boards read it.
pub(super) struct Closed {
    survey: Arc<Survey>,
    wave: WaveRow,
    outline: Arc<Outline>,
    language: Language,
}

/// The closed waves of a survey that asked the same as the newest of them, so
/// that the positions of questions and answers mean the same in all.
pub(super) struct ClosedWaves<'a> {
    installation: &'a Installation,
    list: Vec<Closed>,
}

impl<'a> ClosedWaves<'a> {
    /// Those of a board; none for an outside party.
    pub(super) fn find(
        installation: &'a Installation,
        revisions: Vec<(Arc<Survey>, WaveRow)>,
        audience: Audience,
        arrangement: Option<&Arrangement>,
    ) -> Result<Self, OperationError> {
        let mut list: Vec<Closed> = Vec::new();
        for (survey, wave) in revisions {
            let has_results = !wave.is_open && wave.batch_count > 0;
            if !has_results || audience == Audience::Outside {
                continue;
            }
            let language = language_of(arrangement, &survey);
            if let Some(outline) = outline(installation, &survey, &wave, &language)? {
                list.push(Closed {
                    survey,
                    wave,
                    outline,
                    language,
                });
            }
        }
        if let Some(newest) = list.last().map(|closed| Arc::clone(&closed.survey)) {
            let asked = &newest.questionnaire.questions;
            list.retain(|closed| closed.survey.questionnaire.questions == *asked);
        }
        Ok(Self { installation, list })
    }

    /// Those that have a breakdown; all of them for everybody.
    fn with(&self, by: Option<&str>) -> Vec<&Closed> {
        let has = |closed: &&Closed| by.is_none_or(|code| closed.outline.find(code).is_some());
        self.list.iter().filter(has).collect()
    }

    /// `None` where fewer than two can be read as one.
    pub(super) fn offered(&self, selection: &Selection) -> Option<Together> {
        let is_shown = selection.is_together;
        let by = selection.by.as_deref();
        let waves = self.with(by.filter(|_| is_shown));
        let has_groups = by.is_some_and(|code| self.shares(code));
        (waves.len() > 1).then(|| Together {
            waves: waves.iter().map(|closed| closed.wave.wave).collect(),
            is_shown,
            has_groups,
        })
    }

    /// The newest, in whose words the others are told.
    pub(super) fn newest(&self) -> Option<(Arc<Survey>, &WaveRow)> {
        let newest = self.list.last()?;
        Some((Arc::clone(&newest.survey), &newest.wave))
    }

    /// `None` where there are fewer than two, or too few have the breakdown, or the
    /// segment is none of it.
    pub(super) fn read(
        &self,
        selection: &Selection,
    ) -> Result<Option<WaveResults>, OperationError> {
        let by = selection.by.as_deref();
        let waves = self.with(by);
        let is_shared = by.is_none_or(|code| self.shares(code));
        if waves.len() < 2 || !is_shared {
            return Ok(None);
        }
        let segments = match (&selection.segment, by.and_then(|code| self.choice(code))) {
            (None, _) => None,
            (Some(text), Some(choice)) => {
                match segments::read_together(text, choice, &outlines(&waves)) {
                    Some(segments) => Some(segments),
                    None => return Ok(None),
                }
            }
            (Some(_), None) => return Ok(None),
        };
        let tables = self.tables(&waves, by, segments.as_ref())?;
        Ok(Some(WaveResults {
            results: Results::Tables(Arc::new(tables)),
            breakdowns: self.breakdowns(),
            is_being_counted: false,
        }))
    }

    fn breakdowns(&self) -> Vec<BreakdownChoice> {
        let newest = self.list.last();
        newest.map_or_else(Vec::new, |newest| {
            let with = |code: &str| outlines(&self.with(Some(code)));
            newest.outline.offered_together(with)
        })
    }

    /// As the newest wave has it.
    fn choice(&self, code: &str) -> Option<&Choice> {
        self.list.last()?.outline.find(code)
    }

    /// Whether two waves or more have a breakdown, the newest among them, and
    /// what they have in common is more than one group.
    fn shares(&self, code: &str) -> bool {
        let waves = outlines(&self.with(Some(code)));
        let choice = self.choice(code);
        waves.len() > 1 && choice.is_some_and(|choice| choice.has_common_groups(&waves))
    }

    /// The books whose groups are to be added up; none for everybody.
    fn books(
        &self,
        waves: &[&Closed],
        by: Option<&str>,
    ) -> Result<Vec<Arc<Choices>>, OperationError> {
        let mut books = Vec::new();
        for closed in waves.iter().filter(|_| by.is_some()) {
            books.push(self.reader(closed).choices()?.ok_or(MISMATCH)?);
        }
        Ok(books)
    }

    fn tables(
        &self,
        waves: &[&Closed],
        by: Option<&str>,
        segments: Option<&Segments>,
    ) -> Result<Vec<ProtectedTable>, OperationError> {
        let Some(newest) = waves.last() else {
            return Ok(Vec::new());
        };
        let choice = by.and_then(|code| self.choice(code));
        let opened = self.books(waves, by)?;
        let books: Vec<_> = opened.iter().map(|choices| &choices.book).collect();
        let mut sums: Vec<PublishedTotals> = Vec::new();
        for closed in waves {
            sums.push(self.reader(closed).everybody()?.1);
        }
        let everybody = PublishedTotals::together(&sums).map_err(|_shape| MISMATCH)?;
        let reader = self.reader(newest);
        let numbers: Vec<i32> = waves.iter().map(|closed| closed.wave.wave).collect();
        let mut tables = Vec::new();
        for (position, question) in reader.questions() {
            let (mut heading, layout) = (reader.heading(question), reader.layout(question)?);
            heading.wave = labels(waves);
            heading.together = Some(in_words(&numbers));
            let empty = empty(&layout);
            let table = ProtectedTable::of_everybody(heading, layout, &everybody, position)
                .map_err(|_mismatch| MISMATCH)?;
            let grouped = choice.filter(|choice: &&Choice| !choice.is_itself(position));
            let Some(choice) = grouped else {
                tables.push(table);
                continue;
            };
            let groups = choice.cumulated(&books, position, &empty)?;
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

    fn reader<'b>(&'b self, closed: &'b Closed) -> Reader<'b> {
        reader(
            self.installation,
            &closed.survey,
            &closed.wave,
            &closed.language,
        )
    }
}

fn outlines<'a>(waves: &[&'a Closed]) -> Vec<&'a Outline> {
    waves.iter().map(|closed| &*closed.outline).collect()
}

/// What a closed wave's book has to choose from; `None` until it is written.
fn outline(
    installation: &Installation,
    survey: &Survey,
    wave: &WaveRow,
    language: &Language,
) -> Result<Option<Arc<Outline>>, OperationError> {
    let place = Reader::of(installation, survey, wave).place;
    let kept = &installation.results;
    if let Some(known) = kept.find_outline(place, language) {
        return Ok(Some(known));
    }
    let mut connection = installation.store.connection()?;
    if books::find_book(&mut connection, place)?.is_none() {
        return Ok(None);
    }
    let definitions = books::read_definitions(&mut connection, place)?;
    let outline = Arc::new(Outline::open(survey, language, definitions));
    kept.keep_outline(place, language.clone(), Arc::clone(&outline));
    Ok(Some(outline))
}

/// The waves of a survey with what each of them asked.
pub(super) fn revisions(
    installation: &Installation,
    connection: &mut AnyConnection,
    row: &SurveyRow,
    waves: &[WaveRow],
) -> Result<Vec<(Arc<Survey>, WaveRow)>, OperationError> {
    let mut found = Vec::new();
    for wave in waves {
        let survey = installation.revision(connection, row.id, wave.revision)?;
        found.push((survey, wave.clone()));
    }
    Ok(found)
}

fn reader<'a>(
    installation: &'a Installation,
    survey: &'a Survey,
    wave: &'a WaveRow,
    language: &Language,
) -> Reader<'a> {
    Reader {
        language: language.clone(),
        ..Reader::of(installation, survey, wave)
    }
}

/// "June 2011 to June 2012".
fn labels(waves: &[&Closed]) -> String {
    let labels: Vec<&str> = waves
        .iter()
        .map(|closed| closed.wave.label.as_str())
        .collect();
    match labels.as_slice() {
        [first, .., last] => format!("{first} to {last}"),
        [only] => (*only).to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_in_a_row_read_as_a_range_and_others_one_by_one() {
        assert_eq!(in_words(&[1, 2]), "Waves 1–2");
        assert_eq!(in_words(&[2, 3, 4]), "Waves 2–4");
        assert_eq!(in_words(&[1, 3]), "Waves 1 and 3");
        assert_eq!(in_words(&[1, 3, 4]), "Waves 1, 3 and 4");
    }
}
