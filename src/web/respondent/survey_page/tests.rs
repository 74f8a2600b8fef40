//! Pages of a survey, rendered and looked at through CSS selectors.

use askama::Template;
use scraper::{ElementRef, Html, Selector};

use super::*;
use crate::survey::form::parse;
use crate::web::respondent::sample;
use crate::web::respondent::words;

fn typed(survey: &Survey, pairs: &[(&str, &str)]) -> TypedAnswers {
    let owned = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    TypedAnswers::from_pairs(&survey.questionnaire, owned)
}

fn way<'a>(survey: &'a Survey, language: &'a Language, typed: &'a TypedAnswers) -> Way<'a> {
    Way {
        survey,
        wave: 3,
        language,
        words: words::words(language),
        submission_key: "0123456789ABCDEFGHJKMNPQRS",
        seed: [7; 16],
        receipt: None,
        invitation: None,
        typed,
        position: 0,
        preview: None,
    }
}

fn fresh(survey: &Survey, tag: &str) -> Html {
    let language = sample::language(tag);
    let nothing = TypedAnswers::default();
    let page = SurveyPage::new(way(survey, &language, &nothing), &[]);
    Html::parse_document(&page.render().unwrap())
}

fn refused(survey: &Survey, pairs: &[(&str, &str)]) -> Html {
    let language = sample::language("en");
    let typed = typed(survey, pairs);
    let problems = parse(&survey.questionnaire, &typed).unwrap_err();
    let page = SurveyPage::new(way(survey, &language, &typed), &problems);
    Html::parse_document(&page.render().unwrap())
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(html, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

fn text(element: ElementRef<'_>) -> String {
    let joined: String = element.text().collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn brand_title_and_promise_stand_before_the_first_question() {
    let html = fresh(&sample::survey(), "en");
    assert_eq!(text(one(&html, ".brand")), "ACME");
    assert_eq!(text(one(&html, "h1")), "Why not ACME?");
    let promise = all(&html, ".promise dd");
    assert_eq!(promise.len(), 3);
    assert!(text(promise[0]).contains("The marketing team of ACME and its board."));
    assert!(text(promise[1]).contains("10 people"));
    one(&html, ".promise a[href='/s/acme-2026/promise?lang=en']");
}

#[test]
fn every_field_has_a_label_and_every_group_a_legend() {
    let html = fresh(&sample::survey(), "en");
    for field in all(&html, "input:not([type=hidden]), select, textarea") {
        let is_inside_label = field
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|ancestor| ancestor.value().name() == "label");
        let id = field.value().attr("id").unwrap_or("none");
        let label = format!("label[for='{id}']");
        assert!(
            is_inside_label || all(&html, &label).len() == 1,
            "{}",
            field.html()
        );
    }
    for group in all(&html, "fieldset") {
        let first = group.children().find_map(ElementRef::wrap).unwrap();
        assert_eq!(first.value().name(), "legend", "{}", group.html());
    }
}

#[test]
fn no_two_elements_share_an_id() {
    let html = fresh(&sample::survey(), "en");
    let mut ids: Vec<_> = all(&html, "[id]")
        .iter()
        .map(|element| element.value().attr("id").unwrap().to_owned())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_blank_form_is_refused_with_every_required_question_named_and_linked() {
    let mut survey = sample::survey();
    for question in &mut survey.questionnaire.questions {
        question.is_required = true;
    }
    let html = refused(&survey, &[]);
    assert!(text(one(&html, "title")).starts_with("Error: "));
    let links = all(&html, ".trouble a");
    // Nine questions with one field to lead to, and three rows of a grid.
    assert_eq!(links.len(), 12);
    for link in links {
        let target = link.value().attr("href").unwrap().trim_start_matches('#');
        let field = one(&html, &format!("[id='{target}']"));
        assert!(
            ["input", "select", "textarea"].contains(&field.value().name()),
            "{target}"
        );
    }
}

#[test]
fn a_question_that_needs_another_look_is_described_by_its_error() {
    let html = refused(&sample::survey(), &[("q.use", "now"), ("q.spend", "much")]);
    let field = one(&html, "input[id='q.spend']");
    assert_eq!(field.value().attr("aria-invalid"), Some("true"));
    let described = field.value().attr("aria-describedby").unwrap();
    let error = described
        .split(' ')
        .find(|id| id.starts_with("e."))
        .unwrap();
    assert!(text(one(&html, &format!("[id='{error}']"))).contains("in digits"));
    assert_eq!(all(&html, ".q.bad").len(), 1);
}

#[test]
fn everything_typed_is_kept_when_a_page_is_refused() {
    let html = refused(
        &sample::survey(),
        &[
            ("q.reasons", "messages"),
            ("q.reasons", "other"),
            ("q.reasons.other", "it is \"<b>\" & so on"),
            ("q.trust", "4"),
            ("q.recommend", "0"),
            ("q.image.price", "5"),
            ("q.change.ads", "2"),
            ("q.spend", "1,000"),
            ("q.comment", "\nfirst\nsecond"),
        ],
    );
    let checked: Vec<_> = all(&html, "input[checked]")
        .iter()
        .map(|input| {
            let attr = |name| input.value().attr(name).unwrap();
            format!("{}={}", attr("name"), attr("value"))
        })
        .collect();
    assert_eq!(
        checked,
        [
            "q.reasons=messages",
            "q.reasons=other",
            "q.trust=4",
            "q.image.price=5",
            "q.recommend=0"
        ]
    );
    let value = |selector| {
        one(&html, selector)
            .value()
            .attr("value")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        value("input[name='q.reasons.other']"),
        "it is \"<b>\" & so on"
    );
    assert_eq!(value("input[name='q.spend']"), "1,000");
    let chosen = one(&html, "select[name='q.change.ads'] option[selected]");
    assert_eq!(text(chosen), "2");
    let comment: String = one(&html, "textarea").text().collect();
    assert_eq!(comment.trim_start_matches('\n'), "first\nsecond");
}

#[test]
fn earlier_pages_travel_on_in_hidden_fields() {
    let mut survey = sample::survey();
    survey.questionnaire.questions[2].starts_page = true;
    let language = sample::language("en");
    let typed = typed(
        &survey,
        &[
            ("q.use", "now"),
            ("q.reasons", "access"),
            ("q.trust", "2"),
            ("x", "y"),
        ],
    );
    let on_second = Way {
        position: 1,
        ..way(&survey, &language, &typed)
    };
    let page = SurveyPage::new(on_second, &[]).render().unwrap();
    let html = Html::parse_document(&page);
    let names: Vec<_> = all(&html, "input[type=hidden]")
        .iter()
        .map(|input| input.value().attr("name").unwrap().to_owned())
        .collect();
    assert_eq!(names, ["s", "w", "lang", "p", "q.use", "q.reasons"]);
    assert_eq!(text(one(&html, ".progress")), "2 of 2");
    assert_eq!(text(one(&html, "title")), "2 of 2 – Why not ACME? – ACME");
    one(&html, "button[value=back]");
    assert!(text(one(&html, ".go")).contains("not the browser’s"));
    assert_eq!(all(&html, ".promise").len(), 0);
}

#[test]
fn the_enter_key_goes_on_and_never_changes_the_language() {
    let survey = sample::survey();
    let language = sample::language("en");
    let nothing = TypedAnswers::default();
    let page = SurveyPage::new(way(&survey, &language, &nothing), &[]);
    let html = Html::parse_document(&page.render().unwrap());
    let buttons = all(&html, "form button");
    assert_eq!(buttons[0].value().attr("value"), Some("send"));
    one(&html, "button[value='lang:de']");
}

#[test]
fn the_first_page_offers_languages_as_buttons_that_keep_what_was_ticked() {
    let html = fresh(&sample::survey(), "de");
    one(&html, "form .tongues button[value='lang:en'][lang=en]");
    assert_eq!(all(&html, ".tongues a").len(), 0);
    assert_eq!(text(one(&html, ".tongues b")), "Deutsch");
    assert_eq!(text(one(&html, "h1")), "Warum nicht ACME?");
    assert_eq!(text(one(&html, "button.main")), "Antworten absenden");
}

#[test]
fn whoever_gets_results_outside_the_brand_is_named_beside_the_promise() {
    let mut survey = sample::survey();
    survey.charter.outside = Some(sample::text("The agency Fields."));
    let html = fresh(&survey, "en");
    let promise = all(&html, ".promise dl > div");
    assert_eq!(promise.len(), 4);
    let said = text(promise[1]);
    assert!(said.starts_with("Outside ACME"), "{said}");
    assert!(said.contains("The agency Fields."), "{said}");
}

#[test]
fn english_words_around_a_survey_in_another_language_say_that_they_are_english() {
    let mut survey = sample::survey();
    survey.questionnaire.languages = vec![sample::language("ar")];
    let html = fresh(&survey, "ar");
    let root = one(&html, "html");
    assert_eq!(root.value().attr("lang"), Some("ar"));
    assert_eq!(root.value().attr("dir"), Some("rtl"));
    assert_eq!(one(&html, ".promise").value().attr("lang"), Some("en"));
    assert_eq!(one(&html, ".go").value().attr("dir"), Some("ltr"));
}

#[test]
fn every_field_for_a_text_says_its_limit_and_who_reads_it() {
    let html = fresh(&sample::survey(), "en");
    for name in ["q.reasons.other", "q.comment"] {
        let field = one(&html, &format!("[name='{name}']"));
        let described = field.value().attr("aria-describedby").unwrap();
        let note = text(one(&html, &format!("[id='{described}']")));
        assert!(note.contains("Up to "), "{name}: {note}");
        assert!(
            note.contains("Please leave out names") && note.contains("at least 10 people"),
            "{name}: {note}"
        );
    }
}

#[test]
fn changing_answers_can_be_left_alone_and_introduces_nothing_again() {
    let survey = sample::survey();
    let language = sample::language("en");
    let nothing = TypedAnswers::default();
    let changing = Way {
        receipt: Some("ABCDE"),
        ..way(&survey, &language, &nothing)
    };
    let html = Html::parse_document(&SurveyPage::new(changing, &[]).render().unwrap());
    let leave = one(&html, "button[value=show]");
    assert_eq!(text(leave), "Leave them as they are");
    assert_eq!(all(&html, ".promise, .lead").len(), 0);
}

#[test]
fn an_optional_choice_can_be_taken_back_and_a_required_one_cannot() {
    let html = fresh(&sample::survey(), "en");
    assert_eq!(all(&html, "input[name='q.use'][value='']").len(), 0);
    assert_eq!(all(&html, "input[name='q.trust'][value='']").len(), 1);
    assert_eq!(all(&html, "input[name='q.image.price'][value='']").len(), 1);
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    let html = fresh(&sample::survey(), "en");
    assert_eq!(
        all(&html, "script, img, iframe, object, [style], [onclick]").len(),
        0
    );
    let links = all(&html, "link");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].value().attr("href"), Some("data:,"));
}

fn wishes(survey: &Survey, pairs: &[(&str, &str)], position: usize) -> Html {
    let language = sample::language("en");
    let typed = typed(survey, pairs);
    let way = Way {
        position,
        ..way(survey, &language, &typed)
    };
    Html::parse_document(&SurveyPage::new(way, &[]).render().unwrap())
}

#[test]
fn wishes_stand_by_the_button_that_sends_and_keep_their_ticks() {
    let mut survey = sample::survey();
    let html = wishes(&survey, &[], 0);
    assert_eq!(all(&html, ".wishes input").len(), 1);
    assert!(all(&html, ".wishes input[checked]").is_empty());
    survey.charter.outside = Some(sample::text("The agency ABC."));
    let html = wishes(&survey, &[("wish", "totals-only"), ("wish", "x")], 0);
    assert_eq!(all(&html, ".wishes input").len(), 2);
    one(&html, ".wishes input[checked][value='totals-only']");
    assert!(text(one(&html, ".wishes")).contains("Do not share my answers outside ACME"));
    assert!(text(one(&html, ".wishes")).contains("The agency ABC."));
}

#[test]
fn wishes_travel_on_where_their_boxes_are_not_shown() {
    let mut survey = sample::survey();
    survey.questionnaire.questions[2].starts_page = true;
    let html = wishes(&survey, &[("wish", "totals-only")], 0);
    assert!(all(&html, ".wishes").is_empty());
    one(&html, "input[type=hidden][name=wish][value='totals-only']");
    let html = wishes(&survey, &[("wish", "totals-only")], 1);
    one(&html, ".wishes input[checked]");
    assert!(all(&html, "input[type=hidden][name=wish]").is_empty());
}
