//! The page that shows a link, once: only its hash is stored.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use askama::Template;

use crate::membership::link::LinkToken;
use crate::operations::member::session::SignedIn;
use crate::web::account::join;
use crate::web::errors::AppError;
use crate::web::gate::origin;
use crate::web::member_page::{MemberFrame, member_page};

#[derive(Template)]
#[template(path = "studio/invited.html")]
struct InvitedPage<'a> {
    frame: MemberFrame,
    name: &'a str,
    address: &'a str,
    link: String,
    mail: String,
    is_reset: bool,
}

/// Whom a link is for.
pub struct For<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub is_reset: bool,
}

pub fn show(
    by: &SignedIn,
    headers: &HeaderMap,
    whom: &For<'_>,
    token: LinkToken,
) -> Result<HttpResponse, AppError> {
    let link = format!("{}{}", origin::of_site(headers), join::address(token));
    let page = InvitedPage {
        frame: MemberFrame::of(by, "/studio/members"),
        name: whom.name,
        address: whom.address,
        mail: mail(whom, &link),
        is_reset: whom.is_reset,
        link,
    };
    member_page(StatusCode::OK, &page)
}

/// Opens the owner's own mail program (RFC 6068).
fn mail(whom: &For<'_>, link: &str) -> String {
    let (subject, body) = match whom.is_reset {
        true => (
            "Your new whynot password",
            format!("Choose a new password here. The link works once, for a week:\n\n{link}\n"),
        ),
        false => (
            "You are invited to whynot",
            format!("Join here. The link works once, for a week:\n\n{link}\n"),
        ),
    };
    format!(
        "mailto:{}?subject={}&body={}",
        encoded(whom.address),
        encoded(subject),
        encoded(&body)
    )
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => {
                encoded.push(char::from(byte));
            }
            b'\n' => encoded.push_str("%0D%0A"),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_cannot_gain_a_header_by_its_address() {
        let whom = For {
            name: "Anna",
            address: "a?bcc=x&y@example.org",
            is_reset: false,
        };
        let mail = mail(&whom, "https://s.example.org/account/join/x");
        assert!(mail.starts_with("mailto:a%3Fbcc%3Dx%26y@example.org?subject=You%20are"));
        assert!(mail.ends_with("https%3A%2F%2Fs.example.org%2Faccount%2Fjoin%2Fx%0D%0A"));
    }
}
