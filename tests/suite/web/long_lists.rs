//! An organisation with many surveys: lists are read page by page, and no page
//! is heavy.

use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::publish;
use whynot::operations::share::{arrange, give};

use super::members::Actor;
use super::{RunningSite, SURVEY};

const SURVEYS: usize = 130;

/// Many surveys with titles of a usual length, and a board of each for Esther.
fn site_of_many(site: &RunningSite, reader: i64) {
    for number in 0..SURVEYS {
        let text = SURVEY
            .replace("\"acme\"", &format!("\"survey-{number:03}\""))
            .replace(
                "Why not ACME?",
                &format!("Why do people in region {number} no longer come to us?"),
            );
        let survey = whynot::survey::file::read(&text).expect("a valid survey");
        publish::import_survey(&site.installation, &survey).expect("it is stored");
        let name = Name::parse(&format!("Board of survey {number:03}")).expect("a name");
        let form = arrange::new_form().expect("randomness");
        let board = arrange::add(&site.installation, &survey.slug, &name, form).expect("a board");
        give::give(&site.installation, &survey.slug, board, &[reader], &[]).expect("it is given");
    }
}

/// Where every line of a list leads, page by page.
fn reads_all(reader: &Actor<'_>, list: &str, lines: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(list.to_owned());
    while let Some(address) = next {
        let page = reader.get(&address);
        assert_eq!(page.status, 200, "{address}");
        assert!(
            page.body.len() < 100_000,
            "{address}: {} bytes",
            page.body.len()
        );
        found.extend(page.attributes(lines, "href"));
        next = page.attributes("a[rel=next]", "href").pop();
    }
    found
}

fn assert_all_different(found: &[String], count: usize) {
    let mut different = found.to_vec();
    different.sort();
    different.dedup();
    assert_eq!((found.len(), different.len()), (count, count), "{found:#?}");
}

#[test]
fn every_survey_and_board_is_found_on_one_page_of_its_list() {
    let site = RunningSite::new();
    let esther = site.signed_in(Role::Executive, "Esther");
    site_of_many(&site, esther.id);
    let anna = site.signed_in(Role::Marketer, "Anna");
    let surveys = reads_all(&anna, "/studio", ".list h2.what a");
    assert_all_different(&surveys, SURVEYS + 1);
    let boards = reads_all(&anna, "/studio/boards", ".list p.what a");
    assert_all_different(&boards, SURVEYS + SURVEYS + 1);
    let given = reads_all(&esther, "/studio/boards", ".glance h2 a");
    assert_all_different(&given, SURVEYS);
}

#[test]
fn a_page_that_a_list_does_not_have_is_not_found() {
    let site = RunningSite::new();
    let anna = site.signed_in(Role::Marketer, "Anna");
    assert_eq!(anna.get("/studio").count("nav.pages"), 0);
    for address in ["/studio?page=2", "/studio?page=0", "/studio/boards?page=x"] {
        assert_eq!(anna.get(address).status, 404, "{address}");
    }
}
