//! After the book: the many small batches of a closed wave become few large
//! ones. No number changes, nobody gets lost, and receipts find their rows.

use std::collections::BTreeMap;

use crate::limits::MERGED_RESPONSES_MAX;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::scrub;
use crate::privacy::pool_cipher::Place;
use crate::privacy::receipt::BatchKey;
use crate::statistics::column::{Column, FIRST_CATEGORY};
use crate::statistics::rearranged::{Origin, rearranged};
use crate::store::batches::{self, EncodedBatch, WISHES};
use crate::store::connection::AnyConnection;
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{books, column_codec};
use crate::survey::answer::Wishes;

/// Batches that are to become one, as they were when they were read.
struct Group {
    parts: Vec<Part>,
}

struct Part {
    number: i32,
    keys: Vec<BatchKey>,
    /// Encoded, by question.
    columns: BTreeMap<i32, Vec<u8>>,
}

/// Merges a wave's batches, each group of them in a transaction of its own: a
/// crash in between leaves some merged and some not.
pub(super) fn merge(installation: &Installation, place: Place) -> Result<(), OperationError> {
    let store = &installation.store;
    let mut first = 0;
    while let Some(group) = store.in_snapshot(|connection| read_group(connection, place, first))? {
        // Encoding takes longest; it holds nobody up.
        let merged = group.merged()?;
        let is_merged = store.in_transaction(|connection| {
            lock_survey(connection, place.survey, Lock::Exclusive)?;
            write_group(connection, place, &group, &merged)
        })?;
        // If somebody withdrew in the meantime, it is read again.
        if is_merged {
            first = group.parts.last().map_or(first, |part| part.number + 1);
        }
    }
    store.in_transaction(|connection| books::update_merged(connection, place))?;
    scrub::ask(installation);
    Ok(())
}

/// The next batches from `first` on that fit into one; `None` when all are as
/// large as they can be.
fn read_group(
    connection: &mut AnyConnection,
    place: Place,
    first: i32,
) -> Result<Option<Group>, OperationError> {
    let Some(numbers) = next_group(&batches::list_batches(connection, place)?, first) else {
        return Ok(None);
    };
    let mut parts = Vec::new();
    for number in numbers {
        let keys = batches::find_keys(connection, place, number)?.unwrap_or_default();
        let columns = batches::list_encoded(connection, place, number)?;
        parts.push(Part {
            number,
            keys,
            columns: columns.into_iter().collect(),
        });
    }
    Ok(Some(Group { parts }))
}

impl Group {
    /// All of them as one batch, under the first one's number.
    fn merged(&self) -> Result<EncodedBatch, OperationError> {
        let parts = &self.parts;
        let order = order(parts);
        let mut questions: Vec<i32> = parts
            .iter()
            .flat_map(|part| part.columns.keys())
            .copied()
            .collect();
        questions.sort_unstable();
        questions.dedup();
        let mut columns = Vec::with_capacity(questions.len());
        for question in questions {
            let decoded = parts.iter().map(|part| match part.columns.get(&question) {
                Some(encoded) => Ok(column_codec::decode(encoded)?),
                None => missing(question, part.keys.len()),
            });
            let decoded: Vec<Column> = decoded.collect::<Result<_, OperationError>>()?;
            let column = rearranged(&decoded, &order).map_err(|_other| DIFFERENT)?;
            columns.push((question, column_codec::encode(&column)?));
        }
        let key = |origin: &Origin| parts.get(origin.part)?.keys.get(origin.row).copied();
        Ok(EncodedBatch {
            number: parts.first().map_or(0, |part| part.number),
            keys: order.iter().filter_map(key).collect(),
            columns,
        })
    }
}

const DIFFERENT: OperationError =
    OperationError::Damaged("batches of one wave have different columns");

/// Where nobody had a wish there is no column of them; of a question there is
/// one in each batch or in none.
fn missing(question: i32, length: usize) -> Result<Column, OperationError> {
    if question != WISHES {
        return Err(DIFFERENT);
    }
    Ok(Column::Codes {
        categories: Wishes::CODES,
        codes: vec![FIRST_CATEGORY; length],
    })
}

/// The first two or more neighbours, from `first` on, that fit into one batch.
fn next_group(batches: &[(i32, i32)], first: i32) -> Option<Vec<i32>> {
    let mut group: Vec<i32> = Vec::new();
    let mut responses = 0;
    for &(number, count) in batches.iter().filter(|(number, _)| *number >= first) {
        let count = count.unsigned_abs() as usize;
        if responses + count > MERGED_RESPONSES_MAX {
            if group.len() > 1 {
                break;
            }
            group.clear();
            responses = 0;
        }
        group.push(number);
        responses += count;
    }
    (group.len() > 1).then_some(group)
}

/// All responses by their keys, ascending: which batch they came from is not
/// told by the order any more.
fn order(parts: &[Part]) -> Vec<Origin> {
    let mut keyed: Vec<(BatchKey, Origin)> = Vec::new();
    for (part, Part { keys, .. }) in parts.iter().enumerate() {
        let rows = keys.iter().enumerate();
        keyed.extend(rows.map(|(row, &key)| (key, Origin { part, row })));
    }
    keyed.sort_unstable_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, origin)| origin).collect()
}

/// Puts the merged batch in the place of its parts, if these still hold what
/// they held.
fn write_group(
    connection: &mut AnyConnection,
    place: Place,
    group: &Group,
    merged: &EncodedBatch,
) -> Result<bool, OperationError> {
    for part in &group.parts {
        if batches::find_keys(connection, place, part.number)?.as_ref() != Some(&part.keys) {
            return Ok(false);
        }
    }
    let numbers: Vec<i32> = group.parts.iter().map(|part| part.number).collect();
    batches::replace_batches(connection, place, &numbers, merged)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_merged_as_long_as_they_fit() {
        let half = MERGED_RESPONSES_MAX as i32 / 2;
        let batches = [
            (0, half),
            (1, half),
            (2, half),
            (3, 5),
            (4, 2 * half),
            (5, 1),
            (6, 0),
        ];
        assert_eq!(next_group(&batches, 0), Some(vec![0, 1]));
        assert_eq!(next_group(&batches, 2), Some(vec![2, 3]));
        assert_eq!(next_group(&batches, 4), Some(vec![5, 6]));
        assert_eq!(next_group(&batches, 6), None);
        assert_eq!(next_group(&[], 0), None);
    }

    #[test]
    fn responses_of_several_batches_are_ordered_by_their_keys() {
        let part = |number, keys: [u64; 2]| Part {
            number,
            keys: keys.map(BatchKey).to_vec(),
            columns: BTreeMap::new(),
        };
        let parts = [part(0, [2, 9]), part(1, [1, 5])];
        let order: Vec<(usize, usize)> = order(&parts).iter().map(|o| (o.part, o.row)).collect();
        assert_eq!(order, [(1, 0), (0, 0), (1, 1), (0, 1)]);
    }
}
