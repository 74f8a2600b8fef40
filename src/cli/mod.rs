//! The command line: arguments in, words out. No SQL and no HTML; every verb is
//! one of `operations`.

mod audit;
mod backup;
mod board;
mod demo;
mod forecast;
mod invitations;
mod library;
mod mail;
mod member;
mod output;
mod responses;
mod serve;
mod survey;

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::clock::Clock;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::connection::DatabaseUrl;

/// Anonymous surveys on why people avoid a brand, and results fit to print.
///
/// Answers wait encrypted and are counted only together with others; who gives them
/// is never read. What this does not protect from: docs/PRIVACY.md.
#[derive(Parser)]
#[command(name = "whynot", version, max_term_width = 90)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Run a throw-away instance with a simulated survey, to look around
    Demo(demo::DemoArguments),
    /// Run the service
    Serve(serve::ServeArguments),
    /// Write, check, import, export, open, close and list surveys
    #[command(subcommand)]
    Survey(survey::SurveyVerb),
    /// Make, list and take back links that open a survey's board
    #[command(subcommand)]
    Board(board::BoardVerb),
    /// Invite people, so that one invitation gives one answer
    #[command(subcommand)]
    Invitations(invitations::InvitationsVerb),
    /// Add, list and remove those who may sign in, and reset their passwords
    #[command(subcommand)]
    Member(member::MemberVerb),
    /// Bring in responses that were collected elsewhere
    #[command(subcommand)]
    Responses(responses::ResponsesVerb),
    /// Copy the whole database into one file, without the keys
    Backup(backup::BackupArguments),
    /// Put the database back as a backup has it; what was withdrawn since stays withdrawn
    Restore(backup::RestoreArguments),
    /// Copy the keys that last
    #[command(subcommand)]
    Keys(backup::KeysVerb),
    /// Verify the record of who saw and changed what, and print its heads
    #[command(subcommand)]
    Audit(audit::AuditVerb),
}

/// Where everything is kept.
#[derive(Args, Clone)]
struct Place {
    /// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME
    #[arg(
        long,
        value_name = "URL",
        default_value = "sqlite:whynot-data/whynot.sqlite"
    )]
    database: DatabaseUrl,
    /// The key directory: private, outside the database and its backups
    #[arg(long, value_name = "DIR", default_value = "whynot-keys")]
    keys: PathBuf,
}

impl Place {
    /// A mistyped path must not look like an empty installation.
    fn check_is_there(&self) -> Result<(), CliError> {
        match &self.database {
            DatabaseUrl::Sqlite(path) if !path.exists() => Err(CliError::NoDatabase(path.clone())),
            _ => Ok(()),
        }
    }

    /// Opens what is there.
    fn open(&self) -> Result<Installation, CliError> {
        self.check_is_there()?;
        Ok(Installation::open(
            self.database.clone(),
            &self.keys,
            Clock::System,
        )?)
    }

    /// The folder of a database that is yet to be made.
    fn make_folder(&self) -> Result<(), CliError> {
        let DatabaseUrl::Sqlite(path) = &self.database else {
            return Ok(());
        };
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let Some(parent) = parent.filter(|parent| !parent.exists()) else {
            return Ok(());
        };
        let mut folder = std::fs::DirBuilder::new();
        // Whoever reads the database reads every sealed answer.
        folder.recursive(true).mode(0o700);
        folder.create(parent).map_err(|source| CliError::File {
            path: parent.to_owned(),
            source,
        })
    }

    /// Opens what is there, or begins anew and says so.
    fn open_or_make(&self) -> Result<Installation, CliError> {
        if let DatabaseUrl::Sqlite(path) = &self.database
            && !path.exists()
        {
            self.make_folder()?;
            output::say(&format!("A new database is made: {}", path.display()));
        }
        Ok(Installation::open(
            self.database.clone(),
            &self.keys,
            Clock::System,
        )?)
    }
}

/// Why a command failed; printed as one sentence, with the remedy where there is one.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Operation(#[from] OperationError),
    #[error(transparent)]
    Copy(#[from] crate::operations::backup::CopyError),
    #[error(transparent)]
    Member(#[from] crate::operations::member::MemberError),
    #[error(transparent)]
    Publish(#[from] crate::operations::publish::PublishError),
    #[error(transparent)]
    Demonstration(#[from] crate::operations::demonstrate::DemonstrationError),
    #[error(transparent)]
    Invite(#[from] crate::operations::invite::InviteError),
    #[error(transparent)]
    MailServer(#[from] crate::operations::mailing::MailServerError),
    #[error(transparent)]
    Slips(#[from] crate::web::slips::SlipsError),
    #[error(transparent)]
    Library(#[from] crate::survey::library::LibraryError),
    #[error(transparent)]
    Import(#[from] crate::operations::import_responses::ImportError),
    #[error(transparent)]
    Share(#[from] crate::privacy::auditor::forecast::shares::ShareError),
    #[error(transparent)]
    Board(#[from] crate::operations::share::ShareError),
    #[error("{path}: {source}", path = .path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(
        "there is no database at {path}; is --database right? \
         “whynot survey import” and “whynot serve” make a new one",
        path = .0.display()
    )]
    NoDatabase(PathBuf),
    #[error("{address} is taken by another program; choose another with --bind ADDRESS:PORT")]
    AddressTaken { address: String },
    #[error("cannot listen on {address}: {source}")]
    Listen {
        address: String,
        source: std::io::Error,
    },
    /// Problems were printed one by one before.
    #[error("{0}")]
    Refused(String),
    #[error("the service stopped: {0}")]
    Stopped(std::io::Error),
}

/// Runs one command; the process ends with what this returns.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.verb {
        Verb::Demo(arguments) => demo::run(&arguments),
        Verb::Serve(arguments) => serve::run(&arguments),
        Verb::Survey(verb) => survey::run(verb),
        Verb::Board(verb) => board::run(verb),
        Verb::Invitations(verb) => invitations::run(verb),
        Verb::Member(verb) => member::run(verb),
        Verb::Responses(verb) => responses::run(verb),
        Verb::Backup(arguments) => backup::back_up(&arguments),
        Verb::Restore(arguments) => backup::restore(&arguments),
        Verb::Keys(verb) => backup::keys(&verb),
        Verb::Audit(verb) => audit::run(verb),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
