//! Letters after a copy of the database was put back: nobody knows who was
//! written to since it was made.

use whynot::clock::Clock;
use whynot::operations::backup;
use whynot::operations::mailing::{self, Kind};

use super::post_office::PostOffice;
use super::{begins, is_sent, progress, survey};
use crate::engine::Engine;

const PEOPLE: [&str; 2] = ["ada@example.org", "bob@example.org"];

fn clock() -> Clock {
    Clock::Fixed("2026-11-24".parse().expect("a day"))
}

/// Once nobody uses the database any more.
fn puts_back(engine: &Engine, copy: &std::path::Path) {
    for _ in 0..500 {
        match backup::restore(&engine.url, &engine.keys(), clock(), copy) {
            Err(error) if error.to_string().contains("is in use") => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            restored => return drop(restored.expect("it is put back")),
        }
    }
    panic!("somebody keeps the database open");
}

#[test]
fn letters_rest_after_a_restore_until_the_marketer_says_go_on() {
    for engine in [Engine::sqlite(), Engine::postgres()].into_iter().flatten() {
        let Some(office) = PostOffice::open(0) else {
            return;
        };
        let installation = engine.open();
        let slug = survey(&installation, "acme", &PEOPLE);
        begins(&installation, &slug, Kind::Invitation, 1).expect("it begins");
        drop(installation);
        let copy = engine.folder.path().join("copy");
        backup::back_up(&engine.url, clock(), &copy).expect("a copy");
        puts_back(&engine, &copy);

        let installation = engine.open();
        mailing::configure(&installation, office.server()).expect("mail");
        // Another letter goes, so this one could have.
        let other = survey(&installation, "other", &["cy@example.org"]);
        begins(&installation, &other, Kind::Invitation, 2).expect("it begins");
        is_sent(&installation, &other);
        let to: Vec<String> = office.mail().into_iter().flat_map(|mail| mail.to).collect();
        assert_eq!(to, ["cy@example.org"]);
        let letter = mailing::overview(&installation, &slug).expect("letters");
        assert!(letter[0].is_paused && !letter[0].is_sending);
        assert_eq!(progress(&installation, &slug).unknown, 2);

        mailing::send_unknown_again(&installation, &slug, letter[0].id).expect("it goes on");
        is_sent(&installation, &slug);
        assert_eq!(progress(&installation, &slug).sent, 2);
        assert_eq!(office.mail().len(), 3);
    }
}
