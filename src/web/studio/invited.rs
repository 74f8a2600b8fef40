//! The page that shows a link, once: only its hash is stored. Where there is a
//! mail server the link is mailed, too.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use askama::Template;

use crate::operations::mailing;
use crate::operations::member::invite::FormLink;
use crate::operations::member::session::SignedIn;
use crate::web::account::join;
use crate::web::assets::studio_script;
use crate::web::errors::AppError;
use crate::web::gate::origin;
use crate::web::member_page::{MemberFrame, scripted_page};
use crate::web::site::Site;
use crate::web::studio::beside;

#[derive(Template)]
#[template(path = "studio/invited.html")]
struct InvitedPage<'a> {
    frame: MemberFrame,
    script: String,
    name: &'a str,
    address: &'a str,
    link: String,
    mail: String,
    is_reset: bool,
    mailed: Mailed,
}

/// What became of the mail with the link.
enum Mailed {
    /// There is no mail server.
    Never,
    Now,
    /// The form was sent before, and its mail with it: nobody gets two.
    Before,
    Failed(String),
}

/// Whom a link is for.
pub struct For<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub is_reset: bool,
}

pub async fn show(
    site: &Site,
    by: &SignedIn,
    headers: &HeaderMap,
    whom: &For<'_>,
    made: FormLink,
) -> Result<HttpResponse, AppError> {
    let address = join::address(made.token);
    let link = format!("{}{address}", origin::of_site(headers));
    let page = InvitedPage {
        mailed: send(site, whom, made, &link).await?,
        frame: MemberFrame::of(by, "/studio/members"),
        script: studio_script(),
        name: whom.name,
        address: whom.address,
        mail: mail(whom, &link),
        is_reset: whom.is_reset,
        link,
    };
    scripted_page(StatusCode::OK, &page)
}

async fn send(site: &Site, whom: &For<'_>, made: FormLink, link: &str) -> Result<Mailed, AppError> {
    if mailing::server(&site.installation).is_none() {
        return Ok(Mailed::Never);
    }
    if !made.is_new {
        return Ok(Mailed::Before);
    }
    let (subject, sentence) = words(whom.is_reset);
    let (address, link) = (whom.address.to_owned(), link.to_owned());
    let sent = beside(&site.installation, move |installation| {
        mailing::send_link(installation, &address, subject, sentence, &link)
    });
    Ok(match sent.await? {
        Ok(()) => Mailed::Now,
        Err(error) => Mailed::Failed(error.to_string()),
    })
}

/// The subject of the mail, and what stands before the link.
fn words(is_reset: bool) -> (&'static str, &'static str) {
    match is_reset {
        true => (
            "Your new whynot password",
            "Choose a new password here. The link works once, for a week:",
        ),
        false => (
            "You are invited to whynot",
            "Join here. The link works once, for a week:",
        ),
    }
}

/// Opens the owner's own mail program (RFC 6068).
fn mail(whom: &For<'_>, link: &str) -> String {
    let (subject, sentence) = words(whom.is_reset);
    let body = format!("{sentence}\n\n{link}\n");
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
