//! What was erased stays erased, whoever is in the way of it and whichever
//! process has to finish.

use std::sync::mpsc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use whynot::keys::KeyDirectory;
use whynot::operations::receipt::{self, Standing};
use whynot::operations::withdraw;
use whynot::store::connection::{AnyConnection, DatabaseUrl};
use whynot::store::error::StoreError;
use whynot::store::{Store, batches, surveys};

use super::*;
use crate::engine::{Engine, on_both_engines};

/// Somebody who reads one state of the database until told to end.
struct Reader {
    end: mpsc::Sender<()>,
    thread: std::thread::JoinHandle<()>,
}

impl Reader {
    fn begins(engine: &Engine) -> Self {
        let store = Store::open(engine.url.clone()).unwrap();
        let (begun, has_begun) = mpsc::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            let read = store.in_snapshot(|connection| {
                surveys::list_surveys(connection)?;
                begun.send(()).unwrap();
                may_end.recv().unwrap();
                Ok::<_, StoreError>(())
            });
            read.unwrap();
        });
        has_begun.recv().unwrap();
        Self { end, thread }
    }

    fn ends(self) {
        self.end.send(()).unwrap();
        self.thread.join().unwrap();
    }
}

fn eventually(mut is_so: impl FnMut() -> bool) -> bool {
    (0..500).any(|_| {
        let it_is = is_so();
        if !it_is {
            std::thread::sleep(Duration::from_millis(20));
        }
        it_is
    })
}

fn execute(engine: &Engine, on_sqlite: &str, on_postgres: &str) {
    let store = Store::open(engine.url.clone()).unwrap();
    match &mut *store.connection().unwrap() {
        AnyConnection::Sqlite(sqlite) => sqlite.batch_execute(on_sqlite),
        AnyConnection::Postgres(postgres) => postgres.batch_execute(on_postgres),
    }
    .unwrap();
}

fn sealed_rows(engine: &Engine, survey: i64) -> usize {
    let store = Store::open(engine.url.clone()).unwrap();
    let place = whynot::privacy::pool_cipher::Place { survey, wave: 1 };
    let keys = batches::list_keys(&mut store.connection().unwrap(), place, 0).unwrap();
    keys.iter().map(|(_, keys)| keys.len()).sum()
}

on_both_engines! {
    async fn while_an_older_state_is_read_the_remains_are_not_said_to_be_gone(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let store = Store::open(engine.url.clone()).unwrap();
        let reader = Reader::begins(engine);
        people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        drop(marketer);
        let refused = store.scrub();
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        assert!(store.is_to_be_scrubbed());
        reader.ends();
        assert!(eventually(|| store.scrub().is_ok()));
        assert!(!store.is_to_be_scrubbed());
    }

    async fn what_one_process_could_not_overwrite_another_one_does(engine: &Engine) {
        let serving = engine.open();
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 8).await;
        let keys = KeyDirectory::open(&engine.keys()).unwrap();
        assert!(eventually(|| keys.list_unscrubbed().unwrap().is_empty()));
        let reader = Reader::begins(engine);
        // As on the command line: closed, and the process ends.
        marketer.closes_the_wave();
        drop(marketer);
        assert!(!keys.list_unscrubbed().unwrap().is_empty());
        reader.ends();
        assert!(eventually(|| keys.list_unscrubbed().unwrap().is_empty()));
        drop(serving);
    }

    async fn a_row_that_could_not_be_erased_is_erased_as_soon_as_it_can_be(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        let published = marketer.published().await;
        execute(
            engine,
            "CREATE TRIGGER stuck BEFORE UPDATE ON batches
             BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
            "CREATE FUNCTION stuck() RETURNS trigger AS
             'BEGIN RAISE EXCEPTION ''could not extend file''; END' LANGUAGE plpgsql;
             CREATE TRIGGER stuck BEFORE UPDATE ON batches
             FOR EACH ROW EXECUTE FUNCTION stuck()",
        );
        let code = receipts[2].code;
        let refused = withdraw::withdraw(&marketer.installation, &published, code).await;
        assert!(refused.is_err());
        assert_eq!(sealed_rows(engine, published.id()), 8);
        execute(engine, "DROP TRIGGER stuck", "DROP FUNCTION stuck CASCADE");
        // Nobody asks again, and nothing is started anew.
        assert!(eventually(|| sealed_rows(engine, published.id()) == 7));
        let other = receipt::read_back(&marketer.installation, &published, receipts[3].code).await;
        assert_eq!(other.unwrap().map(|found| found.standing), Some(Standing::Sealed));
    }

    async fn a_receipt_is_read_while_somebody_writes(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let sealed = people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        let published = marketer.published().await;
        let store = Store::open(engine.url.clone()).unwrap();
        let found = store.in_transaction(|connection| {
            let survey = published.id();
            use whynot::store::transaction::{Lock, lock_survey};
            lock_survey(connection, survey, Lock::Exclusive)?;
            let (installation, published) = (marketer.installation.clone(), Arc::clone(&published));
            let code = sealed[1].code;
            let reading = std::thread::spawn(move || {
                let runtime = tokio::runtime::Runtime::new().unwrap();
                runtime.block_on(receipt::read_back(&installation, &published, code))
            });
            Ok::<_, StoreError>(reading.join().unwrap())
        }).unwrap();
        assert!(found.unwrap().is_some());
    }
}

#[test]
fn a_prepared_transaction_keeps_the_remains_too() {
    crate::engine::run(Engine::postgres(), async |engine| {
        let DatabaseUrl::Postgres(url) = &engine.url else {
            panic!("this is a PostgreSQL");
        };
        let setting = "SELECT current_setting('max_prepared_transactions')";
        if crate::engine::execute_for_text(url, setting) == "0" {
            return;
        }
        let store = Store::open(engine.url.clone()).unwrap();
        crate::engine::execute(
            url,
            "BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION 'forgotten'",
        );
        crate::engine::execute(url, "BEGIN; SELECT pg_current_xact_id(); COMMIT");
        assert!(store.scrub().is_err());
        crate::engine::execute(url, "ROLLBACK PREPARED 'forgotten'");
        assert!(eventually(|| store.scrub().is_ok()));
    });
}
