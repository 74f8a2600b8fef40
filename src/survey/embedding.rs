//! Sites that may show a survey in a frame of their own pages. Only what a
//! browser's `frame-ancestors` understands, and never a pattern.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The origin of a site: `https://www.example.org`, with a port if it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmbeddingSite(String);

/// Why a text names no such site; the sentence is shown to whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingSiteError {
    #[error("“{0}” does not begin with https://")]
    NotEncrypted(String),
    #[error("“{0}” names a page; a site ends with its name")]
    Page(String),
    #[error("“{0}” is no name of a site")]
    Name(String),
}

impl EmbeddingSite {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmbeddingSite {
    type Err = EmbeddingSiteError;

    /// Names are taken in any case, and with the slash that browsers add.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let site = typed.trim().to_ascii_lowercase();
        let site = site.strip_suffix('/').unwrap_or(&site);
        let (scheme, place) = site.split_once("://").unwrap_or(("", site));
        if place.contains(['/', '?', '#', '@']) {
            return Err(EmbeddingSiteError::Page(typed.to_owned()));
        }
        let (name, port) = match place.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (place, None),
        };
        // Whoever tries a page out on the own machine has no certificate.
        let is_own_machine = name == "localhost" || name == "127.0.0.1";
        if scheme != "https" && !(scheme == "http" && is_own_machine) {
            return Err(EmbeddingSiteError::NotEncrypted(typed.to_owned()));
        }
        let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        match is_name(name) && is_port {
            true => Ok(Self(site.to_owned())),
            false => Err(EmbeddingSiteError::Name(typed.to_owned())),
        }
    }
}

/// A host name as RFC 1123 has it.
fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(is_label)
}

impl TryFrom<String> for EmbeddingSite {
    type Error = EmbeddingSiteError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<EmbeddingSite> for String {
    fn from(site: EmbeddingSite) -> Self {
        site.0
    }
}

impl fmt::Display for EmbeddingSite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_taken_as_browsers_write_it() {
        for (typed, site) in [
            ("https://www.example.org", "https://www.example.org"),
            (" HTTPS://Shop.Example.org/ ", "https://shop.example.org"),
            ("https://example.org:8443", "https://example.org:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
        ] {
            assert_eq!(typed.parse::<EmbeddingSite>().unwrap().as_str(), site);
        }
    }

    #[test]
    fn patterns_pages_and_anything_that_would_end_the_header_are_no_sites() {
        for typed in [
            "",
            "*",
            "https://*",
            "https://*.example.org",
            "https:",
            "https://",
            "'self'",
            "data:",
            "http://example.org",
            "http://localhost.example.org",
            "example.org",
            "https://example.org/page",
            "https://example.org?page",
            "https://me@example.org",
            "https://example.org:0",
            "https://example.org:",
            "https://example.org:80:80",
            "https://example.org; script-src *",
            "https://example.org https://other.org",
            "https://exämple.org",
            "https://-a.org",
            "https://a..org",
            "https://[::1]",
            "javascript://example.org",
        ] {
            assert!(typed.parse::<EmbeddingSite>().is_err(), "{typed}");
        }
    }
}
