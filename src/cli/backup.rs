//! `whynot backup`, `whynot restore`, `whynot keys`: copies, and putting one back.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CliError, Place, output};
use crate::clock::Clock;
use crate::operations::backup::{self, LostPool};
use crate::operations::give_up;
use crate::operations::installation::Installation;

#[derive(Args)]
pub(super) struct BackupArguments {
    /// The new file
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct RestoreArguments {
    /// Erase the responses that were waiting under a key that has been
    /// replaced since; nobody can open them any more
    #[arg(long)]
    give_up_waiting: bool,
    /// A file that “whynot backup” wrote
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
pub(super) enum KeysVerb {
    /// Copy the keys that last into a new directory: to be kept apart from every
    /// copy of the database
    Backup {
        /// The new directory
        directory: PathBuf,
        /// The key directory
        #[arg(long, value_name = "DIR", default_value = "whynot-keys")]
        keys: PathBuf,
    },
}

pub(super) fn back_up(arguments: &BackupArguments) -> Result<(), CliError> {
    output::start_log();
    let BackupArguments { file, place } = arguments;
    place.check_is_there()?;
    let extent = backup::back_up(&place.database, Clock::System, file)?;
    output::say(&format!(
        "{} rows of {} tables are in {}. No key is in it.",
        extent.rows,
        extent.tables,
        file.display()
    ));
    Ok(())
}

pub(super) fn restore(arguments: &RestoreArguments) -> Result<(), CliError> {
    output::start_log();
    let RestoreArguments { file, place, .. } = arguments;
    place.make_folder()?;
    let restored = backup::restore(&place.database, &place.keys, Clock::System, file)?;
    output::say(&format!(
        "The database is as it was on {}: {} rows of {} tables.",
        restored.day, restored.extent.rows, restored.extent.tables
    ));
    if restored.erased > 0 {
        output::say(&format!(
            "Withdrawn since then, and erased again: {}.",
            restored.erased
        ));
    }
    if restored.forgotten > 0 {
        println!(
            "Invited people who were forgotten since then, and are forgotten again: {}.",
            restored.forgotten
        );
    }
    if restored.lost.is_empty() {
        return Ok(());
    }
    if arguments.give_up_waiting {
        return give_up(place, &restored.lost);
    }
    for LostPool { survey, waiting } in &restored.lost {
        output::complain(&format!(
            "{waiting} responses to “{survey}” were waiting when the copy was made. Their key has \
             been replaced since, so nobody can open them. The survey takes no answers until they \
             are given up: whynot survey give-up-waiting {survey}"
        ));
    }
    Ok(())
}

fn give_up(place: &Place, lost: &[LostPool]) -> Result<(), CliError> {
    let installation: Installation = place.open()?;
    for LostPool { survey, .. } in lost {
        let erased = give_up::give_up_waiting(&installation, survey)?.unwrap_or(0);
        output::say(&format!(
            "{erased} responses to “{survey}” that nobody could open any more are erased."
        ));
    }
    Ok(())
}

pub(super) fn keys(verb: &KeysVerb) -> Result<(), CliError> {
    output::start_log();
    let KeysVerb::Backup { directory, keys } = verb;
    let files = backup::back_up_keys(keys, directory)?;
    output::say(&format!(
        "{files} files are copied to {}. Pool keys are not among them: they are replaced at every \
         release and daily, and a copy would undo that.",
        directory.display()
    ));
    Ok(())
}
