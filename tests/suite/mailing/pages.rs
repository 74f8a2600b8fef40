//! The pages for inviting, as a marketer meets them.

use whynot::membership::role::Role;
use whynot::operations::{invite, mailing, publish};

use super::post_office::PostOffice;
use super::{SURVEY, is_sent};
use crate::web::RunningSite;
use crate::web::members::target;

const HOME: &str = "/studio/surveys/acme/invitations";

fn add(path: &str) -> String {
    format!("{HOME}{path}")
}

#[test]
fn addresses_are_pasted_and_bad_lines_are_named_with_what_was_typed_kept() {
    let site = RunningSite::with(SURVEY);
    let marketer = site.signed_in(Role::Marketer, "Maria");
    let typed = "Name;E-mail\nAda;ada@example.org\nBob;bob at example.org\nAda;Ada@Example.org\n";
    marketer.get(&add("/add"));
    let page = marketer.post(&add("/add"), &[("addresses", typed), ("go", "all")]);
    assert_eq!(page.status, 422);
    assert!(
        page.text(".error")
            .contains("Line 3 holds no e-mail address")
    );
    assert!(page.body.contains("bob at example.org"));
    let sent = marketer.post(&add("/add"), &[("addresses", typed), ("go", "rest")]);
    assert_eq!(
        target(&sent),
        format!("{HOME}?added=1&known=0&twice=1&never=0&without=1")
    );
    let home = marketer.get(target(&sent));
    assert!(
        home.text(".said")
            .contains("1 more person is invited; 1 stood there twice; 1 line held no address")
    );
    let nothing = marketer.post(&add("/add"), &[("addresses", " ")]);
    assert_eq!(nothing.status, 422);
    let uploaded = marketer.post(
        &add("/add"),
        &[("addresses", ""), ("upload", "cy@example.org")],
    );
    assert_eq!(uploaded.status, 303);
    site.finds_in_the_ledger("A marketer invited people to a survey");
}

#[test]
fn codes_are_made_once_a_form_and_printed_as_often_as_one_likes() {
    let site = RunningSite::with(SURVEY);
    let marketer = site.signed_in(Role::Marketer, "Maria");
    let page = marketer.get(&add("/codes"));
    let form = page.attribute("input[name=form]", "value");
    let refused = marketer.post(&add("/codes"), &[("count", "many"), ("form", &form)]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attribute("input[name=count]", "value"), "many");
    for _ in 0..2 {
        let made = marketer.post(&add("/codes"), &[("count", "12"), ("form", &form)]);
        assert_eq!(target(&made), format!("{HOME}#codes"));
    }
    let counted = invite::count(&site.installation, &site.slug).expect("counts");
    assert_eq!(counted.invited.printed, 12);
    let table = marketer.get(&add("/codes/0.csv"));
    assert_eq!(table.body.lines().count(), 13);
    assert_eq!(table.body, marketer.get(&add("/codes/0.csv")).body);
    let sheet = marketer.get(&add("/codes/0.html?lang=de"));
    assert_eq!((sheet.status, sheet.count(".slip")), (200, 12));
    assert_eq!(marketer.get(&add("/codes/5.csv")).status, 404);
}

#[test]
fn without_a_mail_server_the_page_says_how_to_set_one() {
    let site = RunningSite::with(SURVEY);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let marketer = site.signed_in(Role::Marketer, "Maria");
    assert!(marketer.get(HOME).body.contains("--smtp smtps://"));
    let page = marketer.get(&add("/mail"));
    assert_eq!((page.status, page.count("button[value=send]")), (200, 0));
}

#[test]
fn a_letter_is_looked_at_tried_on_oneself_and_sent() {
    let Some(office) = PostOffice::open(0) else {
        return;
    };
    let site = RunningSite::with(SURVEY);
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    mailing::configure(&site.installation, office.server()).expect("mail");
    let marketer = site.signed_in(Role::Marketer, "Maria");
    marketer.post(&add("/add"), &[("addresses", "ada@example.org")]);
    let page = marketer.get(&add("/mail?lang=de"));
    assert!(page.body.contains("ACME"), "{}", page.body);
    let form = page.attribute("input[name=form]", "value");
    let letter = |body: &'static str, rate: &'static str, go: &'static str| {
        let fields = [
            ("form", form.as_str()),
            ("kind", "invitation"),
            ("lang", "de"),
            ("subject", "{brand}"),
            ("body", body),
            ("per_minute", rate),
            ("go", go),
        ];
        marketer.post(&add("/mail"), &fields)
    };
    let refused = letter("Ohne Link {name}", "viele", "send");
    assert_eq!((refused.status, refused.count(".trouble li")), (422, 2));
    assert!(refused.body.contains("Ohne Link {name}"));
    let preview = letter("Hallo, {title}\n\n{link}", "600", "preview");
    assert_eq!(preview.status, 200);
    assert!(
        preview
            .text("pre.letter")
            .starts_with("Hallo, Warum nicht ACME?")
    );
    assert!(
        preview
            .text("pre.letter")
            .contains("Keine solchen Mails mehr")
    );
    let sample = letter("{link}", "600", "test");
    assert!(sample.text(".said").contains("maria@example.org"));
    // What a sample's link leads to is no survey.
    let code = office.mail()[0].code();
    assert_eq!(site.visitor().get(&format!("/i/{code}")).status, 404);
    for _ in 0..2 {
        let sent = letter("{link}", "600", "send");
        assert_eq!(target(&sent), format!("{HOME}#mail"));
    }
    is_sent(&site.installation, &site.slug);
    let mail = office.mail();
    assert_eq!(
        (mail.len(), mail[1].to.join("")),
        (2, "ada@example.org".to_owned())
    );
    let opened = site.visitor().get(&format!("/i/{}", mail[1].code()));
    assert_eq!(opened.status, 200);
    assert!(marketer.get(HOME).text(".counts").contains("1 sent"));
    site.finds_in_the_ledger("A marketer sent mail to the people invited");
}

#[test]
fn a_link_in_every_mail_ends_them_in_the_readers_language_and_by_one_click() {
    let Some(office) = PostOffice::open(0) else {
        return;
    };
    let site = RunningSite::with(SURVEY);
    mailing::configure(&site.installation, office.server()).expect("mail");
    let marketer = site.signed_in(Role::Marketer, "Maria");
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let letter = super::new(mailing::Kind::Invitation, 0).letter;
    let address = "https://surveys.acme.example".parse().expect("a site");
    mailing::send_sample(
        &site.installation,
        &site.slug,
        &letter,
        &address,
        "ada@example.org",
    )
    .expect("a sample");
    let path = office.mail()[0].unsubscribe_path();
    for (language, words) in [
        ("en", "Write to me no more"),
        ("de", "Schreiben Sie mir nicht mehr"),
        ("fr", "Ne plus m’écrire"),
        ("es", "No me escriban más"),
    ] {
        let mut visitor = site.visitor();
        visitor.language = language;
        let page = visitor.get(&path);
        assert_eq!((page.status, page.text("button").as_str()), (200, words));
        assert_eq!(page.header("set-cookie"), "");
        assert_eq!(page.count("script"), 0);
        // The address overrules the browser, and leads to the others.
        visitor.language = "en";
        let page = visitor.get(&format!("{path}?lang={language}"));
        assert_eq!(page.text("button"), words);
        assert_eq!(page.attribute("html", "lang"), language);
        assert_eq!(page.count(".tongues > *"), 4);
    }
    // Looking does nothing.
    let adds = || marketer.post(&add("/add"), &[("addresses", "ada@example.org")]);
    assert!(target(&adds()).contains("added=1"));
    let done = site
        .visitor()
        .post(&path, &[("List-Unsubscribe", "One-Click")]);
    assert_eq!(done.status, 200);
    let again = site.visitor().post(&path, &[("lang", "de")]);
    assert_eq!(again.text("h1"), "Sie bekommen keine Mails mehr");
    assert_eq!(again.count(".tongues > *"), 4);
    assert!(target(&adds()).contains("never=1"));
    let made_up = format!("/u/{}", "0".repeat(48));
    assert_eq!(site.visitor().post(&made_up, &[]).status, 404);
}

#[test]
fn mail_that_came_back_is_pasted_and_nobody_there_is_written_to_again() {
    let site = RunningSite::with(SURVEY);
    let marketer = site.signed_in(Role::Marketer, "Maria");
    let page = marketer.get(&add("/bounced"));
    assert_eq!(
        (page.status, page.text("h1").as_str()),
        (200, "Mail that came back")
    );
    let typed = "ada@example.org\nundeliverable: bob\n";
    let page = marketer.post(&add("/bounced"), &[("addresses", typed), ("go", "all")]);
    assert_eq!(page.status, 422);
    assert!(
        page.text(".error")
            .contains("Line 2 holds no e-mail address")
    );
    assert!(page.body.contains("undeliverable: bob"));
    let taken = marketer.post(&add("/bounced"), &[("addresses", typed), ("go", "rest")]);
    assert_eq!(target(&taken), format!("{HOME}?bounced=1&without=1"));
    let said = marketer.get(target(&taken)).text(".said");
    assert_eq!(
        said,
        "1 person more will not be written to again; 1 line held no address and was left out."
    );
    // Once more does no harm.
    let again = marketer.post(&add("/bounced"), &[("addresses", typed), ("go", "rest")]);
    assert_eq!(target(&again), format!("{HOME}?bounced=0&without=1"));
    let adds = marketer.post(&add("/add"), &[("addresses", "ada@example.org")]);
    assert!(target(&adds).contains("never=1"), "{}", target(&adds));
}
