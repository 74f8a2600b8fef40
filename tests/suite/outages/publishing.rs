//! The server is killed while a marketer publishes one draft after the other:
//! each is a draft, or a survey that takes answers, and never both or neither.

use std::sync::atomic::{AtomicU32, Ordering};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::membership::session::SessionToken;
use whynot::operations::drafts::{self, DraftId, Start};
use whynot::operations::installation::Installation;
use whynot::operations::listed;
use whynot::operations::member::accept;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::member::session::Begun;
use whynot::survey::identifier::Slug;
use whynot::survey::language::Language;

use crate::engine::Engine;
use crate::process::{Server, client};

const ROUNDS: u128 = 6;
const DRAFTS: u128 = 12;

fn marketer(installation: &Installation) -> (i64, SessionToken) {
    let name = Name::parse("Maria").expect("a name");
    let new = NewMember {
        address: "maria@example.org".parse().expect("an address"),
        name: name.clone(),
        role: Role::Marketer,
        departments: Vec::new(),
    };
    let link = invite::new_link().expect("randomness");
    let id = invite::invite(installation, &new, link).expect("an invitation");
    let joins = accept::accept(installation, link, name, "five loaves and two fishes");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match runtime.block_on(joins).expect("she joins") {
        Begun::Complete(token) => (id, token),
        Begun::AwaitsCode(_) => panic!("there is no second step"),
    }
}

fn begins(installation: &Installation, by: i64, number: u128) -> (DraftId, Slug) {
    let slug: Slug = format!("survey-{number}").parse().expect("a slug");
    let start = Start::Library {
        name: "why-people-left".to_owned(),
        brand: "ACME".to_owned(),
        slug: slug.clone(),
        languages: vec![Language::english()],
    };
    let id = drafts::start(installation, by, start, number).expect("a draft");
    (id, slug)
}

/// Publishes until the server is gone.
fn publishes(base: &str, token: SessionToken, drafts: &[(DraftId, Slug)], done: &AtomicU32) {
    let client = client();
    for (id, slug) in drafts {
        let mark = token.form_mark().to_string();
        let pairs = [
            ("version", "1"),
            ("slug", slug.as_str()),
            ("open", "yes"),
            ("until", ""),
            ("mark", &mark),
        ];
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let sent = client
            .post(format!("{base}/studio/drafts/{id}/publish"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("__Host-whynot={token}"))
            .body(body)
            .send();
        let Ok(answer) = sent else {
            return;
        };
        // The redirection leads to a page of the survey.
        assert!(answer.status().is_success(), "{}", answer.status());
        done.fetch_add(1, Ordering::Relaxed);
    }
}

fn is_one_or_the_other(engine: Option<Engine>) {
    let Some(engine) = engine else {
        return;
    };
    let seed = whynot_test_support::seed()
        .unwrap_or_else(|| u64::from_be_bytes(whynot::random::bytes().expect("randomness")));
    println!("publishing under power cuts: replay with WHYNOT_TEST_SEED={seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let today = whynot::clock::Clock::System.today().to_string();
    let (by, token) = marketer(&engine.open_on(&today));
    for round in 0..ROUNDS {
        let installation = engine.open_on(&today);
        let drafts: Vec<_> = (1..=DRAFTS)
            .map(|number| begins(&installation, by, round * DRAFTS + number))
            .collect();
        drop(installation);
        let mut server = Server::start(&engine);
        let (base, done) = (server.base.clone(), AtomicU32::new(0));
        let after = rng.random_range(1..DRAFTS as u32);
        let spins = rng.random_range(0..20_000);
        std::thread::scope(|scope| {
            let client = scope.spawn(|| publishes(&base, token, &drafts, &done));
            while done.load(Ordering::Relaxed) < after {
                assert!(!client.is_finished(), "the client gave up before the cut");
                std::thread::yield_now();
            }
            (0..spins).for_each(|_| std::hint::spin_loop());
            server.kill();
        });
        let installation = engine.open_on(&today);
        let mut published = 0;
        for (id, slug) in &drafts {
            let is_draft = drafts::open(&installation, *id).expect("drafts").is_some();
            let survey = listed::find_summary(&installation, slug).expect("surveys");
            assert_eq!(is_draft, survey.is_none(), "{slug}");
            if let Some(survey) = survey {
                assert!(survey.running().is_some(), "{slug} takes no answers");
                published += 1;
            }
        }
        assert!(published >= done.into_inner(), "what was answered is there");
    }
}

#[test]
fn a_power_cut_leaves_a_draft_or_a_survey_on_sqlite() {
    is_one_or_the_other(Engine::sqlite());
}

#[test]
fn a_power_cut_leaves_a_draft_or_a_survey_on_postgres() {
    is_one_or_the_other(Engine::postgres());
}
