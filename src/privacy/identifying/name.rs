//! Names that introduce themselves, or stand behind a form of address.

use super::word::Word;
use super::{Likely, Mark};

const INTRODUCTIONS: &[&[&str]] = &[
    &["my", "name", "is"],
    &["my", "name's"],
    &["mein", "name", "ist"],
    &["ich", "heiße"],
    &["ich", "heisse"],
    &["je", "m'appelle"],
    &["mon", "nom", "est"],
    &["me", "llamo"],
    &["mi", "nombre", "es"],
];

const FORMS_OF_ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "herr", "herrn", "frau", "mme", "mlle", "monsieur", "madame", "señor",
    "señora", "sr", "sra",
];

/// “als Frau”, “the madame”: a word like any other.
const ARTICLES: &[&str] = &[
    "als", "eine", "einer", "die", "der", "jede", "keine", "meine", "the", "a", "une", "una", "la",
    "le", "el", "un", "ein", "mein", "seine", "ihre", "unsere", "junge", "alte",
];

const NAMES_MAX: usize = 3;

pub(super) fn find(words: &[Word<'_>]) -> Vec<Mark> {
    let begins = (0..words.len()).filter_map(|position| {
        INTRODUCTIONS
            .iter()
            .find(|introduction| stands_at(words, position, introduction))
            .map(|introduction| position + introduction.len())
            .or_else(|| is_form_of_address(words, position).then_some(position + 1))
    });
    begins.filter_map(|begin| names(words, begin)).collect()
}

fn stands_at(words: &[Word<'_>], position: usize, introduction: &[&str]) -> bool {
    introduction.iter().enumerate().all(|(at, expected)| {
        words
            .get(position + at)
            .is_some_and(|w| w.plain() == *expected)
    })
}

fn is_form_of_address(words: &[Word<'_>], position: usize) -> bool {
    let Some(word) = words.get(position) else {
        return false;
    };
    let before = position.checked_sub(1).and_then(|before| words.get(before));
    word.is_capitalised()
        && FORMS_OF_ADDRESS.contains(&word.plain().as_str())
        && !before.is_some_and(|before| ARTICLES.contains(&before.plain().as_str()))
}

fn names(words: &[Word<'_>], begin: usize) -> Option<Mark> {
    let first = words
        .get(begin)
        .filter(|word| word.is_capitalised())?
        .bare();
    let mut last = first;
    for word in words.iter().skip(begin).take(NAMES_MAX) {
        if !word.is_capitalised() {
            break;
        }
        last = word.bare();
        if word.text.ends_with([',', '.', '!', '?', ';', ':', ')']) {
            break;
        }
    }
    Some(Mark {
        range: first.start..last.range().end,
        likely: Likely::Name,
    })
}
