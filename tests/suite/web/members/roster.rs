//! The owner's pages: members and departments.

use whynot::membership::role::Role;

use super::{PASSWORD, RunningSite, target};

#[test]
fn the_only_owner_cannot_be_lost() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let own = format!("/studio/members/{}", owner.id);
    let save = [("go", "save"), ("name", "Olivia H"), ("role", "executive")];
    let page = owner.post(&own, &save);
    assert_eq!(page.status, 422);
    assert!(page.text(".trouble").contains("only owner"));
    assert_eq!(
        page.attribute("#name", "value"),
        "Olivia H",
        "the input is kept"
    );
    assert_eq!(
        page.attribute("input[name=role][checked]", "value"),
        "executive"
    );
    assert_eq!(owner.post(&own, &[("go", "remove-yes")]).status, 422);
    // Somebody who was only invited is no owner yet.
    let invited = [
        ("name", "B"),
        ("address", "b@example.org"),
        ("role", "owner"),
    ];
    assert_eq!(owner.post("/studio/members/invite", &invited).status, 200);
    assert_eq!(owner.post(&own, &save).status, 422);
    site.member(Role::Owner, "Bert");
    assert_eq!(target(&owner.post(&own, &save)), "/studio/members");
    assert_eq!(owner.get("/studio/members").status, 404);
}

#[test]
fn an_owner_helps_those_who_forgot_and_removes_those_who_leave() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let anna = site.signed_in(Role::Marketer, "Anna");
    let page = format!("/studio/members/{}", anna.id);
    let first = owner.post(&page, &[("go", "link")]).text(".ticket");
    let second = owner.post(&page, &[("go", "link")]).text(".ticket");
    let path = |link: &str| format!("/account/join/{}", link.rsplit('/').next().unwrap());
    assert_eq!(site.anonymous().get(&path(&first)).status, 404, "replaced");
    let reset = site.anonymous();
    assert_eq!(
        reset.get(&path(&second)).text("h1"),
        "Choose a new password"
    );
    assert!(anna.is_signed_in(), "nothing happens until it is used");
    let typed = [
        ("password", "seven baskets of broken pieces"),
        ("name", "Mallory"),
    ];
    assert_eq!(reset.post(&path(&second), &typed).status, 303);
    assert!(reset.is_signed_in() && !anna.is_signed_in());
    assert_eq!(anna.signs_in(PASSWORD).status, 422);
    assert_eq!(
        reset.get("/account").text("header .person > a"),
        "Anna",
        "the name stays"
    );

    assert_eq!(
        owner.post(&page, &[("go", "remove")]).text("h1"),
        "Remove Anna?"
    );
    assert!(reset.is_signed_in());
    assert_eq!(
        target(&owner.post(&page, &[("go", "remove-yes")])),
        "/studio/members"
    );
    assert!(!reset.is_signed_in());
    assert_eq!(owner.get(&page).status, 404);
}

#[test]
fn departments_are_added_renamed_and_removed() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let page = "/studio/departments";
    assert_eq!(
        target(&owner.post(page, &[("go", "add"), ("name", " Press ")])),
        page
    );
    let id = owner.get(page).attribute("input[name=department]", "value");
    let again = owner.post(page, &[("go", "add"), ("name", "Press")]);
    assert_eq!(again.status, 422);
    assert_eq!(again.attribute("#name", "value"), "Press");
    let rename = |name: &str| {
        owner.post(
            page,
            &[("go", "rename"), ("department", &id), ("name", name)],
        )
    };
    assert_eq!(rename("").status, 422);
    assert_eq!(target(&rename("Product & Press")), page);
    let own = format!("/studio/members/{}", owner.id);
    let save = [
        ("go", "save"),
        ("name", "Olivia"),
        ("role", "owner"),
        ("department", id.as_str()),
        ("department", "77"),
    ];
    owner.post(&own, &save);
    assert!(
        owner
            .get("/studio/members")
            .words(".list")
            .contains("Owner, Product & Press")
    );
    assert_eq!(
        target(&owner.post(page, &[("go", "remove"), ("department", &id)])),
        page
    );
    assert_eq!(owner.get(page).count("input[name=department]"), 0);
    let gone = owner.post(page, &[("go", "remove"), ("department", &id)]);
    assert_eq!(gone.status, 404);
    assert!(
        !owner
            .get("/studio/members")
            .words(".list")
            .contains("Press")
    );
}

#[test]
fn the_pages_are_small_run_nothing_and_load_only_from_this_house() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    for path in [
        "/sign-in/done",
        "/account",
        "/account/password",
        "/account/second-step",
        "/studio",
        "/studio/boards",
        "/studio/members",
        "/studio/members/invite",
        "/studio/departments",
    ] {
        let page = owner.get(path);
        let page = if page.status == 303 {
            owner.get(target(&page))
        } else {
            page
        };
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'"),
            "{path}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(
            page.count("script, iframe, [style], [onclick], style"),
            0,
            "{path}"
        );
        assert!(page.body.len() < 100_000, "{path}");
        assert_eq!(page.count("h1"), 1, "{path}");
        let sheet = owner.get(&page.attribute("link[rel=stylesheet]", "href"));
        assert_eq!(sheet.status, 200);
    }
}
