//! Where somebody wanted to go who has to sign in first: carried by the address
//! and the form of signing in, so that it is judged each time it comes back.

use std::borrow::Cow;

use crate::limits::TARGET_CHARACTERS_MAX;

/// The rooms that members go on to.
const ROOMS: [&str; 2] = ["/studio", "/account"];

/// The address asked for, with its query where both are plain and short enough.
pub fn of<'a>(path: &'a str, query: &'a str) -> Cow<'a, str> {
    if !query.is_empty() {
        let whole = format!("{path}?{query}");
        if read(&whole).is_some() {
            return Cow::Owned(whole);
        }
    }
    Cow::Borrowed(path)
}

/// Only pages of ours are gone on to: a path in one of our rooms, and a query of
/// letters, digits and the signs that an encoded query is written with.
pub fn read(text: &str) -> Option<&str> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_step = |step: &str| {
        !step.is_empty() && step.chars().all(is_plain) && !step.chars().all(|c| c == '.')
    };
    let mut rooms = ROOMS.iter();
    let beneath = rooms.find_map(|room| path.strip_prefix(room))?;
    let is_ours = match beneath.strip_prefix('/') {
        Some(steps) => steps.split('/').all(is_step),
        None => beneath.is_empty(),
    };
    let is_query = |c: char| is_plain(c) || "=&*+%~".contains(c);
    let is_short = text.len() <= TARGET_CHARACTERS_MAX;
    (is_ours && is_short && query.chars().all(is_query)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_ours_are_gone_on_to_with_what_was_asked_of_them() {
        for ours in [
            "/studio",
            "/account/password",
            "/studio/boards/7?by=age&wave=2",
            "/studio/boards/7?by=*&join=0&join=1",
            "/studio/boards/7?question=a%20b+c",
            "/studio/boards/7/charts/reasons.csv?by=age",
        ] {
            assert_eq!(read(ours), Some(ours));
        }
    }

    #[test]
    fn nothing_else_is_gone_on_to() {
        let over_long = format!("/studio?by={}", "a".repeat(TARGET_CHARACTERS_MAX));
        for strange in [
            "",
            "/",
            "?by=age",
            "/studiox",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/studio//evil",
            "/studio/\\evil",
            "/studio\\..\\s",
            "https://evil.example/studio",
            "https:/studio",
            "javascript:alert(1)",
            "/studio@evil.example",
            "/studio/../s",
            "/studio/./x",
            "/studio\r\nset-cookie:x",
            "/studio?a=b\r\nset-cookie:x",
            "/studio?a=\u{0}",
            "/studio?a=\tb",
            "/studio?to=https://evil.example",
            "/studio?a=b#c",
            "/studio?a=é",
            "/s/acme",
            &over_long,
        ] {
            assert_eq!(read(strange), None, "{strange:?}");
        }
    }

    #[test]
    fn a_query_that_is_not_gone_on_with_does_not_lose_the_page() {
        assert_eq!(of("/studio/boards/7", "by=age"), "/studio/boards/7?by=age");
        assert_eq!(of("/studio/boards/7", ""), "/studio/boards/7");
        assert_eq!(of("/studio/boards/7", "by=<b>"), "/studio/boards/7");
        let long = "a".repeat(TARGET_CHARACTERS_MAX);
        assert_eq!(of("/studio/boards/7", &long), "/studio/boards/7");
    }
}
