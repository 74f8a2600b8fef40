//! The editor of the promise, by plain forms: what is written is what
//! respondents will read, and what was promised only gets stricter.

use whynot::operations::publish;
use whynot::survey::charter::{Comments, PublicResults};

use super::RunningSite;
use super::builder::{Desk, Form};
use super::members::target;

/// The draft of a new survey with two questions, and its page of the promise.
fn begins(desk: &Desk<'_>) -> (String, Form) {
    let draft = desk.begins(&["en", "de"]);
    let mut form = desk.adds(&draft, "single-choice");
    form.set("text.en", "Are you a customer?")
        .set("is_background", "yes")
        .set("paste", "Yes\nNo");
    desk.presses(&form, "add");
    let mut form = desk.adds(&draft, "text");
    form.set("text.en", "Anything else?");
    desk.presses(&form, "save");
    let form = Form::of(&desk.opens(&format!("{draft}/charter")), "#edit");
    (draft, form)
}

#[test]
fn what_is_set_stands_in_the_preview_word_by_word() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let (draft, mut form) = begins(&desk);
    form.set("readers.en", "The three people of our shop.")
        .set("readers.de", "Die drei aus unserem Laden.")
        .set("protection", "20/10")
        .set("retention_days", "33")
        .set("comments", "kept-back")
        .set("public_results", "when-closed")
        .set("access", "invitation");
    let page = desk.presses(&form, "show");
    let read = page.words("#foretold");
    for part in [
        "The three people of our shop.",
        "at least 20 people",
        "fewer than 10 people",
        "33 days",
        "shown to none of them",
        "You will see the results, too",
    ] {
        assert!(read.contains(part), "{part}: {read}");
    }
    let page = desk.opens(&format!("{draft}/charter?reading=de"));
    let read = page.words("#foretold");
    assert!(read.contains("Die drei aus unserem Laden."), "{read}");
    assert!(read.contains("Auch Sie sehen die Ergebnisse"), "{read}");
    let file = desk.file(&draft);
    assert!(file.contains("comments = \"kept-back\""), "{file}");
    assert!(file.contains("public_results = \"when-closed\""), "{file}");
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_kept() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let (draft, mut form) = begins(&desk);
    form.set("group_size_min", "3")
        .set("retention_days", "many");
    let page = desk.sends(&form, "show");
    assert_eq!(page.status, 422);
    assert_eq!(page.attribute("#group_size_min", "value"), "3");
    assert!(page.text("#group_size_min-error").contains("5 to 500"));
    assert!(!page.body.contains("“group_size_min”"));
    assert!(page.count(".trouble a[href='#retention_days']") == 1);
    // Nobody has written yet who sees the results.
    assert!(page.count(".trouble a[href='#readers.en']") == 1);
    // The draft keeps it, too.
    let again = desk.opens(&format!("{draft}/charter"));
    assert_eq!(again.attribute("#retention_days", "value"), "many");
    assert_eq!(again.attribute("#group_size_min", "value"), "3");
}

#[test]
fn groups_are_chosen_from_a_list_and_ordered() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let (draft, _) = begins(&desk);
    let mut form = desk.adds(&draft, "scale");
    form.set("text.en", "How much do you trust it?");
    desk.presses(&form, "save");
    let mut form = Form::of(&desk.opens(&format!("{draft}/charter")), "#edit");
    form.set("list", "chosen");
    let form = Form::of(&desk.presses(&form, "save"), "#edit");
    let listed = form.names("by.", "");
    assert_eq!(listed.len(), 2, "{listed:?}");
    let down = format!("down:{}", listed[0].trim_start_matches("by."));
    let mut form = Form::of(&desk.presses(&form, &down), "#edit");
    assert_eq!(
        form.names("by.", ""),
        [listed[1].as_str(), listed[0].as_str()]
    );
    form.clear(&listed[1]);
    let page = desk.presses(&form, "save");
    let form = Form::of(&page, "#edit");
    assert_eq!(form.names("by.", ""), [listed[0].as_str()]);
    // What was unticked is offered again.
    assert_eq!(
        page.count(&format!("input[name='{}']:not([checked])", listed[1])),
        1
    );
}

/// A draft of the running survey, which somebody has answered.
fn of_an_answered_survey(site: &RunningSite, desk: &Desk<'_>) -> String {
    site.visitor().answers();
    let home = desk.opens("/studio/surveys/acme");
    let form = Form::of(&home, "form:has(button[value=edit])");
    target(&desk.sends(&form, "edit")).to_owned()
}

#[test]
fn once_somebody_has_answered_only_what_is_stricter_is_taken() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_an_answered_survey(&site, &desk);
    let address = format!("{draft}/charter");
    let page = desk.opens(&address);
    assert!(page.words("main").contains("the promise is frozen"));
    // Results were never to be public: it is not offered.
    assert_eq!(page.count("input[name=public_results]"), 1);
    assert_eq!(page.count("[name='outside.en']"), 0);
    for (name, value, said) in [
        (
            "retention_days",
            "91",
            "Answers were to be erased after 90 days, not 91",
        ),
        (
            "public_results",
            "when-closed",
            "not told that everybody may see results",
        ),
        ("readers.en", "Everybody.", "promised in these very words"),
        ("outside.en", "An agency.", "nobody outside"),
    ] {
        let mut form = Form::of(&desk.opens(&address), "#edit");
        form.set(name, value);
        let page = desk.sends(&form, "show");
        assert_eq!(page.status, 422, "{name}");
        let lowered = page.words("main").to_lowercase();
        assert!(lowered.contains(&said.to_lowercase()), "{name}: {lowered}");
    }
    let mut form = Form::of(&desk.opens(&address), "#edit");
    form.set("group_size_min", "12")
        .set("retention_days", "30")
        .set("comments", "kept-back");
    let page = desk.presses(&form, "show");
    assert_eq!(page.attribute("#retention_days", "value"), "30");
    assert_eq!(page.count(".trouble"), 0);
    // Published, each of them is in the ledger.
    let page = desk.opens(&format!("{draft}/publish"));
    let form = Form::of(&page, "main form[action$='/publish']");
    assert_eq!(desk.sends(&form, "publish").status, 303);
    site.finds_in_the_ledger(
        "group size 5 → 12, answers kept 90 → 30 days, own words are shown to nobody",
    );
    let stored = publish::export_survey(&site.installation, &site.slug).expect("it is there");
    assert_eq!(stored.charter.comments, Comments::KeptBack);
    assert_eq!(stored.charter.public_results, PublicResults::Never);
}

#[test]
fn whom_reminders_go_to_is_asked_where_answering_takes_an_invitation_and_said_in_the_promise() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let home = desk.opens("/studio/surveys/acme");
    let draft =
        target(&desk.sends(&Form::of(&home, "form:has(button[value=edit])"), "edit")).to_owned();
    let address = format!("{draft}/charter");
    let page = desk.opens(&address);
    assert_eq!(page.count("#reminders"), 0);
    let mut form = Form::of(&page, "#edit");
    form.set("access", "invitation");
    let page = desk.presses(&form, "save");
    assert_eq!(page.count("#reminders input"), 2);
    assert!(!page.text("#foretold").contains("Reminders go only"));
    let mut form = Form::of(&page, "#edit");
    form.set("reminders", "unanswered");
    let page = desk.presses(&form, "save");
    assert!(
        page.text("#foretold")
            .contains("Reminders go only to those who have not answered.")
    );
    let file = desk.opens(&format!("{draft}/file"));
    assert!(file.text("pre").contains("reminders = \"unanswered\""));
    // Where everybody has the link it means nothing, and stands in no file.
    let mut form = Form::of(&page, "#edit");
    form.set("access", "link");
    let page = desk.presses(&form, "save");
    assert_eq!(page.count("#reminders"), 0);
    let file = desk.opens(&format!("{draft}/file"));
    assert!(!file.text("pre").contains("reminders"));
}
