//! What people have answered under, and what of a draft would promise less.

use std::sync::Arc;

use super::groups::{named, usual};
use crate::operations::drafts::Opened;
use crate::operations::freeze;
use crate::survey::charter::{Access, Comments, Loosening, PublicResults, Reminders, ResultsWhen};
use crate::survey::criterion;
use crate::survey::draft::{self, Draft, as_far_as_it_goes};
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::site::Site;
use crate::web::studio::beside;

/// Empty before the first answer.
pub struct Promised(Vec<Arc<Survey>>);

/// The strictest of everything that was promised.
pub struct Strictest {
    pub group_size_min: u16,
    pub floor: u16,
    pub retention_days: u16,
    pub is_by_invitation: bool,
    pub is_held_until_closed: bool,
    pub are_comments_kept_back: bool,
    pub is_never_public: bool,
    pub are_all_reminded: bool,
    pub has_nobody_outside: bool,
    /// As files write them.
    breakdowns: Vec<String>,
}

impl Promised {
    pub async fn of(site: &Site, opened: &Opened) -> Result<Self, AppError> {
        let Some(slug) = opened.survey.clone() else {
            return Ok(Self(Vec::new()));
        };
        let promised = beside(&site.installation, move |installation| {
            freeze::promised(installation, &slug)
        });
        Ok(Self(promised.await??))
    }

    pub fn strictest(&self) -> Option<Strictest> {
        let first = self.0.first()?;
        let charters = || self.0.iter().map(|survey| &survey.charter);
        let listed = |survey: &Survey| -> Vec<String> {
            criterion::breakdowns(survey).iter().map(named).collect()
        };
        let mut breakdowns = listed(first);
        for survey in &self.0 {
            let also = listed(survey);
            breakdowns.retain(|named| also.iter().any(|other| is_same(named, other)));
        }
        Some(Strictest {
            group_size_min: charters().map(|c| c.group_size_min).max().unwrap_or(0),
            floor: charters().map(|c| c.floor).max().unwrap_or(0),
            retention_days: charters().map(|c| c.retention_days).min().unwrap_or(0),
            is_by_invitation: charters().any(|c| c.access == Access::Invitation),
            is_held_until_closed: charters().any(|c| c.results == ResultsWhen::WhenClosed),
            are_comments_kept_back: charters().any(|c| c.comments == Comments::KeptBack),
            is_never_public: charters().any(|c| c.public_results == PublicResults::Never),
            are_all_reminded: charters().any(|c| c.reminders == Reminders::Everybody),
            has_nobody_outside: charters().any(|c| c.outside.is_none()),
            breakdowns,
        })
    }

    /// The draft with something standing in for each setting that cannot be
    /// read, so that the others are seen as they are: what was promised, or what
    /// is usual.
    pub fn readable(&self, draft: &Draft) -> Draft {
        let mut readable = draft.clone();
        let promised = self.strictest();
        let numbers = promised.map_or((10, 5, 90), |promised| {
            let Strictest {
                group_size_min,
                floor,
                retention_days,
                ..
            } = promised;
            (group_size_min, floor, retention_days)
        });
        let charter = &mut readable.charter;
        for problem in draft::survey(draft).err().unwrap_or_default() {
            match (problem.place.question, problem.place.field) {
                (None, "readers") => {
                    if let Some(first) = draft.languages.first() {
                        charter.readers.set(first, "…");
                    }
                }
                (None, "group_size_min" | "floor") => {
                    charter.group_size_min = numbers.0.to_string();
                    charter.floor = numbers.1.to_string();
                }
                (None, "retention_days") => charter.retention_days = numbers.2.to_string(),
                (None, "breakdowns") => {
                    let known = usual(draft);
                    if let Some(listed) = &mut charter.breakdowns {
                        listed.retain(|named| known.contains(named));
                    }
                }
                _ => {}
            }
        }
        readable
    }

    /// What of a draft promises less, as far as it can be read.
    pub fn refused(&self, draft: &Draft) -> Vec<Loosening> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let unreadable = draft::survey(draft).err().unwrap_or_default();
        let readable = self.readable(draft);
        let Some(survey) = as_far_as_it_goes(&readable).survey else {
            return Vec::new();
        };
        let mut refused = freeze::refused(&self.0, &survey);
        refused.retain(|loosening| {
            let of_field = |field: &str| loosening.key() == field;
            !unreadable
                .iter()
                .any(|problem| of_field(problem.place.field))
        });
        refused
    }

    /// What an edit would make looser; what was looser before, because of a
    /// question for instance, is told and does not stop it.
    pub fn refused_between(&self, before: &Draft, after: &Draft) -> Vec<Loosening> {
        let known = self.refused(before);
        let mut refused = self.refused(after);
        refused.retain(|loosening| !known.contains(loosening));
        refused
    }
}

impl Strictest {
    /// Whether respondents were told of this group.
    pub fn names(&self, breakdown: &str) -> bool {
        let mut told = self.breakdowns.iter();
        told.any(|named| is_same(named, breakdown))
    }
}

/// A pair is the same from either side.
fn is_same(one: &str, other: &str) -> bool {
    let turned = other.split_once(" by ");
    one == other || turned.is_some_and(|(first, second)| one == format!("{second} by {first}"))
}
