//! Many respondents at once who have nothing to do with one another: other
//! surveys in the same commit, the same forms at another process.

use tokio::task::JoinSet;
use whynot::privacy::pool_cipher::{Place, PoolRow};
use whynot::privacy::receipt::PoolRowKey;
use whynot::store::{Store, pool, surveys};

use super::*;
use crate::engine::{Engine, on_both_engines};

/// Cuts every pool key of a survey short.
fn damage_keys(engine: &Engine, slug: &Slug) {
    let store = Store::open(engine.url.clone()).unwrap();
    let survey = surveys::find_survey(&mut store.connection().unwrap(), slug.as_str());
    let id = survey.unwrap().unwrap().id;
    for key in std::fs::read_dir(engine.keys().join(format!("pool/{id}"))).unwrap() {
        std::fs::write(key.unwrap().path(), "short").unwrap();
    }
}

/// How many of several people at once are given a receipt.
async fn receipts(sending: JoinSet<Result<Receipted, RespondError>>) -> usize {
    sending
        .join_all()
        .await
        .iter()
        .filter(|sent| sent.is_ok())
        .count()
}

on_both_engines! {
    async fn the_damage_of_one_survey_refuses_nobody_at_another(engine: &Engine) {
        let installation = engine.open();
        let sound = Marketer::named(installation.clone(), "sound");
        let damaged = Marketer::named(installation, "damaged");
        sound.opens_a_wave();
        damaged.opens_a_wave();
        damage_keys(engine, &damaged.slug);
        let (mut at_sound, mut at_damaged) = (JoinSet::new(), JoinSet::new());
        for _ in 0..60 {
            let one = Respondent::at(&sound).await;
            at_sound.spawn(async move { one.sends(&[("reasons", "ads")]).await });
            let other = Respondent::at(&damaged).await;
            at_damaged.spawn(async move { other.sends(&[("reasons", "ads")]).await });
        }
        assert_eq!(receipts(at_sound).await, 60);
        assert_eq!(receipts(at_damaged).await, 0);
    }
}

/// On SQLite one process at a time writes; on PostgreSQL two that insert the
/// same rows in opposite orders would wait for each other.
#[test]
fn two_processes_that_are_sent_the_same_forms_in_opposite_orders_both_store_them() {
    crate::engine::run(Engine::postgres(), async |engine| {
        let place = Place { survey: 1, wave: 1 };
        let forward: Vec<PoolRow> = (0..5_000).map(|_| waiting_row()).collect();
        let backward: Vec<PoolRow> = forward.iter().rev().cloned().collect();
        let start = std::sync::Barrier::new(2);
        let insert = |rows: &[PoolRow]| {
            let store = Store::open(engine.url.clone()).unwrap();
            start.wait();
            store.in_transaction(|connection| pool::insert_missing(connection, place, rows))
        };
        let inserted = std::thread::scope(|scope| {
            let one = scope.spawn(|| insert(&forward));
            let other = scope.spawn(|| insert(&backward));
            [one, other].map(|process| process.join().unwrap().unwrap())
        });
        assert_eq!(inserted.iter().sum::<usize>(), forward.len());
    });
}

fn waiting_row() -> PoolRow {
    PoolRow {
        row_key: PoolRowKey(whynot::random::bytes().unwrap()),
        nonce: [0; 24],
        ciphertext: vec![0; 300],
    }
}
