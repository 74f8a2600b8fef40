//! Two editors at once: what does not contradict is merged, the rest is shown
//! beside each other.

use super::{Desk, Form, RunningSite, target};

#[test]
fn what_two_editors_change_in_different_places_is_merged() {
    let site = RunningSite::open();
    let (anna, bert) = (Desk::of(&site, "Anna"), Desk::of(&site, "Bert"));
    let draft = anna.begins(&["en"]);
    let mut form = anna.adds(&draft, "single-choice");
    form.set("text.en", "Used?").set("paste", "Yes\nNo");
    anna.presses(&form, "done");
    let used = anna.finds(&draft, "Used?");
    let mut hers = Form::of(&anna.opens(&used), "#edit");
    let mut his = Form::of(&bert.opens(&used), "#edit");
    hers.set("help.en", "Ever").set("new.text.en", "Perhaps");
    his.set("text.en", "Have you used it?")
        .set("new.text.en", "Never");
    anna.presses(&hers, "save");
    let page = bert.presses(&his, "save");
    let merged = Form::of(&page, "#edit");
    assert_eq!(merged.value("help.en"), "Ever");
    assert_eq!(merged.value("text.en"), "Have you used it?");
    let options = merged.names("p.", ".text.en");
    let mut options: Vec<&str> = options.iter().map(|name| merged.value(name)).collect();
    options.sort_unstable();
    assert_eq!(options, ["Never", "No", "Perhaps", "Yes"]);
}

#[test]
fn what_two_editors_change_in_the_same_place_is_chosen_on_a_page() {
    let site = RunningSite::open();
    let (anna, bert) = (Desk::of(&site, "Anna"), Desk::of(&site, "Bert"));
    let draft = anna.begins(&["en"]);
    let mut form = anna.adds(&draft, "text");
    form.set("text.en", "Why?");
    anna.presses(&form, "done");
    let why = anna.finds(&draft, "Why?");
    let both = |choice: &str, other: &str| {
        let mut hers = Form::of(&anna.opens(&why), "#edit");
        let mut his = Form::of(&bert.opens(&why), "#edit");
        hers.set("text.en", &format!("{other} by Anna"));
        his.set("text.en", &format!("{other} by Bert"));
        his.set("help.en", &format!("{other} help"));
        anna.presses(&hers, "save");
        let page = bert.sends(&his, "done");
        assert_eq!(page.status, 409);
        // A notice at the top, which the cursor goes to, with a way to the choice.
        assert_eq!(page.count(".clash[tabindex][autofocus] h1"), 1);
        assert_eq!(page.first_attribute(".clash a", "href"), "#clash-0");
        assert!(page.words(".merge legend").contains("Question (English)"));
        let words = page.words(".merge");
        assert!(words.contains(&format!("{other} by Anna")), "{words}");
        assert!(words.contains(&format!("{other} by Bert")), "{words}");
        let mut form = Form::of(&page, ".merge");
        // Its form comes back to where the other came from.
        form.action.clone_from(&why);
        form.set("merge.0", choice);
        let go = form.value("go").to_owned();
        form.clear("go");
        assert!(target(&bert.sends(&form, &go)).starts_with(&draft));
        let now = Form::of(&anna.opens(&why), "#edit");
        assert_eq!(now.value("help.en"), format!("{other} help"));
        now.value("text.en").to_owned()
    };
    assert_eq!(both("mine", "First"), "First by Bert");
    assert_eq!(both("theirs", "Second"), "Second by Anna");
}
