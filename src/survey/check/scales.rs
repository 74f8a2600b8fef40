//! Scales that lean to one side or leave out the middle.

use super::{About, folded, found};
use crate::survey::language::Localized;
use crate::survey::question::Scale;

pub(super) fn check(about: &mut About<'_>, scale: &Scale) {
    if scale.ends.lowest == scale.ends.highest {
        about.warn(
            "both ends of the scale read the same",
            "say what the lowest and the highest mean",
        );
    }
    if scale.from < 0 && scale.to > 0 && scale.from != -scale.to {
        about.warn(
            format!(
                "the scale from {} to {} has more room on one side",
                scale.from, scale.to
            ),
            "give both sides the same number of points",
        );
    }
    let labels: Vec<&Localized> = scale.labels.iter().collect();
    check_balance(about, &labels);
}

const POSITIVE: &[&str] = &[
    "excellent",
    "great",
    "good",
    "satisfied",
    "agree",
    "likely",
    "easy",
    "better",
    "positive",
    "happy",
    "ausgezeichnet",
    "hervorragend",
    "gut",
    "zufrieden",
    "stimme",
    "wahrscheinlich",
    "einfach",
    "leicht",
    "besser",
    "positiv",
    "bon",
    "bonne",
    "satisfait",
    "satisfaite",
    "d’accord",
    "probable",
    "facile",
    "mieux",
    "positif",
    "excelente",
    "bueno",
    "buena",
    "satisfecho",
    "acuerdo",
    "mejor",
    "positivo",
    "fácil",
];

const NEGATIVE: &[&str] = &[
    "poor",
    "bad",
    "terrible",
    "dissatisfied",
    "disagree",
    "unlikely",
    "worse",
    "negative",
    "unhappy",
    "not",
    "difficult",
    "hard",
    "schlecht",
    "mangelhaft",
    "unzufrieden",
    "nicht",
    "unwahrscheinlich",
    "schwierig",
    "schwer",
    "schlechter",
    "negativ",
    "mauvais",
    "mauvaise",
    "insatisfait",
    "insatisfaite",
    "pas",
    "désaccord",
    "improbable",
    "difficile",
    "pire",
    "négatif",
    "malo",
    "mala",
    "insatisfecho",
    "desacuerdo",
    "peor",
    "negativo",
    "difícil",
];

/// Scales that go from nothing to much have no other side to balance.
const FROM_NOTHING: &[&str] = &[
    "not at all",
    "überhaupt nicht",
    "gar nicht",
    "pas du tout",
    "en absoluto",
    "never",
    "nie",
    "jamais",
    "nunca",
];

/// Labels that judge should offer as much blame as praise, and a place between.
/// A middle makes scales more reliable: J. A. Krosnick, S. Presser, "Question
/// and Questionnaire Design", Handbook of Survey Research, 2nd edition (2010).
pub(super) fn check_balance(about: &mut About<'_>, labels: &[&Localized]) {
    let texts: Vec<String> = labels
        .iter()
        .map(|label| folded(label.fallback()))
        .collect();
    if texts.iter().any(|text| found(text, FROM_NOTHING).is_some()) {
        return;
    }
    let is_negative = |text: &&String| found(text, NEGATIVE).is_some();
    let negative = texts.iter().filter(is_negative).count();
    let others = texts.iter().filter(|text| !is_negative(text));
    let positive = others
        .filter(|text| found(text, POSITIVE).is_some())
        .count();
    if negative == 0 || positive == 0 {
        return;
    }
    if negative.abs_diff(positive) > 1 {
        about.warn(
            format!("the scale leans: {positive} of its labels praise, {negative} blame"),
            "give both sides the same number of labels",
        );
    } else if negative == positive && negative + positive == texts.len() && negative > 1 {
        about.warn(
            "somebody who stands in the middle is made to take a side",
            "add a label between the two sides, such as “Neither … nor …”",
        );
    }
}
