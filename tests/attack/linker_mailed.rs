//! The linker of people who were invited by mail: 15 of 25 answer, in an order of
//! their own. He has two snapshots of the database, from before the release and
//! after it, with PostgreSQL's notes about transactions; everything that the
//! service says (`RUST_LOG=trace`); and the mail server's log: whom each mail went
//! to, in which order. He has no keys. He wants to know whose answer is whose, whose
//! pass is whose, and who of the 25 has answered at all.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use rand::seq::SliceRandom;
use whynot::keys::KeyDirectory;
use whynot::operations::mailing::{self, Kind};
use whynot::operations::{invite, publish};
use whynot::privacy::pass::{Pass, Ticket};
use whynot::privacy::pool_cipher::Place;
use whynot::statistics::column::Column;
use whynot::store::connection::AnyConnection;
use whynot::store::{Store, batches, pool, surveys};
use whynot::survey::identifier::Slug;

use super::linker_invited::{Lying, lying};
use super::world::{FIRST_THRESHOLD, SURVEY, bound, marks};
use crate::engine::{Engine, on_both_engines};
use crate::mailing::post_office::{Mail, PostOffice, wait_until};
use crate::mailing::{is_sent, list, new};
use crate::process::{Form, Server, client};

const INVITED: usize = 25;
const TRIALS: usize = 4;

/// A row of a table about mail, whole, and which transaction wrote it last (0 on
/// SQLite, which does not say).
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
struct MailRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    written: String,
    #[diesel(sql_type = BigInt)]
    transaction: i64,
}

fn mail_rows(store: &Store) -> Vec<MailRow> {
    const WHOLE: &str = "SELECT CAST(number AS BIGINT) AS number, \
         state || ' ' || attempts || ' ' || COALESCE(sent_day, '-') AS written";
    let rows = match &mut *store.connection().unwrap() {
        AnyConnection::Sqlite(sqlite) => {
            let query = format!("{WHOLE}, 0 AS \"transaction\" FROM mailing_recipients");
            diesel::sql_query(query).load(sqlite)
        }
        AnyConnection::Postgres(postgres) => {
            let query = format!(
                "{WHOLE}, xmin::text::bigint AS transaction FROM mailing_recipients ORDER BY ctid"
            );
            diesel::sql_query(query).load(postgres)
        }
    };
    rows.unwrap()
}

/// The database at one moment.
struct Snapshot {
    mail: Vec<MailRow>,
    waiting: Vec<Lying>,
    passes: Vec<Lying>,
    pool_keys: Vec<Vec<u8>>,
}

impl Snapshot {
    fn take(engine: &Engine, store: &Store, place: Place) -> Self {
        let rows = pool::list(&mut store.connection().unwrap(), place).unwrap();
        Self {
            mail: mail_rows(store),
            waiting: lying(engine, store, "passes_waiting", "pass"),
            passes: lying(engine, store, "passes", "pass"),
            pool_keys: rows.iter().map(|row| row.row_key.0.to_vec()).collect(),
        }
    }
}

/// What the linker holds. People are numbers from 0, in the order of their mails.
struct Seized {
    before: Snapshot,
    after: Snapshot,
    /// Whom the mails went to, as the mail server's log has it.
    mailed: Vec<String>,
    /// The invitation's number of each, from the list.
    numbers: Vec<i64>,
    sealed_marks: Vec<u32>,
    log: String,
}

/// Who has answered what, with which pass: what is to be found out.
struct Truth {
    marks: HashMap<usize, u32>,
    passes: HashMap<usize, Vec<u8>>,
}

/// Answers are sealed in the order of the mails.
fn answers_by_order(seized: &Seized) -> HashMap<usize, u32> {
    let people = 0..seized.mailed.len();
    people.zip(seized.sealed_marks.iter().copied()).collect()
}

/// Passes lie, settled or waiting, in the order of the mails.
fn passes_by_order(rows: &[Lying]) -> HashMap<usize, Vec<u8>> {
    (0..).zip(rows.iter().map(|row| row.key.clone())).collect()
}

/// The pass whose transaction came next after the mail's.
fn passes_by_transaction(seized: &Seized) -> HashMap<usize, Vec<u8>> {
    let mut guesses = HashMap::new();
    for (person, number) in seized.numbers.iter().enumerate() {
        let mut mail = seized.before.mail.iter();
        let mail = mail.find(|row| row.number == *number).expect("their mail");
        let later = seized.before.waiting.iter();
        let later = later.filter(|pass| pass.transaction > mail.transaction);
        if let Some(next) = later.min_by_key(|pass| pass.transaction) {
            guesses.insert(person, next.key.clone());
        }
    }
    guesses
}

/// Who has answered: whose row does not say what sending left there, or was
/// written between the snapshots; then, as far as that does not tell, who was written to first.
fn participants(seized: &Seized) -> HashSet<usize> {
    let find = |snapshot: &Snapshot, number: i64| {
        let mut rows = snapshot.mail.iter();
        rows.find(|row| row.number == number)
            .cloned()
            .expect("their row")
    };
    let people = 0..seized.numbers.len();
    let (odd, usual): (Vec<usize>, Vec<usize>) = people.partition(|&person| {
        let number = seized.numbers[person];
        let (before, after) = (find(&seized.before, number), find(&seized.after, number));
        before != after || !after.written.starts_with("sent")
    });
    odd.into_iter().chain(usual).take(FIRST_THRESHOLD).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Addresses, passes and rows that the log names.
fn named_in_log(seized: &Seized) -> usize {
    let snapshots = [&seized.before, &seized.after];
    let passes = snapshots.map(|snapshot| snapshot.passes.iter().chain(&snapshot.waiting));
    let passes = passes.into_iter().flatten().map(|pass| hex(&pass.key));
    let rows = snapshots.map(|snapshot| snapshot.pool_keys.iter());
    let rows = rows.into_iter().flatten().map(|key| hex(key));
    let marks = seized.sealed_marks.iter().map(u32::to_string);
    let names = passes.chain(rows).chain(seized.mailed.iter().cloned());
    let words: HashSet<&str> = seized
        .log
        .split(|c: char| !c.is_ascii_alphanumeric())
        .collect();
    let named = names.filter(|name| seized.log.contains(name.as_str()));
    named.count() + marks.filter(|mark| words.contains(mark.as_str())).count()
}

/// Hits of each way, of so many at chance.
#[derive(Default, Clone, Copy)]
struct Score {
    answers: usize,
    passes: [usize; 3],
    participants: usize,
    named: usize,
}

fn right<T: PartialEq>(guesses: &HashMap<usize, T>, truth: &HashMap<usize, T>) -> usize {
    let hits = truth.iter();
    hits.filter(|(person, what)| guesses.get(person) == Some(what))
        .count()
}

fn score(seized: &Seized, truth: &Truth) -> Score {
    let who = participants(seized);
    Score {
        answers: right(&answers_by_order(seized), &truth.marks),
        passes: [
            right(&passes_by_order(&seized.before.waiting), &truth.passes),
            right(&passes_by_order(&seized.after.passes), &truth.passes),
            right(&passes_by_transaction(seized), &truth.passes),
        ],
        participants: who
            .iter()
            .filter(|person| truth.marks.contains_key(person))
            .count(),
        named: named_in_log(seized),
    }
}

fn opens_a_survey(engine: &Engine) -> (Slug, Vec<String>) {
    let installation = engine.open_on(&whynot::clock::Clock::System.today().to_string());
    let text = SURVEY.replace("[charter]", "[charter]\naccess = \"invitation\"");
    let survey = whynot::survey::file::read(&text).unwrap();
    publish::import_survey(&installation, &survey).unwrap();
    publish::open_wave(&installation, &survey.slug, None).unwrap();
    let mut people: Vec<String> = (0..INVITED)
        .map(|n| format!("canary{n}@example.org"))
        .collect();
    people.shuffle(&mut whynot::random::generator().unwrap());
    let borrowed: Vec<&str> = people.iter().map(String::as_str).collect();
    invite::by_address(&installation, &survey.slug, list(&borrowed)).unwrap();
    mailing::begin(&installation, &survey.slug, &new(Kind::Invitation, 1)).unwrap();
    (survey.slug, people)
}

/// Fifteen of those who got mail answer. `marks_mail` is what a service does that
/// keeps in the list who has.
fn trial(engine: &Engine, marks_mail: bool) -> Option<(Seized, Truth)> {
    let office = PostOffice::open(0)?;
    let (slug, invited) = opens_a_survey(engine);
    let store = Store::open(engine.url.clone()).unwrap();
    let survey = surveys::find_survey(&mut store.connection().unwrap(), slug.as_str());
    let place = Place {
        survey: survey.unwrap().unwrap().id,
        wave: 1,
    };
    let server = Server::start_mailing(engine, &office.address());
    wait_until("everybody has mail", || office.mail().len() == INVITED);
    is_sent(&engine.open(), &slug);
    let mails = office.mail();
    let numbers: Vec<i64> = mails
        .iter()
        .map(|mail| number_of(&store, place, mail))
        .collect();
    let mut order: Vec<usize> = (0..INVITED).collect();
    order.shuffle(&mut whynot::random::generator().unwrap());
    order.truncate(FIRST_THRESHOLD);
    let (client, mut before) = (client(), None);
    let mut truth = Truth {
        marks: HashMap::new(),
        passes: HashMap::new(),
    };
    for (place_in_order, (&person, mark)) in order.iter().zip(marks(FIRST_THRESHOLD)).enumerate() {
        if place_in_order + 1 == FIRST_THRESHOLD {
            before = Some(Snapshot::take(engine, &store, place));
        }
        let mut form = Form::new(1, &[("mark", &mark.to_string()), ("reasons", "ads")]);
        form.pairs.push(("i".to_owned(), mails[person].code()));
        form.send(&client, &server.base, slug.as_str())
            .expect("a receipt");
        truth.marks.insert(person, mark);
        if marks_mail {
            mark_row(&store, numbers[person]);
        }
    }
    wait_until("there is a release", || {
        let there = batches::list_batches(&mut store.connection().unwrap(), place);
        !there.unwrap().is_empty()
    });
    drop(server);
    let batch = batches::get_batch(&mut store.connection().unwrap(), place, 0, 3).unwrap();
    let Column::Numbers { values, .. } = &batch.columns[0] else {
        panic!("the first question asks for a number");
    };
    for &person in &order {
        truth
            .passes
            .insert(person, pass_of(engine, place, &mails[person]).0.to_vec());
    }
    let log = std::fs::read(engine.folder.path().join("whynot.log")).unwrap();
    let seized = Seized {
        before: before.unwrap(),
        after: Snapshot::take(engine, &store, place),
        mailed: mails.into_iter().flat_map(|mail| mail.to).collect(),
        numbers,
        sealed_marks: values.iter().map(|&mark| mark as u32).collect(),
        log: String::from_utf8_lossy(&log).into_owned(),
    };
    assert_eq!(seized.after.passes.len(), FIRST_THRESHOLD);
    assert_eq!(invited.len(), seized.mailed.len());
    Some((seized, truth))
}

/// The list of who was invited says it.
fn number_of(store: &Store, place: Place, mail: &Mail) -> i64 {
    let connection = &mut *store.connection().unwrap();
    let addresses = whynot::store::invitations::list_addresses(connection, place.survey).unwrap();
    i64::from(addresses[&mail.to[0]])
}

/// With the key that the linker has not.
fn pass_of(engine: &Engine, place: Place, mail: &Mail) -> Pass {
    let keys = KeyDirectory::open(&engine.keys()).unwrap();
    let key = keys.find_invitation_key(place.survey).unwrap().unwrap();
    Ticket::of(&key, place, mail.code().parse().unwrap()).pass
}

/// As a service would that reminds only those who have not answered.
fn mark_row(store: &Store, number: i64) {
    let statement =
        format!("UPDATE mailing_recipients SET state = 'left_out' WHERE number = {number}");
    let connection = &mut *store.connection().unwrap();
    diesel::sql_query(statement).execute(connection).unwrap();
}

fn another(engine: &Engine) -> Engine {
    let engine = match &engine.url {
        whynot::store::connection::DatabaseUrl::Sqlite(_) => Engine::sqlite(),
        whynot::store::connection::DatabaseUrl::Postgres(_) => Engine::postgres(),
    };
    engine.expect("the engine was there a moment ago")
}

/// Fifteen of those mailed have answered, ten of them are released, and a guess
/// of one's own is as good as another's.
const CHANCE: f64 = 1.0 / FIRST_THRESHOLD as f64;

fn the_mail_leads_to_nobody(first: &Engine) {
    let mut total = Score::default();
    for _ in 0..TRIALS {
        let Some((seized, truth)) = trial(&another(first), false) else {
            return;
        };
        // Not a byte of the letters moves because somebody answers.
        assert_eq!(seized.before.mail, seized.after.mail);
        let hits = score(&seized, &truth);
        total.answers += hits.answers;
        for (total, hits) in total.passes.iter_mut().zip(hits.passes) {
            *total += hits;
        }
        total.participants += hits.participants;
        total.named += hits.named;
    }
    let people = TRIALS * FIRST_THRESHOLD;
    for (way, hits) in [
        ("answers lie as the mails went", total.answers),
        ("waiting passes lie as the mails went", total.passes[0]),
        ("passes lie as the mails went", total.passes[1]),
        (
            "the transaction after the mail's is its reader's",
            total.passes[2],
        ),
    ] {
        println!("linker of mail: {way}: {hits} of {people}");
        assert!(
            (hits as f64) < bound(people, CHANCE),
            "{way}: {hits} of {people}"
        );
    }
    let share = FIRST_THRESHOLD as f64 / INVITED as f64;
    println!(
        "linker of mail: who has answered: {} of {people}",
        total.participants
    );
    assert!((total.participants as f64) < bound(people, share));
    println!("linker of mail: named in the log: {}", total.named);
    assert_eq!(total.named, 0);
}

/// A service whose answers lie as the mails went, and whose log names them.
fn carelessly(mut seized: Seized, truth: &Truth) -> Seized {
    let people = 0..seized.mailed.len();
    seized.sealed_marks = people
        .map(|person| truth.marks.get(&person).copied().unwrap_or_default())
        .collect();
    let mut rows: Vec<Lying> = Vec::new();
    for person in 0..seized.mailed.len() {
        let key = truth.passes.get(&person).cloned().unwrap_or_default();
        rows.push(Lying {
            key,
            transaction: 0,
        });
    }
    seized.after.passes = rows;
    for address in &seized.mailed {
        seized.log.push_str(&format!("sent a mail to {address}\n"));
    }
    seized
}

fn a_careless_service_tells(engine: &Engine) {
    let Some((seized, truth)) = trial(engine, true) else {
        return;
    };
    let hits = score(&seized, &truth);
    println!(
        "linker of mail: rows that are marked when their reader answers: {} of {FIRST_THRESHOLD}",
        hits.participants
    );
    assert_eq!(hits.participants, FIRST_THRESHOLD);
    let hits = score(&carelessly(seized, &truth), &truth);
    println!(
        "linker of mail: stored as the mails went: {} answers, {} passes; a log that names \
         addresses: {}",
        hits.answers, hits.passes[1], hits.named
    );
    assert_eq!(
        (hits.answers, hits.passes[1]),
        (FIRST_THRESHOLD, FIRST_THRESHOLD)
    );
    assert!(hits.named >= INVITED);
}

on_both_engines! {
    async fn the_tables_of_mail_tie_nobody_to_an_answer(engine: &Engine) {
        // The client drives a runtime of its own.
        std::thread::scope(|scope| scope.spawn(|| the_mail_leads_to_nobody(engine)).join().unwrap());
    }

    async fn the_linker_of_mail_wins_where_the_list_says_who_has_answered(engine: &Engine) {
        std::thread::scope(|scope| scope.spawn(|| a_careless_service_tells(engine)).join().unwrap());
    }
}
