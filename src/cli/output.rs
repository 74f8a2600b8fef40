//! What is printed: lines, progress bars, complaints and the log.

use std::io::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tracing_subscriber::filter::{EnvFilter, FilterFn};
use tracing_subscriber::prelude::*;

use crate::config;

/// Prints one line; a closed pipe is the reader's choice, not an error.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints one line of what went wrong.
pub(super) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "whynot: {line}");
}

/// A bar for work that may take longer than a second; hidden where nobody watches.
pub(super) fn progress_bar(length: u64, doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:32} {human_pos} of {human_len}") {
        bar.set_style(style);
    }
    bar.set_message(doing);
    bar
}

/// Starts the log on standard error: warnings, or what `RUST_LOG` asks for, and
/// no times.
pub(super) fn start_log() {
    let asked = config::log_filter().unwrap_or_else(|| "warn".to_owned());
    // Promise P2: libraries would log addresses and headers at their finer
    // levels; only whynot's own events are written, whatever is asked for.
    let own = FilterFn::new(|event| event.target().starts_with("whynot"));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .without_time()
        .with_filter(own);
    let _ = tracing_subscriber::registry()
        .with(EnvFilter::new(asked))
        .with(lines)
        .try_init();
}
