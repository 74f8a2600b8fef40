//! Responses are found among the keys of batches without reading all of them.

use rand::RngExt;
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::receipt::BatchKey;
use whynot::statistics::column::Column;
use whynot::store::Store;
use whynot::store::batch_search::find_row;
use whynot::store::batches::{self, Batch};

use crate::engine::{Engine, on_both_engines};

const PLACE: Place = Place { survey: 1, wave: 1 };

fn random_keys(count: usize) -> Vec<BatchKey> {
    let mut random = whynot::random::generator().unwrap();
    (0..count).map(|_| BatchKey(random.random())).collect()
}

fn insert(store: &Store, number: i32, mut keys: Vec<BatchKey>) -> Vec<BatchKey> {
    keys.sort_unstable();
    let length = keys.len();
    let nothing = Column::Nothing { length };
    let batch = Batch {
        keys: keys.clone(),
        columns: Vec::new(),
        wishes: nothing,
    };
    store
        .in_transaction(|connection| {
            batches::insert_batch(connection, PLACE, number, "2026-11-24", &batch)
        })
        .unwrap();
    keys
}

on_both_engines! {
    async fn every_response_is_found_in_its_row_whatever_the_size_of_its_batch(engine: &Engine) {
        let store = Store::open(engine.url.clone()).unwrap();
        let mut known = Vec::new();
        for (number, size) in (0..).zip([0, 1, 15, 100, 1_000, 20_000]) {
            known.push(insert(&store, number, random_keys(size)));
        }
        let connection = &mut *store.connection().unwrap();
        for (number, keys) in (0..).zip(&known) {
            let ends = [keys.first(), keys.last()].into_iter().flatten();
            for key in keys.iter().step_by(1 + keys.len() / 20).chain(ends) {
                let row = keys.binary_search(key).unwrap();
                assert_eq!(find_row(connection, PLACE, *key).unwrap(), Some((number, row)));
            }
        }
        for absent in random_keys(20).into_iter().chain([BatchKey(0), BatchKey(u64::MAX)]) {
            assert_eq!(find_row(connection, PLACE, absent).unwrap(), None);
        }
        let elsewhere = Place { survey: 1, wave: 2 };
        assert_eq!(find_row(connection, elsewhere, known[3][0]).unwrap(), None);
    }

    async fn keys_that_stand_where_nobody_expects_them_are_found_too(engine: &Engine) {
        let store = Store::open(engine.url.clone()).unwrap();
        let low = insert(&store, 0, (0..5_000).map(BatchKey).collect());
        let high = insert(&store, 1, (0..5_000).map(|key| BatchKey(u64::MAX - key)).collect());
        let connection = &mut *store.connection().unwrap();
        for row in [0, 2_500, 4_999] {
            assert_eq!(find_row(connection, PLACE, low[row]).unwrap(), Some((0, row)));
            assert_eq!(find_row(connection, PLACE, high[row]).unwrap(), Some((1, row)));
        }
        assert_eq!(find_row(connection, PLACE, BatchKey(5_001)).unwrap(), None);
    }

    async fn more_batches_than_one_statement_looks_into_are_searched(engine: &Engine) {
        let store = Store::open(engine.url.clone()).unwrap();
        let mut last = Vec::new();
        for number in 0..1_005 {
            last = insert(&store, number, random_keys(3));
        }
        let connection = &mut *store.connection().unwrap();
        assert_eq!(find_row(connection, PLACE, last[1]).unwrap(), Some((1_004, 1)));
    }
}
