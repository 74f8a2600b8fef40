//! An e-mail address that mail can be sent to.

use std::fmt;
use std::str::FromStr;

/// RFC 5321, section 4.5.3.1.
const CHARACTERS_MAX: usize = 254;
const LOCAL_CHARACTERS_MAX: usize = 64;
const LABEL_CHARACTERS_MAX: usize = 63;

/// In small letters: whether a server tells them from capitals, nobody means two
/// people by that. The domain is written as servers write it (RFC 5891): most
/// take no mail for one in letters of other alphabets.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct EmailAddressError;

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = text.strip_prefix('<').unwrap_or(text);
        let address = text.strip_suffix('>').unwrap_or(text).to_lowercase();
        match address.rsplit_once('@') {
            Some((local, domain)) if is_local(local) && is_domain(domain) => {
                let domain =
                    idna::domain_to_ascii(domain).map_err(|_no_domain| EmailAddressError)?;
                let address = format!("{local}@{domain}");
                let fits = address.len() <= CHARACTERS_MAX && is_domain(&domain);
                fits.then_some(Self(address)).ok_or(EmailAddressError)
            }
            _ => Err(EmailAddressError),
        }
    }
}

/// The letters of RFC 5322's “atom” and those of other alphabets; quoted ones
/// are nobody's. It begins as no formula of a spreadsheet does.
fn is_local(local: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !local.is_empty()
        && local.len() <= LOCAL_CHARACTERS_MAX
        && local.chars().all(is_letter)
        && !local.starts_with(['.', '=', '+', '-'])
        && !local.ends_with('.')
        && !local.contains("..")
}

/// At least two labels.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_CHARACTERS_MAX
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(is_label)
}

// Who is invited is nobody's business but the marketer's: not in a log by accident.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_normalised() {
        for text in ["  Ada.Lovelace@Example.ORG ", "<ada.lovelace@example.org>"] {
            assert_eq!(
                text.parse::<EmailAddress>().unwrap().as_str(),
                "ada.lovelace@example.org"
            );
        }
    }

    #[test]
    fn a_domain_of_another_alphabet_is_written_as_servers_write_it() {
        for text in [
            "cleo@exämple.fr",
            "Cleo@EXÄMPLE.fr",
            "cleo@xn--exmple-cua.fr",
        ] {
            assert_eq!(
                text.parse::<EmailAddress>().unwrap().as_str(),
                "cleo@xn--exmple-cua.fr"
            );
        }
    }

    #[test]
    fn unusual_addresses_are_addresses() {
        for text in [
            "o'brien+list@mail.example.co.uk",
            "a@b.de",
            "jürgen@müller.example",
        ] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
    }

    #[test]
    fn what_no_mail_can_be_sent_to_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for text in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "ada lovelace@example.org",
            "ada@exam ple.org",
            "Ada <ada@example.org>",
            "ada@example..org",
            ".ada@example.org",
            "ada.@example.org",
            "ada@-example.org",
            "=cmd@example.org",
            "ada@example.org,bob@example.org",
            &long,
        ] {
            assert!(text.parse::<EmailAddress>().is_err(), "{text}");
        }
    }
}
