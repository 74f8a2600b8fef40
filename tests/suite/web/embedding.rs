//! A survey in a frame of somebody's page: only where it is listed, and only
//! the pages at its own address.

use whynot::operations::publish;

use super::builder::{Desk, Form};
use super::members::target;
use super::{Page, RunningSite, SURVEY};

const SITES: &str =
    "embedded_on = [\"https://www.example.org\", \"https://shop.example.org:8443\"]";
const ALLOWED: &str = "frame-ancestors https://www.example.org https://shop.example.org:8443";

fn embedded() -> RunningSite {
    let survey = SURVEY.replacen("\n[charter]", &format!("{SITES}\n\n[charter]"), 1);
    let site = RunningSite::with(&survey);
    publish::open_wave(&site.installation, &site.slug, None).unwrap();
    site
}

fn assert_framed_by(page: &Page, ancestors: &str) {
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with(ancestors), "{policy}");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(page.header("set-cookie"), "");
}

#[test]
fn the_way_from_the_first_page_to_the_receipt_may_stand_in_a_frame_of_listed_sites() {
    let site = embedded();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    assert_framed_by(&first, ALLOWED);
    let again = visitor.press(&first, "next", &[]);
    assert_eq!(again.status, 422);
    assert_framed_by(&again, ALLOWED);
    let (receipt, _) = visitor.answers();
    assert_framed_by(&receipt, ALLOWED);
    // What leads out of the frame would be refused there.
    assert_eq!(receipt.attribute("form", "target"), "_blank");
    assert_eq!(receipt.count("a:not([target=_blank])"), 0);
    assert_eq!(first.count("footer a:not([target=_blank])"), 0);
    site.closes();
    let closed = visitor.get("/s/acme");
    assert_framed_by(&closed, ALLOWED);
    assert_eq!(closed.count("footer a:not([target=_blank])"), 0);
}

#[test]
fn nothing_else_may_stand_in_any_frame() {
    let site = embedded();
    let visitor = site.visitor();
    let (_, code) = visitor.answers();
    for path in [
        "/",
        "/trust",
        "/s/acme/promise",
        "/s/acme/receipt",
        "/s/none",
        "/i/none",
    ] {
        assert_framed_by(&visitor.get(path), "frame-ancestors 'none'");
    }
    for go in ["show", "change", "withdraw", "withdraw-yes"] {
        let page = visitor.post("/s/acme/receipt", &[("code", &code), ("go", go)]);
        assert_framed_by(&page, "frame-ancestors 'none'");
    }
    let desk = Desk::of(&site, "Anna");
    for path in ["/studio", "/studio/surveys/acme"] {
        assert_framed_by(&desk.opens(path), "frame-ancestors 'none'");
    }
}

#[test]
fn a_survey_without_sites_stands_in_no_frame_and_leads_nowhere_else() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    assert_framed_by(&visitor.get("/s/acme"), "frame-ancestors 'none'");
    let (receipt, _) = visitor.answers();
    assert_framed_by(&receipt, "frame-ancestors 'none'");
    assert_eq!(receipt.count("form[target]"), 0);
    let desk = Desk::of(&site, "Anna");
    assert_eq!(desk.opens("/studio/surveys/acme").count("#snippet"), 0);
}

#[test]
fn a_marketer_lists_a_site_and_takes_the_snippet_and_both_hold_while_a_wave_runs() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let home = desk.opens("/studio/surveys/acme");
    let edit = desk.sends(&Form::of(&home, "form:has([value=edit])"), "edit");
    let draft = target(&edit).to_owned();
    let mut texts = Form::of(&desk.opens(&format!("{draft}/texts")), "#edit");
    texts.set("embedded_on", "http://example.org");
    texts.set(
        "closed.en",
        "Thank you all.\n\nThe results are in the shop.",
    );
    texts.set("closed.de", "Danke.");
    let page = desk.presses(&texts, "save");
    assert!(
        page.text("#embedded_on-error")
            .contains("does not begin with https://"),
        "{}",
        page.body
    );
    let mut texts = Form::of(&page, "#edit");
    assert_eq!(texts.value("embedded_on"), "http://example.org");
    texts.set("embedded_on", "https://Example.org/\n");
    desk.presses(&texts, "save");
    let publish = desk.opens(&format!("{draft}/publish"));
    assert!(publish.body.contains("Other sites that may show it"));
    desk.presses(
        &Form::of(&publish, "main form[action$='/publish']"),
        "publish",
    );
    let home = desk.opens("/studio/surveys/acme");
    let snippet = home.text("#snippet");
    let start = format!(
        "<iframe src=\"{}/s/acme\" title=\"Why not ACME? – ACME\"",
        site.address
    );
    assert!(snippet.trim().starts_with(&start), "{snippet}");
    assert!(!snippet.contains("script"), "{snippet}");
    // Taking a site out must not wait for the next wave either.
    let allowed = "frame-ancestors https://example.org";
    assert_framed_by(&site.visitor().get("/s/acme"), allowed);
    site.closes();
    for (lang, words) in [("en", "The results are in the shop."), ("de", "Danke.")] {
        let closed = site.visitor().get(&format!("/s/acme?lang={lang}"));
        assert!(closed.body.contains(words), "{}", closed.body);
    }
    let closed = site.visitor().get("/s/acme");
    assert_eq!(closed.count(".lead"), 3, "{}", closed.body);
    assert!(!closed.body.contains("It takes no more answers"));
}

#[test]
fn nobody_counts_the_pages_that_answers_lead_to() {
    let routed = SURVEY.replacen("new_page = true", "show_when = \"use is no\"", 1);
    let survey = routed.replacen("\n[charter]", &format!("{SITES}\n\n[charter]"), 1);
    let site = RunningSite::with(&survey);
    publish::open_wave(&site.installation, &site.slug, None).unwrap();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    assert_framed_by(&first, ALLOWED);
    assert_eq!(first.attribute("form", "target"), "_blank");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    assert_framed_by(&second, "frame-ancestors 'none'");
    assert_eq!(second.count("form[target]"), 0);
    let (receipt, _) = visitor.answers();
    assert_framed_by(&receipt, "frame-ancestors 'none'");
    let window = visitor.get_in_a_window("/s/acme");
    assert_eq!(window.count("form[target]"), 0);
}
