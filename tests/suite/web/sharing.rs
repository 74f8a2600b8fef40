//! Boards that are arranged and given: who sees which, by which door, and what
//! of it; and that nobody else does.

use whynot::membership::role::Role;

use super::members::{Actor, target};
use super::{Page, RunningSite, SURVEY};

const OUTSIDE: &str = r#"
outside = { en = "The consumer association", de = "Der Verbraucherverband" }"#;

const CITY: &str = r#"[[question]]
code = "city"
kind = "single-choice"
background = true
text = { en = "Where do you live?", de = "Wo wohnen Sie?" }
options = [
  { code = "town", text = { en = "In a town", de = "In einer Stadt" } },
  { code = "country", text = { en = "In the country", de = "Auf dem Land" } },
]

"#;

/// Everybody's survey on one page, with two questions about the person and a
/// party outside the brand.
fn survey() -> String {
    let reasons = "[[question]]\ncode = \"reasons\"";
    SURVEY
        .replace("[charter]", &format!("[charter]{OUTSIDE}"))
        .replace("required = true", "background = true")
        .replace("new_page = true\n", "")
        .replace(reasons, &format!("{CITY}{reasons}"))
}

/// A site whose wave has closed with two groups of twelve.
pub fn site() -> RunningSite {
    let site = RunningSite::with(&survey());
    whynot::operations::publish::open_wave(&site.installation, &site.slug, Some("June 2011"))
        .expect("a wave opens");
    for place in 0..24 {
        let visitor = site.visitor();
        let page = visitor.get("/s/acme");
        let pick = |first, second| if place % 2 == 0 { first } else { second };
        let answer = [
            ("q.use", pick("yes", "no")),
            ("q.city", if place % 4 < 2 { "town" } else { "country" }),
            ("q.reasons", pick("ads", "other")),
            ("q.comment", "A word"),
        ];
        visitor.press(&page, "send", &answer);
    }
    site.closes();
    site
}

/// A board of the survey, made by a marketer; its number.
pub fn board(marketer: &Actor<'_>, name: &str) -> String {
    let made = marketer.post("/studio/surveys/acme/boards", &[("name", name)]);
    let address = target(&made).to_owned();
    address.rsplit('/').next().expect("a number").to_owned()
}

/// Presses a button of the arranging page; only these charts stay on it.
pub fn arranges(marketer: &Actor<'_>, board: &str, charts: &[&str], more: &[(&str, &str)]) -> Page {
    let mut pairs = vec![("name", "Management")];
    pairs.extend(charts.iter().map(|code| ("chart", *code)));
    pairs.extend_from_slice(more);
    if more.iter().all(|(name, _)| *name != "go") {
        pairs.push(("go", "save"));
    }
    let address = format!("/studio/surveys/acme/boards/{board}");
    let version = marketer
        .get(&address)
        .attribute("input[name=version]", "value");
    if more.iter().all(|(name, _)| *name != "version") {
        pairs.push(("version", &version));
    }
    marketer.post(&address, &pairs)
}

pub fn gives(marketer: &Actor<'_>, board: &str, to: &[(&str, &str)]) {
    let mut pairs = vec![("go", "give")];
    pairs.extend_from_slice(to);
    let page = marketer.post(&readers(board), &pairs);
    assert_eq!(target(&page), "/studio/surveys/acme/boards");
}

fn readers(board: &str) -> String {
    format!("/studio/surveys/acme/boards/{board}/readers")
}

/// A link to a board: its path.
fn links(marketer: &Actor<'_>, board: &str, until: &str) -> String {
    let typed = [
        ("go", "link"),
        ("for", "The board meeting"),
        ("until", until),
    ];
    let page = marketer.post(&readers(board), &typed);
    assert_eq!(page.status, 200, "{}", page.body);
    let link = page.text(".ticket");
    let path = link.find("/boards/").expect("a path");
    link.split_at(path).1.to_owned()
}

/// Every address of a board below its own.
fn addresses(board: &str) -> Vec<String> {
    let below = [
        "",
        "/charts/reasons.svg",
        "/charts/reasons.png?size=slide",
        "/charts/reasons.csv",
        "/charts/reasons.json",
        "/words/comment",
        "/words/comment.csv",
    ];
    below
        .iter()
        .map(|piece| format!("{board}{piece}"))
        .collect()
}

#[test]
fn a_board_is_seen_by_whom_it_was_given_to_and_by_nobody_else() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let other = site.signed_in(Role::Executive, "Emil");
    let id = board(&marketer, "Management");
    let address = format!("/studio/boards/{id}");
    assert_eq!(esther.get(&address).status, 404, "not given yet");

    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    for path in addresses(&address) {
        assert_eq!(esther.client_status(&path), 200, "{path}");
        assert_eq!(marketer.client_status(&path), 200, "{path}");
        assert_eq!(other.client_status(&path), 404, "{path}");
        let stranger = site.anonymous().get(&path);
        assert!(target(&stranger).starts_with("/sign-in?to="), "{path}");
    }
    // What is not given to them is not theirs to arrange, give or see whole.
    for path in [
        "/studio/surveys/acme/board".to_owned(),
        "/studio/surveys/acme/board/charts/reasons.csv".to_owned(),
        "/studio/surveys/acme/boards".to_owned(),
        format!("/studio/surveys/acme/boards/{id}"),
        readers(&id),
    ] {
        assert_eq!(esther.get(&path).status, 404, "{path}");
        assert_eq!(marketer.client_status(&path), 200, "{path}");
    }
    let list = esther.get("/studio/boards");
    assert_eq!(list.attribute(".list a", "href"), address);
    assert!(list.text(".list h2").ends_with("(50%)") || !list.text(".list h2").is_empty());
    assert!(list.words(".list .note").contains("June 2011"));
    assert_eq!(other.get("/studio/boards").count(".list"), 0);

    gives(&marketer, &id, &[]);
    for path in addresses(&address) {
        assert_eq!(esther.client_status(&path), 404, "{path}");
    }
    assert_eq!(esther.get("/studio/boards").count(".list"), 0);
}

#[test]
fn a_department_has_a_board_and_its_members_see_it_while_they_belong_to_it() {
    use whynot::membership::name::Name;
    use whynot::operations::member::{departments, roster};
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let name = Name::parse("Product").unwrap();
    let product = departments::add(&site.installation, &name).unwrap();
    let id = board(&marketer, "Management");
    gives(&marketer, &id, &[("department", &product.to_string())]);
    let address = format!("/studio/boards/{id}");
    assert_eq!(esther.get(&address).status, 404);

    let join = |of: &[i64]| {
        let name = Name::parse("Esther").unwrap();
        roster::change(&site.installation, esther.id, &name, Role::Executive, of).unwrap();
    };
    join(&[product]);
    assert_eq!(esther.get(&address).status, 200);
    site.finds_in_the_ledger("An executive (Product) saw results: wave 1.");
    site.finds_in_the_ledger("A marketer gave the results to readers: to the department Product.");
    esther.client_status(&format!("{address}/charts/reasons.csv"));
    site.finds_in_the_ledger(
        "An executive (Product) saved results as a file: wave 1, reasons.csv.",
    );
    join(&[]);
    assert_eq!(esther.get(&address).status, 404);
    join(&[product]);
    departments::remove(&site.installation, product).unwrap();
    assert_eq!(esther.get(&address).status, 404);
}

#[test]
fn a_removed_member_sees_no_board_any_more() {
    use whynot::operations::member::roster;
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let id = board(&marketer, "Management");
    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    let address = format!("/studio/boards/{id}");
    assert_eq!(esther.get(&address).status, 200);
    roster::remove(&site.installation, esther.id).unwrap();
    for path in addresses(&address) {
        assert!(
            target(&esther.get(&path)).starts_with("/sign-in?to="),
            "{path}"
        );
    }
    let list = marketer.get("/studio/surveys/acme/boards");
    assert!(list.words(".list").contains("not given to anybody yet"));
}

#[test]
fn a_link_opens_its_board_until_its_last_day_or_until_it_is_taken_back() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let link = links(&marketer, &id, "2026-11-30");
    let kept = links(&marketer, &id, "2026-12-31");
    assert_ne!(link, kept);
    for path in addresses(&link) {
        assert_eq!(site.anonymous().client_status(&path), 200, "{path}");
    }
    assert_eq!(site.on("2026-11-30").get(&link).status, 200);
    let over = site.on("2026-12-01").get(&link);
    let never = site.visitor().get("/boards/acme/0000000000000000000000000");
    assert_eq!((over.status, never.status), (404, 404));
    assert_eq!(over.body, never.body, "nobody is told that there was one");
    assert!(over.body.contains("taken back"));

    let list = marketer.get(&readers(&id));
    assert!(list.words(".list").contains("works until 30 November 2026"));
    assert!(
        !list.body.contains(link.rsplit('/').next().unwrap()),
        "shown once"
    );
    let number = list.first_attribute(".list input[name=link]", "value");
    // Whoever takes it back is asked first.
    let sure = marketer.post(&readers(&id), &[("go", "take-back"), ("link", &number)]);
    assert_eq!(sure.text("h1"), "Take this link back?");
    assert_eq!(site.visitor().get(&link).status, 200);
    let taken = [("go", "take-back-yes"), ("link", number.as_str())];
    assert_eq!(target(&marketer.post(&readers(&id), &taken)), readers(&id));
    for path in addresses(&link) {
        let gone = site.anonymous().get(&path);
        assert_eq!(gone.status, 404, "{path}");
    }
    assert_eq!(site.visitor().get(&link).body, never.body);
    assert_eq!(site.visitor().get(&kept).status, 200, "the other one stays");
    site.finds_in_the_ledger("A marketer gave the results to readers: by link, until 2026-11-30.");
    site.finds_in_the_ledger("A marketer took the results back from readers: a link.");
}

#[test]
fn a_link_whose_button_is_pressed_twice_is_one() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let key = marketer
        .get(&readers(&id))
        .attribute("input[name=form]", "value");
    let typed = [
        ("go", "link"),
        ("form", key.as_str()),
        ("for", "The meeting"),
        ("until", "2027-02-22"),
    ];
    let first = marketer.post(&readers(&id), &typed).text(".ticket");
    assert_eq!(marketer.post(&readers(&id), &typed).text(".ticket"), first);
    assert_eq!(marketer.get(&readers(&id)).count(".list > li"), 1);
}

#[test]
fn a_mistake_in_the_form_of_a_link_is_told_and_what_was_typed_stays() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    for (name, until, field) in [
        ("", "2027-02-22", "#for-error"),
        ("The meeting", "soon", "#until-error"),
        ("The meeting", "2026-11-23", "#until-error"),
        ("The meeting", "2099-01-01", "#until-error"),
    ] {
        let typed = [("go", "link"), ("for", name), ("until", until)];
        let page = marketer.post(&readers(&id), &typed);
        assert_eq!(page.status, 422, "{name} {until}");
        assert!(!page.text(field).is_empty());
        assert_eq!(page.attribute("#until", "value"), until);
        assert_eq!(page.count(".ticket"), 0);
    }
}

#[test]
fn a_link_shows_nothing_but_its_board() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let (reasons, city) = (board(&marketer, "Reasons"), board(&marketer, "City"));
    arranges(&marketer, &reasons, &["reasons"], &[]);
    arranges(&marketer, &city, &["city"], &[]);
    let link = links(&marketer, &reasons, "2027-02-22");
    let member = format!("/studio/boards/{reasons}");
    for base in [&link, &member] {
        let page = marketer.get(base);
        assert_eq!((page.count("article"), page.count("#reasons")), (1, 1));
        assert_eq!(
            marketer.client_status(&format!("{base}/charts/reasons.csv")),
            200
        );
        for missing in [
            "/charts/city.csv",
            "/charts/city.svg?wave=1",
            "/charts/city.png?size=slide",
            "/charts/comment.json",
            "/words/comment",
            "/words/comment.csv",
            "?question=city",
            "?question=comment",
            "/charts/city.csv?view=waves",
        ] {
            let path = format!("{base}{missing}");
            assert_eq!(marketer.get(&path).status, 404, "{path}");
        }
    }
    // A link of one survey opens no other.
    let elsewhere = link.replace("/acme/", "/other/");
    assert_eq!(site.visitor().get(&elsewhere).status, 404);
}

#[test]
fn charts_stand_in_the_order_and_under_the_words_of_the_marketer() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let words = [
        ("headline", "Ads drive people away"),
        ("note", "Before the spring campaign."),
        ("headline.reasons", "Half of them mind the ads"),
        ("note.reasons", "Compare with last year."),
        ("language", "de"),
    ];
    let saved = arranges(&marketer, &id, &["comment", "reasons", "use"], &words);
    let address = format!("/studio/boards/{id}");
    assert_eq!(target(&saved), address);
    let page = marketer.get(&address);
    assert_eq!(page.text("h1"), "Ads drive people away");
    assert_eq!(page.text(".standfirst"), "Before the spring campaign.");
    assert_eq!(
        page.attributes("article", "id"),
        ["comment", "reasons", "use"]
    );
    assert_eq!(page.text("#reasons h2"), "Half of them mind the ads");
    assert!(page.text("#reasons .said").contains("Zu viel Werbung"));
    assert_eq!(page.text("#reasons .asked"), "Warum nicht?");
    assert_eq!(page.text("#reasons .own"), "Compare with last year.");
    // A slide says the same as the board, and what the numbers say under it.
    let slide = marketer.get(&format!("{address}/charts/reasons.svg?size=slide"));
    for said in [
        "Half of them mind the ads",
        "Zu viel Werbung",
        "Compare with last year.",
    ] {
        assert!(slide.body.contains(said), "{said}");
    }

    let here = format!("/studio/surveys/acme/boards/{id}");
    let up = [("go", "up use"), words[0], words[2]];
    let moved = arranges(&marketer, &id, &["comment", "reasons", "use"], &up);
    assert_eq!(target(&moved), format!("{here}#chart-use"));
    arranges(
        &marketer,
        &id,
        &["comment", "use", "reasons"],
        &[("go", "out comment"), words[2]],
    );
    arranges(
        &marketer,
        &id,
        &["use", "reasons"],
        &[("go", "in city"), words[2]],
    );
    let form = marketer.get(&here);
    assert_eq!(
        form.attributes("input[name=chart]", "value"),
        ["use", "reasons", "city"]
    );
    assert_eq!(
        form.attribute("#headline-reasons", "value"),
        "Half of them mind the ads",
        "moving saves what was typed"
    );
    let long = "x".repeat(161);
    let refused = arranges(&marketer, &id, &["city", "use"], &[("headline.use", &long)]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attribute("#headline-use", "value"), long);
    assert_eq!(
        refused.attributes("input[name=chart]", "value"),
        ["city", "use"]
    );
    assert_eq!(
        arranges(&marketer, &id, &[], &[("go", "in nothing")]).status,
        400
    );
}

#[test]
fn a_board_that_is_fixed_to_its_groups_gives_no_others_in_page_or_file() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let id = board(&marketer, "Management");
    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    let address = format!("/studio/boards/{id}");
    let charts = ["reasons", "city"];
    arranges(&marketer, &id, &charts, &[("by", "use")]);
    let page = esther.get(&address);
    assert_eq!(page.text("h1"), "Why not ACME? by use");
    // Everybody and others can be chosen.
    let choices = page.attributes("nav[aria-label=Groups] a", "href");
    assert!(
        choices.iter().any(|choice| choice.contains("by=*")),
        "{choices:?}"
    );
    for choice in &choices {
        assert_eq!(esther.get(choice).status, 200, "{choice}");
    }
    let everybody = esther.get(&format!("{address}?by=*"));
    assert_eq!(everybody.text("h1"), "Why not ACME?");

    arranges(&marketer, &id, &charts, &[("by", "use"), ("fixed", "yes")]);
    let page = esther.get(&address);
    assert_eq!(page.text("h1"), "Why not ACME? by use");
    assert_eq!(page.count("nav[aria-label=Groups]"), 0);
    for query in ["by=*", "by=city", "by=use-by-city", "by=reasons"] {
        for path in ["", "/charts/reasons.csv", "/charts/reasons.svg"] {
            let path = format!("{address}{path}?{query}");
            assert_eq!(esther.get(&path).status, 404, "{path}");
        }
    }
    assert_eq!(
        esther.client_status(&format!("{address}/charts/reasons.csv?by=use")),
        200
    );
    // Without a query a file has what the board opens with.
    let file = esther.get(&format!("{address}/charts/reasons.csv"));
    assert!(
        file.header("content-disposition").contains("by-use"),
        "{}",
        file.body
    );
}

#[test]
fn those_outside_the_brand_have_links_that_end_too() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let page = marketer.get(&readers("outside"));
    assert_eq!(page.text("h1"), "Links for The consumer association");
    assert_eq!(page.count("input[name=member], input[name=department]"), 0);
    let link = links(&marketer, "outside", "2026-12-01");
    let shown = site.visitor().get(&link);
    assert_eq!(shown.status, 200);
    assert!(
        shown
            .words(".facts")
            .contains("people who agreed to sharing")
    );
    assert_eq!(site.on("2026-12-02").get(&link).status, 404);
    site.finds_in_the_ledger(
        "A marketer gave the results to readers: by link to those outside the brand, until \
         2026-12-01.",
    );
    // A survey that names nobody outside has no such page.
    let plain = RunningSite::open();
    let marketer = plain.signed_in(Role::Marketer, "Marek");
    assert_eq!(marketer.get(&readers("outside")).status, 404);
    let typed = [("go", "link"), ("for", "X"), ("until", "2027-01-01")];
    assert_eq!(marketer.post(&readers("outside"), &typed).status, 404);
}

#[test]
fn a_board_of_one_survey_is_not_found_under_another_and_removing_it_ends_every_way_to_it() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let other = whynot::survey::file::read(&survey().replace("\"acme\"", "\"other\"")).unwrap();
    whynot::operations::publish::import_survey(&site.installation, &other).unwrap();
    let id = board(&marketer, "Management");
    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    let link = links(&marketer, &id, "2027-02-22");
    for path in ["", "/readers"] {
        let path = format!("/studio/surveys/other/boards/{id}{path}");
        assert_eq!(marketer.get(&path).status, 404, "{path}");
        let acts = [("go", "remove-yes"), ("go", "give")];
        let act = if path.ends_with("readers") {
            acts[1]
        } else {
            acts[0]
        };
        assert_eq!(marketer.post(&path, &[act]).status, 404, "{path}");
    }
    let here = format!("/studio/surveys/acme/boards/{id}");
    let sure = marketer.post(&here, &[("go", "remove")]);
    assert_eq!(sure.text("h1"), "Remove “Management”?");
    assert_eq!(esther.get(&format!("/studio/boards/{id}")).status, 200);
    let removed = marketer.post(&here, &[("go", "remove-yes")]);
    assert_eq!(target(&removed), "/studio/surveys/acme/boards");
    assert_eq!(esther.get(&format!("/studio/boards/{id}")).status, 404);
    assert_eq!(site.visitor().get(&link).status, 404);
    assert_eq!(marketer.get(&here).status, 404);
}

#[test]
fn no_number_of_a_given_board_moves_between_releases() {
    let site = RunningSite::open();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let id = board(&marketer, "Management");
    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    let link = links(&marketer, &id, "2027-02-22");
    let seen = || {
        let pages = ["/studio/boards".to_owned(), format!("/studio/boards/{id}")];
        let mut seen: Vec<String> = pages.iter().map(|path| esther.get(path).body).collect();
        seen.push(site.visitor().get(&link).body);
        seen.push(marketer.get("/studio/surveys/acme/boards").text(".list"));
        seen
    };
    let before = seen();
    for _ in 0..4 {
        site.visitor().answers();
        assert_eq!(seen(), before);
    }
}

#[test]
fn a_member_changes_their_own_name() {
    let site = RunningSite::open();
    let esther = site.signed_in(Role::Executive, "Esther");
    let empty = esther.post("/account/name", &[("name", " ")]);
    assert_eq!(empty.status, 422);
    assert_eq!(empty.text("#name-error"), "Enter a name.");
    let changed = esther.post("/account/name", &[("name", "Esther Lind-Berg")]);
    assert_eq!(target(&changed), "/account");
    assert!(
        esther
            .get("/account")
            .words(".person")
            .contains("Esther Lind-Berg")
    );
}
