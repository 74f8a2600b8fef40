//! Columns of several batches as one, their responses in another order.

use super::bit_plane::BitPlane;
use super::column::{Column, OptionPlanes};
use super::joint::OtherQuestion;

/// Where a response of the new column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Which of the columns.
    pub part: usize,
    pub row: usize,
}

/// The responses at these places of several columns of one question.
pub fn rearranged(parts: &[Column], order: &[Origin]) -> Result<Column, OtherQuestion> {
    let Some(first) = parts.first() else {
        return Ok(Column::Nothing { length: 0 });
    };
    let column = match first {
        Column::Codes { categories, .. } => Column::Codes {
            categories: *categories,
            codes: bytes(parts, order, |part| match part {
                Column::Codes { codes, .. } => Some(codes),
                _ => None,
            })?,
        },
        Column::Several { options, .. } => several(parts, order, options.len())?,
        Column::Grid { categories, rows } => Column::Grid {
            categories: *categories,
            rows: strips(rows.len(), |row| {
                bytes(parts, order, |part| match part {
                    Column::Grid { rows, .. } => rows.get(row),
                    _ => None,
                })
            })?,
        },
        Column::Ranked { options, places } => Column::Ranked {
            options: *options,
            places: strips(places.len(), |place| {
                bytes(parts, order, |part| match part {
                    Column::Ranked { places, .. } => places.get(place),
                    _ => None,
                })
            })?,
        },
        Column::Numbers { bands, .. } => numbers(parts, order, bands)?,
        Column::Texts { .. } => Column::Texts {
            states: bytes(parts, order, |part| match part {
                Column::Texts { states } => Some(states),
                _ => None,
            })?,
        },
        Column::Nothing { .. } => Column::Nothing {
            length: order.len(),
        },
    };
    Ok(column)
}

fn strips(
    count: usize,
    strip: impl Fn(usize) -> Result<Vec<u8>, OtherQuestion>,
) -> Result<Vec<Vec<u8>>, OtherQuestion> {
    (0..count).map(strip).collect()
}

fn bytes<'a, T: Copy + 'a>(
    parts: &'a [Column],
    order: &[Origin],
    values: impl Fn(&'a Column) -> Option<&'a Vec<T>>,
) -> Result<Vec<T>, OtherQuestion> {
    let values: Vec<&Vec<T>> = parts
        .iter()
        .map(values)
        .collect::<Option<_>>()
        .ok_or(OtherQuestion)?;
    let value = |origin: &Origin| values.get(origin.part)?.get(origin.row).copied();
    order
        .iter()
        .map(value)
        .collect::<Option<_>>()
        .ok_or(OtherQuestion)
}

fn plane<'a>(
    parts: &'a [Column],
    order: &[Origin],
    plane: impl Fn(&'a Column) -> Option<&'a BitPlane>,
) -> Result<BitPlane, OtherQuestion> {
    let planes: Vec<&BitPlane> = parts
        .iter()
        .map(plane)
        .collect::<Option<_>>()
        .ok_or(OtherQuestion)?;
    Ok(BitPlane::from_fn(order.len(), |position| {
        let origin = order.get(position);
        origin.is_some_and(|origin| {
            planes
                .get(origin.part)
                .is_some_and(|plane| plane.contains(origin.row))
        })
    }))
}

fn planes(part: &Column, option: usize) -> Option<&OptionPlanes> {
    match part {
        Column::Several { options, .. } => options.get(option),
        _ => None,
    }
}

fn several(parts: &[Column], order: &[Origin], count: usize) -> Result<Column, OtherQuestion> {
    let options = (0..count).map(|option| {
        let has_seen = parts
            .iter()
            .any(|part| planes(part, option).is_some_and(|p| p.seen.is_some()));
        Ok(OptionPlanes {
            chosen: plane(parts, order, |part| planes(part, option).map(|p| &p.chosen))?,
            seen: has_seen
                .then(|| {
                    plane(parts, order, |part| {
                        planes(part, option).and_then(|p| p.seen.as_ref())
                    })
                })
                .transpose()?,
        })
    });
    Ok(Column::Several {
        options: options.collect::<Result<_, _>>()?,
        shown: plane(parts, order, |part| match part {
            Column::Several { shown, .. } => Some(shown),
            _ => None,
        })?,
        answered: plane(parts, order, |part| match part {
            Column::Several { answered, .. } => Some(answered),
            _ => None,
        })?,
    })
}

fn numbers(
    parts: &[Column],
    order: &[Origin],
    bands: &[(i64, i64)],
) -> Result<Column, OtherQuestion> {
    Ok(Column::Numbers {
        states: bytes(parts, order, |part| match part {
            Column::Numbers { states, .. } => Some(states),
            _ => None,
        })?,
        values: bytes(parts, order, |part| match part {
            Column::Numbers { values, .. } => Some(values),
            _ => None,
        })?,
        bands: bands.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: [Origin; 4] = [
        Origin { part: 1, row: 1 },
        Origin { part: 0, row: 0 },
        Origin { part: 1, row: 0 },
        Origin { part: 0, row: 1 },
    ];

    fn bits(bits: &[bool]) -> BitPlane {
        BitPlane::from_fn(bits.len(), |i| bits[i])
    }

    fn codes(codes: &[u8]) -> Column {
        Column::Codes {
            categories: 5,
            codes: codes.to_vec(),
        }
    }

    fn options(chosen: &[bool]) -> Column {
        Column::Several {
            shown: bits(&vec![true; chosen.len()]),
            answered: bits(chosen),
            options: vec![OptionPlanes {
                chosen: bits(chosen),
                seen: Some(bits(chosen)),
            }],
        }
    }

    fn numbers(states: &[u8], values: &[i64]) -> Column {
        Column::Numbers {
            states: states.to_vec(),
            values: values.to_vec(),
            bands: vec![(0, 9)],
        }
    }

    #[test]
    fn every_kind_of_column_takes_the_order_it_is_given() {
        let grid = |rows: &[&[u8]]| Column::Grid {
            categories: 5,
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        };
        let of = |parts: [Column; 2]| rearranged(&parts, &ORDER).unwrap();
        assert_eq!(of([codes(&[2, 3]), codes(&[4, 5])]), codes(&[5, 2, 4, 3]));
        assert_eq!(
            of([options(&[true, false]), options(&[false, true])]),
            options(&[true, true, false, false])
        );
        assert_eq!(
            of([grid(&[&[2, 3], &[0, 1]]), grid(&[&[4, 5], &[1, 2]])]),
            grid(&[&[5, 2, 4, 3], &[2, 0, 1, 1]])
        );
        assert_eq!(
            of([numbers(&[2, 0], &[7, 0]), numbers(&[1, 2], &[0, 9])]),
            numbers(&[2, 2, 1, 0], &[9, 7, 0, 0])
        );
        let nothing = [Column::Nothing { length: 2 }, Column::Nothing { length: 2 }];
        assert_eq!(of(nothing), Column::Nothing { length: 4 });
    }

    #[test]
    fn columns_of_different_questions_are_refused() {
        let parts = [codes(&[2, 3]), options(&[true, false])];
        assert_eq!(rearranged(&parts, &ORDER), Err(OtherQuestion));
        assert_eq!(rearranged(&[codes(&[2])], &ORDER), Err(OtherQuestion));
    }
}
