//! Reading and verifying the ledger.

use super::error::OperationError;
use super::installation::Installation;
use crate::privacy::ledger::{Break, Entry, Hash, NotedHead, Verification, Verified};
use crate::store::ledger;
use crate::store::surveys;
use crate::survey::identifier::Slug;

/// Entries that are read at once while the whole ledger is looked through.
const ENTRIES_AT_ONCE: i64 = 1_000;

/// Days of one page.
const DAYS_ON_PAGE: usize = 14;

#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    #[error(transparent)]
    Broken(#[from] Break),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// Looks through the whole ledger, and for heads that were noted elsewhere.
pub fn verify(installation: &Installation, noted: Vec<NotedHead>) -> Result<Verified, AuditError> {
    let mut verification = Verification::new(noted);
    walk::<AuditError>(installation, |entry| Ok(verification.take(entry)?))?;
    Ok(verification.finish()?)
}

/// Each day with its head, the oldest first.
pub fn heads(installation: &Installation) -> Result<Vec<(String, Hash)>, OperationError> {
    let mut heads: Vec<(String, Hash)> = Vec::new();
    walk::<OperationError>(installation, |entry| {
        match heads.last_mut() {
            Some((day, head)) if *day == entry.day => *head = entry.hash,
            _ => heads.push((entry.day.clone(), entry.hash)),
        }
        Ok(())
    })?;
    Ok(heads)
}

fn walk<E: From<OperationError>>(
    installation: &Installation,
    mut take: impl FnMut(&Entry) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: crate::store::error::StoreError| E::from(OperationError::from(error));
    let mut connection = installation.store.connection().map_err(failed)?;
    let mut last = i64::MIN;
    loop {
        let entries = ledger::list_after(&mut connection, last, ENTRIES_AT_ONCE).map_err(failed)?;
        let Some(newest) = entries.last() else {
            return Ok(());
        };
        last = newest.number;
        entries.iter().try_for_each(&mut take)?;
    }
}

/// Some days of the ledger, newest first.
#[derive(Debug, Clone)]
pub struct Days {
    pub days: Vec<Day>,
    /// Not over yet: its head moves.
    pub today: String,
    /// The day at which the next page begins.
    pub earlier: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Day {
    pub day: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

impl Day {
    /// Of a day with everything that was entered.
    pub fn head(&self) -> Option<Hash> {
        self.entries.first().map(|entry| entry.hash)
    }
}

/// A page of the ledger, of one survey or of everything, from a day backwards;
/// `None` if there is no such survey.
pub async fn read_days(
    installation: &Installation,
    survey: Option<Slug>,
    until: Option<String>,
) -> Result<Option<Days>, OperationError> {
    installation
        .blocking(move |installation| {
            let today = installation.today();
            let mut connection = installation.store.connection()?;
            let survey = survey.as_ref().map(Slug::as_str);
            if let Some(slug) = survey
                && surveys::find_survey(&mut connection, slug)?.is_none()
            {
                return Ok(None);
            }
            let asked = DAYS_ON_PAGE as i64 + 1;
            let mut days = ledger::list_days(&mut connection, survey, until.as_deref(), asked)?;
            let earlier = (days.len() > DAYS_ON_PAGE).then(|| days.pop()).flatten();
            let (Some(last), Some(first)) = (days.first(), days.last()) else {
                return Ok(Some(Days {
                    days: Vec::new(),
                    today,
                    earlier: None,
                }));
            };
            let entries = ledger::list_between(&mut connection, survey, first, last)?;
            Ok(Some(Days {
                days: by_day(entries),
                today,
                earlier,
            }))
        })
        .await
}

fn by_day(entries: Vec<Entry>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        match days.last_mut() {
            Some(day) if day.day == entry.day => day.entries.push(entry),
            _ => days.push(Day {
                day: entry.day.clone(),
                entries: vec![entry],
            }),
        }
    }
    days
}
