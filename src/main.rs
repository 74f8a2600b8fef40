//! Starts whynot.

use std::process::ExitCode;

fn main() -> ExitCode {
    whynot::cli::run()
}
