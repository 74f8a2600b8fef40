//! Every row of the route table × every actor.

use whynot::membership::role::Role;
use whynot::web::routes::{Entry, TABLE, Who};

use super::{Actor, PASSWORD, RunningSite, target};

/// An address of the row that the actor knows of, with things that do not exist.
fn path_of(entry: &Entry) -> String {
    entry
        .path
        .replace("{slug}", "acme")
        .replace("{token}", "0000000000000000000000000")
        .replace("{code}", "0000-0000-0000-0000")
        .replace("{id}", "0")
        .replace("{draft}", "0")
        .replace("{first}", "0")
        .replace("{item}", "0000000000000000")
        .replace("{question}", "use")
        .replace("{format}", "svg")
        .replace("{name}", "nothing.css")
}

/// A row of which nothing exists in these tests.
fn names_something(entry: &Entry) -> bool {
    // A question has no results yet.
    ["{id}", "{draft}", "{question}", "{first}"]
        .iter()
        .any(|name| entry.path.contains(name))
}

fn is_for_members(entry: &Entry) -> bool {
    matches!(entry.who, Who::Member | Who::Marketer | Who::Owner)
}

/// What the table says of this role.
fn may(entry: &Entry, role: Role) -> bool {
    match entry.who {
        Who::Owner => role == Role::Owner,
        Who::Marketer => role != Role::Executive,
        _ => true,
    }
}

fn assert_reads_as_the_table_says(entry: &Entry, actor: &Actor<'_>, role: Role) {
    let path = path_of(entry);
    let page = actor.get(&path);
    let expected = match (may(entry, role), entry.methods) {
        (false, "POST") | (true, "POST") => 405,
        (true, _) if names_something(entry) => 404,
        (true, _) => 200,
        (false, _) => 404,
    };
    assert_eq!(page.status, expected, "{role} reads {path}");
}

#[test]
fn every_address_for_members_admits_whom_the_table_names() {
    let site = RunningSite::open();
    let actors = Role::ALL.map(|role| (role, site.signed_in(role, &format!("some-{role}"))));
    let rows: Vec<&Entry> = TABLE.iter().filter(|entry| is_for_members(entry)).collect();
    assert!(rows.len() >= 10, "{}", rows.len());
    for entry in rows {
        for (role, actor) in &actors {
            assert_reads_as_the_table_says(entry, actor, *role);
        }
        let path = path_of(entry);
        let stranger = site.anonymous().get(&path);
        match entry.methods {
            "POST" => assert_eq!(stranger.status, 405, "{path}"),
            _ => assert!(target(&stranger).starts_with("/sign-in?to=%2F"), "{path}"),
        }
    }
}

#[test]
fn every_form_of_members_is_refused_to_whom_the_table_does_not_name() {
    let site = RunningSite::open();
    let actors = Role::ALL.map(|role| (role, site.signed_in(role, &format!("some-{role}"))));
    let takes_forms = |entry: &&Entry| is_for_members(entry) && entry.methods.contains("POST");
    for entry in TABLE.iter().filter(takes_forms) {
        let path = path_of(entry);
        let stranger = site.anonymous().post(&path, &[("go", "nothing")]);
        assert_eq!(target(&stranger), "/sign-in", "{path}");
        for (role, actor) in actors.iter().filter(|(role, _)| !may(entry, *role)) {
            let page = actor.post(&path, &[("go", "nothing")]);
            assert_eq!(page.status, 404, "{role} posts to {path}");
        }
    }
}

/// Respondents, links and the operator meet no session, whatever they carry.
#[test]
fn no_address_for_others_reads_or_sets_a_cookie() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let for_others = |entry: &&Entry| {
        matches!(entry.who, Who::Anybody | Who::LinkHolder | Who::Operator)
            // Its counters move with every request.
            && entry.path != "/metrics"
    };
    let mut seen = 0;
    for entry in TABLE.iter().filter(for_others) {
        let path = path_of(entry);
        let (with, without) = (owner.get(&path), site.anonymous().get(&path));
        assert_eq!(with.status, without.status, "{path}");
        assert_eq!(
            without_keys(&with.body),
            without_keys(&without.body),
            "{path}"
        );
        assert_eq!(with.header("set-cookie"), "", "{path}");
        assert_eq!(with.header("vary"), without.header("vary"), "{path}");
        seen += 1;
    }
    assert!(seen > 8);
    // Answering too, as an owner.
    let page = owner.get("/s/acme");
    let key = page.attribute("input[name=s]", "value");
    let answer = [
        ("s", key.as_str()),
        ("w", "1"),
        ("p", "0"),
        ("go", "next"),
        ("q.use", "no"),
    ];
    let sent = owner.post("/s/acme", &answer);
    assert_eq!((page.status, sent.status), (200, 200));
    assert_eq!(sent.header("set-cookie"), "");
}

/// Each form of respondents has a key of its own.
fn without_keys(page: &str) -> String {
    let mut pieces = page.split("name=\"s\" value=\"");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('"').map_or("", |(_, rest)| rest));
    }
    text
}

#[test]
fn nobody_but_the_gate_and_its_pages_names_the_cookie() {
    let mut naming = Vec::new();
    let mut folders = vec![folder_of_sources()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let names = ["__Host-", "COOKIE", "cookie::read", "half_minute()"];
                if names.iter().any(|name| text.contains(name)) {
                    naming.push(path.strip_prefix(folder_of_sources()).unwrap().to_owned());
                }
            }
        }
    }
    naming.sort();
    for path in &naming {
        // Messages to programs outside say a half-minute, too.
        let rooms = [
            "web/gate",
            "web/account",
            "operations/member",
            "operations/webhook",
        ];
        let is_for_members = rooms.iter().any(|room| path.starts_with(room));
        assert!(
            is_for_members,
            "{} reads what only members send",
            path.display()
        );
    }
    assert!(naming.len() >= 4, "{naming:?}");
}

fn folder_of_sources() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn whoever_only_reads_is_led_to_the_boards_and_not_into_a_wall() {
    let site = RunningSite::open();
    let executive = site.signed_in(Role::Executive, "Erin");
    for (wanted, expected) in [
        ("/studio", "/studio/boards"),
        ("/studio/surveys/acme", "/studio/boards"),
        ("/studio/boards/7", "/studio/boards/7"),
        ("/account", "/account"),
    ] {
        let page = executive.get(&format!("/sign-in/done?to={wanted}"));
        assert_eq!(target(&page), expected);
    }
    let marketer = site.signed_in(Role::Marketer, "Mara");
    assert_eq!(
        target(&marketer.get("/sign-in/done?to=/studio/members")),
        "/studio/members"
    );
}

#[test]
fn whoever_signs_in_lands_on_the_view_that_they_were_sent() {
    let site = RunningSite::open();
    let erin = site.member(Role::Executive, "Erin");
    let wanted = "/studio/boards/7?by=age&wave=2&join=0&others=joined";
    let asked = erin.get(wanted);
    let sign_in = erin.get(target(&asked));
    let carried = sign_in.attribute("input[name=to]", "value");
    assert_eq!(carried, wanted);
    let address = erin.address.clone();
    let typed = [
        ("address", address.as_str()),
        ("password", PASSWORD),
        ("to", carried.as_str()),
    ];
    let signed_in = erin.post("/sign-in", &typed);
    assert_eq!(target(&erin.get(target(&signed_in))), wanted);
}
