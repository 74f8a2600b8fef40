//! The check: what is missing, what could be better, what can be foretold.

use super::super::RunningSite;
use super::super::builder::{Desk, Form};
use super::super::members::target;
use super::{ROUTED, of_file};

#[test]
fn what_stands_in_the_way_comes_first_and_leads_to_its_field() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let page = desk.opens(&format!("{draft}/check"));
    assert!(
        page.text("#problems")
            .contains("to put right before publishing")
    );
    let problems = page.words(".grave-ones");
    assert!(problems.contains("Promise"), "{problems}");
    assert!(
        page.body.contains(&format!("{draft}/charter#readers")),
        "{}",
        page.body
    );
    let title = format!("{draft}/texts#title.en");
    assert!(page.body.contains(&title), "{}", page.body);
    assert!(desk.opens(&title).count("[id='title.en']") == 1);
    // Of nothing, nothing can be foretold.
    assert_eq!(page.count("#answers"), 0);
}

#[test]
fn a_finished_draft_gets_advice_by_question_and_what_it_asks_of_people() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    let page = desk.opens(&format!("{draft}/check"));
    assert_eq!(page.text("#problems"), "Nothing stands in the way");
    let advice = page.words(".findings");
    assert!(advice.contains("Why do you not use it?"), "{advice}");
    assert!(
        advice.contains("“None of these” that goes with no other"),
        "{advice}"
    );
    assert!(!advice.contains(" = ") && !advice.contains("_"), "{advice}");
    let question = page.attribute(".findings li:first-child > a", "href");
    assert!(
        question.starts_with(&format!("{draft}/questions/")),
        "{question}"
    );
    desk.opens(&question);
    let asks = page.words(".asks");
    assert!(asks.contains("about a minute"), "{asks}");
    assert!(asks.contains("2 of 3 questions on 2 pages"), "{asks}");
    // Of so few words no formula says anything.
    assert!(!asks.contains("Reading"), "{asks}");
}

#[test]
fn the_introduction_and_the_check_say_the_same_minutes() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    for template in whynot::survey::library::list() {
        let mut form = Form::of(&desk.opens("/studio/new"), "form.begin");
        form.set("from", template.name).clear("language");
        form.set("brand", "The Great Old Company of Many Words");
        form.set("language", "en");
        let draft = target(&desk.sends(&form, "start")).to_owned();
        let texts = Form::of(&desk.opens(&format!("{draft}/texts")), "#edit");
        let told = texts.value("introduction.en");
        let told = told.split("about ").last().unwrap_or_default();
        let (minutes, _) = told.split_once(' ').unwrap_or_default();
        let asks = desk.opens(&format!("{draft}/check")).words(".asks");
        assert!(
            asks.contains(&format!("about {minutes} minutes")),
            "{}: {told} / {asks}",
            template.name
        );
    }
}

#[test]
fn the_forecast_says_which_breakdowns_so_many_answers_carry() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    let asked = |query: &str| desk.actor.get(&format!("{draft}/check?{query}"));
    let many = asked("answers=1,000");
    assert_eq!(many.status, 200);
    let fates = many.words(".fates");
    assert!(
        fates.contains("Do you use ACME?") && fates.contains("shown whole"),
        "{fates}"
    );
    assert!(
        many.words(".forecast")
            .contains("Your promise shows totals while")
    );
    let few = asked("answers=8");
    assert!(
        few.words(".forecast").contains("fewer than the 10"),
        "{}",
        few.words(".forecast")
    );
    assert_eq!(few.count(".fates"), 0);
    // Two in a hundred of a hundred are too few to be shown.
    let lopsided = asked("answers=100&share.use.yes=2");
    assert_eq!(lopsided.status, 200);
    let fates = lopsided.words(".fates");
    assert!(fates.contains("withheld"), "{fates}");
}

#[test]
fn a_mistake_in_what_is_expected_is_said_beside_its_field_and_kept() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    for (query, said) in [
        ("answers=many", "Write a number from 1 to 10000"),
        ("answers=0", "Write a number from 1 to 10000"),
        ("answers=99999999", "Write a number from 1 to 10000"),
        ("answers=50&share.use.yes=x", "“x” is no share of a hundred"),
        (
            "answers=50&share.use.yes=80&share.use.no=30",
            "more than 100",
        ),
    ] {
        let page = desk.actor.get(&format!("{draft}/check?{query}"));
        assert_eq!(page.status, 422, "{query}");
        assert!(
            page.text(".error").contains(said),
            "{query}: {}",
            page.text(".error")
        );
        assert_eq!(page.count(".forecast"), 0, "{query}");
        assert!(page.text("title").starts_with("Error: "), "{query}");
    }
    let kept = desk
        .actor
        .get(&format!("{draft}/check?answers=many&share.use.yes=3"));
    assert_eq!(kept.attribute("#answers", "value"), "many");
    assert_eq!(kept.attribute("[name='share.use.yes']", "value"), "3");
}
