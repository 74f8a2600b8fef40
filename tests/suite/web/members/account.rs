//! A member's own things: password, second step, sessions.

use whynot::clock::Clock;
use whynot::membership::role::Role;
use whynot::membership::totp::TotpSecret;

use super::{Actor, PASSWORD, RunningSite, target};
use crate::web::Page;

/// The app: the key on the page, and the half-minute of the sites' clock.
struct App {
    secret: TotpSecret,
    now: u64,
}

impl App {
    fn reads(page: &Page) -> Self {
        const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let text = page.text("p.code").replace(' ', "");
        let mut bits = text.chars().flat_map(|c| {
            let value = ALPHABET.find(c).expect("base32");
            (0..5).rev().map(move |bit| (value >> bit) & 1)
        });
        let secret = std::array::from_fn(|_| {
            (0..8).fold(0_u8, |byte, _| (byte << 1) | bits.next().unwrap() as u8)
        });
        let clock = Clock::Fixed("2026-11-24".parse().unwrap());
        Self {
            secret: TotpSecret::from_bytes(secret),
            now: clock.half_minute(),
        }
    }

    fn code(&self, half_minutes_on: u64) -> String {
        self.secret.code(self.now + half_minutes_on)
    }
}

/// Turns the second step on; returns the app and the recovery codes.
fn sets_up(actor: &Actor<'_>) -> (App, Vec<String>) {
    let page = actor.get("/account/second-step");
    assert_eq!(page.text("h1"), "A second step when you sign in");
    actor.post("/account/second-step", &[("go", "start")]);
    let page = actor.get("/account/second-step");
    assert_eq!(page.count("svg.qr"), 1);
    let app = App::reads(&page);
    let wrong = actor.post(
        "/account/second-step",
        &[("go", "confirm"), ("code", "000000")],
    );
    assert_eq!(wrong.status, 422);
    assert_eq!(
        App::reads(&wrong).code(0),
        app.code(0),
        "the key stays the same"
    );
    let key = page.attribute("input[name=form]", "value");
    let typed = [("go", "confirm"), ("code", &app.code(0)), ("form", &key)];
    let shown = actor.post("/account/second-step", &typed);
    assert_eq!(shown.status, 200);
    // The same button pressed twice shows the same codes.
    let twice = actor.post("/account/second-step", &typed);
    assert_eq!(shown.words(".codes"), twice.words(".codes"));
    let codes = shown
        .words(".codes")
        .split(' ')
        .map(str::to_owned)
        .collect();
    (app, codes)
}

#[test]
fn a_second_step_asks_for_a_code_that_works_once() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let (app, _) = sets_up(&anna);
    assert_eq!(target(&anna.post("/sign-out", &[])), "/sign-in");

    assert_eq!(target(&anna.signs_in(PASSWORD)), "/sign-in/code");
    let half = anna.cookie.borrow().clone();
    assert!(!anna.is_signed_in(), "the password alone is not enough");
    assert_eq!(anna.get("/sign-in/code").text("h1"), "One more step");
    let used = anna.post("/sign-in/code", &[("code", &app.code(0))]);
    assert_eq!(used.status, 422, "the code that set it up was used");
    let next = app.code(1);
    assert_eq!(
        target(&anna.post("/sign-in/code", &[("code", &next)])),
        "/sign-in/done"
    );
    assert!(anna.is_signed_in());
    assert_ne!(*anna.cookie.borrow(), half, "a new token");
    // Whoever had looked over the shoulder.
    let other = site.anonymous();
    other.post(
        "/sign-in",
        &[("address", &anna.address), ("password", PASSWORD)],
    );
    assert_eq!(other.post("/sign-in/code", &[("code", &next)]).status, 422);
    assert!(!other.is_signed_in());
}

#[test]
fn a_recovery_code_stands_in_once_and_new_ones_replace_the_old() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let (_, codes) = sets_up(&anna);
    assert_eq!(codes.len(), 10);
    let signs_in_with = |code: &str| {
        anna.post("/sign-out", &[]);
        anna.signs_in(PASSWORD);
        anna.post("/sign-in/code", &[("code", code)]).status
    };
    assert_eq!(signs_in_with(&codes[0].to_uppercase()), 303);
    assert!(
        anna.get("/account")
            .words(".facts")
            .contains("9 recovery codes left")
    );
    assert_eq!(signs_in_with(&codes[0]), 422);
    assert_eq!(signs_in_with(&codes[1]), 303);
    let renew = |password: &str| {
        anna.post(
            "/account/second-step",
            &[("go", "codes"), ("password", password)],
        )
    };
    assert_eq!(renew("not the password").status, 422);
    let renewed = renew(PASSWORD).words(".codes");
    assert!(!renewed.contains(&codes[2]));
    assert_eq!(signs_in_with(&codes[2]), 422);
    assert_eq!(signs_in_with(renewed.split(' ').next().unwrap()), 303);
    let off = [("go", "remove"), ("password", PASSWORD)];
    assert_eq!(
        target(&anna.post("/account/second-step", &off)),
        "/account/second-step"
    );
    anna.post("/sign-out", &[]);
    assert_eq!(target(&anna.signs_in(PASSWORD)), "/sign-in/done");
}

#[test]
fn changing_the_password_signs_out_everywhere_else_and_renews_this_session() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Marketer, "Anna");
    let elsewhere = Actor {
        address: anna.address.clone(),
        ..site.anonymous()
    };
    elsewhere.signs_in(PASSWORD);
    let before = anna.cookie.borrow().clone();
    let new = "seven baskets of broken pieces";
    let change = |current: &str, new: &str| {
        anna.post(
            "/account/password",
            &[("current", current), ("password", new)],
        )
    };
    assert_eq!(change("a guess of the old", new).status, 422);
    let refused = change(PASSWORD, "password1234");
    assert_eq!(refused.status, 422);
    assert_eq!(refused.count("#password-error"), 1);
    assert!(elsewhere.is_signed_in());
    assert_eq!(target(&change(PASSWORD, new)), "/account");
    assert!(anna.is_signed_in() && !elsewhere.is_signed_in());
    assert_ne!(*anna.cookie.borrow(), before);
    *elsewhere.cookie.borrow_mut() = before;
    assert!(!elsewhere.is_signed_in(), "the token of before is nobody's");
    assert_eq!(elsewhere.signs_in(PASSWORD).status, 422);
    assert_eq!(elsewhere.signs_in(new).status, 303);
}

#[test]
fn sessions_are_listed_named_and_ended() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Executive, "Anna");
    let elsewhere = Actor {
        address: anna.address.clone(),
        ..site.anonymous()
    };
    elsewhere.signs_in(PASSWORD);
    let page = anna.get("/account");
    assert_eq!(page.count(".list > li"), 2);
    let other = page.attribute("form:has(button[value=end]) input[name=session]", "value");
    let name = |name: &str| {
        anna.post(
            "/account/sessions",
            &[("go", "name"), ("session", &other), ("name", name)],
        )
    };
    assert_eq!(target(&name("Office computer")), "/account");
    assert!(
        anna.get("/account")
            .words(".list")
            .contains("Office computer")
    );
    let refused = name(&"x".repeat(200));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(&"x".repeat(200)), "the input is kept");
    let end = [("go", "end"), ("session", other.as_str())];
    assert_eq!(target(&anna.post("/account/sessions", &end)), "/account");
    assert!(!elsewhere.is_signed_in() && anna.is_signed_in());
    assert_eq!(anna.post("/account/sessions", &end).status, 404);
    elsewhere.signs_in(PASSWORD);
    anna.post("/account/sessions", &[("go", "end-others")]);
    assert!(!elsewhere.is_signed_in() && anna.is_signed_in());
}

#[test]
fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let site = RunningSite::open();
    let anna = site.signed_in(Role::Executive, "Anna");
    let token = anna.cookie.borrow().clone();
    let out = anna.post("/sign-out", &[]);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(anna.cookie.borrow().is_none());
    *anna.cookie.borrow_mut() = token;
    assert!(!anna.is_signed_in());
}

#[test]
fn nothing_about_the_browser_is_kept() {
    let site = RunningSite::open();
    let anna = site.member(Role::Executive, "Anna");
    let canary = "Canary/7.77 (X11; kanarienvogel)";
    let form = anna
        .form(
            "/sign-in",
            &[("address", &anna.address), ("password", PASSWORD)],
        )
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", canary)
        .header("x-forwarded-for", "203.0.113.77");
    assert_eq!(anna.send(form).status, 303);
    let mut files = vec![site.engine.folder.path().to_owned()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for needle in ["kanarienvogel", "203.0.113.77", "127.0.0.1"] {
            let is_in = bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes());
            assert!(!is_in, "{needle} in {}", path.display());
        }
    }
}
