//! Mail servers as houses run them: under TLS, with a name and a password, and
//! with greylisting.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use whynot::membership::role::Role;
use whynot::operations::installation::Installation;
use whynot::operations::mailing::{self, Kind, MailServer, Rests};
use whynot::operations::{invite, publish};
use whynot::survey::identifier::Slug;

use super::post_office::{Certificate, NAME, PASSWORD, PostOffice, wait_until};
use super::{SURVEY, begins, is_sent, list, progress, survey};
use crate::engine::Engine;
use crate::web::RunningSite;

/// As quick as a test wants it.
const AT_ONCE: Rests = Rests {
    trouble: Duration::ZERO,
    later: Duration::ZERO,
};

fn credentials(folder: &Path, password: &str) -> PathBuf {
    let path = folder.join(password.replace(' ', "-"));
    std::fs::write(&path, format!("{NAME}\n{password}\n")).expect("a file");
    let private = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(&path, private).expect("its owner's alone");
    path
}

fn server(address: &str, credentials: Option<&Path>) -> MailServer {
    let address = address.parse().expect("an address");
    let sender = "surveys@acme.example".parse().expect("an address");
    MailServer::new(address, credentials, sender).expect("a server")
}

/// Begins an invitation to one person.
fn invites_ada(installation: &Installation) -> Slug {
    let slug = survey(installation, "acme", &["ada@example.org"]);
    begins(installation, &slug, Kind::Invitation, 1).expect("it begins");
    slug
}

fn is_in_the_way(installation: &Installation, slug: &Slug) -> String {
    let trouble = || {
        let outlook = mailing::outlook(installation, slug).expect("an outlook");
        outlook.trouble.map(|trouble| trouble.to_string())
    };
    wait_until("something is in the way", || trouble().is_some());
    trouble().expect("it is still there")
}

#[test]
fn mail_goes_out_under_tls_with_our_name_and_password() {
    let certificate = Certificate::make();
    for from_the_start in [true, false] {
        let (Some(engine), Some(office)) = (
            Engine::sqlite(),
            PostOffice::locked(&certificate, from_the_start),
        ) else {
            return;
        };
        let installation = engine.open();
        let slug = invites_ada(&installation);
        // 0.0.0.0 leads here, too, and is not known to: TLS has to begin.
        let address = match from_the_start {
            true => format!("smtps://127.0.0.1:{}", office.port),
            false => format!("smtp://0.0.0.0:{}", office.port),
        };
        let file = credentials(engine.folder.path(), PASSWORD);
        let server = server(&address, Some(&file)).trusting(&certificate.path());
        mailing::configure(&installation, server.expect("an authority")).expect("mail");
        is_sent(&installation, &slug);
        let mail = office.mail();
        assert_eq!(mail.len(), 1);
        assert!(mail[0].is_secret && mail[0].is_signed_in);
    }
}

/// Neither mail nor password, and the marketer is told why.
fn gets_nothing(engine: &Engine, office: &PostOffice, address: &str) {
    let installation = engine.open();
    let slug = invites_ada(&installation);
    let file = credentials(engine.folder.path(), PASSWORD);
    mailing::configure(&installation, server(address, Some(&file))).expect("mail");
    assert_eq!(
        is_in_the_way(&installation, &slug),
        "the mail server offers no connection that others cannot read"
    );
    assert!(office.mail().is_empty());
}

#[test]
fn a_server_that_cannot_show_who_it_is_gets_no_mail() {
    let certificate = Certificate::make();
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::locked(&certificate, true))
    else {
        return;
    };
    // Nobody vouches for its certificate.
    gets_nothing(
        &engine,
        &office,
        &format!("smtps://127.0.0.1:{}", office.port),
    );
}

#[test]
fn a_server_elsewhere_without_tls_gets_neither_mail_nor_password() {
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::open(0)) else {
        return;
    };
    gets_nothing(&engine, &office, &format!("smtp://0.0.0.0:{}", office.port));
}

#[test]
fn a_file_that_is_no_certificate_is_named() {
    let Some(engine) = Engine::sqlite() else {
        return;
    };
    let file = credentials(engine.folder.path(), PASSWORD);
    let refused = server("smtps://127.0.0.1", None).trusting(&file);
    let refused = refused.expect_err("it is no certificate").to_string();
    assert!(refused.ends_with("holds no certificate (PEM)"), "{refused}");
}

#[test]
fn a_wrong_password_is_told_to_the_marketer_and_the_mail_waits() {
    let certificate = Certificate::make();
    let Some(office) = PostOffice::locked(&certificate, false) else {
        return;
    };
    let site = RunningSite::with(SURVEY);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let people = list(&["ada@example.org"]);
    invite::by_address(&site.installation, &site.slug, people).expect("she is invited");
    begins(&site.installation, &site.slug, Kind::Invitation, 1).expect("it begins");
    let folder = tempfile::tempdir().expect("a folder");
    let file = credentials(folder.path(), "another password");
    let address = format!("smtp://0.0.0.0:{}", office.port);
    let server = server(&address, Some(&file)).trusting(&certificate.path());
    mailing::configure(&site.installation, server.expect("an authority")).expect("mail");
    is_in_the_way(&site.installation, &site.slug);
    let marketer = site.signed_in(Role::Marketer, "Maria");
    let page = marketer.get("/studio/surveys/acme/invitations");
    assert_eq!(
        page.text("p.trouble"),
        "Mail waits: the mail server does not take our name and password. It goes on by itself \
         once that is mended."
    );
    wait_until("the mail waits again", || {
        progress(&site.installation, &site.slug).waiting == 1
    });
    assert!(office.mail().is_empty());
    for secret in [NAME, "another password"] {
        assert!(!page.text("p.trouble").contains(secret));
    }
}

#[test]
fn who_is_asked_to_come_back_later_does_and_delivers_once() {
    for engine in [Engine::sqlite(), Engine::postgres()].into_iter().flatten() {
        let Some(office) = PostOffice::open(0) else {
            return;
        };
        let installation = engine.open();
        let people = ["ada@example.org", "grey1@example.org", "grey2@example.org"];
        let slug = survey(&installation, "acme", &people);
        mailing::configure_with(&installation, office.server(), AT_ONCE).expect("mail");
        begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
        is_sent(&installation, &slug);
        assert_eq!(progress(&installation, &slug).sent, 3);
        let mut to: Vec<String> = office.mail().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, people);
    }
}
