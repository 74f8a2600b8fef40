//! Mail to people who were invited: letters, whom they go to, sending them.
//!
//! A mail is marked as being sent before it is handed to the server, and as sent
//! afterwards; where a process ended in between nobody knows, and it is not sent
//! again by itself. Codes are made when their mail is written and kept nowhere.
//! Nothing here knows who has answered, but where the promise says that reminders
//! go to the others only: then, who had by the last release.

mod begin;
pub mod letter;
mod message;
mod overview;
mod reminded;
mod sender;
mod server;
mod single;
mod unsubscribe;
pub mod words;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub use begin::{Kind, NewMailing, begin, facts, reminders_from, send_unknown_again, set_paused};
pub use overview::{MailingSummary, Outlook, Progress, outlook, overview};
pub use server::{MailServer, MailServerError, ServerAddress, ServerAddressError, Trouble};
pub use single::{NotMailed, sample, send_link, send_sample};
pub(super) use unsubscribe::remember;
pub use unsubscribe::{AddedBounces, add_bounced, find_mark, never_again};

use super::error::OperationError;
use super::installation::Installation;
use super::invite::InviteError;
use crate::store::error::StoreError;
use crate::store::mailings;

/// The mail server of an installation, and what is in its way.
pub struct Post {
    server: MailServer,
    rests: Rests,
    trouble: Mutex<Option<Trouble>>,
}

/// How long mail waits that did not get through.
#[derive(Debug, Clone, Copy)]
pub struct Rests {
    /// While nobody's gets through.
    pub trouble: Duration,
    /// Where a server asks strangers to come back (greylisting), it means some
    /// minutes.
    pub later: Duration,
}

impl Default for Rests {
    fn default() -> Self {
        Self {
            trouble: Duration::from_secs(60),
            later: Duration::from_secs(300),
        }
    }
}

impl Post {
    fn set_trouble(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    fn trouble(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Refusals that belong to mailing.
#[derive(Debug, thiserror::Error)]
pub enum MailingError {
    #[error("the wave does not run: whoever followed a link now could not answer")]
    DoesNotRun,
    #[error("there is nobody to write to")]
    Nobody,
    #[error("an invitation is still being sent; reminders go after it")]
    StillSending,
    #[error("the invitation has just gone out; reminders may go from {0}")]
    TooEarly(jiff::civil::Date),
    #[error(transparent)]
    Invite(#[from] InviteError),
}

impl From<OperationError> for MailingError {
    fn from(error: OperationError) -> Self {
        Self::Invite(error.into())
    }
}

impl From<StoreError> for MailingError {
    fn from(error: StoreError) -> Self {
        Self::Invite(error.into())
    }
}

/// From now on this installation can send mail. Whatever was being sent when
/// the last process ended is doubtful; letters that were on their way go on.
pub fn configure(installation: &Installation, server: MailServer) -> Result<(), OperationError> {
    configure_with(installation, server, Rests::default())
}

/// As [`configure`], with rests of one's own.
pub fn configure_with(
    installation: &Installation,
    server: MailServer,
    rests: Rests,
) -> Result<(), OperationError> {
    let post = Post {
        server,
        rests,
        trouble: Mutex::default(),
    };
    if installation.post.set(post).is_err() {
        return Ok(());
    }
    installation.store.in_transaction(|connection| {
        mailings::move_all(connection, None, "sending", mailings::UNKNOWN)
    })?;
    sender::start(installation).map_err(|error| OperationError::Stopped(error.to_string()))
}

/// Whom mail is from, where it can be sent.
pub fn server(installation: &Installation) -> Option<&MailServer> {
    installation.post.get().map(|post| &post.server)
}

/// In a restored copy nobody knows who was written to since it was made: what
/// waited there is doubtful, and nothing goes on by itself.
pub(super) fn doubt_everything(
    connection: &mut crate::store::connection::AnyConnection,
) -> Result<(), StoreError> {
    for id in mailings::list_sending(connection)? {
        mailings::update_state(connection, id, mailings::PAUSED)?;
    }
    mailings::move_all(connection, None, mailings::WAITING, mailings::UNKNOWN)?;
    mailings::move_all(connection, None, "sending", mailings::UNKNOWN)?;
    Ok(())
}
