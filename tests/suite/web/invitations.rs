//! From the code of an invitation to a receipt, and every way it can fail.

use std::time::{Duration, Instant};

use whynot::operations::invite;
use whynot::operations::pause;
use whynot::operations::publish;
use whynot::survey::identifier::Slug;

use super::{Page, RunningSite, SURVEY, Visitor};

fn site() -> RunningSite {
    let survey = SURVEY.replace("[charter]", "[charter]\naccess = \"invitation\"");
    let site = RunningSite::with(&survey);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    site
}

/// Written codes.
fn codes(site: &RunningSite, slug: &Slug, count: usize) -> Vec<String> {
    let codes = invite::by_printed_codes(&site.installation, slug, count).expect("codes");
    codes.iter().map(ToString::to_string).collect()
}

/// From the first page of the survey to what comes of it.
fn answers(visitor: &Visitor<'_>, first: &Page) -> Page {
    let second = visitor.press(first, "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
    visitor.press(&third, "send", &[("q.comment", "A word of mine")])
}

fn altered(code: &str) -> String {
    let first = if code.starts_with('A') { "B" } else { "A" };
    first.chars().chain(code.chars().skip(1)).collect()
}

#[test]
fn a_code_leads_to_the_survey_and_its_answers_to_a_receipt() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    // Scanners look, and look again.
    for _ in 0..3 {
        assert_eq!(visitor.get(&format!("/i/{code}")).status, 200);
    }
    let first = visitor.get(&format!("/i/{}", code.to_lowercase().replace('-', "")));
    assert_eq!(first.text("h1"), "Why not ACME?");
    assert!(first.words(".promise").contains("It lets you answer once"));
    let receipt = answers(&visitor, &first);
    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.text("h1"), "Your answers have arrived");
    assert!(!receipt.body.contains(code.as_str()));
    assert!(
        receipt
            .words("main")
            .contains("a mark that an invitation was used")
    );
}

#[test]
fn without_a_code_one_is_asked_for_kindly_and_takes_a_careless_hand() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    for address in ["/s/acme", "/i"] {
        let asked = visitor.get(address);
        assert_eq!(asked.status, 200);
        assert_eq!(asked.text("h1"), "Your invitation code");
        let careless = code.to_lowercase().replace('-', " ").replace('0', "o");
        let first = visitor.press(&asked, "enter", &[("i", &careless)]);
        assert_eq!(first.status, 200);
        assert_eq!(first.attribute("form", "action"), "/s/acme");
        assert_eq!(first.attribute("[name=i]", "value"), careless);
        let nothing = visitor.press(&asked, "enter", &[]);
        assert_eq!(nothing.status, 422);
        assert!(nothing.text(".error").contains("Please enter the code"));
        let wrong = altered(code);
        let refused = visitor.press(&asked, "enter", &[("i", &wrong)]);
        assert_eq!(refused.status, 422);
        assert_eq!(refused.text("h1"), "This code cannot be used");
        assert_eq!(refused.attribute("#i", "value"), wrong);
    }
}

#[test]
fn a_used_code_is_told_when_answers_are_sent_and_what_was_typed_stays() {
    let site = site();
    let visitor = site.visitor();
    let codes = codes(&site, &site.slug, 2);
    let opened = visitor.get(&format!("/i/{}", codes[0]));
    assert_eq!(answers(&visitor, &opened).status, 200);
    let refused = answers(&visitor, &visitor.get(&format!("/i/{}", codes[0])));
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text(".trouble")
            .contains("Your answers are not stored")
    );
    assert_eq!(refused.attribute("input#i", "value"), codes[0]);
    assert_eq!(
        refused.attribute("[name='q.comment']", "value"),
        "A word of mine"
    );
    assert_eq!(refused.count("[name='q.reasons'][value=ads]"), 1);
    let mended = visitor.press(&refused, "send", &[("i", &codes[1])]);
    assert_eq!(mended.text("h1"), "Your answers have arrived");
    assert!(mended.words(".given").contains("A word of mine"));
}

#[test]
fn the_code_of_an_invitation_is_told_from_a_mistyped_receipt() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    let entry = visitor.get("/s/acme/receipt");
    let told = visitor.press(&entry, "show", &[("code", code)]);
    assert_eq!(told.status, 422);
    assert!(told.text(".error").contains("the code of an invitation"));
    assert_eq!(told.attribute("#code", "value"), *code);
}

#[test]
fn a_form_sent_again_gives_the_same_receipt() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    let form = visitor.get(&format!("/i/{code}"));
    let filled_in = [("q.use", "no")];
    let first = visitor.press(&form, "send", &filled_in);
    let again = visitor.press(&form, "send", &filled_in);
    assert_eq!(again.status, 200);
    assert_eq!(again.text(".ticket .number"), first.text(".ticket .number"));
}

#[test]
fn answers_taken_back_leave_the_code_used_and_the_page_says_so() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    let form = visitor.get(&format!("/i/{code}"));
    let receipt = visitor.press(&form, "send", &[("q.use", "no")]);
    let question = visitor.press(&receipt, "withdraw", &[]);
    assert!(question.body.contains("Your invitation stays used"));
    let gone = visitor.press(&question, "withdraw-yes", &[]);
    assert!(gone.body.contains("Your invitation stays used"));
    assert!(!gone.body.contains("answer the survey afresh"));
    let again = visitor.press(&form, "send", &[("q.use", "no")]);
    assert_eq!(again.status, 409);
    let other_form = visitor.get(&format!("/i/{code}"));
    assert_eq!(
        visitor
            .press(&other_form, "send", &[("q.use", "no")])
            .status,
        422
    );
}

#[test]
fn the_code_travels_over_pages_and_languages_in_the_form_only() {
    let site = site();
    let visitor = site.visitor();
    let code = &codes(&site, &site.slug, 1)[0];
    let bare = code.replace('-', "");
    let first = visitor.get(&format!("/i/{code}"));
    let german = visitor.press(&first, "lang:de", &[]);
    let second = visitor.press(&german, "next", &[("q.use", "no")]);
    let back = visitor.press(&second, "back", &[]);
    for page in [first, german, second, back] {
        assert_eq!(page.attribute("input[type=hidden][name=i]", "value"), *code);
        assert_eq!(page.header("set-cookie"), "");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        for part in page
            .body
            .split("href=\"")
            .chain(page.body.split("action=\""))
            .skip(1)
        {
            let address = part.split('"').next().unwrap();
            assert!(
                !address.contains(code.as_str()) && !address.contains(&bare),
                "{address}"
            );
        }
    }
}

/// Another survey by invitation on the same site, its wave opened.
fn other_survey(site: &RunningSite, slug: &str) -> Slug {
    let survey = SURVEY
        .replace("[charter]", "[charter]\naccess = \"invitation\"")
        .replace("\"acme\"", &format!("\"{slug}\""));
    let survey = whynot::survey::file::read(&survey).expect("a valid survey");
    publish::import_survey(&site.installation, &survey).expect("the survey is stored");
    publish::open_wave(&site.installation, &survey.slug, None).expect("a wave opens");
    survey.slug
}

/// Codes that cannot be used, and why.
fn useless(site: &RunningSite) -> Vec<(&'static str, String)> {
    let good = &codes(site, &site.slug, 1)[0];
    vec![
        ("mistyped", altered(good)),
        ("cut off", good.chars().take(10).collect()),
        ("too long", format!("{good}7")),
        ("forged", "7J2K-9QXW-0ABC-DEFG".to_owned()),
        ("no code at all", "hello".to_owned()),
    ]
}

#[test]
fn whatever_is_wrong_with_a_code_in_an_address_the_page_is_the_same() {
    let site = site();
    let visitor = site.visitor();
    let pages: Vec<(&str, Page)> = useless(&site)
        .into_iter()
        .map(|(why, code)| (why, visitor.get(&format!("/i/{code}"))))
        .collect();
    let (_, first) = &pages[0];
    assert_eq!(first.text("h1"), "This code cannot be used");
    for (why, page) in &pages {
        assert_eq!(page.status, 404, "{why}");
        assert_eq!(page.body, first.body, "{why}");
        let mut headers = page.headers.clone();
        headers.remove("date");
        let mut expected = first.headers.clone();
        expected.remove("date");
        assert_eq!(headers, expected, "{why}");
    }
}

/// What comes back of a sent form, without what was in it.
fn refused(visitor: &Visitor<'_>, code: &str) -> (u16, String) {
    let form = visitor.get("/i/AAAA");
    assert_eq!(form.status, 404);
    let key = whynot::privacy::receipt::SubmissionKey::from_bytes([7; 16]).to_string();
    let sent = visitor.post(
        "/s/acme",
        &[
            ("s", &key),
            ("w", "1"),
            ("p", "2"),
            ("go", "send"),
            ("q.use", "no"),
            ("i", code),
        ],
    );
    (sent.status, sent.body.replace(code, ""))
}

#[test]
fn whatever_is_wrong_with_a_code_of_a_sent_form_the_page_is_the_same() {
    let site = site();
    let visitor = site.visitor();
    let used = &codes(&site, &site.slug, 1)[0];
    let form = visitor.get(&format!("/i/{used}"));
    assert_eq!(visitor.press(&form, "send", &[("q.use", "no")]).status, 200);
    let other = other_survey(&site, "other");
    let of_other = codes(&site, &other, 1).remove(0);
    let closed = other_survey(&site, "closed");
    let of_closed = codes(&site, &closed, 1).remove(0);
    publish::close_wave(&site.installation, &closed).expect("the wave closes");
    let expected = refused(&visitor, used);
    assert_eq!(expected.0, 422);
    let foreign = [
        ("of another survey", of_other),
        ("of a survey that has closed", of_closed),
    ];
    for (why, code) in useless(&site).into_iter().chain(foreign) {
        assert_eq!(refused(&visitor, &code), expected, "{why}");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer takes is what is tested"
)]
/// The shortest of many: what the work takes without the noise of the machine.
fn shortest(mut work: impl FnMut()) -> Duration {
    let times = (0..60).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    times.min().unwrap_or_default()
}

#[test]
fn a_used_and_a_forged_code_are_refused_with_the_same_work() {
    let site = site();
    let visitor = site.visitor();
    let used = codes(&site, &site.slug, 1).remove(0);
    let form = visitor.get(&format!("/i/{used}"));
    assert_eq!(visitor.press(&form, "send", &[("q.use", "no")]).status, 200);
    let of_used = shortest(|| {
        refused(&visitor, &used);
    });
    let of_forged = shortest(|| {
        refused(&visitor, "7J2K-9QXW-0ABC-DEFG");
    });
    println!("refused: used {of_used:?}, forged {of_forged:?}");
    let (least, most) = (of_used.min(of_forged), of_used.max(of_forged));
    assert!(
        most < least * 3 / 2,
        "used {of_used:?}, forged {of_forged:?}"
    );
}

#[test]
fn who_comes_before_the_survey_opens_is_told_to_come_back() {
    let survey = SURVEY.replace("[charter]", "[charter]\naccess = \"invitation\"");
    let site = RunningSite::with(&survey);
    let code = codes(&site, &site.slug, 1).remove(0);
    let early = site.visitor().get(&format!("/i/{code}"));
    assert_eq!(early.text("h1"), "This survey is not open yet");
}

#[test]
fn the_code_of_a_survey_that_rests_or_has_closed_leads_to_what_the_survey_says_itself() {
    let survey = SURVEY
        .replace("[charter]", "[charter]\naccess = \"invitation\"")
        .replace(
            "thanks = ",
            "closed = { en = \"The board meets in May.\", de = \"Im Mai.\" }\nthanks = ",
        );
    let site = RunningSite::with(&survey);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    let code = codes(&site, &site.slug, 1).remove(0);
    let everywhere = || {
        [
            visitor.get(&format!("/i/{code}")),
            visitor.post("/i", &[("i", &code), ("go", "enter")]),
            visitor.post("/s/acme", &[("i", &code), ("go", "enter")]),
        ]
    };
    pause::pause(&site.installation, &site.slug).expect("it is paused");
    for paused in everywhere() {
        assert_eq!(paused.text("h1"), "This survey is taking a break");
    }
    site.closes();
    for closed in everywhere() {
        assert_eq!(closed.status, 200);
        assert_eq!(closed.text("h1"), "This survey has closed");
        assert!(closed.words("main").contains("The board meets in May."));
    }
}

#[test]
fn between_releases_a_code_looks_the_same_before_and_after_it_was_used() {
    let site = site();
    let visitor = site.visitor();
    let code = codes(&site, &site.slug, 1).remove(0);
    let looked = |visitor: &Visitor<'_>| {
        let page = visitor.get(&format!("/i/{code}"));
        let key = page.attribute("[name=s]", "value");
        (page.status, page.body.replace(&key, ""))
    };
    let before = looked(&visitor);
    let form = visitor.get(&format!("/i/{code}"));
    assert_eq!(visitor.press(&form, "send", &[("q.use", "no")]).status, 200);
    assert_eq!(looked(&visitor), before);
}
