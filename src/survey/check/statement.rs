//! Negations and absolutes in what is to be judged: nobody knows afterwards what
//! a “no” to a “not” meant, and almost nobody “always” does anything.
//!
//! J. A. Krosnick, S. Presser, "Question and Questionnaire Design", Handbook of
//! Survey Research, 2nd edition (2010): leave out negations, single and double.

use super::About;
use super::phrases::Phrases;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{QuestionKind, Role};

const NEGATION: Phrases = Phrases {
    english: &[
        "not",
        "never",
        "no",
        "cannot",
        "can’t",
        "don’t",
        "doesn’t",
        "didn’t",
        "won’t",
        "isn’t",
        "aren’t",
        "wasn’t",
        "weren’t",
        "haven’t",
        "hasn’t",
        "wouldn’t",
        "shouldn’t",
        "couldn’t",
    ],
    german: &[
        "nicht", "nie", "niemals", "kein", "keine", "keinen", "keinem", "keiner", "keines",
    ],
    french: &["pas", "jamais", "aucun", "aucune"],
    spanish: &["no", "nunca", "jamás", "ningún", "ninguna", "ninguno"],
};

/// Negations that deny nothing.
const HARMLESS_NEGATION: Phrases = Phrases {
    english: &[
        "or not",
        "not only",
        "no matter",
        "if not",
        "why not",
        "and not",
        "not all",
        "or do not",
    ],
    german: &[
        "oder nicht",
        "nicht nur",
        "noch nie",
        "warum nicht",
        "und nicht",
        "wenn nicht",
    ],
    french: &[
        "ou pas",
        "pas seulement",
        "pourquoi pas",
        "ou non",
        "et pas",
    ],
    spanish: &["o no", "no solo", "por qué no", "y no", "si no"],
};

const ABSOLUTE: Phrases = Phrases {
    english: &[
        "always",
        "never",
        "every time",
        "at all times",
        "without exception",
        "constantly",
    ],
    german: &[
        "immer",
        "nie",
        "niemals",
        "stets",
        "jedes mal",
        "ausnahmslos",
        "ständig",
    ],
    french: &[
        "à chaque fois",
        "sans exception",
        "jamais",
        "constamment",
        "en permanence",
    ],
    spanish: &[
        "siempre",
        "nunca",
        "jamás",
        "cada vez",
        "sin excepción",
        "constantemente",
    ],
};

const HARMLESS_ABSOLUTE: Phrases = Phrases {
    english: &["as always", "always been"],
    german: &[
        "immer wieder",
        "immer noch",
        "noch immer",
        "noch nie",
        "wie immer",
        "schon immer",
    ],
    french: &["déjà ou jamais"],
    spanish: &["como siempre", "cada vez más", "cada vez menos"],
};

/// Labels that deny: with them a negated statement is denied twice.
const DENIAL: Phrases = Phrases {
    english: &["disagree", "does not apply", "not true", "no"],
    german: &["nicht", "nein"],
    french: &["pas", "désaccord", "non"],
    spanish: &["desacuerdo", "no"],
};

/// The zero of a scale from nothing to much denies nothing.
const NOTHING: Phrases = Phrases {
    english: &["not at all"],
    german: &["gar nicht", "überhaupt nicht"],
    french: &["pas du tout"],
    spanish: &["nada", "en absoluto"],
};

pub(super) fn check(about: &mut About<'_>) {
    let statements: Vec<&Localized> = match &about.question.kind {
        QuestionKind::Scale(_) | QuestionKind::NetPromoter(_) => vec![&about.question.text],
        QuestionKind::Grid { rows, .. } => rows.iter().map(|row| &row.text).collect(),
        QuestionKind::SingleChoice(_) if about.question.role == Role::Brand => {
            vec![&about.question.text]
        }
        _ => return,
    };
    let is_denied = can_be_denied(about);
    let negation = statements.iter().find_map(|text| {
        about
            .wordings(text)
            .into_iter()
            .find_map(|(language, text)| negation(&language, &text, is_denied))
    });
    if let Some(word) = negation {
        about.warn(
            format!("“{word}” turns the meaning round, and a denial of it reads two ways"),
            "say it without a negation: “The queue is short” rather than “I do not have to wait”",
        );
    }
    let absolute = statements.iter().find_map(|text| {
        let mut wordings = about.wordings(text).into_iter();
        wordings.find_map(|(language, text)| {
            let text = HARMLESS_ABSOLUTE.taken_out_of(&language, &text);
            ABSOLUTE.found_in(&language, &text)
        })
    });
    if let Some(word) = absolute.filter(|word| negation != Some(*word)) {
        about.warn(
            format!("“{word}” is true of almost nobody"),
            "ask how often instead, with steps such as “about once a week”",
        );
    }
}

/// Whether an answer says no: by agreeing or not, or by “yes” and “no”.
fn can_be_denied(about: &About<'_>) -> bool {
    let labels: Vec<&Localized> = match &about.question.kind {
        QuestionKind::Scale(scale) | QuestionKind::Grid { scale, .. } => {
            let ends = [&scale.ends.lowest, &scale.ends.highest];
            scale.labels.iter().chain(ends).collect()
        }
        QuestionKind::SingleChoice(list) if list.options.len() <= 3 => {
            list.options.iter().map(|choice| &choice.text).collect()
        }
        _ => Vec::new(),
    };
    let wordings = labels.iter().flat_map(|label| about.wordings(label));
    wordings.into_iter().any(|(language, label)| {
        let nothing = NOTHING.of(&language);
        !nothing.contains(&label.trim()) && DENIAL.found_in(&language, &label).is_some()
    })
}

/// One is too many where it can be denied, two are everywhere.
fn negation(language: &Language, text: &str, is_denied: bool) -> Option<&'static str> {
    let text = HARMLESS_NEGATION.taken_out_of(language, text);
    let words = text.split(' ');
    let mut negations = words.filter_map(|word| {
        let known = NEGATION.of(language).iter();
        known.copied().find(|known| *known == word)
    });
    let first = negations.next();
    if is_denied {
        first
    } else {
        negations.next().and(first)
    }
}
