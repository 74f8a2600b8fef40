//! Invitations after a copy of the database was put back.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use whynot::clock::Clock;
use whynot::operations::backup::{self, Restored};
use whynot::operations::invite;

use super::invitations::by_invitation;
use super::*;
use crate::engine::{Engine, on_both_engines};

fn clock() -> Clock {
    Clock::Fixed("2026-11-24".parse().unwrap())
}

fn copied(engine: &Engine) -> PathBuf {
    let path = engine.folder.path().join("copy");
    backup::back_up(&engine.url, clock(), &path).unwrap();
    path
}

/// Once nobody uses the database any more.
fn restored(engine: &Engine, path: &Path) -> Restored {
    for _ in 0..500 {
        match backup::restore(&engine.url, &engine.keys(), clock(), path) {
            Err(error) if error.to_string().contains("is in use") => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            other => return other.unwrap(),
        }
    }
    panic!("somebody keeps the database open");
}

fn inviting(engine: &Engine) -> Marketer {
    let survey = by_invitation("small");
    let installation = engine.open();
    publish::import_survey(&installation, &survey).unwrap();
    Marketer::again(installation)
}

fn prints(marketer: &Marketer, count: usize) -> HashSet<String> {
    let codes = invite::by_printed_codes(&marketer.installation, &marketer.slug, count);
    codes.unwrap().iter().map(ToString::to_string).collect()
}

fn list(addresses: &[&str]) -> Vec<invite::EmailAddress> {
    addresses
        .iter()
        .map(|address| address.parse().unwrap())
        .collect()
}

fn by_address(marketer: &Marketer) -> u64 {
    let counted = invite::count(&marketer.installation, &marketer.slug);
    counted.unwrap().invited.by_address
}

on_both_engines! {
    async fn no_code_is_made_a_second_time(engine: &Engine) {
        let marketer = inviting(engine);
        let mut known = prints(&marketer, 3);
        let path = copied(engine);
        known.extend(prints(&marketer, 2));
        drop(marketer);
        restored(engine, &path);
        let marketer = Marketer::again(engine.open());
        known.extend(prints(&marketer, 4));
        assert_eq!(known.len(), 9);
    }

    async fn a_list_that_was_forgotten_since_does_not_come_back(engine: &Engine) {
        let marketer = inviting(engine);
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        let invited = list(&["ada@example.org", "bo@example.org", "cy@example.org"]);
        invite::by_address(installation, slug, invited).unwrap();
        let path = copied(engine);
        assert_eq!(invite::forget_list(installation, slug).unwrap(), 3);
        invite::by_address(installation, slug, list(&["dan@example.org"])).unwrap();
        drop(marketer);
        assert_eq!(restored(engine, &path).forgotten, 3);
        let marketer = Marketer::again(engine.open());
        assert_eq!(by_address(&marketer), 0);
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        invite::by_address(installation, slug, list(&["eve@example.org"])).unwrap();
        drop(marketer);
        // Who is invited afterwards stays.
        assert_eq!(by_address(&Marketer::again(engine.open())), 1);
    }
}
