//! The real program: started, spoken to over HTTP, killed.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use whynot::privacy::receipt::{ReceiptCode, SubmissionKey};
use whynot::store::connection::DatabaseUrl;

use crate::engine::Engine;

/// A running `whynot serve`.
pub struct Server {
    child: Child,
    pub base: String,
}

/// The database as an argument; its own printing hides passwords.
pub fn address_of(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

impl Server {
    /// Starts on a free port; its log goes to `whynot.log` beside the database.
    pub fn start(engine: &Engine) -> Self {
        Self::start_with(engine, "warn")
    }

    pub fn start_with(engine: &Engine, log_filter: &str) -> Self {
        Self::start_with_words(engine, log_filter, &[])
    }

    /// One that sends mail, and tells everything it can.
    pub fn start_mailing(engine: &Engine, smtp: &str) -> Self {
        let words = ["--smtp", smtp, "--mail-from", "surveys@acme.example"];
        Self::start_with_words(engine, "trace", &words)
    }

    fn start_with_words(engine: &Engine, log_filter: &str, words: &[&str]) -> Self {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(engine.folder.path().join("whynot.log"))
            .expect("a log file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_whynot"))
            .args(["serve", "--bind", "127.0.0.1:0", "--database"])
            .arg(address_of(&engine.url))
            .arg("--keys")
            .arg(engine.keys())
            .args(words)
            .env("RUST_LOG", log_filter)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("whynot starts");
        let output = child.stdout.take().expect("its output");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        // A first start says before what it makes.
        let line = lines.find(|line| !line.starts_with("A new "));
        let line = line.expect("where it serves");
        let base = line
            .trim()
            .rsplit(' ')
            .next()
            .unwrap_or_default()
            .to_owned();
        assert!(base.starts_with("http://"), "whynot said: {line}");
        Self { child, base }
    }

    /// As a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().expect("the process was running");
        self.child.wait().expect("the process has ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser without a script, a cookie or patience.
pub fn client() -> reqwest::blocking::Client {
    reqwest::blocking::Client::builder()
        .timeout(Duration::from_secs(20))
        .build()
        .expect("a client")
}

/// A filled-in form: fields and the key that makes it one response.
#[derive(Clone)]
pub struct Form {
    pub pairs: Vec<(String, String)>,
}

impl Form {
    pub fn new(wave: i32, answers: &[(&str, &str)]) -> Self {
        let key = SubmissionKey::from_bytes(whynot::random::bytes().expect("randomness"));
        let mut pairs = vec![
            ("s".to_owned(), key.to_string()),
            ("w".to_owned(), wave.to_string()),
            ("p".to_owned(), "0".to_owned()),
            ("go".to_owned(), "send".to_owned()),
        ];
        pairs.extend(
            answers
                .iter()
                .map(|(name, value)| (format!("q.{name}"), (*value).to_owned())),
        );
        Self { pairs }
    }

    /// Sends the form; the receipt's code if its page came back, else the status.
    pub fn send(
        &self,
        client: &reqwest::blocking::Client,
        base: &str,
        slug: &str,
    ) -> Result<ReceiptCode, Option<u16>> {
        let body: String = {
            let mut body = form_urlencoded::Serializer::new(String::new());
            body.extend_pairs(&self.pairs).finish()
        };
        let sent = client
            .post(format!("{base}/s/{slug}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .map_err(|_gone| None)?;
        let status = sent.status().as_u16();
        // A page that was cut off is not a receipt.
        let page = sent.text().map_err(|_cut| None)?;
        if status == 200 {
            code_on(&page).ok_or(Some(status))
        } else {
            Err(Some(status))
        }
    }
}

/// The code that a receipt page shows.
pub fn code_on(page: &str) -> Option<ReceiptCode> {
    let page = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(".ticket .code").expect("a selector");
    let text: String = page.select(&selector).next()?.text().collect();
    text.parse().ok()
}
