//! `whynot audit …`.

use clap::Subcommand;

use super::{CliError, Place, output};
use crate::operations::audit::{self, AuditError};
use crate::privacy::ledger::NotedHead;

#[derive(Subcommand)]
pub(super) enum AuditVerb {
    /// Look through the whole ledger and say where it was edited or cut
    ///
    /// That its newest entries were cut off, or all of it written anew, shows
    /// only against heads that somebody noted elsewhere: give these too.
    Verify {
        /// A day's head as it was noted, whole or its first 16 digits
        /// (2027-03-01=5f0c82aa1234ffff); may be given several times
        #[arg(long, value_name = "DAY=HEAD")]
        head: Vec<NotedHead>,
        #[command(flatten)]
        place: Place,
    },
    /// Print each day's head, to be noted elsewhere
    Heads {
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(verb: AuditVerb) -> Result<(), CliError> {
    output::start_log();
    match verb {
        AuditVerb::Verify { head, place } => verify(head, &place),
        AuditVerb::Heads { place } => {
            for (day, head) in audit::heads(&place.open()?)? {
                output::say(&format!("{day}={head}"));
            }
            Ok(())
        }
    }
}

fn verify(noted: Vec<NotedHead>, place: &Place) -> Result<(), CliError> {
    let count = noted.len();
    let verified = match audit::verify(&place.open()?, noted) {
        Ok(verified) => verified,
        Err(AuditError::Broken(broken)) => {
            return Err(CliError::Refused(format!("the ledger is broken: {broken}")));
        }
        Err(AuditError::Operation(error)) => return Err(error.into()),
    };
    let Some((day, head)) = verified.head else {
        output::say("The ledger is empty: nothing was entered yet.");
        return Ok(());
    };
    let entries = verified.entries;
    output::say(&format!(
        "The ledger holds: {entries} entries, each bound to the one before it."
    ));
    output::say(&match count {
        0 => "It was not compared with any head noted elsewhere (--head DAY=HEAD): \
              whether its end was cut off, this cannot tell."
            .to_owned(),
        1 => "The noted head is in it.".to_owned(),
        _ => format!("All {count} noted heads are in it."),
    });
    output::say(&format!("Its head, to be noted: {day}={head}"));
    Ok(())
}
