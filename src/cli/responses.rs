//! `whynot responses …`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{CliError, Place, output};
use crate::operations::import_responses::{self, Lacking};
use crate::survey::identifier::Slug;

#[derive(Subcommand)]
pub(super) enum ResponsesVerb {
    /// Send every row of a CSV file through a running survey's door
    ///
    /// Columns are found by the survey file's [import] table, or by the
    /// questions' own codes. Repeating an import stores nothing twice.
    Import {
        /// The survey's name in its address
        #[arg(long, value_name = "SLUG")]
        survey: Slug,
        /// Take a file that has no column for some of the questions
        #[arg(long)]
        lacking_columns: bool,
        /// Respondent-level data with a header line
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(verb: ResponsesVerb) -> Result<(), CliError> {
    output::start_log();
    let ResponsesVerb::Import {
        survey,
        lacking_columns,
        file,
        place,
    } = verb;
    let lacking = match lacking_columns {
        true => Lacking::Accept,
        false => Lacking::Refuse,
    };
    let installation = place.open()?;
    let runtime = tokio::runtime::Runtime::new().map_err(CliError::Stopped)?;
    let bar = output::progress_bar(0, "Importing responses");
    let report = runtime.block_on(import_responses::import_responses(
        &installation,
        &survey,
        &file,
        lacking,
        |rows| {
            bar.inc_length(rows);
            bar.inc(rows);
        },
    ))?;
    bar.finish_and_clear();
    for row in &report.rejected {
        output::complain(&format!(
            "{}, line {}: {}",
            file.display(),
            row.line,
            row.reason
        ));
    }
    output::say(&format!(
        "{} responses are stored; {} rows were rejected.",
        report.accepted,
        report.rejected.len()
    ));
    if report.rejected.is_empty() {
        Ok(())
    } else {
        Err(CliError::Refused(
            "some rows were rejected; mend them and import again: \
            what is stored is not stored twice"
                .to_owned(),
        ))
    }
}
