//! Sealed batches: sorted keys, one encoded column a question and one of wishes,
//! and the totals that were published of each.

use diesel::prelude::*;
use whynot_schema::{batch_columns, batches, released_totals};

use super::column_codec;
use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pool_cipher::Place;
use crate::privacy::published::PublishedTotals;
use crate::privacy::receipt::BatchKey;
use crate::statistics::column::Column;

/// A batch as it is sealed and as it is opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Ascending: the shuffle of the batch, and its index.
    pub keys: Vec<BatchKey>,
    /// One for each question of the revision.
    pub columns: Vec<Column>,
    /// Codes of wishes, or nothing where nobody had any.
    pub wishes: Column,
}

/// A batch whose columns are encoded already, by question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedBatch {
    pub number: i32,
    pub keys: Vec<BatchKey>,
    pub columns: Vec<(i32, Vec<u8>)>,
}

/// Where the wishes stand among the columns: before the first question.
pub const WISHES: i32 = -1;

/// The day of the newest release that is still there; a merge keeps it.
pub fn find_last_release_day(
    connection: &mut AnyConnection,
    survey: i64,
    wave: i32,
) -> Result<Option<String>, StoreError> {
    let days = batches::table
        .filter(batches::survey.eq(survey))
        .filter(batches::wave.eq(wave))
        .select(diesel::dsl::max(batches::release_day));
    Ok(days.first(connection)?)
}

pub fn insert_batch(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    day: &str,
    batch: &Batch,
) -> Result<(), StoreError> {
    diesel::insert_into(batches::table)
        .values((
            batches::survey.eq(place.survey),
            batches::wave.eq(place.wave),
            batches::batch.eq(number),
            batches::response_count.eq(batch.keys.len() as i32),
            batches::release_day.eq(day),
            batches::batch_keys.eq(column_codec::encode_keys(&batch.keys)),
        ))
        .execute(connection)?;
    insert_columns(connection, place, number, batch)
}

fn insert_columns(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    batch: &Batch,
) -> Result<(), StoreError> {
    insert_column(connection, place, number, WISHES, &batch.wishes)?;
    for (question, column) in (0..).zip(&batch.columns) {
        insert_column(connection, place, number, question, column)?;
    }
    Ok(())
}

/// Stores the column of a question, or of [`WISHES`]; of nothing, nothing.
pub fn insert_column(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    question: i32,
    column: &Column,
) -> Result<(), StoreError> {
    if matches!(column, Column::Nothing { .. }) {
        return Ok(());
    }
    diesel::insert_into(batch_columns::table)
        .values((
            batch_columns::survey.eq(place.survey),
            batch_columns::wave.eq(place.wave),
            batch_columns::batch.eq(number),
            batch_columns::question.eq(question),
            batch_columns::encoded.eq(column_codec::encode(column)?),
        ))
        .execute(connection)?;
    Ok(())
}

/// The column of a question, or of [`WISHES`]; `None` where nothing was asked
/// or wished.
pub fn find_column(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    question: i32,
) -> Result<Option<Column>, StoreError> {
    let row = batch_columns::table.find((place.survey, place.wave, number, question));
    let encoded: Option<Vec<u8>> = row
        .select(batch_columns::encoded)
        .first(connection)
        .optional()?;
    encoded
        .map(|encoded| column_codec::decode(&encoded))
        .transpose()
}

/// Replaces what a batch holds, after a response was taken out of it. Its
/// published totals are another table's, and stay.
pub fn replace_batch(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    batch: &Batch,
) -> Result<(), StoreError> {
    diesel::update(batches::table.find((place.survey, place.wave, number)))
        .set((
            batches::response_count.eq(batch.keys.len() as i32),
            batches::batch_keys.eq(column_codec::encode_keys(&batch.keys)),
        ))
        .execute(connection)?;
    diesel::delete(columns_of(place, number)).execute(connection)?;
    insert_columns(connection, place, number, batch)
}

/// Puts one batch in the place of several; it keeps the last of their days.
pub fn replace_batches(
    connection: &mut AnyConnection,
    place: Place,
    numbers: &[i32],
    merged: &EncodedBatch,
) -> Result<(), StoreError> {
    let mut day = String::new();
    for &number in numbers {
        let row = batches::table.find((place.survey, place.wave, number));
        let of_part: String = row.select(batches::release_day).first(connection)?;
        day = day.max(of_part);
        diesel::delete(columns_of(place, number)).execute(connection)?;
        diesel::delete(batches::table.find((place.survey, place.wave, number)))
            .execute(connection)?;
    }
    diesel::insert_into(batches::table)
        .values((
            batches::survey.eq(place.survey),
            batches::wave.eq(place.wave),
            batches::batch.eq(merged.number),
            batches::response_count.eq(merged.keys.len() as i32),
            batches::release_day.eq(&day),
            batches::batch_keys.eq(column_codec::encode_keys(&merged.keys)),
        ))
        .execute(connection)?;
    for (question, encoded) in &merged.columns {
        diesel::insert_into(batch_columns::table)
            .values((
                batch_columns::survey.eq(place.survey),
                batch_columns::wave.eq(place.wave),
                batch_columns::batch.eq(merged.number),
                batch_columns::question.eq(question),
                batch_columns::encoded.eq(encoded),
            ))
            .execute(connection)?;
    }
    Ok(())
}

type ColumnsOf<'a> = diesel::dsl::Filter<
    batch_columns::table,
    diesel::dsl::And<
        diesel::dsl::And<
            diesel::dsl::Eq<batch_columns::survey, i64>,
            diesel::dsl::Eq<batch_columns::wave, i32>,
        >,
        diesel::dsl::Eq<batch_columns::batch, i32>,
    >,
>;

fn columns_of<'a>(place: Place, number: i32) -> ColumnsOf<'a> {
    batch_columns::table.filter(
        batch_columns::survey
            .eq(place.survey)
            .and(batch_columns::wave.eq(place.wave))
            .and(batch_columns::batch.eq(number)),
    )
}

/// The keys of the batches of a wave from `first` on, by batch number.
pub fn list_keys(
    connection: &mut AnyConnection,
    place: Place,
    first: i32,
) -> Result<Vec<(i32, Vec<BatchKey>)>, StoreError> {
    let rows: Vec<(i32, Vec<u8>)> = batches::table
        .filter(
            batches::survey
                .eq(place.survey)
                .and(batches::wave.eq(place.wave)),
        )
        .filter(batches::batch.ge(first))
        .order(batches::batch)
        .select((batches::batch, batches::batch_keys))
        .load(connection)?;
    rows.into_iter()
        .map(|(number, keys)| Ok((number, column_codec::decode_keys(&keys)?)))
        .collect()
}

/// The numbers of a wave's batches, and how many responses each holds.
pub fn list_batches(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Vec<(i32, i32)>, StoreError> {
    let rows = batches::table
        .filter(
            batches::survey
                .eq(place.survey)
                .and(batches::wave.eq(place.wave)),
        )
        .order(batches::batch)
        .select((batches::batch, batches::response_count));
    Ok(rows.load(connection)?)
}

/// The keys of one batch; `None` if there is no such batch.
pub fn find_keys(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
) -> Result<Option<Vec<BatchKey>>, StoreError> {
    let row = batches::table.find((place.survey, place.wave, number));
    let keys: Option<Vec<u8>> = row
        .select(batches::batch_keys)
        .first(connection)
        .optional()?;
    keys.map(|keys| column_codec::decode_keys(&keys))
        .transpose()
}

/// The columns of one batch as they are stored, by question.
pub fn list_encoded(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
) -> Result<Vec<(i32, Vec<u8>)>, StoreError> {
    let rows = columns_of(place, number)
        .select((batch_columns::question, batch_columns::encoded))
        .order(batch_columns::question);
    Ok(rows.load(connection)?)
}

/// Opens one batch of a revision with `questions` questions.
pub fn get_batch(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    questions: usize,
) -> Result<Batch, StoreError> {
    let keys: Vec<u8> = batches::table
        .find((place.survey, place.wave, number))
        .select(batches::batch_keys)
        .first(connection)?;
    let keys = column_codec::decode_keys(&keys)?;
    let stored: Vec<(i32, Vec<u8>)> = columns_of(place, number)
        .select((batch_columns::question, batch_columns::encoded))
        .load(connection)?;
    let nothing = Column::Nothing { length: keys.len() };
    let mut columns = vec![nothing.clone(); questions];
    let mut wishes = nothing;
    for (question, encoded) in stored {
        let column = column_codec::decode(&encoded)?;
        if column.len() != keys.len() {
            return Err(StoreError::Corrupt(
                "a column is shorter or longer than its batch",
            ));
        }
        let slot = match usize::try_from(question) {
            Ok(question) => columns.get_mut(question),
            Err(_negative) => (question == WISHES).then_some(&mut wishes),
        };
        match slot {
            Some(slot) => *slot = column,
            None => return Err(StoreError::Corrupt("a batch holds a column of no question")),
        }
    }
    Ok(Batch {
        keys,
        columns,
        wishes,
    })
}

/// Erases every single answer of a wave but for its comments. What was published
/// of it is in other tables, and stays.
pub fn delete_all(connection: &mut AnyConnection, place: Place) -> Result<(), StoreError> {
    let Place { survey, wave } = place;
    let rows = batches::table.filter(batches::survey.eq(survey).and(batches::wave.eq(wave)));
    diesel::delete(rows).execute(connection)?;
    let columns = batch_columns::survey.eq(survey);
    let columns = columns.and(batch_columns::wave.eq(wave));
    diesel::delete(batch_columns::table.filter(columns)).execute(connection)?;
    Ok(())
}

pub fn insert_released_totals(
    connection: &mut AnyConnection,
    place: Place,
    number: i32,
    totals: &PublishedTotals,
) -> Result<(), StoreError> {
    let totals = serde_json::to_string(totals)
        .map_err(|_unencodable| StoreError::Corrupt("totals cannot be written"))?;
    diesel::insert_into(released_totals::table)
        .values((
            released_totals::survey.eq(place.survey),
            released_totals::wave.eq(place.wave),
            released_totals::batch.eq(number),
            released_totals::totals.eq(totals),
        ))
        .execute(connection)?;
    Ok(())
}

/// The published totals of each release of a wave, in order.
pub fn list_released_totals(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Vec<PublishedTotals>, StoreError> {
    let rows: Vec<String> = released_totals::table
        .filter(released_totals::survey.eq(place.survey))
        .filter(released_totals::wave.eq(place.wave))
        .order(released_totals::batch)
        .select(released_totals::totals)
        .load(connection)?;
    rows.iter()
        .map(|totals| {
            serde_json::from_str(totals)
                .map_err(|_malformed| StoreError::Corrupt("published totals cannot be read"))
        })
        .collect()
}
