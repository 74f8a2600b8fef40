//! The page on which a marketer watches a survey fill.

use whynot::membership::role::Role;
use whynot::operations::invite;

use super::RunningSite;

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
    assert!(facts.contains("Next release nobody can say yet"), "{facts}");
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
        facts.contains("Codes spent not told yet with the first release"),
        "{facts}"
    );
}
