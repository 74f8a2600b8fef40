//! Results for readers: published totals of a wave, in words, as protected tables.

mod cache;
mod choices;
mod group_names;
mod layout;
mod looking;
mod outline;
mod public;
mod segments;
mod tables;
mod together;
mod trends;

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::record;
use super::share::door::Door;
use crate::privacy::ledger::Actor;
use crate::privacy::protected_table::ProtectedTable;
use crate::store::surveys::WaveRow;
use crate::survey::board::Arrangement;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use looking::{language_of, open, summary};

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
    pub groups: GroupsOutlook,
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
    /// Everybody is welcome in the place of groups that are not counted yet.
    pub gives_way: bool,
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

/// What is to be said of groups where there are none to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupsOutlook {
    /// They are there, or were never to be.
    Plain,
    /// The wave has not closed; when it does, groups will be counted.
    Awaited,
    /// It has closed, and none is large enough to be shown.
    NoneLargeEnough,
}

/// Why there is no board to show. To whomever the door does not open, nothing but
/// that is said: no such survey and a link taken back look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    Door,
    Wave,
    /// No such breakdown, or the board lets nobody choose it.
    Groups,
    /// The breakdown is there, and the groups to be read as one are not.
    Segment,
    /// Too few closed waves to be read as one.
    Together,
}

/// The board of a survey, at one wave or at the newest that has anything to
/// show, or why there is none.
pub async fn look(
    installation: &Installation,
    slug: &Slug,
    door: impl Into<Door>,
    selection: impl Into<Selection>,
) -> Result<Result<Board, Absent>, OperationError> {
    let (asked, door, selection) = (slug.clone(), door.into(), selection.into());
    let found = installation
        .blocking(move |installation| looking::read_board(installation, &asked, &door, &selection))
        .await?;
    if let Ok(board) = &found {
        record::seen(installation, slug, board);
    }
    Ok(found)
}

/// The same where the reason does not matter.
pub async fn board(
    installation: &Installation,
    slug: &Slug,
    door: impl Into<Door>,
    selection: impl Into<Selection>,
) -> Result<Option<Board>, OperationError> {
    Ok(look(installation, slug, door, selection).await?.ok())
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

fn default_language(survey: &Survey) -> Language {
    let first = survey.questionnaire.languages.first();
    first.cloned().unwrap_or_else(Language::english)
}
