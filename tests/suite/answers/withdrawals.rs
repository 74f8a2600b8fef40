//! Taking a response back.

use whynot::keys::KeyDirectory;
use whynot::operations::receipt::{self, Standing};
use whynot::operations::withdraw;
use whynot::privacy::pool_cipher::Place;
use whynot::store::{Store, batches, pool, surveys};

use super::*;
use crate::engine::{Engine, on_both_engines};

on_both_engines! {
    async fn a_waiting_response_is_withdrawn_without_a_trace_in_the_totals(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let code = respondent.sends(&[("reasons", "ads")]).await.unwrap().code;
        let withdrawn =
            withdraw::withdraw(&marketer.installation, &respondent.published, code).await.unwrap();
        assert_eq!(withdrawn, Some(Standing::Waiting));
        let found = receipt::read_back(&marketer.installation, &respondent.published, code).await;
        assert!(found.unwrap().is_none());
        // The same form, sent again by a browser that restores its pages, stays withdrawn.
        let again = respondent.sends(&[("reasons", "ads")]).await;
        assert!(matches!(again, Err(RespondError::Withdrawn)));
        people_answer(&marketer, 6).await;
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await, (6, 3));
    }

    async fn a_sealed_response_is_withdrawn_and_no_published_number_moves(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 15).await;
        marketer.closes_the_wave();
        let before = format!("{:?}", marketer.results(None).await);
        let published = marketer.published().await;
        for receipted in receipts.iter().take(3) {
            let code = receipted.code;
            let withdrawn =
                withdraw::withdraw(&marketer.installation, &published, code).await.unwrap();
            assert_eq!(withdrawn, Some(Standing::Sealed));
            let found = receipt::read_back(&marketer.installation, &published, code).await;
            assert!(found.unwrap().is_none());
            let again = withdraw::withdraw(&marketer.installation, &published, code).await;
            assert_eq!(again.unwrap(), None);
        }
        assert_eq!(format!("{:?}", marketer.results(None).await), before);
        for receipted in receipts.iter().skip(3) {
            let found = receipt::read_back(&marketer.installation, &published, receipted.code).await;
            assert_eq!(found.unwrap().unwrap().response, receipted.stored);
        }
    }

    async fn a_crash_between_tombstone_and_erasure_is_finished_at_the_next_start(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let sealed = people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        marketer.opens_a_wave();
        let waiting = people_answer(&marketer, 3).await;
        let published = marketer.published().await;
        let store = Store::open(engine.url.clone()).unwrap();
        let survey = surveys::find_survey(&mut store.connection().unwrap(), "small");
        let survey = survey.unwrap().unwrap().id;
        // What a crash leaves: the marks are made, the rows still there.
        let keys = KeyDirectory::open(&engine.keys()).unwrap();
        let withdrawn = [sealed[2].code, waiting[1].code];
        for code in withdrawn {
            keys.add_withdrawn(survey, code.batch_key(keys.root())).unwrap();
        }
        assert_eq!(rows(&store, survey), (8, 3));
        drop(marketer);
        let marketer = Marketer::again(engine.open());
        assert_eq!(rows(&store, survey), (7, 2));
        for code in withdrawn {
            let found = receipt::read_back(&marketer.installation, &published, code).await;
            assert!(found.unwrap().is_none());
        }
        for code in [sealed[3].code, waiting[2].code] {
            let found = receipt::read_back(&marketer.installation, &published, code).await;
            assert!(found.unwrap().is_some());
        }
    }
}

/// How many rows are sealed in the first wave, and how many wait in the second.
fn rows(store: &Store, survey: i64) -> (usize, u64) {
    let connection = &mut *store.connection().unwrap();
    let sealed = batches::list_keys(connection, Place { survey, wave: 1 }, 0).unwrap();
    let waiting = pool::count(connection, Place { survey, wave: 2 }).unwrap();
    (sealed.iter().map(|(_, keys)| keys.len()).sum(), waiting)
}

#[test]
fn what_was_withdrawn_since_a_backup_is_erased_again_when_it_is_restored() {
    crate::engine::run(Engine::sqlite(), async |engine| {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        let published = marketer.published().await;
        let snapshot = Snapshot::take(engine);
        let code = receipts[2].code;
        let withdrawn = withdraw::withdraw(&marketer.installation, &published, code).await;
        assert_eq!(withdrawn.unwrap(), Some(Standing::Sealed));
        drop(marketer);
        snapshot.restore();
        let marketer = Marketer::again(engine.open());
        let store = Store::open(engine.url.clone()).unwrap();
        let survey = surveys::find_survey(&mut store.connection().unwrap(), "small");
        assert_eq!(rows(&store, survey.unwrap().unwrap().id), (7, 0));
        let found = receipt::read_back(&marketer.installation, &published, code).await;
        assert!(found.unwrap().is_none());
        let other = receipt::read_back(&marketer.installation, &published, receipts[3].code).await;
        assert!(other.unwrap().is_some());
    });
}

#[test]
fn whoever_withdraws_while_an_older_state_is_read_is_told_that_it_is_done() {
    crate::engine::run(Engine::sqlite(), async |engine| {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 8).await;
        let published = marketer.published().await;
        let store = Store::open(engine.url.clone()).unwrap();
        let (begun, has_begun) = std::sync::mpsc::channel();
        let (end, may_end) = std::sync::mpsc::channel::<()>();
        let reader = std::thread::spawn(move || {
            store.in_snapshot(|connection| {
                let known = surveys::list_surveys(connection)?;
                begun.send(known.len()).unwrap();
                may_end.recv().unwrap();
                Ok::<_, whynot::store::error::StoreError>(())
            })
        });
        has_begun.recv().unwrap();
        let code = receipts[2].code;
        let withdrawn = withdraw::withdraw(&marketer.installation, &published, code).await;
        assert_eq!(withdrawn.unwrap(), Some(Standing::Waiting));
        end.send(()).unwrap();
        reader.join().unwrap().unwrap();
        let found = receipt::read_back(&marketer.installation, &published, code).await;
        assert!(found.unwrap().is_none());
    });
}

/// A copy of an embedded database, as a backup would be.
struct Snapshot {
    copy: std::path::PathBuf,
    database: std::path::PathBuf,
}

impl Snapshot {
    fn take(engine: &Engine) -> Self {
        let whynot::store::connection::DatabaseUrl::Sqlite(database) = &engine.url else {
            panic!("the files of PostgreSQL are the server’s");
        };
        // As a backup does, with what the journal holds.
        let store = Store::open(engine.url.clone()).expect("the database");
        store.scrub().expect("an empty journal");
        let copy = engine.folder.path().join("backup.sqlite");
        std::fs::copy(database, &copy).expect("a backup");
        Self {
            copy,
            database: database.clone(),
        }
    }

    fn restore(&self) {
        std::fs::copy(&self.copy, &self.database).expect("a restored backup");
        for journal in ["-wal", "-shm"] {
            let mut name = self.database.clone().into_os_string();
            name.push(journal);
            let _ = std::fs::remove_file(name);
        }
    }
}
