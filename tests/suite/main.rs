//! Tests of whynot from outside, a file for each room.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod answers;
mod engine;
mod statistics;
mod tidy;
