//! Boards and their files.

use super::{Page, RunningSite};
use whynot::operations::share::link::{self, Opens};

/// The address of the site's board.
fn board(site: &RunningSite) -> String {
    let token = link::make_usual(&site.installation, &site.slug, Opens::Everything)
        .expect("the database answers")
        .expect("the survey is there");
    format!("/boards/{}/{token}", site.slug)
}

/// A site whose only wave has closed with six answers.
fn closed_site() -> RunningSite {
    let site = RunningSite::open();
    for _ in 0..6 {
        site.visitor().answers();
    }
    site.closes();
    site
}

#[test]
fn findings_are_the_headlines_and_every_chart_has_its_words_table_and_files() {
    let site = closed_site();
    let page = site.visitor().get(&board(&site));
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Why not ACME?");
    assert!(page.words(".facts").contains("6 responses"));
    assert_eq!(page.count("article.finding"), 3);
    assert!(page.text("#use h2").contains("“No”"));
    assert_eq!(page.text("#use .asked"), "Have you used ACME?");
    assert_eq!(page.count("#use details table"), 1);
    assert_eq!(page.count("#use svg[role=img] > title"), 2);
    assert_eq!(page.count("#use .files a"), 5);
    assert_eq!(page.count("#comment .words li"), 6);
}

#[test]
fn a_board_runs_nothing_and_loads_only_from_this_house() {
    let site = closed_site();
    let visitor = site.visitor();
    let page = visitor.get(&board(&site));
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; font-src 'self'"));
    assert_eq!(page.count("script, iframe, [style], [onclick], style"), 0);
    assert_eq!(page.header("set-cookie"), "");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let sheet = visitor.get(&page.attribute("link[rel=stylesheet]", "href"));
    assert_eq!(
        (sheet.status, sheet.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    assert!(sheet.header("cache-control").contains("immutable"));
    let fonts: Vec<_> = sheet.body.split("url(\"").skip(1).collect();
    assert_eq!(fonts.len(), 3);
    for font in fonts {
        let font = visitor
            .client
            .get(site.address.clone() + font.split('"').next().unwrap());
        let font = font.send().unwrap();
        assert_eq!(font.status(), 200);
        assert_eq!(font.bytes().unwrap().slice(..4), "wOF2".as_bytes());
    }
}

#[test]
fn a_chart_is_a_file_in_four_formats() {
    let site = closed_site();
    let visitor = site.visitor();
    let board = board(&site);
    for (format, kind, start) in [
        ("svg", "image/svg+xml; charset=utf-8", "<svg"),
        (
            "csv",
            "text/csv; charset=utf-8; header=present",
            "question_code,",
        ),
        ("json", "application/json", "{"),
    ] {
        let file = visitor.get(&format!("{board}/charts/use.{format}?wave=1"));
        assert_eq!((file.status, file.header("content-type")), (200, kind));
        assert!(file.body.starts_with(start), "{format}: {}", file.body);
        let disposition = format!("attachment; filename=\"acme-use-wave-1.{format}\"");
        assert_eq!(file.header("content-disposition"), disposition);
        let policy = file.header("content-security-policy");
        assert!(policy.contains("sandbox"));
        assert_eq!(policy.contains("font-src data:"), format == "svg");
    }
    let picture = visitor
        .client
        .get(format!("{}{board}/charts/use.png", site.address));
    let picture = picture.send().unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png");
    assert_eq!(picture.bytes().unwrap().slice(1..4), "PNG".as_bytes());
}

#[test]
fn a_wrong_slug_or_token_looks_like_a_missing_file_of_a_board() {
    let site = closed_site();
    let visitor = site.visitor();
    let board = board(&site);
    let bodies: Vec<String> = [
        "/boards/acme/00000000000000000000".to_owned(),
        "/boards/acme/x".to_owned(),
        "/boards/acme/x?wave=9".to_owned(),
        "/boards/acme/00000000000000000000?by=nothing".to_owned(),
        board.replace("acme", "other"),
        format!("{board}/charts/nothing.svg"),
        format!("{board}/charts/use.svg?wave=9"),
    ]
    .iter()
    .map(|path| visitor.get(path))
    .map(|page| {
        assert_eq!(page.status, 404);
        page.body
    })
    .collect();
    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
    let problem = visitor.get(&format!("{board}/charts/nothing.json"));
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert_eq!(problem.status, 404);
    assert_eq!(visitor.get(&format!("{board}/charts/use.exe")).status, 404);
}

#[test]
fn what_a_board_does_not_have_is_said_with_the_way_back_to_it() {
    let site = closed_site();
    let visitor = site.visitor();
    let board = board(&site);
    for (query, headline) in [
        ("wave=9", "This board has no such wave"),
        ("wave=x", "This board has no such wave"),
        ("by=nothing", "This board does not show these groups"),
        (
            "by=nothing&join=0&join=1",
            "This board does not show these groups",
        ),
        ("question=nothing", "This board has no such question"),
        ("waves=all", "There are no waves to read together"),
    ] {
        let page = visitor.get(&format!("{board}?{query}"));
        assert_eq!(
            (page.status, page.text("h1").as_str()),
            (404, headline),
            "{query}"
        );
        assert_eq!(page.attribute("main a", "href"), board);
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert!(!page.body.contains("taken back"));
    }
}

#[test]
fn a_browser_that_has_the_board_is_told_that_it_still_holds() {
    let site = closed_site();
    let visitor = site.visitor();
    let board = board(&site);
    let page = visitor.get(&board);
    assert_eq!(page.header("cache-control"), "private, no-cache");
    let again = visitor
        .client
        .get(format!("{}{board}", site.address))
        .header("if-none-match", page.header("etag"));
    assert_eq!(Page::read(again.send().unwrap()).status, 304);
}

#[test]
fn a_board_with_nothing_to_show_says_why() {
    let site = RunningSite::new();
    let visitor = site.visitor();
    let state = |site: &RunningSite| visitor.get(&board(site)).text(".state h2");
    assert_eq!(state(&site), "Nobody has been asked yet");
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None).unwrap();
    assert_eq!(state(&site), "There is nothing to show yet");
    site.visitor().answers();
    assert_eq!(state(&site), "There is nothing to show yet");
    site.closes();
    let page = visitor.get(&board(&site));
    assert_eq!(page.text(".state h2"), "Too few people answered");
    assert!(page.body.contains("erased without being counted"));
}

#[test]
fn a_board_does_not_change_between_releases() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let board = board(&site);
    let before = visitor.get(&board).body;
    for _ in 0..4 {
        site.visitor().answers();
        assert_eq!(visitor.get(&board).body, before);
    }
}
