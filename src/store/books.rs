//! The books of closed waves: written once, and never changed.

use std::collections::BTreeMap;

use diesel::prelude::*;
use whynot_schema::{book_breakdowns, book_totals, books, waves};

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::book::{Book, BookBreakdown, Definition, GroupTotals};
use crate::privacy::pool_cipher::Place;

/// That a wave has a book.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = books)]
pub struct BookRow {
    pub survey: i64,
    pub wave: i32,
    pub written_day: String,
    /// The wave's batches are as few as they can be.
    pub is_merged: bool,
}

pub fn find_book(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Option<BookRow>, StoreError> {
    let row = books::table.find((place.survey, place.wave));
    Ok(row.first(connection).optional()?)
}

fn written(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_unencodable| StoreError::Corrupt("a book's totals"))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_malformed| StoreError::Corrupt("a book cannot be read"))
}

/// Stores the book of a wave that has none.
pub fn insert_book(
    connection: &mut AnyConnection,
    place: Place,
    day: &str,
    book: &Book,
) -> Result<(), StoreError> {
    let row = BookRow {
        survey: place.survey,
        wave: place.wave,
        written_day: day.to_owned(),
        is_merged: false,
    };
    diesel::insert_into(books::table)
        .values((
            books::survey.eq(row.survey),
            books::wave.eq(row.wave),
            books::written_day.eq(&row.written_day),
            books::is_merged.eq(row.is_merged),
        ))
        .execute(connection)?;
    for (position, breakdown) in (0..).zip(book.breakdowns()) {
        diesel::insert_into(book_breakdowns::table)
            .values((
                book_breakdowns::survey.eq(place.survey),
                book_breakdowns::wave.eq(place.wave),
                book_breakdowns::position.eq(position),
                book_breakdowns::definition.eq(written(&breakdown.definition)?),
            ))
            .execute(connection)?;
        insert_totals(connection, place, position, breakdown)?;
    }
    Ok(())
}

fn insert_totals(
    connection: &mut AnyConnection,
    place: Place,
    position: i32,
    breakdown: &BookBreakdown,
) -> Result<(), StoreError> {
    for (&question, totals) in breakdown.questions() {
        diesel::insert_into(book_totals::table)
            .values((
                book_totals::survey.eq(place.survey),
                book_totals::wave.eq(place.wave),
                book_totals::position.eq(position),
                book_totals::question.eq(i32::from(question)),
                book_totals::totals.eq(written(totals)?),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// What a book's breakdowns are, by their positions.
fn definitions(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Vec<(i32, Definition)>, StoreError> {
    let rows: Vec<(i32, String)> = book_breakdowns::table
        .filter(
            book_breakdowns::survey
                .eq(place.survey)
                .and(book_breakdowns::wave.eq(place.wave)),
        )
        .order(book_breakdowns::position)
        .select((book_breakdowns::position, book_breakdowns::definition))
        .load(connection)?;
    let rows = rows.into_iter();
    rows.map(|(position, definition)| Ok((position, read(&definition)?)))
        .collect()
}

/// Which groups a book has, without any total: little beside the whole of it.
pub fn read_definitions(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Vec<Definition>, StoreError> {
    let definitions = definitions(connection, place)?.into_iter();
    Ok(definitions.map(|(_, definition)| definition).collect())
}

/// The whole book; empty where there is none.
pub fn read_book(connection: &mut AnyConnection, place: Place) -> Result<Book, StoreError> {
    let definitions = definitions(connection, place)?;
    let totals: Vec<(i32, i32, String)> = book_totals::table
        .filter(
            book_totals::survey
                .eq(place.survey)
                .and(book_totals::wave.eq(place.wave)),
        )
        .select((
            book_totals::position,
            book_totals::question,
            book_totals::totals,
        ))
        .load(connection)?;
    let mut questions: BTreeMap<i32, BTreeMap<u16, GroupTotals>> = BTreeMap::new();
    for (position, question, totals) in totals {
        let of_breakdown = questions.entry(position).or_default();
        of_breakdown.insert(question as u16, read(&totals)?);
    }
    let breakdowns = definitions.into_iter().map(|(position, definition)| {
        let questions = questions.remove(&position).unwrap_or_default();
        BookBreakdown::assembled(definition, questions)
    });
    Ok(Book::assembled(breakdowns))
}

pub fn update_merged(connection: &mut AnyConnection, place: Place) -> Result<(), StoreError> {
    diesel::update(books::table.find((place.survey, place.wave)))
        .set(books::is_merged.eq(true))
        .execute(connection)?;
    Ok(())
}

/// Closed waves that have no book.
pub fn list_waves_without(connection: &mut AnyConnection) -> Result<Vec<Place>, StoreError> {
    let book = books::table.filter(
        books::survey
            .eq(waves::survey)
            .and(books::wave.eq(waves::wave)),
    );
    let rows: Vec<(i64, i32)> = waves::table
        .filter(waves::is_open.eq(false))
        .filter(diesel::dsl::not(diesel::dsl::exists(book)))
        .select((waves::survey, waves::wave))
        .order((waves::survey, waves::wave))
        .load(connection)?;
    Ok(places(rows))
}

/// Waves that have a book and whose batches are still as they were sealed.
pub fn list_unmerged(connection: &mut AnyConnection) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<(i64, i32)> = books::table
        .filter(books::is_merged.eq(false))
        .select((books::survey, books::wave))
        .order((books::survey, books::wave))
        .load(connection)?;
    Ok(places(rows))
}

fn places(rows: Vec<(i64, i32)>) -> Vec<Place> {
    let rows = rows.into_iter();
    rows.map(|(survey, wave)| Place { survey, wave }).collect()
}
