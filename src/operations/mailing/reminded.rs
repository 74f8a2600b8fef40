//! Whom reminders pass over where the promise says that they go to those who have
//! not answered. The one place that holds codes against the marks of used ones.
//!
//! Such a letter goes through everybody, in the same time whoever has answered,
//! and its counts are told nowhere: who takes somebody off the list, or puts
//! somebody on it, would see by the number whether that person has answered.

use super::MailingError;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::invitation::InvitationCode;
use crate::privacy::pass::Ticket;
use crate::privacy::pool_cipher::Place;
use crate::privacy::prf::InvitationKey;
use crate::store::connection::AnyConnection;
use crate::store::mailings::MailingRow;
use crate::store::passes;
use crate::store::surveys::WaveRow;
use crate::survey::charter::Reminders;

/// Whom reminders were promised to go to in a wave.
pub(super) fn promised(
    installation: &Installation,
    connection: &mut AnyConnection,
    wave: &WaveRow,
) -> Result<Reminders, OperationError> {
    let revision = installation.revision(connection, wave.survey, wave.revision)?;
    Ok(revision.charter.reminders)
}

/// Whether a letter goes past whom this code was given to: it was used before
/// the wave's last release.
pub(super) fn passes_over(
    connection: &mut AnyConnection,
    mailing: &MailingRow,
    key: &InvitationKey,
    wave: &WaveRow,
    code: InvitationCode,
) -> Result<bool, MailingError> {
    if !mailing.passes_over {
        return Ok(false);
    }
    let place = Place {
        survey: wave.survey,
        wave: wave.wave,
    };
    let pass = Ticket::of(key, place, code).pass;
    Ok(passes::is_released(connection, wave.survey, pass)?)
}
