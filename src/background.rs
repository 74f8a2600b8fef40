//! Threads that the service cannot live without: should one panic, the process
//! ends with a failure, so that whoever watches it starts it again, instead of
//! taking answers that nobody stores or seals.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the process ends with (sysexits: an internal software error).
const EXIT_CODE: i32 = 70;

/// Starts such a thread. A body that returns has done its work.
pub fn spawn(name: &'static str, body: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            if catch_unwind(AssertUnwindSafe(body)).is_err() {
                tracing::error!(thread = name, "a background thread panicked");
                std::process::exit(EXIT_CODE);
            }
        })?;
    Ok(())
}
