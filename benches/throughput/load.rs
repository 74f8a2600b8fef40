//! The load: one short run of `wrk`, and what it measured.

use std::io::ErrorKind;
use std::process::Command;

/// How the visitors of one run behave.
#[derive(Debug, Clone, Copy)]
pub struct Crowd {
    pub connections: u32,
    pub accepts_gzip: bool,
    pub seconds: u32,
}

#[derive(Debug, Clone, Copy)]
pub struct Measured {
    pub requests: u64,
    pub per_second: f64,
    pub bytes_per_reply: f64,
    pub median_ms: f64,
    pub p99_ms: f64,
}

/// Sends the form again and again for some seconds.
pub fn run(base: &str, path: &str, form: &str, crowd: Crowd) -> Measured {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/throughput/post.lua");
    let encoding = if crowd.accepts_gzip { "gzip" } else { "plain" };
    let output = Command::new("wrk")
        .args(["--threads", "1", "--latency", "--script", script])
        .arg(format!("--connections={}", crowd.connections))
        .arg(format!("--duration={}s", crowd.seconds))
        .args([base, "--", path, form, encoding])
        .output()
        .unwrap_or_else(|error| match error.kind() {
            ErrorKind::NotFound => panic!("wrk is not installed (Debian: apt-get install wrk)"),
            _ => panic!("wrk does not start: {error}"),
        });
    let printed = String::from_utf8_lossy(&output.stdout);
    read(&printed).unwrap_or_else(|| {
        panic!(
            "wrk measured nothing:\n{printed}{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// The line that the script prints at its end.
fn read(printed: &str) -> Option<Measured> {
    let line = printed
        .lines()
        .find_map(|line| line.strip_prefix("measured "))?;
    let numbers: Vec<u64> = line
        .split(' ')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [requests, microseconds, bytes, median, p99, errors] = numbers.try_into().ok()?;
    assert_eq!(errors, 0, "requests failed:\n{printed}");
    Some(Measured {
        requests,
        per_second: requests as f64 / (microseconds as f64 / 1e6),
        bytes_per_reply: bytes as f64 / requests as f64,
        median_ms: median as f64 / 1e3,
        p99_ms: p99 as f64 / 1e3,
    })
}
