//! The whole life of invitations with the real program: added, printed, used,
//! counted, forgotten; and what of codes and addresses is found on disk.

use std::path::Path;
use std::process::{Command, Output};

use crate::engine::Engine;
use crate::process::{Form, Server, address_of, client};

const SURVEY: &str = r#"
format = 1
slug = "invited"
brand = "ACME"
languages = ["en", "de"]
title = { en = "Why not?", de = "Warum nicht?" }

[charter]
readers = { en = "ACME.", de = "ACME." }
access = "invitation"
group_size_min = 5

[[question]]
code = "mark"
kind = "number"
text = { en = "A number", de = "Eine Zahl" }
minimum = 0
maximum = 9
"#;

const ADDRESS: &str = "ada.canary@example.org";

struct Marketer<'a> {
    engine: &'a Engine,
    /// For what is not part of the installation.
    desk: &'a Path,
}

impl Marketer<'_> {
    fn runs(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_whynot"))
            .args(words)
            .args(["--database", &address_of(&self.engine.url), "--keys"])
            .arg(self.engine.keys())
            .env("RUST_LOG", "trace")
            .current_dir(self.desk)
            .output()
            .expect("whynot runs")
    }

    fn succeeds(&self, words: &[&str]) -> String {
        let output = self.runs(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {said}");
        assert!(!said.contains("canary"), "{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn reads(&self, name: &str) -> String {
        std::fs::read_to_string(self.desk.join(name)).expect("a file")
    }
}

/// How many files of a folder hold these bytes.
fn holding(folder: &Path, bytes: &str) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| match entry.expect("an entry").path() {
            path if path.is_dir() => holding(&path, bytes),
            path => {
                let file = std::fs::read(&path).unwrap_or_default();
                usize::from(
                    file.windows(bytes.len())
                        .any(|part| part == bytes.as_bytes()),
                )
            }
        })
        .sum()
}

#[test]
fn invitations_from_a_list_to_the_destruction_of_their_key() {
    let engine = Engine::sqlite().expect("SQLite is always at hand");
    let desk = tempfile::tempdir().expect("a folder");
    let marketer = Marketer {
        engine: &engine,
        desk: desk.path(),
    };
    std::fs::write(desk.path().join("survey.toml"), SURVEY).unwrap();
    marketer.succeeds(&["survey", "import", "survey.toml"]);
    marketer.succeeds(&["survey", "open", "invited"]);
    let code = invites_by_address(&marketer);
    prints_codes(&marketer);
    let folder = engine.folder.path();
    a_code_is_used_once(&engine, &code);
    for written in [code.clone(), code.replace('-', ""), code.to_lowercase()] {
        assert_eq!(holding(folder, &written), 0, "a code is on disk");
    }
    assert!(
        holding(folder, ADDRESS) > 0,
        "the list is kept until it is forgotten"
    );
    counts_and_forgets(&marketer);
    assert_eq!(holding(folder, ADDRESS), 0, "an address is on disk");
    let keys = std::fs::read_dir(engine.keys().join("invitation")).unwrap();
    assert_eq!(keys.count(), 0);
}

const SITE: [&str; 2] = ["--site", "https://s.example.org"];

/// The code that goes to the canary's address.
fn invites_by_address(marketer: &Marketer) -> String {
    let list = format!("{ADDRESS}\nbob@example.org\nno address of canary\n");
    std::fs::write(marketer.desk.join("list.txt"), list).unwrap();
    let add = [
        "invitations",
        "add",
        "invited",
        "list.txt",
        "--csv",
        "codes.csv",
    ];
    let added = marketer.runs(&[&add[..], &SITE].concat());
    let complaint = String::from_utf8_lossy(&added.stderr).into_owned();
    assert!(!added.status.success());
    assert!(
        complaint.contains("list.txt: line 3: this is not an e-mail address"),
        "{complaint}"
    );
    assert!(!complaint.contains("canary"), "{complaint}");
    let table = marketer.reads("codes.csv");
    let row = table.lines().nth(1).expect("a row");
    let code = row.split(',').nth(1).expect("a code").to_owned();
    assert_eq!(
        row,
        format!("{ADDRESS},{code},https://s.example.org/i/{code}")
    );
    let again = marketer.runs(&[&add[..], &SITE].concat());
    assert!(String::from_utf8_lossy(&again.stderr).contains("codes.csv"));
    assert_eq!(
        marketer.reads("codes.csv"),
        table,
        "a file is not overwritten"
    );
    code
}

fn prints_codes(marketer: &Marketer) {
    let print = [
        "invitations",
        "codes",
        "invited",
        "--count",
        "12",
        "--sheet",
        "slips.html",
    ];
    marketer.succeeds(&[&print[..], &["--language", "de"], &SITE].concat());
    let slips = marketer.reads("slips.html");
    assert_eq!(slips.matches("<li class=\"slip\">").count(), 12);
}

fn a_code_is_used_once(engine: &Engine, code: &str) {
    let server = Server::start_with(engine, "trace");
    let browser = client();
    let opened = browser.get(format!("{}/i/{code}", server.base)).send();
    assert!(opened.unwrap().status().is_success());
    let mut form = Form::new(1, &[("mark", "7")]);
    form.pairs.push(("i".to_owned(), code.to_owned()));
    form.send(&browser, &server.base, "invited")
        .expect("a receipt");
    let mut second = Form::new(1, &[("mark", "8")]);
    second.pairs.push(("i".to_owned(), code.to_owned()));
    assert_eq!(
        second.send(&browser, &server.base, "invited"),
        Err(Some(422))
    );
}

fn counts_and_forgets(marketer: &Marketer) {
    let counted = marketer.succeeds(&["invitations", "count", "invited"]);
    assert!(
        counted.contains("2 addresses and 12 printed codes are invited"),
        "{counted}"
    );
    assert!(
        counted.contains("fewer than 5 responses counted"),
        "{counted}"
    );
    let refused = marketer.runs(&["invitations", "destroy-keys", "invited"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("close it first"));
    marketer.succeeds(&["survey", "close", "invited"]);
    let gone = marketer.succeeds(&["invitations", "destroy-keys", "invited", "--forget"]);
    assert!(gone.contains("14 invitations are forgotten"), "{gone}");
}
