//! What is told, written in the transaction in which it happens.

use super::new_id;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::listed;
use crate::operations::seal::Sealed;
use crate::store::connection::AnyConnection;
use crate::store::surveys;
use crate::store::webhooks::{self, DeliveryRow};

/// A release that everybody can see, or the end of a wave.
pub(in crate::operations) fn announce(
    installation: &Installation,
    connection: &mut AnyConnection,
    survey: i64,
    sealed: &Sealed,
) -> Result<(), OperationError> {
    if sealed.released == 0 && !sealed.is_wave_closed {
        return Ok(());
    }
    let told = webhooks::list_webhooks(connection)?;
    let (false, Some(wave)) = (
        told.is_empty(),
        surveys::find_latest_wave(connection, survey)?,
    ) else {
        return Ok(());
    };
    let slug = surveys::get_survey(connection, survey)?.slug;
    let revision = installation.revision(connection, survey, wave.revision)?;
    let released = listed::released(&revision.charter, &wave);
    // Promise P3: a wave whose counts are held until it closes is not told of.
    let (Some(released), kind) = (
        released,
        match sealed.is_wave_closed {
            true => "wave.closed",
            false => "wave.released",
        },
    ) else {
        return Ok(());
    };
    let body = serde_json::json!({
        "type": kind,
        "data": {
            "survey": slug,
            "wave": wave.wave,
            "label": wave.label,
            "released": released,
        },
    });
    for webhook in told {
        let row = DeliveryRow {
            id: new_id()?,
            webhook: webhook.id,
            body: body.to_string(),
            attempts: 0,
        };
        webhooks::insert_delivery(connection, &row)?;
    }
    Ok(())
}
