//! The verbs around members on both engines: their lives, what happens at once,
//! and what time does to sessions.

use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::membership::session::SessionToken;
use whynot::operations::installation::Installation;
use whynot::operations::member::accept;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::member::second_step::{self, SecondStep};
use whynot::operations::member::session::{self, Begun};
use whynot::operations::member::sign_in::{enter_code, sign_in};
use whynot::operations::member::{MemberError, departments, password, roster, set_up};

use crate::engine::{Engine, on_both_engines};

const PASSWORD: &str = "five loaves and two fishes";

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn new_member(who: &str, role: Role) -> NewMember {
    NewMember {
        address: format!("{who}@example.org").parse().expect("an address"),
        name: name(who),
        role,
        departments: Vec::new(),
    }
}

/// Somebody who has joined; their id.
async fn joined(installation: &Installation, who: &str, role: Role) -> i64 {
    let link = invite::new_link().expect("randomness");
    let id = invite::invite(installation, &new_member(who, role), link).expect("an invitation");
    accept::accept(installation, link, name(who), PASSWORD)
        .await
        .expect("they join");
    id
}

fn complete(begun: Begun) -> SessionToken {
    match begun {
        Begun::Complete(token) => token,
        Begun::AwaitsCode(_) => panic!("no code was asked for"),
    }
}

async fn signed_in(installation: &Installation, who: &str) -> SessionToken {
    let begun = sign_in(installation, &format!("{who}@example.org"), PASSWORD).await;
    complete(begun.expect("the right password"))
}

on_both_engines! {
    async fn a_member_lives_from_the_set_up_link_to_the_removal(engine: &Engine) {
        let installation = engine.open();
        let link = set_up::new_link(&installation).unwrap().expect("there is no owner");
        let address = "olivia@example.org".parse().unwrap();
        let begun = set_up::set_up(&installation, link, address, name("Olivia"), PASSWORD).await;
        let owner = session::find(&installation, complete(begun.unwrap())).await.unwrap();
        assert_eq!(owner.unwrap().member.role, Role::Owner);

        let service = departments::add(&installation, &name("Service")).unwrap();
        let mut new = new_member("esther", Role::Executive);
        new.departments = vec![service, 77];
        let link = invite::new_link().unwrap();
        let esther = invite::invite(&installation, &new, link).unwrap();
        assert_eq!(invite::invite(&installation, &new, link).unwrap(), esther);
        let other = invite::new_link().unwrap();
        let again = invite::invite(&installation, &new, other);
        assert!(matches!(again, Err(MemberError::KnownAddress)));
        let nobody = sign_in(&installation, "esther@example.org", PASSWORD).await;
        assert!(matches!(nobody, Err(MemberError::WrongPassword)), "has not joined");
        accept::accept(&installation, link, name("Esther"), PASSWORD).await.unwrap();
        let line = roster::find(&installation, esther).unwrap();
        assert_eq!(line.standing, roster::Standing::Joined { day: "2026-11-24".to_owned() });
        assert_eq!(line.departments.len(), 1);

        let token = signed_in(&installation, "esther").await;
        roster::remove(&installation, esther).unwrap();
        assert_eq!(session::find(&installation, token).await.unwrap(), None);
        assert!(matches!(roster::find(&installation, esther), Err(MemberError::Unknown)));
        assert!(matches!(roster::remove(&installation, esther), Err(MemberError::Unknown)));
    }

    async fn a_link_used_twice_at_once_works_once(engine: &Engine) {
        let installation = engine.open();
        let link = set_up::new_link(&installation).unwrap().unwrap();
        let mut attempts = tokio::task::JoinSet::new();
        for number in 0..4 {
            let installation = installation.clone();
            attempts.spawn(async move {
                let address = format!("owner{number}@example.org").parse().unwrap();
                set_up::set_up(&installation, link, address, name("O"), PASSWORD).await.is_ok()
            });
        }
        let owners = attempts.join_all().await;
        assert_eq!(owners.iter().filter(|is_owner| **is_owner).count(), 1, "{owners:?}");

        let link = invite::new_link().unwrap();
        invite::invite(&installation, &new_member("esther", Role::Executive), link).unwrap();
        let mut attempts = tokio::task::JoinSet::new();
        for number in 0..4 {
            let installation = installation.clone();
            attempts.spawn(async move {
                let password = format!("{PASSWORD} {number}");
                accept::accept(&installation, link, name("E"), &password).await.is_ok()
            });
        }
        let joined = attempts.join_all().await;
        assert_eq!(joined.iter().filter(|has_joined| **has_joined).count(), 1, "{joined:?}");
    }

    async fn two_owners_who_demote_each_other_at_once_leave_one(engine: &Engine) {
        let installation = engine.open();
        let anna = joined(&installation, "anna", Role::Owner).await;
        let bert = joined(&installation, "bert", Role::Owner).await;
        let mut attempts = tokio::task::JoinSet::new();
        for id in [anna, bert] {
            let installation = installation.clone();
            attempts.spawn_blocking(move || {
                let changed =
                    roster::change(&installation, id, &name("X"), Role::Executive, &[]);
                match changed {
                    Ok(()) => true,
                    Err(MemberError::OnlyOwner) => false,
                    Err(error) => panic!("{error}"),
                }
            });
        }
        let demoted = attempts.join_all().await;
        assert_eq!(demoted.iter().filter(|is_demoted| **is_demoted).count(), 1);
        let roster = roster::list(&installation).unwrap();
        let owners = roster.iter().filter(|line| line.member.role == Role::Owner);
        assert_eq!(owners.count(), 1);
    }

    async fn a_recovery_code_used_twice_at_once_works_once(engine: &Engine) {
        let installation = engine.open();
        let anna = joined(&installation, "anna", Role::Marketer).await;
        second_step::start(&installation, anna).await.unwrap();
        let SecondStep::Started(secret) = second_step::state(&installation, anna).await.unwrap()
        else {
            panic!("it was started");
        };
        let midnight = whynot::clock::Clock::Fixed("2026-11-24".parse().unwrap()).half_minute();
        let codes = second_step::confirm(&installation, anna, secret.code(midnight), 7).await;
        let code = codes.unwrap()[0].to_string();
        let mut sessions = Vec::new();
        for _ in 0..2 {
            let begun = sign_in(&installation, "anna@example.org", PASSWORD).await.unwrap();
            let Begun::AwaitsCode(token) = begun else {
                panic!("a code is asked for");
            };
            assert_eq!(session::find(&installation, token).await.unwrap(), None);
            sessions.push(token);
        }
        let mut attempts = tokio::task::JoinSet::new();
        for token in sessions {
            let (installation, code) = (installation.clone(), code.clone());
            attempts.spawn(async move { enter_code(&installation, token, code).await.is_ok() });
        }
        let entered = attempts.join_all().await;
        assert_eq!(entered.iter().filter(|is_in| **is_in).count(), 1, "{entered:?}");
        let SecondStep::On { codes_left } =
            second_step::state(&installation, anna).await.unwrap()
        else {
            panic!("it is on");
        };
        assert_eq!(codes_left, 9);
        roster::remove(&installation, anna).unwrap();
    }

    async fn sessions_end_when_they_are_old_or_unused(engine: &Engine) {
        let (used, unused) = {
            let installation = engine.open_on("2026-11-01");
            joined(&installation, "anna", Role::Marketer).await;
            (signed_in(&installation, "anna").await, signed_in(&installation, "anna").await)
        };
        for (day, used_holds, unused_holds) in [
            ("2026-11-08", true, None),
            ("2026-11-14", true, Some(false)),
            ("2026-11-20", true, Some(false)),
            ("2026-11-26", true, Some(false)),
            ("2026-12-01", true, None),
            ("2026-12-02", false, None),
        ] {
            let installation = engine.open_on(day);
            let found = session::find(&installation, used).await.unwrap();
            assert_eq!(found.is_some(), used_holds, "used, {day}");
            if let Some(holds) = unused_holds {
                let found = session::find(&installation, unused).await.unwrap();
                assert_eq!(found.is_some(), holds, "unused, {day}");
            }
        }
        // Signing in clears away what nobody can use.
        let installation = engine.open_on("2026-12-02");
        let token = signed_in(&installation, "anna").await;
        let anna = session::find(&installation, token).await.unwrap().unwrap().member;
        assert_eq!(session::list(&installation, anna.id).await.unwrap().len(), 1);
    }

    async fn a_changed_password_ends_links_and_other_sessions(engine: &Engine) {
        let installation = engine.open();
        let id = joined(&installation, "anna", Role::Marketer).await;
        let (here, there) =
            (signed_in(&installation, "anna").await, signed_in(&installation, "anna").await);
        let link = invite::new_link().unwrap();
        invite::renew(&installation, id, link).unwrap();
        let anna = session::find(&installation, here).await.unwrap().unwrap();
        let new = "seven baskets of broken pieces";
        let wrong = password::change(&installation, &anna.member, anna.session, "wrong", new).await;
        assert!(matches!(wrong, Err(MemberError::WrongPassword)));
        let changed =
            password::change(&installation, &anna.member, anna.session, PASSWORD, new).await;
        let renewed = changed.unwrap();
        assert!(session::find(&installation, renewed).await.unwrap().is_some());
        for gone in [here, there] {
            assert_eq!(session::find(&installation, gone).await.unwrap(), None);
        }
        let opened = accept::open(&installation, link).await;
        assert!(matches!(opened, Err(MemberError::LinkGone)));
    }
}
