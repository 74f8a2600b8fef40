//! A database of each kind for one test, and an installation upon it.

use std::path::PathBuf;

use tempfile::TempDir;
use whynot::clock::Clock;
use whynot::operations::installation::Installation;
use whynot::store::connection::DatabaseUrl;

/// One empty database and a place for keys; both go with the test.
pub struct Engine {
    pub url: DatabaseUrl,
    pub folder: TempDir,
    server: Option<Server>,
}

struct Server {
    url: String,
    database: String,
}

impl Engine {
    pub fn sqlite() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Some(Self {
            url: DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite")),
            folder,
            server: None,
        })
    }

    /// A database of its own on the server that the tests were given.
    pub fn postgres() -> Option<Self> {
        let url = whynot_test_support::postgres_url()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let bytes: [u8; 8] = whynot::random::bytes().expect("randomness");
        let database = format!("whynot_{:016x}", u64::from_be_bytes(bytes));
        execute(&url, &format!("CREATE DATABASE {database}"));
        let (server, _) = url.rsplit_once('/').expect("an address with a database");
        Some(Self {
            url: DatabaseUrl::Postgres(format!("{server}/{database}")),
            folder,
            server: Some(Server { url, database }),
        })
    }

    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub fn open(&self) -> Installation {
        self.open_on("2026-11-24")
    }

    /// Opens the installation on a day of the test's choosing.
    pub fn open_on(&self, day: &str) -> Installation {
        let day = day.parse().expect("a day");
        Installation::open(self.url.clone(), &self.keys(), Clock::Fixed(day))
            .expect("an installation")
    }
}

/// On a thread of its own: the client drives a runtime, which cannot be done
/// inside the one that a test body runs in.
pub fn execute(url: &str, statement: &str) {
    let (url, statement) = (url.to_owned(), statement.to_owned());
    let execution = std::thread::spawn(move || {
        postgres::Client::connect(&url, postgres::NoTls)
            .and_then(|mut client| client.batch_execute(&statement))
            .expect("a PostgreSQL server that obeys");
    });
    execution.join().expect("the statement was executed");
}

/// The one text that a query gives, with bytes as hexadecimal digits.
pub fn execute_for_text(url: &str, query: &str) -> String {
    let (url, query) = (url.to_owned(), query.to_owned());
    let execution = std::thread::spawn(move || {
        let mut client =
            postgres::Client::connect(&url, postgres::NoTls).expect("a PostgreSQL server");
        client
            .batch_execute("SET xmlbinary TO hex")
            .expect("a setting");
        let row = client.query_one(&query, &[]).expect("one row");
        row.get::<_, String>(0)
    });
    execution.join().expect("the query was answered")
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            let drop = format!("DROP DATABASE {} WITH (FORCE)", server.database);
            execute(&server.url, &drop);
        }
    }
}

/// Runs each test body on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($engine:ident: &Engine) $body:block)+) => {
        mod on_sqlite {
            use super::*;
            $($(#[$meta])* #[test] fn $name() {
                $crate::engine::run(Engine::sqlite(), async |engine| super::$name(engine).await);
            })+
        }
        mod on_postgres {
            use super::*;
            $($(#[$meta])* #[test] fn $name() {
                $crate::engine::run(Engine::postgres(), async |engine| super::$name(engine).await);
            })+
        }
        $(async fn $name($engine: &Engine) $body)+
    };
}
pub(crate) use on_both_engines;

/// Runs one test body where the engine is at hand.
pub fn run(engine: Option<Engine>, body: impl AsyncFnOnce(&Engine)) {
    let Some(engine) = engine else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(body(&engine));
    // Background work ends before the database is dropped.
    drop(runtime);
    drop(engine);
}
