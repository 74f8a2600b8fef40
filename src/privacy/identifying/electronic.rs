//! E-mail addresses, @handles, and links that lead to one person.

use super::word::Word;
use super::{Likely, Mark};

/// Where a path is a person.
const NETWORKS: &[&str] = &[
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "tiktok.com",
    "t.me",
    "xing.com",
    "github.com",
    "threads.net",
    "bsky.app",
    "vk.com",
    "wa.me",
];

/// Longer parts of a path without a blank are keys more often than words.
const KEY_LENGTH: usize = 20;

pub(super) fn find(words: &[Word<'_>]) -> Vec<Mark> {
    let mut found = Vec::new();
    for (position, word) in words.iter().enumerate() {
        if let Some(mark) = spelled_out(words, position) {
            found.push(mark);
        } else if let Some(likely) = likely(word.bare()) {
            found.push(Mark {
                range: word.bare().range(),
                likely,
            });
        }
    }
    found
}

fn likely(word: Word<'_>) -> Option<Likely> {
    if is_email(word.text) {
        Some(Likely::Email)
    } else if is_handle(word.text) {
        Some(Likely::Handle)
    } else if is_personal_link(word.text) {
        Some(Likely::Link)
    } else {
        None
    }
}

fn is_email(text: &str) -> bool {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && local.chars().all(is_local) && is_domain(domain)
    })
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "._%+-!#$&*/=?^`{|}~'".contains(c)
}

/// `example.org`, with an ending of letters.
fn is_domain(text: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    text.rsplit_once('.').is_some_and(|(names, ending)| {
        names.split('.').all(is_label)
            && ending.chars().count() >= 2
            && ending.chars().all(char::is_alphabetic)
    })
}

/// “name (at) example (dot) org”, “name [at] example.org”.
fn spelled_out(words: &[Word<'_>], position: usize) -> Option<Mark> {
    let at = position + 1;
    if !matches!(
        words.get(at)?.text.to_lowercase().as_str(),
        "(at)" | "[at]" | "{at}" | "(ät)"
    ) {
        return None;
    }
    let (first, domain) = (words.get(position)?.bare(), words.get(at + 1)?.bare());
    let last = if is_domain(domain.text) {
        domain
    } else {
        let dot = words.get(at + 2)?.text.to_lowercase();
        if !matches!(dot.as_str(), "(dot)" | "[dot]" | "(punkt)" | "[punkt]") {
            return None;
        }
        words.get(at + 3)?.bare()
    };
    Some(Mark {
        range: first.start..last.range().end,
        likely: Likely::Email,
    })
}

fn is_handle(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|name| {
        name.chars().count() >= 2
            && name.chars().any(char::is_alphabetic)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'))
    })
}

/// A link is common knowledge until it carries something that is not a page's.
fn is_personal_link(text: &str) -> bool {
    let lower = text.to_lowercase();
    let link = ["https://", "http://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let link = link.unwrap_or(&lower);
    let cut = link.find(['/', '?', '#']).unwrap_or(link.len());
    let (host, rest) = link.split_at_checked(cut).unwrap_or((link, ""));
    if !is_domain(host) {
        return false;
    }
    let path = rest.trim_matches('/');
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let is_on_network = NETWORKS.iter().any(|network| {
        host == *network
            || host
                .strip_suffix(network)
                .is_some_and(|sub| sub.ends_with('.'))
    });
    rest.contains('=')
        || (is_on_network && !path.is_empty())
        || path.split(['/', '?', '#', '&']).any(is_key)
}

fn is_key(part: &str) -> bool {
    let digits = part.chars().filter(char::is_ascii_digit).count();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    part.starts_with(['@', '~'])
        || digits >= 5
        || (digits > 1 && digits + letters >= KEY_LENGTH && !part.contains('-'))
}
