//! When waves begin and end, as a marketer writes it down.

use super::RunningSite;
use super::builder::{Desk, Form};
use super::members::target;

#[test]
fn waves_are_planned_row_by_row_and_stand_in_the_file() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let address = format!("{draft}/calendar");
    let mut form = Form::of(&desk.opens(&address), "form.calendar");
    assert_eq!(form.value("how"), "by-hand");
    form.set("how", "planned").set("label.0", "Autumn");
    form.set("from.0", "2027-09-01")
        .set("until.0", "2027-09-14");
    let page = desk.sends(&form, "add");
    assert_eq!(page.status, 200);
    let mut form = Form::of(&page, "form.calendar");
    assert_eq!(form.value("label.0"), "Autumn", "nothing typed is lost");
    form.set("from.1", "2027-09-14").set("until.1", "soon");
    let refused = desk.sends(&form, "save");
    assert_eq!(refused.status, 422);
    assert!(refused.text("title").starts_with("Error: "));
    let mut form = Form::of(&refused, "form.calendar");
    assert_eq!(form.value("until.1"), "soon");
    form.set("until.1", "2027-09-20");
    let refused = desk.sends(&form, "save");
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text("[id='from.1-error']")
            .contains("runs until 14 September 2027"),
        "{}",
        refused.body
    );
    assert_eq!(refused.attribute(".trouble a", "href"), "#from.1");
    form.set("from.1", "2027-03-01")
        .set("until.1", "2027-03-14");
    let saved = desk.sends(&form, "save");
    assert_eq!(target(&saved), format!("{draft}/publish"));
    let file = desk.file(&draft);
    let waves = "[[wave]]\nfrom = 2027-03-01\nuntil = 2027-03-14\n\n\
                 [[wave]]\nlabel = \"Autumn\"\nfrom = 2027-09-01\nuntil = 2027-09-14\n";
    assert!(file.contains(waves), "{file}");

    let page = desk.sends(
        &Form::of(&desk.opens(&address), "form.calendar"),
        "remove:0",
    );
    let mut form = Form::of(&page, "form.calendar");
    assert_eq!(form.names("from.", ""), ["from.0"]);
    form.set("how", "monthly");
    desk.presses(&form, "save");
    assert!(desk.file(&draft).contains("waves = \"monthly\""));
}

#[test]
fn a_calendar_without_a_wave_is_refused() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = Form::of(&desk.opens(&format!("{draft}/calendar")), "form.calendar");
    form.set("how", "planned");
    let refused = desk.sends(&form, "save");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("at least one wave"));
}

#[test]
fn a_plan_that_is_over_is_refused_and_a_plan_leaves_nothing_to_open_by_hand() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "text");
    form.set("text.en", "Why?");
    desk.presses(&form, "done");
    let mut promise = Form::of(&desk.opens(&format!("{draft}/charter")), "#edit");
    promise.set("readers.en", "The board.");
    desk.presses(&promise, "show");
    let mut texts = Form::of(&desk.opens(&format!("{draft}/texts")), "#edit");
    texts.set("title.en", "Why?");
    desk.presses(&texts, "save");
    let publish = format!("{draft}/publish");
    assert_eq!(desk.opens(&publish).count("input[name=open]"), 2);
    let mut form = Form::of(&desk.opens(&format!("{draft}/calendar")), "form.calendar");
    form.set("how", "planned");
    form.set("from.0", "2001-03-01")
        .set("until.0", "2001-03-14");
    let refused = desk.sends(&form, "save");
    assert_eq!(refused.status, 422);
    let said = refused.text("[id='until.0-error']");
    assert!(said.contains("This day is over"), "{said}");
    form.set("from.0", "2099-03-01")
        .set("until.0", "2099-03-14");
    let page = desk.presses(&form, "save");
    assert_eq!(page.count("main form[action$='/publish']"), 1);
    assert_eq!(page.count("input[name=open], input[name=until]"), 0);
}
