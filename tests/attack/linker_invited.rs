//! The linker where people are invited: 20 of 25 answer in an order that he
//! watched. He has the list of invitations, the database after every answer,
//! its own notes about places and transactions (`ctid` and `xmin` on PostgreSQL,
//! the place of every row's bytes in SQLite's file), and the whole key directory
//! of after the release: he knows whose every pass is. He wants to know who of
//! those who came before the release answered what.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use whynot::keys::KeyDirectory;
use whynot::operations::invite;
use whynot::privacy::invitation::InvitationCode;
use whynot::privacy::pass::{Pass, Ticket};
use whynot::privacy::pool_cipher::{self, Place, PoolRow};
use whynot::privacy::prf::{InvitationKey, PoolKey, PoolKeyId};
use whynot::privacy::published::PublishedTotals;
use whynot::privacy::receipt::BatchKey;
use whynot::statistics::column::Column;
use whynot::statistics::totals::Totals;
use whynot::store::batches::{self, Batch};
use whynot::store::connection::{AnyConnection, DatabaseUrl};
use whynot::store::{Store, passes, pool, surveys};
use whynot::survey::answer::{Answer, Given};
use whynot::survey::packed;

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World, bound, marks};
use crate::engine::{Engine, on_both_engines};

const TRIALS: usize = 6;
const INVITED: usize = 25;
const ANSWERED: usize = 20;

/// One row as the engine keeps it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Lying {
    #[diesel(sql_type = Binary)]
    pub key: Vec<u8>,
    /// Which transaction put it there; 0 on SQLite, which does not say.
    #[diesel(sql_type = BigInt)]
    pub transaction: i64,
}

/// The rows of a table in the order in which they lie in its file.
pub fn lying(engine: &Engine, store: &Store, table: &str, column: &str) -> Vec<Lying> {
    let connection = &mut *store.connection().unwrap();
    match (connection, &engine.url) {
        (AnyConnection::Postgres(postgres), _) => diesel::sql_query(format!(
            "SELECT {column} AS key, xmin::text::bigint AS transaction FROM {table} ORDER BY ctid"
        ))
        .load(postgres)
        .unwrap(),
        (AnyConnection::Sqlite(sqlite), DatabaseUrl::Sqlite(path)) => {
            let query = format!("SELECT {column} AS key, 0 AS \"transaction\" FROM {table}");
            let mut rows: Vec<Lying> = diesel::sql_query(query).load(sqlite).unwrap();
            let mut bytes = std::fs::read(path).unwrap();
            let journal = path.with_file_name("whynot.sqlite-wal");
            bytes.extend(std::fs::read(journal).unwrap_or_default());
            rows.sort_by_cached_key(|row| {
                bytes
                    .windows(row.key.len())
                    .position(|window| window == row.key)
            });
            rows
        }
        (AnyConnection::Sqlite(_), DatabaseUrl::Postgres(_)) => panic!("one engine"),
    }
}

/// The database at one moment.
struct Snapshot {
    pool: Vec<PoolRow>,
    pool_lies: Vec<Lying>,
    waiting: Vec<Lying>,
    passes: Vec<Lying>,
}

impl Snapshot {
    fn take(engine: &Engine, store: &Store, place: Place) -> Self {
        Self {
            pool: pool::list(&mut store.connection().unwrap(), place).unwrap(),
            pool_lies: lying(engine, store, "pool", "pool_key"),
            waiting: lying(engine, store, "passes_waiting", "pass"),
            passes: lying(engine, store, "passes", "pass"),
        }
    }

    fn pool_row(&self, key: &[u8]) -> Option<&PoolRow> {
        self.pool.iter().find(|row| row.row_key.0 == key)
    }
}

/// What the linker holds in the end.
struct Seized {
    place: Place,
    /// After each answer, in the order of arrival.
    snapshots: Vec<Snapshot>,
    batch_keys: Vec<BatchKey>,
    sealed_marks: Vec<u32>,
    keys: Vec<PoolKey>,
    /// Whose pass it is: the place of each person in the order of arrival.
    owners: HashMap<Vec<u8>, usize>,
}

impl Seized {
    fn last(&self) -> &Snapshot {
        self.snapshots.last().unwrap()
    }

    fn open(&self, row: &PoolRow) -> Option<u32> {
        let mut keys = self.keys.iter();
        let opened = keys.find_map(|key| pool_cipher::decrypt(key, self.place, row).ok())?;
        match packed::unpack(&opened.answers, 3).ok()?.given.first() {
            Some(Given::Answered(Answer::Number(mark))) => u32::try_from(*mark).ok(),
            _ => None,
        }
    }

    /// The people behind rows of passes.
    fn people<'a>(&'a self, rows: &'a [Lying]) -> impl Iterator<Item = (usize, &'a Lying)> {
        rows.iter()
            .filter_map(|row| Some((*self.owners.get(&row.key)?, row)))
    }
}

/// For each person in the order of arrival, their mark as the linker guesses it.
type Guesses = HashMap<usize, u32>;
type Strategy = (&'static str, fn(&Seized) -> Guesses);

const STRATEGIES: [Strategy; 5] = [
    (
        "passes lie as the answers of the batch do",
        by_place_in_batch,
    ),
    ("passes lie as the rows of the pool do", by_place_in_pool),
    (
        "a pass and a row of the pool share a transaction",
        by_transaction,
    ),
    (
        "what came with a pass opens with the keys at hand",
        by_arrival,
    ),
    ("passes and answers share bytes", by_shared_bytes),
];

fn by_place_in_batch(seized: &Seized) -> Guesses {
    let people = seized
        .people(&seized.last().passes)
        .map(|(person, _)| person);
    let (count, answers) = (seized.last().passes.len().max(1), &seized.sealed_marks);
    let placed = people.enumerate();
    placed
        .filter_map(|(place, person)| Some((person, *answers.get(place * answers.len() / count)?)))
        .collect()
}

fn by_place_in_pool(seized: &Seized) -> Guesses {
    let last = seized.last();
    let people = seized.people(&last.passes).map(|(person, _)| person);
    let opened = last
        .pool_lies
        .iter()
        .filter_map(|row| seized.open(last.pool_row(&row.key)?));
    let opened: Vec<u32> = opened.collect();
    let count = last.passes.len().max(1);
    let placed = people.enumerate();
    placed
        .filter_map(|(place, person)| Some((person, *opened.get(place * opened.len() / count)?)))
        .collect()
}

/// Of all snapshots: a response and its pass are put down in one transaction.
fn by_transaction(seized: &Seized) -> Guesses {
    let mut guesses = Guesses::new();
    for snapshot in &seized.snapshots {
        let passes = snapshot.waiting.iter().chain(&snapshot.passes);
        let passes: Vec<Lying> = passes.cloned().collect();
        for (person, pass) in seized.people(&passes) {
            let mut with_it = snapshot.pool_lies.iter();
            let row = with_it.find(|row| row.transaction == pass.transaction);
            let row = row.and_then(|row| snapshot.pool_row(&row.key));
            if let Some(mark) = row.and_then(|row| seized.open(row)) {
                // Before anything was moved is when it tells most.
                guesses.entry(person).or_insert(mark);
            }
        }
    }
    guesses
}

/// Of all snapshots: whose pass is new came with the row that is new.
fn by_arrival(seized: &Seized) -> Guesses {
    let mut guesses = Guesses::new();
    let mut before: Option<&Snapshot> = None;
    for snapshot in &seized.snapshots {
        let is_new = |row: &&Lying| {
            before.is_none_or(|before| before.waiting.iter().all(|known| known.key != row.key))
        };
        let fresh: Vec<Lying> = snapshot.waiting.iter().filter(is_new).cloned().collect();
        let person = seized.people(&fresh).next().map(|(person, _)| person);
        let mut rows = snapshot.pool.iter();
        let row =
            rows.find(|row| before.is_none_or(|before| before.pool_row(&row.row_key.0).is_none()));
        if let Some((person, mark)) = person.zip(row.and_then(|row| seized.open(row))) {
            guesses.insert(person, mark);
        }
        before = Some(snapshot);
    }
    guesses
}

fn by_shared_bytes(seized: &Seized) -> Guesses {
    let mut guesses = Guesses::new();
    for (person, pass) in seized.people(&seized.last().passes) {
        let shares = |key: &BatchKey| pass.key.windows(8).any(|part| part == key.0.to_be_bytes());
        let sealed = seized.batch_keys.iter().position(shares);
        let waiting = seized.last().pool.iter().find(|row| {
            let fields = [&row.row_key.0[..], &row.nonce[..], &row.ciphertext[..]];
            let shared = |field: &[u8]| {
                field
                    .windows(8)
                    .any(|w| pass.key.windows(8).any(|p| p == w))
            };
            fields.into_iter().any(shared)
        });
        let mark = sealed.and_then(|place| seized.sealed_marks.get(place).copied());
        if let Some(mark) = mark.or_else(|| waiting.and_then(|row| seized.open(row))) {
            guesses.insert(person, mark);
        }
    }
    guesses
}

/// How many of the people who came before the release each strategy names.
fn score(seized: &Seized, arrived: &[u32]) -> Vec<usize> {
    let targets = arrived.iter().take(FIRST_THRESHOLD).enumerate();
    STRATEGIES
        .iter()
        .map(|(_, guess)| {
            let guesses = guess(seized);
            targets
                .clone()
                .filter(|(person, mark)| guesses.get(person) == Some(*mark))
                .count()
        })
        .collect()
}

/// Reads all keys that are in the directory now.
fn seize_keys(engine: &Engine, place: Place) -> (InvitationKey, Vec<PoolKey>) {
    let keys = KeyDirectory::open(&engine.keys()).unwrap();
    let folder = engine.keys().join("pool").join(place.survey.to_string());
    let names = std::fs::read_dir(folder).unwrap();
    let pool_keys = names.map(|name| {
        let path = name.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let id = u128::from_str_radix(name, 16).unwrap();
        keys.read_pool_key(place.survey, PoolKeyId(id.to_be_bytes()))
            .unwrap()
    });
    let pool_keys = pool_keys.collect();
    (
        keys.find_invitation_key(place.survey).unwrap().unwrap(),
        pool_keys,
    )
}

fn owners(key: &InvitationKey, place: Place, codes: &[InvitationCode]) -> HashMap<Vec<u8>, usize> {
    let passes = codes
        .iter()
        .map(|&code| Ticket::of(key, place, code).pass.0.to_vec());
    passes.zip(0..).collect()
}

fn survey_place(store: &Store) -> Place {
    let row = surveys::find_survey(&mut store.connection().unwrap(), "watched");
    Place {
        survey: row.unwrap().unwrap().id,
        wave: 1,
    }
}

/// One survey in which 20 of 25 answer. The keys are seized at the end, or, of a
/// service that does not forget, before the release.
async fn trial(engine: &Engine, forgets: bool) -> Vec<usize> {
    let world = World::by_invitation(engine.open());
    let store = Store::open(engine.url.clone()).unwrap();
    let place = survey_place(&store);
    let mut codes = invite::by_printed_codes(&world.installation, &world.slug, INVITED).unwrap();
    // Not everybody, and not in the order of the list.
    use rand::seq::SliceRandom;
    codes.shuffle(&mut whynot::random::generator().unwrap());
    let arrived = marks(ANSWERED);
    let (mut snapshots, mut old_keys) = (Vec::new(), Vec::new());
    for (number, (&mark, &code)) in arrived.iter().zip(&codes).enumerate() {
        if number + 1 == FIRST_THRESHOLD && !forgets {
            old_keys = seize_keys(engine, place).1;
        }
        world
            .tries(mark, Some(code))
            .await
            .expect("the response is stored");
        if number + 1 == FIRST_THRESHOLD {
            world.sees_released(FIRST_RELEASE as u64).await;
        }
        snapshots.push(Snapshot::take(engine, &store, place));
    }
    let batch = batches::get_batch(&mut store.connection().unwrap(), place, 0, 3).unwrap();
    let Column::Numbers { values, .. } = &batch.columns[0] else {
        panic!("the first question asks for a number");
    };
    drop(world);
    let (key, keys) = seize_keys(engine, place);
    let seized = Seized {
        place,
        snapshots,
        sealed_marks: values.iter().map(|&mark| mark as u32).collect(),
        batch_keys: batch.keys,
        keys: keys.into_iter().chain(old_keys).collect(),
        owners: owners(&key, place, &codes),
    };
    let last = seized.last();
    assert_eq!((last.passes.len(), last.waiting.len()), (15, 5));
    let of_release = &last.passes[0].transaction;
    assert!(
        last.passes
            .iter()
            .all(|pass| pass.transaction == *of_release)
    );
    score(&seized, &arrived)
}

/// One of the fifteen who waited when the release was drawn.
const CHANCE: f64 = 1.0 / FIRST_THRESHOLD as f64;

on_both_engines! {
    async fn the_linker_ties_no_invitation_to_an_answer(first: &Engine) {
        let is_sqlite = matches!(first.url, DatabaseUrl::Sqlite(_));
        let mut hits = vec![0; STRATEGIES.len()];
        for _ in 0..TRIALS {
            let engine = if is_sqlite { Engine::sqlite() } else { Engine::postgres() };
            let engine = engine.expect("the engine was there a moment ago");
            let scores = trial(&engine, true).await;
            hits.iter_mut().zip(scores).for_each(|(hits, score)| *hits += score);
        }
        let people = TRIALS * FIRST_THRESHOLD;
        for ((name, _), hits) in STRATEGIES.iter().zip(&hits) {
            println!("linker of invitations: {name}: {hits} of {people}, chance {:.0}", people as f64 * CHANCE);
            assert!((*hits as f64) < bound(people, CHANCE), "{name} names {hits} of {people}");
        }
    }

    async fn the_linker_of_invitations_wins_where_old_keys_are_kept(engine: &Engine) {
        let scores = trial(engine, false).await;
        println!(
            "linker of invitations: with the keys of before: {} of 15 by arrival, {} by transaction",
            scores[3], scores[2],
        );
        // All but the last before the release, who was never seen to wait.
        assert!(scores[3] >= FIRST_THRESHOLD - 1);
        if matches!(engine.url, DatabaseUrl::Postgres(_)) {
            assert!(scores[2] >= FIRST_THRESHOLD - 1);
        }
    }

    async fn the_linker_of_invitations_wins_where_passes_stand_beside_answers(engine: &Engine) {
        let world = World::by_invitation(engine.open());
        let store = Store::open(engine.url.clone()).unwrap();
        let place = survey_place(&store);
        let codes = invite::by_printed_codes(&world.installation, &world.slug, FIRST_RELEASE).unwrap();
        drop(world);
        let (key, keys) = seize_keys(engine, place);
        let spent: Vec<Pass> = codes.iter().map(|&code| Ticket::of(&key, place, code).pass).collect();
        let arrived = marks(codes.len());
        // A batch whose rows carry half of their author's pass.
        let mut rows: Vec<(u64, u32)> = spent.iter().zip(&arrived)
            .map(|(pass, &mark)| ((u128::from_be_bytes(pass.0) >> 64) as u64, mark))
            .collect();
        rows.sort_unstable();
        let batch_keys: Vec<BatchKey> = rows.iter().map(|row| BatchKey(row.0)).collect();
        let length = rows.len();
        let batch = Batch {
            keys: batch_keys.clone(),
            columns: vec![Column::Nothing { length }; 3],
            wishes: Column::Nothing { length },
        };
        let totals = Totals { responses: length as u64, questions: Vec::new() };
        let published = PublishedTotals::of_batch(totals, 5).unwrap();
        store.in_transaction(|connection| {
            batches::insert_batch(connection, place, 0, "2026-11-24", &batch)?;
            batches::insert_released_totals(connection, place, 0, &published)?;
            passes::insert_waiting(connection, place.survey, &spent)?;
            passes::settle(connection, place.survey)
        }).unwrap();
        let seized = Seized {
            place,
            snapshots: vec![Snapshot::take(engine, &store, place)],
            batch_keys,
            sealed_marks: rows.iter().map(|row| row.1).collect(),
            keys,
            owners: owners(&key, place, &codes),
        };
        let hits = score(&seized, &arrived)[4];
        println!("linker of invitations: passes beside answers: {hits} of {length}");
        assert_eq!(hits, length);
    }
}
