//! `whynot serve`.

use std::io::ErrorKind;
use std::net::TcpListener;

use clap::Args;

use super::mail::MailArguments;
use super::{CliError, Place, output};
use crate::operations::mailing;
use crate::operations::member::set_up;
use crate::web;

#[derive(Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    bind: String,
    #[command(flatten)]
    mail: MailArguments,
}

pub(super) fn run(arguments: &ServeArguments) -> Result<(), CliError> {
    output::start_log();
    web::panics::log_only_their_place();
    let listener = listen(&arguments.bind)?;
    // Before anything is opened: a mistake in it must not look like a start.
    let mail = arguments.mail.server()?;
    let installation = arguments.place.open_or_make()?;
    if let Some(mail) = mail {
        mailing::configure(&installation, mail)?;
    }
    let address = address_of(&listener, &arguments.bind);
    output::say(&format!("whynot listens on http://{address}"));
    if let Some(link) = set_up::new_link(&installation)? {
        output::say(
            "There is no owner yet. Become the first one here (once, within a week; the next",
        );
        output::say("start prints a new link):");
        output::say(&format!(
            "    http://{address}{}",
            web::set_up_address(link)
        ));
    }
    web::run(installation, listener).map_err(CliError::Stopped)
}

pub(super) fn listen(address: &str) -> Result<TcpListener, CliError> {
    TcpListener::bind(address).map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => CliError::AddressTaken {
            address: address.to_owned(),
        },
        _ => CliError::Listen {
            address: address.to_owned(),
            source,
        },
    })
}

/// The address as it came to be: port 0 asks for any free one.
pub(super) fn address_of(listener: &TcpListener, asked: &str) -> String {
    listener
        .local_addr()
        .map_or_else(|_| asked.to_owned(), |address| address.to_string())
}
