//! The withdrawer takes a response back and then searches every byte that is
//! left of it: in the database, its journals, and the key directory.

use std::path::Path;

use diesel::prelude::*;
use whynot::operations::withdraw;
use whynot::privacy::pool_cipher::Place;
use whynot::store::connection::{AnyConnection, DatabaseUrl};
use whynot::store::{Store, batches, surveys};

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World, comment_of, marks};
use crate::engine::{Engine, on_both_engines};

/// How often a text occurs in the files of a folder.
fn occurrences(folder: &Path, text: &str) -> usize {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count += occurrences(&path, text);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            count += bytes
                .windows(text.len())
                .filter(|w| *w == text.as_bytes())
                .count();
        }
    }
    count
}

/// How often a text occurs in the live rows of the comments, on either engine.
fn live_comments(store: &Store, text: &str) -> i64 {
    use whynot_schema::comments;
    let mut connection = store.connection().unwrap();
    comments::table
        .filter(comments::comment.eq(text))
        .count()
        .get_result(&mut *connection)
        .unwrap()
}

/// Whether a mark stands in any sealed batch.
fn sealed_marks(store: &Store, place: Place, batches_count: i32) -> Vec<i64> {
    let mut connection = store.connection().unwrap();
    (0..batches_count)
        .flat_map(|batch| {
            let batch = batches::get_batch(&mut connection, place, batch, 3).unwrap();
            match &batch.columns[0] {
                whynot::statistics::column::Column::Numbers { values, .. } => values.clone(),
                _ => panic!("the first question asks for a number"),
            }
        })
        .collect()
}

fn vacuum(store: &Store) {
    use diesel::connection::SimpleConnection;
    if let AnyConnection::Postgres(postgres) = &mut *store.connection().unwrap() {
        postgres.batch_execute("VACUUM FULL").unwrap();
    }
}

on_both_engines! {
    async fn nothing_of_a_withdrawn_response_is_left(engine: &Engine) {
        let world = World::with_open_wave(engine.open());
        let store = Store::open(engine.url.clone()).unwrap();
        let marks = marks(FIRST_THRESHOLD);
        let mut receipts = Vec::new();
        for &mark in &marks {
            receipts.push(world.answers(mark).await);
        }
        world.sees_released(FIRST_RELEASE as u64).await;
        let published = world.published().await;
        let mut sealed = 0;
        for (&mark, receipted) in marks.iter().zip(&receipts).take(8) {
            let comment = comment_of(mark);
            let was_sealed = live_comments(&store, &comment) == 1;
            sealed += usize::from(was_sealed);
            withdraw::withdraw(&world.installation, &published, receipted.code).await.unwrap();
            vacuum(&store);
            assert_eq!(live_comments(&store, &comment), 0);
            if matches!(engine.url, DatabaseUrl::Sqlite(_)) {
                assert_eq!(occurrences(engine.folder.path(), &comment), 0, "{comment}");
            }
        }
        let survey = surveys::find_survey(&mut store.connection().unwrap(), "watched");
        let place = Place { survey: survey.unwrap().unwrap().id, wave: 1 };
        let left = sealed_marks(&store, place, 1);
        assert_eq!(left.len(), FIRST_RELEASE - sealed);
        assert!(marks[..8].iter().all(|&mark| !left.contains(&i64::from(mark))));
        println!("withdrawer: 0 bytes left of 8 responses, {sealed} of them sealed");
        // The published numbers do not move.
        assert_eq!(super::world::released(&world.board().await), FIRST_RELEASE as u64);
    }
}

/// What an ordinary DELETE leaves behind: the search must be able to find it.
#[test]
fn the_withdrawer_wins_where_deleting_only_forgets() {
    use diesel::connection::SimpleConnection;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("careless.sqlite");
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    let comment = comment_of(12_345);
    connection
        .batch_execute(&format!(
            "PRAGMA secure_delete = OFF; CREATE TABLE comments (comment TEXT);
             INSERT INTO comments VALUES ('{comment}'), ('another');
             DELETE FROM comments WHERE comment = '{comment}';"
        ))
        .unwrap();
    drop(connection);
    let left = occurrences(folder.path(), &comment);
    println!("withdrawer: after a careless DELETE {left} copies are left");
    assert!(left > 0);
}
