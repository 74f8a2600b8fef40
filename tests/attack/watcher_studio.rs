//! The watcher with an account: a marketer who looks at the pages of the own
//! survey after every single answer.

use whynot::membership::role::Role;
use whynot::operations::watch::{self, Standing, Watched};
use whynot::privacy::pace::Outlook;

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, SURVEY, World, marks};
use crate::engine::{Engine, on_both_engines};
use crate::process::{Form, client};
use crate::web::RunningSite;

fn watched(world: &World) -> Watched {
    let watched = watch::watch(&world.installation, &world.slug);
    watched.expect("the database answers").expect("a wave")
}

on_both_engines! {
    async fn what_is_told_of_a_wave_moves_at_releases_only(engine: &Engine) {
        let world = World::with_open_wave(engine.open());
        let people = marks(FIRST_THRESHOLD + 14);
        let before = watched(&world);
        assert_eq!(before.standing, Standing::BeforeFirst { threshold: 15 });
        for &mark in &people[..FIRST_THRESHOLD - 1] {
            world.answers(mark).await;
            assert_eq!(watched(&world), before);
        }
        world.answers(people[FIRST_THRESHOLD - 1]).await;
        world.sees_released(FIRST_RELEASE as u64).await;
        let released = watched(&world);
        let Standing::Released(told) = &released.standing else {
            panic!("{released:?}");
        };
        assert_eq!(told.responses, FIRST_RELEASE as u64);
        assert_eq!(told.next.map(|next| next.outlook), Some(Outlook::Soon));
        for &mark in &people[FIRST_THRESHOLD..FIRST_THRESHOLD + 9] {
            world.answers(mark).await;
            assert_eq!(watched(&world), released);
        }
    }

    async fn of_a_wave_held_until_it_closes_nothing_moves_at_all(engine: &Engine) {
        let held = SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\"");
        let world = World::of(engine.open(), &held);
        let before = watched(&world);
        assert_eq!(before.standing, Standing::Held);
        for mark in marks(FIRST_THRESHOLD + 5) {
            world.answers(mark).await;
            assert_eq!(watched(&world), before);
        }
        whynot::operations::publish::close_wave(&world.installation, &world.slug)
            .expect("the wave closes");
        let closed = watched(&world).standing;
        assert!(matches!(closed, Standing::Released(told) if told.responses == 20));
    }

    async fn days_pass_and_the_next_release_comes_nearer_or_is_overdue(engine: &Engine) {
        let world = World::with_open_wave(engine.open_on("2026-11-01"));
        drop(world);
        let world = World {
            installation: engine.open_on("2026-11-10"),
            slug: "watched".parse().expect("a slug"),
        };
        for mark in marks(FIRST_THRESHOLD) {
            world.answers(mark).await;
        }
        world.sees_released(FIRST_RELEASE as u64).await;
        drop(world);
        let outlook = |day: &str| {
            let installation = engine.open_on(day);
            let slug = "watched".parse().expect("a slug");
            let watched = watch::watch(&installation, &slug).expect("the database answers");
            let Some(Standing::Released(told)) = watched.map(|watched| watched.standing) else {
                panic!("nothing is released");
            };
            told.next.map(|next| next.outlook)
        };
        assert_eq!(outlook("2026-11-10"), Some(Outlook::Weeks));
        assert_eq!(outlook("2026-11-15"), Some(Outlook::Days));
        assert_eq!(outlook("2026-11-20"), Some(Outlook::Soon));
        assert_eq!(outlook("2026-12-20"), Some(Outlook::Slower));
    }
}

/// Every page of the studio that tells of a survey.
const PAGES: [&str; 3] = [
    "/studio",
    "/studio/surveys/watched",
    "/studio/surveys/watched/watch",
];

#[test]
fn a_marketer_sees_nothing_move_between_releases_on_any_page() {
    for (survey, is_held) in [
        (SURVEY.to_owned(), false),
        (
            SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\""),
            true,
        ),
    ] {
        let site = RunningSite::with(&survey);
        whynot::operations::publish::open_wave(&site.installation, &site.slug, None)
            .expect("a wave opens");
        let marketer = site.signed_in(Role::Marketer, "Anna");
        let poll = || {
            let pages = PAGES.map(|page| without_form_keys(&marketer.get(page).body));
            pages.concat()
        };
        let before = poll();
        assert!(before.contains("Watch"));
        let visitor = client();
        let people = marks(FIRST_THRESHOLD);
        for (position, mark) in people.iter().enumerate() {
            if position + 1 == FIRST_THRESHOLD && !is_held {
                break;
            }
            let form = Form::new(1, &[("mark", &mark.to_string()), ("reasons", "ads")]);
            form.send(&visitor, &site.address, "watched")
                .expect("a receipt");
            assert!(poll() == before, "an answer was seen to arrive");
        }
    }
}

fn without_form_keys(page: &str) -> String {
    let mut pieces = page.split("name=\"form\" value=\"");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('"').map_or("", |(_, rest)| rest));
    }
    text
}

/// As many as a quota lets through, all of whom choose the same.
const QUOTA: &str = r#"
[[quota]]
question = "reasons"
options = ["ads"]
most = 10
"#;

#[test]
fn trying_a_quota_tells_of_releases_and_of_no_answer() {
    let site = RunningSite::with(&format!("{SURVEY}{QUOTA}"));
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None)
        .expect("a wave opens");
    let visitor = client();
    // Fifteen choose it, of whom ten are released; the last of them is its own
    // probe: between releases a try is let through whatever waits.
    for mark in marks(FIRST_THRESHOLD) {
        let form = Form::new(1, &[("mark", &mark.to_string()), ("reasons", "ads")]);
        form.send(&visitor, &site.address, "watched")
            .expect("before the release nobody is turned away");
    }
    let tries = |reason: &str| {
        let form = Form::new(1, &[("mark", "7"), ("reasons", reason)]);
        form.send(&visitor, &site.address, "watched")
    };
    let is_full = (0..1_000).any(|_| {
        let is_turned_away = tries("ads").is_err();
        if !is_turned_away {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        is_turned_away
    });
    assert!(is_full, "the quota fills with the release");
    assert!(tries("data").is_ok(), "others are asked as before");
    assert!(tries("ads").is_err());
}
