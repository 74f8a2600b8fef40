//! Results that everybody with the address sees: closed waves, totals, and
//! nothing more; and own words that nobody reads.

use whynot::operations::share::link::{self, Opens};

use super::{RunningSite, SURVEY};

fn survey(with: &str) -> String {
    SURVEY.replace("floor = 5\n", &format!("floor = 5\n{with}\n"))
}

fn answered(with: &str) -> RunningSite {
    let site = RunningSite::with(&survey(with));
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None).unwrap();
    for _ in 0..6 {
        site.visitor().answers();
    }
    site
}

const PUBLIC: &str = "public_results = \"when-closed\"";

#[test]
fn a_survey_that_does_not_promise_results_has_no_such_page() {
    let site = answered("");
    site.closes();
    let visitor = site.visitor();
    assert_eq!(visitor.get("/s/acme/results").status, 404);
    assert_eq!(visitor.get("/s/acme").count("a[href*='/results']"), 0);
    assert_eq!(
        visitor.get("/s/acme/promise").count("a[href*='/results']"),
        0
    );
}

#[test]
fn nothing_is_seen_before_the_wave_has_closed_and_everybody_s_totals_after() {
    let site = answered(PUBLIC);
    let visitor = site.visitor();
    let before = visitor.get("/s/acme/results");
    assert_eq!(before.status, 200);
    assert_eq!(before.text(".state h2"), "There are no results yet");
    assert_eq!(before.count("article"), 0);
    let (receipt, _) = visitor.answers();
    assert_eq!(receipt.count("a[href^='/s/acme/results']"), 1);
    assert_eq!(before.body, visitor.get("/s/acme/results").body);
    site.closes();
    assert_eq!(
        visitor.get("/s/acme").count("a[href^='/s/acme/results']"),
        1
    );
    let page = visitor.get("/s/acme/results");
    assert!(page.words(".facts").contains("7 people’s answers"));
    assert_eq!(page.count("article"), 3);
    assert!(
        page.words("#comment")
            .contains("7 of 7 people wrote something here.")
    );
    // Never a text, never a group, never a way to one.
    assert!(!page.body.contains("A word"));
    assert_eq!(
        page.count("form, script, a[href*='by='], a[href*='/boards/']"),
        0
    );
    assert_eq!(page.header("set-cookie"), "");
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(
        !page
            .header("content-security-policy")
            .contains("script-src")
    );
    // Pictures are drawn for our own fonts; in others labels run into bars.
    let policy = page.header("content-security-policy");
    assert!(policy.contains("font-src 'self'"), "{policy}");
    assert_eq!(visitor.get("/s/acme/results?wave=2").status, 404);
    site.finds_in_the_ledger("made the results of a closed survey public: wave 1");
    // Who reads is entered nowhere.
    assert!(
        !visitor
            .get("/trust?survey=acme")
            .body
            .contains("saw results")
    );
}

#[test]
fn results_are_read_in_the_languages_of_the_survey() {
    let site = answered(PUBLIC);
    site.closes();
    let page = site.visitor().get("/s/acme/results?lang=de");
    assert_eq!(page.attribute("html", "lang"), "de");
    assert_eq!(page.text("h1"), "Warum nicht ACME?");
    assert_eq!(page.text("#finding-reasons"), "Warum nicht?");
    let words = page.words("#reasons");
    for part in [
        "Zu viel Werbung",
        "mehrere Antworten waren möglich",
        "Anteil",
        "100 %",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    for english in ["Base", "Share", "People"] {
        assert!(!words.contains(english), "{english}: {words}");
    }
}

#[test]
fn too_few_answers_are_not_shown_to_everybody_either() {
    let site = RunningSite::with(&survey(PUBLIC));
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None).unwrap();
    site.visitor().answers();
    site.closes();
    let page = site.visitor().get("/s/acme/results");
    assert_eq!(page.text(".state h2"), "Too few people answered");
    let trust = site.visitor().get("/trust?survey=acme").body;
    assert!(!trust.contains("made the results"));
}

#[test]
fn own_words_that_are_kept_back_are_read_by_nobody_and_the_field_says_so() {
    let site = answered("comments = \"kept-back\"");
    let visitor = site.visitor();
    let promise = visitor.get("/s/acme/promise");
    assert!(
        promise
            .words("main")
            .contains("These texts are shown to nobody")
    );
    let second = visitor.press(&visitor.get("/s/acme"), "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
    assert!(
        third
            .body
            .contains("Nobody who sees the results reads what you write here")
    );
    site.closes();
    let token = link::make_usual(&site.installation, &site.slug, Opens::Everything);
    let token = token.unwrap().unwrap();
    let board = visitor.get(&format!("/boards/acme/{token}"));
    assert_eq!(board.status, 200);
    assert!(!board.body.contains("A word"));
    for end in ["", ".csv"] {
        let words = visitor.get(&format!("/boards/acme/{token}/words/comment{end}"));
        assert_eq!(words.status, 404);
    }
}
