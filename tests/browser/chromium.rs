//! Starts a Chromium of the test's own, quiet and without a past, and ends it
//! with the test, also when the test fails.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};
use whynot_test_support::{BrowserPrograms, browser_programs};

/// Nothing that Chromium does of its own accord, and no name is ever looked up,
/// so that a request to elsewhere fails and still stands in the log.
const QUIET: [&str; 10] = [
    "--headless",
    // Chromium refuses its sandbox to root, and only pages of our own are opened.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    // When the driver is killed, the browser ends with the pipe.
    "--remote-debugging-pipe",
];

/// One browser with one window. It ends with its driver's process, which ends
/// before the profile's folder is removed.
pub struct Chromium {
    pub driver: WebDriver,
    _process: DriverProcess,
    _profile: TempDir,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Closing the session politely would block a failing test for minutes.
        let _ = self.driver.clone().leak();
    }
}

struct DriverProcess(Child);

impl Drop for DriverProcess {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing else to do about it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Chromium {
    /// `None` after the calling test has been named as left out.
    pub async fn start() -> Option<Self> {
        let programs = browser_programs()?;
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let (process, port) = start_driver(&programs);
        let capabilities = capabilities(&programs, &profile).expect("valid capabilities");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .expect("Chromium starts");
        Some(Self {
            driver,
            _process: process,
            _profile: profile,
        })
    }
}

/// ChromeDriver looks for a free port itself and says which. It gives up when
/// somebody else takes the same port of the other internet protocol meanwhile.
fn start_driver(programs: &BrowserPrograms) -> (DriverProcess, u16) {
    (0..5)
        .find_map(|_| try_to_start_driver(programs))
        .expect("ChromeDriver names its port in one of five tries")
}

fn try_to_start_driver(programs: &BrowserPrograms) -> Option<(DriverProcess, u16)> {
    let mut child = Command::new(&programs.chromedriver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("ChromeDriver starts");
    let output = child.stdout.take().expect("its output is piped");
    let process = DriverProcess(child);
    for line in BufReader::new(output).lines() {
        let line = line.expect("ChromeDriver prints text");
        let announced = line.split_once("started successfully on port ");
        if let Some((_, port)) = announced {
            let port = port.trim_end_matches('.').parse().expect("a port");
            return Some((process, port));
        }
    }
    None
}

fn capabilities(
    programs: &BrowserPrograms,
    profile: &TempDir,
) -> WebDriverResult<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    let chromium = programs.chromium.to_str().expect("a path in UTF-8");
    capabilities.set_binary(chromium)?;
    for argument in QUIET {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}
