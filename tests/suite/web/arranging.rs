//! Boards under the hands of those who arrange them: two at once, the order of a
//! new one, the way around, and languages.

use whynot::membership::role::Role;

use super::Page;
use super::members::target;
use super::sharing::{arranges, board, gives, site};

#[test]
fn of_two_who_arrange_one_board_the_second_sees_both_and_keeps_what_they_typed() {
    let site = site();
    let (mara, marek) = (
        site.signed_in(Role::Marketer, "Mara"),
        site.signed_in(Role::Marketer, "Marek"),
    );
    let id = board(&mara, "Management");
    let here = format!("/studio/surveys/acme/boards/{id}");
    let seen = marek.get(&here).attribute("input[name=version]", "value");
    let charts = ["reasons", "use"];
    arranges(
        &mara,
        &id,
        &charts,
        &[("headline", "Ads drive people away")],
    );

    let typed = [
        ("version", seen.as_str()),
        ("headline", "The price is too high"),
        ("note.reasons", "Compare with last year."),
    ];
    let page = arranges(&marek, &id, &["use", "reasons"], &typed);
    assert_eq!(page.status, 409);
    assert_eq!(
        page.text(".trouble h2"),
        "Somebody else saved this board meanwhile"
    );
    let both = page.words("main");
    for words in [
        "Ads drive people away",
        "The price is too high",
        "Charts and their order",
    ] {
        assert!(both.contains(words), "{words}: {both}");
    }
    assert_eq!(
        page.attribute("#headline", "value"),
        "The price is too high"
    );
    assert_eq!(page.text("#note-reasons"), "Compare with last year.");
    assert_eq!(
        page.attributes("input[name=chart]", "value"),
        ["use", "reasons"]
    );
    let address = format!("/studio/boards/{id}");
    assert_eq!(mara.get(&address).text("h1"), "Ads drive people away");

    // Whoever has seen both decides.
    let version = page.attribute("input[name=version]", "value");
    let typed = [("version", version.as_str()), typed[1], typed[2]];
    let saved = arranges(&marek, &id, &["use", "reasons"], &typed);
    assert_eq!(target(&saved), address);
    assert_eq!(mara.get(&address).text("h1"), "The price is too high");
    // The same thing twice contradicts nobody.
    let again = arranges(&marek, &id, &["use", "reasons"], &typed);
    assert_eq!(target(&again), address);
    // A form of no version overwrites nothing.
    let blind = [("version", ""), ("headline", "Blind")];
    assert_eq!(arranges(&mara, &id, &charts, &blind).status, 409);
}

#[test]
fn a_mistake_in_an_old_form_does_not_make_it_a_new_one() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let here = format!("/studio/surveys/acme/boards/{id}");
    let seen = marketer
        .get(&here)
        .attribute("input[name=version]", "value");
    arranges(&marketer, &id, &["use"], &[]);
    let long = "word ".repeat(200);
    let typed = [("version", seen.as_str()), ("headline", long.as_str())];
    let page = arranges(&marketer, &id, &["use"], &typed);
    assert_eq!(page.status, 422);
    assert_eq!(page.attribute("input[name=version]", "value"), seen);
}

#[test]
fn a_new_board_says_who_answered_last_as_everything_does() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let order = |path: &str| marketer.get(path).attributes("article", "id");
    let everything = order("/studio/surveys/acme/board");
    assert_eq!(everything, ["reasons", "comment", "use", "city"]);
    assert_eq!(order(&format!("/studio/boards/{id}")), everything);
}

#[test]
fn the_board_of_a_survey_has_the_tabs_of_its_other_pages() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let tabs = |path: &str| {
        let page = marketer.get(path);
        page.attributes("nav[aria-label='Pages of this survey'] a", "href")
    };
    let board = "/studio/surveys/acme/board";
    assert_eq!(tabs(board), tabs("/studio/surveys/acme"));
    assert_eq!(tabs(&format!("{board}?view=waves")).len(), 5);
    let current = "nav[aria-label='Pages of this survey'] [aria-current=page]";
    assert_eq!(marketer.get(board).text(current), "Board");
    // Whoever only reads has none of these pages.
    let id = self::board(&marketer, "Management");
    assert!(tabs(&format!("/studio/boards/{id}")).is_empty());
}

#[test]
fn members_are_told_of_boards_and_not_of_links() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let esther = site.signed_in(Role::Executive, "Esther");
    let id = board(&marketer, "Management");
    let address = format!("/studio/boards/{id}");
    for address in [&address, "/studio/boards/77", "/studio/boards/x"] {
        let page = esther.get(address);
        assert_eq!(page.status, 404);
        assert_eq!(page.text("h1"), "This board is not among yours");
        assert_eq!(page.attribute("main a", "href"), "/studio/boards");
    }
    gives(&marketer, &id, &[("member", &esther.id.to_string())]);
    let wrong = esther.get(&format!("{address}?wave=9"));
    assert_eq!(
        (wrong.status, wrong.text("h1").as_str()),
        (404, "This board has no such wave")
    );
    assert_eq!(wrong.attribute("main a", "href"), address);
    let file = esther.get(&format!("{address}/charts/nothing.svg"));
    assert_eq!(file.text("h1"), "There is no page here");
}

/// The texts of elements that are marked as German, in order.
fn in_german(page: &Page, within: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let selector = format!("{within} [lang=de], {within}[lang=de]");
    let selector = scraper::Selector::parse(&selector).expect("a selector");
    let found = html.select(&selector);
    found.map(|element| element.text().collect()).collect()
}

#[test]
fn each_part_of_a_german_board_says_its_language() {
    let site = site();
    let marketer = site.signed_in(Role::Marketer, "Marek");
    let id = board(&marketer, "Management");
    let form = marketer.get(&format!("/studio/surveys/acme/boards/{id}"));
    assert_eq!(form.words("#language"), "English German");
    let words = [
        ("language", "de"),
        ("note", "Vor der Kampagne."),
        ("headline.use", "Die Hälfte kennt uns"),
    ];
    arranges(&marketer, &id, &["reasons", "use"], &words);
    let page = marketer.get(&format!("/studio/boards/{id}?by=use"));
    assert_eq!(page.attribute("html", "lang"), "en");
    assert_eq!(in_german(&page, "h1"), ["Warum nicht ACME?"]);
    assert_eq!(in_german(&page, ".standfirst"), ["Vor der Kampagne."]);
    assert_eq!(in_german(&page, "#use h2"), ["Die Hälfte kennt uns"]);
    assert_eq!(in_german(&page, "#reasons .asked"), ["Warum nicht?"]);
    let heads = in_german(&page, "#reasons .cross thead");
    assert_eq!(heads, ["Ja", "Nein"]);
    let rows = in_german(&page, "#reasons .cross tbody");
    assert_eq!(rows, ["Zu viel Werbung", "Ein anderer Grund"]);
    assert_eq!(
        in_german(&page, ".colophon"),
        ["Warum nicht ACME?, June 2011"]
    );

    let page = marketer.get(&format!("/studio/boards/{id}"));
    let finding = in_german(&page, "#reasons h2");
    assert!(
        finding.contains(&"Zu viel Werbung".to_owned()),
        "{finding:?}"
    );
    // Nothing is left to a screen reader's guess: no name in German stands in English.
    for word in ["Werbung", "anderer Grund", "Haben Sie"] {
        let html = scraper::Html::parse_document(&page.body);
        let texts = scraper::Selector::parse("body *:not(svg *)").expect("a selector");
        for element in html.select(&texts) {
            let own: String = element
                .children()
                .filter_map(|child| child.value().as_text().map(|text| text.to_string()))
                .collect();
            let is_german = std::iter::successors(Some(*element), |node| node.parent())
                .filter_map(|node| node.value().as_element()?.attr("lang"))
                .next();
            assert!(
                !own.contains(word) || is_german == Some("de"),
                "{word}: {own}"
            );
        }
    }
}
