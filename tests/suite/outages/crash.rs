//! The server is killed at random moments under load, again and again: between
//! commit and reply, and in the middle of a key's replacement.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::operations::receipt;
use whynot::operations::results::{self, Results};
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::receipt::ReceiptCode;
use whynot::survey::answer::{Answer, Given};

use super::{SLUG, prepare, published, slug};
use crate::engine::Engine;
use crate::process::{Form, Server, client};

const ROUNDS: u32 = 8;
const CLIENTS: u32 = 6;

/// Receipts whose pages arrived, with the mark that was sent.
type Receipts = Vec<(ReceiptCode, u32)>;

/// One person after the other, until the server is gone.
fn send_until_killed(base: &str, next_mark: &AtomicU32, received: &AtomicU32) -> Receipts {
    let client = client();
    let mut receipts = Receipts::new();
    loop {
        let mark = next_mark.fetch_add(1, Ordering::Relaxed);
        let form = Form::new(1, &[("mark", &mark.to_string()), ("comment", "Hm.")]);
        match form.send(&client, base, SLUG) {
            Ok(code) => receipts.push((code, mark)),
            Err(None) => return receipts,
            Err(Some(status)) => panic!("a form was answered with {status}"),
        }
        received.fetch_add(1, Ordering::Relaxed);
    }
}

/// When the power is cut.
#[derive(Clone, Copy)]
enum Moment {
    /// After so many receipts, wherever the server is then.
    AfterReceipts(u32),
    /// When a new pool key lies beside the old one: between the first step of
    /// a replacement and its last.
    DuringReplacement,
}

fn has_come(moment: Moment, received: &AtomicU32, engine: &Engine) -> bool {
    match moment {
        Moment::AfterReceipts(count) => received.load(Ordering::Relaxed) >= count,
        Moment::DuringReplacement => pool_keys(engine) > 1,
    }
}

/// Finished keys, not one that is being written under another name.
fn pool_keys(engine: &Engine) -> usize {
    let folders = std::fs::read_dir(engine.keys().join("pool")).expect("pool keys");
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.ok()?.path()).ok());
    files
        .flatten()
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "key"))
        .count()
}

fn load_and_kill(engine: &Engine, next_mark: &AtomicU32, moment: Moment) -> Receipts {
    let mut server = Server::start(engine);
    let base = server.base.clone();
    let received = AtomicU32::new(0);
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(|| send_until_killed(&base, next_mark, &received)))
            .collect();
        while !has_come(moment, &received, engine) {
            std::thread::yield_now();
        }
        server.kill();
        let receipts = clients
            .into_iter()
            .map(|client| client.join().expect("a client"));
        receipts.flatten().collect()
    })
}

fn survives_crashes(engine: Option<Engine>) {
    let Some(engine) = engine else {
        return;
    };
    let seed = whynot_test_support::seed()
        .unwrap_or_else(|| u64::from_be_bytes(whynot::random::bytes().expect("randomness")));
    println!("crash test: replay with WHYNOT_TEST_SEED={seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    prepare(&engine);
    let next_mark = AtomicU32::new(1);
    let mut receipts = Receipts::new();
    let rounds = ROUNDS * whynot_test_support::patience();
    for round in 0..rounds {
        let moment = match round % 2 {
            0 => Moment::AfterReceipts(rng.random_range(1..60)),
            _ => Moment::DuringReplacement,
        };
        receipts.extend(load_and_kill(&engine, &next_mark, moment));
    }
    println!(
        "crash test: {} receipts over {rounds} crashes",
        receipts.len()
    );
    assert!(receipts.len() as u32 >= rounds / 2);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(check(&engine, &receipts, next_mark.into_inner()));
}

/// Every receipt leads to what was sent, and nothing is counted twice.
async fn check(engine: &Engine, receipts: &Receipts, sent_max: u32) {
    let installation = engine.open();
    let published = published(&installation).await;
    whynot::operations::publish::close_wave(&installation, &slug()).expect("the wave closes");
    for &(code, mark) in receipts {
        let found = receipt::read_back(&installation, &published, code).await;
        let found = found
            .expect("the database answers")
            .expect("a receipt leads somewhere");
        let expected = Given::Answered(Answer::Number(i64::from(mark)));
        assert_eq!(found.response.given[0], expected);
    }
    let token = link::make_usual(&installation, &slug(), Opens::Everything)
        .expect("answers")
        .expect("a board");
    let board = results::board(&installation, &slug(), token, None).await;
    let Results::Tables(tables) = board.expect("answers").expect("a board").results else {
        panic!("nothing was released");
    };
    let counted = tables[0].first().base.responses;
    assert!(
        counted >= receipts.len() as u64,
        "{counted} counted, {} receipts",
        receipts.len()
    );
    assert!(
        counted < u64::from(sent_max),
        "{counted} counted of {sent_max} sent"
    );
    assert_eq!(duplicates(engine).await, 0);
}

/// Marks that stand in the database more than once.
async fn duplicates(engine: &Engine) -> usize {
    use whynot::privacy::pool_cipher::Place;
    use whynot::statistics::column::Column;
    use whynot::store::{Store, batches, surveys};
    let store = Store::open(engine.url.clone()).expect("the database");
    let mut connection = store.connection().expect("a connection");
    let survey = surveys::find_survey(&mut connection, SLUG)
        .expect("answers")
        .expect("a survey");
    let place = Place {
        survey: survey.id,
        wave: 1,
    };
    let mut seen: HashMap<i64, usize> = HashMap::new();
    for (number, _) in batches::list_keys(&mut connection, place, 0).expect("keys") {
        let batch = batches::get_batch(&mut connection, place, number, 2).expect("a batch");
        if let Column::Numbers { values, .. } = &batch.columns[0] {
            values
                .iter()
                .for_each(|&mark| *seen.entry(mark).or_default() += 1);
        }
    }
    seen.values().filter(|&&times| times > 1).count()
}

#[test]
fn every_receipt_survives_crashes_on_sqlite() {
    survives_crashes(Engine::sqlite());
}

#[test]
fn every_receipt_survives_crashes_on_postgres() {
    survives_crashes(Engine::postgres());
}
