//! The answers of many responses to one question, side by side, and their counts.
//!
//! A column knows positions and numbers, never words.

use super::bit_plane::BitPlane;
use super::totals::{QuestionTotals, Tally};

/// Byte codes: routing passed by, left empty, and 2 + the chosen category.
pub const NOT_SHOWN: u8 = 0;
pub const SKIPPED: u8 = 1;
pub const FIRST_CATEGORY: u8 = 2;

/// One question over the responses of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// Single choice, scale, NPS: a code a response.
    Codes { categories: u8, codes: Vec<u8> },
    /// Multiple choice: who saw the question, who ticked anything, and a plane
    /// an option.
    Several {
        shown: BitPlane,
        answered: BitPlane,
        options: Vec<OptionPlanes>,
    },
    /// Grid: codes for each row.
    Grid { categories: u8, rows: Vec<Vec<u8>> },
    /// Ranking: for each place the code of the option that took it.
    Ranked { options: u8, places: Vec<Vec<u8>> },
    /// Number: a state (not shown, skipped, given) and a value a response.
    Numbers {
        states: Vec<u8>,
        values: Vec<i64>,
        bands: Vec<(i64, i64)>,
    },
    /// Text: only the state; the words are kept apart.
    Texts { states: Vec<u8> },
    /// Nothing was asked.
    Nothing { length: usize },
}

/// Who chose an option, and who saw it where it was not shown to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionPlanes {
    pub chosen: BitPlane,
    pub seen: Option<BitPlane>,
}

impl Column {
    /// The number of responses.
    pub fn len(&self) -> usize {
        match self {
            Self::Codes { codes, .. } => codes.len(),
            Self::Several { shown, .. } => shown.len(),
            Self::Grid { rows, .. } => rows.first().map_or(0, Vec::len),
            Self::Ranked { places, .. } => places.first().map_or(0, Vec::len),
            Self::Numbers { states, .. } | Self::Texts { states } => states.len(),
            Self::Nothing { length } => *length,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Exact counts, over everybody or over a group.
    pub fn count(&self, group: Option<&BitPlane>) -> QuestionTotals {
        match self {
            Self::Codes { categories, codes } => {
                let (totals, tally) = count_codes(codes, *categories, group);
                QuestionTotals {
                    tallies: vec![tally],
                    ..totals
                }
            }
            Self::Several {
                shown,
                answered,
                options,
            } => count_several(shown, answered, options, group),
            Self::Grid { categories, rows } => count_grid(rows, *categories, group),
            Self::Ranked { options, places } => count_ranked(places, *options, group),
            Self::Numbers {
                states,
                values,
                bands,
            } => count_numbers(states, values, bands, group),
            Self::Texts { states } => count_codes(states, 1, group).0,
            Self::Nothing { .. } => QuestionTotals::default(),
        }
    }
}

/// How often each code occurs among the members of the group.
fn histogram(codes: &[u8], group: Option<&BitPlane>) -> [u64; 256] {
    let mut counts = [0_u64; 256];
    let mut tick = |code: u8| {
        if let Some(count) = counts.get_mut(usize::from(code)) {
            *count += 1;
        }
    };
    match group {
        None => codes.iter().for_each(|&code| tick(code)),
        Some(group) => {
            for (chunk, &word) in codes.chunks(64).zip(group.words()) {
                let mut rest = word;
                while rest != 0 {
                    if let Some(&code) = chunk.get(rest.trailing_zeros() as usize) {
                        tick(code);
                    }
                    rest &= rest - 1;
                }
            }
        }
    }
    counts
}

/// The question's totals without tallies, and the tally of the codes.
fn count_codes(codes: &[u8], categories: u8, group: Option<&BitPlane>) -> (QuestionTotals, Tally) {
    let histogram = histogram(codes, group);
    let of = |code: u8| histogram.get(usize::from(code)).copied().unwrap_or(0);
    let first = usize::from(FIRST_CATEGORY);
    let counts: Vec<u64> = histogram
        .iter()
        .skip(first)
        .take(usize::from(categories))
        .copied()
        .collect();
    let answered: u64 = counts.iter().sum();
    let totals = QuestionTotals {
        shown: answered + of(SKIPPED),
        answered,
        tallies: Vec::new(),
    };
    let tally = Tally {
        bases: vec![answered; counts.len()],
        counts,
        sum: 0,
    };
    (totals, tally)
}

fn count_several(
    shown: &BitPlane,
    answered: &BitPlane,
    options: &[OptionPlanes],
    group: Option<&BitPlane>,
) -> QuestionTotals {
    let within = |plane: &BitPlane| group.map_or_else(|| plane.count(), |g| plane.count_with(g));
    let shown_count = within(shown);
    let mut tally = Tally::empty(0);
    for option in options {
        tally.counts.push(within(&option.chosen));
        tally
            .bases
            .push(option.seen.as_ref().map_or(shown_count, within));
    }
    QuestionTotals {
        shown: shown_count,
        answered: within(answered),
        tallies: vec![tally],
    }
}

fn count_grid(rows: &[Vec<u8>], categories: u8, group: Option<&BitPlane>) -> QuestionTotals {
    let length = rows.first().map_or(0, Vec::len);
    let code_at = |row: &Vec<u8>, i: usize| row.get(i).copied().unwrap_or(NOT_SHOWN);
    let is_shown = |i: usize| rows.iter().any(|row| code_at(row, i) != NOT_SHOWN);
    let is_answered = |i: usize| rows.iter().any(|row| code_at(row, i) >= FIRST_CATEGORY);
    let members = |plane: BitPlane| group.map_or_else(|| plane.count(), |g| plane.count_with(g));
    QuestionTotals {
        shown: members(BitPlane::from_fn(length, is_shown)),
        answered: members(BitPlane::from_fn(length, is_answered)),
        tallies: rows
            .iter()
            .map(|row| count_codes(row, categories, group).1)
            .collect(),
    }
}

/// One tally an option, one count a place; everybody who ranked anything is the base.
fn count_ranked(places: &[Vec<u8>], options: u8, group: Option<&BitPlane>) -> QuestionTotals {
    let Some(first_place) = places.first() else {
        return QuestionTotals::default();
    };
    let (mut totals, _) = count_codes(first_place, options, group);
    let answered = totals.answered;
    let by_place: Vec<Tally> = places
        .iter()
        .map(|place| count_codes(place, options, group).1)
        .collect();
    totals.tallies = (0..usize::from(options))
        .map(|option| {
            let at = |tally: &Tally| tally.counts.get(option).copied().unwrap_or(0);
            Tally {
                counts: by_place.iter().map(at).collect(),
                bases: vec![answered; places.len()],
                sum: 0,
            }
        })
        .collect();
    totals
}

fn count_numbers(
    states: &[u8],
    values: &[i64],
    bands: &[(i64, i64)],
    group: Option<&BitPlane>,
) -> QuestionTotals {
    let (mut totals, _) = count_codes(states, 1, group);
    let mut tally = Tally::empty(bands.len());
    tally.bases = vec![totals.answered; bands.len()];
    let lowest = bands.first().map_or(i64::MIN, |band| band.0);
    let highest = bands.last().map_or(i64::MAX, |band| band.1);
    for (position, (&state, &value)) in states.iter().zip(values).enumerate() {
        if state < FIRST_CATEGORY || !group.is_none_or(|group| group.contains(position)) {
            continue;
        }
        let value = value.clamp(lowest, highest);
        tally.sum += value;
        let band = bands
            .iter()
            .position(|&(from, to)| (from..=to).contains(&value));
        if let Some(count) = band.and_then(|band| tally.counts.get_mut(band)) {
            *count += 1;
        }
    }
    totals.tallies = vec![tally];
    totals
}
