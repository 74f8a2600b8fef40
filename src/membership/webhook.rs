//! Programs that are told of releases: where they listen, and how they see that
//! it is us. The format is Standard Webhooks 1.0 (standardwebhooks.com).

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::limits::WEBHOOK_ADDRESS_CHARACTERS_MAX;

/// `https://…`; `http://` to this machine only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookAddress(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookAddressError {
    #[error("write an address that begins with https://")]
    Scheme,
    #[error("this is no address of a program")]
    Strange,
    #[error("an address has at most {WEBHOOK_ADDRESS_CHARACTERS_MAX} characters")]
    TooLong,
}

impl WebhookAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WebhookAddress {
    type Err = WebhookAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.len() > WEBHOOK_ADDRESS_CHARACTERS_MAX {
            return Err(WebhookAddressError::TooLong);
        }
        if !text.chars().all(|c| c.is_ascii_graphic()) || text.contains('#') {
            return Err(WebhookAddressError::Strange);
        }
        let (scheme, rest) = text.split_once("://").ok_or(WebhookAddressError::Scheme)?;
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        let host = match authority.strip_prefix('[') {
            Some(literal) => literal.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        };
        // A name and password would lie readable in the database.
        if host.is_empty() || authority.contains('@') {
            return Err(WebhookAddressError::Strange);
        }
        match scheme {
            "https" => Ok(Self(text.to_owned())),
            "http" if matches!(host, "localhost" | "127.0.0.1" | "::1") => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(WebhookAddressError::Scheme),
        }
    }
}

/// What sender and receiver share; derived from the root key, stored nowhere.
#[derive(Clone, Copy)]
pub struct WebhookSecret([u8; 32]);

impl WebhookSecret {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The `webhook-signature` of a message: `v1,` and base64 of HMAC-SHA256 over
    /// `id.seconds.body`.
    pub fn sign(&self, id: &str, seconds: u64, body: &str) -> String {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return String::new();
        };
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// As receivers' libraries take it.
impl fmt::Display for WebhookSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "whsec_{}", STANDARD.encode(self.0))
    }
}

// Whoever has it can pretend to be us.
impl fmt::Debug for WebhookSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WebhookSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_on_this_machine() {
        for good in [
            "https://example.org/hooks?from=whynot",
            "https://[2001:db8::1]:8443/",
            "http://127.0.0.1:9000/hook",
            "http://localhost/",
        ] {
            assert_eq!(
                good.parse::<WebhookAddress>().map(|a| a.0),
                Ok(good.to_owned())
            );
        }
        let cases = [
            ("http://example.org/", WebhookAddressError::Scheme),
            ("http://127.0.0.1.example.org/", WebhookAddressError::Scheme),
            ("ftp://example.org/", WebhookAddressError::Scheme),
            ("example.org", WebhookAddressError::Scheme),
            ("https://", WebhookAddressError::Strange),
            (
                "https://user:secret@example.org/",
                WebhookAddressError::Strange,
            ),
            ("https://exa mple.org/", WebhookAddressError::Strange),
        ];
        for (bad, error) in cases {
            assert_eq!(bad.parse::<WebhookAddress>(), Err(error), "{bad}");
        }
    }

    /// The example of the specification's reference libraries.
    #[test]
    fn messages_are_signed_as_the_standard_says() {
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let mut padded = [0; 32];
        // HMAC pads its key with zeroes: 24 bytes and their padding are one key.
        padded[..24].copy_from_slice(&key);
        let signature = WebhookSecret::from_bytes(padded).sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
