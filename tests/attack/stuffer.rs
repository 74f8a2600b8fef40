//! The stuffer holds invitations and wants more answers counted than he has of
//! them: sends codes again, at once to two processes, after a release, after
//! taking his answer back, in another survey and in another wave; changes their
//! bits, and makes codes up.

use std::collections::HashSet;
use std::sync::Barrier;

use rand::RngExt;
use whynot::operations::invite;
use whynot::operations::publish;
use whynot::operations::respond::RespondError;
use whynot::operations::withdraw;
use whynot::privacy::crockford;
use whynot::privacy::invitation::InvitationCode;
use whynot::privacy::pass::{Pass, Ticket};
use whynot::privacy::pool_cipher::{Place, PoolRow};
use whynot::privacy::prf::InvitationKey;
use whynot::privacy::receipt::PoolRowKey;
use whynot::store::connection::DatabaseUrl;
use whynot::store::{Store, passes, pool, surveys};

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World};
use crate::engine::{Engine, on_both_engines};
use crate::process::{Form, Server, client};

/// What a code is as a number of 80 bits.
fn number_of(code: InvitationCode) -> u128 {
    crockford::decode(&code.to_string().replace('-', ""), 16).unwrap()
}

fn code_of(number: u128) -> InvitationCode {
    crockford::encode(number, 16).parse().unwrap()
}

/// Every code with one bit changed, and codes out of thin air.
fn forged(codes: &[InvitationCode]) -> Vec<InvitationCode> {
    let mut random = whynot::random::generator().unwrap();
    let flipped = (0..80).map(|bit| code_of(number_of(codes[0]) ^ (1 << bit)));
    let made_up = (0..200).map(|_| code_of(random.random::<u128>() >> 48));
    flipped.chain(made_up).collect()
}

impl World {
    fn prints(&self, count: usize) -> Vec<InvitationCode> {
        invite::by_printed_codes(&self.installation, &self.slug, count).expect("codes")
    }

    /// How many of these codes give one more answer.
    async fn stuffs(&self, codes: &[InvitationCode]) -> usize {
        let mut taken = 0;
        for (mark, &code) in (0..).zip(codes) {
            match self.tries(mark, Some(code)).await {
                Ok(_) => taken += 1,
                Err(RespondError::NotInvited) => {}
                Err(error) => panic!("{error}"),
            }
        }
        taken
    }
}

on_both_engines! {
    async fn the_stuffer_gets_one_answer_an_invitation(engine: &Engine) {
        let world = World::by_invitation(engine.open());
        let codes = world.prints(FIRST_THRESHOLD);
        assert_eq!(world.stuffs(&codes[1..]).await, FIRST_THRESHOLD - 1);
        let replayed = world.stuffs(&codes[1..]).await;
        let last = world.tries(99, Some(codes[0])).await.unwrap();
        world.sees_released(FIRST_RELEASE as u64).await;
        let after_a_release = world.stuffs(&codes).await;
        withdraw::withdraw(&world.installation, &world.published().await, last.code).await.unwrap();
        let after_a_withdrawal = world.stuffs(&codes[..1]).await;
        let forgeries = forged(&codes);
        let made_up = world.stuffs(&forgeries).await;
        publish::close_wave(&world.installation, &world.slug).unwrap();
        publish::open_wave(&world.installation, &world.slug, None).unwrap();
        let in_the_next_wave = world.stuffs(&codes).await;
        let twice_in_it = world.stuffs(&codes).await;
        println!(
            "stuffer: {} codes; more answers by replaying {replayed}, after a release \
             {after_a_release}, after withdrawing {after_a_withdrawal}, by {} forgeries {made_up}; \
             in the next wave {in_the_next_wave} of {}, and {twice_in_it} more",
            codes.len(), forgeries.len(), codes.len(),
        );
        assert_eq!([replayed, after_a_release, after_a_withdrawal, made_up, twice_in_it], [0; 5]);
        assert_eq!(in_the_next_wave, codes.len());
    }

    async fn of_many_who_race_with_one_code_in_two_processes_one_wins(engine: &Engine) {
        let world = World::by_invitation(engine.open());
        let codes: Vec<String> = world.prints(12).iter().map(ToString::to_string).collect();
        drop(world);
        let servers = [Server::start(engine), Server::start(engine)];
        // On threads of their own: the client drives a runtime.
        let won: Vec<usize> = std::thread::scope(|scope| {
            let racing = scope.spawn(|| codes.iter().map(|code| race(&servers, code)).collect());
            racing.join().unwrap()
        });
        println!("stuffer: answers of 8 racers with one code in two processes: {won:?}");
        assert_eq!(won, vec![1; codes.len()]);
    }

    async fn the_stuffer_wins_where_a_writer_looks_first_and_spends_later(engine: &Engine) {
        let place = open_place(engine);
        let pass = Pass([7; 16]);
        let looked = Barrier::new(2);
        std::thread::scope(|scope| {
            for racer in 0..2 {
                let (url, looked) = (engine.url.clone(), &looked);
                scope.spawn(move || careless_writer(url, place, pass, racer, looked));
            }
        });
        let store = Store::open(engine.url.clone()).unwrap();
        let answers = pool::count(&mut store.connection().unwrap(), place).unwrap();
        println!("stuffer: answers with one code at a writer that looks first: {answers}");
        assert_eq!(answers, 2);
    }

    async fn the_stuffer_wins_where_codes_are_not_authenticated(engine: &Engine) {
        let place = open_place(engine);
        let key = InvitationKey::from_bytes([7; 32]);
        let codes = forged(&[code_of(1)]);
        // Whatever decrypts is taken for an invitation.
        let tickets = codes.iter().map(|&code| Ticket::of(&key, place, code).pass);
        let tickets: Vec<Pass> = tickets.collect::<HashSet<_>>().into_iter().collect();
        let store = Store::open(engine.url.clone()).unwrap();
        let spent = store.in_transaction(|connection| {
            passes::insert_waiting(connection, place.survey, &tickets)
        });
        let spent = spent.unwrap().len();
        println!("stuffer: forgeries taken without authentication: {spent} of {}", codes.len());
        // Nearly all differ in the number that they decrypt to.
        assert!(spent > codes.len() - 3);
    }
}

/// How many of eight forms with one code are answered with a receipt, four at
/// each server at once.
fn race(servers: &[Server; 2], code: &str) -> usize {
    let racers = 8;
    let start = Barrier::new(racers);
    std::thread::scope(|scope| {
        let sent: Vec<_> = (0..racers)
            .map(|racer| {
                let start = &start;
                let base = &servers[racer % 2].base;
                scope.spawn(move || {
                    let mut form = Form::new(1, &[("mark", &racer.to_string())]);
                    form.pairs.push(("i".to_owned(), code.to_owned()));
                    let client = client();
                    start.wait();
                    form.send(&client, base, "watched")
                })
            })
            .collect();
        let answers = sent.into_iter().map(|sent| sent.join().unwrap());
        let won = answers.filter(|answer| match answer {
            Ok(_) => true,
            Err(Some(422)) => false,
            Err(other) => panic!("{other:?}"),
        });
        won.count()
    })
}

fn open_place(engine: &Engine) -> Place {
    let world = World::by_invitation(engine.open());
    let store = Store::open(engine.url.clone()).unwrap();
    let row = surveys::find_survey(&mut store.connection().unwrap(), world.slug.as_str());
    Place {
        survey: row.unwrap().unwrap().id,
        wave: 1,
    }
}

/// Two transactions instead of one, and no heed of what the second says.
fn careless_writer(url: DatabaseUrl, place: Place, pass: Pass, racer: u8, looked: &Barrier) {
    let store = Store::open(url).unwrap();
    let spent = passes::find_spent(&mut store.connection().unwrap(), place.survey, &[pass]);
    let is_good = !spent.unwrap().contains(&pass);
    looked.wait();
    if is_good {
        let row = PoolRow {
            row_key: PoolRowKey([racer; 16]),
            nonce: [0; 24],
            ciphertext: vec![0; 64],
        };
        let stored = store.in_transaction(|connection| {
            passes::insert_waiting(connection, place.survey, &[pass])?;
            pool::insert_missing(connection, place, &[row])
        });
        assert_eq!(stored.unwrap(), 1);
    }
}
