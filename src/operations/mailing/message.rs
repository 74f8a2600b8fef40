//! A filled letter as mail (RFC 5322): plain text and HTML that say the same, a
//! way to get no more of them (RFC 8058), and no time finer than a day.

use std::time::{Duration, SystemTime};

use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::letter::Filled;
use super::server::{MailServer, domain_of};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::invite::EmailAddress;
use crate::random;

/// How one mail leads out of the list.
pub(super) struct Unsubscribing<'a>(pub &'a str);

/// The bytes that are handed to the server; `None` for an address that no mail
/// can be written to.
pub(super) fn message(
    installation: &Installation,
    server: &MailServer,
    from: &str,
    to: &EmailAddress,
    filled: &Filled,
    unsubscribing: Option<Unsubscribing<'_>>,
) -> Result<Option<Vec<u8>>, OperationError> {
    let mailbox = |name: Option<String>, address: &EmailAddress| {
        let address = address.as_str().parse::<Address>().ok()?;
        Some(Mailbox::new(name, address))
    };
    let sender = mailbox(Some(from.to_owned()), server.sender());
    let (Some(sender), Some(to)) = (sender, mailbox(None, to)) else {
        return Ok(None);
    };
    // Random: it tells neither when nor in which order.
    let number = u128::from_be_bytes(random::bytes()?);
    let id = format!("<{number:032x}@{}>", domain_of(server.sender()));
    let mut builder = Message::builder()
        .from(sender)
        .to(to)
        .subject(filled.subject.clone())
        .date(midnight(installation))
        .message_id(Some(id))
        .header(AutoSubmitted);
    if let Some(Unsubscribing(link)) = unsubscribing {
        builder = builder.header(ListUnsubscribe(link.to_owned()));
        if link.starts_with("https://") {
            builder = builder.header(ListUnsubscribePost);
        }
    }
    let parts = MultiPart::alternative_plain_html(filled.plain.clone(), document(filled));
    Ok(builder.multipart(parts).ok().map(|mail| mail.formatted()))
}

/// The beginning of this day: servers add the time at which they pass it on, we
/// do not.
fn midnight(installation: &Installation) -> SystemTime {
    let days = installation
        .clock
        .today()
        .since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1)))
        .map_or(0, |span| span.get_days());
    SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * u64::from(days.unsigned_abs()))
}

fn document(filled: &Filled) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"></head>\n\
         <body style=\"margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif\">\
         <div style=\"max-width:600px;overflow-wrap:anywhere\">\n{}\n</div></body></html>\n",
        filled.fragment
    )
}

macro_rules! fixed_header {
    ($(#[$meta:meta])* $name:ident, $header:literal, $value:literal) => {
        $(#[$meta])*
        #[derive(Clone)]
        struct $name;

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($header)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self)
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), $value.to_owned())
            }
        }
    };
}

fixed_header!(
    /// RFC 3834: nobody's holiday notice comes back.
    AutoSubmitted,
    "Auto-Submitted",
    "auto-generated"
);
fixed_header!(
    /// RFC 8058: the mail program's own button does it, without a page.
    ListUnsubscribePost,
    "List-Unsubscribe-Post",
    "List-Unsubscribe=One-Click"
);

/// RFC 2369.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        // On one line, whatever its length: programs that fold it lose it.
        let value = format!("<{}>", self.0);
        HeaderValue::dangerous_new_pre_encoded(Self::name(), value.clone(), value)
    }
}
