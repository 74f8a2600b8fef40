//! A database of its own for one measurement: the survey in it, and what came
//! to be stored.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use whynot::privacy::pool_cipher::Place as Wave;
use whynot::store::Store;
use whynot::store::connection::DatabaseUrl;
use whynot::store::{pool, surveys};

pub struct Place {
    pub engine: &'static str,
    pub database: String,
    folder: TempDir,
    /// The PostgreSQL server to be tidied up, and the database on it.
    server: Option<(String, String)>,
}

impl Place {
    /// On the disk that the target directory is on: a file system in memory
    /// would make durable commits look cheap.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        Self {
            engine: "SQLite",
            database: format!("sqlite:{}", folder.path().join("whynot.sqlite").display()),
            folder,
            server: None,
        }
    }

    /// On the server that `WHYNOT_TEST_POSTGRES` names, if it names one.
    pub fn postgres() -> Option<Self> {
        let url = whynot_test_support::postgres_url()?;
        let name = format!("whynot_throughput_{}", std::process::id());
        execute(&url, &format!("CREATE DATABASE {name}"));
        let (server, _) = url.rsplit_once('/').expect("an address with a database");
        Some(Self {
            engine: "PostgreSQL",
            database: format!("{server}/{name}"),
            folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder"),
            server: Some((url, name)),
        })
    }

    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// Stores the survey file and opens its first wave.
    pub fn open_survey(&self, file: &str, slug: &str) {
        self.whynot(&["survey", "import", file]);
        self.whynot(&["survey", "open", slug]);
    }

    fn whynot(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_whynot"))
            .args(arguments)
            .args(["--database", &self.database, "--keys"])
            .arg(self.keys())
            .output()
            .expect("whynot runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// How many responses the database holds, waiting and released.
    pub fn stored(&self) -> u64 {
        let url: DatabaseUrl = self.database.parse().expect("an address");
        let store = Store::open(url).expect("the database");
        let mut connection = store.connection().expect("a connection");
        let survey = surveys::list_surveys(&mut connection).expect("surveys");
        let survey = survey.first().expect("the survey").id;
        let waves = surveys::list_waves(&mut connection, survey).expect("waves");
        waves
            .iter()
            .map(|wave| {
                let wave_place = Wave {
                    survey,
                    wave: wave.wave,
                };
                let waiting = pool::count(&mut connection, wave_place).expect("a count");
                wave.released.unsigned_abs() + waiting
            })
            .sum()
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
