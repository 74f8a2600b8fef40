//! The breaker has the survey file, the command line, the operations and the
//! database, and wants the people who answered under one promise to be held to
//! a looser one. He tries every loosening through each door, in one step and in
//! two, just as the first answer arrives, and by writing a revision into the
//! database himself.
//!
//! Proven on both engines: no revision that promises less is stored once
//! somebody has answered, and none opens a wave. What he can still do is in
//! docs/PRIVACY.md: whoever writes to the database and runs another program
//! keeps no promise.

use std::process::Command;
use std::sync::Barrier;

use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Imported, PublishError};
use whynot::operations::withdraw;
use whynot::store::{Store, surveys};
use whynot::survey::charter;
use whynot::survey::questionnaire::Survey;

use super::world::{SURVEY, World};
use crate::engine::{Engine, on_both_engines};
use crate::process::address_of;

/// The world's survey with a stricter promise than it needs, so that there is
/// something to loosen.
pub fn strict() -> String {
    let charter = "[charter]\noutside = \"Its agency.\"\naccess = \"link\"\n\
        results = \"when-closed\"\nretention_days = 60\nbreakdowns = [\"mark\"]\n\
        comments = \"kept-back\"\npublic_results = \"never\"";
    SURVEY
        .replace("[charter]", charter)
        .replace("group_size_min = 5", "group_size_min = 8")
        .replace("floor = 5", "floor = 6")
}

/// Every way to promise less: its name, and the file.
pub fn loosenings() -> Vec<(&'static str, String)> {
    let edit = |from: &str, to: &str| {
        let strict = strict();
        assert!(strict.contains(from), "{from}");
        strict.replace(from, to)
    };
    vec![
        (
            "group_size_min",
            edit("group_size_min = 8", "group_size_min = 7"),
        ),
        ("floor", edit("floor = 6", "floor = 5")),
        (
            "retention_days",
            edit("retention_days = 60", "retention_days = 61"),
        ),
        ("results", edit("\"when-closed\"", "\"while-running\"")),
        ("readers", edit("The marketing team of ACME.", "Everybody.")),
        ("outside", edit("Its agency.", "Its agencies.")),
        ("breakdowns", edit("[\"mark\"]", "[\"mark\", \"reasons\"]")),
        (
            "breakdowns",
            edit("breakdowns = [\"mark\"]", "breakdowns = \"default\""),
        ),
        (
            "comments",
            edit("comments = \"kept-back\"", "comments = \"shown\""),
        ),
        ("public_results", edit("\"never\"", "\"when-closed\"")),
    ]
}

pub fn read(file: &str) -> Survey {
    whynot::survey::file::read(file).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn open(engine: &Engine, file: &str) -> World {
    let installation = engine.open();
    let survey = read(file);
    publish::import_survey(&installation, &survey).expect("the survey is stored");
    publish::open_wave(&installation, &survey.slug, None).expect("a wave opens");
    World {
        installation,
        slug: survey.slug,
    }
}

fn revisions(installation: &Installation) -> i32 {
    let surveys = publish::list_surveys(installation).expect("the database answers");
    surveys[0].revision
}

fn is_refused(outcome: Result<Imported, PublishError>, key: &str) -> bool {
    match outcome {
        Err(PublishError::Looser { loosenings, .. }) => {
            loosenings.iter().any(|loosening| loosening.key() == key)
        }
        _ => false,
    }
}

/// Imports a file through the real program: whether it took it, and its words.
fn through_the_program(engine: &Engine, file: &str) -> (bool, String) {
    let path = engine.folder.path().join("looser.toml");
    std::fs::write(&path, file).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_whynot"))
        .args(["survey", "import"])
        .arg(&path)
        .arg("--database")
        .arg(address_of(&engine.url))
        .arg("--keys")
        .arg(engine.keys())
        .output()
        .expect("whynot runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), words)
}

on_both_engines! {
    async fn nothing_that_promises_less_passes_any_door_after_the_first_answer(engine: &Engine) {
        let world = open(engine, &strict());
        world.answers(10_001).await;
        let attempts = loosenings();
        for (key, file) in &attempts {
            let survey = read(file);
            assert!(is_refused(publish::import_survey(&world.installation, &survey), key), "{key}");
            let (is_taken, words) = through_the_program(engine, file);
            assert!(!is_taken, "{key}");
            assert!(words.contains(&format!("[charter] {key}: ")), "{key}: {words}");
            assert!(words.contains("nothing was stored"), "{words}");
        }
        assert_eq!(revisions(&world.installation), 1);
        println!("breaker: 0 of {} loosenings passed, each by operation and program", attempts.len());
    }

    async fn what_is_tightened_once_is_not_loosened_again(engine: &Engine) {
        let world = open(engine, &strict());
        world.answers(10_001).await;
        let tighter = strict().replace("retention_days = 60", "retention_days = 30");
        let stored = publish::import_survey(&world.installation, &read(&tighter)).unwrap();
        assert_eq!(stored, Imported::Revised { revision: 2 });
        let back = publish::import_survey(&world.installation, &read(&strict()));
        assert!(is_refused(back, "retention_days"));
    }

    async fn before_the_first_answer_everything_may_change(engine: &Engine) {
        let world = open(engine, &strict());
        for (number, (_, file)) in (2..).zip(loosenings()) {
            let stored = publish::import_survey(&world.installation, &read(&file)).unwrap();
            assert_eq!(stored, Imported::Revised { revision: number });
        }
    }

    async fn an_answer_that_was_taken_back_was_still_given(engine: &Engine) {
        let world = open(engine, &strict());
        let receipted = world.answers(10_001).await;
        let published = world.published().await;
        withdraw::withdraw(&world.installation, &published, receipted.code).await.unwrap();
        let (key, file) = &loosenings()[0];
        assert!(is_refused(publish::import_survey(&world.installation, &read(file)), key));
    }

    async fn a_looser_revision_that_came_before_the_first_answer_opens_no_wave(engine: &Engine) {
        let world = open(engine, &strict());
        let (_, looser) = &loosenings()[0];
        publish::import_survey(&world.installation, &read(looser)).unwrap();
        world.answers(10_001).await;
        publish::close_wave(&world.installation, &world.slug).unwrap();
        let refused = publish::open_wave(&world.installation, &world.slug, None);
        assert!(matches!(refused, Err(PublishError::Looser { .. })));
        publish::import_survey(&world.installation, &read(&strict())).unwrap();
        assert_eq!(publish::open_wave(&world.installation, &world.slug, None).unwrap(), 2);
    }

    async fn a_revision_written_into_the_database_opens_no_wave(engine: &Engine) {
        let world = open(engine, &strict());
        world.answers(10_001).await;
        publish::close_wave(&world.installation, &world.slug).unwrap();
        let store = Store::open(engine.url.clone()).unwrap();
        let connection = &mut *store.connection().unwrap();
        let survey = surveys::find_survey(connection, "watched").unwrap().unwrap();
        let tighter = strict().replace("retention_days = 60", "retention_days = 30");
        let (_, looser) = &loosenings()[2];
        for (revision, file) in [(2, &tighter), (3, looser)] {
            let document = serde_json::to_string(&read(file)).unwrap();
            surveys::insert_revision(connection, survey.id, revision, &document).unwrap();
        }
        let refused = publish::open_wave(&world.installation, &world.slug, None);
        assert!(matches!(refused, Err(PublishError::Looser { .. })));
        // The weakened variant: a service that stores what it is given, as the
        // database does, has the looser promise as its newest.
        let (newest, document) = surveys::find_latest_revision(connection, survey.id).unwrap().unwrap();
        let newest_survey: Survey = serde_json::from_str(&document).unwrap();
        assert_eq!(newest, 3);
        let loosened = charter::loosenings(&read(&strict()), &newest_survey);
        println!("breaker: without the check {} of 1 loosening is the newest promise", loosened.len());
        assert_eq!(loosened.len(), 1);
    }

    async fn in_a_race_with_the_first_answer_nobody_is_held_to_less(engine: &Engine) {
        const ROUNDS: usize = 8;
        let installation = engine.open();
        let (mut came_first, mut came_later) = (0, 0);
        for round in 0..ROUNDS {
            let named = |file: &str| file.replace("\"watched\"", &format!("\"race-{round}\""));
            let survey = read(&named(&strict()));
            publish::import_survey(&installation, &survey).unwrap();
            publish::open_wave(&installation, &survey.slug, None).unwrap();
            let world = World { installation: installation.clone(), slug: survey.slug.clone() };
            let looser = read(&named(&loosenings()[0].1));
            let start = Barrier::new(2);
            let runtime = tokio::runtime::Handle::current();
            let imported = std::thread::scope(|scope| {
                let import = scope.spawn(|| {
                    start.wait();
                    publish::import_survey(&world.installation, &looser)
                });
                let answer = scope.spawn(|| {
                    start.wait();
                    runtime.block_on(world.answers(10_001))
                });
                answer.join().expect("the answer is stored");
                import.join().expect("the import was decided")
            });
            // Whichever came first, no wave opens under the looser promise.
            publish::close_wave(&installation, &survey.slug).unwrap();
            let next = publish::open_wave(&installation, &survey.slug, None);
            match imported {
                Ok(_) => {
                    came_later += 1;
                    assert!(matches!(next, Err(PublishError::Looser { .. })));
                }
                refused => {
                    came_first += 1;
                    assert!(is_refused(refused, "group_size_min"));
                    assert!(next.is_ok());
                }
            }
        }
        println!("breaker: {came_first} answers came first and {came_later} later; 0 of {ROUNDS} held to less");
    }
}
