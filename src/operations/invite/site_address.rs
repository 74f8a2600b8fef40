//! The address under which respondents reach this service, as it is printed.

use std::fmt;
use std::str::FromStr;

use crate::privacy::invitation::InvitationCode;
use crate::privacy::unsubscribe::UnsubscribeToken;

/// Without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteAddress(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write the service's own address, such as https://surveys.example.org")]
pub struct SiteAddressError;

impl SiteAddress {
    /// The link that a person follows, or a telephone reads from paper.
    pub fn link(&self, code: InvitationCode) -> String {
        format!("{}/i/{code}", self.0)
    }

    /// The link by which somebody asks never to be written to again.
    pub fn never_again(&self, token: UnsubscribeToken) -> String {
        format!("{}/u/{token}", self.0)
    }

    /// Where a code is typed, as one would read it out.
    pub fn spoken(&self) -> String {
        let bare = self.0.split_once("://").map_or("", |(_, bare)| bare);
        format!("{bare}/i")
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for SiteAddress {
    type Err = SiteAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().trim_end_matches('/');
        let bare = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(SiteAddressError)?;
        let is_part = |c: char| c.is_alphanumeric() || ".:-_~/[]".contains(c);
        match bare.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            true if bare.chars().all(is_part) => Ok(Self(text.to_owned())),
            _ => Err(SiteAddressError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_printed_as_a_link_and_as_one_would_say_it() {
        let site: SiteAddress = " https://surveys.example.org/ ".parse().unwrap();
        let code = "ABCD-EFGH-JKMN-PQRS".parse().unwrap();
        assert_eq!(
            site.link(code),
            "https://surveys.example.org/i/ABCD-EFGH-JKMN-PQRS"
        );
        assert_eq!(site.spoken(), "surveys.example.org/i");
    }

    #[test]
    fn what_no_browser_opens_is_refused() {
        for text in [
            "",
            "surveys.example.org",
            "https://",
            "https:// x",
            "https://a?b",
            "https://a\"b",
        ] {
            assert_eq!(text.parse::<SiteAddress>(), Err(SiteAddressError), "{text}");
        }
    }
}
