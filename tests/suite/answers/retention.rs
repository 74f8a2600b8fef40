//! Answers of closed waves go on their date, and the ledger says so.

use whynot::operations::audit;
use whynot::operations::receipt;
use whynot::privacy::ledger::{Action, Entry, Role};
use whynot::store::Store;
use whynot::store::connection::DatabaseUrl;

use super::*;
use crate::engine::{Engine, on_both_engines};

/// Rows of single answers: batches, columns, comments.
fn rows(engine: &Engine) -> [i64; 3] {
    use diesel::prelude::*;
    use whynot_schema::{batch_columns, batches, comments};
    let store = Store::open(engine.url.clone()).unwrap();
    let connection = &mut *store.connection().unwrap();
    [
        batches::table.count().get_result(connection).unwrap(),
        batch_columns::table.count().get_result(connection).unwrap(),
        comments::table.count().get_result(connection).unwrap(),
    ]
}

/// As if the wave had closed under an older version, and could not be read now.
fn spoil_the_columns(engine: &Engine) {
    use diesel::prelude::*;
    use whynot_schema::{batch_columns, books};
    let store = Store::open(engine.url.clone()).unwrap();
    let connection = &mut *store.connection().unwrap();
    let spoiled = batch_columns::encoded.eq(b"spoiled".as_slice());
    let columns = diesel::update(batch_columns::table).set(spoiled);
    assert!(columns.execute(connection).unwrap() > 0);
    let books = diesel::delete(books::table);
    assert_eq!(books.execute(connection).unwrap(), 1);
}

async fn entries(installation: &Installation, action: Action) -> Vec<Entry> {
    let slug = Some("small".parse().unwrap());
    let days = audit::read_days(installation, slug, None)
        .await
        .unwrap()
        .unwrap();
    let entries = days.days.into_iter().flat_map(|day| day.entries);
    entries
        .filter(|entry| entry.action == action.code())
        .collect()
}

const LAST_WORDS: &str = "a sentence that nobody else would write";

on_both_engines! {
    async fn single_answers_go_on_their_date_and_totals_stay(engine: &Engine) {
        let marketer = Marketer::with(engine.open_on("2027-03-01"));
        marketer.opens_a_wave();
        people_answer(&marketer, 6).await;
        let author = Respondent::at(&marketer).await;
        let receipted = author.sends(&[("comment", LAST_WORDS)]).await.unwrap();
        marketer.closes_the_wave();
        let before = rows(engine);
        assert!(before.iter().all(|&rows| rows > 0), "{before:?}");
        let released = marketer.released().await;
        drop((marketer, author));

        // The default is 90 days.
        let marketer = Marketer::again(engine.open_on("2027-05-29"));
        assert_eq!(rows(engine), before);
        assert_eq!(entries(&marketer.installation, Action::AnswersErased).await, []);
        drop(marketer);

        let marketer = Marketer::again(engine.open_on("2027-05-30"));
        assert_eq!(rows(engine), [0; 3]);
        assert_eq!(marketer.released().await, released);
        let erased = entries(&marketer.installation, Action::AnswersErased).await;
        assert_eq!(erased.len(), 1);
        assert_eq!(erased[0].role, Role::Whynot.code());
        assert_eq!(erased[0].subject.as_deref(), Some("wave 1"));
        let published = marketer.published().await;
        let found = receipt::read_back(&marketer.installation, &published, receipted.code).await;
        assert!(found.unwrap().is_none());
        if let DatabaseUrl::Sqlite(path) = &engine.url {
            let store = Store::open(engine.url.clone()).unwrap();
            store.scrub().unwrap();
            let folder = path.parent().unwrap();
            for file in std::fs::read_dir(folder).unwrap() {
                let file = file.unwrap().path();
                if file.is_file() {
                    let bytes = std::fs::read(&file).unwrap();
                    let words = LAST_WORDS.as_bytes();
                    assert!(!bytes.windows(words.len()).any(|at| at == words), "{file:?}");
                }
            }
        }
        drop((marketer, published));
        // Once is enough.
        let marketer = Marketer::again(engine.open_on("2027-05-31"));
        assert_eq!(entries(&marketer.installation, Action::AnswersErased).await.len(), 1);
    }

    async fn answers_whose_groups_cannot_be_counted_go_on_their_date_too(engine: &Engine) {
        let marketer = Marketer::with(engine.open_on("2027-03-01"));
        marketer.opens_a_wave();
        people_answer(&marketer, 7).await;
        marketer.closes_the_wave();
        let released = marketer.released().await;
        drop(marketer);
        spoil_the_columns(engine);
        let marketer = Marketer::again(engine.open_on("2027-05-30"));
        for _ in 0..1_000 {
            if rows(engine) == [0; 3] {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert_eq!(rows(engine), [0; 3]);
        assert_eq!(marketer.released().await, released);
        assert_eq!(entries(&marketer.installation, Action::AnswersErased).await.len(), 1);
    }

    async fn a_running_wave_keeps_its_answers_however_old(engine: &Engine) {
        let marketer = Marketer::with(engine.open_on("2027-03-01"));
        marketer.opens_a_wave();
        people_answer(&marketer, 15).await;
        marketer.sees_released(10).await;
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2029-03-01"));
        assert!(rows(engine)[0] > 0);
        assert_eq!(marketer.released().await.0, 10);
    }
}
