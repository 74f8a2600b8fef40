//! Closing a wave: audit and book of 150 groups × 100 answers, and the merging
//! of its batches afterwards; time and peak memory.
//!
//! `cargo bench --bench closing` (Linux: memory is read from `/proc`)
//! `-- --responses 1000000` for one size
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measurement ends by panicking, reads the clock and its arguments"
)]

mod wave;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use whynot::clock::Clock;
use whynot::operations::book;
use whynot::operations::installation::Installation;
use whynot::store::connection::DatabaseUrl;
use whynot::store::{Store, batches, books, surveys};

const SIZES: [usize; 2] = [1_000_000, 10_000_000];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let of = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1).cloned()
    };
    if let (Some(folder), Some(size)) = (of("--prepare"), of("--responses")) {
        let (installation, store) = open(Path::new(&folder));
        wave::fill(&installation, &store, size.parse().expect("a number"));
        return;
    }
    if let Some(folder) = of("--close") {
        close(Path::new(&folder));
        return;
    }
    let sizes = of("--responses").map(|size| vec![size.parse().expect("a number")]);
    for size in sizes.unwrap_or_else(|| SIZES.to_vec()) {
        measure(size);
    }
}

/// Filling and closing are processes of their own, so that the memory of one is
/// not taken for that of the other.
fn measure(size: usize) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let run = |arguments: &[&str]| {
        let this = std::env::current_exe().expect("this program");
        let ended = Command::new(this).args(arguments).status();
        assert!(ended.expect("it starts").success(), "{arguments:?} failed");
    };
    let folder = folder.path().to_str().expect("a plain path");
    println!("{size} responses");
    run(&["--prepare", folder, "--responses", &size.to_string()]);
    run(&["--close", folder]);
}

fn open(folder: &Path) -> (Installation, Store) {
    let url = DatabaseUrl::Sqlite(folder.join("whynot.sqlite"));
    let installation = Installation::open(url.clone(), &folder.join("keys"), Clock::System);
    let store = Store::open(url).expect("a database");
    (installation.expect("an installation"), store)
}

fn close(folder: &Path) {
    let (installation, store) = open(folder);
    let mut connection = store.connection().expect("a connection");
    let place = wave::place(&mut connection);
    let before = megabytes_of_memory();
    surveys::update_wave_closed(
        &mut connection,
        place.survey,
        place.wave,
        "2026-11-24",
        false,
    )
    .expect("the wave closes");
    let begun = Instant::now();
    book::write(&installation, place).expect("a book");
    let written = begun.elapsed().as_secs_f64();
    let peak = megabytes_of_memory();
    let book = books::read_book(&mut connection, place).expect("a book");
    let groups: usize = book
        .breakdowns()
        .iter()
        .map(|breakdown| breakdown.definition.groups().len())
        .sum();
    let parts = batches::list_batches(&mut connection, place)
        .expect("batches")
        .len();
    let begun = Instant::now();
    book::merge(&installation, place).expect("merged batches");
    let merged = begun.elapsed().as_secs_f64();
    println!("  audit and book, s                     {written:>8.2}");
    println!("  peak memory, MB (before)              {peak:>8.0} ({before:.0})");
    println!(
        "  breakdowns, groups                    {:>8}, {groups}",
        book.breakdowns().len()
    );
    println!("  merging {parts} batches, s              {merged:>8.2}");
}

/// The most that this process ever held.
fn megabytes_of_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: f64 = kilobytes
        .and_then(|text| text.parse().ok())
        .expect("a number");
    kilobytes * 1024.0 / 1e6
}
