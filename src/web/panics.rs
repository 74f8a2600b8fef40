//! What is said of a panic: its place. Its message may repeat what a respondent
//! sent, and a log would keep it.

use std::panic::PanicHookInfo;

/// For the whole process, and therefore called by whoever starts one.
pub fn log_only_their_place() {
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(place = place(panic), "something panicked");
    }));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    panic
        .location()
        .map_or_else(|| "unknown".to_owned(), ToString::to_string)
}
