//! `whynot board …`: links that open a survey's board.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{CliError, Place, output};
use crate::membership::name::Name;
use crate::operations::publish::PublishError;
use crate::operations::share::link::{self, NewLink, Opens};
use crate::survey::identifier::Slug;

#[derive(Subcommand)]
pub(super) enum BoardVerb {
    /// Make a link that opens a survey's board, and print its address this once
    Link(LinkArguments),
    /// List the links of a survey, without what they carry
    Links(Named),
    /// Take links back: from now on they open nothing
    TakeBack {
        #[command(flatten)]
        named: Named,
        /// The number of a link, as “links” prints it; may be given several times
        #[arg(long, value_name = "NUMBER", required_unless_present = "all")]
        link: Vec<i64>,
        /// Every link of the survey
        #[arg(long, conflicts_with = "link")]
        all: bool,
    },
}

#[derive(Args)]
pub(super) struct Named {
    /// The survey's name in its address
    slug: Slug,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct LinkArguments {
    #[command(flatten)]
    named: Named,
    /// For whom it is, to know it again in the list
    #[arg(
        long = "for",
        value_name = "NAME",
        default_value = "Made at the command line"
    )]
    whom: String,
    /// Its last day (2027-03-14, in UTC); 90 days from today unless said
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// For the outside party whom the survey's promise names
    #[arg(long)]
    outside: bool,
}

pub(super) fn run(verb: BoardVerb) -> Result<(), CliError> {
    output::start_log();
    match verb {
        BoardVerb::Link(arguments) => make(arguments),
        BoardVerb::Links(named) => list(&named),
        BoardVerb::TakeBack { named, link, all } => take_back(&named, &link, all),
    }
}

fn make(arguments: LinkArguments) -> Result<(), CliError> {
    let installation = arguments.named.place.open()?;
    let slug = arguments.named.slug;
    let name = Name::parse(&arguments.whom);
    let new = NewLink {
        opens: match arguments.outside {
            true => Opens::Outside,
            false => Opens::Everything,
        },
        name: name.map_err(|error| CliError::Refused(error.to_string()))?,
        last_day: arguments
            .until
            .unwrap_or_else(|| link::usual_last_day(&installation)),
    };
    let token = link::new_token()?;
    link::make(&installation, &slug, &new, token)?;
    output::say(&format!("/boards/{slug}/{token}"));
    output::say(&format!(
        "It works until {} and is printed this once. Before it stands the address of your \
         service.",
        new.last_day
    ));
    Ok(())
}

fn list(named: &Named) -> Result<(), CliError> {
    let installation = named.place.open()?;
    for (opens, what) in [
        (Opens::Everything, "everything"),
        (Opens::Outside, "for the outside party"),
    ] {
        for line in link::list(&installation, &named.slug, opens)? {
            let until = match line.is_over {
                true => "ended on",
                false => "until",
            };
            output::say(&format!(
                "{}  {until} {}  {what}  {}",
                line.id, line.last_day, line.name
            ));
        }
    }
    output::say("Links of arranged boards are listed in the studio.");
    Ok(())
}

fn take_back(named: &Named, links: &[i64], all: bool) -> Result<(), CliError> {
    let installation = named.place.open()?;
    let count = match all {
        true => link::take_back_all(&installation, &named.slug)?,
        false => {
            for &number in links {
                link::take_back(&installation, &named.slug, number)?;
            }
            links.len()
        }
    };
    output::say(&match count {
        0 => "There was no link to take back.".to_owned(),
        1 => "1 link was taken back. It opens nothing any more.".to_owned(),
        many => format!("{many} links were taken back. They open nothing any more."),
    });
    Ok(())
}

/// The address of everything of a survey, for the demonstration.
pub(super) fn usual(
    installation: &crate::operations::installation::Installation,
    slug: &Slug,
) -> Result<String, CliError> {
    let token = link::make_usual(installation, slug, Opens::Everything)?;
    let token = token.ok_or_else(|| PublishError::Unknown(slug.clone()))?;
    Ok(format!("/boards/{slug}/{token}"))
}
