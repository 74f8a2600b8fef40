//! What was written, apart from everything else its author answered: each text
//! under a random key of its own, which is also its place among the others.

use diesel::prelude::*;
use whynot_schema::comments;

use super::connection::AnyConnection;
use super::error::StoreError;
use crate::privacy::comments::UnseenComment;
use crate::privacy::pool_cipher::Place;
use crate::privacy::receipt::CommentKey;

/// What somebody wrote in answer to the question at `question`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub question: i32,
    pub key: CommentKey,
    pub written: Written,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Readers see it where enough others wrote something too.
    ForReaders(String),
    /// Its author alone, who is counted in the totals only.
    ForItsAuthor(UnseenComment),
    /// From before readers saw any: its author was promised that nobody would.
    Earlier(String),
}

pub fn insert_all(
    connection: &mut AnyConnection,
    place: Place,
    comments: &[Comment],
) -> Result<(), StoreError> {
    for comment in comments {
        let (text, unseen) = match &comment.written {
            Written::ForReaders(text) | Written::Earlier(text) => (text.as_str(), None),
            Written::ForItsAuthor(unseen) => ("", Some(unseen.0.as_slice())),
        };
        diesel::insert_into(comments::table)
            .values((
                comments::survey.eq(place.survey),
                comments::wave.eq(place.wave),
                comments::question.eq(comment.question),
                comments::comment_key.eq(comment.key.0.as_slice()),
                comments::comment.eq(text),
                comments::is_shown.eq(matches!(comment.written, Written::ForReaders(_))),
                comments::unseen.eq(unseen),
            ))
            .execute(connection)?;
    }
    Ok(())
}

pub fn find(
    connection: &mut AnyConnection,
    place: Place,
    question: i32,
    key: &CommentKey,
) -> Result<Option<Written>, StoreError> {
    let row: Option<(String, bool, Option<Vec<u8>>)> = comments::table
        .find((place.survey, place.wave, question, key.0.as_slice()))
        .select((comments::comment, comments::is_shown, comments::unseen))
        .first(connection)
        .optional()?;
    Ok(row.map(|row| match row {
        (_, _, Some(unseen)) => Written::ForItsAuthor(UnseenComment(unseen)),
        (text, true, None) => Written::ForReaders(text),
        (text, false, None) => Written::Earlier(text),
    }))
}

pub fn delete(
    connection: &mut AnyConnection,
    place: Place,
    question: i32,
    key: &CommentKey,
) -> Result<(), StoreError> {
    let row = comments::table.find((place.survey, place.wave, question, key.0.as_slice()));
    diesel::delete(row).execute(connection)?;
    Ok(())
}

/// Erases every text of a wave.
pub fn delete_all(connection: &mut AnyConnection, place: Place) -> Result<(), StoreError> {
    let of_wave = comments::survey
        .eq(place.survey)
        .and(comments::wave.eq(place.wave));
    diesel::delete(comments::table.filter(of_wave)).execute(connection)?;
    Ok(())
}

/// How many texts readers may see of each question of a wave.
pub fn count_for_readers(
    connection: &mut AnyConnection,
    place: Place,
) -> Result<Vec<(i32, u64)>, StoreError> {
    let counts: Vec<(i32, i64)> = comments::table
        .filter(
            comments::survey
                .eq(place.survey)
                .and(comments::wave.eq(place.wave))
                .and(comments::is_shown.eq(true)),
        )
        .group_by(comments::question)
        .select((comments::question, diesel::dsl::count_star()))
        .order(comments::question)
        .load(connection)?;
    let counts = counts.into_iter();
    Ok(counts
        .map(|(question, count)| (question, count.unsigned_abs()))
        .collect())
}

/// Texts that readers may see, in the order of their keys: random, the same at
/// every view, and without a meaning.
pub fn list_for_readers(
    connection: &mut AnyConnection,
    place: Place,
    question: i32,
    from: u64,
    most: u64,
) -> Result<Vec<String>, StoreError> {
    Ok(comments::table
        .filter(
            comments::survey
                .eq(place.survey)
                .and(comments::wave.eq(place.wave))
                .and(comments::question.eq(question))
                .and(comments::is_shown.eq(true)),
        )
        .order(comments::comment_key)
        .select(comments::comment)
        .offset(from.try_into().unwrap_or(i64::MAX))
        .limit(most.try_into().unwrap_or(i64::MAX))
        .load(connection)?)
}
