//! A closed wave of invented people, as the auditor is told of a real one.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::people::{class, person};
use crate::privacy::auditor::wave::{Base, SortedBy, Wave};
use crate::privacy::published::Seen;
use crate::privacy::schedule::Schedule;
use crate::statistics::bit_plane::BitPlane;
use crate::survey::answer::Given;
use crate::survey::criterion::{Candidate, Criterion, classes};
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Survey;

/// In per cent: who wishes to be in the totals only, who withdraws later, and
/// who does not agree that an outside party sees the answers.
const TOTALS_ONLY: u32 = 1;
const WITHDRAWN: u32 = 1;
const NOT_OUTSIDE: u32 = 30;

/// Invented people in the order in which they are released.
pub struct People {
    given: Vec<Vec<Given>>,
    is_withdrawn: Vec<bool>,
    wishes_totals_only: Vec<bool>,
    is_shared: Vec<bool>,
    draw: Vec<u64>,
}

impl People {
    /// The same people whenever they are asked for.
    pub fn new(survey: &Survey, responses: usize, shares: &[Vec<f64>], seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut people = Self {
            given: Vec::with_capacity(responses),
            is_withdrawn: Vec::with_capacity(responses),
            wishes_totals_only: Vec::with_capacity(responses),
            is_shared: Vec::with_capacity(responses),
            draw: Vec::with_capacity(responses),
        };
        for _ in 0..responses {
            people
                .given
                .push(person(&survey.questionnaire, shares, &mut rng));
            people.is_withdrawn.push(rng.random_ratio(WITHDRAWN, 100));
            people
                .wishes_totals_only
                .push(rng.random_ratio(TOTALS_ONLY, 100));
            people.is_shared.push(!rng.random_ratio(NOT_OUTSIDE, 100));
            people.draw.push(rng.random());
        }
        people
    }

    /// What the auditor would be told of them.
    pub fn wave(&self, survey: &Survey, candidates: &[Candidate], seen: Seen) -> Wave {
        let sizes = releases(survey, self.given.len(), seen);
        let batches: Vec<u32> = (0..)
            .zip(&sizes)
            .flat_map(|(b, &size)| vec![b; size])
            .collect();
        let rows: Vec<usize> = self.staying().collect();
        let mut left_out = BitPlane::from_fn(rows.len(), |row| {
            let person = rows.get(row).copied().unwrap_or_default();
            self.wishes_totals_only.get(person) == Some(&true)
        });
        let mut bases: Vec<Base> = vec![self.base(&batches, |_| true, sizes.len())];
        if let Some(everybody) = bases.first_mut() {
            everybody.increments = (0..sizes.len() as u32).map(Some).collect();
        }
        for (position, question) in survey.questionnaire.questions.iter().enumerate() {
            // Comments are never shown by group.
            if matches!(question.kind, QuestionKind::Text(_)) {
                continue;
            }
            let base = self.base_of(survey, position, &batches, sizes.len());
            let is_pending = |row: usize| {
                let batch = rows.get(row).and_then(|&person| batches.get(person));
                let increment = batch.and_then(|&batch| base.increments.get(batch as usize));
                base.rows.contains(row) && increment == Some(&None)
            };
            if base.increments.iter().any(Option::is_some) {
                (0..rows.len())
                    .filter(|&row| is_pending(row))
                    .for_each(|row| left_out.insert(row));
            }
            let is_of_some = base.rows.count() < rows.len() as u64;
            if is_of_some && base.rows.count() > 0 && !bases.contains(&base) {
                bases.push(base);
            }
        }
        let of_row = |all: &[u32]| rows.iter().filter_map(|&p| all.get(p).copied()).collect();
        Wave {
            batches: of_row(&batches),
            criteria: self.criteria(survey, candidates, &rows),
            bases,
            left_out,
            draw: rows
                .iter()
                .filter_map(|&person| self.draw.get(person).copied())
                .collect(),
        }
    }

    /// Whose row is left.
    fn staying(&self) -> impl Iterator<Item = usize> {
        let people = self.is_withdrawn.iter().enumerate();
        people
            .filter(|(_, withdrawn)| !**withdrawn)
            .map(|(person, _)| person)
    }

    /// The people of whom `is_in` holds, and no increments yet.
    fn base(&self, batches: &[u32], is_in: impl Fn(usize) -> bool, count: usize) -> Base {
        let staying: Vec<usize> = self.staying().collect();
        let mut withdrawn = vec![0; count];
        let people = self.is_withdrawn.iter().zip(batches).enumerate();
        for (person, (_, &batch)) in people.filter(|(_, (withdrawn, _))| **withdrawn) {
            if let Some(count) = withdrawn.get_mut(batch as usize).filter(|_| is_in(person)) {
                *count += 1;
            }
        }
        Base {
            rows: BitPlane::from_fn(staying.len(), |row| {
                staying.get(row).is_some_and(|&p| is_in(p))
            }),
            increments: vec![None; count],
            withdrawn,
        }
    }

    /// Those whom the question was shown to; its totals move when at least k
    /// people more, or nobody, were shown it and answered it.
    fn base_of(&self, survey: &Survey, position: usize, batches: &[u32], count: usize) -> Base {
        let given = |person: usize| self.given.get(person).and_then(|given| given.get(position));
        let is_in = |person: usize| given(person).is_some_and(Given::is_shown);
        let mut base = self.base(batches, is_in, count);
        let mut more = vec![(0, 0); count];
        for (person, &batch) in batches.iter().enumerate() {
            if let Some((shown, answered)) = more.get_mut(batch as usize) {
                *shown += u64::from(is_in(person));
                *answered += u64::from(given(person).is_some_and(|given| given.answer().is_some()));
            }
        }
        let group_size_min = u64::from(survey.charter.group_size_min);
        let is_safe = |people: u64| people == 0 || people >= group_size_min;
        let (mut pending, mut number, mut from) = ((0, 0), 0, 0);
        for (batch, (shown, answered)) in more.into_iter().enumerate() {
            pending = (pending.0 + shown, pending.1 + answered);
            if is_safe(pending.0) && is_safe(pending.1) {
                let settled = base.increments.iter_mut().take(batch + 1).skip(from);
                settled.for_each(|increment| *increment = Some(number));
                (pending, number, from) = ((0, 0), number + 1, batch + 1);
            }
        }
        base
    }

    fn criteria(&self, survey: &Survey, candidates: &[Candidate], rows: &[usize]) -> Vec<SortedBy> {
        let mut criteria: Vec<SortedBy> = Vec::new();
        for candidate in candidates {
            let (first, second) = match *candidate {
                Candidate::By(criterion) => (criterion, None),
                Candidate::Pair(first, second) => (first, Some(second)),
            };
            for criterion in std::iter::once(first).chain(second) {
                let is_there = criteria.iter().any(|sorted| sorted.criterion == criterion);
                let Some(classes) = classes(&survey.questionnaire, criterion) else {
                    continue;
                };
                if !is_there {
                    let count = classes.roles.len();
                    let code = |person: &usize| self.code(survey, criterion, *person, count);
                    criteria.push(SortedBy {
                        criterion,
                        classes,
                        codes: rows.iter().map(code).collect(),
                    });
                }
            }
        }
        criteria
    }

    fn code(&self, survey: &Survey, criterion: Criterion, person: usize, classes: usize) -> u8 {
        if criterion == Criterion::SharedOutside {
            return u8::from(self.is_shared.get(person) != Some(&true));
        }
        let given = self.given.get(person).map_or(&[][..], Vec::as_slice);
        class(&survey.questionnaire, criterion, given, classes)
    }
}

/// How many people each release takes.
pub fn releases(survey: &Survey, responses: usize, seen: Seen) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut waiting = responses as u64;
    let next = |waiting: u64| {
        let schedule = Schedule {
            group_size_min: survey.charter.group_size_min,
            released: responses as u64 - waiting,
        };
        let is_due = seen == Seen::AfterEachRelease && waiting >= schedule.threshold();
        is_due.then(|| schedule.release_size())
    };
    while let Some(size) = next(waiting) {
        sizes.push(size as usize);
        waiting -= size;
    }
    sizes.push(waiting as usize);
    sizes
}
