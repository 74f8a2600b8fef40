//! Every page that respondents and the public read, in each language: its words
//! are in it, it says so, and the way to the others stands on it.

use scraper::{Html, Selector};
use whynot::operations::{pause, publish};

use super::{Page, RunningSite, SURVEY, Visitor};

const TAGS: [&str; 4] = ["en", "de", "fr", "es"];

/// Words that no sentence in English does without for long, and that neither
/// German nor French nor Spanish has.
const ENGLISH: [&str; 12] = [
    "the", "and", "you", "your", "with", "this", "are", "what", "from", "who", "have", "is",
];

fn in_four_languages() -> String {
    let two = "languages = [\"en\", \"de\"]";
    let four = "languages = [\"en\", \"de\", \"fr\", \"es\"]";
    let survey = SURVEY.replace(two, four);
    let survey = survey.replace(
        "floor = 5\n",
        "floor = 5\npublic_results = \"when-closed\"\n",
    );
    // Its own words stay German where French and Spanish are asked for.
    let lines = survey
        .lines()
        .map(|line| match line.split_once(", de = \"") {
            Some((before, rest)) => {
                let (text, after) = rest.split_once('"').expect("a text ends");
                format!("{before}, de = \"{text}\", fr = \"{text}\", es = \"{text}\"{after}\n")
            }
            None => format!("{line}\n"),
        });
    lines.collect()
}

/// The text that is in the page's own language.
fn said(page: &Page, tag: &str) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let body = Selector::parse("body").expect("a selector");
    let body = html.select(&body).next().expect("a body");
    let mut words = Vec::new();
    for node in body.descendants() {
        let Some(text) = node.value().as_text() else {
            continue;
        };
        let mut around = node
            .ancestors()
            .filter_map(|node| node.value().as_element());
        let language = around.find_map(|element| element.attr("lang"));
        if language == Some(tag) {
            let pieces = text.split(|c: char| !c.is_alphanumeric());
            words.extend(pieces.map(str::to_lowercase));
        }
    }
    words
}

/// The page is in this language and in no other.
#[track_caller]
fn is_in(page: &Page, tag: &str, headline: &str) {
    assert_eq!(page.attribute("html", "lang"), tag, "{}", page.body);
    assert_eq!(page.text("h1"), headline, "{tag}");
    let english: Vec<_> = said(page, tag)
        .into_iter()
        .filter(|word| ENGLISH.contains(&word.as_str()))
        .collect();
    match tag {
        "en" => assert!(!english.is_empty(), "{}", page.body),
        _ => assert!(english.is_empty(), "{tag}: {english:?} in {}", page.body),
    }
}

/// The page leads to itself in three others, and says in which it is.
#[track_caller]
fn has_switch(page: &Page, tag: &str) {
    assert_eq!(
        page.count(".tongues > *, .filters > [hreflang]"),
        4,
        "{}",
        page.body
    );
    let current = format!("[aria-current=true][lang={tag}]");
    assert_eq!(page.count(&current), 1, "{}", page.body);
}

/// Every address that a page leads to on this site goes on in its language.
#[track_caller]
fn keeps(page: &Page, tag: &str) {
    let ours = page.attributes("a[href^='/']:not([hreflang])", "href");
    for address in ours.iter().filter(|address| *address != "/sign-in") {
        assert!(address.contains(&format!("lang={tag}")), "{tag}: {address}");
    }
    for carried in page.attributes("form input[name=lang]", "value") {
        assert_eq!(carried, tag);
    }
}

/// An address in each language, whatever the browser prefers.
fn check(visitor: &Visitor<'_>, address: &str, status: u16, headlines: [&str; 4]) {
    let sign = if address.contains('?') { '&' } else { '?' };
    for (tag, headline) in TAGS.into_iter().zip(headlines) {
        let page = visitor.get(&format!("{address}{sign}lang={tag}"));
        assert_eq!(page.status, status, "{address} {tag}");
        is_in(&page, tag, headline);
        keeps(&page, tag);
        if status == 200 {
            has_switch(&page, tag);
        }
    }
}

fn closed_site() -> RunningSite {
    let site = RunningSite::with(&in_four_languages());
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    for _ in 0..6 {
        site.visitor().answers();
    }
    site.closes();
    site
}

#[test]
fn the_pages_of_no_survey_are_read_in_four_languages() {
    let site = closed_site();
    let visitor = site.visitor();
    site.finds_in_the_ledger("made the results of a closed survey public");
    check(
        &visitor,
        "/",
        200,
        [
            "Why do people stay away from a brand?",
            "Warum halten sich Menschen von einer Marke fern?",
            "Pourquoi évite-t-on une marque ?",
            "¿Por qué se evita una marca?",
        ],
    );
    let stores = [
        "What this service stores",
        "Was dieser Dienst speichert",
        "Ce que ce service enregistre",
        "Qué guarda este servicio",
    ];
    check(&visitor, "/trust", 200, stores);
    check(&visitor, "/trust?survey=acme", 200, stores);
    let everything = visitor.get("/trust").words("main");
    for part in [
        "how many people got to each page and sent nothing",
        // Today is not over.
        "Head of this day so far",
    ] {
        assert!(everything.contains(part), "{everything}");
    }
    let german = visitor.get("/trust?survey=acme&lang=de");
    let ledger = german.words("#ledger");
    for line in [
        "hat eine Umfrage geschlossen: Runde 1.",
        "öffentlich gemacht",
    ] {
        assert!(ledger.contains(line), "{ledger}");
    }
    check(
        &visitor,
        "/i",
        200,
        [
            "Your invitation code",
            "Ihr Einladungscode",
            "Votre code d’invitation",
            "Su código de invitación",
        ],
    );
}

#[test]
fn what_goes_wrong_is_told_in_the_language_that_the_address_names() {
    let site = closed_site();
    let visitor = site.visitor();
    let no_page = [
        "There is no page here",
        "Hier ist keine Seite",
        "Il n’y a pas de page ici",
        "Aquí no hay ninguna página",
    ];
    check(&visitor, "/nothing", 404, no_page);
    check(&visitor, "/s/acme/results?wave=9", 404, no_page);
    let no_survey = [
        "There is no survey here",
        "Hier ist keine Umfrage",
        "Il n’y a pas d’enquête ici",
        "Aquí no hay ninguna encuesta",
    ];
    check(&visitor, "/s/nothing", 404, no_survey);
    check(&visitor, "/trust?survey=nothing", 404, no_survey);
    let refused = [
        "This code cannot be used",
        "Dieser Code kann nicht verwendet werden",
        "Ce code ne peut pas être utilisé",
        "Este código no se puede usar",
    ];
    check(&visitor, "/i/2222-2222-2222-2222", 404, refused);
    let much = "a".repeat(3_000_000);
    let too_large = visitor.post("/s/acme?lang=de", &[("q.comment", &much)]);
    assert_eq!(too_large.status, 413);
    is_in(&too_large, "de", "Das war zu viel Text");
    let wrong = visitor.post("/trust?lang=es", &[]);
    assert_eq!(wrong.status, 405);
    is_in(&wrong, "es", "Esta página no se puede pedir así");
}

#[test]
fn what_a_survey_says_before_and_between_and_after_is_read_in_its_languages() {
    let site = RunningSite::with(&in_four_languages());
    let visitor = site.visitor();
    check(
        &visitor,
        "/s/acme",
        200,
        [
            "This survey is not open yet",
            "Diese Umfrage hat noch nicht begonnen",
            "Cette enquête n’a pas encore commencé",
            "Esta encuesta aún no ha empezado",
        ],
    );
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    pause::pause(&site.installation, &site.slug).expect("it pauses");
    check(
        &visitor,
        "/s/acme",
        200,
        [
            "This survey is taking a break",
            "Diese Umfrage macht eine Pause",
            "Cette enquête fait une pause",
            "Esta encuesta está en pausa",
        ],
    );
    site.closes();
    check(
        &visitor,
        "/s/acme",
        200,
        [
            "This survey has closed",
            "Diese Umfrage ist beendet",
            "Cette enquête est terminée",
            "Esta encuesta ha terminado",
        ],
    );
}

#[test]
fn a_surveys_promise_receipt_and_results_are_read_in_its_languages() {
    let site = closed_site();
    let visitor = site.visitor();
    check(
        &visitor,
        "/s/acme/promise",
        200,
        [
            "What we promise you",
            "Was wir Ihnen versprechen",
            "Ce que nous vous promettons",
            "Lo que le prometemos",
        ],
    );
    check(
        &visitor,
        "/s/acme/receipt",
        200,
        ["Your receipt", "Ihr Beleg", "Votre reçu", "Su resguardo"],
    );
    let title = "Warum nicht ACME?";
    let titles = ["Why not ACME?", title, title, title];
    check(&visitor, "/s/acme/results", 200, titles);
}

#[test]
fn from_the_first_page_to_taking_back_everything_stays_in_the_chosen_language() {
    let site = RunningSite::with(&in_four_languages());
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let arrived = [
        "Your answers have arrived",
        "Ihre Antworten sind angekommen",
        "Vos réponses sont bien arrivées",
        "Sus respuestas han llegado",
    ];
    let question = [
        "Take your answers back?",
        "Antworten zurücknehmen?",
        "Retirer vos réponses ?",
        "¿Retirar sus respuestas?",
    ];
    let erased = [
        "Your answers are erased",
        "Ihre Antworten sind gelöscht",
        "Vos réponses sont effacées",
        "Sus respuestas están borradas",
    ];
    for (at, tag) in TAGS.into_iter().enumerate() {
        // A browser that prefers English.
        let visitor = site.visitor();
        let first = visitor.get(&format!("/s/acme?lang={tag}"));
        has_switch(&first, tag);
        keeps(&first, tag);
        let second = visitor.press(&first, "next", &[("q.use", "no")]);
        let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
        let receipt = visitor.press(&third, "send", &[]);
        is_in(&receipt, tag, arrived[at]);
        has_switch(&receipt, tag);
        keeps(&receipt, tag);
        let asked = visitor.press(&receipt, "withdraw", &[]);
        is_in(&asked, tag, question[at]);
        has_switch(&asked, tag);
        let gone = visitor.press(&asked, "withdraw-yes", &[]);
        is_in(&gone, tag, erased[at]);
        keeps(&gone, tag);
    }
}

#[test]
fn changing_the_language_of_a_receipt_keeps_the_code_and_stores_nothing() {
    let site = RunningSite::with(&in_four_languages());
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let german = visitor.press(&receipt, "lang:de", &[]);
    is_in(&german, "de", "Das ist gespeichert");
    assert_eq!(german.text(".ticket .number"), code);
    let asked = visitor.press(&german, "withdraw", &[]);
    let french = visitor.press(&asked, "lang:fr", &[]);
    is_in(&french, "fr", "Retirer vos réponses ?");
    // A code that is being typed stays, however much of it there is.
    let entry = visitor.get("/s/acme/receipt");
    let spanish = visitor.press(&entry, "lang:es", &[("code", "ABC")]);
    assert_eq!(spanish.status, 200);
    is_in(&spanish, "es", "Su resguardo");
    assert_eq!(spanish.attribute("#code", "value"), "ABC");
    let entry = visitor.get("/i");
    let typed = visitor.press(&entry, "lang:de", &[("i", "2222")]);
    assert_eq!(typed.status, 200);
    is_in(&typed, "de", "Ihr Einladungscode");
    assert_eq!(typed.attribute("#i", "value"), "2222");
    // The key “enter” presses the first button of the form.
    for page in [visitor.get("/i"), visitor.get("/s/acme/receipt")] {
        let go = page.first_attribute("button[form=form]", "value");
        assert!(go == "enter" || go == "show", "{go}");
    }
}
