//! Questionnaires of the library as respondents' pages.

use whynot::survey::answer::{Response, Wishes};
use whynot::survey::form;
use whynot::survey::library::{self, Start};
use whynot::survey::questionnaire::Questionnaire;
use whynot::survey::{file, paths, routing};

use super::RunningSite;

/// Each page with the answers that bring most questions onto it, all pages
/// filled in as somebody would send them who goes back to look.
fn pages(questionnaire: &Questionnaire) -> Vec<(usize, Vec<(String, String)>)> {
    let ways = paths::paths(questionnaire).expect("few enough ways");
    let pages = routing::pages(questionnaire);
    let pages = pages.iter().enumerate().map(|(number, page)| {
        let met = |way: &&paths::Path| {
            way.shows[page.questions.clone()]
                .iter()
                .filter(|met| **met)
                .count()
        };
        let fullest = ways.iter().max_by_key(met).expect("a way");
        let response = Response {
            given: fullest.given.clone(),
            wishes: Wishes::default(),
        };
        (number, form::to_pairs(questionnaire, &response))
    });
    pages.collect()
}

#[test]
fn every_page_of_the_library_fits_the_first_round_trip() {
    let client = reqwest::blocking::Client::new();
    for template in library::list() {
        let start = Start {
            brand: "A brand with a rather long name".to_owned(),
            slug: template.name.parse().expect("a slug"),
            languages: Vec::new(),
        };
        let text = library::file(template.name, &start).expect("a survey");
        let site = RunningSite::with(&text);
        whynot::operations::publish::open_wave(&site.installation, &site.slug, None)
            .expect("opens");
        let first = site.visitor().get(&format!("/s/{}", site.slug));
        let hidden = ["s", "w"].map(|name| first.attribute(&format!("[name='{name}']"), "value"));
        let questionnaire = file::read(&text).expect("a survey").questionnaire;
        for (page, answers) in pages(&questionnaire) {
            for language in &questionnaire.languages {
                let position = page.to_string();
                let go = format!("lang:{language}");
                let mut body = form_urlencoded::Serializer::new(String::new());
                body.append_pair("p", &position).append_pair("go", &go);
                body.append_pair("s", &hidden[0])
                    .append_pair("w", &hidden[1]);
                body.extend_pairs(&answers);
                let request = client
                    .post(format!("{}/s/{}", site.address, site.slug))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("accept-encoding", "gzip")
                    .body(body.finish());
                let response = request.send().expect("a page");
                assert_eq!(response.status(), 200, "{} page {page}", template.name);
                assert_eq!(response.headers()["content-encoding"], "gzip");
                let bytes = response.bytes().expect("a page").len();
                assert!(
                    bytes <= 14 * 1024,
                    "{} page {page}: {bytes} bytes",
                    template.name
                );
            }
        }
    }
}

#[test]
fn every_promise_of_the_library_fits_the_first_round_trip() {
    let client = reqwest::blocking::Client::new();
    for template in library::list() {
        let start = Start {
            brand: "A brand with a rather long name".to_owned(),
            slug: template.name.parse().expect("a slug"),
            languages: Vec::new(),
        };
        let text = library::file(template.name, &start).expect("a survey");
        let site = RunningSite::with(&text);
        let questionnaire = file::read(&text).expect("a survey").questionnaire;
        for language in &questionnaire.languages {
            let address = format!("{}/s/{}/promise?lang={language}", site.address, site.slug);
            let request = client.get(address).header("accept-encoding", "gzip");
            let response = request.send().expect("a page");
            assert_eq!(response.status(), 200, "{} {language}", template.name);
            let bytes = response.bytes().expect("a page").len();
            assert!(
                bytes <= 14 * 1024,
                "{} {language}: {bytes} bytes",
                template.name
            );
        }
    }
}
