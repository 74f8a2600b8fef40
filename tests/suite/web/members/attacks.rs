//! Those who try: foreign forms, planted sessions, lesser roles, other people's
//! things, guesses.

use whynot::limits::FAILURES_FREE;
use whynot::membership::role::Role;
use whynot::web::routes::{TABLE, Who};

use super::{Actor, PASSWORD, RunningSite, target};

/// Every address that takes a form for which one signs in.
fn forms() -> impl Iterator<Item = String> {
    let for_members = TABLE.iter().filter(|entry| {
        matches!(entry.who, Who::Member | Who::Marketer | Who::Owner)
            && entry.methods.contains("POST")
    });
    for_members.map(|entry| entry.path.replace("{id}", "0"))
}

#[test]
fn a_form_of_another_site_changes_nothing_even_with_the_right_mark() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let mark = owner.mark();
    for path in forms() {
        for fetch_site in ["cross-site", "same-site", "none"] {
            let page = owner.post_from(fetch_site, &path, &[("mark", &mark)]);
            assert_eq!(page.status, 403, "{path} from {fetch_site}");
            assert_eq!(page.text("h1"), "This form did not come from here");
        }
        // A browser that says nothing, and one that is too old to say more.
        assert_eq!(
            owner.send(owner.form(&path, &[("mark", &mark)])).status,
            403
        );
        let foreign = owner
            .form(&path, &[("mark", &mark)])
            .header("origin", "https://evil.example");
        assert_eq!(owner.send(foreign).status, 403);
    }
    assert!(owner.is_signed_in(), "nor was anybody signed out");
    let ours = owner.form("/sign-out", &[("mark", &mark)]);
    let ours = ours.header("origin", site.address.clone());
    assert_eq!(owner.send(ours).status, 303, "an older browser of ours");
}

#[test]
fn a_form_without_the_mark_of_its_session_changes_nothing() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let other = site.signed_in(Role::Owner, "Bert");
    let token = owner.cookie.borrow().clone().unwrap();
    for path in forms() {
        for mark in ["", "0000000000000000000000000", &other.mark(), &token] {
            let page = owner.post_from("same-origin", &path, &[("mark", mark)]);
            assert_eq!(page.status, 403, "{path} with “{mark}”");
        }
    }
    assert!(owner.is_signed_in());
}

#[test]
fn nobody_is_signed_in_by_a_form_of_another_site() {
    let site = RunningSite::open();
    let mallory = site.member(Role::Marketer, "Mallory");
    let victim = site.anonymous();
    let typed = [
        ("address", mallory.address.as_str()),
        ("password", PASSWORD),
    ];
    assert_eq!(
        victim.post_from("cross-site", "/sign-in", &typed).status,
        403
    );
    assert!(victim.cookie.borrow().is_none());
}

#[test]
fn a_planted_session_is_not_taken_over_by_signing_in() {
    let site = RunningSite::open();
    let anna = site.member(Role::Marketer, "Anna");
    // Made up, and a real one of somebody else.
    let mallory = site.signed_in(Role::Marketer, "Mallory");
    let real = mallory.cookie.borrow().clone().unwrap();
    for planted in ["0000000000000000000000000".to_owned(), real] {
        *anna.cookie.borrow_mut() = Some(planted.clone());
        assert_eq!(anna.signs_in(PASSWORD).status, 303);
        assert_ne!(anna.cookie.borrow().clone().unwrap(), planted);
        let attacker = site.anonymous();
        *attacker.cookie.borrow_mut() = Some(planted);
        assert!(
            !attacker.is_signed_in(),
            "the planted token is good for nothing"
        );
    }
    let set = anna.signs_in(PASSWORD);
    let cookie = set.header("set-cookie");
    for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[test]
fn nobody_gives_themselves_more_than_they_have() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    for role in [Role::Marketer, Role::Executive] {
        let actor = site.signed_in(role, &format!("some-{role}"));
        let own = format!("/studio/members/{}", actor.id);
        let others = format!("/studio/members/{}", owner.id);
        for (path, pairs) in [
            (
                &own,
                vec![("go", "save"), ("name", "Me"), ("role", "owner")],
            ),
            (&others, vec![("go", "remove-yes")]),
            (&others, vec![("go", "link")]),
            (&others, vec![("go", "second-step")]),
            (
                &"/studio/members/invite".to_owned(),
                vec![
                    ("name", "X"),
                    ("address", "x@example.org"),
                    ("role", "owner"),
                ],
            ),
            (
                &"/studio/departments".to_owned(),
                vec![("go", "add"), ("name", "X")],
            ),
        ] {
            let page = actor.post(path, &pairs);
            assert_eq!(page.status, 404, "{role} at {path}: {pairs:?}");
        }
        // A role that comes along with one's own forms is not read.
        actor.post(
            "/account/sessions",
            &[("go", "end-others"), ("role", "owner")],
        );
    }
    let roster = owner.get("/studio/members").words(".list");
    assert_eq!(roster.matches("Owner").count(), 1, "{roster}");
    assert!(!roster.contains("x@example.org"));
}

#[test]
fn a_role_that_is_taken_away_is_gone_at_once() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let anna = site.signed_in(Role::Owner, "Anna");
    let page = format!("/studio/members/{}", anna.id);
    owner.post(
        &page,
        &[("go", "save"), ("name", "Anna"), ("role", "executive")],
    );
    assert_eq!(anna.get("/studio/members").status, 404);
    assert_eq!(anna.get("/studio/boards").status, 200);
    owner.post(&page, &[("go", "remove-yes")]);
    assert!(!anna.is_signed_in());
    assert_eq!(anna.signs_in(PASSWORD).status, 422);
}

#[test]
fn somebody_elses_session_is_not_there() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Owner, "Anna");
    let mallory = site.signed_in(Role::Owner, "Mallory");
    let session = anna
        .get("/account")
        .attribute("input[name=session]", "value");
    for pairs in [
        vec![("go", "end"), ("session", session.as_str())],
        vec![
            ("go", "name"),
            ("session", session.as_str()),
            ("name", "Mine"),
        ],
        vec![("go", "end"), ("session", "1")],
        vec![("go", "end"), ("session", "x")],
    ] {
        assert_eq!(
            mallory.post("/account/sessions", &pairs).status,
            404,
            "{pairs:?}"
        );
    }
    mallory.post("/account/sessions", &[("go", "end-others")]);
    assert!(anna.is_signed_in());
    assert!(!anna.get("/account").body.contains("Mine"));
}

#[test]
fn an_address_that_nobody_has_looks_like_a_wrong_password_and_costs_as_much() {
    let site = RunningSite::open();
    let anna = site.member(Role::Marketer, "Anna");
    let owner = site.signed_in(Role::Owner, "Olivia");
    owner.post(
        "/studio/members/invite",
        &[("name", "I"), ("address", "invited@example.org")],
    );
    let mut bodies = Vec::new();
    for address in [
        anna.address.as_str(),
        "nobody@example.org",
        "invited@example.org",
        "no address",
    ] {
        let before = site.installation.passwords_hashed();
        let typed = [
            ("address", address),
            ("password", "a guess that is long enough"),
        ];
        let page = site.anonymous().post("/sign-in", &typed);
        assert_eq!(page.status, 422);
        assert_eq!(
            site.installation.passwords_hashed() - before,
            1,
            "{address}"
        );
        bodies.push(page.body.replace(address, ""));
    }
    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn guesses_at_one_account_are_slowed_whether_it_exists_or_not() {
    let site = RunningSite::open();
    let anna = site.member(Role::Marketer, "Anna");
    let bert = site.member(Role::Marketer, "Bert");
    let mut answers = Vec::new();
    for address in [anna.address.as_str(), "nobody@example.org"] {
        let guess = |password: &str| {
            let typed = [("address", address), ("password", password)];
            site.anonymous().post("/sign-in", &typed)
        };
        for _ in 0..FAILURES_FREE {
            assert_eq!(guess("a guess that is long enough").status, 422);
        }
        let before = site.installation.passwords_hashed();
        let page = guess(PASSWORD);
        assert_eq!((page.status, page.header("retry-after")), (429, "30"));
        assert!(page.text(".trouble").contains("try again in half a minute"));
        assert_eq!(
            page.attribute("#address", "value"),
            address,
            "the input is kept"
        );
        assert_eq!(
            site.installation.passwords_hashed(),
            before,
            "no work is done"
        );
        answers.push(page.body.replace(address, ""));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(bert.signs_in(PASSWORD).status, 303, "others are free");
}

#[test]
fn codes_cannot_be_tried_out() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    anna.post("/account/second-step", &[("go", "start")]);
    let guess = |actor: &Actor<'_>| {
        let typed = [("go", "confirm"), ("code", "000000")];
        actor.post("/account/second-step", &typed).status
    };
    for _ in 0..FAILURES_FREE {
        assert_eq!(guess(&anna), 422);
    }
    assert_eq!(guess(&anna), 429);
}

#[test]
fn a_session_is_not_stored_as_it_travels() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let token = anna.cookie.borrow().clone().unwrap();
    for file in std::fs::read_dir(site.engine.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let is_in = bytes
                .windows(token.len())
                .any(|window| window == token.as_bytes());
            assert!(!is_in, "{}", path.display());
        }
    }
}

#[test]
fn nobody_is_sent_to_another_site_after_signing_in() {
    let site = RunningSite::open();
    let anna = site.member(Role::Marketer, "Anna");
    let over_long = format!("/studio/boards/7?by={}", "a".repeat(5_000));
    for to in [
        "https://evil.example",
        "https:evil.example",
        "//evil.example",
        "/\\evil.example",
        "/studio/\\evil.example",
        "/studio?a=b\r\nset-cookie: c=d",
        "/studio?to=//evil.example",
        "/s/acme",
        &over_long,
    ] {
        let address = anna.address.clone();
        let typed = [
            ("address", address.as_str()),
            ("password", PASSWORD),
            ("to", to),
        ];
        assert_eq!(
            target(&anna.post("/sign-in", &typed)),
            "/sign-in/done",
            "{to}"
        );
        anna.post("/sign-out", &[]);
    }
    let stranger = site.anonymous().get("/studio/boards");
    assert_eq!(target(&stranger), "/sign-in?to=%2Fstudio%2Fboards");
}
