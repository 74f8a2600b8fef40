//! What a reader of a board asks to see, as far as the board lets them, and why
//! there is nothing of it where there is not.

use std::sync::Arc;

use super::tables::{self, WaveResults};
use super::together::{self, ClosedWaves};
use super::{
    Absent, Audience, Board, BreakdownChoice, GroupsOutlook, Results, Selection, WaveSummary,
    default_language, outline,
};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::listed;
use crate::operations::share::door::{self, Door};
use crate::privacy::ledger::Actor;
use crate::store::connection::AnyConnection;
use crate::store::surveys::{self, SurveyRow, WaveRow};
use crate::survey::board::{Arrangement, Groups};
use crate::survey::criterion;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

/// A survey behind an open door.
pub(super) struct Opened {
    pub row: SurveyRow,
    pub audience: Audience,
    pub actor: Actor,
    pub arrangement: Option<Arc<Arrangement>>,
    /// That the audience may see, in the order in which they ran.
    pub waves: Vec<WaveRow>,
}

pub(super) fn open(
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

/// What a reader asks for, as far as the board lets them.
struct Granted {
    selection: Selection,
    /// The reader asked for the groups; else the board opens so.
    are_asked_for: bool,
}

impl Granted {
    /// `None` where the board shows no other groups than its own.
    fn new(arrangement: Option<&Arrangement>, selection: &Selection) -> Option<Self> {
        let groups = match arrangement {
            Some(arrangement) => arrangement.view.groups(selection.by.as_deref())?,
            None => Groups {
                by: selection.by.clone(),
                are_asked_for: true,
            },
        };
        Some(Self {
            selection: Selection {
                by: groups.by,
                ..selection.clone()
            },
            are_asked_for: groups.are_asked_for,
        })
    }

    /// Whether everybody takes the place of groups that are not there: where the
    /// board only opens by them, or where they are still to be counted and the
    /// reader can wait.
    fn gives_way(&self, view: &View<'_>, everybody: &WaveResults) -> bool {
        let selection = &self.selection;
        let is_later = view.is_running() || everybody.is_being_counted;
        let can_wait = selection.gives_way && view.audience == Audience::Inside && is_later;
        let is_listed = |code: &str| outline::lists(view.survey, code);
        let opens_by_them = !self.are_asked_for && selection.segment.is_none();
        opens_by_them || can_wait && selection.by.as_deref().is_some_and(is_listed)
    }
}

/// One wave, or several as one, of a board.
struct View<'a> {
    installation: &'a Installation,
    audience: Audience,
    closed: &'a ClosedWaves<'a>,
    /// `None` before the first wave.
    shown: Option<&'a WaveRow>,
    survey: &'a Survey,
    language: &'a Language,
}

impl View<'_> {
    fn is_running(&self) -> bool {
        self.shown.is_none_or(|wave| wave.is_open)
    }

    fn read(&self, selection: &Selection) -> Result<Option<WaveResults>, OperationError> {
        match self.shown {
            _ if selection.is_together => self.closed.read(selection),
            Some(wave) => {
                let reader = tables::Reader {
                    language: self.language.clone(),
                    ..tables::Reader::of(self.installation, self.survey, wave)
                };
                tables::read(&reader, self.audience, selection)
            }
            None => Ok(tables::of_no_wave(self.audience, selection)),
        }
    }

    /// The groups asked for, or everybody in their place; with what is shown.
    fn results(
        &self,
        granted: &Granted,
    ) -> Result<Result<(Option<String>, WaveResults), Absent>, OperationError> {
        let asked = &granted.selection;
        if let Some(results) = self.read(asked)? {
            return Ok(Ok((asked.by.clone(), results)));
        }
        if asked.by.is_some() {
            let everybody = self.read(&Selection {
                by: None,
                segment: None,
                ..asked.clone()
            })?;
            if let Some(everybody) = everybody.filter(|of| granted.gives_way(self, of)) {
                return Ok(Ok((None, everybody)));
            }
        }
        self.absent(asked).map(Err)
    }

    /// What it is that is not there.
    fn absent(&self, asked: &Selection) -> Result<Absent, OperationError> {
        let apart = Selection {
            segment: None,
            ..asked.clone()
        };
        Ok(match (&asked.segment, &asked.by) {
            (Some(_), None) => Absent::Segment,
            (Some(_), Some(_)) if self.read(&apart)?.is_some() => Absent::Segment,
            (None, None) => Absent::Together,
            (_, Some(_)) => Absent::Groups,
        })
    }

    /// Whether groups were promised that the board may show.
    fn is_to_have_groups(&self, arrangement: Option<&Arrangement>) -> bool {
        let view = arrangement.map(|arrangement| &arrangement.view);
        let shows_none = view.is_some_and(|view| view.is_fixed && view.by.is_none());
        let is_inside = self.audience == Audience::Inside;
        is_inside && !shows_none && !criterion::breakdowns(self.survey).is_empty()
    }

    /// When groups are to come, or that none did.
    fn outlook(&self, arrangement: Option<&Arrangement>, results: &WaveResults) -> GroupsOutlook {
        let has_tables = matches!(results.results, Results::Tables(_));
        match self.shown {
            _ if !self.is_to_have_groups(arrangement) => GroupsOutlook::Plain,
            Some(wave) if wave.is_open => GroupsOutlook::Awaited,
            Some(_) if results.is_being_counted => GroupsOutlook::Plain,
            Some(_) if has_tables && results.breakdowns.is_empty() => {
                GroupsOutlook::NoneLargeEnough
            }
            _ => GroupsOutlook::Plain,
        }
    }
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
pub(super) fn language_of(arrangement: Option<&Arrangement>, survey: &Survey) -> Language {
    let chosen = arrangement.and_then(|arrangement| arrangement.language.clone());
    chosen
        .filter(|language| survey.questionnaire.languages.contains(language))
        .unwrap_or_else(|| default_language(survey))
}

pub(super) fn read_board(
    installation: &Installation,
    slug: &Slug,
    door: &Door,
    selection: &Selection,
) -> Result<Result<Board, Absent>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(opened) = open(installation, &mut connection, slug, door)? else {
        return Ok(Err(Absent::Door));
    };
    let arrangement = opened.arrangement.as_deref();
    let Some(granted) = Granted::new(arrangement, selection) else {
        return Ok(Err(Absent::Groups));
    };
    let waves = &opened.waves;
    let revisions = together::revisions(installation, &mut connection, &opened.row, waves)?;
    drop(connection);
    let closed = ClosedWaves::find(installation, revisions, opened.audience, arrangement)?;
    let shown = match granted.selection.is_together {
        true => closed.newest().map(|(_, wave)| wave),
        false => match wave_shown(installation, waves, &granted.selection)? {
            Some(shown) => shown,
            None => return Ok(Err(Absent::Wave)),
        },
    };
    let mut connection = installation.store.connection()?;
    let survey = match shown {
        Some(wave) => installation.revision(&mut connection, opened.row.id, wave.revision)?,
        None => {
            installation
                .newest_revision(&mut connection, opened.row.id)?
                .1
        }
    };
    drop(connection);
    let language = language_of(arrangement, &survey);
    let view = View {
        installation,
        audience: opened.audience,
        closed: &closed,
        shown,
        survey: &survey,
        language: &language,
    };
    let (by, results) = match view.results(&granted)? {
        Ok(found) => found,
        Err(absent) => return Ok(Err(absent)),
    };
    let groups = view.outlook(arrangement, &results);
    Ok(Ok(Board {
        brand: survey.brand.clone(),
        title: survey.questionnaire.title.in_language(&language).to_owned(),
        wave: shown.map_or(0, |wave| wave.wave),
        has_erased: shown.is_some_and(|wave| wave.erased_at_close),
        results: arranged(results.results, arrangement),
        audience: opened.audience,
        breakdowns: offered(results.breakdowns, arrangement, by.as_ref()),
        together: closed.offered(&Selection {
            by: by.clone(),
            ..granted.selection
        }),
        by,
        is_being_counted: results.is_being_counted,
        groups,
        is_simulated: survey.is_simulated,
        language: language.clone(),
        waves: waves.iter().map(summary).collect(),
        actor: opened.actor,
        arrangement: opened.arrangement,
    }))
}

pub(super) fn summary(wave: &WaveRow) -> WaveSummary {
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
