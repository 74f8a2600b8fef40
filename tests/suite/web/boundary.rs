//! What holds for every page: headers, errors, sizes.

use super::{Page, RunningSite};

/// Every page that anybody may open.
const PAGES: [&str; 6] = [
    "/",
    "/trust",
    "/s/acme",
    "/s/acme/promise",
    "/s/acme/receipt",
    "/s/nothing-here",
];

fn assert_keeps_to_itself(page: &Page, path: &str) {
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    assert!(!policy.contains("unsafe"), "{path}");
    assert_eq!(page.header("cache-control"), "no-store", "{path}");
    assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(page.header("set-cookie"), "", "{path}");
    assert_eq!(
        page.count("script, img, iframe, [style], [src], link[rel=stylesheet]"),
        0
    );
}

#[test]
fn every_page_keeps_to_itself() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    for path in PAGES {
        assert_keeps_to_itself(&visitor.get(path), path);
    }
}

#[test]
fn the_policy_knows_the_very_stylesheet_of_the_page() {
    use base64::Engine;
    use sha2::Digest;
    let site = RunningSite::open();
    for path in PAGES {
        let page = site.visitor().get(path);
        let sheet = page.body.split("<style>").nth(1).unwrap();
        let sheet = sheet.split("</style>").next().unwrap();
        let hash = sha2::Sha256::digest(sheet.as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(hash);
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{path}");
    }
}

#[test]
fn what_does_not_exist_is_a_page_that_says_what_comes_next() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    for (path, headline) in [
        ("/nothing", "There is no page here"),
        ("/s/nothing-here", "There is no survey here"),
        ("/s/No_Such-Thing!", "There is no survey here"),
        ("/s/nothing-here/receipt", "There is no survey here"),
    ] {
        let page = visitor.get(path);
        assert_eq!(
            (page.status, page.text("h1")),
            (404, headline.to_owned()),
            "{path}"
        );
    }
}

#[test]
fn an_address_typed_in_capitals_or_with_a_slash_is_understood() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    assert_eq!(visitor.get("/s/ACME").status, 200);
    assert_eq!(visitor.get("/s/acme/").status, 200);
}

#[test]
fn a_method_that_an_address_does_not_take_is_told_so() {
    let site = RunningSite::open();
    let page = site.visitor().post("/s/acme/promise", &[]);
    assert_eq!(page.status, 405);
    assert_eq!(page.header("allow"), "GET, HEAD");
    assert_eq!(page.count("h1"), 1);
}

#[test]
fn a_form_that_is_too_large_is_told_so_and_nothing_is_stored() {
    let site = RunningSite::open();
    let text = "x".repeat(whynot::limits::FORM_BYTES_MAX);
    let page = site.visitor().post("/s/acme", &[("q.comment", &text)]);
    assert_eq!(page.status, 413);
    assert_eq!(page.text("h1"), "That was too much text");
    assert!(!page.body.contains("xxxx"));
}

#[test]
fn the_operator_sees_classes_of_requests_and_no_survey() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    visitor.get("/s/acme");
    visitor.get("/s/nothing-here");
    assert_eq!(visitor.get("/healthz").status, 200);
    assert_eq!(visitor.get("/readyz").body, "ready\n");
    let metrics = visitor.get("/metrics").body;
    // Two visits of respondents are too few to be told.
    assert!(
        metrics.contains("{class=\"respondent\",outcome=\"2xx\"} 0\n"),
        "{metrics}"
    );
    assert!(
        metrics.contains("{class=\"other\",outcome=\"2xx\"} 2\n"),
        "{metrics}"
    );
    assert!(!metrics.contains("acme"));
}

#[test]
fn errors_are_told_in_the_visitors_language() {
    let site = RunningSite::open();
    let mut visitor = site.visitor();
    visitor.language = "es-MX,es;q=0.9,en;q=0.5";
    let page = visitor.get("/s/nothing-here");
    assert_eq!(page.attribute("html", "lang"), "es");
    assert_eq!(page.text("h1"), "Aquí no hay ninguna encuesta");
}

/// Every row of the table, asked by somebody who knows only that it exists.
#[test]
fn every_address_answers_a_stranger_as_the_table_says() {
    use whynot::web::routes::{TABLE, Who};
    let site = RunningSite::open();
    let visitor = site.visitor();
    for entry in TABLE {
        let path = entry
            .path
            .replace("{slug}", "acme")
            .replace("{token}", "00000000000000000000")
            .replace("{id}", "0")
            .replace("{question}", "use")
            .replace("{format}", "svg")
            .replace("{name}", "nothing.css");
        let expected = match (entry.who, entry.path) {
            _ if entry.methods == "POST" => 405,
            (Who::Token, _) => 401,
            (Who::LinkHolder, _) | (_, "/static/{name}") => 404,
            // This survey does not promise its results to respondents.
            (Who::Anybody, "/s/{slug}/results") => 404,
            (Who::Anybody | Who::Operator, _) => 200,
            // Links that nobody was given, and a second step before the first.
            (Who::Guest, path) if path.ends_with("{token}") => 404,
            (Who::Guest, "/sign-in/code") => 303,
            (Who::Guest, _) => 200,
            (Who::Member | Who::Marketer | Who::Owner, _) => 303,
        };
        assert_eq!(visitor.get(&path).status, expected, "{path}");
        let head = visitor.client.head(format!("{}{path}", site.address));
        assert_eq!(head.send().unwrap().status(), expected, "HEAD {path}");
        let patch = visitor.client.patch(format!("{}{path}", site.address));
        let patch = Page::read(patch.send().unwrap());
        assert_eq!(
            (patch.status, patch.header("allow")),
            (405, entry.methods),
            "PATCH {path}"
        );
    }
}
