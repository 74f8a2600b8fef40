//! Whether a form was sent by a page of this site. Browsers say so themselves;
//! what says nothing is refused.

use actix_web::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// `Sec-Fetch-Site` where there is one, which no proxy rewrites; in older
/// browsers an `Origin` that is the host asked for.
pub fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if headers.contains_key(SEC_FETCH_SITE) {
        return text(SEC_FETCH_SITE) == Some("same-origin");
    }
    match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) => {
            let sender = origin.split_once("://").map(|(_, sender)| sender);
            sender == Some(host)
        }
        _ => false,
    }
}

/// How this site is reached, as the browser that sent a form says it:
/// `https://surveys.example.org`.
pub fn of_site(headers: &HeaderMap) -> String {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_plain = |text: &&str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || ".:/-[]".contains(c))
    };
    let origin = text(ORIGIN).filter(|origin| origin.starts_with("http"));
    if let Some(origin) = origin.filter(is_plain) {
        return origin.to_owned();
    }
    let host = text(HOST).filter(is_plain);
    host.map_or_else(String::new, |host| match is_this_machine(host) {
        true => format!("http://{host}"),
        false => format!("https://{host}"),
    })
}

/// Browsers let pages of the own machine be plain.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name == "localhost" || name == "[::1]" || name.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            let name = HeaderName::from_static(name);
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn a_form_of_ours_is_told_from_every_other() {
        let host = ("host", "s.example.org");
        for (given, expected) in [
            (vec![host, ("sec-fetch-site", "same-origin")], true),
            (vec![host, ("sec-fetch-site", "same-site")], false),
            (vec![host, ("sec-fetch-site", "cross-site")], false),
            (vec![host, ("sec-fetch-site", "none")], false),
            (vec![host, ("origin", "https://s.example.org")], true),
            (vec![host, ("origin", "https://example.org")], false),
            (
                vec![host, ("origin", "https://s.example.org.evil.org")],
                false,
            ),
            (vec![host, ("origin", "null")], false),
            (vec![("origin", "https://s.example.org")], false),
            (vec![host], false),
            // What the browser itself says weighs more.
            (
                vec![
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://s.example.org"),
                ],
                false,
            ),
        ] {
            assert_eq!(is_ours(&headers(&given)), expected, "{given:?}");
        }
    }

    #[test]
    fn a_link_begins_as_the_browser_reached_us() {
        let host = ("host", "s.example.org:8443");
        let origin = ("origin", "http://127.0.0.1:8080");
        assert_eq!(of_site(&headers(&[host, origin])), "http://127.0.0.1:8080");
        assert_eq!(of_site(&headers(&[host])), "https://s.example.org:8443");
        let strange = headers(&[host, ("origin", "https://a\"><b")]);
        assert_eq!(of_site(&strange), "https://s.example.org:8443");
        assert_eq!(of_site(&headers(&[("host", "a\"b")])), "");
    }
}
