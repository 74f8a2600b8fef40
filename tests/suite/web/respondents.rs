//! Answering a survey, page by page.

use whynot::operations::{pause, publish};

use super::{Page, RunningSite, SURVEY, Visitor};

#[test]
fn a_respondent_goes_through_all_pages_to_a_receipt_at_one_address() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    assert_eq!(first.status, 200);
    assert_eq!(first.text(".progress"), "1 of 3");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    assert_eq!(
        (second.status, second.text(".progress")),
        (200, "2 of 3".to_owned())
    );
    assert_eq!(second.attribute("form", "action"), "/s/acme");
    let third = visitor.press(&second, "next", &[("q.reasons.other", "The logo")]);
    let receipt = visitor.press(&third, "send", &[("q.comment", "Hm. <b>")]);
    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.text("h1"), "Your answers have arrived");
    assert!(
        !receipt.body.contains("Thank you"),
        "it has thanks of its own"
    );
    assert_eq!(
        receipt.words(".given"),
        "Have you used ACME? No Why not? Another reason: The logo Anything else? Hm. <b> \
         How your answers may be used As the promise says"
    );
    assert_eq!(
        receipt.text(".ticket .number").len(),
        "XXXXX-XXXXX-XXXXX-XXXXX-XX".len()
    );
    assert!(receipt.body.contains("That helps."));
}

#[test]
fn a_form_that_is_sent_twice_shows_the_same_receipt() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    let once = visitor.press(&first, "send", &[("q.use", "no")]);
    let twice = visitor.press(&first, "send", &[("q.use", "yes")]);
    assert_eq!((once.status, twice.status), (200, 200));
    assert_eq!(once.text(".number"), twice.text(".number"));
    // It says what is stored, which is what was sent first, and that this was not taken.
    assert!(twice.words(".given").starts_with("Have you used ACME? No"));
    assert_eq!(twice.text("h1"), "Your answers had already arrived");
    assert!(twice.body.contains("was not taken"));
    assert!(twice.body.contains("press “Change my answers”"));
    let same = visitor.press(&first, "send", &[("q.use", "no")]);
    assert_eq!(same.text("h1"), "Your answers had already arrived");
    assert!(!same.body.contains("was not taken"));
}

#[test]
fn a_form_sent_again_after_its_release_says_that_it_was_bundled() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let form = visitor.get("/s/acme");
    visitor.press(&form, "send", &[("q.use", "no")]);
    for _ in 0..5 {
        visitor.answers();
    }
    site.closes();
    let again = visitor.press(&form, "send", &[("q.use", "yes")]);
    assert_eq!(again.status, 200);
    assert!(again.body.contains("have been bundled with others"));
    assert!(again.body.contains("was not taken"));
    assert!(!again.body.contains("press “Change my answers”"));
}

#[test]
fn changing_the_language_of_the_first_page_keeps_what_was_ticked() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let german = visitor.press(&visitor.get("/s/acme"), "lang:de", &[("q.use", "yes")]);
    assert_eq!(german.text("h1"), "Warum nicht ACME?");
    assert_eq!(german.attribute("[name='q.use'][checked]", "value"), "yes");
}

#[test]
fn an_address_copied_with_what_stood_behind_it_leads_to_the_survey() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    for address in ["/s/acme.", "/s/acme%20", "/s/ACME,", "/s/acme)."] {
        let page = visitor.get(address);
        assert_eq!(
            (page.status, page.text("h1").as_str()),
            (200, "Why not ACME?"),
            "{address}"
        );
    }
}

#[test]
fn a_blank_form_is_refused_with_every_required_question_named() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let refused = visitor.press(&visitor.get("/s/acme"), "next", &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.text("title").starts_with("Error: "));
    assert_eq!(refused.text(".trouble a"), "Have you used ACME?");
    assert_eq!(refused.attribute(".trouble a", "href"), "#q.use");
}

#[test]
fn going_back_and_changing_the_language_keeps_everything_typed() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let second = visitor.press(&visitor.get("/s/acme"), "next", &[("q.use", "yes")]);
    let german = visitor.press(&second, "lang:de", &[("q.reasons.other", "Das Logo")]);
    assert_eq!(german.attribute("html", "lang"), "de");
    assert_eq!(german.text(".progress"), "2 von 3");
    assert_eq!(
        german.attribute("[name='q.reasons.other']", "value"),
        "Das Logo"
    );
    let back = visitor.press(&german, "back", &[]);
    assert_eq!(back.attribute("[name='q.use'][checked]", "value"), "yes");
    assert_eq!(back.attribute("[name='q.reasons.other']", "type"), "hidden");
}

#[test]
fn the_browsers_language_chooses_and_the_address_overrules_it() {
    let site = RunningSite::open();
    let mut visitor = site.visitor();
    visitor.language = "de-CH, en;q=0.3";
    assert_eq!(visitor.get("/s/acme").text("h1"), "Warum nicht ACME?");
    assert_eq!(visitor.get("/s/acme?lang=en").text("h1"), "Why not ACME?");
}

#[test]
fn a_form_without_its_key_is_shown_again_with_a_new_one_and_stores_nothing() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let again = visitor.post("/s/acme", &[("q.use", "no"), ("go", "send")]);
    assert_eq!(again.status, 422);
    assert_eq!(again.attribute("[name='q.use'][checked]", "value"), "no");
    let receipt = visitor.press(&again, "send", &[]);
    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.count(".ticket"), 1);
}

#[test]
fn a_survey_before_its_first_wave_and_after_its_last_says_so() {
    let site = RunningSite::new();
    let visitor = site.visitor();
    assert_eq!(
        visitor.get("/s/acme").text("h1"),
        "This survey is not open yet"
    );
    let open = RunningSite::open();
    let visitor = open.visitor();
    let form = visitor.get("/s/acme");
    open.closes();
    assert_eq!(visitor.get("/s/acme").text("h1"), "This survey has closed");
    let late = visitor.press(&form, "send", &[("q.use", "no")]);
    assert_eq!(late.status, 409);
    assert!(late.body.contains("not stored anywhere"));
}

#[test]
fn what_was_sent_to_a_paused_survey_is_kept_and_sent_again_when_it_goes_on() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons.other", "Its logo")]);
    pause::pause(&site.installation, &site.slug).expect("it is paused");
    let kept = visitor.press(&third, "send", &[("q.comment", "A word")]);
    assert_eq!(kept.status, 409);
    assert_eq!(kept.text("h1"), "This survey is taking a break");
    assert_eq!(kept.text("form button.main"), "Try again");
    // In German, and while it rests as often as one likes.
    let kept = try_again(&visitor, &kept, "de");
    assert_eq!(kept.text("form button.main"), "Noch einmal versuchen");
    pause::go_on(&site.installation, &site.slug).expect("it goes on");
    let receipt = try_again(&visitor, &kept, "en");
    assert_eq!(receipt.text("h1"), "Your answers have arrived");
    let given = receipt.words(".given");
    assert!(
        given.contains("Its logo") && given.contains("A word"),
        "{given}"
    );
}

#[test]
fn a_text_typed_beside_none_of_these_is_asked_about_and_kept() {
    let none = "  { code = \"none\", exclusive = true, text = { en = \"None of these\", de = \"Nichts\" } },";
    let other = "  { code = \"other\", other";
    let survey = SURVEY.replace(other, &format!("{none}\n{other}"));
    let site = RunningSite::with(&survey);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    let second = visitor.press(&visitor.get("/s/acme"), "next", &[("q.use", "no")]);
    let both = [("q.reasons", "none"), ("q.reasons.other", "Its logo")];
    let asked = visitor.press(&second, "next", &both);
    assert_eq!(asked.status, 422);
    let problem = "“None of these” cannot go together with other answers.";
    assert!(asked.text("#e\\.reasons").contains(problem));
    let typed = asked.attribute("[name='q.reasons.other']", "value");
    assert_eq!(typed, "Its logo");
    assert_eq!(
        asked.attribute("[name='q.reasons'][checked]", "value"),
        "none"
    );
}

/// The button that carries nothing but its language; the rest is in the form.
fn try_again(visitor: &Visitor<'_>, kept: &Page, tag: &str) -> Page {
    let mut sent = kept.fields();
    sent.push(("lang".to_owned(), tag.to_owned()));
    let sent: Vec<_> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    visitor.post(&kept.attribute("form", "action"), &sent)
}

#[test]
fn a_form_of_the_wave_before_is_kept_and_shown_again() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let form = visitor.get("/s/acme");
    site.closes();
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None).unwrap();
    let again = visitor.press(&form, "send", &[("q.use", "no")]);
    assert_eq!(again.status, 409);
    assert_eq!(again.count(".notice"), 1);
    assert_eq!(again.attribute("[name='q.use'][checked]", "value"), "no");
    assert_eq!(visitor.press(&again, "send", &[]).status, 200);
}

#[test]
fn nonsense_in_every_field_is_a_page_and_never_a_failure() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let nonsense = [
        "",
        "0",
        "-1",
        "99999999999999999999",
        "\u{0}",
        "é\u{202e}",
        "lang:",
        "lang:xx",
        "send",
    ];
    for field in [
        "s",
        "w",
        "p",
        "go",
        "lang",
        "q.use",
        "q.reasons",
        "q.comment",
        "q.",
        "x",
    ] {
        for value in nonsense {
            let page = visitor.post("/s/acme", &[(field, value)]);
            assert!(
                [200, 409, 422].contains(&page.status),
                "{field}={value}: {}",
                page.status
            );
            assert!(page.body.contains("ACME"));
        }
    }
}

#[test]
fn a_page_of_twelve_questions_fits_the_first_round_trip() {
    let mut file = SURVEY_HEAD.to_owned();
    for number in 1..=12 {
        file.push_str(&QUESTION.replace("NUMBER", &number.to_string()));
    }
    let site = RunningSite::with(&file);
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None).unwrap();
    let client = reqwest::blocking::Client::new();
    let response = client
        .get(format!("{}/s/long", site.address))
        .header("accept-encoding", "gzip")
        .send()
        .unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = response.bytes().unwrap();
    assert!(bytes.len() <= 14 * 1024, "{} bytes", bytes.len());
}

const SURVEY_HEAD: &str = r#"
format = 1
slug = "long"
brand = "A brand with a name"
languages = ["en"]
title = "Twelve questions about why people stay away"

[charter]
readers = "The marketing team and the board it reports to."
group_size_min = 10
floor = 5
"#;

const QUESTION: &str = r#"
[[question]]
code = "question-NUMBER"
kind = "multiple-choice"
text = "Question NUMBER: which of these are reasons for you to stay away from it?"
options = [
  { code = "a", text = "NUMBER I do not want to be bombarded with messages or advertisements" },
  { code = "b", text = "NUMBER I do not want to give access to my profile information" },
  { code = "c", text = "NUMBER I do not want to push things into friends’ news feeds" },
  { code = "d", text = "NUMBER I do not want to be contacted through it" },
  { code = "e", text = "NUMBER I see no purpose or benefit" },
  { code = "f", text = "NUMBER Something else", other = true },
  { code = "g", text = "NUMBER None of these", exclusive = true },
]
"#;

#[test]
fn the_promise_names_the_day_on_which_answers_go_once_a_last_day_is_known() {
    let site = RunningSite::new();
    let promise = || site.visitor().get("/s/acme/promise").words("main");
    assert!(promise().contains("No last day is set yet"));
    let last = jiff::civil::date(2027, 12, 31);
    let open = whynot::operations::publish::open_wave_until;
    open(&site.installation, &site.slug, None, Some(last)).expect("opens");
    let running = promise();
    // It closes on New Year’s Day, and 90 days are counted from there.
    let days = "until 31 December 2027. If it runs until then, they are erased on 31 March 2028.";
    assert!(running.contains(days), "{running}");
    whynot::operations::publish::close_wave(&site.installation, &site.slug).expect("closes");
    assert!(promise().contains("The last round closed on"));
}
