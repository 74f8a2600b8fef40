//! A question's column as codes of one byte a response, whatever its kind: what
//! is counted together.

use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, FIRST_CATEGORY, NOT_SHOWN, OptionPlanes};

/// Planes that share one byte a response.
pub(super) const PLANES_PER_STRIP: usize = 8;

/// A column as codes of one byte a response, side by side, each from an
/// alphabet of its own.
#[derive(Debug, Clone)]
pub struct Strips {
    pub(super) shape: Shape,
    pub(super) strips: Vec<Strip>,
    /// Of numbers, clamped to the bounds; 0 where none was given.
    pub(super) values: Vec<i64>,
}

#[derive(Debug, Clone)]
pub(super) struct Strip {
    pub alphabet: usize,
    pub codes: Vec<u8>,
}

/// What the strips stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
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
