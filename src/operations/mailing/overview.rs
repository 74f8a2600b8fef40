//! How letters stand, in counts: facts of the sending, and nothing of answers. A
//! letter that passes over who has answered tells only how many it is to see to.

use jiff::civil::Date;

use super::begin::{Kind, facts_in, not_yet_written_to, survey_of, written_to};
use super::letter::Letter;
use super::{MailingError, Trouble, reminded};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::mailings::{self, MailingRow};
use crate::store::surveys;
use crate::survey::charter::Reminders;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;

/// One letter.
#[derive(Debug, Clone)]
pub struct MailingSummary {
    pub id: i64,
    pub kind: Kind,
    pub letter: Letter,
    /// Filled in.
    pub subject: String,
    pub is_sending: bool,
    pub is_paused: bool,
    pub per_minute: i32,
    pub begun: Option<Date>,
    /// Whom it goes to is chosen by who has answered: of those seen to nobody is
    /// told how many got it.
    pub is_uncounted: bool,
    pub progress: Progress,
}

/// How many mails of a letter are how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub waiting: u64,
    pub under_way: u64,
    pub sent: u64,
    pub bounced: u64,
    pub refused: u64,
    /// They may or may not have arrived.
    pub unknown: u64,
    /// They asked not to be written to, or were forgotten, since.
    pub left_out: u64,
}

/// What can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// Invited by address, and not written to.
    pub new: usize,
    /// An invitation reached them, or may have: a reminder goes through all of them.
    pub reminded: usize,
    /// By the promise of the wave that runs.
    pub reminders: Reminders,
    pub trouble: Option<Trouble>,
}

/// A survey's letters, the newest first.
pub fn overview(
    installation: &Installation,
    slug: &Slug,
) -> Result<Vec<MailingSummary>, MailingError> {
    let mut connection = installation.store.connection()?;
    let survey = survey_of(&mut connection, slug)?;
    let mut summaries = Vec::new();
    for row in mailings::list(&mut connection, survey.id)?
        .into_iter()
        .rev()
    {
        let counts = mailings::count(&mut connection, row.id)?;
        let of = |state: &str| counts.get(state).copied().unwrap_or(0);
        let progress = Progress {
            waiting: of(mailings::WAITING),
            under_way: of("sending"),
            unknown: of(mailings::UNKNOWN),
            ..Progress::default()
        };
        let progress = match row.passes_over {
            true => progress,
            false => Progress {
                sent: of(mailings::SENT),
                bounced: of("bounced"),
                refused: of("refused"),
                left_out: of("left_out"),
                ..progress
            },
        };
        let mut summary = summary(row, progress)?;
        let language = &summary.letter.language;
        let facts = facts_in(installation, &mut connection, &survey, language)?;
        summary.subject = summary.letter.filled_subject(&facts);
        summaries.push(summary);
    }
    Ok(summaries)
}

fn summary(row: MailingRow, progress: Progress) -> Result<MailingSummary, OperationError> {
    let language = Language::try_from(row.language);
    Ok(MailingSummary {
        id: row.id,
        kind: match row.kind.as_str() {
            mailings::INVITATION => Kind::Invitation,
            mailings::REMINDER => Kind::Reminder,
            _ => return Err(OperationError::Damaged("a letter’s kind")),
        },
        is_uncounted: row.passes_over,
        is_sending: row.state == mailings::SENDING,
        is_paused: row.state == mailings::PAUSED,
        per_minute: row.per_minute,
        begun: row.begun_day.parse().ok(),
        letter: Letter {
            language: language.map_err(|_bad| OperationError::Damaged("a letter’s language"))?,
            subject: row.subject.clone(),
            body: row.body,
        },
        subject: row.subject,
        progress,
    })
}

pub fn outlook(installation: &Installation, slug: &Slug) -> Result<Outlook, MailingError> {
    let mut connection = installation.store.connection()?;
    let survey = survey_of(&mut connection, slug)?;
    let wave = surveys::find_running_wave(&mut connection, survey.id)?;
    let reminders = match &wave {
        Some(wave) => reminded::promised(installation, &mut connection, wave)?,
        None => Reminders::Everybody,
    };
    Ok(Outlook {
        new: not_yet_written_to(installation, &mut connection, survey.id)?.len(),
        reminded: written_to(installation, &mut connection, survey.id)?.len(),
        reminders,
        trouble: installation.post.get().and_then(super::Post::trouble),
    })
}
