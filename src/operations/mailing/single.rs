//! Mail to one member: a letter as a sample, or the link by which one joins.

use super::letter::{Filled, Letter, Links};
use super::message::{Unsubscribing, message};
use super::server::{Trouble, Undelivered};
use super::{MailingError, facts};
use crate::operations::installation::Installation;
use crate::operations::invite::{EmailAddress, SiteAddress};
use crate::privacy::invitation::InvitationCode;
use crate::privacy::unsubscribe::UnsubscribeToken;
use crate::survey::identifier::Slug;

/// Why somebody did not get their mail.
#[derive(Debug, thiserror::Error)]
pub enum NotMailed {
    #[error("there is no mail server yet")]
    NoServer,
    #[error("no mail can be written to this address")]
    NoAddress,
    #[error("{0}")]
    Trouble(Trouble),
    #[error("the mail server did not take the mail")]
    Refused,
    #[error(transparent)]
    Mailing(#[from] MailingError),
}

/// What a sample's links are: they open nothing.
pub(super) fn sample_links(
    installation: &Installation,
    site: &SiteAddress,
    address: &str,
) -> Links {
    let token = UnsubscribeToken::of(installation.keys.root(), address);
    Links {
        survey: site.link(InvitationCode::NONE),
        never_again: site.never_again(token),
    }
}

/// The letter as it would reach this address; its link opens nothing.
pub fn sample(
    installation: &Installation,
    slug: &Slug,
    letter: &Letter,
    site: &SiteAddress,
    address: &str,
) -> Result<Filled, MailingError> {
    let facts = facts(installation, slug, &letter.language)?;
    Ok(letter.filled(&facts, &sample_links(installation, site, address)))
}

/// Sends it at once.
pub fn send_sample(
    installation: &Installation,
    slug: &Slug,
    letter: &Letter,
    site: &SiteAddress,
    address: &str,
) -> Result<(), NotMailed> {
    let facts = facts(installation, slug, &letter.language)?;
    let links = sample_links(installation, site, address);
    let filled = letter.filled(&facts, &links);
    let unsubscribing = Some(Unsubscribing(&links.never_again));
    send(installation, &facts.brand, address, &filled, unsubscribing)
}

/// The link by which a member joins, or chooses a new password.
pub fn send_link(
    installation: &Installation,
    address: &str,
    subject: &str,
    sentence: &str,
    link: &str,
) -> Result<(), NotMailed> {
    let filled = Filled::of_link(subject, sentence, link);
    send(installation, "whynot", address, &filled, None)
}

fn send(
    installation: &Installation,
    from: &str,
    address: &str,
    filled: &Filled,
    unsubscribing: Option<Unsubscribing<'_>>,
) -> Result<(), NotMailed> {
    let post = installation.post.get().ok_or(NotMailed::NoServer)?;
    let address: EmailAddress = address.parse().map_err(|_bad| NotMailed::NoAddress)?;
    let server = &post.server;
    let mail = message(installation, server, from, &address, filled, unsubscribing);
    let mail = mail.map_err(MailingError::from)?;
    let mail = mail.ok_or(NotMailed::NoAddress)?;
    server.deliver(&address, &mail).map_err(|why| match why {
        Undelivered::Server(trouble) => NotMailed::Trouble(trouble),
        _ => NotMailed::Refused,
    })
}
