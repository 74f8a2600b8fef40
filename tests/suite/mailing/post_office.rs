//! A real mail server (aiosmtpd), and the mail that it took.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use whynot::operations::mailing::MailServer;

pub const NAME: &str = "acme";
pub const PASSWORD: &str = "a password of ours";

pub struct PostOffice {
    child: Child,
    pub port: u16,
    folder: TempDir,
}

/// As it came over the wire.
#[derive(serde::Deserialize)]
pub struct Mail {
    pub to: Vec<String>,
    pub from: String,
    pub content: String,
    /// It came under TLS, and from somebody who had signed in.
    pub is_secret: bool,
    pub is_signed_in: bool,
}

/// A certificate of the house's own, for this machine by two of its addresses:
/// by one a server is spoken to as on this machine, by the other as elsewhere.
pub struct Certificate {
    folder: TempDir,
}

/// What the certificate is made with: not an authority's, as a server's is not.
const CERTIFICATE: &str = "[req]
distinguished_name = name
x509_extensions = server
prompt = no
[name]
CN = post.office.example
[server]
basicConstraints = critical, CA:FALSE
subjectAltName = IP:127.0.0.1, IP:0.0.0.0
";

impl Certificate {
    pub fn make() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("settings"), CERTIFICATE).expect("settings");
        let made = Command::new("openssl")
            .args([
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config",
            ])
            .args([
                at("settings"),
                "-keyout".into(),
                at("key"),
                "-out".into(),
                at("certificate"),
            ])
            .output()
            .expect("openssl is there");
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        Self { folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("certificate")
    }
}

impl Mail {
    /// Without the line breaks and signs of quoted-printable.
    pub fn plain(&self) -> String {
        let joined = self.content.replace("\r\n", "\n").replace("=\n", "");
        joined.replace("=3D", "=")
    }

    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.content.split_once("\r\n\r\n")?;
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let lines = head
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")));
        lines.map(str::to_owned)
    }

    /// What follows `/i/` in the plain part.
    pub fn code(&self) -> String {
        let plain = self.plain();
        let after = plain.split_once("/i/").expect("a link").1;
        after.chars().take("ABCD-EFGH-JKMN-PQRS".len()).collect()
    }

    pub fn unsubscribe_path(&self) -> String {
        let header = self.header("List-Unsubscribe").expect("the header");
        let address = header.trim_matches(['<', '>']).to_owned();
        format!("/u/{}", address.rsplit('/').next().expect("a token"))
    }
}

impl PostOffice {
    /// `None` after the calling test has been named as left out.
    pub fn open(stall_at: u32) -> Option<Self> {
        Self::open_with(&serde_json::json!({ "stall_at": stall_at }))
    }

    /// One that only this name and password may send mail through, under TLS.
    pub fn locked(certificate: &Certificate, from_the_start: bool) -> Option<Self> {
        Self::open_with(&serde_json::json!({
            "certificate": certificate.path(),
            "key": certificate.folder.path().join("key"),
            "from_the_start": from_the_start,
            "name": NAME,
            "password": PASSWORD,
        }))
    }

    fn open_with(settings: &serde_json::Value) -> Option<Self> {
        let python = whynot_test_support::mail_server_python()?;
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(python)
            .args(["-c", include_str!("post_office.py")])
            .arg(folder.path())
            .arg(settings.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("its port");
        Some(Self {
            child,
            port: line.trim().parse().expect("a port"),
            folder,
        })
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn server(&self) -> MailServer {
        let address = self.address().parse().expect("an address");
        let sender = "surveys@acme.example".parse().expect("an address");
        MailServer::new(address, None, sender).expect("a server")
    }

    /// What was taken so far, in the order in which it came.
    pub fn mail(&self) -> Vec<Mail> {
        let files = std::fs::read_dir(self.folder.path()).expect("the folder");
        let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        let read = paths.iter().map(|path| {
            let text = std::fs::read_to_string(path).expect("a mail");
            serde_json::from_str(&text).expect("a mail")
        });
        read.collect()
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Until something is so; it may take a moment.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if is_so() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("never so: {what}");
}
