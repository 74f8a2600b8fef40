//! How many forms of a wave got to each of its pages and were not sent.

use std::collections::BTreeMap;

use diesel::prelude::*;
use whynot_schema::page_counts;

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::pool_cipher::Place;

/// Adds to the counts of pages; the caller holds the survey exclusively.
pub fn add(
    connection: &mut AnyConnection,
    place: Place,
    forms: &BTreeMap<i32, i64>,
) -> Result<(), StoreError> {
    for (&page, &more) in forms {
        let row = page_counts::table.find((place.survey, place.wave, page));
        let updated = diesel::update(row)
            .set(page_counts::forms.eq(page_counts::forms + more))
            .execute(connection)?;
        if updated == 0 {
            diesel::insert_into(page_counts::table)
                .values((
                    page_counts::survey.eq(place.survey),
                    page_counts::wave.eq(place.wave),
                    page_counts::page.eq(page),
                    page_counts::forms.eq(more),
                ))
                .execute(connection)?;
        }
    }
    Ok(())
}

/// By page; one that nobody got to is not there.
pub fn list(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<BTreeMap<i32, i64>, StoreError> {
    let rows: Vec<(i32, i64)> = page_counts::table
        .filter(page_counts::survey.eq(place.survey))
        .filter(page_counts::wave.eq(place.wave))
        .select((page_counts::page, page_counts::forms))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}
