//! Mail to people who were invited, over a real mail server.

mod letters;
mod members;
mod pages;
pub mod post_office;
mod power_cut;
mod restored;
mod servers;
mod together;

use whynot::operations::installation::Installation;
use whynot::operations::invite::{self, EmailAddress};
use whynot::operations::mailing::letter::Letter;
use whynot::operations::mailing::{self, Kind, MailingError, NewMailing, Progress};
use whynot::operations::publish;
use whynot::survey::identifier::Slug;
use whynot::survey::language::Language;

pub const SURVEY: &str = r#"
format = 1
slug = "acme"
brand = "ACME"
languages = ["en", "de"]
title = { en = "Why not ACME?", de = "Warum nicht ACME?" }

[charter]
readers = { en = "ACME.", de = "ACME." }
access = "invitation"
group_size_min = 5
floor = 5

[[question]]
code = "use"
kind = "single-choice"
text = { en = "Have you used ACME?", de = "Haben Sie ACME benutzt?" }
options = [
  { code = "yes", text = { en = "Yes", de = "Ja" } },
  { code = "no", text = { en = "No", de = "Nein" } },
]
"#;

/// Under another name and open, with these people invited.
pub fn survey(installation: &Installation, name: &str, addresses: &[&str]) -> Slug {
    let text = SURVEY.replace("slug = \"acme\"", &format!("slug = \"{name}\""));
    let survey = whynot::survey::file::read(&text).expect("a valid survey");
    publish::import_survey(installation, &survey).expect("the survey is stored");
    publish::open_wave(installation, &survey.slug, None).expect("a wave opens");
    invite::by_address(installation, &survey.slug, list(addresses)).expect("they are invited");
    survey.slug
}

pub fn list(addresses: &[&str]) -> Vec<EmailAddress> {
    let parsed = addresses.iter().map(|address| address.parse());
    parsed.collect::<Result<_, _>>().expect("addresses")
}

pub fn new(kind: Kind, form: u128) -> NewMailing {
    NewMailing {
        kind,
        letter: Letter {
            language: Language::english(),
            subject: "{brand} asks – {title}".to_owned(),
            body: "Hello,\n\n{link}\n\nThank you!".to_owned(),
        },
        // As quick as it goes.
        per_minute: u16::MAX,
        site: "https://surveys.acme.example".parse().expect("a site"),
        form: form << 64,
    }
}

pub fn begins(
    installation: &Installation,
    slug: &Slug,
    kind: Kind,
    form: u128,
) -> Result<(), MailingError> {
    mailing::begin(installation, slug, &new(kind, form))
}

/// Of the newest letter.
pub fn progress(installation: &Installation, slug: &Slug) -> Progress {
    let letters = mailing::overview(installation, slug).expect("letters");
    letters.first().expect("a letter").progress
}

/// Waits until every letter of a survey has been sent.
pub fn is_sent(installation: &Installation, slug: &Slug) {
    post_office::wait_until("the letters are sent", || {
        let letters = mailing::overview(installation, slug).expect("letters");
        letters.iter().all(|letter| !letter.is_sending)
    });
}
