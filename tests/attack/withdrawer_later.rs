//! The withdrawer once more, when everything has happened to a response that
//! can: its wave has closed, its book is written, its batches are merged, its
//! comment was read, and a copy of the database from before is put back.
//!
//! Proven on SQLite in every file of the folder, on PostgreSQL in every live
//! row: neither batch key, sorted keys and columns as they were with it, comment
//! nor its key is left, and none of them comes back with the copy. No published
//! number moves. Against a key directory without its marks the copy does bring
//! them back, so the search can find them.

use diesel::prelude::*;
use whynot::clock::Clock;
use whynot::keys::KeyDirectory;
use whynot::operations::comments::{self, Part};
use whynot::operations::{backup, withdraw};
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::receipt::ReceiptCode;
use whynot::store::connection::DatabaseUrl;
use whynot::store::{Store, batches, surveys};

use super::withdrawer::{live_occurrences, occurrences};
use super::world::{World, comment_of, marks};
use crate::engine::{Engine, on_both_engines};

const PEOPLE: usize = 25;
const WITHDRAWN: usize = 4;

/// What a sealed response left, with the name of each trace.
fn traces(engine: &Engine, code: ReceiptCode, mark: u32) -> Vec<(&'static str, Vec<u8>)> {
    use whynot_schema::{batch_columns, batches as table};
    let store = Store::open(engine.url.clone()).unwrap();
    let keys = KeyDirectory::open(&engine.keys()).unwrap();
    let connection = &mut *store.connection().unwrap();
    let survey = surveys::find_survey(connection, "watched")
        .unwrap()
        .unwrap()
        .id;
    let place = Place { survey, wave: 1 };
    let key = code.batch_key(keys.root());
    let sealed = batches::list_keys(connection, place, 0).unwrap();
    let number = sealed
        .iter()
        .find(|(_, keys)| keys.binary_search(&key).is_ok())
        .map(|(number, _)| *number)
        .expect("it is sealed");
    let stored_keys: Vec<u8> = table::table
        .find((survey, 1, number))
        .select(table::batch_keys)
        .first(connection)
        .unwrap();
    let stored_marks: Vec<u8> = batch_columns::table
        .find((survey, 1, number, 0))
        .select(batch_columns::encoded)
        .first(connection)
        .unwrap();
    vec![
        ("batch key", key.0.to_le_bytes().to_vec()),
        ("keys of its batch", stored_keys),
        ("column of its mark", stored_marks),
        ("comment", comment_of(mark).into_bytes()),
        (
            "key of its comment",
            key.comment_key(keys.root(), "comment").0.to_vec(),
        ),
    ]
}

/// How many traces are found, in live rows and, on SQLite, in the files.
fn found(engine: &Engine, traces: &[(&'static str, Vec<u8>)]) -> usize {
    let store = Store::open(engine.url.clone()).unwrap();
    let is_found = |trace: &[u8]| {
        let in_files = match engine.url {
            DatabaseUrl::Sqlite(_) => occurrences(engine.folder.path(), trace),
            DatabaseUrl::Postgres(_) => 0,
        };
        live_occurrences(&store, trace) + in_files > 0
    };
    traces.iter().filter(|(_, trace)| is_found(trace)).count()
}

async fn texts(world: &World) -> Vec<String> {
    let all = Part {
        from: 0,
        most: 1_000,
    };
    let board = world.board().await;
    let shown = comments::of_board(&world.installation, &world.slug, &board, all)
        .await
        .unwrap();
    shown
        .get("comment")
        .map_or(Vec::new(), |shown| shown.texts().to_vec())
}

/// Puts the copy back once nobody uses the database any more.
fn restore(engine: &Engine, copy: &std::path::Path) -> backup::Restored {
    let clock = Clock::Fixed("2026-11-24".parse().unwrap());
    for _ in 0..500 {
        match backup::restore(&engine.url, &engine.keys(), clock, copy) {
            Err(error) if error.to_string().contains("is in use") => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            other => return other.unwrap(),
        }
    }
    panic!("somebody keeps the database open");
}

on_both_engines! {
    async fn a_response_withdrawn_from_a_closed_wave_is_gone_and_stays_gone(engine: &Engine) {
        let elsewhere = tempfile::tempdir().unwrap();
        let world = World::with_open_wave(engine.open());
        let marks = marks(PEOPLE);
        let mut receipts = Vec::new();
        for &mark in &marks {
            receipts.push(world.answers(mark).await);
        }
        whynot::operations::publish::close_wave(&world.installation, &world.slug).unwrap();
        let copy = elsewhere.path().join("copy");
        let clock = Clock::Fixed("2026-11-24".parse().unwrap());
        backup::back_up(&engine.url, clock, &copy).unwrap();
        let read_before = texts(&world).await;
        assert_eq!(read_before.len(), PEOPLE);
        let numbers = format!("{:?}", world.board().await.results);

        let published = world.published().await;
        let mut known = Vec::new();
        for (&mark, receipted) in marks.iter().zip(&receipts).take(WITHDRAWN) {
            let traces = traces(engine, receipted.code, mark);
            assert_eq!(found(engine, &traces), traces.len(), "the search finds all, before");
            let code = receipted.code;
            withdraw::withdraw(&world.installation, &published, code).await.unwrap();
            assert_eq!(found(engine, &traces), 0);
            known.extend(traces);
        }
        let left = texts(&world).await;
        assert_eq!(left.len(), PEOPLE - WITHDRAWN);
        assert!(left.iter().all(|text| read_before.contains(text)));
        assert_eq!(format!("{:?}", world.board().await.results), numbers, "no number moves");
        drop(world);

        assert_eq!(restore(engine, &copy).erased, WITHDRAWN);
        assert_eq!(found(engine, &known), 0, "after the copy was put back");
        println!("withdrawer: 0 of {} traces left after closing, merging and restoring", known.len());

        // Without the marks beside the keys, a copy brings everything back.
        std::fs::remove_dir_all(engine.keys().join("withdrawn")).unwrap();
        assert_eq!(restore(engine, &copy).erased, 0);
        let back = found(engine, &known);
        println!("withdrawer: without the marks {back} of {} come back", known.len());
        assert!(back > WITHDRAWN * 3);
    }
}
