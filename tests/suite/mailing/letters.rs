//! What arrives, who gets it, and who never again.

use whynot::operations::mailing::{self, Kind, MailingError, Progress};
use whynot::operations::{invite, publish};

use super::post_office::{PostOffice, wait_until};
use super::{begins, is_sent, list, new, progress, survey};
use crate::engine::Engine;

const PEOPLE: [&str; 3] = [
    "ada@example.org",
    "nobody@example.org",
    "policy@example.org",
];

fn on_both_engines(body: impl Fn(&Engine, &PostOffice)) {
    for engine in [Engine::sqlite(), Engine::postgres()].into_iter().flatten() {
        if let Some(office) = PostOffice::open(0) {
            body(&engine, &office);
        }
    }
}

#[test]
fn a_mail_has_two_parts_a_way_out_and_no_time() {
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::open(0)) else {
        return;
    };
    let installation = engine.open();
    mailing::configure(&installation, office.server()).expect("mail");
    let slug = survey(
        &installation,
        "acme",
        &["ada@example.org", "bob@example.org"],
    );
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    is_sent(&installation, &slug);
    let mail = office.mail();
    assert_eq!(mail.len(), 2);
    let first = &mail[0];
    assert_eq!(first.from, "surveys@acme.example");
    assert_eq!(
        first.header("Date").as_deref(),
        Some("Tue, 24 Nov 2026 00:00:00 +0000")
    );
    assert_eq!(first.header("To").as_deref(), Some("ada@example.org"));
    assert_eq!(
        first.header("Auto-Submitted").as_deref(),
        Some("auto-generated")
    );
    let way_out = first.header("List-Unsubscribe").expect("a way out");
    assert!(
        way_out.starts_with("<https://surveys.acme.example/u/"),
        "{way_out}"
    );
    let one_click = first.header("List-Unsubscribe-Post");
    assert_eq!(one_click.as_deref(), Some("List-Unsubscribe=One-Click"));
    let (one, other) = (first.header("Message-ID"), mail[1].header("Message-ID"));
    assert!(one.is_some() && one != other);
    let text = first.plain();
    assert!(
        text.contains("text/plain") && text.contains("text/html"),
        "{text}"
    );
    for tracked in ["<img", "<script", "<link", "src=", "X-Mailer", "User-Agent"] {
        assert!(!text.contains(tracked), "{tracked}: {text}");
    }
    // The code of each is theirs, as the list has it.
    let invited = invite::by_address(&installation, &slug, list(&["bob@example.org"]));
    let invited = invited.expect("they are invited before");
    assert_eq!(invited.addressed[0].code.to_string(), mail[1].code());
}

#[test]
fn who_does_not_exist_is_never_written_to_again_and_a_servers_policy_is_no_bounce() {
    on_both_engines(|engine, office| {
        let installation = engine.open();
        mailing::configure(&installation, office.server()).expect("mail");
        let slug = survey(&installation, "acme", &PEOPLE);
        begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
        // The same form once more.
        begins(&installation, &slug, Kind::Invitation, 1).expect("nothing more");
        is_sent(&installation, &slug);
        let expected = Progress {
            sent: 1,
            bounced: 1,
            refused: 1,
            ..Progress::default()
        };
        assert_eq!(progress(&installation, &slug), expected);
        let again = invite::by_address(&installation, &slug, list(&PEOPLE)).expect("a list");
        assert_eq!((again.new, again.never_again), (0, 1));
        // In another survey, too.
        let other = survey(&installation, "other", &[]);
        let invited = invite::by_address(&installation, &other, list(&PEOPLE)).expect("a list");
        assert_eq!((invited.new, invited.never_again), (2, 1));
    });
}

#[test]
fn who_asked_is_not_written_to_by_any_survey_whatever_list_is_forgotten() {
    on_both_engines(|engine, office| {
        let installation = engine.open();
        mailing::configure(&installation, office.server()).expect("mail");
        let people = ["ada@example.org", "bob@example.org"];
        let slug = survey(&installation, "acme", &people);
        let other = survey(&installation, "other", &people);
        begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
        is_sent(&installation, &slug);
        let path = office.mail()[0].unsubscribe_path();
        let token = path.trim_start_matches("/u/").parse().expect("a token");
        let mark = mailing::find_mark(&installation, token).expect("a link of ours");
        mailing::never_again(&installation, mark).expect("the database answers");
        mailing::never_again(&installation, mark).expect("twice does no harm");
        begins(&installation, &other, Kind::Invitation, 2).expect("it begins");
        is_sent(&installation, &other);
        let to: Vec<String> = office.mail().into_iter().flat_map(|mail| mail.to).collect();
        assert_eq!(
            to,
            ["ada@example.org", "bob@example.org", "bob@example.org"]
        );
        publish::close_wave(&installation, &slug).expect("it closes");
        invite::forget_list(&installation, &slug).expect("it is forgotten");
        assert!(
            mailing::overview(&installation, &slug)
                .expect("letters")
                .is_empty()
        );
        let invited = invite::by_address(&installation, &other, list(&people)).expect("a list");
        assert_eq!(invited.never_again, 1);
        assert_eq!(mailing::find_mark(&installation, token), Some(mark));
    });
}

#[test]
fn who_asks_while_a_letter_is_on_its_way_is_left_out_of_it() {
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::open(0)) else {
        return;
    };
    let installation = engine.open();
    let slug = survey(
        &installation,
        "acme",
        &["ada@example.org", "bob@example.org"],
    );
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    let added = mailing::add_bounced(&installation, &list(&["ada@example.org"]));
    assert_eq!(added.expect("the database answers").new, 1);
    mailing::configure(&installation, office.server()).expect("mail");
    is_sent(&installation, &slug);
    let found = progress(&installation, &slug);
    assert_eq!((found.sent, found.left_out), (1, 1));
    assert_eq!(office.mail()[0].to, ["bob@example.org"]);
}

#[test]
fn a_paused_letter_rests_and_goes_on_and_a_closed_wave_gets_no_mail() {
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::open(0)) else {
        return;
    };
    let installation = engine.open();
    let slug = survey(
        &installation,
        "acme",
        &["ada@example.org", "bob@example.org"],
    );
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    let id = mailing::overview(&installation, &slug).expect("letters")[0].id;
    mailing::set_paused(&installation, &slug, id, true).expect("it rests");
    mailing::configure(&installation, office.server()).expect("mail");
    let other = survey(&installation, "other", &["cy@example.org"]);
    begins(&installation, &other, Kind::Invitation, 2).expect("it begins");
    is_sent(&installation, &other);
    assert_eq!(progress(&installation, &slug).waiting, 2);
    mailing::set_paused(&installation, &slug, id, false).expect("it goes on");
    is_sent(&installation, &slug);
    assert_eq!(
        (progress(&installation, &slug).sent, office.mail().len()),
        (2, 3)
    );
    publish::close_wave(&installation, &slug).expect("it closes");
    let refused = begins(&installation, &slug, Kind::Invitation, 3);
    assert!(
        matches!(refused, Err(MailingError::DoesNotRun)),
        "{refused:?}"
    );
}

#[test]
fn a_reminder_goes_to_everybody_a_whole_day_later_whoever_has_answered() {
    let (Some(engine), Some(office)) = (Engine::sqlite(), PostOffice::open(0)) else {
        return;
    };
    let installation = engine.open();
    mailing::configure(&installation, office.server()).expect("mail");
    let slug = survey(&installation, "acme", &PEOPLE);
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    is_sent(&installation, &slug);
    let refused = begins(&installation, &slug, Kind::Reminder, 2);
    assert!(
        matches!(refused, Err(MailingError::TooEarly(_))),
        "{refused:?}"
    );
    drop(installation);
    let installation = engine.open_on("2026-11-25");
    let refused = begins(&installation, &slug, Kind::Reminder, 2);
    assert!(
        matches!(refused, Err(MailingError::TooEarly(_))),
        "{refused:?}"
    );
    let installation = engine.open_on("2026-11-26");
    mailing::configure(&installation, office.server()).expect("mail");
    let before = office.mail().len();
    begins(&installation, &slug, Kind::Reminder, 2).expect("it begins");
    is_sent(&installation, &slug);
    wait_until("the reminder is there", || {
        office.mail().len() == before + 1
    });
    // The same link as the first time: it works once.
    let mail = office.mail();
    assert_eq!(mail[0].code(), mail[before].code());
}

#[test]
fn no_mail_server_means_nothing_is_lost() {
    let Some(engine) = Engine::sqlite() else {
        return;
    };
    let installation = engine.open();
    let slug = survey(&installation, "acme", &["ada@example.org"]);
    // Nothing listens there.
    let server = whynot::operations::mailing::MailServer::new(
        "smtp://127.0.0.1:1".parse().expect("an address"),
        None,
        "surveys@acme.example".parse().expect("an address"),
    );
    mailing::configure(&installation, server.expect("a server")).expect("mail");
    mailing::begin(&installation, &slug, &new(Kind::Invitation, 1)).expect("it begins");
    wait_until("the trouble is known", || {
        let outlook = mailing::outlook(&installation, &slug).expect("an outlook");
        outlook.trouble.is_some()
    });
    // The attempt is entered after its trouble.
    wait_until("the mail waits again", || {
        progress(&installation, &slug).waiting == 1
    });
}
