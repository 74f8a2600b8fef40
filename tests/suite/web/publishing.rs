//! Publishing and a survey's home, as a marketer's browser meets them.

use whynot::membership::role::Role;
use whynot::operations::drafts::{self, Start};
use whynot::operations::listed;
use whynot::survey::language::Language;

use super::RunningSite;
use super::builder::{Desk, Form};
use super::members::target;

const HOME: &str = "/studio/surveys/acme";

/// The address of a draft from the library.
fn begins(site: &RunningSite, anna: &Desk<'_>, slug: &str, key: u128) -> String {
    let start = Start::Library {
        name: "why-people-left".to_owned(),
        brand: "ACME".to_owned(),
        slug: slug.parse().unwrap(),
        languages: vec![Language::english()],
    };
    let id = drafts::start(&site.installation, anna.actor.id, start, key).unwrap();
    format!("/studio/drafts/{id}")
}

#[test]
fn a_marketer_publishes_and_people_can_answer() {
    let site = RunningSite::new();
    let anna = Desk::of(&site, "Anna");
    let address = format!("{}/publish", begins(&site, &anna, "left", 5));
    let mut form = Form::of(&anna.opens(&address), "main form[action$='/publish']");
    form.set("until", "2001-01-01");
    let refused = anna.sends(&form, "publish");
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("This day is over"),
        "{}",
        refused.body
    );
    form.set("until", "");
    let home = target(&anna.sends(&form, "publish")).to_owned();
    assert_eq!(home, "/studio/surveys/left");
    assert_eq!(target(&anna.sends(&form, "publish")), home, "pressed twice");
    let page = anna.opens(&home);
    assert!(page.text("h1").contains("is running"), "{}", page.body);
    assert!(page.body.contains("can answer until you close the wave."));
    assert!(page.body.contains("/s/left"));
    assert_eq!(site.visitor().get("/s/left").status, 200);
}

#[test]
fn an_address_that_another_survey_has_is_said_everywhere_before_publishing() {
    let site = RunningSite::new();
    let anna = Desk::of(&site, "Anna");
    let draft = begins(&site, &anna, "left", 5);
    let mut texts = Form::of(&anna.opens(&format!("{draft}/texts")), "#edit");
    texts.set("slug", "acme");
    let saved = anna.presses(&texts, "save");
    let said = "Another survey has this address; choose another.";
    assert_eq!(saved.text("#slug-error"), said);
    let check = anna.opens(&format!("{draft}/check"));
    assert!(check.body.contains(said), "{}", check.body);
    assert!(!check.body.contains("Nothing stands in the way"));
    let publish = anna.opens(&format!("{draft}/publish"));
    assert!(!publish.body.contains("revision"), "{}", publish.body);
    assert_eq!(publish.count("main form[action$='/publish']"), 0);
    texts = Form::of(&saved, "#edit");
    texts.set("slug", "left-2");
    assert_eq!(anna.presses(&texts, "save").text("#slug-error"), "");
}

#[test]
fn a_last_day_that_nobody_means_is_refused_at_its_field() {
    let site = RunningSite::new();
    let anna = Desk::of(&site, "Anna");
    let address = format!("{}/publish", begins(&site, &anna, "left", 5));
    let mut form = Form::of(&anna.opens(&address), "main form[action$='/publish']");
    form.set("until", "9999-12-31");
    let refused = anna.sends(&form, "publish");
    assert_eq!(refused.status, 422);
    let said = refused.text("#until-error");
    assert!(said.contains("two years at most"), "{said}");
    let day = whynot::operations::member::api_token::last_day_max(&site.installation);
    form.set("until", &day.to_string());
    let page = anna.presses(&form, "publish");
    let said = "After that day the wave closes by itself.";
    assert!(page.body.contains(said), "{}", page.body);
}

#[test]
fn the_old_address_of_a_draft_says_what_became_of_it() {
    let site = RunningSite::new();
    let anna = Desk::of(&site, "Anna");
    let begins = |slug: &str, key| begins(&site, &anna, slug, key);
    let published = begins("left", 5);
    let texts = Form::of(&anna.opens(&format!("{published}/texts")), "#edit");
    let publish = Form::of(
        &anna.opens(&format!("{published}/publish")),
        "main form[action$='/publish']",
    );
    anna.sends(&publish, "publish");
    for page in [
        anna.actor.get(&published),
        anna.actor.get(&format!("{published}/texts")),
        anna.sends(&texts, "save"),
    ] {
        assert_eq!(page.status, 410);
        assert_eq!(page.text("h1"), "This draft has been published");
        assert_eq!(page.count("a.main[href='/studio/surveys/left']"), 1);
    }
    assert!(anna.sends(&texts, "save").body.contains("not saved"));

    let thrown = begins("thrown", 6);
    let publish = Form::of(
        &anna.opens(&format!("{thrown}/publish")),
        "main form[action$='/publish']",
    );
    let remove = Form::of(
        &anna.opens(&format!("{thrown}/remove")),
        "main form[action$='/remove']",
    );
    anna.sends(&remove, "remove-yes");
    for page in [anna.actor.get(&thrown), anna.sends(&publish, "publish")] {
        assert_eq!(page.status, 410);
        assert_eq!(page.text("h1"), "This draft was thrown away");
        assert_eq!(page.count("main a[href='/studio']"), 1);
    }
    assert_eq!(anna.actor.get("/studio/drafts/123").status, 404);
    let reader = site.signed_in(Role::Executive, "Rita");
    assert_eq!(reader.get(&published).status, 404);
}

#[test]
fn a_marketer_pauses_goes_on_and_closes() {
    let site = RunningSite::open();
    let anna = Desk::of(&site, "Anna");
    let page = anna.presses(&Form::of(&anna.opens(HOME), "form.state"), "pause");
    assert!(page.text("h1").contains("is paused"), "{}", page.body);
    for (lang, words) in [("en", "taking a break"), ("de", "macht eine Pause")] {
        let shown = site.visitor().get(&format!("/s/acme?lang={lang}"));
        assert!(shown.body.contains(words), "{}", shown.body);
    }
    let page = anna.presses(&Form::of(&page, "form.state"), "go-on");
    assert!(page.text("h1").contains("is running"));
    site.finds_in_the_ledger("paused a survey");
    let close = Form::of(&anna.opens(&format!("{HOME}/close")), "main form");
    assert_eq!(target(&anna.sends(&close, "")), HOME);
    assert_eq!(target(&anna.sends(&close, "")), HOME, "pressed twice");
    let page = anna.opens(HOME);
    assert!(page.text("h1").contains("has closed"));
    let mut open = Form::of(&page, "form.opening");
    open.set("until", "soon");
    assert_eq!(anna.sends(&open, "open").status, 422);
    open.set("until", "");
    anna.presses(&open, "open");
    anna.presses(&open, "open");
    let slug = "acme".parse().unwrap();
    let survey = listed::find_summary(&site.installation, &slug).unwrap();
    assert_eq!(survey.unwrap().waves.len(), 2);
}

#[test]
fn the_link_comes_as_a_picture_and_as_a_poster_in_each_language() {
    let site = RunningSite::open();
    let anna = Desk::of(&site, "Anna");
    let svg = anna.opens(&format!("{HOME}/link.svg"));
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert!(svg.body.starts_with("<svg xmlns"));
    let png = anna.actor.get(&format!("{HOME}/link.png"));
    assert_eq!(png.header("content-type"), "image/png");
    let poster = anna.opens(&format!("{HOME}/poster?lang=de"));
    assert!(poster.body.contains("Warum nicht ACME?"));
    assert!(poster.body.contains("Anonym."));
}
