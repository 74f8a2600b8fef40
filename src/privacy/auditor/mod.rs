//! Which of a charter's breakdowns may be published beside everything else.
//!
//! Looks at who belongs to which group, never at what anybody answered. In
//! reading order: what it is told and says ([`wave`]), who is left out of every
//! breakdown (`left_out`, on the counts of a `census`), how classes that are too
//! small are joined (`merging`), the rule and its proof ([`leverage`], on
//! [`atoms`]), and the charter's list held to it (`admission`).

mod admission;
pub mod atoms;
mod census;
pub mod forecast;
mod left_out;
pub mod leverage;
mod listing;
mod merging;
pub mod wave;

use crate::survey::criterion::{Candidate, Criterion};
use listing::Listing;
use wave::{Audit, Rule, Verdict, Wave};

/// What was handed in is not a wave: a mistake in the program, not in a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuditError {
    #[error("{what}: {found} where the wave has {expected}")]
    Length {
        what: &'static str,
        found: usize,
        expected: usize,
    },
    #[error("a response stands in batch {batch}, and a base knows {batches} batches")]
    Batch { batch: u32, batches: usize },
    #[error("a response is of class {class} by {criterion:?}, which has {classes}")]
    Class {
        criterion: Criterion,
        class: u8,
        classes: usize,
    },
    #[error("a breakdown is by {0:?}, and nobody was sorted by it")]
    Unsorted(Criterion),
    #[error("the wave has no base of everybody")]
    NoBase,
    #[error("a rule of k = {group_size_min} and floor {floor} protects nobody")]
    NoRule { group_size_min: u16, floor: u16 },
}

/// Holds the charter's list to the rule, in its order. The same wave gives the
/// same answer, whenever it is asked and in whatever order its rows stand.
pub fn audit(wave: &Wave, candidates: &[Candidate], rule: Rule) -> Result<Audit, AuditError> {
    check(wave, rule)?;
    let listing = Listing::new(wave, candidates)?;
    let decided = left_out::decide(wave, &listing, rule);
    let mut verdicts: Vec<Vec<Verdict>> = Vec::with_capacity(wave.bases.len());
    for (number, base) in decided.bases.iter().enumerate() {
        let of_everybody = verdicts.first();
        let left_out = &decided.left_out;
        let found = admission::admit(wave, &listing, number, base, left_out, of_everybody, rule);
        verdicts.push(found);
    }
    Ok(Audit {
        left_out: decided.left_out,
        verdicts,
        candidates: candidates.to_vec(),
    })
}

fn check(wave: &Wave, rule: Rule) -> Result<(), AuditError> {
    if rule.floor == 0 || rule.group_size_min < rule.floor {
        return Err(AuditError::NoRule {
            group_size_min: rule.group_size_min,
            floor: rule.floor,
        });
    }
    let rows = wave.batches.len();
    has_length("rows left out", wave.left_out.len(), rows)?;
    has_length("places in the draw", wave.draw.len(), rows)?;
    if wave.bases.is_empty() {
        return Err(AuditError::NoBase);
    }
    let last = wave.batches.iter().max();
    for base in &wave.bases {
        let batches = base.increments.len();
        has_length("rows of a base", base.rows.len(), rows)?;
        has_length("withdrawals by batch", base.withdrawn.len(), batches)?;
        if let Some(&batch) = last.filter(|&&batch| batch as usize >= batches) {
            return Err(AuditError::Batch { batch, batches });
        }
    }
    for sorted in &wave.criteria {
        has_length("classes of a criterion", sorted.codes.len(), rows)?;
        let classes = sorted.classes.roles.len();
        let highest = sorted.codes.iter().max();
        if let Some(&class) = highest.filter(|&&class| usize::from(class) >= classes) {
            return Err(AuditError::Class {
                criterion: sorted.criterion,
                class,
                classes,
            });
        }
    }
    Ok(())
}

fn has_length(what: &'static str, found: usize, expected: usize) -> Result<(), AuditError> {
    if found == expected {
        Ok(())
    } else {
        Err(AuditError::Length {
            what,
            found,
            expected,
        })
    }
}

#[cfg(test)]
mod tests;
