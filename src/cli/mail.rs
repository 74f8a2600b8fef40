//! Where mail is handed over, from the command line or the environment.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use crate::config;
use crate::operations::invite::EmailAddress;
use crate::operations::mailing::{MailServer, ServerAddress};

#[derive(Args)]
pub(super) struct MailArguments {
    /// The mail server: smtps://HOST[:PORT], or smtp://HOST[:PORT], which has to
    /// offer TLS unless it is on this machine [env: WHYNOT_SMTP]
    #[arg(long, value_name = "URL")]
    smtp: Option<ServerAddress>,
    /// A private file with our user name and password there, a line each
    /// [env: WHYNOT_SMTP_CREDENTIALS]
    #[arg(long, value_name = "FILE")]
    smtp_credentials: Option<PathBuf>,
    /// The certificate (PEM) of an authority of your own that signed the server's;
    /// Mozilla's list holds beside it [env: WHYNOT_SMTP_AUTHORITY]
    #[arg(long, value_name = "FILE")]
    smtp_authority: Option<PathBuf>,
    /// The address that mail is from [env: WHYNOT_MAIL_FROM]
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<EmailAddress>,
}

impl MailArguments {
    /// `None` where no mail is to be sent.
    pub(super) fn server(&self) -> Result<Option<MailServer>, CliError> {
        let address = match &self.smtp {
            Some(address) => Some(address.clone()),
            None => from_environment("WHYNOT_SMTP", config::smtp())?,
        };
        let sender = match &self.mail_from {
            Some(sender) => Some(sender.clone()),
            None => from_environment("WHYNOT_MAIL_FROM", config::mail_from())?,
        };
        let given = self.smtp_credentials.clone();
        let credentials = given.or_else(|| config::smtp_credentials().map(PathBuf::from));
        let given = self.smtp_authority.clone();
        let authority = given.or_else(|| config::smtp_authority().map(PathBuf::from));
        match (address, sender) {
            (Some(address), Some(sender)) => {
                let server = MailServer::new(address, credentials.as_deref(), sender)?;
                Ok(Some(match authority {
                    Some(authority) => server.trusting(&authority)?,
                    None => server,
                }))
            }
            (None, None) => Ok(None),
            (Some(_), None) => Err(CliError::Refused(
                "say whom mail is from: --mail-from surveys@example.org".to_owned(),
            )),
            (None, Some(_)) => Err(CliError::Refused(
                "say which server takes the mail: --smtp smtps://mail.example.org".to_owned(),
            )),
        }
    }
}

fn from_environment<T: std::str::FromStr>(
    name: &str,
    value: Option<String>,
) -> Result<Option<T>, CliError>
where
    T::Err: std::fmt::Display,
{
    let parsed = value.map(|value| value.parse());
    parsed
        .transpose()
        .map_err(|error: T::Err| CliError::Refused(format!("{name}: {error}")))
}
