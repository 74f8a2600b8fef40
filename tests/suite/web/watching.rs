//! The page on which a marketer watches a survey fill.

use whynot::membership::role::Role;
use whynot::operations::invite;

use super::{Page, RunningSite, Visitor};

const WATCH: &str = "/studio/surveys/acme/watch";

#[test]
fn before_the_first_wave_the_page_says_what_to_do() {
    let site = RunningSite::new();
    let page = site.signed_in(Role::Marketer, "Anna").get(WATCH);
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Nothing to watch yet");
    assert_eq!(page.count(".empty li"), 3);
    assert_eq!(page.text("nav.tabs [aria-current]"), "Watch");
}

#[test]
fn a_wave_is_watched_from_its_first_day_to_its_last_answer() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let page = anna.get(WATCH);
    assert_eq!(page.text("h1"), "Wave 1 has no release yet");
    let facts = page.words(".facts");
    assert!(facts.contains("Next release Nobody can say yet"), "{facts}");
    assert!(facts.contains("when 15 have answered"), "{facts}");
    for _ in 0..6 {
        site.visitor().answers();
    }
    assert_eq!(anna.get(WATCH).body, page.body);
    site.closes();
    let page = anna.get(WATCH);
    assert_eq!(page.text("h1"), "6 responses");
    assert!(page.words(".facts").starts_with("Ran 1 day"));
}

#[test]
fn too_few_and_nobody_are_told_apart_from_a_number() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    for _ in 0..3 {
        site.visitor().answers();
    }
    site.closes();
    let page = anna.get(WATCH);
    assert_eq!(page.text("h1"), "Too few answered Wave 1");
    assert!(page.text(".lead").contains("Fewer than 5"));
}

#[test]
fn codes_are_spent_as_of_the_release() {
    let survey = super::SURVEY.replace("[charter]", "[charter]\naccess = \"invitation\"");
    let site = RunningSite::with(&survey);
    let slug = &site.slug;
    whynot::operations::publish::open_wave(&site.installation, slug, None).expect("it opens");
    invite::by_printed_codes(&site.installation, slug, 40).expect("codes");
    let anna = site.signed_in(Role::Marketer, "Anna");
    let facts = anna.get(WATCH).words(".facts");
    assert!(facts.contains("Invited 40 by printed code"), "{facts}");
    assert!(
        facts.contains("Codes spent Not told yet with the first release"),
        "{facts}"
    );
}

/// Goes on through the pages and sends nothing.
fn leaves_on(visitor: &Visitor<'_>, page: usize) -> Page {
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    match page {
        2 => second,
        _ => visitor.press(&second, "next", &[]),
    }
}

#[test]
fn who_leaves_is_counted_by_page_in_whole_groups_and_at_releases_only() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let visitor = site.visitor();
    let before = anna.get(WATCH).body;
    for _ in 0..7 {
        leaves_on(&visitor, 2);
        assert_eq!(anna.get(WATCH).body, before);
    }
    for _ in 0..4 {
        leaves_on(&visitor, 3);
    }
    // Back and on again is once, and who comes to the end has left nowhere.
    let third = leaves_on(&visitor, 3);
    let second = visitor.press(&third, "back", &[]);
    let third = visitor.press(&second, "next", &[]);
    assert_eq!(third.attribute("[name=far]", "value"), "2");
    visitor.press(&third, "send", &[]);
    for _ in 0..5 {
        visitor.answers();
    }
    assert_eq!(anna.get(WATCH).body, before);
    site.closes();
    let page = anna.get(WATCH);
    let way = page.words(".leaving");
    assert!(way.contains("Page 2 Why not? about 5 left here"), "{way}");
    assert!(
        way.contains("Page 3 Anything else? fewer than 5, or nobody"),
        "{way}"
    );
    assert!(way.contains("Sent what the results rest on 6"), "{way}");
}

#[test]
fn what_is_held_tells_nothing_of_the_way_before_it_closes() {
    let held = super::SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\"");
    let site = RunningSite::with(&held);
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None)
        .expect("a wave opens");
    let anna = site.signed_in(Role::Marketer, "Anna");
    let before = anna.get(WATCH).body;
    assert!(before.contains("is counted when it closes"));
    let visitor = site.visitor();
    for _ in 0..16 {
        leaves_on(&visitor, 2);
        visitor.answers();
    }
    assert_eq!(anna.get(WATCH).body, before);
    site.closes();
    assert!(anna.get(WATCH).body.contains("about 15 left here"));
}

#[test]
fn a_promise_says_what_is_kept_of_those_who_send_nothing() {
    let site = RunningSite::open();
    let promise = site.visitor().get("/s/acme/promise");
    assert!(promise.body.contains("one number a page"));
    let one_page = super::SURVEY
        .replace("new_page = true", "")
        .replace("slug = \"acme\"", "slug = \"one\"");
    let site = RunningSite::with(&one_page);
    let promise = site.visitor().get("/s/one/promise");
    assert!(!promise.body.contains("one number a page"));
}
