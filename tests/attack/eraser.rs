//! The eraser can write to the database and wants the ledger to forget that
//! somebody looked. He edits every field of every entry, takes entries out,
//! exchanges them, cuts the end off, and writes the chain anew from the middle.
//!
//! Proven on both engines: verification says where. That the end was cut off,
//! or that all of it was written anew, shows only against a head that somebody
//! noted elsewhere; without one he wins, which is the weakened variant here.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use whynot::operations::audit::{self, AuditError};
use whynot::operations::installation::Installation;
use whynot::operations::publish;
use whynot::privacy::ledger::{Break, Entry, NotedHead};
use whynot::store::connection::AnyConnection;
use whynot::store::{Store, ledger};

use super::world::World;
use crate::engine::{Engine, on_both_engines};

struct Eraser {
    store: Store,
    /// As it was before he came.
    entries: Vec<Entry>,
}

impl Eraser {
    /// A ledger of a few days.
    async fn arrives(engine: &Engine) -> (Installation, Self) {
        let world = World::with_open_wave(engine.open_on("2027-03-01"));
        drop(world);
        let installation = engine.open_on("2027-03-02");
        let slug = "watched".parse().expect("a slug");
        publish::close_wave(&installation, &slug).expect("the wave closes");
        publish::open_wave(&installation, &slug, None).expect("a wave opens");
        drop(installation);
        let installation = engine.open_on("2027-03-03");
        publish::close_wave(&installation, &slug).expect("the wave closes");
        let store = Store::open(engine.url.clone()).expect("the database opens");
        let entries = ledger::list_after(&mut store.connection().unwrap(), 0, 100).unwrap();
        assert!(entries.len() >= 5, "{entries:#?}");
        (installation, Self { store, entries })
    }

    fn executes(&self, statements: &str) {
        let done = match &mut *self.store.connection().unwrap() {
            AnyConnection::Sqlite(sqlite) => sqlite.batch_execute(statements),
            AnyConnection::Postgres(postgres) => postgres.batch_execute(statements),
        };
        done.expect("he may write what he likes");
    }

    /// Puts everything back as it was, or as it would be after `change`.
    fn writes(&self, entries: &[Entry]) {
        use whynot_schema::ledger::dsl as row;
        self.executes("DELETE FROM ledger");
        let connection = &mut *self.store.connection().unwrap();
        for entry in entries {
            diesel::insert_into(row::ledger)
                .values((
                    row::number.eq(entry.number),
                    row::day.eq(&entry.day),
                    row::role.eq(&entry.role),
                    row::department.eq(&entry.department),
                    row::action.eq(&entry.action),
                    row::survey.eq(&entry.survey),
                    row::subject.eq(&entry.subject),
                    row::previous.eq(entry.previous.as_bytes().as_slice()),
                    row::hash.eq(entry.hash.as_bytes().as_slice()),
                ))
                .execute(connection)
                .expect("an entry is written");
        }
    }

    fn noted(&self, at: usize) -> NotedHead {
        let entry = &self.entries[at];
        format!("{}={}", entry.day, entry.hash.short())
            .parse()
            .unwrap()
    }
}

fn broken(installation: &Installation, noted: Vec<NotedHead>) -> Option<Break> {
    match audit::verify(installation, noted) {
        Ok(_) => None,
        Err(AuditError::Broken(broken)) => Some(broken),
        Err(AuditError::Operation(error)) => panic!("{error}"),
    }
}

/// The chain from `from` on, as a forger would make it.
fn chained_anew(mut entries: Vec<Entry>, from: usize) -> Vec<Entry> {
    for at in from..entries.len() {
        let event = entries[at].event().expect("this version wrote it");
        let before = at.checked_sub(1).map(|before| entries[before].clone());
        entries[at] = Entry::following(before.as_ref(), entries[at].day.clone(), &event);
    }
    entries
}

on_both_engines! {
    async fn an_edited_field_is_found_where_it_is(engine: &Engine) {
        let (installation, eraser) = Eraser::arrives(engine).await;
        assert_eq!(broken(&installation, vec![eraser.noted(0)]), None);
        let edits = [
            "day = '2027-02-28'", "role = 'marketer'", "department = 'sales'",
            "action = 'wave-opened-not'", "survey = 'another'", "subject = 'nothing'",
        ];
        let mut found = 0;
        for entry in &eraser.entries {
            let number = entry.number;
            for edit in edits {
                eraser.executes(&format!("UPDATE ledger SET {edit} WHERE number = {number}"));
                let is_found = matches!(
                    broken(&installation, Vec::new()),
                    Some(Break::Edited { number: at, .. }) if at == number
                );
                assert!(is_found, "{edit} in {number}");
                found += 1;
                eraser.writes(&eraser.entries);
            }
            let numbered = format!("UPDATE ledger SET number = 999 WHERE number = {number}");
            eraser.executes(&numbered);
            assert!(broken(&installation, Vec::new()).is_some());
            found += 1;
            eraser.writes(&eraser.entries);
        }
        println!("eraser: 0 of {found} edits unnoticed");
    }

    async fn an_entry_taken_out_or_moved_is_found_where_it_was(engine: &Engine) {
        let (installation, eraser) = Eraser::arrives(engine).await;
        for at in 0..eraser.entries.len() - 1 {
            let mut left = eraser.entries.clone();
            let taken = left.remove(at);
            eraser.writes(&left);
            let is_found = matches!(
                broken(&installation, Vec::new()),
                Some(Break::Missing { expected, .. }) if expected == taken.number
            );
            assert!(is_found, "{}", taken.number);
            // Closing the gap moves the numbers, which the hashes bind.
            let mut closed = left.clone();
            for (number, entry) in (1..).zip(&mut closed) {
                entry.number = number;
            }
            eraser.writes(&closed);
            assert!(broken(&installation, Vec::new()).is_some());
            let mut exchanged = eraser.entries.clone();
            exchanged.swap(at, at + 1);
            for (number, entry) in (1..).zip(&mut exchanged) {
                entry.number = number;
            }
            eraser.writes(&exchanged);
            assert!(broken(&installation, Vec::new()).is_some());
        }
    }

    async fn a_chain_forged_from_the_middle_is_found_at_its_joint_or_by_a_noted_head(engine: &Engine) {
        let (installation, eraser) = Eraser::arrives(engine).await;
        let middle = eraser.entries.len() / 2;
        let mut forged = eraser.entries.clone();
        forged[middle].subject = Some("nothing at all".to_owned());
        // One entry made good, the rest as it was.
        let mut joint = eraser.entries.clone();
        joint[middle] = chained_anew(forged.clone(), middle)[middle].clone();
        eraser.writes(&joint);
        let number = joint[middle + 1].number;
        let found = broken(&installation, Vec::new());
        assert!(matches!(found, Some(Break::Unchained { number: at, .. }) if at == number));
        // Everything after it made good too.
        eraser.writes(&chained_anew(forged, middle));
        let last = eraser.entries.len() - 1;
        assert_eq!(broken(&installation, Vec::new()), None, "without a noted head he wins");
        assert_eq!(broken(&installation, vec![eraser.noted(0)]), None);
        let day = eraser.entries[last].day.clone();
        assert_eq!(
            broken(&installation, vec![eraser.noted(0), eraser.noted(last)]),
            Some(Break::HeadGone { day })
        );
        println!("eraser: written anew: unnoticed without a noted head, found with one");
    }

    async fn an_end_that_is_cut_off_is_missed_by_whoever_noted_it(engine: &Engine) {
        let (installation, eraser) = Eraser::arrives(engine).await;
        let last = eraser.entries.len() - 1;
        eraser.writes(&eraser.entries[..last]);
        assert_eq!(broken(&installation, Vec::new()), None, "without a noted head he wins");
        let found = broken(&installation, vec![eraser.noted(last)]);
        let day = eraser.entries[last].day.clone();
        assert_eq!(found, Some(Break::HeadGone { day }));
        println!("eraser: cut off: unnoticed without a noted head, found with one");
    }
}
