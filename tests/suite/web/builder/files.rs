//! Surveys from files and from the library, and drafts as files.

use super::{Desk, Form, RunningSite, target};

#[test]
fn a_survey_begins_from_the_library_in_chosen_languages() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let page = desk.opens("/studio/new");
    assert!(page.count("input[name=from]") >= 7);
    let mut form = Form::of(&page, "form.begin");
    form.set("brand", "ACME").set("from", "why-people-left");
    form.fields.push(("language".to_owned(), "de".to_owned()));
    let answer = desk.sends(&form, "start");
    let draft = target(&answer).to_owned();
    let file = desk.file(&draft);
    let survey = whynot::survey::file::read(&file).expect("a valid survey");
    assert_eq!(survey.slug.as_str(), "why-people-left-acme");
    assert_eq!(survey.questionnaire.languages.len(), 2);
    assert!(desk.opens(&draft).count(".asked") > 5);
    // The same form, pressed twice, is one survey.
    assert_eq!(target(&desk.sends(&form, "start")), draft);
}

#[test]
fn a_form_without_a_brand_or_a_language_is_asked_again_and_keeps_its_input() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let page = desk.opens("/studio/new");
    let mut form = Form::of(&page, "form.begin");
    form.set("from", "recommendation").clear("language");
    form.set("slug", "Not A Slug");
    let page = desk.sends(&form, "start");
    assert_eq!(page.status, 422);
    assert_ne!(page.text("#brand-error"), "");
    assert_ne!(page.text("#language-error"), "");
    let kept = Form::of(&page, "form.begin");
    assert_eq!(kept.value("slug"), "Not A Slug");
    assert_eq!(kept.value("from"), "recommendation");
    form.set("brand", "ACME").set("language", "en");
    let page = desk.sends(&form, "start");
    assert_eq!(page.status, 422);
    assert_ne!(page.text("#slug-error"), "");
}

#[test]
fn another_survey_for_the_same_brand_gets_an_address_of_its_own() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let begins = || {
        let mut form = Form::of(&desk.opens("/studio/new"), "form.begin");
        form.set("from", "recommendation").set("brand", "ACME");
        form.clear("slug");
        let draft = target(&desk.sends(&form, "start")).to_owned();
        let texts = Form::of(&desk.opens(&format!("{draft}/texts")), "#edit");
        texts.value("slug").to_owned()
    };
    assert_eq!(begins(), "recommendation-acme");
    assert_eq!(begins(), "recommendation-acme-2");
    assert_eq!(begins(), "recommendation-acme-3");
    let list = desk.opens("/studio");
    for address in ["/s/recommendation-acme<", "/s/recommendation-acme-2<"] {
        assert!(list.body.contains(address), "the list tells them apart");
    }
}

#[test]
fn words_that_name_no_site_are_one_thing_to_put_right() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let sends = |sites: &str| {
        let mut texts = Form::of(&desk.opens(&format!("{draft}/texts")), "#edit");
        texts.set("embedded_on", sites);
        desk.presses(&texts, "save")
    };
    let page = sends("our own website");
    assert_eq!(page.count("#problems a[href='#embedded_on']"), 1);
    assert!(page.text("#embedded_on-error").contains("our own website"));
    let page = sends("nonsense\nhttp://example.org\nhttps://example.org");
    assert_eq!(page.count("#problems a[href='#embedded_on']"), 1);
    let said = page.text("#embedded_on-error");
    assert!(said.contains("and 1 more are not right"), "{said}");
    let page = sends("https://a.example.org, https://b.example.org");
    assert_eq!(page.text("#embedded_on-error"), "");
}

#[test]
fn a_file_that_does_not_read_is_shown_again_with_its_lines() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let page = desk.opens("/studio/new");
    let mut form = Form::of(&page, "#from-file form");
    form.clear("go");
    form.set("file", "format = 1\nslug = \"x y\"\n");
    let page = desk.sends(&form, "file");
    assert_eq!(page.status, 422);
    assert!(page.words(".trouble").contains("Line 2"));
    // At the top of the page, with what stands there; the cursor goes to it.
    assert_eq!(page.count("main > .trouble[tabindex][autofocus]"), 1);
    assert_eq!(page.first_attribute(".trouble a", "href"), "#file");
    assert!(page.words(".trouble").contains("slug = \"x y\""));
    assert!(page.text("#file").contains("x y"), "the input is kept");

    let draft = desk.begins(&["en"]);
    let page = desk.opens(&format!("{draft}/file"));
    let mut form = Form::of(&page, "form[enctype]");
    form.set("file", "nonsense");
    let page = desk.sends(&form, "");
    assert_eq!(page.status, 422);
    assert!(page.words(".trouble").contains("Line 1"));
    assert_eq!(page.text("#file"), "nonsense");
    // As it stands, the file can be taken along although nothing is asked yet.
    assert!(desk.file(&draft).contains("about-acme"));
}

#[test]
fn a_file_is_uploaded_as_browsers_do_it() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    desk.opens("/studio/new");
    let form = Form::of(&desk.opens("/studio/new"), "#from-file form");
    let survey = super::super::SURVEY.replace("slug = \"acme\"", "slug = \"uploaded\"");
    let part = |name: &str, more: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    };
    let body = [
        part("mark", "", &desk.actor.mark()),
        part("form", "", form.value("form")),
        part("go", "", "file"),
        part("upload", "; filename=\"survey.toml\"", &survey),
        part("file", "", ""),
        "--xyz--\r\n".to_owned(),
    ]
    .concat();
    let request = desk.actor.form("/studio/new", &[]);
    let mut headers = reqwest::header::HeaderMap::new();
    for (name, value) in [
        ("content-type", "multipart/form-data; boundary=xyz"),
        ("sec-fetch-site", "same-origin"),
    ] {
        headers.insert(name, value.parse().unwrap());
    }
    let request = request.headers(headers).body(body);
    let answer = desk.actor.send(request);
    let draft = target(&answer).to_owned();
    assert_eq!(desk.opens(&draft).count(".asked"), 3);
}

#[test]
fn languages_are_added_made_first_and_taken_out_without_losing_a_text() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    let texts = format!("{draft}/texts");
    let mut form = Form::of(&desk.opens(&texts), "#edit");
    form.set("title.en", "Why?").set("new_language", "german");
    let page = desk.presses(&form, "add-language");
    let mut form = Form::of(&page, "#edit");
    assert!(page.words(".languages").contains("German 1 text missing"));
    form.set("title.de", "Warum?");
    desk.presses(&form, "first:de");
    let form = Form::of(&desk.opens(&texts), "#edit");
    assert!(desk.file(&draft).contains("languages = [\"de\", \"en\"]"));
    let page = desk.presses(&form, "remove:en");
    let mut form = Form::of(&page, "#edit");
    assert_eq!(form.value("title.en"), "");
    form.set("new_language", "en");
    let form = Form::of(&desk.presses(&form, "add-language"), "#edit");
    assert_eq!(form.value("title.en"), "Why?");
    let mut form = form;
    form.set("new_language", "Klingonish").set("brand", "Typed");
    let page = desk.sends(&form, "add-language");
    assert_eq!(page.status, 422);
    assert_eq!(page.attribute("#new_language", "value"), "Klingonish");
    assert_eq!(page.attribute("#brand", "value"), "Typed");
}

#[test]
fn what_is_no_survey_file_or_nothing_at_all_is_said_in_a_sentence() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    for (address, selector) in [
        ("/studio/new".to_owned(), "#from-file form"),
        (format!("{draft}/file"), "main form[action$='/file']"),
    ] {
        let mut form = Form::of(&desk.opens(&address), selector);
        form.clear("go");
        for (given, said) in [
            (
                "\u{fffd}PNG\r\n\u{1a}\n\0\0\0\rIHDR",
                "This is not a survey file.",
            ),
            (" \n", "Choose a file, or paste its text."),
        ] {
            form.set("file", given);
            let page = desk.sends(&form, "file");
            assert_eq!(page.status, 422);
            assert_eq!(page.text(".trouble p"), said);
            assert!(!page.body.contains("PNG"), "nothing of it comes back");
        }
    }
}
