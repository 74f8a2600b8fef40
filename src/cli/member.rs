//! `whynot member …`: who may sign in, for when no owner is at hand.

use clap::{Args, Subcommand};

use super::{CliError, Place, output};
use crate::membership::address::Address;
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::installation::Installation;
use crate::operations::member::invite::{self, NewMember};
use crate::operations::member::roster::{self, Standing};
use crate::operations::member::{Member, MemberError, departments, second_step};
use crate::web;

#[derive(Subcommand)]
pub(super) enum MemberVerb {
    /// Invite a member; prints the link by which they join
    Add {
        /// The e-mail address they sign in with
        address: Address,
        /// What they are called in the studio
        #[arg(long, value_parser = Name::parse)]
        name: Name,
        /// owner, marketer or executive
        #[arg(long)]
        role: Role,
        /// A department they belong to; may be given several times
        #[arg(long = "department", value_name = "NAME", value_parser = Name::parse)]
        departments: Vec<Name>,
        #[command(flatten)]
        place: Place,
    },
    /// List members and invitations
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Remove a member; they are signed out at once
    Remove(Named),
    /// Print a link by which a member chooses a new password
    Reset {
        #[command(flatten)]
        named: Named,
        /// Turn off their authenticator app too
        #[arg(long)]
        second_step: bool,
    },
}

#[derive(Args)]
pub(super) struct Named {
    /// The e-mail address they sign in with
    address: Address,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(verb: MemberVerb) -> Result<(), CliError> {
    output::start_log();
    match verb {
        MemberVerb::Add {
            address,
            name,
            role,
            departments,
            place,
        } => add(&place.open_or_make()?, address, name, role, &departments),
        MemberVerb::List { place } => list(&place.open()?),
        MemberVerb::Remove(named) => remove(&named),
        MemberVerb::Reset { named, second_step } => reset(&named, second_step),
    }
}

fn add(
    installation: &Installation,
    address: Address,
    name: Name,
    role: Role,
    departments: &[Name],
) -> Result<(), CliError> {
    let new = NewMember {
        departments: departments
            .iter()
            .map(|name| department(installation, name))
            .collect::<Result<_, _>>()?,
        address,
        name,
        role,
    };
    let link = invite::new_link()?;
    invite::invite(installation, &new, link)?;
    output::say(&format!("{} is invited as {role}.", new.name));
    say_link(&web::join_address(link));
    Ok(())
}

/// The department of this name, which is made if there is none.
fn department(installation: &Installation, name: &Name) -> Result<i64, CliError> {
    let known = departments::list(installation)?;
    match known.iter().find(|row| row.name == name.as_str()) {
        Some(row) => Ok(row.id),
        None => Ok(departments::add(installation, name)?),
    }
}

fn say_link(address: &str) {
    output::say("The link works once, for a week; put the address of the service before it:");
    output::say(&format!("    {address}"));
}

fn list(installation: &Installation) -> Result<(), CliError> {
    let members = roster::list(installation)?;
    if members.is_empty() {
        output::say(
            "There is no member yet. “whynot serve” prints a link for the first owner; \
             “whynot member add” makes one too.",
        );
    }
    for line in members {
        let member = &line.member;
        let departments: Vec<&str> = line
            .departments
            .iter()
            .map(|row| row.name.as_str())
            .collect();
        let departments = match departments.as_slice() {
            [] => String::new(),
            some => format!(" ({})", some.join(", ")),
        };
        output::say(&format!(
            "{}  {}, {}{departments}",
            member.address, member.name, member.role
        ));
        let second_step = if line.has_second_step {
            ", with a second step"
        } else {
            ""
        };
        output::say(&match &line.standing {
            Standing::Joined { day } => format!("    member since {day}{second_step}"),
            Standing::Invited => "    invited, has not joined yet".to_owned(),
            Standing::LinkIsOver => {
                "    invited; the link is over, “whynot member reset” makes another".to_owned()
            }
        });
    }
    Ok(())
}

fn find(installation: &Installation, address: &Address) -> Result<Member, CliError> {
    roster::find_by_address(installation, address.as_str()).map_err(|error| match error {
        MemberError::Unknown => CliError::Refused(format!(
            "nobody has the address {address}; “whynot member list” shows who there is"
        )),
        other => other.into(),
    })
}

fn remove(named: &Named) -> Result<(), CliError> {
    let installation = named.place.open()?;
    let member = find(&installation, &named.address)?;
    roster::remove(&installation, member.id)?;
    output::say(&format!("{} is no member any more.", member.name));
    Ok(())
}

fn reset(named: &Named, with_second_step: bool) -> Result<(), CliError> {
    let installation = named.place.open()?;
    let member = find(&installation, &named.address)?;
    let link = invite::new_link()?;
    invite::renew(&installation, member.id, link)?;
    if with_second_step {
        second_step::remove_for(&installation, member.id)?;
        output::say(&format!("The second step of {} is off.", member.name));
    }
    output::say(&format!("{} can choose a new password.", member.name));
    say_link(&web::join_address(link));
    Ok(())
}
