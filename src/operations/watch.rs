//! How the newest wave of a survey fills, for whoever made it: as of the last
//! release, and of a wave that is held until it closes nothing.

use std::sync::Arc;

use jiff::civil::Date;

use super::error::OperationError;
use super::installation::Installation;
use super::invite::{self, InviteError};
use super::quotas::{self, Counted};
use super::{calendar, listed};
use crate::privacy::leaving::told;
use crate::privacy::pace::{Outlook, Pace};
use crate::privacy::pool_cipher::Place;
use crate::privacy::schedule::Schedule;
use crate::store::batches;
use crate::store::connection::AnyConnection;
use crate::store::invitations::InvitedCounts;
use crate::store::page_counts;
use crate::store::surveys::{self, WaveRow};
use crate::survey::charter::{Access, Charter};
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;
use crate::survey::routing;

/// A wave, watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    pub wave: i32,
    /// As the wave asks it.
    pub survey: Arc<Survey>,
    pub label: String,
    pub is_open: bool,
    pub is_paused: bool,
    pub opened: Date,
    pub closed: Option<Date>,
    pub last_day: Option<Date>,
    /// Days it has run, the first and the last counted.
    pub days: u32,
    pub group_size_min: u16,
    pub standing: Standing,
    /// Of surveys by invitation: how many were invited.
    pub invited: Option<InvitedCounts>,
    pub quotas: Vec<Counted>,
    /// Of each page but the first, how many got there and no further; nothing
    /// before the first release.
    pub leaving: Vec<Leaving>,
}

/// A page on which forms are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// From nought.
    pub page: usize,
    /// In whole groups of k; `None` for fewer than one.
    pub forms: Option<u64>,
}

/// What may be told of the responses of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The charter holds everything until the wave closes.
    Held,
    /// No release yet: it comes when this many have answered.
    BeforeFirst {
        threshold: u64,
    },
    Released(Released),
    /// It closed, and fewer than k had answered.
    ErasedAtClose,
    /// It closed, and nobody had answered.
    Nobody,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    pub responses: u64,
    /// `None` once the single answers of a closed wave are erased.
    pub last_release: Option<Date>,
    /// `None` of a wave that has closed.
    pub next: Option<NextRelease>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextRelease {
    /// It takes at least so many responses.
    pub size: u64,
    pub outlook: Outlook,
}

/// The newest wave of a survey; `None` where none was opened, or no such
/// survey is.
pub fn watch(installation: &Installation, slug: &Slug) -> Result<Option<Watched>, OperationError> {
    let mut connection = installation.store.connection()?;
    let Some(survey) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    let Some(wave) = surveys::find_latest_wave(&mut connection, survey.id)? else {
        return Ok(None);
    };
    let revision = installation.revision(&mut connection, survey.id, wave.revision)?;
    let charter = &revision.charter;
    let days = calendar::held(&wave)?;
    let today = installation.clock.today();
    let standing = standing(&mut connection, charter, &wave, days.opened, today)?;
    let leaving = match &standing {
        Standing::Released(_) => leaving(&mut connection, &revision, &wave)?,
        _ => Vec::new(),
    };
    drop(connection);
    let quotas = quotas::count(installation, &revision, &wave)?;
    Ok(Some(Watched {
        days: days_between(days.opened, days.closed.unwrap_or(today)) + 1,
        opened: days.opened,
        closed: days.closed,
        last_day: days.until,
        group_size_min: charter.group_size_min,
        invited: invited(installation, slug, charter)?,
        quotas,
        leaving,
        standing,
        wave: wave.wave,
        survey: revision,
        label: wave.label,
        is_open: wave.is_open,
        is_paused: wave.is_paused,
    }))
}

// Promise P3: asked of `listed`, as everywhere; of what is held nothing is read.
fn standing(
    connection: &mut AnyConnection,
    charter: &Charter,
    wave: &WaveRow,
    opened: Date,
    today: Date,
) -> Result<Standing, OperationError> {
    let Some(responses) = listed::released(charter, wave) else {
        return Ok(Standing::Held);
    };
    let schedule = Schedule {
        group_size_min: charter.group_size_min,
        released: responses,
    };
    if responses == 0 {
        return Ok(match (wave.is_open, wave.erased_at_close) {
            (true, _) => Standing::BeforeFirst {
                threshold: schedule.threshold(),
            },
            (false, true) => Standing::ErasedAtClose,
            (false, false) => Standing::Nobody,
        });
    }
    let last_release = batches::find_last_release_day(connection, wave.survey, wave.wave)?
        .map(|day| day.parse::<Date>())
        .transpose()
        .map_err(|_malformed| OperationError::Damaged("the day of a release"))?;
    let next = last_release.filter(|_| wave.is_open).and_then(|last| {
        let pace = Pace {
            schedule,
            days_to_release: days_between(opened, last) + 1,
            days_since: days_between(last, today),
        };
        pace.outlook()
    });
    Ok(Standing::Released(Released {
        responses,
        last_release,
        next: next.map(|outlook| NextRelease {
            size: schedule.release_size(),
            outlook,
        }),
    }))
}

fn leaving(
    connection: &mut AnyConnection,
    survey: &Survey,
    wave: &WaveRow,
) -> Result<Vec<Leaving>, OperationError> {
    let place = Place {
        survey: wave.survey,
        wave: wave.wave,
    };
    let counted = page_counts::list(connection, place)?;
    let pages = 1..routing::pages(&survey.questionnaire).len();
    let leaving = pages.map(|page| {
        let forms = i32::try_from(page).ok().and_then(|page| counted.get(&page));
        let forms = forms.copied().unwrap_or(0);
        Leaving {
            page,
            forms: told(forms, survey.charter.group_size_min),
        }
    });
    Ok(leaving.collect())
}

/// Clocks may be set back: never less than none.
fn days_between(earlier: Date, later: Date) -> u32 {
    let days = later.since(earlier).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

fn invited(
    installation: &Installation,
    slug: &Slug,
    charter: &Charter,
) -> Result<Option<InvitedCounts>, OperationError> {
    if charter.access != Access::Invitation {
        return Ok(None);
    }
    match invite::count(installation, slug) {
        Ok(summary) => Ok(Some(summary.invited)),
        Err(InviteError::Operation(error)) => Err(error),
        Err(_gone) => Ok(None),
    }
}
