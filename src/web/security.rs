//! Headers that keep a page to itself, and the stylesheet that a page carries.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The stylesheet of every page without requests of its own, written into it.
pub const STYLESHEET: &str = concat!(
    include_str!("../../static/tokens.css"),
    include_str!("../../static/respondent.css"),
);

/// Nothing is loaded from anywhere; the one stylesheet is known by its hash.
pub static PLAIN_POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLESHEET.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});
