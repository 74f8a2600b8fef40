//! The withdrawer takes a response back and then searches every byte that is
//! left for what he knew of it.
//!
//! Proven on SQLite, in every file of the folder (database, journals, keys): of
//! a response that waited, neither row key, nonce nor either end of its
//! ciphertext is left; of one that was sealed, neither its batch key as the
//! database writes it, the sorted keys and the column of its most telling
//! question as they were with it, nor its comment and its key. Proven on
//! PostgreSQL: none of these is in a live row. That the batch key stays in the
//! tombstones is the purpose of these.

use std::io::ErrorKind;
use std::path::Path;

use diesel::prelude::*;
use whynot::keys::KeyDirectory;
use whynot::operations::receipt::Standing;
use whynot::operations::withdraw;
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::prf::PoolKeyId;
use whynot::privacy::receipt::ReceiptCode;
use whynot::store::connection::{AnyConnection, DatabaseUrl};
use whynot::store::{Store, batches, pool, surveys};

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World, comment_of, marks};
use crate::engine::{Engine, on_both_engines};

/// Withdrawn of those who wait, and of those who were sealed.
const OF_EACH: usize = 4;

fn occurrences_in(bytes: &[u8], trace: &[u8]) -> usize {
    bytes.windows(trace.len()).filter(|w| *w == trace).count()
}

/// How often a trace occurs in the files of a folder.
pub fn occurrences(folder: &Path, trace: &[u8]) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| match entry.unwrap().path() {
            path if path.is_dir() => occurrences(&path, trace),
            path => match std::fs::read(&path) {
                Ok(bytes) => occurrences_in(&bytes, trace),
                // Removed since it was listed, as journals and old keys are.
                Err(error) if error.kind() == ErrorKind::NotFound => 0,
                Err(error) => panic!("{}: {error}", path.display()),
            },
        })
        .sum()
}

/// How often a trace occurs in the live rows, on either engine.
pub fn live_occurrences(store: &Store, trace: &[u8]) -> usize {
    use whynot_schema::{batch_columns, batches, comments, pool};
    let connection = &mut *store.connection().unwrap();
    let mut fields: Vec<Vec<u8>> = batches::table
        .select(batches::batch_keys)
        .load(connection)
        .unwrap();
    let columns = batch_columns::table.select(batch_columns::encoded);
    fields.extend(columns.load::<Vec<u8>>(connection).unwrap());
    let texts = comments::table.select((comments::comment_key, comments::comment));
    for (key, text) in texts.load::<(Vec<u8>, String)>(connection).unwrap() {
        fields.extend([key, text.into_bytes()]);
    }
    let rows = pool::table.select((pool::pool_key, pool::nonce, pool::ciphertext));
    for (key, nonce, text) in rows
        .load::<(Vec<u8>, Vec<u8>, Vec<u8>)>(connection)
        .unwrap()
    {
        fields.extend([key, nonce, text]);
    }
    let found = fields.iter().map(|field| occurrences_in(field, trace));
    found.sum()
}

/// Somebody who has database and keys, and a receipt.
struct Withdrawer<'a> {
    store: &'a Store,
    keys: KeyDirectory,
    place: Place,
}

impl Withdrawer<'_> {
    /// What the response under a code left in the database, each with its name.
    fn traces(&self, code: ReceiptCode, mark: u32) -> (Standing, Vec<(&'static str, Vec<u8>)>) {
        let connection = &mut *self.store.connection().unwrap();
        let key = code.batch_key(self.keys.root());
        let current = surveys::get_survey(connection, self.place.survey).unwrap();
        let current = PoolKeyId(current.pool_key_id.try_into().unwrap());
        let current = self.keys.read_pool_key(self.place.survey, current).unwrap();
        let row = key.pool_row_key(&current);
        if let [row] = &pool::find_all(connection, self.place, &[row]).unwrap()[..] {
            let (_, end) = row.ciphertext.split_at(row.ciphertext.len() - 64);
            let traces = vec![
                ("row key", row.row_key.0.to_vec()),
                ("nonce", row.nonce.to_vec()),
                ("beginning of the ciphertext", row.ciphertext[..64].to_vec()),
                ("end of the ciphertext", end.to_vec()),
            ];
            return (Standing::Waiting, traces);
        }
        let comment_key = key.comment_key(self.keys.root(), "comment");
        let traces = vec![
            ("batch key", key.0.to_le_bytes().to_vec()),
            ("keys of its batch", self.stored_keys(connection)),
            ("column of its mark", self.stored_marks(connection)),
            ("comment", comment_of(mark).into_bytes()),
            ("key of its comment", comment_key.0.to_vec()),
        ];
        (Standing::Sealed, traces)
    }

    /// Bytes of the only batch, as they are stored.
    fn stored_keys(&self, connection: &mut AnyConnection) -> Vec<u8> {
        use whynot_schema::batches;
        let keys = batches::table.select(batches::batch_keys);
        keys.get_result(connection).unwrap()
    }

    fn stored_marks(&self, connection: &mut AnyConnection) -> Vec<u8> {
        use whynot_schema::batch_columns;
        let column = batch_columns::table.select(batch_columns::encoded);
        let column = column.filter(batch_columns::question.eq(0));
        column.get_result(connection).unwrap()
    }

    /// The marks in the only batch.
    fn sealed_marks(&self) -> Vec<i64> {
        let connection = &mut *self.store.connection().unwrap();
        let batch = batches::get_batch(connection, self.place, 0, 3).unwrap();
        match &batch.columns[0] {
            whynot::statistics::column::Column::Numbers { values, .. } => values.clone(),
            _ => panic!("the first question asks for a number"),
        }
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
        let survey = surveys::find_survey(&mut store.connection().unwrap(), "watched");
        let withdrawer = Withdrawer {
            store: &store,
            keys: KeyDirectory::open(&engine.keys()).unwrap(),
            place: Place { survey: survey.unwrap().unwrap().id, wave: 1 },
        };
        let published = world.published().await;
        let is_folder_searched = matches!(engine.url, DatabaseUrl::Sqlite(_));
        let (mut waited, mut sealed, mut searched) = (0, Vec::new(), 0);
        for (&mark, receipted) in marks.iter().zip(&receipts) {
            let (standing, traces) = withdrawer.traces(receipted.code, mark);
            match standing {
                Standing::Waiting if waited < OF_EACH => waited += 1,
                Standing::Sealed if sealed.len() < OF_EACH => sealed.push(mark),
                _ => continue,
            }
            for (name, trace) in &traces {
                assert_eq!(live_occurrences(&store, trace), 1, "{name}, before");
                if is_folder_searched {
                    assert!(occurrences(engine.folder.path(), trace) > 0, "{name}, before");
                }
            }
            let code = receipted.code;
            withdraw::withdraw(&world.installation, &published, code).await.unwrap();
            for (name, trace) in &traces {
                assert_eq!(live_occurrences(&store, trace), 0, "{name}");
                if is_folder_searched {
                    assert_eq!(occurrences(engine.folder.path(), trace), 0, "{name}");
                }
            }
            searched += traces.len();
        }
        assert_eq!((waited, sealed.len()), (OF_EACH, OF_EACH));
        let left = withdrawer.sealed_marks();
        assert_eq!(left.len(), FIRST_RELEASE - OF_EACH);
        assert!(sealed.iter().all(|&mark| !left.contains(&i64::from(mark))));
        println!("withdrawer: 0 of {searched} traces of {} responses left", 2 * OF_EACH);
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
    let left = occurrences(folder.path(), comment.as_bytes());
    println!("withdrawer: after a careless DELETE {left} copies are left");
    assert!(left > 0);
}
