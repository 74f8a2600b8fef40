//! How long single things take: pages, charts, boards, columns, a release.
//!
//! `cargo bench --bench speed` (a part of a name as an argument measures less)
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a measurement ends by panicking"
)]

mod charts;
mod pages;
mod place;
mod receipts;
mod releases;

fn main() {
    divan::main();
}
