//! Durable responses per second over HTTP, beside an empty handler that parses
//! the same form, in alternating short runs on one machine.
//!
//! `cargo bench --bench throughput` (needs `wrk`; PostgreSQL too where
//! `WHYNOT_TEST_POSTGRES` is set). `-- --seconds N` lengthens each run,
//! `-- --only sqlite` leaves PostgreSQL out.
#![expect(clippy::expect_used, reason = "a measurement ends by panicking")]

mod load;
mod place;
mod server;

use load::{Crowd, Measured};
use place::Place;
use server::Server;

/// A survey, and a form in which everything is answered.
struct Form {
    slug: &'static str,
    file: &'static str,
    answers: &'static str,
}

/// Four closed questions on one page.
const CLOSED: Form = Form {
    slug: "closed",
    file: concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/benches/throughput/closed.toml"
    ),
    answers: "w=1&p=0&go=send&lang=en&q.reasons=ads&q.reasons=profile&q.reasons=contact\
        &q.trust=2&q.age=25-34&q.customer=no",
};

/// Eight questions on several pages, with a comment as long as this sentence.
const WITH_COMMENT: Form = Form {
    slug: "why-not-like-us",
    file: concat!(env!("CARGO_MANIFEST_DIR"), "/surveys/why-not-like-us.toml"),
    answers: "w=1&p=3&go=send&lang=en&q.reasons=ads&q.reasons=profile&q.reasons=contact\
    &q.trust=2&q.recommend=3&q.age=25-34&q.gender=woman&q.use=daily&q.customer=no\
    &q.comment=Everything+answered%2C+with+a+comment+as+long+as+this+sentence.",
};

const EMPTY_HANDLER: &str = "--empty-handler";
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == EMPTY_HANDLER) {
        server::serve_empty().expect("the empty handler serves");
        return;
    }
    let value = |name: &str| {
        let position = arguments.iter().position(|argument| argument == name)?;
        arguments.get(position + 1)
    };
    let seconds = value("--seconds").map_or(1, |n| n.parse().expect("seconds"));
    let is_chosen = |engine: &str| value("--only").is_none_or(|only| only == engine);
    for form in [CLOSED, WITH_COMMENT] {
        if is_chosen("sqlite") {
            compare(&Place::sqlite(), &form, seconds);
        }
        if is_chosen("postgres")
            && let Some(place) = Place::postgres()
        {
            compare(&place, &form, seconds);
        }
    }
}

fn compare(place: &Place, form: &Form, seconds: u32) {
    place.open_survey(form.file, form.slug);
    let whynot = Server::whynot(&place.database, &place.keys());
    let empty = Server::empty(EMPTY_HANDLER);
    let mut answered = 0;
    for (connections, accepts_gzip) in [(64, true), (256, true), (256, false)] {
        let crowd = Crowd {
            connections,
            accepts_gzip,
            seconds,
        };
        answered += alternate(place.engine, form, (&whynot, &empty), crowd);
    }
    drop(whynot);
    let stored = place.stored();
    println!(
        "{}: {answered} receipts, {stored} responses stored",
        place.engine
    );
    assert!(stored >= answered, "a receipt without a response");
}

/// One run: what wrk measured, and the processor time of one reply.
#[derive(Clone, Copy)]
struct Run {
    measured: Measured,
    cpu_microseconds: f64,
}

fn send(server: &Server, form: &Form, crowd: Crowd) -> Run {
    let before = server.cpu_seconds();
    let path = format!("/s/{}", form.slug);
    let measured = load::run(&server.base, &path, form.answers, crowd);
    let used = server.cpu_seconds() - before;
    Run {
        measured,
        cpu_microseconds: used * 1e6 / measured.requests as f64,
    }
}

/// A B A B …; returns how many responses whynot gave a receipt for.
fn alternate(engine: &str, form: &Form, servers: (&Server, &Server), crowd: Crowd) -> u64 {
    let (whynot, empty) = servers;
    let warm_up = Crowd {
        seconds: 1,
        ..crowd
    };
    let mut answered = send(whynot, form, warm_up).measured.requests;
    send(empty, form, warm_up);
    let rounds: Vec<(Run, Run)> = (0..ROUNDS)
        .map(|_| (send(whynot, form, crowd), send(empty, form, crowd)))
        .collect();
    answered += rounds
        .iter()
        .map(|(full, _)| full.measured.requests)
        .sum::<u64>();
    report(engine, form, crowd, &rounds);
    answered
}

fn report(engine: &str, form: &Form, crowd: Crowd, rounds: &[(Run, Run)]) {
    let encoding = if crowd.accepts_gzip { "gzip" } else { "plain" };
    println!(
        "{engine}, “{}”, {} connections, {encoding}",
        form.slug, crowd.connections
    );
    let print = |name: &str, of: &dyn Fn(&(Run, Run)) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        let (least, median, most) = (at(0), at(values.len() / 2), at(values.len() - 1));
        println!("  {name:<34} {median:>10.2} ({least:.2} to {most:.2})");
    };
    let per_second = |run: &Run| run.measured.per_second;
    print("ratio of replies per second", &|(full, bare)| {
        per_second(full) / per_second(bare)
    });
    print("durable responses per second", &|(full, _)| {
        per_second(full)
    });
    print("empty handler, per second", &|(_, bare)| per_second(bare));
    print("processor time of a response, µs", &|(full, _)| {
        full.cpu_microseconds
    });
    print("of an empty reply, µs", &|(_, bare)| bare.cpu_microseconds);
    print("median until the receipt, ms", &|(full, _)| {
        full.measured.median_ms
    });
    print("99th percentile, ms", &|(full, _)| full.measured.p99_ms);
    print("bytes of the receipt", &|(full, _)| {
        full.measured.bytes_per_reply
    });
}
