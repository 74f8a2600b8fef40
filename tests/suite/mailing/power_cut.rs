//! The process is killed while it sends: nobody gets two mails, and of the one
//! whose fate is unknown it says so.

use std::collections::BTreeMap;

use whynot::operations::mailing::{self, Kind};

use super::post_office::{PostOffice, wait_until};
use super::{begins, is_sent, progress, survey};
use crate::engine::Engine;
use crate::process::Server;

const PEOPLE: usize = 25;

fn nobody_gets_two(engine: Option<Engine>) {
    let (Some(engine), Some(office)) = (engine, PostOffice::open(10)) else {
        return;
    };
    let addresses: Vec<String> = (0..PEOPLE)
        .map(|n| format!("canary{n}@example.org"))
        .collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let today = day_of_today();
    let installation = engine.open_on(&today);
    let slug = survey(&installation, "acme", &borrowed);
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    // It has the whole tenth mail when the power goes, and has not said so.
    let mut server = Server::start_mailing(&engine, &office.address());
    wait_until("the tenth mail is there", || office.mail().len() >= 10);
    server.kill();
    assert_eq!(progress(&installation, &slug).under_way, 1);
    let _server = Server::start_mailing(&engine, &office.address());
    is_sent(&installation, &slug);
    let found = progress(&installation, &slug);
    assert_eq!((found.sent, found.unknown, found.waiting), (24, 1, 0));
    let mut mails: BTreeMap<String, usize> = BTreeMap::new();
    for mail in office.mail() {
        for to in mail.to {
            *mails.entry(to).or_default() += 1;
        }
    }
    assert_eq!(mails.len(), PEOPLE, "{mails:?}");
    assert!(mails.values().all(|&count| count == 1), "{mails:?}");
    // Sent again only because the marketer says so.
    let id = mailing::overview(&installation, &slug).expect("letters")[0].id;
    mailing::send_unknown_again(&installation, &slug, id).expect("it goes on");
    is_sent(&installation, &slug);
    assert_eq!(progress(&installation, &slug).sent, 25);
    assert_eq!(office.mail().len(), PEOPLE + 1);
    assert_logs_name_nobody(&engine, &office);
}

/// Two processes beside each other take turns.
fn two_send_each_mail_once(engine: Option<Engine>) {
    let (Some(engine), Some(office)) = (engine, PostOffice::open(0)) else {
        return;
    };
    let addresses: Vec<String> = (0..PEOPLE).map(|n| format!("p{n}@example.org")).collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let installation = engine.open_on(&day_of_today());
    let slug = survey(&installation, "acme", &borrowed);
    let _one = Server::start_mailing(&engine, &office.address());
    let _other = Server::start_mailing(&engine, &office.address());
    begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
    is_sent(&installation, &slug);
    wait_until("everything is settled", || {
        progress(&installation, &slug).sent == PEOPLE as u64
    });
    let mut to: Vec<String> = office.mail().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), office.mail().len()), (PEOPLE, PEOPLE));
}

#[test]
fn two_processes_send_each_mail_once_on_sqlite() {
    two_send_each_mail_once(Engine::sqlite());
}

#[test]
fn two_processes_send_each_mail_once_on_postgres() {
    two_send_each_mail_once(Engine::postgres());
}

/// Neither addresses nor codes, at the most talkative.
fn assert_logs_name_nobody(engine: &Engine, office: &PostOffice) {
    let log = std::fs::read_to_string(engine.folder.path().join("whynot.log")).expect("a log");
    assert!(!log.contains("canary"), "{log}");
    for mail in office.mail() {
        assert!(!log.contains(&mail.code()), "{log}");
    }
}

/// The real program asks the real clock.
fn day_of_today() -> String {
    whynot::clock::Clock::System.today().to_string()
}

#[test]
fn nobody_gets_two_mails_on_sqlite() {
    nobody_gets_two(Engine::sqlite());
}

#[test]
fn nobody_gets_two_mails_on_postgres() {
    nobody_gets_two(Engine::postgres());
}
