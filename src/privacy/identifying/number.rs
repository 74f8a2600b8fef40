//! Numbers under which a customer, an order or a contract is kept.

use super::word::{Word, is_unit, is_year};
use super::{Likely, Mark};

/// What such a number belongs to.
const KEPT: &[&str] = &[
    "customer",
    "client",
    "order",
    "account",
    "contract",
    "member",
    "membership",
    "invoice",
    "booking",
    "reservation",
    "ticket",
    "case",
    "policy",
    "tracking",
    "reference",
    "serial",
    "kunde",
    "kunden",
    "bestellung",
    "auftrag",
    "vertrag",
    "rechnung",
    "buchung",
    "vorgang",
    "konto",
    "sendung",
    "commande",
    "contrat",
    "facture",
    "dossier",
    "abonné",
    "adhérent",
    "réservation",
    "compte",
    "cliente",
    "pedido",
    "contrato",
    "factura",
    "socio",
    "reserva",
    "cuenta",
    "póliza",
];

const NUMBER: &[&str] = &[
    "number", "no", "nr", "nummer", "n°", "nº", "n.º", "num", "núm", "numéro", "número", "id", "#",
    "code",
];

/// “Kundennummer”, “Bestell-Nr.”
const ENDINGS: &[&str] = &["nummer", "nr", "-nr", "-nummer"];
const BEGINNINGS: &[&str] = &[
    "kunden",
    "bestell",
    "auftrags",
    "vertrags",
    "rechnungs",
    "mitglieds",
    "buchungs",
    "vorgangs",
    "ticket",
    "konto",
    "sendungs",
    "karten",
    "versicherungs",
    "serien",
    "personal",
    "fall",
    "reservierungs",
];

/// How far before its number a word may stand.
const REACH: usize = 4;
/// Digits that are a key even if nothing announces them.
const DIGITS_ALONE: usize = 9;
const DIGITS_AFTER_LETTERS: usize = 7;

pub(super) fn find(words: &[Word<'_>]) -> Vec<Mark> {
    (0..words.len())
        .filter(|&position| is_number(words, position))
        .filter_map(|position| words.get(position))
        .map(|word| Mark {
            range: word.bare().range(),
            likely: Likely::Number,
        })
        .collect()
}

fn is_number(words: &[Word<'_>], position: usize) -> bool {
    let Some(word) = words.get(position).map(|word| word.bare()) else {
        return false;
    };
    let code = word.text.trim_start_matches('#');
    let digits = word.digits();
    let is_code = code
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_'))
        && code.chars().any(|c| c.is_ascii_digit());
    let is_counted = words
        .get(position + 1)
        .is_some_and(|next| is_unit(&next.plain()));
    if !is_code || is_counted || is_time(code) {
        return false;
    }
    if word.text.starts_with('#') && digits >= 4 {
        return true;
    }
    let has_letters_first = code.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if digits == code.len() && digits >= DIGITS_ALONE
        || has_letters_first && digits >= DIGITS_AFTER_LETTERS
    {
        return true;
    }
    let digits_min = match announced(words, position) {
        Announced::AsNumber => 3,
        Announced::AsKept => 5,
        Announced::Not => return false,
    };
    digits >= digits_min
}

/// Years and days, alone or from one to another.
fn is_time(code: &str) -> bool {
    let parts: Vec<&str> = code.split(['-', '/']).collect();
    parts.iter().any(|part| is_year(part))
        && parts.iter().all(|part| is_year(part) || part.len() <= 2)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// “order number 123”
    AsNumber,
    /// “my order 12345”
    AsKept,
    Not,
}

fn announced(words: &[Word<'_>], position: usize) -> Announced {
    let before = words.get(..position).unwrap_or_default();
    let mut announced = Announced::Not;
    let mut says_number = false;
    for word in before.iter().rev().take(REACH) {
        let plain = word.plain();
        let plain = plain.trim_start_matches("l'").trim_start_matches("d'");
        let is_compound = BEGINNINGS.iter().any(|beginning| {
            plain
                .strip_prefix(beginning)
                .is_some_and(|ending| ENDINGS.contains(&ending))
        });
        if is_compound {
            return Announced::AsNumber;
        }
        says_number |= NUMBER.contains(&plain);
        if KEPT.contains(&plain) {
            announced = Announced::AsKept;
        }
        // Another sentence speaks of something else.
        if word.text.ends_with(['!', '?', ';']) {
            break;
        }
    }
    match announced {
        Announced::AsKept if says_number => Announced::AsNumber,
        other => other,
    }
}
