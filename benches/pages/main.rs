//! Every page of the studio and of the boards on an installation of 200 surveys:
//! time from the request to the last byte, with nothing in memory and again, and
//! bytes. In-process, gzip, as the route table lists them; PostgreSQL, too, where
//! `WHYNOT_TEST_POSTGRES` names a server.
//!
//! `cargo bench --bench pages` (a part of an address as an argument measures less)
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement ends by panicking and reads the clock"
)]

mod addresses;
mod filled;
mod place;
mod visit;

use std::time::{Duration, Instant};

use addresses::Address;
use filled::Filled;
use place::Place;
use visit::Browser;

const COLD: usize = 5;
const WARM: usize = 30;
/// What a page may take and hold; files to be kept are not pages.
const TIME_MAX: Duration = Duration::from_millis(50);
const BYTES_MAX: usize = 100_000;

struct Measured {
    /// After opening the installation anew, sorted.
    cold: Vec<Duration>,
    warm: Vec<Duration>,
    /// Of the whole process, for one warm request.
    processor: Duration,
    plain: usize,
    gzip: usize,
}

fn main() {
    // Cargo adds an argument of its own.
    let mut arguments = std::env::args().skip(1);
    let part = arguments.find(|argument| !argument.starts_with("--"));
    measure_all(&Place::sqlite(), part.as_deref());
    if let Some(place) = Place::postgres() {
        measure_all(&place, part.as_deref());
    }
}

fn measure_all(place: &Place, part: Option<&str>) {
    let begun = Instant::now();
    let filled = Filled::new(place);
    println!("\n{}, filled in {:.0?}", place.engine, begun.elapsed());
    println!(
        "{:<58} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8} {:>7}",
        "median and worst, ms", "cold", "worst", "warm", "worst", "cpu", "bytes", "gzip"
    );
    for address in addresses::all(place, &filled) {
        if part.is_none_or(|part| address.shown.contains(part)) {
            print(&address, &measure(place, &address));
        }
    }
}

fn print(address: &Address, measured: &Measured) {
    let ms = |duration: Duration| duration.as_secs_f64() * 1_000.0;
    let median = |sorted: &[Duration]| ms(*sorted.get(sorted.len() / 2).expect("a time"));
    let worst = |sorted: &[Duration]| ms(*sorted.last().expect("a time"));
    let is_slow = median(&measured.cold) > ms(TIME_MAX) || median(&measured.warm) > ms(TIME_MAX);
    let is_over = address.is_page && (is_slow || measured.plain > BYTES_MAX);
    println!(
        "{:<58} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>8} {:>7}{}",
        address.shown,
        median(&measured.cold),
        worst(&measured.cold),
        median(&measured.warm),
        worst(&measured.warm),
        ms(measured.processor),
        measured.plain,
        measured.gzip,
        if is_over { "  OVER" } else { "" },
    );
}

fn measure(place: &Place, address: &Address) -> Measured {
    let mut cold: Vec<Duration> = (0..COLD)
        .map(|_| Browser::of(place.opened()).visit(address, "gzip").0)
        .collect();
    let browser = Browser::of(place.opened());
    let (_, plain) = browser.visit(address, "identity");
    let (_, gzip) = browser.visit(address, "gzip");
    let before = visit::processor_time();
    let mut warm: Vec<Duration> = (0..WARM)
        .map(|_| browser.visit(address, "gzip").0)
        .collect();
    let processor = (visit::processor_time() - before) / WARM as u32;
    cold.sort_unstable();
    warm.sort_unstable();
    Measured {
        cold,
        warm,
        processor,
        plain,
        gzip,
    }
}
