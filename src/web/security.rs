//! Headers that keep a page to itself.

use std::sync::LazyLock;

use actix_web::http::header::{
    self, CACHE_CONTROL, CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY, HeaderName,
    HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::stylesheet;
use crate::survey::embedding::EmbeddingSite;

/// On every response that does not say otherwise. No answer is kept in a cache,
/// and no address leaves with a link.
// Promise P2: nothing is left behind in the browser.
pub const HEADERS: [(HeaderName, &str); 6] = [
    (CACHE_CONTROL, "no-store"),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::X_DNS_PREFETCH_CONTROL, "off"),
];

// Promise P8: nothing is loaded from anywhere; the one stylesheet is known by
// its hash.
static PLAIN_POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| policy("'none'"));

static FRAMED_POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| policy("'self'"));

static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| STANDARD.encode(Sha256::digest(stylesheet::plain().as_bytes())));

fn policy(frame_ancestors: &str) -> Option<HeaderValue> {
    let hash = STYLE_HASH.as_str();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; \
         form-action 'self'; base-uri 'none'; frame-ancestors {frame_ancestors}"
    );
    HeaderValue::try_from(policy).ok()
}

/// The policy of pages that carry their stylesheet. Should it ever not be
/// writable, a page without style is better than one without protection.
pub fn plain_policy() -> HeaderValue {
    PLAIN_POLICY.clone().unwrap_or(HeaderValue::from_static(
        "default-src 'none'; form-action 'self'",
    ))
}

/// The same for a page that stands in a frame of another page of this site.
pub fn framed_policy() -> HeaderValue {
    FRAMED_POLICY.clone().unwrap_or_else(plain_policy)
}

/// The same for a page that these sites may show in a frame: nobody else, and
/// nobody where there are none.
pub fn embedded_policy(sites: &[EmbeddingSite]) -> HeaderValue {
    if sites.is_empty() {
        return plain_policy();
    }
    let sites: Vec<&str> = sites.iter().map(EmbeddingSite::as_str).collect();
    policy(&sites.join(" ")).unwrap_or_else(plain_policy)
}
