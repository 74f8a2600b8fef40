//! An empty database on either engine, and the installation on it.

use std::path::PathBuf;

use tempfile::TempDir;
use whynot::clock::Clock;
use whynot::operations::installation::Installation;
use whynot::store::connection::DatabaseUrl;

pub struct Place {
    pub engine: &'static str,
    url: DatabaseUrl,
    folder: TempDir,
    /// The PostgreSQL server to be tidied up, and the database on it.
    server: Option<(String, String)>,
}

fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

impl Place {
    pub fn sqlite() -> Self {
        let folder = folder();
        Self {
            engine: "SQLite",
            url: DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite")),
            folder,
            server: None,
        }
    }

    /// On the server that `WHYNOT_TEST_POSTGRES` names, if it names one.
    pub fn postgres() -> Option<Self> {
        let url = whynot_test_support::postgres_url()?;
        let name = format!("whynot_pages_{}", std::process::id());
        execute(&url, &format!("CREATE DATABASE {name}"));
        let (server, _) = url.rsplit_once('/').expect("an address with a database");
        Some(Self {
            engine: "PostgreSQL",
            url: DatabaseUrl::Postgres(format!("{server}/{name}")),
            folder: folder(),
            server: Some((url, name)),
        })
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// With nothing of it in memory.
    pub fn opened(&self) -> Installation {
        let today = "2026-11-24".parse().unwrap();
        Installation::open(self.url.clone(), &self.keys(), Clock::Fixed(today)).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((url, name)) = &self.server {
            execute(url, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn execute(url: &str, statement: &str) {
    postgres::Client::connect(url, postgres::NoTls)
        .and_then(|mut client| client.batch_execute(statement))
        .expect("a PostgreSQL server that obeys");
}
