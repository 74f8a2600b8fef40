//! One question's form: nothing typed is lost, whatever it is.

use super::{Desk, Form, RunningSite, target};

#[test]
fn what_is_not_valid_is_kept_with_the_problem_beside_it() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "scale");
    form.set("text.en", "How?")
        .set("from", "many")
        .set("to", "5");
    let page = desk.presses(&form, "save");
    assert_eq!(page.attribute("#from", "value"), "many");
    assert_ne!(page.text("#from-error"), "");
    assert_eq!(page.attribute("#from", "aria-invalid"), "true");
    assert!(page.count(".trouble a[href='#from']") > 0, "{}", page.body);
    // The outline and the menu say so, too.
    let outline = desk.opens(&draft);
    assert!(outline.text(".asked .error").contains("to put right"));
    assert!(outline.words(".steps").contains("to put right"));
}

#[test]
fn another_kind_keeps_what_was_typed_for_the_one_before() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "single-choice");
    form.set("text.en", "Which?").set("paste", "One\nTwo");
    let mut form = Form::of(&desk.presses(&form, "add"), "#edit");
    form.set("kind", "scale").set("new.text.en", "Three");
    let mut form = Form::of(&desk.presses(&form, "save"), "#edit");
    assert_eq!(form.names("p.", ".text.en").len(), 0);
    form.set("lowest.en", "Low").set("kind", "ranking");
    let mut form = Form::of(&desk.presses(&form, "save"), "#edit");
    let options = form.names("p.", ".text.en");
    let texts: Vec<&str> = options.iter().map(|name| form.value(name)).collect();
    assert_eq!(texts, ["One", "Two", "Three"]);
    form.set("kind", "scale");
    let form = Form::of(&desk.presses(&form, "save"), "#edit");
    assert_eq!(form.value("lowest.en"), "Low");
}

#[test]
fn options_move_are_removed_and_marked_and_the_form_is_saved_with_it() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en", "de"]);
    let mut form = desk.adds(&draft, "multiple-choice");
    form.set("text.en", "Why?").set("paste", "A\tAh\nB\tBeh\nC");
    let page = desk.presses(&form, "add");
    let mut form = Form::of(&page, "#edit");
    let ids = |form: &Form| -> Vec<String> {
        let named = form.fields.iter().filter(|(name, _)| name == "part");
        named.map(|(_, id)| id.clone()).collect()
    };
    let before = ids(&form);
    assert_eq!(before.len(), 3);
    assert_eq!(form.value(&format!("p.{}.text.de", before[1])), "Beh");
    assert_eq!(
        page.attribute(&format!("[id='p.{}.text.de']", before[2]), "placeholder"),
        "No German yet"
    );
    form.set("help.en", "Typed before Up was pressed");
    let page = desk.presses(&form, &format!("up:{}", before[1]));
    let mut form = Form::of(&page, "#edit");
    assert_eq!(form.value("help.en"), "Typed before Up was pressed");
    assert_eq!(
        ids(&form),
        [&before[1], &before[0], &before[2]].map(String::clone)
    );
    // Dragging sends the parts in another order.
    form.fields.retain(|(name, _)| name != "part");
    for id in before.iter().rev() {
        form.fields.push(("part".to_owned(), id.clone()));
    }
    let page = desk.presses(&form, "save");
    let form = Form::of(&page, "#edit");
    let reversed: Vec<String> = before.iter().rev().cloned().collect();
    assert_eq!(ids(&form), reversed);
    let page = desk.presses(&form, &format!("remove:{}", before[0]));
    assert_eq!(ids(&Form::of(&page, "#edit")), reversed[..2]);
}

#[test]
fn a_list_of_all_countries_is_still_a_page_that_loads() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "single-choice");
    form.set("text.en", "Where do you live?");
    form.set("paste", &"A country of some name\n".repeat(100));
    let page = desk.presses(&form, "add");
    let form = Form::of(&page, "#edit");
    let options = form.names("p.", ".text.en");
    assert_eq!(options.len(), 100);
    assert_eq!(form.names("p.", ".marks").len(), 0);
    let last = options[99].replace("p.", "more:").replace(".text.en", "");
    let page = desk.presses(&form, &last);
    let mut form = Form::of(&page, "#edit");
    let marks = form.names("p.", ".marks");
    assert_eq!(marks.len(), 1);
    form.set(&marks[0].replace(".marks", ".other"), "yes");
    desk.presses(&form, "done");
    assert_eq!(desk.file(&draft).matches("other = true").count(), 1);
}

#[test]
fn a_condition_follows_the_codes_and_the_language_is_the_way_out() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "single-choice");
    form.set("text.en", "Used?").set("paste", "Yes\nNo");
    desk.presses(&form, "done");
    let mut form = desk.adds(&draft, "text");
    form.set("text.en", "Why?");
    form.set("rule.0.answer", "used:yes")
        .set("rule.0.test", "is-not");
    let page = desk.presses(&form, "save");
    assert_eq!(page.text("#show_when"), "not used is yes");
    assert_eq!(page.text("#rule-words"), "“Used?” is not “Yes”");
    // The first question gets another code; the condition goes along.
    let used = desk.finds(&draft, "Used?");
    let mut form = Form::of(&desk.opens(&used), "#edit");
    form.set("code", "habit");
    desk.presses(&form, "save");
    let why = desk.finds(&draft, "Why?");
    let mut form = Form::of(&desk.opens(&why), "#edit");
    assert_eq!(form.value("show_when"), "not habit is yes");
    form.set("show_when", "(habit is yes) or habit answered");
    let page = desk.presses(&form, "save");
    let form = Form::of(&page, "#edit");
    assert_eq!(form.value("show_when"), "(habit is yes) or habit answered");
    assert_eq!(page.count("select[name^='rule.']"), 0);
    let form = Form::of(&desk.presses(&form, "save"), "#edit");
    assert_eq!(form.value("show_when"), "(habit is yes) or habit answered");
}

#[test]
fn somebody_elses_question_and_nonsense_are_not_there() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    for path in [
        format!("{draft}/questions/0000000000000000"),
        format!("{draft}/questions/nonsense"),
        "/studio/drafts/nonsense".to_owned(),
        "/studio/drafts/99999/texts".to_owned(),
    ] {
        assert_eq!(desk.actor.get(&path).status, 404, "{path}");
    }
    let answer = desk
        .actor
        .post(&draft, &[("go", "up:nonsense"), ("version", "1")]);
    assert_eq!(answer.status, 400);
    let mut form = desk.adds(&draft, "text");
    form.set("text.en", "<script>alert(1)</script>");
    let page = desk.presses(&form, "save");
    assert_eq!(page.count("main script"), 0);
    assert_eq!(
        Form::of(&page, "#edit").value("text.en"),
        "<script>alert(1)</script>"
    );
    let answer = desk.sends(&form, "done");
    assert!(target(&answer).starts_with(&draft));
}

#[test]
fn only_a_script_of_this_house_runs_and_nothing_is_loaded_from_elsewhere() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    desk.adds(&draft, "number");
    let mut pages = vec![desk.finds(&draft, "Question without a text")];
    pages.extend(["", "/questions", "/texts", "/file"].map(|page| format!("{draft}{page}")));
    for path in pages {
        let page = desk.opens(&path);
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self'; connect-src 'self'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe") && policy.starts_with("default-src 'none'"));
        assert_eq!(page.count("script"), 1, "{path}");
        let script = page.attribute("script", "src");
        assert!(script.starts_with("/static/studio."), "{script}");
        assert_eq!(desk.actor.get(&script).status, 200);
        assert_eq!(page.count("[style], [onclick], style, iframe"), 0, "{path}");
        assert_eq!(page.count("h1"), 1, "{path}");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}
