//! Tests of whynot from outside, a file for each room.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
#[path = "../attack/mod.rs"]
mod attack;
mod column_proportions;
mod drafts;
mod engine;
mod imports;
mod inviting;
mod mailing;
mod members;
mod migrations;
mod outages;
mod process;
mod publishing;
mod readme;
mod sharing;
mod statistics;
mod tidy;
mod web;
