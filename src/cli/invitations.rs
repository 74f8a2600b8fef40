//! `whynot invitations …`.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{CliError, Place, output};
use crate::operations::installation::Installation;
use crate::operations::invite::{self, SiteAddress, address_list, code_table};
use crate::operations::publish;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::web::slips;

#[derive(Subcommand)]
pub(super) enum InvitationsVerb {
    /// Invite people by e-mail address; who was invited before keeps the same code
    ///
    /// The addresses are kept until the survey's invitations are forgotten, and
    /// go nowhere but into the file you ask for.
    Add {
        /// The survey's name in its address
        slug: Slug,
        /// One address a line; or, with --column, comma-separated values
        file: PathBuf,
        /// The column of FILE that holds the addresses, by its name in the first line
        #[arg(long, value_name = "NAME")]
        column: Option<String>,
        /// Write address, code and link of everybody in FILE, for your own mailing
        #[arg(long, value_name = "FILE", requires = "site")]
        csv: Option<PathBuf>,
        /// The address under which respondents reach this service
        #[arg(long, value_name = "URL")]
        site: Option<SiteAddress>,
        #[command(flatten)]
        place: Place,
    },
    /// Make codes to be printed
    Codes(CodesArguments),
    /// Say how many were invited, and how many answers have been counted
    Count(Named),
    /// Destroy the key behind a closed survey's codes
    ///
    /// From then on nobody can say who took part, and its codes open nothing.
    /// Backups of the key directory have to go too.
    DestroyKeys {
        #[command(flatten)]
        named: Named,
        /// Forget who was invited, too
        #[arg(long)]
        forget: bool,
    },
}

#[derive(Args)]
pub(super) struct CodesArguments {
    /// The survey's name in its address
    slug: Slug,
    /// How many
    #[arg(long)]
    count: usize,
    /// The address under which respondents reach this service
    #[arg(long, value_name = "URL")]
    site: SiteAddress,
    /// Write codes and links as comma-separated values
    #[arg(long, value_name = "FILE", required_unless_present = "sheet")]
    csv: Option<PathBuf>,
    /// Write slips to be printed on A4 and cut: an HTML page, to be opened in a browser
    #[arg(long, value_name = "FILE")]
    sheet: Option<PathBuf>,
    /// The language of the slips; the survey's first unless said
    #[arg(long, value_name = "TAG", requires = "sheet")]
    language: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct Named {
    /// The survey's name in its address
    slug: Slug,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(verb: InvitationsVerb) -> Result<(), CliError> {
    output::start_log();
    match verb {
        InvitationsVerb::Add {
            slug,
            file,
            column,
            csv,
            site,
            place,
        } => {
            let list = read_list(&file, column.as_deref())?;
            let table = csv.as_deref().zip(site);
            add(&place.open()?, &slug, list, table)
        }
        InvitationsVerb::Codes(arguments) => codes(&arguments),
        InvitationsVerb::Count(named) => count(&named.place.open()?, &named.slug),
        InvitationsVerb::DestroyKeys { named, forget } => {
            destroy(&named.place.open()?, &named.slug, forget)
        }
    }
}

/// Names the lines without an address, and never what stands there.
fn read_list(path: &Path, column: Option<&str>) -> Result<address_list::AddressList, CliError> {
    let text = std::fs::read_to_string(path).map_err(|source| CliError::File {
        path: path.to_owned(),
        source,
    })?;
    let list = address_list::read(&text, column)
        .map_err(|error| CliError::Refused(format!("{}: {error}", path.display())))?;
    for line in &list.bad_lines {
        let path = path.display();
        output::complain(&format!(
            "{path}: line {line}: this is not an e-mail address"
        ));
    }
    Ok(list)
}

fn add(
    installation: &Installation,
    slug: &Slug,
    list: address_list::AddressList,
    table: Option<(&Path, SiteAddress)>,
) -> Result<(), CliError> {
    let (bad, repeated) = (list.bad_lines.len(), list.repeated);
    let file = table
        .as_ref()
        .map(|(path, _)| NewFile::make(path))
        .transpose()?;
    let invited = keep_if(
        &[&file],
        invite::by_address(installation, slug, list.addresses),
    )?;
    let known = invited.addressed.len() - invited.new;
    output::say(&format!(
        "{} are invited to “{slug}”; {known} were before; {repeated} stood there twice.",
        people(invited.new)
    ));
    if invited.never_again > 0 {
        output::say(&format!(
            "{} asked not to be written to, or their mail came back: they are left out.",
            people(invited.never_again)
        ));
    }
    if let Some((file, (_, site))) = file.zip(table) {
        file.write(&code_table::of_addresses(&invited.addressed, &site))?;
    }
    match bad {
        0 => Ok(()),
        1 => Err(CliError::Refused(
            "one line holds no address; mend it and add the file again".to_owned(),
        )),
        _ => Err(CliError::Refused(format!(
            "{bad} lines hold no address; mend them and add the file again"
        ))),
    }
}

fn people(count: usize) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    }
}

fn codes(arguments: &CodesArguments) -> Result<(), CliError> {
    let CodesArguments { slug, site, .. } = arguments;
    let installation = arguments.place.open()?;
    let survey = publish::export_survey(&installation, slug)?;
    let languages = &survey.questionnaire.languages;
    let language = match &arguments.language {
        Some(asked) => languages
            .iter()
            .find(|language| language.as_str().eq_ignore_ascii_case(asked))
            .ok_or_else(|| CliError::Refused(format!("“{slug}” has no texts in “{asked}”")))?
            .clone(),
        None => languages.first().cloned().unwrap_or_else(Language::english),
    };
    let csv = arguments.csv.as_deref().map(NewFile::make).transpose()?;
    let sheet = match arguments.sheet.as_deref().map(NewFile::make).transpose() {
        Ok(sheet) => sheet,
        Err(error) => return keep_if(&[&csv], Err(error)),
    };
    let made = invite::by_printed_codes(&installation, slug, arguments.count);
    let codes = keep_if(&[&csv, &sheet], made)?;
    if let Some(csv) = csv {
        csv.write(&code_table::of_printed(&codes, site))?;
    }
    if let Some(sheet) = sheet {
        sheet.write(&slips::slips(&survey, &language, site, &codes)?)?;
    }
    output::say(&format!("{} codes for “{slug}” are made.", codes.len()));
    Ok(())
}

fn count(installation: &Installation, slug: &Slug) -> Result<(), CliError> {
    let summary = invite::count(installation, slug)?;
    let invited = summary.invited;
    output::say(&format!(
        "{slug}: {} addresses and {} printed codes are invited.",
        invited.by_address, invited.printed
    ));
    for wave in summary.waves {
        let state = if wave.is_open { "running" } else { "closed" };
        let answered = match wave.answered {
            Some(answered) => format!("{answered} responses counted"),
            None if wave.is_held => "counted when it closes".to_owned(),
            None => format!("fewer than {} responses counted", wave.group_size_min),
        };
        output::say(&format!("    {}: {state}, {answered}", wave.label));
    }
    Ok(())
}

fn destroy(installation: &Installation, slug: &Slug, forget: bool) -> Result<(), CliError> {
    output::say(&match invite::destroy_keys(installation, slug)? {
        true => format!(
            "The invitation key of “{slug}” is destroyed: nobody can say any more who took part, \
             once its copies in backups are gone too."
        ),
        false => format!("“{slug}” has no invitation key."),
    });
    if forget {
        let forgotten = invite::forget_list(installation, slug)?;
        output::say(&format!("{forgotten} invitations are forgotten."));
    }
    Ok(())
}

/// A file that was not there before, for its owner's eyes: codes open surveys.
struct NewFile {
    path: PathBuf,
    file: File,
}

impl NewFile {
    fn make(path: &Path) -> Result<Self, CliError> {
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        Ok(Self {
            file: made.map_err(|source| failed(path, source))?,
            path: path.to_owned(),
        })
    }

    fn write(mut self, text: &str) -> Result<(), CliError> {
        self.file
            .write_all(text.as_bytes())
            .and_then(|()| self.file.sync_all())
            .map_err(|source| failed(&self.path, source))?;
        output::say(&format!("    {}", self.path.display()));
        Ok(())
    }
}

fn failed(path: &Path, source: std::io::Error) -> CliError {
    CliError::File {
        path: path.to_owned(),
        source,
    }
}

/// Leaves no empty files behind when there is nothing to write into them.
fn keep_if<T, E: Into<CliError>>(
    files: &[&Option<NewFile>],
    outcome: Result<T, E>,
) -> Result<T, CliError> {
    if outcome.is_err() {
        for file in files.iter().copied().flatten() {
            if let Err(error) = std::fs::remove_file(&file.path) {
                tracing::warn!(%error, "an empty file is left behind");
            }
        }
    }
    outcome.map_err(Into::into)
}
