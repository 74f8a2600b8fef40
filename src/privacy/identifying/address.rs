//! Streets with a number, as English, German, French and Spanish write them.

use super::word::{Word, is_unit, is_year};
use super::{Likely, Mark};

pub(super) fn find(words: &[Word<'_>]) -> Vec<Mark> {
    let shapes = [english, german, french, spanish, british_code];
    let found = (0..words.len())
        .filter_map(|position| shapes.iter().find_map(|shape| shape(words, position)));
    found
        .filter_map(|(first, last)| {
            let (first, last) = (
                words.get(first)?.bare(),
                words.get(with_town(words, last))?.bare(),
            );
            Some(Mark {
                range: first.start..last.range().end,
                likely: Likely::Address,
            })
        })
        .collect()
}

/// The positions of an address's first and last word.
type Span = (usize, usize);

/// 5, 12a, 12-14.
fn is_house_number(word: &Word<'_>) -> bool {
    let bare = word.bare().text;
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let rest = bare.get(digits..).unwrap_or_default();
    let is_letter = rest.len() == 1 && rest.chars().all(|c| c.is_ascii_alphabetic());
    let is_span = rest
        .strip_prefix(['-', '/'])
        .is_some_and(|to| !to.is_empty() && to.chars().all(|c| c.is_ascii_alphanumeric()));
    (1..=5).contains(&digits) && (rest.is_empty() || is_letter || is_span)
}

/// A number after a street, unless something is counted or dated with it.
fn is_number_behind(words: &[Word<'_>], position: usize) -> bool {
    let Some(word) = words.get(position) else {
        return false;
    };
    let is_counted = words
        .get(position + 1)
        .is_some_and(|next| is_unit(&next.plain()));
    is_house_number(word) && !is_year(word.bare().text) && !is_counted
}

/// 12 Baker Street, 221b Baker St.
fn english(words: &[Word<'_>], position: usize) -> Option<Span> {
    const STREETS: &[&str] = &[
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "ln",
        "drive",
        "court",
        "boulevard",
        "blvd",
        "terrace",
        "crescent",
        "square",
        "close",
        "gardens",
        "highway",
        "parkway",
    ];
    if !is_house_number(words.get(position)?) {
        return None;
    }
    let mut last = None;
    for at in position + 1..position + 5 {
        let Some(word) = words.get(at).filter(|word| word.is_capitalised()) else {
            break;
        };
        if at > position + 1 && STREETS.contains(&word.plain().as_str()) {
            last = Some(at);
        }
        if word.ends_clause() {
            break;
        }
    }
    last.map(|last| (position, last))
}

/// Birkenweg 5, Berliner Straße 12a, Unter den Linden is missed.
fn german(words: &[Word<'_>], position: usize) -> Option<Span> {
    const ENDINGS: &[&str] = &[
        "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer",
        "chaussee", "steig", "pfad",
    ];
    // “Auf Platz 3”, “Der Weg 5”: no street.
    const NO_STREETS: &[&str] = &[
        "auf", "am", "im", "den", "dem", "der", "die", "das", "von", "ein", "einem", "einen",
        "vom", "zum", "mein", "ihr", "unser", "mit", "ist", "noch", "und",
    ];
    let street = words.get(position)?;
    let plain = street.plain();
    let ending = ENDINGS.iter().find(|ending| plain.ends_with(*ending))?;
    // A full stop shortens “Str.”; behind anything else a sentence ends.
    let is_cut = street.ends_clause() && *ending != "str";
    if is_cut || !street.is_capitalised() || !is_number_behind(words, position + 1) {
        return None;
    }
    if plain.len() >= ending.len() + 3 {
        return Some((position, position + 1));
    }
    let before = position.checked_sub(1)?;
    let named = words.get(before)?;
    let is_name = named.is_capitalised()
        && !named.ends_clause()
        && !NO_STREETS.contains(&named.plain().as_str());
    (plain == *ending && is_name).then_some((before, position + 1))
}

/// 12 rue de la Paix, 3 bis, avenue Victor Hugo.
fn french(words: &[Word<'_>], position: usize) -> Option<Span> {
    const STREETS: &[&str] = &[
        "rue",
        "avenue",
        "av",
        "boulevard",
        "bd",
        "chemin",
        "impasse",
        "place",
        "allée",
        "allées",
        "quai",
        "route",
        "cours",
        "passage",
    ];
    if !is_house_number(words.get(position)?) {
        return None;
    }
    let is_second = words
        .get(position + 1)
        .is_some_and(|word| matches!(word.plain().as_str(), "bis" | "ter"));
    let street = position + 1 + usize::from(is_second);
    let is_street = STREETS.contains(&words.get(street)?.plain().as_str());
    let last = is_street.then(|| name_behind(words, street))??;
    Some((position, last))
}

/// Calle Mayor 5, C/ de Alcalá, 25, plaza de España, nº 3.
fn spanish(words: &[Word<'_>], position: usize) -> Option<Span> {
    const STREETS: &[&str] = &[
        "calle",
        "c/",
        "avenida",
        "avda",
        "av",
        "paseo",
        "plaza",
        "pza",
        "camino",
        "carretera",
        "ronda",
        "travesía",
    ];
    const NUMBER: &[&str] = &["nº", "n.º", "n°", "número", "núm", "num"];
    if !STREETS.contains(&words.get(position)?.plain().as_str()) {
        return None;
    }
    let behind = name_behind(words, position)? + 1;
    let says_number = words
        .get(behind)
        .is_some_and(|word| NUMBER.contains(&word.plain().as_str()));
    let number = behind + usize::from(says_number);
    is_number_behind(words, number).then_some((position, number))
}

/// The last word of a name of up to four words behind a word for a street:
/// “de la Paix”, “Victor Hugo”.
fn name_behind(words: &[Word<'_>], street: usize) -> Option<usize> {
    const LINKS: &[&str] = &[
        "de", "du", "des", "la", "le", "les", "del", "los", "las", "el",
    ];
    let mut last = None;
    for at in street + 1..street + 5 {
        let Some(word) = words.get(at) else {
            break;
        };
        let plain = word.plain();
        let is_elided = (plain.starts_with("d'") || plain.starts_with("l'"))
            && plain.chars().nth(2).is_some_and(char::is_alphabetic)
            && word.text.chars().nth(2).is_some_and(char::is_uppercase);
        if word.is_capitalised() || is_elided {
            last = Some(at);
        } else if !LINKS.contains(&plain.as_str()) {
            break;
        }
        if word.text.ends_with(['.', ',', '!', '?', ';']) {
            break;
        }
    }
    last
}

/// SW1A 1AA.
fn british_code(words: &[Word<'_>], position: usize) -> Option<Span> {
    let shape = |word: &Word<'_>| -> String {
        let of = |c: char| match c {
            c if c.is_ascii_uppercase() => 'A',
            c if c.is_ascii_digit() => '9',
            _ => '?',
        };
        word.bare().text.chars().map(of).collect()
    };
    let (outward, inward) = (words.get(position)?, words.get(position + 1)?);
    let is_outward = matches!(
        shape(outward).as_str(),
        "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A"
    );
    (is_outward && !outward.ends_clause() && shape(inward) == "9AA")
        .then_some((position, position + 1))
}

/// A town behind the street goes with it: “, 10115 Berlin”, “, London”.
fn with_town(words: &[Word<'_>], last: usize) -> usize {
    let is_code = |at: usize| {
        words.get(at).is_some_and(|word| {
            let bare = word.bare().text;
            (4..=5).contains(&bare.len()) && bare.chars().all(|c| c.is_ascii_digit())
        })
    };
    let is_town = |at: usize| words.get(at).is_some_and(|word| word.is_capitalised());
    if is_code(last + 1) && is_town(last + 2) {
        return last + 2;
    }
    let has_comma = words.get(last).is_some_and(|word| word.text.ends_with(','));
    if has_comma && is_town(last + 1) {
        last + 1
    } else {
        last
    }
}
