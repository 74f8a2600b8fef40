//! The verbs around boards on both engines: links that end, boards that are
//! given and taken back, and what removing somebody does.

use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::installation::Installation;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::member::{departments, roster};
use whynot::operations::publish;
use whynot::operations::results;
use whynot::operations::share::link::{self, NewLink, Opens};
use whynot::operations::share::{ShareError, arrange, give};
use whynot::privacy::board_token::BoardToken;
use whynot::survey::identifier::Slug;

use crate::engine::{Engine, on_both_engines};

const SURVEY: &str = include_str!("../../surveys/why-not-like-us.toml");

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn open(engine: &Engine) -> (Installation, Slug) {
    let installation = engine.open();
    let survey = whynot::survey::file::read(SURVEY).expect("a valid survey");
    publish::import_survey(&installation, &survey).expect("it is stored");
    (installation, survey.slug)
}

fn board(installation: &Installation, slug: &Slug) -> i64 {
    let form = arrange::new_form().expect("randomness");
    arrange::add(installation, slug, &name("Management"), form).expect("a board")
}

fn executive(installation: &Installation, departments: Vec<i64>) -> i64 {
    let new = NewMember {
        address: "esther@example.org".parse().expect("an address"),
        name: name("Esther"),
        role: Role::Executive,
        departments,
    };
    let link = invite::new_link().expect("randomness");
    invite::invite(installation, &new, link).expect("an invitation")
}

fn readers(installation: &Installation, slug: &Slug) -> Vec<String> {
    let lines = arrange::list(installation, slug).expect("the database answers");
    lines.into_iter().flat_map(|line| line.readers).collect()
}

async fn opens(installation: &Installation, slug: &Slug, token: BoardToken) -> bool {
    let board = results::board(installation, slug, token, None).await;
    board.expect("the database answers").is_some()
}

on_both_engines! {
    async fn a_link_opens_until_its_last_day_and_no_longer(engine: &Engine) {
        let (installation, slug) = open(engine);
        let id = board(&installation, &slug);
        let token = link::new_token().unwrap();
        let new = NewLink {
            opens: Opens::Board(id),
            name: name("The meeting"),
            last_day: "2026-11-25".parse().unwrap(),
        };
        assert!(!opens(&installation, &slug, token).await, "not made yet");
        link::make(&installation, &slug, &new, token).unwrap();
        link::make(&installation, &slug, &new, token).unwrap();
        assert!(opens(&installation, &slug, token).await);
        assert!(opens(&engine.open_on("2026-11-25"), &slug, token).await);
        assert!(!opens(&engine.open_on("2026-11-26"), &slug, token).await);
        let later = link::list(&engine.open_on("2026-11-26"), &slug, new.opens).unwrap();
        assert_eq!(later.len(), 1);
        assert!(later[0].is_over);
        link::take_back(&installation, &slug, later[0].id).unwrap();
        assert!(!opens(&installation, &slug, token).await);
        let again = link::take_back(&installation, &slug, later[0].id);
        assert!(matches!(again, Err(ShareError::Unknown)));
        for day in ["2026-11-23", "2029-01-01"] {
            let new = NewLink { last_day: day.parse().unwrap(), ..new.clone() };
            let made = link::make(&installation, &slug, &new, link::new_token().unwrap());
            assert!(matches!(made, Err(ShareError::Day)), "{day}");
        }
        let elsewhere = NewLink { opens: Opens::Board(id + 1), ..new };
        let made = link::make(&installation, &slug, &elsewhere, link::new_token().unwrap());
        assert!(matches!(made, Err(ShareError::Unknown)));
    }

    async fn removing_a_board_a_member_or_a_department_ends_what_was_given(engine: &Engine) {
        let (installation, slug) = open(engine);
        let id = board(&installation, &slug);
        let product = departments::add(&installation, &name("Product")).unwrap();
        let esther = executive(&installation, vec![product]);
        // Ids of nobody are left out.
        give::give(&installation, &slug, id, &[esther, 7], &[product, 9]).unwrap();
        assert_eq!(readers(&installation, &slug), ["Esther", "Product"]);
        departments::remove(&installation, product).unwrap();
        assert_eq!(readers(&installation, &slug), ["Esther"]);
        roster::remove(&installation, esther).unwrap();
        assert_eq!(readers(&installation, &slug), Vec::<String>::new());

        let token = link::make_usual(&installation, &slug, Opens::Everything).unwrap().unwrap();
        let new = NewLink {
            opens: Opens::Board(id),
            name: name("The meeting"),
            last_day: link::usual_last_day(&installation),
        };
        let of_board = link::new_token().unwrap();
        link::make(&installation, &slug, &new, of_board).unwrap();
        arrange::remove(&installation, &slug, id).unwrap();
        assert!(!opens(&installation, &slug, of_board).await);
        assert!(opens(&installation, &slug, token).await);
        assert_eq!(link::take_back_all(&installation, &slug).unwrap(), 1);
        assert!(!opens(&installation, &slug, token).await);
        let gone = arrange::find(&installation, &slug, id);
        assert!(matches!(gone, Err(ShareError::Unknown)));
    }

    async fn a_form_that_is_sent_twice_makes_one_board(engine: &Engine) {
        let (installation, slug) = open(engine);
        let form = arrange::new_form().unwrap();
        let first = arrange::add(&installation, &slug, &name("Management"), form).unwrap();
        let second = arrange::add(&installation, &slug, &name("Management"), form).unwrap();
        assert_eq!(first, second);
        assert_eq!(arrange::list(&installation, &slug).unwrap().len(), 1);
        let outside = link::make_usual(&installation, &slug, Opens::Outside).unwrap();
        assert_eq!(outside, None, "the survey names nobody outside");
    }
}
