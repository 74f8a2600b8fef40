//! Starts whynot.

fn main() {}
