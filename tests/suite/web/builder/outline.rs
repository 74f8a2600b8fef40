//! The outline: whole questions are moved, copied and removed, and brought back.

use super::{Desk, Form, Page, RunningSite, target};

fn texts(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse(".asked h2 a").unwrap();
    let links = html.select(&selector);
    links.map(|link| link.text().collect()).collect()
}

fn with_questions(desk: &Desk<'_>, names: &[&str]) -> String {
    let draft = desk.begins(&["en"]);
    for name in names {
        let mut form = desk.adds(&draft, "text");
        form.set("text.en", name);
        desk.presses(&form, "done");
    }
    draft
}

fn button(page: &Page, verb: &str, position: usize) -> String {
    let html = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse(&format!("button[value^='{verb}:']")).unwrap();
    let button = html.select(&selector).nth(position).unwrap();
    button.value().attr("value").unwrap().to_owned()
}

#[test]
fn questions_move_are_copied_and_removed_and_undo_says_what_it_brings_back() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = with_questions(&desk, &["One", "Two", "Three"]);
    let mut page = desk.opens(&draft);
    let mut press = |verb: &str, position: usize| {
        let form = Form::of(&page, "#outline");
        page = desk.presses(&form, &button(&page, verb, position));
        texts(&page)
    };
    assert_eq!(press("down", 0), ["Two", "One", "Three"]);
    assert_eq!(press("up", 2), ["Two", "Three", "One"]);
    assert_eq!(press("copy", 0), ["Two", "Two", "Three", "One"]);
    assert_eq!(press("remove", 2), ["Two", "Two", "One"]);
    assert!(
        page.text("#undo").contains("Three"),
        "{}",
        page.text("#undo")
    );
    let undo = Form::of(&page, ".undoing");
    let page = desk.presses(&undo, "undo");
    assert_eq!(texts(&page), ["Two", "Two", "Three", "One"]);
    let redo = Form::of(&page, ".undoing");
    assert_eq!(texts(&desk.presses(&redo, "redo")), ["Two", "Two", "One"]);
    // By drag: to a place.
    let page = desk.opens(&draft);
    let id = button(&page, "up", 2).replace("up:", "place:");
    let form = Form::of(&page, "#outline");
    let page = desk.presses(&form, &format!("{id}:0"));
    assert_eq!(texts(&page), ["One", "Two", "Two"]);
    assert_eq!(desk.sends(&form, "place:0000000000000000:x").status, 400);
}

#[test]
fn a_question_is_added_where_one_says_also_one_of_the_library() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = with_questions(&desk, &["One", "Two"]);
    let page = desk.opens(&draft);
    let here = button(&page, "copy", 0).replace("copy:", "?after=");
    let page = desk.opens(&format!("{draft}/questions{here}"));
    assert!(page.text(".lead").starts_with("After question 1"));
    let form = Form::of(&page, "main form[action$='/questions']");
    let page = desk.presses(&form, "standard:age");
    let texts = texts(&page);
    assert_eq!((texts[0].as_str(), texts[2].as_str()), ("One", "Two"));
    assert_eq!(texts[1], "How old are you?");
    assert!(page.words("main").contains("Under 25"));
}

#[test]
fn sixty_questions_are_a_page_of_less_than_a_hundred_kilobytes() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let mut form = desk.adds(&draft, "multiple-choice");
    form.set(
        "text.en",
        "Which of these reasons, of all that there may be, is it?",
    );
    form.set("paste", &"A reason of about this length\n".repeat(8));
    let mut page = desk.presses(&form, "done");
    for _ in 1..60 {
        let form = Form::of(&page, "#outline");
        page = desk.presses(&form, &button(&page, "copy", 0));
    }
    assert_eq!(texts(&page).len(), 60);
    let last = desk.opens(&button(&page, "up", 59).replace("up:", &format!("{draft}/questions/")));
    assert_eq!(last.text("h1"), "Question 60 of 60");
}

#[test]
fn the_list_of_surveys_says_what_is_a_draft() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = with_questions(&desk, &["One"]);
    let page = desk.opens("/studio");
    let words = page.words(".list");
    assert!(words.contains("Draft about ACME, 1 question"), "{words}");
    assert_eq!(page.count(&format!(".list a[href='{draft}']")), 1);
    assert!(words.contains("Why not ACME?"));
    let answer = desk.actor.post(&format!("{draft}/undo"), &[("go", "undo")]);
    assert_eq!(target(&answer), draft);
}

#[test]
fn an_unfinished_question_changes_no_label_of_a_page() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let mut form = Form::of(&desk.opens("/studio/new"), "form.begin");
    form.set("from", "why-people-left").set("brand", "ACME");
    let draft = target(&desk.sends(&form, "start")).to_owned();
    let labels = |page: &Page| {
        let html = scraper::Html::parse_document(&page.body);
        let of_each = scraper::Selector::parse(".asked").unwrap();
        let label = scraper::Selector::parse(".page-break").unwrap();
        let labels = html.select(&of_each).map(|asked| {
            let mut found = asked.select(&label);
            found.next().map(|label| label.text().collect::<String>())
        });
        labels.collect::<Vec<_>>()
    };
    let before = labels(&desk.opens(&draft));
    assert!(before.iter().flatten().count() > 1, "{before:?}");
    desk.adds(&draft, "single-choice");
    let mut after = labels(&desk.opens(&draft));
    assert_eq!(after.pop(), Some(None), "the new one is on the last page");
    assert_eq!(after, before);
}
