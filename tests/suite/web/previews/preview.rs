//! The preview: the respondents' own pages, and nothing kept of them.

use super::super::RunningSite;
use super::super::builder::{Desk, Form};
use super::{ROUTED, of_file};

#[test]
fn the_framed_page_is_the_respondents_own_and_only_this_site_may_frame_it() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    let around = desk.opens(&format!("{draft}/preview"));
    assert!(
        around
            .header("content-security-policy")
            .contains("frame-src 'self'")
    );
    let framed = around.attribute("iframe", "src");
    let page = desk.opens(&framed);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    assert_eq!(page.text("h1"), "Why not ACME?");
    assert_eq!(page.count("script"), 0);
    assert_eq!(
        page.attribute("form", "action"),
        format!("{draft}/preview/page")
    );
    // Everywhere else nothing may frame a page of ours.
    let outside = around.header("content-security-policy");
    assert!(outside.contains("frame-ancestors 'none'"), "{outside}");
}

#[test]
fn it_is_answered_to_its_end_and_nothing_of_it_is_stored() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    let before = desk.file(&draft);
    let page = desk.opens(&format!("{draft}/preview/page?lang=de"));
    assert_eq!(page.text("h1"), "Warum nicht ACME?");
    let mut form = Form::of(&page, "form");
    let refused = desk.sends(&form, "next");
    assert_eq!((refused.status, refused.count(".trouble")), (422, 1));
    form.set("q.use", "no");
    let second = desk.sends(&form, "next");
    assert!(
        second.body.contains("Warum nutzen Sie es nicht?"),
        "{}",
        second.body
    );
    assert!(!second.body.contains("Was mögen Sie?"));
    let form = Form::of(&second, "form");
    let end = desk.sends(&form, "send");
    assert_eq!(end.status, 200);
    assert!(end.text(".lead").contains("Das hilft."), "{}", end.body);
    assert!(
        end.text(".notice")
            .contains("Nothing that you typed was stored")
    );
    assert_eq!(end.count("form"), 0);
    assert_eq!(desk.file(&draft), before);
    // Without the mark of the session it is no form of ours.
    let stranger = site
        .anonymous()
        .post(&format!("{draft}/preview/page"), &[("go", "send")]);
    assert_eq!(stranger.status, 303);
}

#[test]
fn every_way_is_listed_with_what_leads_there_and_shown_page_by_page() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = of_file(&desk, ROUTED);
    let around = desk.opens(&format!("{draft}/preview"));
    // Answering by hand, and two ways.
    assert_eq!(around.count(".way"), 3);
    let listed = around.words(".ways");
    assert!(listed.contains("Do you use ACME? Yes"), "{listed}");
    assert!(listed.contains("2 questions on 2 pages"), "{listed}");
    let mut seen = Vec::new();
    let mut address = format!("{draft}/preview?way=1");
    for _page in 0..4 {
        let around = desk.opens(&address);
        let framed = desk.opens(&around.attribute("iframe", "src"));
        seen.push((around.text(".pager strong"), framed.body));
        if around.count(".turn a[rel=next]") == 0 {
            break;
        }
        address = around.attribute(".turn a[rel=next]", "href");
    }
    let steps: Vec<&str> = seen.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(
        steps,
        [
            "Way 1, page 1 of 2",
            "Way 1, page 2 of 2",
            "Way 2, page 1 of 2",
            "Way 2, page 2 of 2"
        ]
    );
    let of_both = |text: &str| seen.iter().filter(|(_, body)| body.contains(text)).count();
    assert_eq!(of_both("What do you like?"), 1);
    assert_eq!(of_both("Why do you not use it?"), 1);
    let desktop = desk.opens(&format!("{draft}/preview?way=2&as=desktop&lang=de"));
    assert_eq!(desktop.count(".on-desktop iframe"), 1);
    assert!(desktop.words(".ways").contains("Nutzen Sie ACME? Nein"));
    // What names nothing is the usual.
    desk.opens(&format!("{draft}/preview?way=99&page=7&as=tv&lang=xx"));
}

#[test]
fn an_unfinished_draft_is_shown_as_far_as_it_goes() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let around = desk.opens(&format!("{draft}/preview"));
    assert_eq!(around.count("iframe"), 0);
    assert!(
        around
            .text("#unfinished")
            .contains("no question to show yet")
    );
    let framed = desk.opens(&format!("{draft}/preview/page"));
    assert_eq!(framed.text("h1"), "Nothing to show yet");
    let mut form = desk.adds(&draft, "text");
    form.set("text.en", "What keeps you away?");
    desk.presses(&form, "done");
    let around = desk.opens(&format!("{draft}/preview"));
    assert!(around.text("#unfinished").contains("as far as it goes"));
    assert!(
        around.words(".unfinished").contains("Promise"),
        "{}",
        around.body
    );
    let framed = desk.opens(&around.attribute("iframe", "src"));
    assert!(framed.body.contains("What keeps you away?"));
    assert_eq!(framed.text("h1"), "…");
}
