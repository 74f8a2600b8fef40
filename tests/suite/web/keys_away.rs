//! A key directory that is away for a while, as a failing mount would be.

use std::path::PathBuf;

use super::RunningSite;

/// The key directory under another name; it is back when this is dropped.
struct KeysAway {
    keys: PathBuf,
    elsewhere: PathBuf,
}

impl KeysAway {
    fn from(site: &RunningSite) -> Self {
        let keys = site.engine.keys();
        let elsewhere = keys.with_extension("away");
        std::fs::rename(&keys, &elsewhere).expect("the keys go");
        Self { keys, elsewhere }
    }
}

impl Drop for KeysAway {
    fn drop(&mut self) {
        std::fs::rename(&self.elsewhere, &self.keys).expect("the keys come back");
    }
}

#[test]
fn an_answer_comes_back_in_its_form_and_is_stored_when_the_keys_are_back() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
    let away = KeysAway::from(&site);
    let refused = visitor.press(&third, "send", &[("q.comment", "A word")]);
    assert_eq!(refused.status, 503);
    assert_ne!(refused.header("retry-after"), "");
    assert!(refused.text(".notice").contains("Nothing is lost"));
    assert_eq!(refused.attribute("[name='q.comment']", "value"), "A word");
    drop(away);
    let receipt = visitor.press(&refused, "send", &[]);
    assert_eq!(receipt.status, 200);
    assert!(receipt.words(".given").contains("A word"));
}

/// Also when a withdrawal has been read before: without the directory nobody
/// knows who withdrew.
#[test]
fn nothing_is_stored_while_nobody_can_tell_who_withdrew() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, _) = visitor.answers();
    let question = visitor.press(&receipt, "withdraw", &[]);
    visitor.press(&question, "withdraw-yes", &[]);
    visitor.answers();
    let form = visitor.get("/s/acme");
    let _away = KeysAway::from(&site);
    let refused = visitor.press(&form, "send", &[("q.use", "no")]);
    assert_eq!(refused.status, 503);
}

#[test]
fn changed_answers_come_back_in_their_form_at_every_step() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (receipt, code) = visitor.answers();
    let first = visitor.press(&receipt, "change", &[]);
    let second = visitor.press(&first, "next", &[]);
    let away = KeysAway::from(&site);
    let refused = visitor.press(&second, "next", &[("q.reasons.other", "Its logo")]);
    assert_eq!(refused.status, 503);
    assert_ne!(refused.header("retry-after"), "");
    assert!(refused.text(".notice").contains("Nothing is lost"));
    assert_eq!(refused.attribute("form", "action"), "/s/acme/receipt");
    assert_eq!(refused.attribute("[name=code]", "value"), code);
    drop(away);
    let third = visitor.press(&refused, "next", &[]);
    let away = KeysAway::from(&site);
    let refused = visitor.press(&third, "send", &[("q.comment", "Another word")]);
    assert_eq!(refused.status, 503);
    drop(away);
    let changed = visitor.press(&refused, "send", &[]);
    assert_eq!(changed.text(".ticket .number"), code);
    let given = changed.words(".given");
    assert!(
        given.contains("Its logo") && given.contains("Another word"),
        "{given}"
    );
}

/// Of a page that is not a form, only the error is left to be read.
#[test]
fn what_has_to_wait_is_told_in_the_language_that_was_read() {
    let site = RunningSite::open();
    let visitor = site.visitor();
    let (_, code) = visitor.answers();
    let german = [("code", code.as_str()), ("go", "show"), ("lang", "de")];
    let _away = KeysAway::from(&site);
    let refused = visitor.post("/s/acme/receipt", &german);
    assert_eq!(refused.status, 503);
    assert_eq!(refused.text("h1"), "Im Augenblick nicht erreichbar");
}
