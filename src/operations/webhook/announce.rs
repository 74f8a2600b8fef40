//! What is told, written in the transaction in which it happens.

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::listed;
use crate::operations::seal::Sealed;
use crate::random;
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
    if told.is_empty() {
        return Ok(());
    }
    let Some(wave) = surveys::find_latest_wave(connection, survey)? else {
        return Ok(());
    };
    let slug = surveys::get_survey(connection, survey)?.slug;
    let revision = installation.revision(connection, survey, wave.revision)?;
    // Promise P3: a wave whose counts are held until it closes is not told of.
    let Some(released) = listed::released(&revision.charter, &wave) else {
        return Ok(());
    };
    let kind = match sealed.is_wave_closed {
        true => "wave.closed",
        false => "wave.released",
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
            id: random::id()?,
            webhook: webhook.id,
            body: body.to_string(),
            attempts: 0,
        };
        webhooks::insert_delivery(connection, &row)?;
    }
    Ok(())
}
