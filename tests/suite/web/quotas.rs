//! Quotas, as respondents meet them and as a marketer sets them.

use whynot::operations::drafts::{self, Start};

use super::builder::{Desk, Form};
use super::{Page, RunningSite, SURVEY, Visitor};

/// k = 5: at fifteen that wait ten are released.
const QUOTA: &str = r#"
[[quota]]
question = "use"
options = ["no"]
most = 10
"#;

fn site(quota: &str) -> RunningSite {
    let site = RunningSite::with(&format!("{SURVEY}{quota}"));
    whynot::operations::publish::open_wave(&site.installation, &site.slug, None)
        .expect("a wave opens");
    site
}

/// What somebody meets who goes on from the first page, and stores nothing.
fn tries(visitor: &Visitor<'_>, answer: &str) -> Page {
    let first = visitor.get("/s/acme");
    visitor.press(&first, "next", &[("q.use", answer)])
}

fn is_turned_away(page: &Page) -> bool {
    page.count("form .q") == 0
}

/// So many answer as make fifteen; the page that turns the next one away.
fn fills(site: &RunningSite, people: usize) -> Page {
    let visitor = site.visitor();
    for _ in 0..people {
        assert!(
            !is_turned_away(&tries(&visitor, "no")),
            "before the release"
        );
        visitor.answers();
    }
    (0..1_000)
        .map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(5));
            tries(&visitor, "no")
        })
        .find(is_turned_away)
        .expect("the quota fills with the release")
}

#[test]
fn when_enough_are_released_others_are_thanked_and_nothing_is_stored() {
    let site = site(QUOTA);
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    let sent = visitor.press(&second, "send", &[]);
    assert_eq!(sent.count(".ticket"), 1, "{}", sent.body);
    let page = fills(&site, 14);
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Thank you, that is all");
    assert!(page.body.contains("was stored or counted"));
    let german = visitor.press(&page, "next", &[("lang", "de")]);
    assert_eq!(german.attribute("html", "lang"), "de");
    assert_eq!(german.text("h1"), "Danke, das war schon alles");
    assert_eq!(german.count(".tongues > *"), 2);
    assert!(!is_turned_away(&tries(&visitor, "yes")), "others go on");
    let again = visitor.press(&second, "send", &[]);
    assert_eq!(
        again.count(".ticket"),
        1,
        "what was taken before stays taken"
    );
    let anna = Desk::of(&site, "Anna");
    let watched = anna.opens("/studio/surveys/acme/watch");
    assert!(
        watched.words(".quotas").contains("of 10 full"),
        "{}",
        watched.body
    );
    site.closes();
    let watched = anna.opens("/studio/surveys/acme/watch");
    assert_eq!(watched.text("h1"), "15 responses");
}

#[test]
fn own_words_of_thanks_are_said_in_the_language_of_the_page() {
    let own = "text = { en = \"We know enough of you.\", de = \"Das reicht uns.\" }\n";
    let site = site(&format!("{QUOTA}{own}"));
    assert!(fills(&site, 15).body.contains("We know enough of you."));
    let mut german = site.visitor();
    german.language = "de";
    let page = tries(&german, "no");
    assert!(page.body.contains("Das reicht uns."), "{}", page.body);
    assert!(page.body.contains("gespeichert oder gezählt"));
}

#[test]
fn the_promise_names_each_quota_and_says_that_it_can_be_noticed() {
    let site = site(QUOTA);
    let promise = site.visitor().get("/s/acme/promise");
    assert!(promise.body.contains("Have you used ACME?” No: about 10"));
    assert!(promise.body.contains("Anybody who tries it can notice"));
    let without = RunningSite::open();
    let promise = without.visitor().get("/s/acme/promise");
    assert!(!promise.body.contains("can notice"));
}

#[test]
fn a_marketer_sets_a_quota_and_takes_it_out() {
    let site = RunningSite::new();
    let anna = Desk::of(&site, "Anna");
    let start = Start::Survey(site.slug.clone());
    let id = drafts::start(&site.installation, anna.actor.id, start, 7).expect("a draft");
    let address = format!("/studio/drafts/{id}");
    let quotas = format!("{address}/quotas");
    assert!(anna.opens(&address).body.contains(&quotas));
    let form = || Form::of(&anna.opens(&quotas), "form#edit");
    anna.sends(form().set("new", "use"), "add");
    let page = anna.opens(&quotas);
    assert_eq!(page.count(".quota"), 1);
    // Nothing is wrong with what nobody has written yet.
    assert_eq!(page.count("#problems li, .error:not(:empty)"), 0);
    let mut filled = form();
    let most = filled.names("q.", ".most").remove(0);
    let option = most.replace(".most", ".option");
    filled.set(&most, "four").set(&option, "no");
    anna.sends(&filled, "save");
    let page = anna.opens(&quotas);
    assert!(page.text("#problems").contains("number"), "{}", page.body);
    assert!(
        page.text("#problems").contains("“At most”"),
        "{}",
        page.body
    );
    let badge = |step: &str| format!(".steps a[href='{address}{step}'] .count");
    assert_eq!(page.count(&badge("/quotas")), 1, "it is put right there");
    assert_eq!(page.count(&badge("/texts")), 0);
    let texts = anna.opens(&format!("{address}/texts"));
    assert_eq!(texts.text(&format!("form a[href='{quotas}']")), "1 quota");
    assert!(
        page.body.contains("value=\"four\""),
        "nothing typed is lost"
    );
    filled = form();
    filled.set(&most, "40");
    anna.sends(&filled, "save");
    assert!(anna.opens(&quotas).count("#problems li") == 0);
    let file = anna.file(&address);
    assert!(
        file.contains("[[quota]]\nquestion = \"use\"\noptions = [\"no\"]\nmost = 40"),
        "{file}"
    );
    let id = most.trim_start_matches("q.").trim_end_matches(".most");
    anna.sends(&form(), &format!("remove:{id}"));
    assert!(!anna.file(&address).contains("[[quota]]"));
}

#[test]
fn a_survey_that_is_held_until_it_closes_is_told_why_it_has_no_quotas() {
    let held = SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\"");
    let site = RunningSite::with(&held);
    let anna = Desk::of(&site, "Anna");
    let start = Start::Survey(site.slug.clone());
    let id = drafts::start(&site.installation, anna.actor.id, start, 7).expect("a draft");
    let page = anna.opens(&format!("/studio/drafts/{id}/quotas"));
    assert_eq!(page.text(".empty h2"), "Not with this promise");
    assert_eq!(page.count("form#edit"), 0);
}
