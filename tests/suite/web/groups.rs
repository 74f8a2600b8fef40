//! Boards by groups, one question alone, and over several waves.

use super::{Page, RunningSite};
use whynot::operations::publish;
use whynot::operations::share::link::{self, Opens};

/// Two ages, of which the younger ones complain of ads.
const SURVEY: &str = r#"
format = 1
slug = "acme"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The board of ACME."
group_size_min = 5
floor = 5
results = "when-closed"

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [
  { code = "ads", text = "Too many ads" },
  { code = "price", text = "Too dear" },
]

[[question]]
code = "age"
kind = "single-choice"
background = true
ordered = true
text = "How old are you?"
options = [
  { code = "young", text = "Under 25" },
  { code = "middle", text = "25–44" },
  { code = "older", text = "45 and over" },
]
"#;

const GROUP: usize = 24;

fn answer(site: &RunningSite, age: &str, reason: &str) {
    let visitor = site.visitor();
    let page = visitor.get("/s/acme");
    let receipt = visitor.press(&page, "send", &[("q.reasons", reason), ("q.age", age)]);
    assert_eq!(receipt.status, 200, "{}", receipt.body);
}

fn wave(site: &RunningSite, complaining: usize) {
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    for place in 0..GROUP {
        let reason = if place < complaining { "ads" } else { "price" };
        answer(site, "young", reason);
        answer(site, "middle", if place % 2 == 0 { "ads" } else { "price" });
        answer(site, "older", "price");
    }
    site.closes();
}

fn site() -> RunningSite {
    let site = RunningSite::with(SURVEY);
    wave(&site, GROUP);
    site
}

fn board(site: &RunningSite) -> String {
    let token = link::make_usual(&site.installation, &site.slug, Opens::Everything);
    let token = token.expect("the database answers").expect("the survey");
    format!("/boards/{}/{token}", site.slug)
}

#[test]
fn that_the_groups_were_counted_is_entered_in_the_ledger() {
    site().finds_in_the_ledger("counted the groups of a closed survey: wave 1.");
}

#[test]
fn a_board_by_age_compares_the_groups_and_says_so_in_its_title() {
    let site = site();
    let page = site.visitor().get(&format!("{}?by=age", board(&site)));
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Why not ACME? by age");
    assert!(
        page.text("head > title")
            .starts_with("Why not ACME?, by age")
    );
    assert_eq!(
        page.text("#reasons h2"),
        "“Under 25” chose “Too many ads” more often (100%) than “45 and over” (0%)"
    );
    let current = page.text("nav[aria-label=Groups] [aria-current=page]");
    assert_eq!(current, "By age");
    // Everybody, three groups, and the row's own name.
    assert_eq!(page.count("#reasons .cross thead th"), 5);
    assert_eq!(page.text("#reasons .cross .bases td:last-child"), "24");
    assert!(page.text("#reasons .rule").contains("Bonferroni"));
    // Few groups are drawn at once on a small screen too.
    assert_eq!(page.count("details.folded"), 0);
    // A letter where one column is above another, and none at everybody.
    assert_eq!(page.count("#reasons .cross td:nth-child(2) b"), 0);
    assert!(page.count("#reasons .cross b") > 0);
}

#[test]
fn a_breakdown_is_called_by_the_short_name_of_its_question() {
    let named = "label = \"Years of life\"\ntext = \"How old are you?\"";
    let site = RunningSite::with(&SURVEY.replace("text = \"How old are you?\"", named));
    wave(&site, GROUP);
    let page = site.visitor().get(&format!("{}?by=age", board(&site)));
    assert_eq!(page.text("h1"), "Why not ACME? by years of life");
    let current = page.text("nav[aria-label=Groups] [aria-current=page]");
    assert_eq!(current, "By years of life");
    let caption = page.text("#reasons .cross caption");
    assert!(caption.ends_with("by years of life"), "{caption}");
    // Nobody who answers reads it, and its own chart asks as it was asked.
    assert!(page.text("#age .asked").contains("How old are you?"));
    let answering = site.visitor().get("/s/acme");
    assert!(!answering.body.contains("Years of life"));
}

#[test]
fn groups_of_a_breakdown_are_read_as_one() {
    let site = site();
    let visitor = site.visitor();
    let address = format!("{}?by=age", board(&site));
    let page = visitor.get(&address);
    assert_eq!(page.count(".segment input[name=join]"), 3);
    assert_eq!(page.attribute(".segment form", "method"), "get");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self'"));
    let joined = visitor.get(&format!("{address}&join=0&join=1"));
    assert_eq!(joined.count("#reasons .cross thead th"), 4);
    assert!(
        joined
            .text("#reasons .cross thead th:nth-child(3)")
            .starts_with("Under 45")
    );
    assert_eq!(joined.count(".segment input[checked]"), 2);
    assert!(joined.body.contains("&#38;join=0&#38;join=1"));
}

#[test]
fn a_segment_is_compared_with_everybody_else_who_is_in_a_group() {
    let site = RunningSite::with(&format!("{SURVEY}{MORE}"));
    at_home(&site);
    let address = format!("{}?by=home&join=0&join=1&others=joined", board(&site));
    let page = site.visitor().get(&address);
    assert_eq!(page.status, 200);
    // The row's own name, everybody, the segment and the others.
    assert_eq!(page.count("#reasons .cross thead th"), 4);
    assert_eq!(page.text("#reasons .cross .bases td:nth-child(3)"), "24");
    assert_eq!(page.text("#reasons .cross .bases td:nth-child(4)"), "60");
    assert_eq!(page.count(".segment input[name=others][checked]"), 1);
    assert!(page.body.contains("&#38;join=1&#38;others=joined"));
}

#[test]
fn one_group_is_compared_with_all_others() {
    let site = site();
    let address = format!("{}?by=age&join=0&others=joined", board(&site));
    let page = site.visitor().get(&address);
    assert_eq!(page.status, 200);
    assert_eq!(page.count("#reasons .cross thead th"), 4);
    let head = |place: usize| page.text(&format!("#reasons .cross thead th:nth-child({place})"));
    assert!(head(3).starts_with("Under 25"), "{}", head(3));
    assert!(head(4).starts_with("25 and over"), "{}", head(4));
    assert_eq!(page.text("#reasons .cross .bases td:nth-child(4)"), "48");
    assert_eq!(page.count(".segment input[name=join][checked]"), 1);
    assert_eq!(page.count(".segment input[name=others][checked]"), 1);
    assert_eq!(
        page.attribute(".segment a", "href").matches("join").count(),
        0
    );
    let csv = format!(
        "{}/charts/reasons.csv?by=age&join=0&others=joined",
        board(&site)
    );
    let csv = site.visitor().get(&csv).body;
    assert!(csv.contains(",age,25 and over"), "{csv}");
}

#[test]
fn groups_of_several_waves_are_read_as_one_too() {
    let site = site();
    wave(&site, 0);
    let visitor = site.visitor();
    let address = format!("{}?waves=all&by=age", board(&site));
    let page = visitor.get(&address);
    assert_eq!(page.count(".segment input[name=join]"), 3);
    assert_eq!(page.attribute(".segment input[name=waves]", "value"), "all");
    let joined = visitor.get(&format!("{address}&join=0&join=1"));
    assert_eq!(joined.status, 200, "{}", joined.body);
    assert_eq!(joined.count("#reasons .cross thead th"), 4);
    assert_eq!(joined.text("#reasons .cross .bases td:nth-child(3)"), "96");
    assert_eq!(joined.text("#reasons .cross .bases td:nth-child(4)"), "48");
    let against = visitor.get(&format!("{address}&join=2&others=joined"));
    assert_eq!(against.count("#reasons .cross thead th"), 4);
    let wrong = visitor.get(&format!("{address}&join=0&join=7"));
    assert_eq!(wrong.status, 404);
    assert_eq!(wrong.text("h1"), "These groups cannot be read together");
}

#[test]
fn groups_that_are_asked_for_too_early_give_way_to_everybody_and_the_board_says_why() {
    let running = SURVEY.replace("when-closed", "while-running");
    let site = RunningSite::with(&running);
    wave(&site, GROUP);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    let address = board(&site);
    let plain = visitor.get(&format!("{address}?wave=2"));
    let why = "Results by group come when the wave closes: groups are counted once. Until then \
               you see everybody together.";
    assert_eq!(plain.text(".to-come"), why);
    for more in ["", "&join=0&join=1", "&join=0&others=joined"] {
        let page = visitor.get(&format!("{address}?wave=2&by=age{more}"));
        assert_eq!(page.status, 200);
        assert_eq!(page.text("h1"), "Why not ACME?");
        assert_eq!(
            page.text(".to-come"),
            "You asked for results by age. Groups are counted once, when the wave closes. Until \
             then you see everybody together."
        );
        assert!(
            !page.body.contains("by=age"),
            "nothing links to what is not there"
        );
    }
    // A file is what it is called, or nothing.
    let file = visitor.get(&format!("{address}/charts/reasons.csv?wave=2&by=age"));
    assert_eq!(file.status, 404);
    let unknown = visitor.get(&format!("{address}?wave=2&by=nothing"));
    assert_eq!(unknown.status, 404);
    assert_eq!(
        visitor.get(&format!("{address}?wave=1")).count(".to-come"),
        0
    );
}

#[test]
fn a_closed_wave_without_a_group_that_can_be_shown_says_so() {
    let site = RunningSite::with(SURVEY);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let said = "no groups were large enough";
    for _ in 0..9 {
        answer(&site, "young", "ads");
    }
    let address = board(&site);
    assert!(!site.visitor().get(&address).body.contains(said));
    site.closes();
    let page = site.visitor().get(&address);
    assert!(page.words(".to-come").contains(said), "{}", page.body);
    let other = self::site();
    let page = other.visitor().get(&board(&other));
    assert!(!page.body.contains(said));
}

#[test]
fn who_ticks_too_little_to_read_together_is_told_what_to_tick() {
    let site = site();
    let visitor = site.visitor();
    let address = format!("{}?by=age", board(&site));
    assert_eq!(visitor.get(&address).count(".segment [role=status]"), 0);
    for (ticked, boxes) in [("&join=1", 1), ("&others=joined", 1)] {
        let page = visitor.get(&format!("{address}{ticked}"));
        assert!(
            page.text(".segment[open] [role=status]")
                .starts_with("Tick two groups")
        );
        assert_eq!(page.count(".segment input[checked]"), boxes, "{ticked}");
        assert_eq!(page.count("#reasons .cross thead th"), 5);
    }
}

#[test]
fn a_question_stands_alone_with_its_cross_table_open() {
    let site = site();
    let visitor = site.visitor();
    let page = visitor.get(&format!("{}?by=age&question=reasons", board(&site)));
    assert_eq!(page.count("article.finding"), 1);
    assert_eq!(page.count("details[open] .cross"), 1);
    let missing = visitor.get(&format!("{}?by=age&question=nothing", board(&site)));
    assert_eq!(missing.status, 404);
}

#[test]
fn files_of_a_breakdown_carry_its_code_and_its_groups() {
    let site = site();
    let visitor = site.visitor();
    let file = |format: &str, more: &str| -> Page {
        visitor.get(&format!(
            "{}/charts/reasons.{format}?by=age{more}",
            board(&site)
        ))
    };
    let csv = file("csv", "");
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"acme-reasons-by-age-wave-1.csv\""
    );
    assert!(csv.body.contains(",age,Under 25\r\n"));
    assert!(file("json", "").body.contains("\"groups\""));
    assert!(file("svg", "").body.contains("45 and over"));
    let slide = visitor.client.get(format!(
        "{}{}/charts/reasons.png?by=age&size=slide",
        site.address,
        board(&site)
    ));
    let slide = slide.send().unwrap();
    let name = "attachment; filename=\"acme-reasons-by-age-wave-1-slide.png\"";
    assert_eq!(slide.headers()["content-disposition"], name);
    let bytes = slide.bytes().unwrap();
    // Width and height stand at the head of a PNG.
    assert_eq!(bytes[16..24], [0, 0, 7, 128, 0, 0, 4, 56]);
}

#[test]
fn a_tracker_draws_a_line_over_its_waves() {
    let site = site();
    let visitor = site.visitor();
    let address = format!("{}?view=waves", board(&site));
    let page = visitor.get(&address);
    assert_eq!(page.text(".state h2"), "There is only one wave so far");
    wave(&site, 0);
    let page = visitor.get(&address);
    assert_eq!(page.text("h1"), "Why not ACME? over time");
    assert!(
        page.text("#reasons h2").contains("fell from 50% to 17%"),
        "{}",
        page.text("#reasons h2")
    );
    assert_eq!(page.count("#reasons circle"), 8);
    let current = page.text("nav[aria-label=Waves] [aria-current=page]");
    assert_eq!(current, "Over time");
    assert!(
        page.words(".facts")
            .contains("2 waves with results; what moved most comes first")
    );
    let csv = visitor.get(&format!("{}/charts/reasons.csv?view=waves", board(&site)));
    assert_eq!(csv.body.lines().count(), 1 + 2 * 2);
    let name = "attachment; filename=\"acme-reasons-over-time.csv\"";
    assert_eq!(csv.header("content-disposition"), name);
    let json = visitor.get(&format!("{}/charts/reasons.json?view=waves", board(&site)));
    assert!(json.body.starts_with('['));
}

#[test]
fn whoever_looks_at_several_waves_is_entered_for_each() {
    let site = site();
    wave(&site, 0);
    let visitor = site.visitor();
    visitor.get(&format!("{}?view=waves", board(&site)));
    for wave in [1, 2] {
        site.finds_in_the_ledger(&format!("saw results: wave {wave}."));
    }
}

#[test]
fn a_board_with_groups_stays_small() {
    let site = site();
    let page = site
        .visitor()
        .client
        .get(format!("{}{}?by=age", site.address, board(&site)));
    let page = page
        .header("accept-encoding", "gzip, br, zstd")
        .send()
        .unwrap();
    let length = page.bytes().unwrap().len();
    assert!(length < 100_000, "{length} bytes");
}

#[test]
fn all_closed_waves_are_read_as_one_where_they_share_their_groups() {
    let site = site();
    let visitor = site.visitor();
    let address = board(&site);
    let alone = visitor.get(&address);
    assert!(!alone.body.contains("All waves together"));
    assert_eq!(visitor.get(&format!("{address}?waves=all")).status, 404);
    wave(&site, 0);
    let page = visitor.get(&format!("{address}?wave=2&by=age"));
    assert!(page.body.contains("?waves=all&#38;by=age"));
    let all = visitor.get(&format!("{address}?waves=all&by=age"));
    assert_eq!(all.status, 200, "{}", all.body);
    assert_eq!(all.text("h1"), "Why not ACME? by age");
    let facts = all.words(".facts");
    assert!(
        facts.contains("Waves 1–2 together, 144 responses"),
        "{facts}"
    );
    let current = all.text("nav[aria-label=Waves] [aria-current=page]");
    assert_eq!(current, "All waves together");
    assert_eq!(all.text("#reasons .cross .bases td:last-child"), "48");
    // Once for all charts; a file carries it.
    assert!(
        !all.text("#reasons .beside")
            .contains("whoever answered in several")
    );
    assert_eq!(all.count(".colophon .of-all"), 1);
    let picture = visitor.get(&format!("{address}/charts/reasons.svg?waves=all&by=age"));
    assert!(picture.body.contains("Waves 1–2 together"));
    assert_eq!(all.count(".segment"), 1);
    assert_eq!(
        visitor
            .get(&format!("{address}?waves=all&by=nothing"))
            .status,
        404
    );
    for format in ["csv", "json", "svg", "png"] {
        let file = visitor.get(&format!(
            "{address}/charts/reasons.{format}?waves=all&by=age"
        ));
        assert_eq!(file.status, 200, "{format}");
        assert_eq!(
            file.header("content-disposition"),
            format!("attachment; filename=\"acme-reasons-by-age-all-waves.{format}\"")
        );
    }
    site.finds_in_the_ledger("saw results: wave 2.");
    site.finds_in_the_ledger("saved results as a file: waves 1–2, reasons.csv.");
}

#[test]
fn groups_without_a_wave_are_those_of_the_newest_that_has_closed() {
    let site = site();
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let page = site.visitor().get(&format!("{}?by=age", board(&site)));
    assert_eq!(page.status, 200);
    assert!(page.words(".facts").contains("the survey is closed"));
}

const MORE: &str = r#"
[[question]]
code = "comment"
kind = "text"
text = "Anything else?"

[[question]]
code = "home"
kind = "single-choice"
background = true
text = "Where do you live?"
options = [
  { code = "a", text = "North" }, { code = "b", text = "East" },
  { code = "c", text = "South" }, { code = "d", text = "West" },
  { code = "e", text = "Middle" }, { code = "f", text = "Isles" },
  { code = "g", text = "Abroad" },
]
"#;

/// Twelve in each of seven places, and twelve who do not say where.
fn at_home(site: &RunningSite) {
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    for place in 0..84 {
        let home = ["a", "b", "c", "d", "e", "f", "g"][place % 7];
        let form = visitor.get("/s/acme");
        let given = [("q.reasons", "ads"), ("q.age", "young"), ("q.home", home)];
        let receipt = visitor.press(&form, "send", &given);
        assert_eq!(receipt.status, 200, "{}", receipt.body);
    }
    // Somebody does not say where.
    for _ in 0..12 {
        let form = visitor.get("/s/acme");
        visitor.press(&form, "send", &[("q.reasons", "price"), ("q.age", "older")]);
    }
    site.closes();
}

#[test]
fn a_board_by_groups_says_once_what_holds_for_all_and_leaves_empty_questions_out() {
    let site = RunningSite::with(&format!("{SURVEY}{MORE}"));
    at_home(&site);
    let visitor = site.visitor();
    let page = visitor.get(&format!("{}?by=home", board(&site)));
    assert_eq!(page.status, 200);
    assert_eq!(page.count("#comment"), 0);
    let said = "counted in the totals only";
    assert!(page.text(".colophon .of-all").contains(said));
    assert!(!page.text("#reasons .beside").contains(said));
    // Seven pictures beneath each other are more than a telephone shows.
    assert_eq!(page.count("#reasons details.folded .picture svg"), 1);
    // And the one that has most to say is open.
    assert_eq!(page.count("details.folded[open]"), 1);
    assert_eq!(
        page.text("#reasons details.folded summary"),
        "Show all 7 groups: Why not?"
    );
    let file = visitor.get(&format!("{}/charts/reasons.svg?by=home", board(&site)));
    assert!(file.body.contains("totals only"));
}

/// How people use the brand, and an age that one may keep to oneself.
const DECLINING: &str = r#"
[[question]]
code = "use"
kind = "single-choice"
background = true
text = "Do you buy from ACME?"
options = [ { code = "yes", text = "Yes" }, { code = "no", text = "No" } ]

[[question]]
code = "years"
kind = "single-choice"
background = true
ordered = true
text = "How old are you, roughly?"
options = [
  { code = "young", text = "Under 40" },
  { code = "older", text = "40 and over" },
  { code = "kept", text = "Prefer not to say", declined = true },
]
"#;

#[test]
fn an_answer_whose_givers_are_left_out_is_not_nought_percent_of_any_group() {
    let site = RunningSite::with(&format!("{SURVEY}{DECLINING}"));
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let visitor = site.visitor();
    for place in 0..83 {
        let form = visitor.get("/s/acme");
        let buys = if place % 2 == 0 { "yes" } else { "no" };
        // Three people are fewer than a group: they are in none.
        let years = ["young", "older", "kept"][if place < 80 { place % 4 / 2 } else { 2 }];
        let given = [("q.reasons", "ads"), ("q.use", buys), ("q.years", years)];
        let receipt = visitor.press(&form, "send", &given);
        assert_eq!(receipt.status, 200, "{}", receipt.body);
    }
    site.closes();
    let address = board(&site);
    let page = visitor.get(&format!("{address}?by=use"));
    assert_eq!(page.status, 200, "{}", page.body);
    let cross = page.words("#years .cross");
    assert!(cross.contains("Prefer not to say 4% 3 – –"), "{cross}");
    let said = "“Prefer not to say” is not counted by group";
    assert!(page.text("#years .beside").contains(said), "{}", page.body);
    let file = |format: &str| {
        visitor
            .get(&format!("{address}/charts/years.{format}?by=use"))
            .body
    };
    let csv = file("csv");
    let kept: Vec<&str> = csv.lines().filter(|line| line.contains(",kept,")).collect();
    assert_eq!(kept.len(), 3);
    assert!(
        kept[1].contains(",kept,Prefer not to say,yes,,,,,,use,Yes"),
        "{csv}"
    );
    let json: serde_json::Value = serde_json::from_str(&file("json")).expect("JSON");
    assert_eq!(json["breakdown"]["uncounted"], serde_json::json!(["kept"]));
    assert_eq!(
        json["groups"][0]["categories"][2]["share"],
        serde_json::Value::Null
    );
}
