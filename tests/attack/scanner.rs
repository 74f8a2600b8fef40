//! The scanner answers a survey with an address, an agent, a referrer and words
//! that occur nowhere else, through the real program at its most talkative, and
//! then searches every byte that the program left on disk or printed.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::Path;

use whynot::operations::publish;
use whynot::store::connection::DatabaseUrl;

use super::world::SURVEY;
use crate::engine::{Engine, execute_for_text};
use crate::process::{Form, Server};

/// The whole of 127.0.0.0/8 is this machine: an address of the test's own.
const ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 81, 92, 103);

/// What a machine says about itself, each with the header it says it in.
const HEADERS: [(&str, &str); 8] = [
    ("user-agent", "Canaryzilla/77.31 (X11; Distinct)"),
    ("referer", "https://intranet.example/people/canary-4711"),
    ("x-forwarded-for", "203.0.113.211"),
    ("forwarded", "for=203.0.113.212"),
    ("cookie", "session=canarycookie90210"),
    ("accept-language", "gsw-u-sd-canary"),
    ("x-request-id", "canary-request-5150"),
    ("authorization", "Bearer canarytoken31337"),
];

const WORDS: &str = "canary: my dog is called Zwiebelfisch";
const QUERY: &str = "utm_campaign=canarycampaign8086";

/// A visitor with distinctive features.
pub fn client() -> reqwest::blocking::Client {
    let headers = HEADERS.iter().map(|(name, value)| {
        (
            name.parse().expect("a name"),
            value.parse().expect("a value"),
        )
    });
    reqwest::blocking::Client::builder()
        .local_address(IpAddr::V4(ADDRESS))
        .default_headers(headers.collect())
        .build()
        .expect("a client")
}

pub fn identity() -> Vec<String> {
    let mut canaries = vec![ADDRESS.to_string(), "canarycampaign8086".to_owned()];
    canaries.extend(HEADERS.iter().map(|(_, value)| {
        let value = value.rsplit_once('=').map_or(*value, |(_, value)| value);
        value.to_owned()
    }));
    canaries
}

/// Every byte below a folder.
fn everything_in(folder: &Path, found: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            everything_in(&path, found);
        } else {
            found.extend(std::fs::read(&path).expect("a file"));
        }
    }
}

/// All that was left: files, printed lines, and on PostgreSQL every row.
pub fn everything_left(engine: &Engine) -> Vec<u8> {
    let mut found = Vec::new();
    everything_in(engine.folder.path(), &mut found);
    if let DatabaseUrl::Postgres(url) = &engine.url {
        found.extend(execute_for_text(url, EVERY_ROW).into_bytes());
    }
    found
}

/// Each table of the database as one text; bytes are printed in hexadecimal.
const EVERY_ROW: &str = "
    SELECT coalesce(string_agg(xml::text, ''), '') FROM (
        SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '') AS xml
        FROM information_schema.tables WHERE table_schema = 'public'
    ) AS tables";

/// Occurrences of a canary: as it is, in lower case, or as hexadecimal digits.
pub fn occurrences(bytes: &[u8], canary: &str) -> usize {
    let hexadecimal: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
    [canary.to_owned(), canary.to_lowercase(), hexadecimal]
        .iter()
        .map(|text| {
            let windows = bytes.windows(text.len());
            windows.filter(|window| *window == text.as_bytes()).count()
        })
        .sum()
}

fn scan(engine: Option<Engine>) {
    let Some(engine) = engine else {
        return;
    };
    {
        let installation = engine.open();
        let survey = whynot::survey::file::read(SURVEY).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        publish::open_wave(&installation, &survey.slug, None).expect("a wave opens");
    }
    let mut server = Server::start_with(&engine, "trace");
    let client = client();
    let page = client
        .get(format!("{}/s/watched?{QUERY}", server.base))
        .send();
    assert_eq!(page.expect("a page").status(), 200);
    let form = Form::new(
        1,
        &[("mark", "31415"), ("reasons", "ads"), ("comment", WORDS)],
    );
    let code = form
        .send(&client, &server.base, "watched")
        .expect("a receipt");
    let wrong = Form::new(1, &[("mark", "Zwiebelfisch ten")]);
    assert_eq!(wrong.send(&client, &server.base, "watched"), Err(Some(422)));
    let missing = client
        .get(format!("{}/s/canary-page-404", server.base))
        .send();
    assert_eq!(missing.expect("a page").status(), 404);
    server.kill();

    let left = everything_left(&engine);
    let written = code.to_string();
    let submission = form.pairs[0].1.clone();
    let mut canaries = identity();
    canaries.extend([
        WORDS.to_owned(),
        "Zwiebelfisch".to_owned(),
        written.replace('-', ""),
        written,
        submission,
        "canary-page-404".to_owned(),
    ]);
    println!(
        "scanner: {} canaries in {} bytes",
        canaries.len(),
        left.len()
    );
    for canary in canaries {
        assert_eq!(occurrences(&left, &canary), 0, "“{canary}” was left behind");
    }
}

#[test]
fn nothing_about_a_visitor_is_left_on_sqlite() {
    scan(Engine::sqlite());
}

#[test]
fn nothing_about_a_visitor_is_left_on_postgres() {
    scan(Engine::postgres());
}

/// A server that keeps what servers usually keep.
#[test]
fn the_scanner_wins_against_an_ordinary_access_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let log = folder.path().join("access.log");
    let serving = std::thread::spawn(move || {
        let (mut stream, visitor) = listener.accept().expect("a visitor");
        let mut log = std::fs::File::create(log).expect("a log");
        writeln!(log, "{visitor}").expect("a line");
        for line in BufReader::new(&stream).lines() {
            let line = line.expect("a line");
            if line.is_empty() {
                break;
            }
            writeln!(log, "{line}").expect("a line");
        }
        write!(
            stream,
            "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"
        )
        .expect("a reply");
    });
    client()
        .get(format!("{base}/s/watched?{QUERY}"))
        .send()
        .expect("a reply");
    serving.join().expect("the server ended");
    let mut left = Vec::new();
    everything_in(folder.path(), &mut left);
    let identity = identity();
    let found = identity
        .iter()
        .filter(|canary| occurrences(&left, canary) > 0)
        .count();
    println!(
        "scanner: an ordinary access log keeps {found} of {}",
        identity.len()
    );
    assert_eq!(found, identity.len());
}
