//! Lists of options that leave somebody out, and scales that lean.

use super::{About, folded, found};
use crate::survey::language::Localized;
use crate::survey::question::{ChoiceList, QuestionKind, Role, Scale};

/// A grid longer than this is answered in straight lines.
const GRID_ROWS_COMFORTABLE: usize = 10;

/// A list of reasons longer than this is not read to its end; in a list of
/// countries people look for their own.
const OPTIONS_COMFORTABLE: usize = 15;

pub(super) fn check(about: &mut About<'_>) {
    match &about.question.kind {
        QuestionKind::SingleChoice(list) => {
            check_list(about, list);
            if list.is_ordered {
                let options = list.options.iter().filter(|choice| !choice.is_declined);
                let labels: Vec<&Localized> = options.map(|choice| &choice.text).collect();
                check_balance(about, &labels);
            }
        }
        QuestionKind::MultipleChoice(list) => {
            check_list(about, list);
            check_ways_out(about, list);
        }
        QuestionKind::Ranking { choices, .. } => check_list(about, choices),
        QuestionKind::Scale(scale) => check_scale(about, scale),
        QuestionKind::Grid { rows, scale } => {
            check_scale(about, scale);
            if rows.len() > GRID_ROWS_COMFORTABLE {
                about.warn(
                    format!(
                        "{} rows in one grid are answered in straight lines",
                        rows.len()
                    ),
                    format!("split it, or keep the {GRID_ROWS_COMFORTABLE} that matter"),
                );
            }
        }
        QuestionKind::NetPromoter(_)
        | QuestionKind::Number(_)
        | QuestionKind::Text(_)
        | QuestionKind::Information => {}
    }
}

fn check_list(about: &mut About<'_>, list: &ChoiceList) {
    let moves = list.options.iter().find(|choice| {
        (choice.is_other || choice.is_exclusive || choice.is_declined) && !choice.is_pinned
    });
    if let Some(choice) = moves.filter(|_| list.is_random) {
        about.warn(
            format!("“{}” is shuffled among the others", choice.text.fallback()),
            "take pinned = false out, so that it stays where people look for it",
        );
    }
    let is_searched = about.question.role == Role::Background || list.is_ordered;
    if list.options.len() > OPTIONS_COMFORTABLE && !is_searched && !list.is_random {
        about.warn(
            format!(
                "of {} options the first are chosen more often",
                list.options.len()
            ),
            "add random = true, or shorten the list",
        );
    }
}

fn check_ways_out(about: &mut About<'_>, list: &ChoiceList) {
    let mut options = list.options.iter();
    if !options.any(|choice| choice.is_exclusive || choice.is_declined) {
        about.warn(
            "somebody to whom nothing applies cannot say so",
            "add { code = \"none\", text = \"None of these\", exclusive = true }",
        );
    }
    if !list.options.iter().any(|choice| choice.is_other) {
        about.warn(
            "a reason that is not listed cannot be given",
            "add { code = \"other\", text = \"Other, please say\", other = true }",
        );
    }
}

fn check_scale(about: &mut About<'_>, scale: &Scale) {
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
    "better",
    "positive",
    "happy",
    "ausgezeichnet",
    "hervorragend",
    "gut",
    "zufrieden",
    "stimme",
    "wahrscheinlich",
    "besser",
    "positiv",
    "bon",
    "bonne",
    "satisfait",
    "satisfaite",
    "d’accord",
    "probable",
    "mieux",
    "positif",
    "excelente",
    "bueno",
    "buena",
    "satisfecho",
    "acuerdo",
    "mejor",
    "positivo",
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
    "schlecht",
    "mangelhaft",
    "unzufrieden",
    "nicht",
    "unwahrscheinlich",
    "schlechter",
    "negativ",
    "mauvais",
    "mauvaise",
    "insatisfait",
    "insatisfaite",
    "pas",
    "désaccord",
    "improbable",
    "pire",
    "négatif",
    "malo",
    "mala",
    "insatisfecho",
    "desacuerdo",
    "peor",
    "negativo",
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

/// Labels that judge should offer as much blame as praise.
fn check_balance(about: &mut About<'_>, labels: &[&Localized]) {
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
    if negative > 0 && positive > 0 && negative.abs_diff(positive) > 1 {
        about.warn(
            format!("the scale leans: {positive} of its labels praise, {negative} blame"),
            "give both sides the same number of labels",
        );
    }
}
