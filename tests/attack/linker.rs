//! The linker knows in which order people answered. It gets the database after
//! every single answer, after the release, and the key directory of the end, and
//! tries to say what each person answered.

use std::collections::HashSet;
use std::path::Path;

use whynot::keys::KeyDirectory;
use whynot::operations::installation::Installation;
use whynot::privacy::pool_cipher::{self, Place, PoolRow};
use whynot::privacy::prf::PoolKey;
use whynot::privacy::published::PublishedTotals;
use whynot::privacy::receipt::{BatchKey, PoolRowKey};
use whynot::statistics::column::Column;
use whynot::statistics::totals::Totals;
use whynot::store::Store;
use whynot::store::batches::{self, Batch};
use whynot::store::connection::DatabaseUrl;
use whynot::store::{pool, surveys};
use whynot::survey::answer::{Answer, Given};
use whynot::survey::packed;

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, SURVEY, World, bound, marks};
use crate::engine::{Engine, on_both_engines};

const TRIALS: usize = 12;

/// What the linker holds in the end.
#[derive(Default)]
struct Seized {
    /// The waiting rows after each answer, in the order of arrival.
    snapshots: Vec<Vec<PoolRow>>,
    /// The sealed answers to "mark", in the order in which they are stored.
    sealed_marks: Vec<u32>,
    batch_keys: Vec<BatchKey>,
    /// The same of what still waits.
    waiting: Vec<PoolRow>,
    /// Every key that could be found.
    keys: Vec<PoolKey>,
    place: Option<Place>,
}

/// A way of guessing: for each person, in the order of arrival, their mark.
type Strategy = (&'static str, fn(&Seized) -> Vec<Option<u32>>);

const STRATEGIES: [Strategy; 4] = [
    ("the n-th stored row is the n-th person's", by_stored_order),
    ("old snapshots open with the keys at hand", by_keys_at_hand),
    ("rows of pool and batch share bytes", by_shared_bytes),
    (
        "a waiting row stays recognisable over a release",
        by_survival,
    ),
];

/// Scales the order of stored rows onto the order of arrival.
fn by_stored_order(seized: &Seized) -> Vec<Option<u32>> {
    let (people, rows) = (seized.snapshots.len(), seized.sealed_marks.len());
    (0..people)
        .map(|person| {
            seized
                .sealed_marks
                .get(person * rows / people.max(1))
                .copied()
        })
        .collect()
}

/// The row that was new after each answer.
fn newcomers(seized: &Seized) -> Vec<Option<&PoolRow>> {
    let mut known: HashSet<PoolRowKey> = HashSet::new();
    let newcomer = |rows: &'_ Vec<PoolRow>| {
        let fresh = rows.iter().position(|row| !known.contains(&row.row_key));
        known.extend(rows.iter().map(|row| row.row_key));
        fresh
    };
    let fresh: Vec<Option<usize>> = seized.snapshots.iter().map(newcomer).collect();
    seized
        .snapshots
        .iter()
        .zip(fresh)
        .map(|(rows, fresh)| fresh.map(|fresh| &rows[fresh]))
        .collect()
}

fn by_keys_at_hand(seized: &Seized) -> Vec<Option<u32>> {
    let place = seized.place.expect("a survey");
    let open = |row: &PoolRow| {
        let mut keys = seized.keys.iter();
        keys.find_map(|key| pool_cipher::decrypt(key, place, row).ok())
    };
    newcomers(seized)
        .into_iter()
        .map(|row| mark_of(&open(row?)?.answers))
        .collect()
}

fn mark_of(packed: &[u8]) -> Option<u32> {
    let response = packed::unpack(packed, 3).ok()?;
    match response.given.first() {
        Some(Given::Answered(Answer::Number(mark))) => u32::try_from(*mark).ok(),
        _ => None,
    }
}

/// A batch key that occurs anywhere in a pool row ties the two.
fn by_shared_bytes(seized: &Seized) -> Vec<Option<u32>> {
    let shares = |row: &PoolRow, key: &BatchKey| {
        [key.0.to_be_bytes(), key.0.to_le_bytes()]
            .iter()
            .any(|bytes| {
                [&row.row_key.0[..], &row.nonce[..], &row.ciphertext[..]]
                    .iter()
                    .any(|field| field.windows(8).any(|window| window == bytes))
            })
    };
    newcomers(seized)
        .into_iter()
        .map(|row| {
            let row = row?;
            let mut keys = seized.batch_keys.iter();
            let position = keys.position(|key| shares(row, key))?;
            seized.sealed_marks.get(position).copied()
        })
        .collect()
}

/// Whoever is still recognisable waits; of the others any row may be the next one.
fn by_survival(seized: &Seized) -> Vec<Option<u32>> {
    let waits: HashSet<&PoolRowKey> = seized.waiting.iter().map(|row| &row.row_key).collect();
    let mut next = seized.sealed_marks.iter().copied();
    newcomers(seized)
        .into_iter()
        .map(|row| match row {
            Some(row) if waits.contains(&row.row_key) => None,
            _ => next.next(),
        })
        .collect()
}

/// Everything about the survey that a database holds, whoever asks.
fn survey_place(store: &Store) -> Place {
    let mut connection = store.connection().expect("the database");
    let survey = surveys::find_survey(&mut connection, "watched")
        .unwrap()
        .unwrap();
    Place {
        survey: survey.id,
        wave: 1,
    }
}

fn waiting_rows(store: &Store, place: Place) -> Vec<PoolRow> {
    pool::list(&mut store.connection().unwrap(), place).unwrap()
}

fn seize_batch(store: &Store, place: Place, seized: &mut Seized) {
    let batch = batches::get_batch(&mut store.connection().unwrap(), place, 0, 3).unwrap();
    let Column::Numbers { values, .. } = &batch.columns[0] else {
        panic!("the first question asks for a number");
    };
    seized.sealed_marks = values.iter().map(|&mark| mark as u32).collect();
    seized.batch_keys = batch.keys;
    seized.waiting = waiting_rows(store, place);
    seized.place = Some(place);
}

/// Every file in a key directory that has the length of a key.
fn keys_in(folder: &Path) -> Vec<PoolKey> {
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            keys.extend(keys_in(&path));
        } else if let Ok(bytes) = std::fs::read(&path).unwrap().try_into() {
            keys.push(PoolKey::from_bytes(bytes));
        }
    }
    keys
}

/// How many people were named correctly by each strategy.
fn score(seized: &Seized, arrived: &[u32]) -> Vec<usize> {
    STRATEGIES
        .iter()
        .map(|(_, guess)| {
            let guesses = guess(seized);
            let right = guesses
                .iter()
                .zip(arrived)
                .filter(|(g, a)| g.as_ref() == Some(*a));
            right.count()
        })
        .collect()
}

/// One survey up to its first release. `keeps_old_keys` copies the key
/// directory before the release, as if the old key were never destroyed.
async fn trial(installation: Installation, engine: &Engine, keeps_old_keys: bool) -> Vec<usize> {
    let world = World::with_open_wave(installation);
    let store = Store::open(engine.url.clone()).expect("the database");
    let place = survey_place(&store);
    let arrived = marks(FIRST_THRESHOLD);
    let mut seized = Seized::default();
    let mut old_keys = Vec::new();
    for (number, &mark) in arrived.iter().enumerate() {
        if keeps_old_keys && number + 1 == arrived.len() {
            old_keys = keys_in(&engine.keys());
        }
        world.answers(mark).await;
        if number + 1 < arrived.len() {
            seized.snapshots.push(waiting_rows(&store, place));
        }
    }
    world.sees_released(FIRST_RELEASE as u64).await;
    seize_batch(&store, place, &mut seized);
    // The last person's arrival made the release: nothing new is seen waiting.
    seized.snapshots.push(seized.waiting.clone());
    drop(world);
    seized.keys = keys_in(&engine.keys());
    seized.keys.extend(old_keys);
    score(&seized, &arrived)
}

/// A random guess among the released marks: released with 10/15, right with 1/10.
const CHANCE: f64 = 1.0 / FIRST_THRESHOLD as f64;

on_both_engines! {
    async fn the_linker_does_no_better_than_chance(first: &Engine) {
        let is_sqlite = matches!(first.url, DatabaseUrl::Sqlite(_));
        let mut hits = vec![0; STRATEGIES.len()];
        for _ in 0..TRIALS {
            let engine = if is_sqlite { Engine::sqlite() } else { Engine::postgres() };
            let engine = engine.expect("the engine was there a moment ago");
            let scores = trial(engine.open(), &engine, false).await;
            hits.iter_mut().zip(scores).for_each(|(hits, score)| *hits += score);
        }
        let people = TRIALS * FIRST_THRESHOLD;
        for ((name, _), hits) in STRATEGIES.iter().zip(&hits) {
            println!("linker: {name}: {hits} of {people}, chance {:.0}", people as f64 * CHANCE);
            assert!((*hits as f64) < bound(people, CHANCE), "{name} names {hits} of {people}");
        }
    }

    async fn the_linker_wins_where_old_keys_are_kept(engine: &Engine) {
        let scores = trial(engine.open(), engine, true).await;
        println!("linker: with the keys of before: {} of {FIRST_THRESHOLD}", scores[1]);
        // All but the last person, whose row was never seen under the old key;
        // today's key may open that one by luck.
        assert!(scores[1] >= FIRST_THRESHOLD - 1);
    }

    async fn the_linker_wins_where_rows_are_stored_as_they_arrive(engine: &Engine) {
        let store = Store::open(engine.url.clone()).expect("the database");
        KeyDirectory::open(&engine.keys()).expect("keys");
        let place = Place { survey: 1, wave: 1 };
        let arrived = marks(FIRST_RELEASE);
        let batch = Batch {
            keys: (0..arrived.len() as u64).map(BatchKey).collect(),
            columns: in_arrival_order(&arrived),
            wishes: Column::Nothing { length: arrived.len() },
        };
        let published = PublishedTotals::of_batch(
            Totals { responses: arrived.len() as u64, questions: Vec::new() }, 5,
        ).unwrap();
        store.in_transaction(|connection| {
            batches::insert_batch(connection, place, 0, "2026-11-24", &batch)?;
            batches::insert_released_totals(connection, place, 0, &published)
        }).unwrap();
        let mut seized = Seized {
            snapshots: vec![Vec::new(); arrived.len()],
            ..Seized::default()
        };
        seize_batch(&store, place, &mut seized);
        let hits = score(&seized, &arrived)[0];
        println!("linker: rows in arrival order: {hits} of {}", arrived.len());
        assert_eq!(hits, arrived.len());
    }
}

/// The columns of a batch that nobody shuffled.
fn in_arrival_order(arrived: &[u32]) -> Vec<Column> {
    let survey = whynot::survey::file::read(SURVEY).expect("a valid survey");
    assert_eq!(survey.questionnaire.questions.len(), 3);
    let length = arrived.len();
    vec![
        Column::Numbers {
            states: vec![2; length],
            values: arrived.iter().map(|&mark| i64::from(mark)).collect(),
            bands: vec![(0, 99_999)],
        },
        Column::Nothing { length },
        Column::Texts {
            states: vec![1; length],
        },
    ]
}
