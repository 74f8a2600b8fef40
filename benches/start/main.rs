//! From the start of the process to its first answered request, on an empty
//! database, and the memory it holds when nobody asks anything.
//!
//! `cargo bench --bench start` (Linux: memory is read from `/proc`)
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measurement ends by panicking and reads the clock"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const ROUNDS: usize = 11;
const IDLE: Duration = Duration::from_secs(2);

fn main() {
    let mut starts: Vec<f64> = Vec::new();
    let mut memory: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let begun = Instant::now();
        let mut server = Running(start(folder.path()));
        let mut output = BufReader::new(server.0.stdout.take().expect("its output"));
        let address = address_of(&mut output);
        assert!(ask(&address).starts_with("HTTP/1.1 200"), "no page");
        starts.push(begun.elapsed().as_secs_f64() * 1e3);
        sleep(IDLE);
        memory.push(resident_megabytes(server.0.id()));
    }
    report("start to first answered request, ms", &mut starts);
    report("idle resident memory, MB", &mut memory);
}

fn start(folder: &std::path::Path) -> Child {
    let database = format!("sqlite:{}", folder.join("whynot.sqlite").display());
    Command::new(env!("CARGO_BIN_EXE_whynot"))
        .args(["serve", "--bind", "127.0.0.1:0", "--database", &database])
        .arg("--keys")
        .arg(folder.join("keys"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("whynot starts")
}

/// A server that ends with its round, also where that panics: what is left of it
/// would hold the bench's own output open.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The end of the line that says where it listens; others come before it.
fn address_of(output: &mut impl BufRead) -> String {
    let mut lines = output.lines().map(|line| line.expect("its output"));
    let line = lines.find(|line| line.contains("http://"));
    let line = line.expect("where it listens");
    let (_, address) = line.rsplit_once("http://").expect("an address");
    address.trim().to_owned()
}

fn ask(address: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("a connection");
    connection
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("a request");
    let mut reply = String::new();
    connection.read_to_string(&mut reply).expect("a reply");
    reply
}

fn resident_megabytes(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: f64 = kilobytes
        .and_then(|text| text.parse().ok())
        .expect("a number");
    kilobytes * 1024.0 / 1e6
}

fn report(name: &str, values: &mut [f64]) {
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
    let (least, median, most) = (at(0), at(ROUNDS / 2), at(ROUNDS - 1));
    println!("{name:<38} {median:>7.1} ({least:.1} to {most:.1})");
}
