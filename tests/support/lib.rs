//! What tests need from outside the crate: a PostgreSQL, a browser, the
//! respondent-level reference data kept beside a checkout.
//!
//! A test whose need is not met says so aloud and ends; where everything was
//! promised to be there (`tests/run` promises it), it fails instead. Nothing
//! about whynot itself lives here.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Set by `tests/run`: a test that cannot run is a failure.
const NOTHING_LEFT_OUT: &str = "WHYNOT_TEST_NOTHING_LEFT_OUT";

/// The address of a PostgreSQL in which a test may create databases of its own.
///
/// `None` after the calling test has been named as left out.
pub fn postgres_url() -> Option<String> {
    let url = variable("WHYNOT_TEST_POSTGRES");
    if url.is_none() {
        left_out("PostgreSQL: set WHYNOT_TEST_POSTGRES to its address, or use tests/run");
    }
    url
}

/// A Chromium and the ChromeDriver of the same version.
#[derive(Debug, Clone)]
pub struct BrowserPrograms {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// The programs of a browser test.
///
/// `None` after the calling test has been named as left out.
pub fn browser_programs() -> Option<BrowserPrograms> {
    let programs = variable("WHYNOT_TEST_CHROMIUM").zip(variable("WHYNOT_TEST_CHROMEDRIVER"));
    if programs.is_none() {
        left_out(
            "browser: set WHYNOT_TEST_CHROMIUM and WHYNOT_TEST_CHROMEDRIVER to the two programs, \
             or use tests/run",
        );
    }
    programs.map(|(chromium, chromedriver)| BrowserPrograms {
        chromium: chromium.into(),
        chromedriver: chromedriver.into(),
    })
}

/// A Python that has aiosmtpd, to run a mail server.
///
/// `None` after the calling test has been named as left out.
pub fn mail_server_python() -> Option<PathBuf> {
    let python = variable("WHYNOT_TEST_PYTHON");
    if python.is_none() {
        left_out(
            "mail server: set WHYNOT_TEST_PYTHON to a Python that has aiosmtpd, or use tests/run",
        );
    }
    python.map(PathBuf::from)
}

/// A file of the reference data that may not be redistributed with the project
/// and is therefore found only beside some checkouts.
///
/// `None` after the calling test has been named as left out, which is never a failure.
pub fn reference_file(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/reference")
        .join(name);
    if file.is_file() {
        return Some(file);
    }
    announce(&format!("reference data outside the project: {name}"));
    None
}

/// A seed that the environment names (`WHYNOT_TEST_SEED`), to replay a failure.
pub fn seed() -> Option<u64> {
    variable("WHYNOT_TEST_SEED").and_then(|seed| seed.parse().ok())
}

/// How much longer than usual to go on (`WHYNOT_TEST_PATIENCE`, 1 if not set).
pub fn patience() -> u32 {
    let patience = variable("WHYNOT_TEST_PATIENCE").and_then(|times| times.parse().ok());
    patience.unwrap_or(1)
}

/// Where new pictures for the documents are wanted (`WHYNOT_TEST_PICTURES`, a
/// folder); nowhere if not set.
pub fn pictures_folder() -> Option<PathBuf> {
    variable("WHYNOT_TEST_PICTURES").map(PathBuf::from)
}

/// Names the calling test as left out because of `need`.
///
/// # Panics
///
/// Where nothing may be left out.
pub fn left_out(need: &str) {
    assert!(
        variable(NOTHING_LEFT_OUT).is_none(),
        "nothing may be left out here, but this test needs {need}"
    );
    announce(need);
}

/// Names the calling test as left out because this user may not do what it
/// needs, which is never a failure: nobody has to be root to run the tests.
pub fn left_out_for_want_of_rights(need: &str) {
    announce(need);
}

/// Writes past the test runner, which hides what a passing test prints.
/// `tests/run` counts these lines.
fn announce(need: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let line = format!("left out: {test}: needs {need}\n");
    // Nobody is left to tell if standard error is closed.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by variables what is there"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
