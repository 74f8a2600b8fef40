//! Before anybody has answered: which of a survey's breakdowns will pass.
//!
//! Invents a few waves of the expected size and audits each as if it had been
//! closed, once with releases seen while it ran and once without.

mod people;
pub mod shares;
mod simulated;

use super::audit;
use super::wave::{Grouping, Rule, SortedBy, Verdict, Wave};
use crate::limits::{FORECAST_PEOPLE, FORECAST_WAVES_MAX, FORECAST_WAVES_MIN};
use crate::privacy::published::Seen;
use crate::survey::charter::ResultsWhen;
use crate::survey::criterion::{Candidate, ClassRole, Criterion, candidates};
use crate::survey::questionnaire::Survey;
use shares::{Share, ShareError};
use simulated::{People, releases};

/// What became of a survey's breakdowns in some invented waves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    pub responses: usize,
    pub waves: usize,
    /// Releases of a wave whose results are seen while it runs.
    pub releases: usize,
    pub expected: Vec<Expected>,
}

/// What became of one candidate of the charter's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub candidate: Candidate,
    pub while_running: Outcomes,
    pub when_closed: Outcomes,
}

/// In how many waves a breakdown passes whole, and with groups merged; and as
/// what it is merged most often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcomes {
    pub whole: usize,
    pub merged: Vec<(Verdict, usize)>,
}

impl Forecast {
    /// The same survey and expectation give the same forecast.
    pub fn new(survey: &Survey, responses: usize, told: &[Share]) -> Result<Self, ShareError> {
        let shares = shares::expected(survey, told)?;
        let listed = candidates(survey);
        let waves = FORECAST_PEOPLE / responses.max(1);
        let waves = waves.clamp(FORECAST_WAVES_MIN, FORECAST_WAVES_MAX);
        let new = |&candidate: &Candidate| Expected {
            candidate,
            while_running: Outcomes::default(),
            when_closed: Outcomes::default(),
        };
        let mut forecast = Self {
            responses,
            waves,
            releases: releases(survey, responses, Seen::AfterEachRelease).len(),
            expected: listed.iter().map(new).collect(),
        };
        for seed in 0..waves as u64 {
            let people = People::new(survey, responses, &shares, seed);
            for seen in [Seen::AfterEachRelease, Seen::Once] {
                let wave = people.wave(survey, &listed, seen);
                forecast.note(survey, &wave, &listed, seen);
            }
        }
        Ok(forecast)
    }

    fn note(&mut self, survey: &Survey, wave: &Wave, listed: &[Candidate], seen: Seen) {
        let rule = Rule {
            group_size_min: survey.charter.group_size_min,
            floor: survey.charter.floor,
        };
        let Some(verdicts) = audit(wave, listed, rule).ok().map(|audit| audit.verdicts) else {
            return;
        };
        let verdicts = verdicts.into_iter().next().unwrap_or_default();
        for (expected, verdict) in self.expected.iter_mut().zip(verdicts) {
            let is_whole = is_whole(wave, expected.candidate, &verdict);
            let outcomes = match seen {
                Seen::AfterEachRelease => &mut expected.while_running,
                Seen::Once => &mut expected.when_closed,
            };
            outcomes.note(verdict, is_whole);
        }
    }
}

impl Expected {
    pub fn outcomes(&self, results: ResultsWhen) -> &Outcomes {
        match results {
            ResultsWhen::WhileRunning => &self.while_running,
            ResultsWhen::WhenClosed => &self.when_closed,
        }
    }
}

impl Outcomes {
    pub fn merged(&self) -> usize {
        self.merged.iter().map(|(_, waves)| waves).sum()
    }

    /// Whole or merged.
    pub fn shown(&self) -> usize {
        self.whole + self.merged()
    }

    /// As what it is merged most often.
    pub fn typical(&self) -> Option<&Verdict> {
        let mut typical: Option<&(Verdict, usize)> = None;
        for found in &self.merged {
            if typical.is_none_or(|(_, most)| found.1 > *most) {
                typical = Some(found);
            }
        }
        typical.map(|(verdict, _)| verdict)
    }

    fn note(&mut self, verdict: Verdict, is_whole: bool) {
        if verdict == Verdict::Withheld {
            return;
        }
        if is_whole {
            self.whole += 1;
            return;
        }
        match self.merged.iter_mut().find(|(found, _)| *found == verdict) {
            Some((_, waves)) => *waves += 1,
            None => self.merged.push((verdict, 1)),
        }
    }
}

fn is_whole(wave: &Wave, candidate: Candidate, verdict: &Verdict) -> bool {
    let is_substantive =
        |role: &ClassRole| matches!(role, ClassRole::Substantive | ClassRole::Other);
    let keeps_all = |criterion: Criterion, grouping: &Grouping| {
        let sorted = wave
            .criteria
            .iter()
            .find(|sorted| sorted.criterion == criterion);
        sorted.is_some_and(|SortedBy { classes, .. }| {
            let all = classes
                .roles
                .iter()
                .filter(|role| is_substantive(role))
                .count();
            let role = |class: &u8| classes.roles.get(usize::from(*class));
            let is_of_one = |group: &&Vec<u8>| {
                group.len() == 1 && group.first().and_then(role).is_some_and(is_substantive)
            };
            grouping.0.iter().filter(is_of_one).count() == all
        })
    };
    match (candidate, verdict) {
        (Candidate::By(criterion), Verdict::By(grouping)) => keeps_all(criterion, grouping),
        (Candidate::Pair(first, second), Verdict::Pair(rows, columns)) => {
            keeps_all(first, rows) && keeps_all(second, columns)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
