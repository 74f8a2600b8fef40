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

/// The mail server, where the command line names none: `WHYNOT_SMTP`.
pub fn smtp() -> Option<String> {
    setting("WHYNOT_SMTP")
}

/// Whom mail is from, where the command line does not say: `WHYNOT_MAIL_FROM`.
pub fn mail_from() -> Option<String> {
    setting("WHYNOT_MAIL_FROM")
}

/// The file with our name and password at the mail server: `WHYNOT_SMTP_CREDENTIALS`.
pub fn smtp_credentials() -> Option<String> {
    setting("WHYNOT_SMTP_CREDENTIALS")
}

/// The authority behind the mail server's certificate: `WHYNOT_SMTP_AUTHORITY`.
pub fn smtp_authority() -> Option<String> {
    setting("WHYNOT_SMTP_AUTHORITY")
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is the only reader of the environment"
)]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where throw-away installations are made.
#[expect(
    clippy::disallowed_methods,
    reason = "this file is the only reader of the environment"
)]
pub fn temporary_directory() -> std::path::PathBuf {
    std::env::temp_dir()
}
