//! Becoming a member: the first owner, invitations, links that were used.

use whynot::membership::role::Role;
use whynot::operations::member::set_up;

use super::{PASSWORD, RunningSite, target};

#[test]
fn the_first_owner_sets_the_installation_up_and_is_signed_in() {
    let site = RunningSite::open();
    let address = site.set_up_address();
    let owner = site.anonymous();
    let page = owner.get(&address);
    assert_eq!(
        (page.status, page.text("h1")),
        (200, "Make this installation yours".to_owned())
    );
    let typed = [
        ("name", "Anna Maier"),
        ("address", "Anna@Example.org"),
        ("password", PASSWORD),
    ];
    let done = owner.post(&address, &typed);
    assert_eq!(target(&done), "/sign-in/done");
    assert_eq!(target(&owner.get("/sign-in/done")), "/studio");
    let studio = owner.get("/studio");
    assert_eq!(studio.text("h1"), "Your surveys");
    assert!(studio.words(".list").contains("Why not ACME?"));
    assert!(
        owner
            .get("/studio/members")
            .words(".list")
            .contains("anna@example.org")
    );
    // Once.
    let gone = site.anonymous().get(&address);
    assert_eq!(
        (gone.status, gone.text("h1")),
        (404, "This link does not work any more".to_owned())
    );
    assert_eq!(site.anonymous().post(&address, &typed).status, 404);
    assert!(set_up::new_link(&site.installation).unwrap().is_none());
}

#[test]
fn a_mistake_keeps_what_was_typed_and_says_where_it_is() {
    let site = RunningSite::open();
    let address = site.set_up_address();
    let page = site.anonymous().post(
        &address,
        &[("name", "  "), ("address", "an\"na"), ("password", "x")],
    );
    assert_eq!(page.status, 422);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(page.attribute("#address", "value"), "an\"na");
    assert_eq!(page.attribute("#address", "aria-invalid"), "true");
    assert_eq!(
        page.count(".trouble a[href='#name'], .trouble a[href='#address']"),
        2
    );
    let page = site.anonymous().post(
        &address,
        &[
            ("name", "Anna"),
            ("address", "anna@example.org"),
            ("password", "anna@example.org"),
        ],
    );
    assert_eq!(page.status, 422);
    assert!(
        page.text("#password-error")
            .contains("most of this password")
    );
    // A password is never sent back.
    assert_eq!(page.attribute("#password", "value"), "");
    // The brand of a survey is known to everybody.
    let typed = [
        ("name", "Anna"),
        ("address", "anna@example.org"),
        ("password", "acme acme acme!"),
    ];
    assert_eq!(site.anonymous().post(&address, &typed).status, 422);
    assert_eq!(
        site.anonymous().get(&address).status,
        200,
        "nothing was used up"
    );
}

#[test]
fn a_newer_start_replaces_the_link_of_the_one_before() {
    let site = RunningSite::open();
    let (first, second) = (site.set_up_address(), site.set_up_address());
    assert_eq!(site.anonymous().get(&first).status, 404);
    assert_eq!(site.anonymous().get(&second).status, 200);
}

#[test]
fn an_owner_invites_by_link_and_the_link_works_once() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    owner.post("/studio/departments", &[("go", "add"), ("name", "Service")]);
    let form = owner.get("/studio/members/invite");
    let department = form.attribute("input[name=department]", "value");
    let key = form.attribute("input[name=form]", "value");
    let typed = [
        ("form", key.as_str()),
        ("name", "Esther Lind"),
        ("address", "esther@example.org"),
        ("role", "executive"),
        ("department", department.as_str()),
    ];
    let invited = owner.post("/studio/members/invite", &typed);
    assert_eq!(invited.status, 200, "{}", invited.body);
    let link = invited.text(".ticket");
    assert!(link.starts_with("http://127.0.0.1"), "{link}");
    assert!(
        invited
            .attribute("a.main", "href")
            .starts_with("mailto:esther@example.org?")
    );
    // The same button pressed twice is one invitation, with the same link.
    assert_eq!(
        owner.post("/studio/members/invite", &typed).text(".ticket"),
        link
    );
    let again = owner.post(
        "/studio/members/invite",
        &[("form", ""), typed[1], typed[2], typed[3]],
    );
    assert_eq!(again.status, 422);
    assert!(again.text("#address-error").contains("already"));

    let path = format!("/account/join/{}", link.rsplit('/').next().unwrap());
    let esther = site.anonymous();
    let welcome = esther.get(&path);
    assert_eq!(welcome.text("h1"), "Welcome, Esther Lind");
    assert!(welcome.text(".lead").contains("sees boards, nothing else"));
    assert_eq!(
        esther
            .post(&path, &[("name", "Esther"), ("password", "short")])
            .status,
        422
    );
    let joined = esther.post(&path, &[("name", "Esther Lind"), ("password", PASSWORD)]);
    assert_eq!(target(&joined), "/sign-in/done");
    assert_eq!(target(&esther.get("/sign-in/done")), "/studio/boards");
    let boards = esther.get("/studio/boards");
    assert_eq!(boards.text(".empty h2"), "Nobody has given you a board yet");
    assert_eq!(site.anonymous().get(&path).status, 404);
    let twice = site
        .anonymous()
        .post(&path, &[("name", "E"), ("password", PASSWORD)]);
    assert_eq!(twice.status, 404);
    let members = owner.get("/studio/members").words(".list");
    assert!(members.contains("Executive, Service"), "{members}");
}

#[test]
fn a_link_is_over_after_a_week() {
    use whynot::clock::Clock;
    use whynot::operations::installation::Installation;
    use whynot::operations::member::MemberError;
    use whynot::operations::member::accept;
    use whynot::operations::member::invite::{self, NewMember};

    let engine = crate::engine::Engine::sqlite().unwrap();
    let new = NewMember {
        address: "esther@example.org".parse().unwrap(),
        name: whynot::membership::name::Name::parse("Esther").unwrap(),
        role: Role::Executive,
        departments: Vec::new(),
    };
    let link = invite::new_link().unwrap();
    let set_up_link = {
        let installation = engine.open_on("2026-11-24");
        invite::invite(&installation, &new, link).unwrap();
        set_up::new_link(&installation).unwrap().unwrap()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (day, is_good) in [("2026-12-01", true), ("2026-12-02", false)] {
        let clock = Clock::Fixed(day.parse().unwrap());
        let installation = Installation::open(engine.url.clone(), &engine.keys(), clock).unwrap();
        let opened = runtime.block_on(accept::open(&installation, link));
        assert_eq!(opened.is_ok(), is_good, "{day}");
        assert!(is_good || matches!(opened, Err(MemberError::LinkGone)));
        let is_open = runtime.block_on(set_up::is_open(&installation, set_up_link));
        assert_eq!(is_open.unwrap(), is_good, "{day}");
    }
}

#[test]
fn looking_at_a_link_spends_nothing_and_stores_only_its_hash() {
    let site = RunningSite::open();
    let address = site.set_up_address();
    for _ in 0..3 {
        assert_eq!(site.anonymous().get(&address).status, 200);
    }
    let token = address.rsplit('/').next().unwrap();
    for file in std::fs::read_dir(site.engine.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let is_in = |needle: &str| {
                bytes
                    .windows(needle.len())
                    .any(|window| window == needle.as_bytes())
            };
            assert!(
                !is_in(token) && !is_in(&token.to_uppercase()),
                "{}",
                path.display()
            );
        }
    }
}
