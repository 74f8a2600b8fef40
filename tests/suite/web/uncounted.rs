//! A round that closes with fewer than k answers waiting: what its pages say.

use whynot::operations::publish;

use super::{RunningSite, Visitor};

const ERASED: &str = "When it closed, fewer than 5 answers were waiting. They were erased without \
                      being counted, as promised; their codes open nothing any more.";
const CODES_WORK: &str = "your code still works";

fn closed_page(visitor: &Visitor<'_>) -> String {
    visitor.get("/s/acme").words("main")
}

fn what_is_said_of(visitor: &Visitor<'_>, code: &str) -> String {
    let entry = visitor.get("/s/acme/receipt");
    visitor
        .press(&entry, "show", &[("code", code)])
        .text(".error")
}

fn promise(visitor: &Visitor<'_>) -> String {
    visitor.get("/s/acme/promise").words("main")
}

#[test]
fn its_pages_say_that_they_were_erased_and_promise_nothing_of_their_codes() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (_, code) = visitor.answers();
    let form = visitor.get("/s/acme");
    assert!(!what_is_said_of(&visitor, "0000-0000-0000-0000-0000-00").contains("without being"));
    site.closes();
    let late = visitor.press(&form, "send", &[("q.use", "no")]);
    for said in [closed_page(&visitor), late.words("main")] {
        assert!(said.contains(ERASED), "{said}");
        assert!(!said.contains(CODES_WORK), "{said}");
    }
    let unknown = what_is_said_of(&visitor, &code);
    assert!(
        unknown.contains("erased without being counted, as promised"),
        "{unknown}"
    );
    let promised = promise(&visitor);
    assert!(promised.contains(ERASED), "{promised}");
    assert!(!promised.contains("answers are erased is"), "{promised}");
}

#[test]
fn nobody_is_said_to_have_counted_the_groups_of_a_round_of_which_nothing_was_counted() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    visitor.answers();
    site.closes();
    site.finds_in_the_ledger("closed a survey");
    let entered = visitor.get("/trust?survey=acme").words("#ledger");
    assert!(!entered.contains("counted the groups"), "{entered}");
}

#[test]
fn codes_of_an_earlier_round_are_still_said_to_work() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (_, counted) = visitor.answers();
    for _ in 0..5 {
        visitor.answers();
    }
    site.closes();
    assert!(!closed_page(&visitor).contains("without being counted"));
    publish::open_wave(&site.installation, &site.slug, None).expect("opens");
    visitor.answers();
    site.closes();
    let said = closed_page(&visitor);
    assert!(said.contains(ERASED), "{said}");
    assert!(said.contains("bundled with others before"), "{said}");
    let entry = visitor.get("/s/acme/receipt");
    let found = visitor.press(&entry, "show", &[("code", &counted)]);
    assert_eq!(found.text("h1"), "This is stored");
}

/// Those of these codes whose answers wait, once a release has left five of them.
fn left_waiting<'a>(visitor: &Visitor<'_>, codes: &'a [String]) -> Vec<&'a String> {
    let waits = |code: &&String| {
        let entry = visitor.get("/s/acme/receipt");
        let found = visitor.press(&entry, "show", &[("code", code)]);
        found.body.contains("wait to be bundled with others")
    };
    let looks = (0..500).map(|_| codes.iter().filter(waits).collect::<Vec<_>>());
    let mut left = looks.filter(|left| left.len() == 5);
    left.next().expect("a release leaves five")
}

#[test]
fn where_some_of_the_round_were_counted_their_codes_work_and_their_day_is_named() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let codes: Vec<String> = (0..15).map(|_| visitor.answers().1).collect();
    let left = left_waiting(&visitor, &codes);
    let entry = visitor.get("/s/acme/receipt");
    let found = visitor.press(&entry, "show", &[("code", left[0])]);
    let question = visitor.press(&found, "withdraw", &[]);
    visitor.press(&question, "withdraw-yes", &[]);
    site.closes();
    let said = closed_page(&visitor);
    assert!(said.contains(ERASED), "{said}");
    assert!(said.contains("bundled with others before"), "{said}");
    let promised = promise(&visitor);
    assert!(promised.contains(ERASED), "{promised}");
    assert!(promised.contains("answers are erased is"), "{promised}");
    for code in &codes {
        let found = visitor.press(&entry, "show", &[("code", code)]);
        assert_eq!(found.status == 422, left.contains(&code));
    }
}
