//! Counts of one question in all groups of a sorting at once: one pass over the
//! answers, however many groups there are.
//!
//! The sum over the groups of what [`Column::count`] says of each.

use super::bit_plane::BitPlane;
use super::column::{Column, FIRST_CATEGORY, NOT_SHOWN, OptionPlanes, SKIPPED};
use super::totals::{QuestionTotals, Tally};

/// Planes that share one byte a response.
const PLANES_PER_STRIP: usize = 8;

/// A column as codes of one byte a response, side by side, each from an
/// alphabet of its own.
#[derive(Debug, Clone)]
pub struct Strips {
    shape: Shape,
    strips: Vec<Strip>,
    /// Of numbers, clamped to the bounds; 0 where none was given.
    values: Vec<i64>,
}

#[derive(Debug, Clone)]
struct Strip {
    alphabet: usize,
    codes: Vec<u8>,
}

/// What the strips stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Codes {
        categories: usize,
    },
    /// Planes in their order: shown, answered, then of each option who chose
    /// it and, where not everybody saw it, who did.
    Several {
        has_seen: Vec<bool>,
    },
    /// The state of the whole question first.
    Grid {
        categories: usize,
        rows: usize,
    },
    Ranked {
        options: usize,
        places: usize,
    },
    Numbers {
        bands: usize,
    },
    Texts,
    Nothing,
}

impl Strips {
    pub fn of(column: &Column) -> Self {
        let (shape, strips, values) = match column {
            Column::Codes { categories, codes } => {
                let categories = usize::from(*categories);
                let strip = Strip::of_codes(codes, categories);
                (Shape::Codes { categories }, vec![strip], Vec::new())
            }
            Column::Several {
                shown,
                answered,
                options,
            } => several(shown, answered, options),
            Column::Grid { categories, rows } => grid(usize::from(*categories), rows),
            Column::Ranked { options, places } => {
                let options = usize::from(*options);
                let strips = places.iter().map(|codes| Strip::of_codes(codes, options));
                let shape = Shape::Ranked {
                    options,
                    places: places.len(),
                };
                (shape, strips.collect(), Vec::new())
            }
            Column::Numbers {
                states,
                values,
                bands,
            } => numbers(states, values, bands),
            Column::Texts { states } => {
                (Shape::Texts, vec![Strip::of_codes(states, 1)], Vec::new())
            }
            Column::Nothing { .. } => (Shape::Nothing, Vec::new(), Vec::new()),
        };
        Self {
            shape,
            strips,
            values,
        }
    }
}

impl Strip {
    /// Codes past the categories, which no column has, are all one and count nowhere.
    fn of_codes(codes: &[u8], categories: usize) -> Self {
        let beyond = usize::from(FIRST_CATEGORY) + categories;
        Self {
            alphabet: beyond + 1,
            codes: codes
                .iter()
                .map(|&code| code.min(beyond.min(usize::from(u8::MAX)) as u8))
                .collect(),
        }
    }

    fn of_planes(planes: &[&BitPlane], length: usize) -> Self {
        let mut codes = vec![0_u8; length];
        for (place, plane) in planes.iter().enumerate() {
            for (chunk, word) in codes.chunks_mut(u64::BITS as usize).zip(plane.words()) {
                for (bit, code) in chunk.iter_mut().enumerate() {
                    *code |= ((word >> bit & 1) as u8) << place;
                }
            }
        }
        Self {
            alphabet: 1 << PLANES_PER_STRIP,
            codes,
        }
    }
}

type Parts = (Shape, Vec<Strip>, Vec<i64>);

fn several(shown: &BitPlane, answered: &BitPlane, options: &[OptionPlanes]) -> Parts {
    let mut planes = vec![shown, answered];
    for option in options {
        planes.push(&option.chosen);
        planes.extend(&option.seen);
    }
    let strips = planes
        .chunks(PLANES_PER_STRIP)
        .map(|planes| Strip::of_planes(planes, shown.len()))
        .collect();
    let has_seen = options.iter().map(|option| option.seen.is_some()).collect();
    (Shape::Several { has_seen }, strips, Vec::new())
}

fn grid(categories: usize, rows: &[Vec<u8>]) -> Parts {
    let length = rows.first().map_or(0, Vec::len);
    let mut states = vec![NOT_SHOWN; length];
    for row in rows {
        for (state, &code) in states.iter_mut().zip(row) {
            *state = (*state).max(code.min(FIRST_CATEGORY));
        }
    }
    let mut strips = vec![Strip::of_codes(&states, 1)];
    strips.extend(rows.iter().map(|row| Strip::of_codes(row, categories)));
    let rows = rows.len();
    (Shape::Grid { categories, rows }, strips, Vec::new())
}

fn numbers(states: &[u8], values: &[i64], bands: &[(i64, i64)]) -> Parts {
    let lowest = bands.first().map_or(i64::MIN, |band| band.0);
    let highest = bands.last().map_or(i64::MAX, |band| band.1);
    // What lies in no band is answered all the same.
    let beyond = bands.len();
    let (codes, values) = states
        .iter()
        .zip(values)
        .map(|(&state, &value)| {
            if state < FIRST_CATEGORY {
                return (state, 0);
            }
            let value = value.clamp(lowest, highest);
            let band = bands
                .iter()
                .position(|&(from, to)| (from..=to).contains(&value));
            (FIRST_CATEGORY + band.unwrap_or(beyond) as u8, value)
        })
        .unzip::<u8, i64, Vec<u8>, Vec<i64>>();
    let strip = Strip {
        alphabet: usize::from(FIRST_CATEGORY) + beyond + 1,
        codes,
    };
    (Shape::Numbers { bands: bands.len() }, vec![strip], values)
}

/// The counts so far.
#[derive(Debug, Clone)]
pub struct JointCounts {
    groups: usize,
    shape: Option<Shape>,
    /// For each strip `[group][code]`, and a last group for those in none.
    histograms: Vec<Vec<u32>>,
    /// One a group, of numbers.
    sums: Vec<i64>,
}

/// Columns of different questions cannot be counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("columns of different questions cannot be counted together")]
pub struct OtherQuestion;

impl JointCounts {
    pub fn new(groups: usize) -> Self {
        Self {
            groups,
            shape: None,
            histograms: Vec::new(),
            sums: vec![0; groups + 1],
        }
    }

    /// Counts more responses: their answers, and the group of each, which is
    /// the number of groups for those in none.
    pub fn add(&mut self, strips: &Strips, groups: &[u16]) -> Result<(), OtherQuestion> {
        match &self.shape {
            Some(shape) if *shape == strips.shape => {}
            Some(_) => return Err(OtherQuestion),
            None => {
                self.shape = Some(strips.shape.clone());
                let sizes = strips.strips.iter().map(|strip| strip.alphabet);
                let size = |alphabet: usize| vec![0; alphabet * (self.groups + 1)];
                self.histograms = sizes.map(size).collect();
            }
        }
        for (histogram, strip) in self.histograms.iter_mut().zip(&strips.strips) {
            for (&group, &code) in groups.iter().zip(&strip.codes) {
                let place = usize::from(group) * strip.alphabet + usize::from(code);
                if let Some(count) = histogram.get_mut(place) {
                    *count += 1;
                }
            }
        }
        for (&group, &value) in groups.iter().zip(&strips.values) {
            if let Some(sum) = self.sums.get_mut(usize::from(group)) {
                *sum += value;
            }
        }
        Ok(())
    }

    /// The totals of each group; `None` where nothing was counted.
    pub fn totals(&self) -> Option<Vec<QuestionTotals>> {
        let shape = self.shape.as_ref()?;
        let of_group = |group| self.totals_of(shape, group);
        Some((0..self.groups).map(of_group).collect())
    }

    fn totals_of(&self, shape: &Shape, group: usize) -> QuestionTotals {
        match shape {
            Shape::Codes { categories } => {
                let (mut totals, tally) = self.coded(0, group, *categories);
                totals.tallies = vec![tally];
                totals
            }
            Shape::Several { has_seen } => self.several(group, has_seen),
            Shape::Grid { categories, rows } => {
                let (mut totals, _) = self.coded(0, group, 1);
                let rows = 1..=*rows;
                totals.tallies = rows
                    .map(|strip| self.coded(strip, group, *categories).1)
                    .collect();
                totals
            }
            Shape::Ranked { options, places } => self.ranked(group, *options, *places),
            Shape::Numbers { bands } => {
                // The last category holds what lies in no band.
                let (mut totals, mut tally) = self.coded(0, group, bands + 1);
                tally.counts.truncate(*bands);
                tally.bases.truncate(*bands);
                tally.sum = self.sums.get(group).copied().unwrap_or(0);
                totals.tallies = vec![tally];
                totals
            }
            Shape::Texts => self.coded(0, group, 1).0,
            Shape::Nothing => QuestionTotals::default(),
        }
    }

    /// The counts of the codes of one strip in one group.
    fn row(&self, strip: usize, group: usize) -> &[u32] {
        let Some(histogram) = self.histograms.get(strip) else {
            return &[];
        };
        let alphabet = histogram.len() / (self.groups + 1);
        let start = group * alphabet;
        histogram.get(start..start + alphabet).unwrap_or(&[])
    }

    fn coded(&self, strip: usize, group: usize, categories: usize) -> (QuestionTotals, Tally) {
        let row = self.row(strip, group);
        let of = |code: usize| row.get(code).copied().map_or(0, u64::from);
        let first = usize::from(FIRST_CATEGORY);
        let counts: Vec<u64> = (first..first + categories).map(of).collect();
        let answered: u64 = counts.iter().sum();
        let totals = QuestionTotals {
            shown: answered + of(usize::from(SKIPPED)),
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

    /// How many of the group are in the plane at this position.
    fn plane(&self, group: usize, position: usize) -> u64 {
        let row = self.row(position / PLANES_PER_STRIP, group);
        let bit = position % PLANES_PER_STRIP;
        let codes = row.iter().enumerate();
        codes
            .filter(|(code, _)| code >> bit & 1 == 1)
            .map(|(_, &count)| u64::from(count))
            .sum()
    }

    fn several(&self, group: usize, has_seen: &[bool]) -> QuestionTotals {
        let shown = self.plane(group, 0);
        let mut tally = Tally::empty(0);
        let mut position = 2;
        for &has_seen in has_seen {
            tally.counts.push(self.plane(group, position));
            let base = if has_seen {
                self.plane(group, position + 1)
            } else {
                shown
            };
            tally.bases.push(base);
            position += 1 + usize::from(has_seen);
        }
        QuestionTotals {
            shown,
            answered: self.plane(group, 1),
            tallies: vec![tally],
        }
    }

    /// As of one group: one tally an option, one count a place.
    fn ranked(&self, group: usize, options: usize, places: usize) -> QuestionTotals {
        let places: Vec<(QuestionTotals, Tally)> = (0..places)
            .map(|place| self.coded(place, group, options))
            .collect();
        let mut totals = places
            .first()
            .map_or_else(QuestionTotals::default, |first| first.0.clone());
        if places.is_empty() {
            return totals;
        }
        totals.tallies = (0..options)
            .map(|option| Tally {
                counts: places
                    .iter()
                    .map(|(_, tally)| tally.counts.get(option).copied().unwrap_or(0))
                    .collect(),
                bases: vec![totals.answered; places.len()],
                sum: 0,
            })
            .collect();
        totals
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GROUPS: usize = 3;

    fn plane(length: usize) -> impl Strategy<Value = BitPlane> {
        prop::collection::vec(any::<bool>(), length)
            .prop_map(move |bits| BitPlane::from_fn(length, |i| bits[i]))
    }

    fn codes(length: usize, categories: u8) -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..FIRST_CATEGORY + categories, length)
    }

    fn column(length: usize) -> impl Strategy<Value = Column> {
        let option = (plane(length), prop::option::of(plane(length)))
            .prop_map(|(chosen, seen)| OptionPlanes { chosen, seen });
        let options = prop::collection::vec(option, 0..9);
        prop_oneof![
            codes(length, 5).prop_map(|codes| Column::Codes {
                categories: 5,
                codes
            }),
            (plane(length), plane(length), options).prop_map(|(shown, answered, options)| {
                Column::Several {
                    shown,
                    answered,
                    options,
                }
            }),
            prop::collection::vec(codes(length, 4), 1..4).prop_map(|rows| Column::Grid {
                categories: 4,
                rows
            }),
            prop::collection::vec(codes(length, 6), 1..4)
                .prop_map(|places| Column::Ranked { options: 6, places }),
            (
                codes(length, 1),
                prop::collection::vec(-20_i64..120, length)
            )
                .prop_map(|(states, values)| Column::Numbers {
                    states,
                    values,
                    bands: vec![(0, 29), (30, 59), (60, 99)],
                }),
            codes(length, 1).prop_map(|states| Column::Texts { states }),
            Just(Column::Nothing { length }),
        ]
    }

    fn sorted_column() -> impl Strategy<Value = (Column, Vec<u16>)> {
        (0_usize..150).prop_flat_map(|length| {
            let groups = prop::collection::vec(0..=GROUPS as u16, length);
            (column(length), groups)
        })
    }

    proptest! {
        #[test]
        fn groups_counted_together_are_as_if_counted_one_by_one(
            (column, groups) in sorted_column(),
        ) {
            let mut joint = JointCounts::new(GROUPS);
            joint.add(&Strips::of(&column), &groups).unwrap();
            let expected: Vec<QuestionTotals> = (0..GROUPS as u16)
                .map(|group| {
                    let members = BitPlane::from_fn(groups.len(), |i| groups[i] == group);
                    column.count(Some(&members))
                })
                .collect();
            prop_assert_eq!(joint.totals(), Some(expected));
        }
    }

    #[test]
    fn batches_add_up_and_another_question_does_not() {
        let mut joint = JointCounts::new(2);
        let column = Column::Codes {
            categories: 2,
            codes: vec![2, 3, 3],
        };
        let strips = Strips::of(&column);
        joint.add(&strips, &[0, 1, 1]).unwrap();
        joint.add(&strips, &[0, 0, 2]).unwrap();
        let totals = joint.totals().unwrap();
        assert_eq!(totals[0].tallies[0].counts, [2, 1]);
        assert_eq!(totals[1].tallies[0].counts, [0, 2]);
        let other = Strips::of(&Column::Texts { states: vec![2] });
        assert_eq!(joint.add(&other, &[0]), Err(OtherQuestion));
    }
}
