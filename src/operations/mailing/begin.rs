//! Beginning to send a letter, resting, going on.

use jiff::{Span, civil::Date};

use super::letter::{Facts, Letter};
use super::{MailingError, reminded, words};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::invite::{InviteError, SiteAddress};
use crate::operations::record;
use crate::privacy::ledger::Action;
use crate::privacy::unsubscribe::AddressMark;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::mailings::{self, MailingRow};
use crate::store::surveys::{self, SurveyRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{invitations, never_again};
use crate::survey::charter::Reminders;
use crate::survey::identifier::Slug;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Invitation,
    Reminder,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Invitation => mailings::INVITATION,
            Self::Reminder => mailings::REMINDER,
        }
    }
}

/// What is to be sent.
#[derive(Debug, Clone)]
pub struct NewMailing {
    pub kind: Kind,
    pub letter: Letter,
    /// At most so many mails a minute.
    pub per_minute: u16,
    /// How respondents reach this service.
    pub site: SiteAddress,
    /// What makes a form that is pressed twice one.
    pub form: u128,
}

/// Puts a letter into the queue: an invitation for everybody with an address who
/// was not written to before, a reminder for everybody who was. Where the promise
/// says that reminders go to those who have not answered, the others are passed
/// over when their turn comes.
pub fn begin(
    installation: &Installation,
    slug: &Slug,
    new: &NewMailing,
) -> Result<(), MailingError> {
    let id = i64::from_be_bytes(std::array::from_fn(|place| {
        new.form.to_be_bytes().get(place).copied().unwrap_or(0)
    }));
    installation.store.in_transaction(|connection| {
        let survey = survey_of(connection, slug)?;
        lock_survey(connection, survey.id, Lock::Exclusive)?;
        if mailings::find(connection, id)?.is_some() {
            return Ok(());
        }
        let wave =
            surveys::find_running_wave(connection, survey.id)?.ok_or(MailingError::DoesNotRun)?;
        let recipients = match new.kind {
            Kind::Invitation => not_yet_written_to(installation, connection, survey.id)?,
            Kind::Reminder => {
                let from = reminders_from_in(connection, survey.id)?;
                if from.is_some_and(|from| from > installation.clock.today()) {
                    return Err(from.map_or(MailingError::Nobody, MailingError::TooEarly));
                }
                written_to(installation, connection, survey.id)?
            }
        };
        if recipients.is_empty() {
            return Err(MailingError::Nobody);
        }
        let known = mailings::list(connection, survey.id)?;
        let row = MailingRow {
            id,
            survey: survey.id,
            number: known.last().map_or(1, |last| last.number + 1),
            kind: new.kind.code().to_owned(),
            state: mailings::SENDING.to_owned(),
            site: new.site.to_string(),
            language: new.letter.language.to_string(),
            subject: new.letter.subject.clone(),
            body: new.letter.body.clone(),
            per_minute: i32::from(new.per_minute),
            begun_day: installation.today(),
            passes_over: new.kind == Kind::Reminder
                && reminded::promised(installation, connection, &wave)? == Reminders::Unanswered,
        };
        mailings::insert(connection, &row, &recipients)?;
        let (action, kind) = (Action::MailSent, Some(new.kind.code().to_owned()));
        record::done(installation, connection, action, Some(slug.as_str()), kind)?;
        Ok(())
    })
}

/// Everybody with an address whom no invitation went to, in an order that says
/// nothing, and who may be written to.
pub(super) fn not_yet_written_to(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Vec<i32>, StoreError> {
    let known = mailings::list_invited(connection, survey, &[])?;
    let mut numbers = may_be_written_to(installation, connection, survey)?;
    numbers.retain(|number| !known.contains(number));
    Ok(numbers)
}

/// Everybody whom an invitation reached, or may have.
pub(super) fn written_to(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Vec<i32>, StoreError> {
    let states = [mailings::SENT, mailings::UNKNOWN];
    let known = mailings::list_invited(connection, survey, &states)?;
    let mut numbers = may_be_written_to(installation, connection, survey)?;
    numbers.retain(|number| known.contains(number));
    Ok(numbers)
}

fn may_be_written_to(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Vec<i32>, StoreError> {
    let marks = never_again::list(connection)?;
    let root = installation.keys.root();
    let addresses = invitations::list_addresses(connection, survey)?.into_iter();
    let mut numbers: Vec<i32> = addresses
        .filter(|(address, _)| !marks.contains(AddressMark::of(root, address).0.as_slice()))
        .map(|(_, number)| number)
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The day from which reminders may go, if that is still to come.
pub fn reminders_from(
    installation: &Installation,
    slug: &Slug,
) -> Result<Option<Date>, MailingError> {
    let mut connection = installation.store.connection()?;
    let survey = survey_of(&mut connection, slug)?;
    let from = reminders_from_in(&mut connection, survey.id)?;
    Ok(from.filter(|from| *from > installation.clock.today()))
}

/// A whole day lies between an invitation and its reminder, whatever the hour
/// at which either goes: only days are known.
fn reminders_from_in(
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<Option<Date>, MailingError> {
    let mut newest: Option<Date> = None;
    for mailing in mailings::list(connection, survey)? {
        if mailing.state == mailings::SENDING {
            return Err(MailingError::StillSending);
        }
        let sent = mailings::find_last_sent_day(connection, mailing.id)?;
        let sent = sent.map(|day| day.parse::<Date>()).transpose();
        let sent = sent.map_err(|_damaged| OperationError::Damaged("the day of a letter"))?;
        newest = newest.max(sent);
    }
    Ok(newest.and_then(|day| day.checked_add(Span::new().days(2)).ok()))
}

/// What a letter says of the survey, in its language.
pub fn facts(
    installation: &Installation,
    slug: &Slug,
    language: &crate::survey::language::Language,
) -> Result<Facts, MailingError> {
    let mut connection = installation.store.connection()?;
    let survey = survey_of(&mut connection, slug)?;
    facts_in(installation, &mut connection, &survey, language)
}

pub(super) fn facts_in(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: &SurveyRow,
    language: &crate::survey::language::Language,
) -> Result<Facts, MailingError> {
    let wave = surveys::find_running_wave(connection, survey.id)?;
    let last_day = wave.and_then(|wave| wave.last_day);
    let last_day = last_day.map(|day| day.parse::<Date>()).transpose();
    let last_day = last_day.map_err(|_damaged| OperationError::Damaged("a wave’s last day"))?;
    let (_, survey) = installation.newest_revision(connection, survey.id)?;
    Ok(Facts {
        brand: survey.brand.clone(),
        title: survey.questionnaire.title.in_language(language).to_owned(),
        last_day: last_day.map(|day| words::day(day, language)),
    })
}

/// Lets a letter rest, or go on.
pub fn set_paused(
    installation: &Installation,
    slug: &Slug,
    mailing: i64,
    is_paused: bool,
) -> Result<(), MailingError> {
    change(installation, slug, mailing, |connection, row| {
        let (from, to) = match is_paused {
            true => (mailings::SENDING, mailings::PAUSED),
            false => (mailings::PAUSED, mailings::SENDING),
        };
        if row.state == from {
            mailings::update_state(connection, row.id, to)?;
        }
        Ok(())
    })
}

/// Sends again what may or may not have arrived: the marketer says so.
pub fn send_unknown_again(
    installation: &Installation,
    slug: &Slug,
    mailing: i64,
) -> Result<(), MailingError> {
    change(installation, slug, mailing, |connection, row| {
        let (from, to) = (mailings::UNKNOWN, mailings::WAITING);
        if mailings::move_all(connection, Some(row.id), from, to)? > 0 {
            mailings::update_state(connection, row.id, mailings::SENDING)?;
        }
        Ok(())
    })
}

/// A letter of this survey; of another nothing happens.
fn change(
    installation: &Installation,
    slug: &Slug,
    mailing: i64,
    change: impl FnOnce(&mut AnyConnection, &MailingRow) -> Result<(), MailingError>,
) -> Result<(), MailingError> {
    installation.store.in_transaction(|connection| {
        let survey = survey_of(connection, slug)?;
        match mailings::lock(connection, mailing)? {
            Some(row) if row.survey == survey.id => change(connection, &row),
            _ => Ok(()),
        }
    })
}

pub(super) fn survey_of(
    connection: &mut AnyConnection,
    slug: &Slug,
) -> Result<SurveyRow, MailingError> {
    let survey = surveys::find_survey(connection, slug.as_str())?;
    Ok(survey.ok_or_else(|| InviteError::Unknown(slug.clone()))?)
}
