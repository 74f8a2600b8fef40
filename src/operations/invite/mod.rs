//! Inviting people: by e-mail address or with printed codes.
//!
//! What is stored of an invitation is its number, its day and, if it has one,
//! its address. Codes are not stored: they are made from numbers whenever they
//! are needed, for as long as the survey's invitation key is there.

mod address;
pub mod address_list;
pub mod code_table;
mod printed;
mod site_address;

pub use address::EmailAddress;
pub use printed::{PrintedCodes, find_printed, list_printed, make_printed};
pub use site_address::SiteAddress;

use super::error::OperationError;
use super::installation::Installation;
use super::listed;
use super::recognise;
use super::record;
use super::scrub;
use crate::keys::KeyDirectory;
use crate::privacy::invitation::{InvitationCode, InvitationNumber, NUMBERS};
use crate::privacy::ledger::Action;
use crate::privacy::prf::InvitationKey;
use crate::privacy::unsubscribe::AddressMark;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::invitations::{self, InvitationRow, InvitedCounts};
use crate::store::surveys::{self, SurveyRow};
use crate::store::transaction::{Lock, lock_survey};
use crate::store::{mailings, never_again, passes, printed_codes};
use crate::survey::charter::Access;
use crate::survey::identifier::Slug;

/// Refusals that belong to inviting.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("there is no survey “{0}”")]
    Unknown(Slug),
    #[error(
        "“{0}” is open to everybody who has its address; write access = \"invitation\" \
         into its charter and import it first"
    )]
    NeedsNoInvitation(Slug),
    #[error("wave {wave} of “{slug}” is running, and its codes are still needed; close it first")]
    Runs { slug: Slug, wave: i32 },
    #[error("one survey can invite {NUMBERS} people, and these would be more")]
    TooMany,
    #[error(
        "the invitation key of “{0}” is missing while a wave is running: with another key \
         people could answer twice. Put it back into the key directory"
    )]
    KeyMissing(Slug),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

/// Somebody with an address, and the code that goes there.
#[derive(Debug, Clone)]
pub struct Addressed {
    pub address: EmailAddress,
    pub code: InvitationCode,
}

/// What became of a list of addresses.
#[derive(Debug, Clone)]
pub struct InvitedByAddress {
    /// One for each address of the list, those that were invited before too.
    pub addressed: Vec<Addressed>,
    pub new: usize,
    /// They asked not to be written to, or their mail came back: not invited.
    pub never_again: usize,
}

/// Invites everybody on a list; who was invited before keeps the same code.
pub fn by_address(
    installation: &Installation,
    slug: &Slug,
    list: Vec<EmailAddress>,
) -> Result<InvitedByAddress, InviteError> {
    let invited = installation.store.in_transaction(|connection| {
        let mut inviting = Inviting::begin(installation, connection, slug)?;
        let marks = never_again::list(inviting.connection)?;
        let given = list.len();
        let mut list = list;
        list.retain(|address| {
            let mark = AddressMark::of(installation.keys.root(), address.as_str());
            !marks.contains(mark.0.as_slice())
        });
        let never_again = given - list.len();
        let mut known = invitations::list_addresses(inviting.connection, inviting.survey.id)?;
        let unknown: Vec<&EmailAddress> = list
            .iter()
            .filter(|address| !known.contains_key(address.as_str()))
            .collect();
        let numbers = inviting.numbers(unknown.len())?;
        let rows = inviting.rows(&numbers, invitations::ADDRESS, |position| {
            unknown
                .get(position)
                .map(|address| address.as_str().to_owned())
        });
        invitations::insert(inviting.connection, &rows)?;
        let new = rows.len();
        known.extend(
            rows.into_iter()
                .filter_map(|row| Some((row.address?, row.number))),
        );
        let mut addressed = Vec::with_capacity(list.len());
        for address in list {
            let number = known.get(address.as_str()).copied();
            let code = inviting.code(number.ok_or(OperationError::Damaged("an invitation"))?)?;
            addressed.push(Addressed { address, code });
        }
        if new > 0 {
            inviting.record(installation, "by address")?;
        }
        Ok::<_, InviteError>(InvitedByAddress {
            addressed,
            new,
            never_again,
        })
    })?;
    recognise::refresh(installation)?;
    Ok(invited)
}

/// Makes so many codes for slips of paper.
pub fn by_printed_codes(
    installation: &Installation,
    slug: &Slug,
    count: usize,
) -> Result<Vec<InvitationCode>, InviteError> {
    let codes = installation.store.in_transaction(|connection| {
        let mut inviting = Inviting::begin(installation, connection, slug)?;
        let numbers = inviting.numbers(count)?;
        let rows = inviting.rows(&numbers, invitations::PRINTED, |_| None);
        invitations::insert(inviting.connection, &rows)?;
        let codes = numbers.into_iter().map(|number| inviting.code(number));
        let codes = codes.collect::<Result<Vec<_>, InviteError>>()?;
        inviting.record(installation, "with printed codes")?;
        Ok::<_, InviteError>(codes)
    })?;
    recognise::refresh(installation)?;
    Ok(codes)
}

/// One survey, held exclusively while people are invited to it.
struct Inviting<'a> {
    connection: &'a mut AnyConnection,
    keys: &'a KeyDirectory,
    survey: SurveyRow,
    key: InvitationKey,
    today: String,
}

impl<'a> Inviting<'a> {
    fn begin(
        installation: &'a Installation,
        connection: &'a mut AnyConnection,
        slug: &Slug,
    ) -> Result<Self, InviteError> {
        let survey = locked(connection, slug)?;
        let (_, revision) = installation.newest_revision(connection, survey.id)?;
        if revision.charter.access != Access::Invitation {
            return Err(InviteError::NeedsNoInvitation(slug.clone()));
        }
        let keys: &KeyDirectory = &installation.keys;
        let found = keys.find_invitation_key(survey.id);
        let key = match found.map_err(OperationError::from)? {
            Some(key) => key,
            None if surveys::find_running_wave(connection, survey.id)?.is_some()
                && passes::is_any_spent(connection, survey.id)? =>
            {
                return Err(InviteError::KeyMissing(slug.clone()));
            }
            None => {
                let made = keys.make_invitation_key(survey.id);
                made.map_err(OperationError::from)?
            }
        };
        Ok(Self {
            connection,
            keys,
            survey,
            key,
            today: installation.today(),
        })
    }

    /// The next numbers that nobody has, nor ever had.
    fn numbers(&mut self, count: usize) -> Result<Vec<i32>, InviteError> {
        let survey = self.survey.id;
        let known = given(self.connection, survey)?;
        let ever = self
            .keys
            .read_invited(survey)
            .map_err(OperationError::from)?;
        let first = known.max(ever.given);
        let count = u32::try_from(count).map_err(|_out_of_range| InviteError::TooMany)?;
        match first.checked_add(count) {
            Some(end) if end <= NUMBERS => {
                // Before the commit: a number too many is lost, none is given twice.
                let raised = self.keys.raise_given(survey, end);
                raised.map_err(OperationError::from)?;
                Ok((first..end).map(u32::cast_signed).collect())
            }
            _ => Err(InviteError::TooMany),
        }
    }

    fn rows(
        &self,
        numbers: &[i32],
        kind: &'static str,
        address: impl Fn(usize) -> Option<String>,
    ) -> Vec<InvitationRow> {
        let numbered = numbers.iter().enumerate();
        numbered
            .map(|(position, &number)| InvitationRow {
                survey: self.survey.id,
                number,
                kind,
                address: address(position),
                added_day: self.today.clone(),
            })
            .collect()
    }

    fn record(&mut self, installation: &Installation, how: &str) -> Result<(), StoreError> {
        let (slug, how) = (self.survey.slug.clone(), Some(how.to_owned()));
        let action = Action::PeopleInvited;
        record::done(installation, self.connection, action, Some(&slug), how)
    }

    fn code(&self, number: i32) -> Result<InvitationCode, InviteError> {
        let number = InvitationNumber::new(number.unsigned_abs()).ok_or(InviteError::TooMany)?;
        Ok(InvitationCode::of(&self.key, self.survey.id, number))
    }
}

/// One more than the highest number that the database knows.
fn given(connection: &mut AnyConnection, survey: i64) -> Result<u32, StoreError> {
    let newest = invitations::find_newest(connection, survey)?;
    Ok(newest.map_or(0, |newest| newest.unsigned_abs() + 1))
}

fn locked(connection: &mut AnyConnection, slug: &Slug) -> Result<SurveyRow, InviteError> {
    let survey = surveys::find_survey(connection, slug.as_str())?
        .ok_or_else(|| InviteError::Unknown(slug.clone()))?;
    lock_survey(connection, survey.id, Lock::Exclusive)?;
    Ok(survey)
}

/// How many were invited, and how many answers each wave by invitation has.
#[derive(Debug, Clone)]
pub struct InvitedSummary {
    pub invited: InvitedCounts,
    pub waves: Vec<WaveAnswered>,
}

#[derive(Debug, Clone)]
pub struct WaveAnswered {
    pub label: String,
    pub is_open: bool,
    /// As of the last release; `None` while that is less than k.
    pub answered: Option<u64>,
    /// Nothing is told before it closes.
    pub is_held: bool,
    pub group_size_min: u16,
}

/// Counts invitations, and of answers what everybody can see on the board.
// Promise P3: how many used their code is counted from releases, never from passes.
pub fn count(installation: &Installation, slug: &Slug) -> Result<InvitedSummary, InviteError> {
    let mut connection = installation
        .store
        .connection()
        .map_err(OperationError::from)?;
    let survey = surveys::find_survey(&mut connection, slug.as_str())?
        .ok_or_else(|| InviteError::Unknown(slug.clone()))?;
    let mut waves = Vec::new();
    for wave in surveys::list_waves(&mut connection, survey.id)? {
        let charter = &installation
            .revision(&mut connection, survey.id, wave.revision)?
            .charter;
        let released = listed::released(charter, &wave);
        if charter.access == Access::Invitation {
            waves.push(WaveAnswered {
                label: wave.label,
                is_open: wave.is_open,
                answered: released
                    .filter(|&released| released >= u64::from(charter.group_size_min)),
                is_held: released.is_none(),
                group_size_min: charter.group_size_min,
            });
        }
    }
    Ok(InvitedSummary {
        invited: invitations::count(&mut connection, survey.id)?,
        waves,
    })
}

/// Destroys the survey's invitation key and the marks of used codes: from then
/// on nobody can say who took part, and its codes open nothing. Tells whether
/// there was a key.
pub fn destroy_keys(installation: &Installation, slug: &Slug) -> Result<bool, InviteError> {
    let was_there = installation.store.in_transaction(|connection| {
        let survey = locked(connection, slug)?;
        if let Some(wave) = surveys::find_running_wave(connection, survey.id)? {
            return Err(InviteError::Runs {
                slug: slug.clone(),
                wave: wave.wave,
            });
        }
        let was_there = destroy(installation, connection, survey.id)?;
        if was_there {
            let (action, slug) = (Action::KeysDestroyed, Some(survey.slug.as_str()));
            record::done(installation, connection, action, slug, None)?;
        }
        Ok::<_, InviteError>(was_there)
    })?;
    scrub::at_once(installation);
    recognise::refresh(installation)?;
    Ok(was_there)
}

/// As [`forget`], by the survey's name.
pub fn forget_list(installation: &Installation, slug: &Slug) -> Result<u64, InviteError> {
    let mut connection = installation
        .store
        .connection()
        .map_err(OperationError::from)?;
    let survey = surveys::find_survey(&mut connection, slug.as_str())?
        .ok_or_else(|| InviteError::Unknown(slug.clone()))?;
    drop(connection);
    Ok(forget(installation, survey.id)?)
}

/// Destroys the key and forgets who was invited; returns how many they were.
/// While a wave runs nothing happens.
pub fn forget(installation: &Installation, survey: i64) -> Result<u64, OperationError> {
    let forgotten = installation.store.in_transaction(|connection| {
        lock_survey(connection, survey, Lock::Exclusive)?;
        if surveys::find_running_wave(connection, survey)?.is_some() {
            return Ok(0);
        }
        // Before the commit: should we crash in between, the next start forgets.
        let given = given(connection, survey)?;
        installation.keys.forget_given(survey, given)?;
        let was_there = destroy(installation, connection, survey)?;
        let forgotten = invitations::delete_all(connection, survey)?;
        mailings::delete_all(connection, survey)?;
        printed_codes::delete_all(connection, survey)?;
        if was_there || forgotten > 0 {
            let slug = surveys::get_survey(connection, survey)?.slug;
            let action = Action::InvitationsForgotten;
            record::done(installation, connection, action, Some(&slug), None)?;
        }
        Ok::<_, OperationError>(forgotten)
    })?;
    if forgotten > 0 {
        scrub::at_once(installation);
    }
    recognise::refresh(installation)?;
    Ok(forgotten)
}

/// Forgets again whom the marks beside the keys say were forgotten: after a crash,
/// or after a backup was restored. Tells how many were there.
// Promise P12: a restored backup does not bring a forgotten list back.
pub(super) fn forget_again(
    installation: &Installation,
    survey: i64,
) -> Result<u64, OperationError> {
    let forgotten = installation.keys.read_invited(survey)?.forgotten;
    if forgotten == 0 {
        return Ok(0);
    }
    let erased = installation.store.in_transaction(|connection| {
        lock_survey(connection, survey, Lock::Exclusive)?;
        Ok::<_, OperationError>(invitations::delete_below(connection, survey, forgotten)?)
    })?;
    if erased > 0 {
        scrub::ask(installation);
    }
    Ok(erased)
}

/// The key goes before the commit: should we crash in between, what is left in
/// the database means nothing to anybody.
fn destroy(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
) -> Result<bool, OperationError> {
    passes::delete_all(connection, survey)?;
    Ok(installation.keys.destroy_invitation_key(survey)?)
}
