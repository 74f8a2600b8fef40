//! The scanner through the whole life of a survey: texts that were marked and
//! mended, changed while they waited, taken back after they were sealed; the
//! wave closed, everything downloaded, a copy made and put back. Canaries in
//! every header of every request, the program at its most talkative.
//!
//! Of a text that its author chose to leave there is exactly one copy in the
//! database and one in each backup; of everything else there is none.

use std::path::Path;
use std::process::Command;

use reqwest::blocking::Client;
use whynot::operations::publish;
use whynot::operations::share::link::{self, Opens};

use super::scanner::{client, everything_left, identity, occurrences};
use super::world::SURVEY;
use crate::engine::Engine;
use crate::process::{Form, Server, address_of, code_on};

/// Marked before sending, and mended by its author.
const MENDED: &str = "zwiebelfisch@canary.example";
/// Written first, and changed while it waited.
const CHANGED: &str = "first-words-of-a-canary";
/// Taken back after it was sealed.
const TAKEN_BACK: &str = "taken-back-words-of-a-canary";
/// Of somebody who is counted in the totals only.
const UNSEEN: &str = "unseen-words-of-a-canary";
/// Left by its author, address and all.
const LEFT: &str = "Left by a Canary at 030 5551234";

struct Visit<'a> {
    client: &'a Client,
    base: &'a str,
}

impl Visit<'_> {
    fn post(&self, path: &str, pairs: &[(String, String)]) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(pairs).finish();
        let sent = self
            .client
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .expect("an answer");
        sent.text().expect("a page")
    }

    fn get(&self, path: &str) -> String {
        let got = self.client.get(format!("{}{path}", self.base)).send();
        got.expect("an answer").text().expect("a page")
    }

    /// Sends a comment; returns the receipt's code as it is written.
    fn writes(&self, comment: &str, wish: Option<&str>) -> String {
        let mut form = form(comment, "send");
        form.extend(wish.map(|wish| ("wish".to_owned(), wish.to_owned())));
        code_of(&self.post("/s/watched", &form))
    }

    fn with_receipt(&self, code: &str, go: &str, comment: &str) -> String {
        let mut pairs = form(comment, go);
        pairs.push(("code".to_owned(), code.to_owned()));
        self.post("/s/watched/receipt", &pairs)
    }
}

fn form(comment: &str, go: &str) -> Vec<(String, String)> {
    let mut form = Form::new(
        1,
        &[("mark", "31415"), ("reasons", "ads"), ("comment", comment)],
    );
    form.pairs.retain(|(name, _)| name != "go");
    form.pairs.push(("go".to_owned(), go.to_owned()));
    form.pairs
}

fn code_of(page: &str) -> String {
    code_on(page).expect("a receipt").to_string()
}

fn run(engine: &Engine, arguments: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_whynot"))
        .args(arguments)
        .arg("--database")
        .arg(address_of(&engine.url))
        .arg("--keys")
        .arg(engine.keys())
        .env("RUST_LOG", "trace")
        .output()
        .expect("whynot runs");
    let said = [done.stdout, done.stderr].concat();
    // What it printed is searched too.
    let log = engine.folder.path().join(format!("{}.log", arguments[0]));
    std::fs::write(log, &said).expect("a log");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&said));
}

fn unpacked(copy: &Path) -> Vec<u8> {
    zstd::stream::decode_all(std::fs::File::open(copy).expect("a copy")).expect("its lines")
}

/// Everything that five people do who are careful, careless or of two minds.
fn people_live(visit: &Visit<'_>) -> (String, Vec<String>) {
    let mended = form(&format!("write to {MENDED}"), "send");
    let marked = visit.post("/s/watched", &mended);
    assert!(marked.contains("<mark>zwiebelfisch"), "{marked}");
    let mut sent = mended.clone();
    sent.retain(|(name, _)| name != "q.comment" && name != "go");
    sent.push(("q.comment".to_owned(), "write to nobody".to_owned()));
    sent.push(("go".to_owned(), "checked".to_owned()));
    let mut codes = vec![code_of(&visit.post("/s/watched", &sent))];
    let changed = visit.writes(CHANGED, None);
    let page = visit.with_receipt(&changed, "send", "other words");
    assert_eq!(code_of(&page), changed);
    codes.push(changed);
    codes.push(visit.writes(UNSEEN, Some("totals-only")));
    codes.push(code_of(&visit.post("/s/watched", &form(LEFT, "checked"))));
    let taken_back = visit.writes(TAKEN_BACK, None);
    codes.push(taken_back.clone());
    (taken_back, codes)
}

fn live(engine: Option<Engine>) {
    let Some(engine) = engine else {
        return;
    };
    let token = {
        let installation = engine.open();
        let survey = whynot::survey::file::read(SURVEY).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        publish::open_wave(&installation, &survey.slug, None).expect("a wave opens");
        link::make_usual(&installation, &survey.slug, Opens::Everything)
            .expect("a token")
            .expect("a board")
    };
    let mut server = Server::start_with(&engine, "trace");
    let client = client();
    let visit = Visit {
        client: &client,
        base: &server.base,
    };
    let (taken_back, mut codes) = people_live(&visit);
    for number in 0..7 {
        codes.push(visit.writes(&format!("words number {number}"), None));
    }
    // While they wait, not even that is to be read anywhere.
    assert_eq!(occurrences(&everything_left(&engine), LEFT), 0);
    run(&engine, &["survey", "close", "watched"]);
    let gone = visit.with_receipt(&taken_back, "withdraw-yes", "");
    assert!(gone.contains("Your answers are erased"), "{gone}");
    let board = format!("/boards/watched/{token}");
    let texts = visit.get(&format!("{board}/words/comment.csv?wave=1"));
    assert!(texts.contains(LEFT) && !texts.contains(TAKEN_BACK) && !texts.contains(UNSEEN));
    for path in [
        "?wave=1",
        "/words/comment?wave=1",
        "/charts/reasons.csv?wave=1",
        "/charts/reasons.svg?wave=1",
    ] {
        visit.get(&format!("{board}{path}"));
    }
    server.kill();
    let copy = engine.folder.path().join("copy.zst");
    let copy_path = copy.display().to_string();
    run(&engine, &["backup", &copy_path]);
    run(&engine, &["restore", &copy_path]);

    let left = everything_left(&engine);
    let in_copy = unpacked(&copy);
    let mut canaries = identity();
    canaries.extend([MENDED, CHANGED, TAKEN_BACK, UNSEEN].map(str::to_owned));
    for code in &codes {
        canaries.extend([code.clone(), code.replace('-', "")]);
    }
    println!(
        "scanner: a whole life: {} canaries in {} bytes and a copy of {}",
        canaries.len(),
        left.len(),
        in_copy.len()
    );
    for canary in &canaries {
        assert_eq!(occurrences(&left, canary), 0, "“{canary}” was left behind");
        assert_eq!(
            occurrences(&in_copy, canary),
            0,
            "“{canary}” is in the copy"
        );
    }
    assert_eq!(
        (occurrences(&left, LEFT), occurrences(&in_copy, LEFT)),
        (1, 1)
    );
}

#[test]
fn nothing_is_left_of_a_whole_life_on_sqlite() {
    live(Engine::sqlite());
}

#[test]
fn nothing_is_left_of_a_whole_life_on_postgres() {
    live(Engine::postgres());
}
