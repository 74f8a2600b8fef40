//! The audit of a large wave, beside a plain pass over the same classes: thirty
//! questions of five groups, released a thousand at a time, at one and ten
//! million responses; with the most memory that was used.
//!
//! `cargo bench --bench audit`
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::hint::black_box;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::privacy::auditor::audit;
use whynot::privacy::auditor::wave::{Base, Rule, SortedBy, Verdict, Wave};
use whynot::statistics::bit_plane::BitPlane;
use whynot::survey::criterion::{Candidate, ClassRole, Classes, Criterion};

const QUESTIONS: u16 = 30;
/// Four answers and "not stated".
const CLASSES: u8 = 5;
const RELEASE: usize = 1_000;
/// The pairs of the first four questions.
const CROSSED: u16 = 4;
const RULE: Rule = Rule {
    group_size_min: 10,
    floor: 5,
};
/// What the wave, the audit and the rest of the process take at most.
const KILOBYTES_EACH_MILLION: u64 = 200_000;

fn main() {
    for millions in [1, 10] {
        let free = kilobytes("/proc/meminfo", "MemAvailable").unwrap_or_default();
        if free < millions * KILOBYTES_EACH_MILLION {
            println!("{millions} million responses: not enough memory is free");
            continue;
        }
        measure(millions as usize * 1_000_000);
    }
}

fn wave(rows: usize) -> Wave {
    let mut rng = StdRng::seed_from_u64(2026);
    let criteria = (0..QUESTIONS).map(|question| SortedBy {
        criterion: Criterion::Answer { question },
        classes: Classes {
            roles: [
                [ClassRole::Substantive; 4].as_slice(),
                &[ClassRole::NotStated],
            ]
            .concat(),
            is_ordered: question % 2 == 0,
        },
        codes: (0..rows)
            .map(|_| match rng.random_range(0..50) {
                0 => CLASSES - 1,
                _ => rng.random_range(0..4).min(rng.random_range(0..5)),
            })
            .collect(),
    });
    let criteria = criteria.collect();
    let batches = rows.div_ceil(RELEASE);
    let mut withdrawn = vec![0; batches];
    withdrawn
        .iter_mut()
        .step_by(40)
        .for_each(|count| *count = 3);
    Wave {
        batches: (0..rows).map(|row| (row / RELEASE) as u32).collect(),
        criteria,
        bases: vec![Base {
            rows: BitPlane::from_fn(rows, |_| true),
            increments: (0..batches as u32).map(Some).collect(),
            withdrawn,
        }],
        left_out: BitPlane::from_fn(rows, |row| row % 200 == 0),
        draw: (0..rows).map(|_| rng.random()).collect(),
    }
}

fn measure(rows: usize) {
    let wave = wave(rows);
    let alone = (0..QUESTIONS).map(|question| Candidate::By(Criterion::Answer { question }));
    let alone: Vec<Candidate> = alone.collect();
    let mut crossed = alone.clone();
    for first in 0..CROSSED {
        for second in first + 1..CROSSED {
            let [first, second] = [first, second].map(|question| Criterion::Answer { question });
            crossed.push(Candidate::Pair(first, second));
        }
    }
    println!("{rows} responses, {QUESTIONS} questions, releases of {RELEASE}");
    println!("  before           {:>9} MB in memory", resident() / 1_000);
    for (name, list) in [("one by one", alone), ("and six pairs", crossed)] {
        let (start, before) = (Instant::now(), processor_seconds());
        let found = audit(&wave, &list, RULE);
        let seconds = start.elapsed().as_secs_f64();
        let used = processor_seconds() - before;
        let verdicts = found
            .iter()
            .flat_map(|audit| audit.verdicts.iter().flatten());
        let groups: usize = verdicts.map(groups).sum();
        let plain = plain_seconds(&wave);
        println!(
            "  {name:<16} {seconds:>9.2} s for {groups} groups, {used:.2} s of processor time"
        );
        println!(
            "  plain pass       {plain:>9.4} s, processor time {:.0} times as much",
            used / plain
        );
        let most = kilobytes("/proc/self/status", "VmHWM").unwrap_or_default();
        println!("  at most          {:>9} MB in memory", most / 1_000);
    }
}

fn groups(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::Withheld => 0,
        Verdict::By(grouping) => grouping.0.len(),
        Verdict::Pair(rows, columns) => rows.0.len() * columns.0.len(),
    }
}

/// The fastest of several plain passes.
fn plain_seconds(wave: &Wave) -> f64 {
    let seconds = (0..7).map(|_| {
        let start = Instant::now();
        black_box(pass(wave));
        start.elapsed().as_secs_f64()
    });
    seconds.fold(f64::INFINITY, f64::min)
}

/// Reads every class of every response once.
fn pass(wave: &Wave) -> u64 {
    let sum = |codes: &[u8]| codes.iter().map(|&code| u64::from(code)).sum::<u64>();
    wave.criteria.iter().map(|sorted| sum(&sorted.codes)).sum()
}

fn resident() -> u64 {
    kilobytes("/proc/self/status", "VmRSS").unwrap_or_default()
}

/// What this process has used so far; the kernel counts in hundredths.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// A figure that the kernel keeps in kilobytes.
fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
