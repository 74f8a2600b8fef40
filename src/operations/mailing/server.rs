//! The mail server that mail is handed to, and handing it over (RFC 5321), one
//! step after the other: what becomes of a mail depends on the step that failed.
//!
//! What a server answers is never repeated: it may name the address.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;

use crate::operations::invite::EmailAddress;

/// RFC 5321, section 4.5.3.2, allows minutes; a server that is asked for one
/// mail at a time and needs this long is out of order.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where mail is handed over: `smtps://HOST[:PORT]`, or `smtp://HOST[:PORT]`,
/// which begins TLS before anything is said, except on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress {
    host: String,
    port: u16,
    security: Security,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    FromTheStart,
    StartTls,
    /// Nobody stands between a machine and itself.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write the mail server as smtps://mail.example.org or smtp://mail.example.org:587; \
     name and password come from a file (--smtp-credentials)"
)]
pub struct ServerAddressError;

impl FromStr for ServerAddress {
    type Err = ServerAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(ServerAddressError)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (
                host,
                Some(port.parse().map_err(|_no_port| ServerAddressError)?),
            ),
            _ => (rest, None),
        };
        let is_host = |c: char| c.is_ascii_alphanumeric() || ".-[]:".contains(c);
        if host.is_empty() || !host.chars().all(is_host) {
            return Err(ServerAddressError);
        }
        let is_here = host == "localhost" || host == "[::1]" || host.starts_with("127.");
        let (security, usual_port) = match scheme {
            "smtps" => (Security::FromTheStart, 465),
            "smtp" if is_here => (Security::None, 25),
            "smtp" => (Security::StartTls, 587),
            _ => return Err(ServerAddressError),
        };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: port.unwrap_or(usual_port),
            security,
        })
    }
}

/// A server, how we sign in there, and whom mail is from.
#[derive(Clone)]
pub struct MailServer {
    address: ServerAddress,
    credentials: Option<Credentials>,
    sender: EmailAddress,
    /// Of a house that signs its own certificates, beside Mozilla's list.
    authority: Option<Certificate>,
}

#[derive(Debug, thiserror::Error)]
pub enum MailServerError {
    #[error("{path}: {source}", path = .path.display())]
    File {
        path: std::path::PathBuf,
        source: std::io::Error,
    },
    #[error("{0} can be read by others; run: chmod go-rwx {0}")]
    ReadableByOthers(String),
    #[error("{0} holds no user name in its first line and password in its second")]
    NoCredentials(String),
    #[error("{0} holds no certificate (PEM)")]
    NoCertificate(String),
}

impl MailServer {
    /// Reads name and password, where there are any, from a private file of two lines.
    pub fn new(
        address: ServerAddress,
        credentials: Option<&Path>,
        sender: EmailAddress,
    ) -> Result<Self, MailServerError> {
        Ok(Self {
            address,
            credentials: credentials.map(read_credentials).transpose()?,
            sender,
            authority: None,
        })
    }

    /// Takes the word of the authority in this file, too, for who the server is.
    pub fn trusting(self, authority: &Path) -> Result<Self, MailServerError> {
        let authority = read_certificate(authority)?;
        Ok(Self {
            authority: Some(authority),
            ..self
        })
    }

    pub fn sender(&self) -> &EmailAddress {
        &self.sender
    }

    /// As pages and logs may name it.
    pub fn name(&self) -> &str {
        &self.address.host
    }

    /// Hands one mail over. Returns once the server has taken responsibility.
    pub(super) fn deliver(&self, to: &EmailAddress, mail: &[u8]) -> Result<(), Undelivered> {
        let mut connection = self.connect().map_err(Undelivered::Server)?;
        let outcome = self.hand_over(&mut connection, to, mail);
        match outcome {
            Ok(()) => drop(connection.quit()),
            Err(_) => connection.abort(),
        }
        outcome
    }

    fn tls(&self) -> Option<TlsParameters> {
        let mut parameters = TlsParameters::builder(self.address.host.clone());
        if let Some(authority) = &self.authority {
            parameters = parameters.add_root_certificate(authority.clone());
        }
        parameters.build().ok()
    }

    fn connect(&self) -> Result<SmtpConnection, Trouble> {
        let ServerAddress {
            host,
            port,
            security,
        } = &self.address;
        let hello = ClientId::Domain(domain_of(&self.sender).to_owned());
        let tls = || self.tls().ok_or(Trouble::Insecure);
        let wrapped = match security {
            Security::FromTheStart => Some(tls()?),
            _ => None,
        };
        let place = (host.as_str(), *port);
        let connection =
            SmtpConnection::connect(place, Some(PATIENCE), &hello, wrapped.as_ref(), None);
        let mut connection = connection.map_err(|error| match is_of_tls(&error) {
            true => Trouble::Insecure,
            false => Trouble::Unreachable,
        })?;
        if *security == Security::StartTls {
            let secured = connection.starttls(&tls()?, &hello);
            secured.map_err(|_refused| Trouble::Insecure)?;
        }
        if let Some(credentials) = &self.credentials {
            let signed_in = connection.auth(DEFAULT_MECHANISMS, credentials);
            signed_in.map_err(|error| match error.is_permanent() || error.is_client() {
                true => Trouble::SignIn,
                false => Trouble::Unreachable,
            })?;
        }
        Ok(connection)
    }

    fn hand_over(
        &self,
        connection: &mut SmtpConnection,
        to: &EmailAddress,
        mail: &[u8],
    ) -> Result<(), Undelivered> {
        let unreachable = Undelivered::Server(Trouble::Unreachable);
        let sender = self.sender.as_str().parse::<Address>();
        let sender = sender.map_err(|_refused| Undelivered::Server(Trouble::Sender))?;
        let to = to.as_str().parse::<Address>();
        let to = to.map_err(|_refused| Undelivered::Refused)?;
        let mut parameters = Vec::new();
        if !to.to_string().is_ascii() || !sender.to_string().is_ascii() {
            let server = connection.server_info();
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return Err(Undelivered::Refused);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        match step(connection.command(Mail::new(Some(sender), parameters))) {
            Step::Done => {}
            Step::Permanent { .. } => return Err(Undelivered::Server(Trouble::Sender)),
            Step::Passing => return Err(unreachable),
            Step::Silence => return Err(unreachable),
        }
        match step(connection.command(Rcpt::new(to, Vec::new()))) {
            Step::Done => {}
            Step::Permanent { code: 530, .. } => {
                return Err(Undelivered::Server(Trouble::SignIn));
            }
            Step::Permanent {
                is_of_address: true,
                ..
            } => return Err(Undelivered::Bounced),
            Step::Permanent { .. } => return Err(Undelivered::Refused),
            Step::Passing => return Err(Undelivered::Later),
            Step::Silence => return Err(unreachable),
        }
        match step(connection.command(Data)) {
            Step::Done => {}
            Step::Permanent { .. } => return Err(Undelivered::Refused),
            Step::Passing => return Err(Undelivered::Later),
            Step::Silence => return Err(unreachable),
        }
        match step(connection.message(mail)) {
            Step::Done => Ok(()),
            Step::Permanent { .. } => Err(Undelivered::Refused),
            Step::Passing => Err(Undelivered::Later),
            // It has the whole mail, and may deliver it.
            Step::Silence => Err(Undelivered::Unknown),
        }
    }
}

/// Whether TLS itself failed: a certificate that nobody vouches for, or no TLS at
/// all. The handshake happens while the first words are read, so lettre calls it an
/// error of the network; rustls says what it was by the kind.
fn is_of_tls(error: &lettre::transport::smtp::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let of_network = cause.downcast_ref::<std::io::Error>();
        if of_network.is_some_and(|cause| cause.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        source = cause.source();
    }
    error.is_tls()
}

/// What became of a step.
enum Step {
    Done,
    Passing,
    Permanent { code: u16, is_of_address: bool },
    Silence,
}

fn step(answer: Result<Response, lettre::transport::smtp::Error>) -> Step {
    match answer {
        Ok(_) => Step::Done,
        Err(error) if error.is_transient() => Step::Passing,
        Err(error) if error.is_permanent() => {
            let code = error.status().map_or(500, u16::from);
            // RFC 3463: 5.7 is the server's policy, 5.2.2 a full mailbox; neither
            // says that nobody is at the address. 5.1.1, 5.2.1 and silence do.
            let words = error.to_string();
            let is_policy = words.contains("5.7.") || words.contains("5.2.2") || code == 552;
            Step::Permanent {
                code,
                is_of_address: !is_policy,
            }
        }
        Err(_) => Step::Silence,
    }
}

/// Why a mail was not handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Undelivered {
    /// It is not about this mail: nobody's would get through.
    Server(Trouble),
    /// The server asks to try again later.
    Later,
    /// Nobody is at this address.
    Bounced,
    /// The server does not want this mail.
    Refused,
    /// The whole mail was sent, and the server did not answer any more.
    Unknown,
}

/// What is in the way of every mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Unreachable,
    Insecure,
    SignIn,
    Sender,
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreachable => "the mail server cannot be reached",
            Self::Insecure => "the mail server offers no connection that others cannot read",
            Self::SignIn => "the mail server does not take our name and password",
            Self::Sender => "the mail server takes no mail from our sender’s address",
        })
    }
}

pub(super) fn domain_of(address: &EmailAddress) -> &str {
    let parts = address.as_str().rsplit_once('@');
    parts.map_or("localhost", |(_, domain)| domain)
}

fn read_certificate(path: &Path) -> Result<Certificate, MailServerError> {
    let text = std::fs::read(path).map_err(|source| MailServerError::File {
        path: path.to_owned(),
        source,
    })?;
    // Of a file without any, lettre makes an authority that vouches for nobody.
    let is_one = text.windows(BEGINS.len()).any(|part| part == BEGINS);
    let certificate = Certificate::from_pem(&text).ok().filter(|_| is_one);
    certificate.ok_or_else(|| MailServerError::NoCertificate(path.display().to_string()))
}

const BEGINS: &[u8] = b"-----BEGIN CERTIFICATE-----";

fn read_credentials(path: &Path) -> Result<Credentials, MailServerError> {
    use std::os::unix::fs::PermissionsExt;
    let failed = |source| MailServerError::File {
        path: path.to_owned(),
        source,
    };
    let mode = std::fs::metadata(path)
        .map_err(failed)?
        .permissions()
        .mode();
    if mode & 0o077 != 0 {
        return Err(MailServerError::ReadableByOthers(
            path.display().to_string(),
        ));
    }
    let text = zeroize::Zeroizing::new(std::fs::read_to_string(path).map_err(failed)?);
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(name), Some(password)) if !name.is_empty() && !password.is_empty() => {
            Ok(Credentials::new(name.to_owned(), password.to_owned()))
        }
        _ => Err(MailServerError::NoCredentials(path.display().to_string())),
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MailServer({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_spoken_to_in_secret_except_on_this_machine() {
        let read = |text: &str| text.parse::<ServerAddress>().unwrap();
        assert_eq!(
            read("smtps://m.example.org").security,
            Security::FromTheStart
        );
        assert_eq!(read("smtps://m.example.org").port, 465);
        assert_eq!(read("smtp://m.example.org").security, Security::StartTls);
        assert_eq!(read("smtp://m.example.org:2525/").port, 2525);
        assert_eq!(read("smtp://127.0.0.1:1025").security, Security::None);
        assert_eq!(read("smtp://[::1]:1025").host, "::1");
        assert_eq!(
            read("smtp://localhost.example.org").security,
            Security::StartTls
        );
    }

    #[test]
    fn a_password_has_no_place_in_an_address() {
        for text in [
            "",
            "m.example.org",
            "http://m.example.org",
            "smtp://",
            "smtp://a:b@m.example.org",
            "smtp://m:x",
        ] {
            assert!(text.parse::<ServerAddress>().is_err(), "{text}");
        }
    }
}
