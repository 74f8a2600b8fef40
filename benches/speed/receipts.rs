//! Finding a receipt's response among those of a closed wave of a million,
//! merged into batches of 100,000: reading all keys, and looking where the key
//! is expected.

use divan::Bencher;
use rand::RngExt;
use whynot::limits::MERGED_RESPONSES_MAX;
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::receipt::BatchKey;
use whynot::statistics::column::Column;
use whynot::store::Store;
use whynot::store::batch_search;
use whynot::store::batches::{self, Batch};
use whynot::store::connection::DatabaseUrl;

const PLACE: Place = Place { survey: 1, wave: 1 };
const RESPONSES: usize = 1_000_000;

struct Wave {
    _folder: tempfile::TempDir,
    store: Store,
    wanted: BatchKey,
}

fn wave(batch_size: usize) -> Wave {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::Sqlite(folder.path().join("receipts.sqlite"));
    let store = Store::open(url).expect("a database");
    let mut random = whynot::random::generator().expect("randomness");
    let mut wanted = BatchKey(0);
    store
        .in_transaction(|connection| {
            for number in 0..RESPONSES / batch_size {
                let mut keys: Vec<BatchKey> =
                    (0..batch_size).map(|_| BatchKey(random.random())).collect();
                keys.sort_unstable();
                let length = keys.len();
                wanted = *keys.get(length / 3).expect("a key");
                let batch = Batch {
                    keys,
                    columns: Vec::new(),
                    wishes: Column::Nothing { length },
                };
                batches::insert_batch(connection, PLACE, number as i32, "2026-11-24", &batch)?;
            }
            Ok::<_, whynot::store::error::StoreError>(())
        })
        .expect("batches");
    Wave {
        _folder: folder,
        store,
        wanted,
    }
}

#[divan::bench(args = [1_000, MERGED_RESPONSES_MAX], sample_count = 20)]
fn receipt_by_reading_all_keys(bencher: Bencher<'_, '_>, batch_size: usize) {
    let wave = wave(batch_size);
    let connection = &mut *wave.store.connection().expect("a connection");
    bencher.bench_local(|| {
        let all = batches::list_keys(connection, PLACE, 0).expect("keys");
        let row = all
            .iter()
            .find_map(|(_, keys)| keys.binary_search(&wave.wanted).ok());
        row.expect("the response")
    });
}

#[divan::bench(args = [1_000, MERGED_RESPONSES_MAX], sample_count = 20)]
fn receipt_by_where_its_key_is_expected(bencher: Bencher<'_, '_>, batch_size: usize) {
    let wave = wave(batch_size);
    let connection = &mut *wave.store.connection().expect("a connection");
    bencher.bench_local(|| {
        let row = batch_search::find_row(connection, PLACE, wave.wanted).expect("keys");
        row.expect("the response")
    });
}
