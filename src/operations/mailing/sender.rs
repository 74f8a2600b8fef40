//! The thread that sends: one mail after the other, at the rate that its
//! marketer set. Which mail is whose turn is decided in the database, so that
//! processes beside each other never send the same one.

use std::time::Duration;

use super::begin::facts_in;
use super::letter::{Letter, Links};
use super::message::{Unsubscribing, message};
use super::server::Undelivered;
use super::{MailingError, Post, reminded};
use crate::background;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::invite::{EmailAddress, InviteError, SiteAddress};
use crate::privacy::invitation::{InvitationCode, InvitationNumber};
use crate::privacy::unsubscribe::{AddressMark, UnsubscribeToken};
use crate::store::connection::AnyConnection;
use crate::store::mailings::{self, MailingRow, Recipient};
use crate::store::surveys::SurveyRow;
use crate::store::{invitations, never_again, surveys};
use crate::survey::language::Language;

/// How long a letter that was just begun may wait.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Where the database does not answer.
const DATABASE_REST: Duration = Duration::from_secs(60);
const ATTEMPTS_MAX: i32 = 5;
/// Tries to write down what became of a mail, a second apart.
const SETTLE_ATTEMPTS: u32 = 120;

/// Starts the thread; it ends soon after the last handle of the installation.
pub(super) fn start(installation: &Installation) -> std::io::Result<()> {
    let weak = installation.downgrade();
    background::spawn("mail", move || {
        let mut pace = Pace::default();
        let mut rest = Duration::ZERO;
        loop {
            // In steps, so that the thread does not outlive the installation.
            while !rest.is_zero() {
                let step = rest.min(LOOK_AGAIN);
                std::thread::sleep(step);
                rest = rest.saturating_sub(step);
                if weak.upgrade().is_none() {
                    return;
                }
            }
            let Some(installation) = weak.upgrade() else {
                return;
            };
            rest = turn(&installation, &mut pace).unwrap_or_else(|error| {
                tracing::warn!(%error, "mail waits");
                DATABASE_REST
            });
        }
    })
}

/// At most so many a minute.
fn rest_between(per_minute: i32) -> Duration {
    Duration::from_millis(60_000 / u64::from(per_minute.max(1).unsigned_abs()))
}

/// What this thread knows of the letter that it saw last, so that processes
/// beside each other keep one rate together: a mail goes only where nobody has
/// sent one while this thread rested. Nobody stores a time for it.
#[derive(Default)]
struct Pace {
    /// The letter, and how far it was.
    seen: Option<(i64, i64)>,
    /// How often those may have been tried before who are tried now.
    patience: i32,
}

impl Pace {
    /// Whether a letter is as it was before the rest; one of which nothing has
    /// been sent need not wait.
    fn admits(&mut self, mailing: i64, steps: i64) -> bool {
        let is_as_it_was = steps == 0 || self.seen == Some((mailing, steps));
        self.seen = Some((mailing, steps));
        is_as_it_was
    }
}

/// A mail that nobody else sends.
struct Claimed {
    mailing: MailingRow,
    recipient: Recipient,
    address: EmailAddress,
    from: String,
    letter: Letter,
    facts: super::letter::Facts,
    links: Links,
}

enum Claim {
    Send(Box<Claimed>),
    /// Another process may have sent one just now.
    NotYet(Duration),
    /// The letter goes past whose turn it was, and takes as long over it.
    PassedOver(Duration),
    /// Everybody left was asked to come back later.
    Later,
    Nobody,
}

/// Sends at most one mail; returns how long to rest.
fn turn(installation: &Installation, pace: &mut Pace) -> Result<Duration, MailingError> {
    let Some(post) = installation.post.get() else {
        return Ok(LOOK_AGAIN);
    };
    let sending = mailings::list_sending(&mut *installation.store.connection()?)?;
    let mut is_later = false;
    for mailing in sending {
        match claim(installation, mailing, pace)? {
            Claim::Send(claimed) => return send(installation, post, *claimed),
            // Not on to the next letter: the server is the same.
            Claim::NotYet(rest) | Claim::PassedOver(rest) => return Ok(rest),
            Claim::Later => is_later = true,
            Claim::Nobody => {}
        }
    }
    pace.patience = if is_later { pace.patience + 1 } else { 0 };
    Ok(if is_later {
        post.rests.later
    } else {
        LOOK_AGAIN
    })
}

/// Marks the next mail as being sent, durably, before it is.
fn claim(
    installation: &Installation,
    mailing: i64,
    pace: &mut Pace,
) -> Result<Claim, MailingError> {
    installation.store.in_transaction(|connection| {
        let mailing = mailings::lock(connection, mailing)?;
        let Some(mailing) = mailing.filter(|row| row.state == mailings::SENDING) else {
            return Ok(Claim::Nobody);
        };
        let survey = surveys::get_survey(connection, mailing.survey)?;
        let key = installation.keys.find_invitation_key(survey.id);
        let key = key.map_err(OperationError::from)?;
        let (Some(key), Some(wave)) = (key, surveys::find_running_wave(connection, survey.id)?)
        else {
            mailings::update_state(connection, mailing.id, mailings::PAUSED)?;
            return Ok(Claim::Nobody);
        };
        // Whoever followed a link now could not answer.
        if wave.is_paused {
            return Ok(Claim::Nobody);
        }
        let steps = mailings::count_steps(connection, mailing.id)?;
        if !pace.admits(mailing.id, steps) {
            return Ok(Claim::NotYet(rest_between(mailing.per_minute)));
        }
        loop {
            let Some(recipient) = mailings::find_waiting(connection, mailing.id)? else {
                mailings::update_state(connection, mailing.id, mailings::FINISHED)?;
                return Ok(Claim::Nobody);
            };
            if recipient.attempts > pace.patience {
                return Ok(Claim::Later);
            }
            let Some(address) = address_of(installation, connection, survey.id, recipient)? else {
                mailings::update_recipient(connection, recipient, "left_out", None)?;
                continue;
            };
            let number = InvitationNumber::new(recipient.number.unsigned_abs());
            let code = InvitationCode::of(&key, survey.id, number.ok_or(InviteError::TooMany)?);
            let is_passed_over = reminded::passes_over(connection, &mailing, &key, &wave, code)?;
            let state = if is_passed_over {
                "left_out"
            } else {
                "sending"
            };
            mailings::update_recipient(connection, recipient, state, None)?;
            let steps = mailings::count_steps(connection, mailing.id)?;
            pace.seen = Some((mailing.id, steps));
            if is_passed_over {
                return Ok(Claim::PassedOver(rest_between(mailing.per_minute)));
            }
            let to = (recipient, address, code);
            let claimed = claimed(installation, connection, mailing, &survey, to)?;
            return Ok(Claim::Send(Box::new(claimed)));
        }
    })
}

fn claimed(
    installation: &Installation,
    connection: &mut AnyConnection,
    mailing: MailingRow,
    survey: &SurveyRow,
    (recipient, address, code): (Recipient, EmailAddress, InvitationCode),
) -> Result<Claimed, MailingError> {
    let site: SiteAddress = mailing
        .site
        .parse()
        .map_err(|_damaged| OperationError::Damaged("a letter’s site"))?;
    let language = Language::try_from(mailing.language.clone())
        .map_err(|_damaged| OperationError::Damaged("a letter’s language"))?;
    let facts = facts_in(installation, connection, survey, &language)?;
    let token = UnsubscribeToken::of(installation.keys.root(), address.as_str());
    Ok(Claimed {
        recipient,
        address,
        from: facts.brand.clone(),
        letter: Letter {
            subject: mailing.subject.clone(),
            body: mailing.body.clone(),
            language,
        },
        facts,
        links: Links {
            survey: site.link(code),
            never_again: site.never_again(token),
        },
        mailing,
    })
}

/// Where a mail goes; `None` where it must not: who asked since the letter was
/// begun is not written to either.
fn address_of(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    recipient: Recipient,
) -> Result<Option<EmailAddress>, MailingError> {
    let address = invitations::find_address(connection, survey, recipient.number)?;
    let Some(address) = address else {
        return Ok(None);
    };
    let address = address.parse::<EmailAddress>();
    let address = address.map_err(|_damaged| OperationError::Damaged("an address"))?;
    let mark = AddressMark::of(installation.keys.root(), address.as_str());
    let reason = never_again::find_reason(connection, &mark.0)?;
    Ok(reason.is_none().then_some(address))
}

fn send(
    installation: &Installation,
    post: &Post,
    claimed: Claimed,
) -> Result<Duration, MailingError> {
    let filled = claimed.letter.filled(&claimed.facts, &claimed.links);
    let unsubscribing = Some(Unsubscribing(&claimed.links.never_again));
    let mail = message(
        installation,
        &post.server,
        &claimed.from,
        &claimed.address,
        &filled,
        unsubscribing,
    )?;
    let outcome = match mail {
        Some(mail) => post.server.deliver(&claimed.address, &mail),
        None => Err(Undelivered::Refused),
    };
    let trouble = match outcome {
        Err(Undelivered::Server(trouble)) => Some(trouble),
        _ => None,
    };
    if let Some(trouble) = trouble.filter(|trouble| post.trouble() != Some(*trouble)) {
        tracing::warn!(server = post.server.name(), "mail waits: {trouble}");
    }
    post.set_trouble(trouble);
    settle(installation, &claimed, outcome)?;
    Ok(match trouble {
        Some(_) => post.rests.trouble,
        None => rest_between(claimed.mailing.per_minute),
    })
}

/// Writes down what became of it. Should that fail for good it stays “being
/// sent”, and is doubtful after the next start.
fn settle(
    installation: &Installation,
    claimed: &Claimed,
    outcome: Result<(), Undelivered>,
) -> Result<(), MailingError> {
    let mut attempt = 0;
    loop {
        match settle_once(installation, claimed, outcome) {
            Err(error) if attempt < SETTLE_ATTEMPTS => {
                tracing::warn!(%error, "what became of a mail is not written down yet");
                attempt += 1;
                std::thread::sleep(LOOK_AGAIN);
            }
            settled => return Ok(settled?),
        }
    }
}

fn settle_once(
    installation: &Installation,
    claimed: &Claimed,
    outcome: Result<(), Undelivered>,
) -> Result<(), OperationError> {
    let mut recipient = claimed.recipient;
    let today = installation.today();
    let (state, day) = match outcome {
        Ok(()) => (mailings::SENT, Some(today.as_str())),
        Err(Undelivered::Server(_)) => (mailings::WAITING, None),
        Err(Undelivered::Later) => {
            recipient.attempts += 1;
            match recipient.attempts < ATTEMPTS_MAX {
                true => (mailings::WAITING, None),
                false => ("refused", None),
            }
        }
        Err(Undelivered::Bounced) => ("bounced", None),
        Err(Undelivered::Refused) => ("refused", None),
        // It may well have arrived: reminders keep their distance from it.
        Err(Undelivered::Unknown) => (mailings::UNKNOWN, Some(today.as_str())),
    };
    installation.store.in_transaction(|connection| {
        mailings::update_recipient(connection, recipient, state, day)?;
        if outcome == Err(Undelivered::Bounced) {
            never_again::lock(connection)?;
            let root = installation.keys.root();
            let mark = AddressMark::of(root, claimed.address.as_str());
            never_again::insert(connection, &mark.0, never_again::BOUNCED)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_a_most() {
        assert_eq!(rest_between(60), Duration::from_secs(1));
        assert_eq!(rest_between(7), Duration::from_millis(8_571));
        assert_eq!(rest_between(600), Duration::from_millis(100));
        assert_eq!(rest_between(0), Duration::from_secs(60));
    }

    #[test]
    fn who_finds_that_another_has_sent_rests_again() {
        let (mut one, mut other) = (Pace::default(), Pace::default());
        assert!(one.admits(7, 0));
        one.seen = Some((7, 1));
        assert!(!other.admits(7, 1));
        assert!(one.admits(7, 1));
        assert!(!other.admits(7, 2));
        // The first is gone.
        assert!(other.admits(7, 2));
        // Another letter is another's rate.
        assert!(!other.admits(8, 2));
    }
}
