//! The one cookie: a session's token, for members only.
//!
//! `__Host-` lets no other host of the same domain set it, and asks for
//! `Secure`: browsers keep it over HTTPS, and on the machine itself
//! (`localhost`, `127.0.0.1`).

use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue};

use crate::limits::SESSION_DAYS_MAX;
use crate::membership::session::SessionToken;

const NAME: &str = "__Host-whynot";

/// For every address of ours, read by no script, and not sent along with the
/// forms of others.
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";

pub fn read(headers: &HeaderMap) -> Option<SessionToken> {
    let cookies = headers.get_all(COOKIE);
    let cookies = cookies.filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';'));
    pairs.find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == NAME).then(|| value.parse().ok())?
    })
}

pub fn set(token: SessionToken) -> HeaderValue {
    let seconds = SESSION_DAYS_MAX * 24 * 60 * 60;
    let cookie = format!("{NAME}={token}; {ATTRIBUTES}; Max-Age={seconds}");
    // Letters, digits and signs of ours: it is always writable.
    HeaderValue::try_from(cookie).unwrap_or_else(|_unwritable| clear())
}

pub fn clear() -> HeaderValue {
    HeaderValue::from_static("__Host-whynot=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_from(value: &'static str) -> Option<SessionToken> {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static(value));
        read(&headers)
    }

    #[test]
    fn what_is_set_reads_back_among_other_cookies() {
        let token = SessionToken::from_number(u128::MAX / 3);
        let set = set(token);
        let pair = set.to_str().unwrap().split(';').next().unwrap();
        let mut headers = HeaderMap::new();
        let cookies = format!("theme=dark; {pair}; a=b");
        headers.append(COOKIE, HeaderValue::try_from(cookies).unwrap());
        assert_eq!(read(&headers), Some(token));
    }

    #[test]
    fn nothing_else_is_a_session() {
        for value in [
            "",
            "__Host-whynot",
            "__Host-whynot=",
            "__Host-whynot=x",
            "whynot=0000000000000000000000000",
            "x__Host-whynot=0000000000000000000000000",
        ] {
            assert_eq!(read_from(value), None, "{value}");
        }
    }

    #[test]
    fn clearing_names_the_same_cookie() {
        let cleared = clear();
        let cleared = cleared.to_str().unwrap();
        assert!(cleared.starts_with(NAME) && cleared.contains(ATTRIBUTES));
    }
}
