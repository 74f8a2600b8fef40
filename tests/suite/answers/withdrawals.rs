//! Taking a response back.

use whynot::operations::receipt::{self, Standing};
use whynot::operations::withdraw;

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
        let receipts = people_answer(&marketer, 8).await;
        marketer.closes_the_wave();
        let published = marketer.published().await;
        // What a crash leaves: the mark is made, the row still there. A tombstone
        // of one withdrawal is put back after a backup was restored over it.
        let snapshot = Snapshot::take(engine);
        let code = receipts[2].code;
        withdraw::withdraw(&marketer.installation, &published, code).await.unwrap();
        drop(marketer);
        let Some(snapshot) = snapshot else { return };
        snapshot.restore();
        let marketer = Marketer::again(engine.open());
        let found = receipt::read_back(&marketer.installation, &published, code).await;
        assert!(found.unwrap().is_none());
        let other = receipt::read_back(&marketer.installation, &published, receipts[3].code).await;
        assert!(other.unwrap().is_some());
    }
}

/// A copy of an embedded database, as a backup would be.
struct Snapshot {
    copy: std::path::PathBuf,
    database: std::path::PathBuf,
}

impl Snapshot {
    /// `None` on PostgreSQL, whose files are the server's.
    fn take(engine: &Engine) -> Option<Self> {
        let whynot::store::connection::DatabaseUrl::Sqlite(database) = &engine.url else {
            return None;
        };
        // As a backup does, with what the journal holds.
        let store = whynot::store::Store::open(engine.url.clone()).expect("the database");
        store.scrub().expect("an empty journal");
        let copy = engine.folder.path().join("backup.sqlite");
        std::fs::copy(database, &copy).expect("a backup");
        Some(Self {
            copy,
            database: database.clone(),
        })
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
