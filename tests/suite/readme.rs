//! The README shows what works: its commands are run, its picture is drawn again.

use std::path::Path;
use std::process::Command;
use whynot::clock::Clock;
use whynot::membership::api_token::Scope;
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::installation::Installation;
use whynot::operations::member::accept;
use whynot::operations::member::api_token::{self, NewToken};
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::share::link::{self, Opens};

use crate::engine::Engine;
use crate::process::Server;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    std::fs::read_to_string(path).expect("a README")
}

/// The lines of its shell blocks.
fn commands(readme: &str) -> Vec<&str> {
    let blocks = readme.split("```sh\n").skip(1);
    blocks
        .flat_map(|block| block.split("```").next().unwrap_or("").lines())
        .collect()
}

/// The words of a command line, with "quoted words" kept together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (position, part) in line.split('"').enumerate() {
        if position % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_of_the_readme_runs_in_its_order() {
    let engine = Engine::sqlite().expect("a temporary folder");
    let readme = readme();
    let mut ran = 0;
    for line in commands(&readme)
        .iter()
        .filter(|line| line.starts_with("whynot "))
    {
        // What is written into a file is only printed here.
        let words = words(line.split(" > ").next().unwrap_or(line));
        if words[1] == "serve" {
            let server = Server::start(&engine);
            let page = reqwest::blocking::get(format!("{}/sign-in", server.base));
            assert_eq!(page.expect("a page").status(), 200);
            ran += 1;
            continue;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_whynot"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(&words[1..]);
        if !["check", "library", "new"].contains(&words[2].as_str()) {
            command
                .arg("--database")
                .arg(crate::process::address_of(&engine.url));
            command.arg("--keys").arg(engine.keys());
        }
        let output = command.output().expect("whynot runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line}: {said}");
        ran += 1;
    }
    assert_eq!(ran, 10);
    let server = Server::start(&engine);
    let page = reqwest::blocking::get(format!("{}/s/why-not-the-bakery", server.base));
    // The wave is closed by then; the page says so.
    assert_eq!(page.expect("a page").status(), 200);
    let surveys = what_a_program_gets(&engine, &server, &readme);
    assert!(surveys.contains("why-not-the-bakery"), "{surveys}");
}

/// The token of a marketer who has just joined.
async fn token_of_a_marketer(installation: &Installation) -> String {
    let new = NewMember {
        address: "marek@example.org".parse().expect("an address"),
        name: Name::parse("Marek").expect("a name"),
        role: Role::Marketer,
        departments: Vec::new(),
    };
    let link = invite::new_link().expect("randomness");
    let member = invite::invite(installation, &new, link).expect("an invitation");
    let joined = accept::accept(installation, link, new.name, "five loaves and two fishes");
    joined.await.expect("they join");
    let token = api_token::new_token().expect("randomness");
    let wanted = NewToken {
        name: Name::parse("A program").expect("a name"),
        scopes: vec![Scope::ReadSurveys],
        last_day: api_token::last_day_max(installation),
    };
    let kept = api_token::keep(installation, member, token, wanted);
    kept.await.expect("a token");
    token.to_string()
}

/// What the README's request brings, sent as its command line says.
fn what_a_program_gets(engine: &Engine, server: &Server, readme: &str) -> String {
    let keys = engine.keys();
    let installation = Installation::open(engine.url.clone(), &keys, Clock::System);
    let installation = installation.expect("it starts");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let token = runtime.block_on(token_of_a_marketer(&installation));
    let lines = commands(readme);
    let line = lines.iter().find(|line| line.starts_with("curl "));
    let words = words(line.expect("a request"));
    let [_, header, carried, address] = words.as_slice() else {
        panic!("another request: {words:?}");
    };
    assert_eq!(header, "--header");
    let carried = carried.replace("$WHYNOT_TOKEN", &token);
    let (name, value) = carried.split_once(": ").expect("a header");
    let address = address.replace("http://127.0.0.1:8080", &server.base);
    let request = reqwest::blocking::Client::new().get(address);
    let answer = request.header(name, value).send().expect("an answer");
    assert_eq!(answer.status(), 200);
    answer.text().expect("text")
}

#[test]
fn every_file_that_the_readme_links_to_is_there() {
    let readme = readme();
    let links = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("http")) {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        assert!(path.exists(), "{link} is not there");
        if !heading.is_empty() {
            let text = std::fs::read_to_string(&path).expect("a text");
            assert!(
                anchors(&text).contains(heading),
                "{link} leads nowhere in it"
            );
        }
    }
}

/// What the headings of a Markdown text are called in links to them.
fn anchors(text: &str) -> std::collections::HashSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

/// Pixels, not bytes: they are the picture, however it is compressed.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let picture = resvg::tiny_skia::Pixmap::decode_png(bytes).expect("a picture");
    (picture.width(), picture.height(), picture.data().to_vec())
}

#[test]
fn the_pictures_of_the_five_minutes_are_light() {
    let readme = readme();
    let (_, minutes) = readme.split_once("## Five minutes").expect("five minutes");
    let (minutes, _) = minutes.split_once("\n## ").expect("their end");
    for link in minutes.split("docs/pictures/").skip(1) {
        let Some((name, _)) = link.split_once(".png") else {
            continue;
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
        let picture = std::fs::metadata(folder.join(format!("{name}.png")));
        let bytes = picture
            .unwrap_or_else(|_| panic!("{name} is not there"))
            .len();
        assert!(bytes <= 150 * 1024, "{name} has {bytes} bytes");
    }
}

/// The first chart of the demonstration's closed wave, of everybody or by a question.
async fn drawn(
    installation: &whynot::operations::installation::Installation,
    slug: &whynot::survey::identifier::Slug,
    by: Option<&str>,
) -> Vec<u8> {
    let token = link::make_usual(installation, slug, Opens::Everything);
    let token = token.expect("answers").expect("a board");
    let selection = whynot::operations::results::Selection {
        wave: Some(1),
        by: by.map(str::to_owned),
        segment: None,
        is_together: false,
        gives_way: false,
    };
    // Until the groups of the closed wave are counted there is no board by them.
    let board = loop {
        let board =
            whynot::operations::results::board(installation, slug, token, selection.clone()).await;
        if let Some(board) = board.expect("answers") {
            break board;
        }
        tokio::task::yield_now().await;
    };
    let whynot::operations::results::Results::Tables(tables) = board.results else {
        panic!("the closed wave has results");
    };
    let presentation = whynot::chart::Presentation {
        width: whynot::chart::Width::Wide,
        intervals: false,
        frame: whynot::chart::Frame::Whole,
    };
    let light = whynot::chart::theme::Theme::Light;
    whynot::chart::png(&tables[0], &presentation, light).expect("a picture")
}

#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws_now() {
    let engine = Engine::sqlite().expect("a temporary folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let installation = engine.open();
        let slug = whynot::operations::demonstrate::demonstrate(&installation, |_| {}).await;
        let slug = slug.expect("a demonstration");
        for (name, by, query) in [
            ("why-not-like-us.png", None, "wave=1"),
            ("by-age.png", Some("age"), "wave=1&by=age"),
        ] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
            let shown = std::fs::read(folder.join(name)).expect("a picture");
            assert!(
                pixels(&drawn(&installation, &slug, by).await) == pixels(&shown),
                "draw docs/pictures/{name} anew: …/charts/reasons.png?{query}"
            );
        }
    });
}
