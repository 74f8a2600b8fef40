//! Printed codes that were made together: once for each form that asks, and
//! made again from their numbers whenever somebody wants to print them.

use super::{InviteError, Inviting, recognise};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::invitation::{InvitationCode, InvitationNumber};
use crate::store::invitations::{self, PRINTED};
use crate::store::printed_codes::{self, PrintedRow};
use crate::store::surveys;
use crate::survey::identifier::Slug;

/// Codes that were made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedCodes {
    /// Names them in the survey: their first number.
    pub first: i32,
    pub count: i32,
    pub made_day: String,
}

/// Makes so many codes; the same form makes them once. Returns what names them.
pub fn make_printed(
    installation: &Installation,
    slug: &Slug,
    count: usize,
    form: u128,
) -> Result<i32, InviteError> {
    let form = (form >> 64) as i64;
    let first = installation.store.in_transaction(|connection| {
        let mut inviting = Inviting::begin(installation, connection, slug)?;
        let known = printed_codes::list(inviting.connection, inviting.survey.id)?;
        if let Some(known) = known.iter().find(|row| row.form == form) {
            return Ok(known.first_number);
        }
        let numbers = inviting.numbers(count)?;
        let rows = inviting.rows(&numbers, PRINTED, |_| None);
        invitations::insert(inviting.connection, &rows)?;
        let first = numbers.first().copied().unwrap_or_default();
        let row = PrintedRow {
            survey: inviting.survey.id,
            first_number: first,
            count: i32::try_from(count).map_err(|_out_of_range| InviteError::TooMany)?,
            form,
            made_day: inviting.today.clone(),
        };
        printed_codes::insert(inviting.connection, &row)?;
        inviting.record(installation, "with printed codes")?;
        Ok::<_, InviteError>(first)
    })?;
    recognise::refresh(installation)?;
    Ok(first)
}

/// Which were made in the studio, the newest first.
pub fn list_printed(
    installation: &Installation,
    slug: &Slug,
) -> Result<Vec<PrintedCodes>, InviteError> {
    let mut connection = installation.store.connection()?;
    let survey = surveys::find_survey(&mut connection, slug.as_str())?
        .ok_or_else(|| InviteError::Unknown(slug.clone()))?;
    let rows = printed_codes::list(&mut connection, survey.id)?;
    let printed = rows.into_iter().rev().map(|row| PrintedCodes {
        first: row.first_number,
        count: row.count,
        made_day: row.made_day,
    });
    Ok(printed.collect())
}

/// The codes themselves; `None` where there are no such, or their key is gone.
pub fn find_printed(
    installation: &Installation,
    slug: &Slug,
    first: i32,
) -> Result<Option<Vec<InvitationCode>>, InviteError> {
    let mut connection = installation.store.connection()?;
    let Some(survey) = surveys::find_survey(&mut connection, slug.as_str())? else {
        return Ok(None);
    };
    let rows = printed_codes::list(&mut connection, survey.id)?;
    let row = rows.into_iter().find(|row| row.first_number == first);
    let key = installation.keys.find_invitation_key(survey.id);
    let (Some(row), Some(key)) = (row, key.map_err(OperationError::from)?) else {
        return Ok(None);
    };
    let numbers = row.first_number..row.first_number.saturating_add(row.count);
    let codes = numbers.map(|number| {
        let number = InvitationNumber::new(number.unsigned_abs()).ok_or(InviteError::TooMany)?;
        Ok(InvitationCode::of(&key, survey.id, number))
    });
    codes.collect::<Result<Vec<_>, InviteError>>().map(Some)
}
