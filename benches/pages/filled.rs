//! Two hundred surveys as an organisation has them after some years: drafts,
//! running ones, and closed ones with their books and boards.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::drafts::{self, DraftId, Start};
use whynot::operations::installation::Installation;
use whynot::operations::invite as inviting;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::member::session::Begun;
use whynot::operations::member::{accept, departments};
use whynot::operations::publish::{self, WaveState};
use whynot::operations::respond;
use whynot::operations::share::link::{self, NewLink, Opens};
use whynot::operations::share::{arrange, give};
use whynot::privacy::board_token::BoardToken;
use whynot::survey::form::{self, TypedAnswers};
use whynot::survey::identifier::Slug;
use whynot::survey::language::Localized;
use whynot::survey::questionnaire::Survey;

use super::place::Place;

const SURVEY_FILE: &str = include_str!("../../surveys/why-not-like-us.toml");

const DRAFTS: usize = 40;
const RUNNING: usize = 60;
const CLOSED: usize = 100;
const BOARDS_PER_SURVEY: usize = 2;
const RESPONSES_RUNNING: usize = 60;
const RESPONSES_CLOSED: usize = 150;
const MEMBERS: usize = 60;
const DEPARTMENTS: usize = 12;
const INVITED: usize = 2_000;
const CODES: usize = 200;

pub struct Filled {
    /// Cookies of signed-in members.
    pub owner: String,
    pub executive: String,
    pub member: i64,
    pub draft: DraftId,
    pub running: Slug,
    pub closed: Slug,
    pub invited: Slug,
    /// A board of the closed one, and a link that opens everything of it.
    pub board: i64,
    pub link: BoardToken,
    pub first_code: i32,
}

impl Filled {
    pub fn new(place: &Place) -> Self {
        let installation = place.opened();
        let runtime = Runtime::new().unwrap();
        let names = (1..=DEPARTMENTS).map(|number| name(&format!("Department {number}")));
        let rooms: Vec<i64> = names
            .map(|name| departments::add(&installation, &name).unwrap())
            .collect();
        let first = rooms.first().copied().expect("a department");
        let (member, owner) = joins(&runtime, &installation, Role::Owner, "Olivia", vec![]);
        let (_, executive) = joins(
            &runtime,
            &installation,
            Role::Executive,
            "Esther",
            vec![first],
        );
        for number in 2..MEMBERS {
            let of = vec![*rooms.get(number % DEPARTMENTS).expect("a department")];
            invites(
                &installation,
                Role::Executive,
                &format!("Member{number}"),
                of,
            );
        }
        let draft = begin_drafts(&installation, member);
        let mut boards = Vec::new();
        for number in 0..RUNNING + CLOSED {
            let (slug, responses) = match number < RUNNING {
                true => (survey(&installation, "running", number), RESPONSES_RUNNING),
                false => (survey(&installation, "closed", number), RESPONSES_CLOSED),
            };
            runtime.block_on(answer(&installation, &slug, responses, number));
            if number >= RUNNING {
                publish::close_wave(&installation, &slug).unwrap();
            }
            for board in 0..BOARDS_PER_SURVEY {
                let name = name(&format!("Board {board} of survey {number}"));
                let form = arrange::new_form().unwrap();
                let board = arrange::add(&installation, &slug, &name, form).unwrap();
                boards.push((slug.clone(), board));
                give::give(&installation, &slug, board, &[], &[first]).unwrap();
            }
        }
        let running = boards.first().expect("a board").0.clone();
        let (closed, board) = boards.last().cloned().expect("a board");
        let new = NewLink {
            opens: Opens::Everything,
            name: name("A reader"),
            last_day: link::usual_last_day(&installation),
        };
        let token = link::new_token().unwrap();
        link::make(&installation, &closed, &new, token).unwrap();
        let (invited, first_code) = invite_many(&installation);
        Self {
            owner,
            executive,
            member,
            draft,
            running,
            closed,
            invited,
            board,
            link: token,
            first_code,
        }
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn invites(
    installation: &Installation,
    role: Role,
    called: &str,
    departments: Vec<i64>,
) -> (i64, whynot::membership::link::LinkToken) {
    let new = NewMember {
        address: format!("{called}@example.org").parse().expect("an address"),
        name: name(called),
        role,
        departments,
    };
    let link = invite::new_link().unwrap();
    (invite::invite(installation, &new, link).unwrap(), link)
}

/// Their id, and the cookie of their session.
fn joins(
    runtime: &Runtime,
    installation: &Installation,
    role: Role,
    called: &str,
    departments: Vec<i64>,
) -> (i64, String) {
    let (id, link) = invites(installation, role, called, departments);
    let password = "five loaves and two fishes";
    let joined = accept::accept(installation, link, name(called), password);
    match runtime.block_on(joined).unwrap() {
        Begun::Complete(token) => (id, format!("__Host-whynot={token}")),
        Begun::AwaitsCode(_) => panic!("nobody has set up a second step"),
    }
}

fn survey_file(kind: &str, number: usize) -> Survey {
    let mut survey = whynot::survey::file::read(SURVEY_FILE).expect("the survey file");
    survey.slug = format!("{kind}-{number:03}").parse().expect("a slug");
    let title = format!("Why do people avoid brand number {number}?");
    survey.questionnaire.title = Localized::everywhere(title);
    survey
}

/// With its first wave open.
fn survey(installation: &Installation, kind: &str, number: usize) -> Slug {
    let survey = survey_file(kind, number);
    publish::import_survey(installation, &survey).unwrap();
    publish::open_wave(installation, &survey.slug, None).unwrap();
    survey.slug
}

/// Of new surveys; returns one of them.
fn begin_drafts(installation: &Installation, by: i64) -> DraftId {
    let begun = (0..DRAFTS).map(|number| {
        let file = whynot::survey::file::write(&survey_file("draft", number));
        let key = arrange::new_form().unwrap();
        drafts::start(installation, by, Start::File(file), key).unwrap()
    });
    let begun: Vec<DraftId> = begun.collect();
    *begun.first().expect("a draft")
}

async fn answer(installation: &Installation, slug: &Slug, times: usize, seed: usize) {
    let mut rng = StdRng::seed_from_u64(seed as u64);
    let published = publish::find_published(installation, slug).await.unwrap();
    let published = published.expect("the survey");
    let WaveState::Open { wave } = published.wave else {
        panic!("the wave is closed");
    };
    let mut replies = JoinSet::new();
    for _ in 0..times {
        let questionnaire = &published.survey.questionnaire;
        let typed = TypedAnswers::from_pairs(questionnaire, pairs(&mut rng));
        let response = form::parse(questionnaire, &typed).expect("a whole form");
        let submission = installation.new_submission_key().unwrap();
        let (installation, published) = (installation.clone(), published.clone());
        replies.spawn(async move {
            respond::respond(&installation, &published, wave, submission, response)
                .await
                .unwrap();
        });
    }
    replies.join_all().await;
}

fn pairs(rng: &mut StdRng) -> Vec<(String, String)> {
    const CHOICES: [(&str, &[&str]); 6] = [
        ("reasons", &["ads", "profile", "newsfeed", "contact"]),
        (
            "age",
            &["under-25", "25-34", "35-44", "45-54", "55-and-over"],
        ),
        ("gender", &["woman", "man"]),
        ("use", &["several-a-day", "daily", "weekly", "rarely"]),
        ("customer", &["yes", "no", "unsure"]),
        ("trust", &["1", "2", "3", "4", "5"]),
    ];
    let chosen = CHOICES.iter().map(|(code, values)| {
        let value = values.choose(rng).expect("a choice");
        (format!("q.{code}"), (*value).to_owned())
    });
    let mut pairs: Vec<_> = chosen.collect();
    let recommend = rng.random_range(0..=10_u8).to_string();
    pairs.push(("q.recommend".to_owned(), recommend));
    let words = "I would rather choose myself what I hear about, and when.";
    pairs.push(("q.comment".to_owned(), words.to_owned()));
    pairs
}

/// A survey with many people invited by address and by code.
fn invite_many(installation: &Installation) -> (Slug, i32) {
    let mut survey = survey_file("invited", 0);
    survey.charter.access = whynot::survey::charter::Access::Invitation;
    publish::import_survey(installation, &survey).unwrap();
    publish::open_wave(installation, &survey.slug, None).unwrap();
    let people = (0..INVITED).map(|number| format!("person{number}@example.org"));
    let people = people.map(|address| address.parse().expect("an address"));
    inviting::by_address(installation, &survey.slug, people.collect()).unwrap();
    let form = arrange::new_form().unwrap();
    let first = inviting::make_printed(installation, &survey.slug, CODES, form).unwrap();
    (survey.slug, first)
}
