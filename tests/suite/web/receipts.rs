//! What a receipt's code opens.

use whynot::operations::pause;

use super::{RunningSite, Visitor};

/// Enters a code at the survey's receipt page.
fn entering(visitor: &Visitor<'_>, code: &str) -> super::Page {
    let page = visitor.get("/s/acme/receipt");
    visitor.press(&page, "show", &[("code", code)])
}

#[test]
fn the_code_shows_exactly_what_is_stored_however_it_is_written() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let careless = code.to_lowercase().replace('-', " ").replace('0', "o");
    for written in [code.as_str(), careless.as_str()] {
        let found = entering(&visitor, written);
        assert_eq!(found.status, 200);
        assert_eq!(found.text("h1"), "This is stored");
        assert_eq!(found.words(".given"), receipt.words(".given"));
    }
}

#[test]
fn a_mistyped_code_is_told_from_one_that_opens_nothing() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (_, code) = visitor.answers();
    let first = if code.starts_with('A') { 'B' } else { 'A' };
    let wrong: String = std::iter::once(first).chain(code.chars().skip(1)).collect();
    let mistyped = entering(&visitor, &wrong);
    assert_eq!(mistyped.status, 422);
    assert!(mistyped.text(".error").contains("typing mistake"));
    assert_eq!(mistyped.attribute("#code", "value"), wrong);
    let short = code.get(..code.len() - 2).unwrap();
    assert!(
        entering(&visitor, short)
            .text(".error")
            .contains("2 characters are missing")
    );
    let long = format!("{code}7");
    assert!(
        entering(&visitor, &long)
            .text(".error")
            .contains("one character too many")
    );
    let other = RunningSite::open();
    let (_, of_another_site) = other.visitor().answers();
    assert!(
        entering(&visitor, &of_another_site)
            .text(".error")
            .contains("Nothing is stored")
    );
    assert!(
        entering(&visitor, "")
            .text(".error")
            .contains("Please enter")
    );
}

#[test]
fn answers_are_taken_back_only_after_they_were_asked_about() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let question = visitor.press(&receipt, "withdraw", &[]);
    assert_eq!(question.text("h1"), "Take your answers back?");
    let asked = question.words("main");
    assert!(asked.contains("Backups may keep them"), "{asked}");
    assert_eq!(entering(&visitor, &code).status, 200);
    let kept = visitor.press(&question, "show", &[]);
    assert_eq!(kept.text("h1"), "This is stored");
    let gone = visitor.press(&question, "withdraw-yes", &[]);
    assert_eq!(gone.text("h1"), "Your answers are erased");
    assert!(gone.body.contains("One empty mark remains"));
    assert_eq!(entering(&visitor, &code).status, 422);
}

#[test]
fn a_form_whose_answers_were_taken_back_is_not_stored_again() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let form = visitor.get("/s/acme");
    let receipt = visitor.press(&form, "send", &[("q.use", "no")]);
    let question = visitor.press(&receipt, "withdraw", &[]);
    visitor.press(&question, "withdraw-yes", &[]);
    let again = visitor.press(&form, "send", &[("q.use", "no")]);
    assert_eq!(again.status, 409);
    assert_eq!(again.text("h1"), "These answers were taken back");
}

#[test]
fn answers_are_changed_page_by_page_and_keep_their_code() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let first = visitor.press(&receipt, "change", &[]);
    assert_eq!(first.attribute("form", "action"), "/s/acme/receipt");
    assert_eq!(first.attribute("[name='q.use'][checked]", "value"), "no");
    let second = visitor.press(&first, "next", &[]);
    let third = visitor.press(&second, "next", &[("q.reasons.other", "Its logo")]);
    let changed = visitor.press(&third, "send", &[("wish", "totals-only")]);
    assert_eq!(changed.text(".ticket .number"), code);
    assert_eq!(
        changed.words(".given"),
        "Have you used ACME? No Why not? Too many ads Another reason: Its logo \
         Anything else? A word & another How your answers may be used In the totals only"
    );
    assert_eq!(
        entering(&visitor, &code).words(".given"),
        changed.words(".given")
    );
}

#[test]
fn a_change_that_is_refused_stays_a_change() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let first = visitor.press(&receipt, "change", &[]);
    let refused = visitor.press(&first, "next", &[("q.use", "perhaps")]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attribute("form", "action"), "/s/acme/receipt");
    assert_eq!(refused.attribute("[name=code]", "value"), code);
}

#[test]
fn sealed_answers_can_be_read_and_taken_back_but_not_changed() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let form = visitor.press(&receipt, "change", &[]);
    for _ in 0..5 {
        visitor.answers();
    }
    site.closes();
    let found = entering(&visitor, &code);
    assert_eq!(found.words(".given"), receipt.words(".given"));
    // A bundle has a date, which a waiting answer has not.
    assert!(receipt.body.contains("no name, no address, no time."));
    assert!(
        found
            .body
            .contains("one date for all in it, the day of its release")
    );
    assert_eq!(found.count("button[value=change]"), 0);
    let late = visitor.press(&form, "send", &[]);
    assert!(late.body.contains("can no longer be changed"));
    let question = visitor.press(&found, "withdraw", &[]);
    assert!(question.body.contains("already published stay"));
    let gone = visitor.press(&question, "withdraw-yes", &[]);
    assert_eq!(gone.text("h1"), "Your answers are erased");
}

#[test]
fn answers_of_a_paused_survey_are_changed_when_it_goes_on_and_taken_back_at_any_time() {
    let site = RunningSite::open();
    let mut visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let form = visitor.press(&receipt, "change", &[]);
    pause::pause(&site.installation, &site.slug).unwrap();
    let too_soon = [
        visitor.press(&receipt, "change", &[]),
        visitor.press(&form, "next", &[]),
    ];
    for paused in too_soon {
        assert_eq!(paused.text("h1"), "This is stored");
        let said = paused.words("main");
        assert!(said.contains("The survey is taking a break"), "{said}");
        assert!(said.contains("When it goes on you can change them"));
        assert!(!said.contains("no longer"), "{said}");
        assert_eq!(paused.words(".given"), receipt.words(".given"));
        assert_eq!(paused.count("button[value=change]"), 0);
        assert_eq!(paused.count("button[value=withdraw]"), 1);
    }
    visitor.language = "de";
    let german = visitor.post(
        "/s/acme/receipt?lang=de",
        &[("code", &code), ("go", "change")],
    );
    assert!(
        german
            .words("main")
            .contains("Die Umfrage macht eine Pause")
    );
    visitor.language = "en";
    pause::go_on(&site.installation, &site.slug).unwrap();
    let first = visitor.press(&receipt, "change", &[]);
    assert_eq!(first.attribute("[name='q.use'][checked]", "value"), "no");
    pause::pause(&site.installation, &site.slug).unwrap();
    let question = visitor.press(&entering(&visitor, &code), "withdraw", &[]);
    let gone = visitor.press(&question, "withdraw-yes", &[]);
    assert_eq!(gone.text("h1"), "Your answers are erased");
}

#[test]
fn no_code_ever_stands_in_an_address_or_a_cookie() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let bare = code.replace('-', "");
    for page in [receipt, entering(&visitor, &code)] {
        assert_eq!(page.header("set-cookie"), "");
        assert_eq!(page.header("location"), "");
        for part in page.body.split("href=\"").skip(1) {
            let address = part.split('"').next().unwrap();
            assert!(
                !address.contains(&code) && !address.contains(&bare),
                "{address}"
            );
        }
    }
}
