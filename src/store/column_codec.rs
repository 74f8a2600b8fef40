//! The bytes of a column on disk, version 1:
//!
//! `version · kind · responses (u32) · raw length (u32) · zstd(raw) · crc32`
//!
//! Raw are byte codes for one choice, bit planes for several: after zstd both
//! come within a few per cent of their entropy. All numbers are little-endian.

use crate::privacy::receipt::BatchKey;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, OptionPlanes};

use super::error::StoreError;

const VERSION: u8 = 1;
const HEADER_BYTES: usize = 10;
const CHECKSUM_BYTES: usize = 4;

/// Batches are written once and read often; level 19 costs a millisecond a
/// column of a thousand.
const COMPRESSION_LEVEL: i32 = 19;

const CODES: u8 = 1;
const SEVERAL: u8 = 2;
const GRID: u8 = 3;
const RANKED: u8 = 4;
const NUMBERS: u8 = 5;
const TEXTS: u8 = 6;
const NOTHING: u8 = 7;
const KEYS: u8 = 8;

pub fn encode(column: &Column) -> Result<Vec<u8>, StoreError> {
    let mut raw = Vec::new();
    let kind = match column {
        Column::Codes { categories, codes } => {
            raw.push(*categories);
            raw.extend(codes);
            CODES
        }
        Column::Several {
            shown,
            answered,
            options,
        } => {
            raw.push(options.len() as u8);
            raw.extend(options.iter().map(|option| u8::from(option.seen.is_some())));
            push_plane(shown, &mut raw);
            push_plane(answered, &mut raw);
            for option in options {
                push_plane(&option.chosen, &mut raw);
                if let Some(seen) = &option.seen {
                    push_plane(seen, &mut raw);
                }
            }
            SEVERAL
        }
        Column::Grid { categories, rows } => {
            raw.extend([*categories, rows.len() as u8]);
            raw.extend(rows.iter().flatten());
            GRID
        }
        Column::Ranked { options, places } => {
            raw.extend([*options, places.len() as u8]);
            raw.extend(places.iter().flatten());
            RANKED
        }
        Column::Numbers {
            states,
            values,
            bands,
        } => {
            push_numbers(states, values, bands, &mut raw);
            NUMBERS
        }
        Column::Texts { states } => {
            raw.extend(states);
            TEXTS
        }
        Column::Nothing { .. } => NOTHING,
    };
    wrap(kind, column.len(), &raw)
}

fn push_plane(plane: &BitPlane, raw: &mut Vec<u8>) {
    raw.extend(plane.words().iter().flat_map(|word| word.to_le_bytes()));
}

/// Values are laid out byte by byte (all lowest bytes first): small numbers
/// then compress as if they had been stored in one byte.
fn push_numbers(states: &[u8], values: &[i64], bands: &[(i64, i64)], raw: &mut Vec<u8>) {
    raw.push(bands.len() as u8);
    raw.extend(
        bands
            .iter()
            .flat_map(|(from, to)| [from.to_le_bytes(), to.to_le_bytes()])
            .flatten(),
    );
    raw.extend(states);
    for place in 0..8 {
        raw.extend(values.iter().map(|value| (value >> (8 * place)) as u8));
    }
}

fn wrap(kind: u8, length: usize, raw: &[u8]) -> Result<Vec<u8>, StoreError> {
    let bounded = |length: usize| {
        u32::try_from(length).map_err(|_too_large| {
            StoreError::Unwritable("it has more responses than fit into one batch".to_owned())
        })
    };
    let (length, raw_length) = (bounded(length)?, bounded(raw.len())?);
    let packed = zstd::bulk::compress(raw, COMPRESSION_LEVEL)
        .map_err(|error| StoreError::Unwritable(error.to_string()))?;
    let mut bytes = Vec::with_capacity(HEADER_BYTES + packed.len() + CHECKSUM_BYTES);
    bytes.extend([VERSION, kind]);
    bytes.extend(length.to_le_bytes());
    bytes.extend(raw_length.to_le_bytes());
    bytes.extend(packed);
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    Ok(bytes)
}

const DAMAGED: StoreError = StoreError::Corrupt("a column does not match its checksum or form");

pub fn decode(bytes: &[u8]) -> Result<Column, StoreError> {
    let (kind, length, raw) = unwrap(bytes)?;
    let mut reader = Reader { rest: &raw, length };
    let column = match kind {
        CODES => reader.codes(),
        SEVERAL => reader.several(),
        GRID => reader.grid(),
        RANKED => reader.ranked(),
        NUMBERS => reader.numbers(),
        TEXTS => reader.bytes(length).map(|states| Column::Texts { states }),
        NOTHING => Some(Column::Nothing { length }),
        _ => None,
    };
    column.filter(|_| reader.rest.is_empty()).ok_or(DAMAGED)
}

fn unwrap(bytes: &[u8]) -> Result<(u8, usize, Vec<u8>), StoreError> {
    let (body, checksum) = bytes.split_last_chunk::<CHECKSUM_BYTES>().ok_or(DAMAGED)?;
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return Err(DAMAGED);
    }
    let (&[version, kind], rest) = body.split_first_chunk::<KEYS_BEGIN>().ok_or(DAMAGED)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(DAMAGED)?;
    let (raw_length, packed) = rest.split_first_chunk::<4>().ok_or(DAMAGED)?;
    if version != VERSION {
        return Err(StoreError::Corrupt(
            "a column was written by a newer whynot",
        ));
    }
    let raw_length = u32::from_le_bytes(*raw_length) as usize;
    let raw = zstd::bulk::decompress(packed, raw_length).map_err(|_damaged| DAMAGED)?;
    if raw.len() != raw_length {
        return Err(DAMAGED);
    }
    Ok((kind, u32::from_le_bytes(*length) as usize, raw))
}

struct Reader<'a> {
    rest: &'a [u8],
    /// Responses in the column.
    length: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken.to_vec())
    }

    fn number(&mut self) -> Option<i64> {
        let (bytes, rest) = self.rest.split_first_chunk::<8>()?;
        self.rest = rest;
        Some(i64::from_le_bytes(*bytes))
    }

    fn plane(&mut self) -> Option<BitPlane> {
        let words: Option<Vec<u64>> = (0..self.length.div_ceil(64))
            .map(|_| self.number().map(i64::cast_unsigned))
            .collect();
        BitPlane::from_words(words?, self.length)
    }

    fn rows(&mut self, count: u8) -> Option<Vec<Vec<u8>>> {
        let length = self.length;
        (0..count).map(|_| self.bytes(length)).collect()
    }

    fn codes(&mut self) -> Option<Column> {
        Some(Column::Codes {
            categories: self.byte()?,
            codes: self.bytes(self.length)?,
        })
    }

    fn several(&mut self) -> Option<Column> {
        let count = self.byte()?;
        let has_seen = self.bytes(usize::from(count))?;
        let shown = self.plane()?;
        let answered = self.plane()?;
        let mut options = Vec::with_capacity(has_seen.len());
        for has_seen in has_seen {
            let chosen = self.plane()?;
            let seen = match has_seen {
                0 => None,
                _ => Some(self.plane()?),
            };
            options.push(OptionPlanes { chosen, seen });
        }
        Some(Column::Several {
            shown,
            answered,
            options,
        })
    }

    fn grid(&mut self) -> Option<Column> {
        let categories = self.byte()?;
        let count = self.byte()?;
        Some(Column::Grid {
            categories,
            rows: self.rows(count)?,
        })
    }

    fn ranked(&mut self) -> Option<Column> {
        let options = self.byte()?;
        let count = self.byte()?;
        Some(Column::Ranked {
            options,
            places: self.rows(count)?,
        })
    }

    fn numbers(&mut self) -> Option<Column> {
        let count = self.byte()?;
        let bands: Option<Vec<(i64, i64)>> = (0..count)
            .map(|_| Some((self.number()?, self.number()?)))
            .collect();
        let states = self.bytes(self.length)?;
        let mut values = vec![0_u64; self.length];
        for place in 0..8 {
            let bytes = self.bytes(self.length)?;
            for (value, byte) in values.iter_mut().zip(bytes) {
                *value |= u64::from(byte) << (8 * place);
            }
        }
        Some(Column::Numbers {
            states,
            values: values.into_iter().map(u64::cast_signed).collect(),
            bands: bands?,
        })
    }
}

/// How many bytes stand before the first key of a batch, and how many a key takes.
pub const KEYS_BEGIN: usize = 2;
pub const KEY_BYTES: usize = 8;

/// Sorted keys do not compress: eight bytes each, and a checksum.
pub fn encode_keys(keys: &[BatchKey]) -> Vec<u8> {
    let mut bytes = vec![VERSION, KEYS];
    bytes.extend(keys.iter().flat_map(|key| key.0.to_le_bytes()));
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

pub fn decode_keys(bytes: &[u8]) -> Result<Vec<BatchKey>, StoreError> {
    const DAMAGED_KEYS: StoreError = StoreError::Corrupt("the keys of a batch are damaged");
    let (body, checksum) = bytes
        .split_last_chunk::<CHECKSUM_BYTES>()
        .ok_or(DAMAGED_KEYS)?;
    let Some((&[VERSION, KEYS], keys)) = body.split_first_chunk::<2>() else {
        return Err(DAMAGED_KEYS);
    };
    let (keys, rest) = keys.as_chunks::<KEY_BYTES>();
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) || !rest.is_empty() {
        return Err(DAMAGED_KEYS);
    }
    Ok(keys
        .iter()
        .map(|key| BatchKey(u64::from_le_bytes(*key)))
        .collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plane(length: usize) -> impl Strategy<Value = BitPlane> {
        prop::collection::vec(any::<bool>(), length)
            .prop_map(move |bits| BitPlane::from_fn(length, |i| bits[i]))
    }

    fn codes(length: usize) -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(any::<u8>(), length)
    }

    fn column() -> impl Strategy<Value = Column> {
        (0_usize..200).prop_flat_map(|length| {
            let option = (plane(length), prop::option::of(plane(length)))
                .prop_map(|(chosen, seen)| OptionPlanes { chosen, seen });
            prop_oneof![
                (any::<u8>(), codes(length))
                    .prop_map(|(categories, codes)| Column::Codes { categories, codes }),
                (
                    plane(length),
                    plane(length),
                    prop::collection::vec(option, 0..6)
                )
                    .prop_map(|(shown, answered, options)| Column::Several {
                        shown,
                        answered,
                        options
                    }),
                (any::<u8>(), prop::collection::vec(codes(length), 1..5))
                    .prop_map(|(categories, rows)| Column::Grid { categories, rows }),
                (any::<u8>(), prop::collection::vec(codes(length), 1..4))
                    .prop_map(|(options, places)| Column::Ranked { options, places }),
                (
                    codes(length),
                    prop::collection::vec(any::<i64>(), length),
                    prop::collection::vec(any::<(i64, i64)>(), 0..5),
                )
                    .prop_map(|(states, values, bands)| Column::Numbers {
                        states,
                        values,
                        bands
                    }),
                codes(length).prop_map(|states| Column::Texts { states }),
                Just(Column::Nothing { length }),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_stored_column_reads_back(column in column()) {
            prop_assert_eq!(decode(&encode(&column).unwrap()).ok(), Some(column));
        }

        #[test]
        fn a_changed_byte_is_noticed(column in column(), place: prop::sample::Index, bit in 0_u8..8) {
            let mut bytes = encode(&column).unwrap();
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
            prop_assert!(decode(&bytes).is_err());
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(decode(&bytes).is_err());
            prop_assert!(decode_keys(&bytes).is_err());
        }

        #[test]
        fn stored_keys_read_back(keys in prop::collection::vec(any::<u64>(), 0..100)) {
            let keys: Vec<BatchKey> = keys.into_iter().map(BatchKey).collect();
            prop_assert_eq!(decode_keys(&encode_keys(&keys)).ok(), Some(keys));
        }
    }

    #[test]
    fn a_column_that_cannot_be_written_is_an_error_and_no_other_column() {
        let length = u32::MAX as usize + 1;
        let encoded = encode(&Column::Nothing { length });
        assert!(matches!(encoded, Err(StoreError::Unwritable(_))));
    }
}
