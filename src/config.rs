//! The only reader of the environment.

/// What `RUST_LOG` asks to be logged.
#[expect(
    clippy::disallowed_methods,
    reason = "this file is the only reader of the environment"
)]
pub fn log_filter() -> Option<String> {
    std::env::var("RUST_LOG")
        .ok()
        .filter(|filter| !filter.is_empty())
}

/// Where throw-away installations are made.
#[expect(
    clippy::disallowed_methods,
    reason = "this file is the only reader of the environment"
)]
pub fn temporary_directory() -> std::path::PathBuf {
    std::env::temp_dir()
}
