//! The linker of invitations with the service's log: 15 people with codes answer
//! one after the other over HTTP, the service says all that it can be made to
//! say (`RUST_LOG=trace`), and the linker knows which lines were written while
//! whose answer came in. He looks in them for anything of the sealed answers, of
//! the rows that waited, or of passes. Against a log in which a careless service
//! names each row that it stores, he finds everybody.

use whynot::keys::KeyDirectory;
use whynot::operations::invite;
use whynot::privacy::pass::Ticket;
use whynot::privacy::pool_cipher::Place;
use whynot::statistics::column::Column;
use whynot::store::batches::{self, Batch};
use whynot::store::{Store, passes, pool, surveys};

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World, marks};
use crate::engine::{Engine, on_both_engines};
use crate::process::{Form, Server, client};

/// What the linker holds.
struct Seized {
    /// The mark of each person in the order of arrival, and what the log said
    /// while they answered.
    arrived: Vec<(u32, String)>,
    batch: Batch,
}

fn read_log(engine: &Engine) -> String {
    let log = std::fs::read(engine.folder.path().join("whynot.log"));
    String::from_utf8_lossy(&log.unwrap_or_default()).into_owned()
}

fn first_batch(store: &Store, place: Place) -> Batch {
    for _ in 0..1_000 {
        let connection = &mut *store.connection().unwrap();
        let there = batches::list_batches(connection, place).unwrap();
        if !there.is_empty() {
            return batches::get_batch(connection, place, 0, 3).unwrap();
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nothing is released");
}

fn watch(engine: &Engine) -> Seized {
    let world = World::by_invitation(engine.open());
    let codes = invite::by_printed_codes(&world.installation, &world.slug, FIRST_THRESHOLD);
    let codes = codes.unwrap();
    drop(world);
    let store = Store::open(engine.url.clone()).unwrap();
    let survey = surveys::find_survey(&mut store.connection().unwrap(), "watched");
    let place = Place {
        survey: survey.unwrap().unwrap().id,
        wave: 1,
    };
    let server = Server::start_with(engine, "trace");
    let client = client();
    let mut arrived = Vec::new();
    let mut seen = read_log(engine).len();
    for (mark, code) in marks(FIRST_THRESHOLD).into_iter().zip(&codes) {
        let mut form = Form::new(1, &[("mark", &mark.to_string()), ("reasons", "ads")]);
        form.pairs.push(("i".to_owned(), code.to_string()));
        form.send(&client, &server.base, "watched")
            .expect("a receipt");
        let log = read_log(engine);
        arrived.push((mark, log.get(seen..).unwrap_or_default().to_owned()));
        seen = log.len();
    }
    let batch = first_batch(&store, place);
    drop(server);
    // Whose pass it is would be told too, if a line held it.
    let key = KeyDirectory::open(&engine.keys()).unwrap();
    let key = key.find_invitation_key(place.survey).unwrap().unwrap();
    let spent: Vec<_> = codes
        .iter()
        .map(|&code| Ticket::of(&key, place, code).pass)
        .collect();
    let connection = &mut *store.connection().unwrap();
    assert_eq!(
        passes::find_spent(connection, place.survey, &spent)
            .unwrap()
            .len(),
        spent.len()
    );
    let waiting = pool::list(connection, place).unwrap();
    let log = read_log(engine);
    for bytes in spent
        .iter()
        .map(|pass| &pass.0[..])
        .chain(waiting.iter().map(|row| &row.row_key.0[..]))
    {
        assert!(!log.contains(&hex(bytes)), "the log holds a pass or a row");
    }
    Seized { arrived, batch }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many people the lines of their own answer lead to.
fn score(seized: &Seized) -> usize {
    let Column::Numbers { values, .. } = &seized.batch.columns[0] else {
        panic!("the first question asks for a number");
    };
    let rows: Vec<(u64, i64)> = seized
        .batch
        .keys
        .iter()
        .map(|key| key.0)
        .zip(values.iter().copied())
        .collect();
    let guess = |said: &str| {
        let mut words = said.split(|c: char| !c.is_ascii_alphanumeric());
        words.find_map(|word| {
            let names = |(key, mark): &&(u64, i64)| {
                word == mark.to_string()
                    || word == key.to_string()
                    || word.eq_ignore_ascii_case(&hex(&key.to_be_bytes()))
                    || word.eq_ignore_ascii_case(&hex(&key.to_le_bytes()))
            };
            rows.iter().find(names).map(|(_, mark)| *mark)
        })
    };
    let mut arrived = seized.arrived.iter();
    let hits = arrived
        .by_ref()
        .filter(|(mark, said)| guess(said) == Some(i64::from(*mark)));
    hits.count()
}

/// A log in which each answer is followed by the name of its row.
fn with_a_careless_log(mut seized: Seized) -> Seized {
    let Column::Numbers { values, .. } = &seized.batch.columns[0] else {
        panic!("the first question asks for a number");
    };
    let named: Vec<(u32, u64)> = values
        .iter()
        .map(|&mark| mark as u32)
        .zip(seized.batch.keys.iter().map(|key| key.0))
        .collect();
    for (mark, said) in &mut seized.arrived {
        let row = named.iter().find(|(of, _)| of == mark);
        if let Some((_, key)) = row {
            said.push_str(&format!("stored a response under {key:016x}\n"));
        }
    }
    seized
}

on_both_engines! {
    async fn the_log_ties_no_invitation_to_an_answer(engine: &Engine) {
        // The client drives a runtime of its own.
        let seized = std::thread::scope(|scope| scope.spawn(|| watch(engine)).join().unwrap());
        let hits = score(&seized);
        let said: usize = seized.arrived.iter().map(|(_, said)| said.len()).sum();
        println!(
            "linker of invitations: by the {said} bytes of the log: {hits} of {FIRST_THRESHOLD}"
        );
        assert_eq!(hits, 0);
        let hits = score(&with_a_careless_log(seized));
        println!("linker of invitations: by a careless log: {hits} of {FIRST_RELEASE}");
        assert_eq!(hits, FIRST_RELEASE);
    }
}
