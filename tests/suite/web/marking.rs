//! The page between a form and its sending, where something written may tell
//! who wrote it.

use super::{Page, RunningSite, Visitor};

/// Up to the last page, with this comment sent.
fn sends(visitor: &Visitor<'_>, comment: &str) -> Page {
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
    visitor.press(
        &third,
        "send",
        &[("q.comment", comment), ("wish", "totals-only")],
    )
}

#[test]
fn a_text_that_tells_who_wrote_it_is_marked_before_anything_is_stored() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let marked = sends(&visitor, "Ask jo@example.org <b>");
    assert_eq!(marked.status, 200);
    assert!(marked.text("h1").contains("does this show who you are?"));
    assert_eq!(marked.text("mark"), "jo@example.org");
    let lead = marked.text(".lead");
    assert!(lead.contains("not sent yet"), "{lead}");
    assert!(lead.contains("it misses most names"), "{lead}");
    assert_eq!(
        marked.attribute("[name='q.comment']", "value"),
        "Ask jo@example.org <b>"
    );
    // Changed there, and sent.
    let receipt = visitor.press(&marked, "checked", &[("q.comment", "Ask me.")]);
    assert_eq!(receipt.text("h1"), "Your answers have arrived");
    assert_eq!(
        receipt.words(".given"),
        "Have you used ACME? No Why not? Too many ads Anything else? Ask me. \
         How your answers may be used In the totals only"
    );
}

#[test]
fn the_author_decides_and_may_send_it_as_it_is() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let marked = sends(&visitor, "Call 030 1234567");
    let receipt = visitor.press(&marked, "checked", &[]);
    assert!(receipt.words(".given").contains("Call 030 1234567"));
    // The same form once more is the same response.
    let again = visitor.press(&marked, "checked", &[]);
    assert_eq!(
        again.text(".ticket .number"),
        receipt.text(".ticket .number")
    );
}

#[test]
fn the_way_back_leads_to_the_question_with_everything_in_it() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let marked = sends(&visitor, "Call 030 1234567");
    let form = visitor.press(&marked, "questions", &[("q.comment", "Call nobody")]);
    assert_eq!(form.status, 200);
    assert_eq!(form.attribute("[name='q.comment']", "value"), "Call nobody");
    assert_eq!(
        form.attribute("[name='wish'][checked]", "value"),
        "totals-only"
    );
    assert_eq!(
        visitor.press(&form, "send", &[]).text("h1"),
        "Your answers have arrived"
    );
}

#[test]
fn what_is_changed_through_the_receipt_is_marked_too() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let first = visitor.press(&receipt, "change", &[]);
    let second = visitor.press(&first, "next", &[]);
    let third = visitor.press(
        &second,
        "next",
        &[("q.reasons", "other"), ("q.reasons.other", "Mrs. Miller")],
    );
    let marked = visitor.press(&third, "send", &[("q.comment", "no")]);
    assert_eq!(marked.text("mark"), "Miller");
    assert_eq!(marked.attribute("form", "action"), "/s/acme/receipt");
    let changed = visitor.press(&marked, "checked", &[("q.reasons.other", "A person")]);
    assert_eq!(changed.text(".ticket .number"), code);
    assert!(changed.words(".given").contains("Another reason: A person"));
}
