//! Lists of options that leave somebody out or favour somebody.

use super::phrases::Phrases;
use super::{About, scales};
use crate::survey::language::Localized;
use crate::survey::question::{ChoiceList, QuestionKind, Role};

/// A grid longer than this is answered in straight lines.
const GRID_ROWS_COMFORTABLE: usize = 10;

/// Of more options to be ticked, the first are ticked more often: J. A. Krosnick,
/// D. F. Alwin, "An Evaluation of a Cognitive Theory of Response-Order Effects
/// in Survey Measurement", Public Opinion Quarterly 51 (1987), 201–219.
const TICKED_IN_ORDER: usize = 7;

/// Fewer answers are meant to be all there are.
const REASONS_FEW: usize = 4;

/// A list of reasons longer than this is not read to its end; in a list of
/// countries people look for their own.
const OPTIONS_COMFORTABLE: usize = 15;

pub(super) fn check(about: &mut About<'_>) {
    match &about.question.kind {
        QuestionKind::SingleChoice(list) => {
            check_list(about, list);
            check_other_reason(about, list);
            if list.is_ordered {
                let options = list.options.iter().filter(|choice| !choice.is_declined);
                let labels: Vec<&Localized> = options.map(|choice| &choice.text).collect();
                scales::check_balance(about, &labels);
            }
        }
        QuestionKind::MultipleChoice(list) => {
            check_list(about, list);
            check_ways_out(about, list);
            check_shuffled(about, list);
        }
        QuestionKind::Ranking { choices, .. } => check_list(about, choices),
        QuestionKind::Scale(scale) => scales::check(about, scale),
        QuestionKind::Grid { rows, scale } => {
            scales::check(about, scale);
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

const OF_THESE: Phrases = Phrases {
    english: &["which of these", "which of the following", "any of these"],
    german: &[
        "welche davon",
        "welches davon",
        "was davon",
        "welche der folgenden",
    ],
    french: &[
        "lesquels de ces",
        "lesquelles de ces",
        "parmi ces",
        "parmi les suivants",
    ],
    spanish: &[
        "cuáles de estos",
        "cuáles de estas",
        "cuáles de los siguientes",
    ],
};

fn check_ways_out(about: &mut About<'_>, list: &ChoiceList) {
    let mut options = list.options.iter();
    if !options.any(|choice| choice.is_exclusive || choice.is_declined) {
        about.warn(
            "somebody to whom nothing applies cannot say so",
            "add { code = \"none\", text = \"None of these\", exclusive = true }",
        );
    }
    // “Which of these …” with “none of these” asks about the list and no more.
    let is_closed = list.options.iter().any(|choice| choice.is_exclusive)
        && about.find(&about.question.text, &OF_THESE).is_some();
    if !is_closed && !list.options.iter().any(|choice| choice.is_other) {
        about.warn(
            "a reason that is not listed cannot be given",
            "add { code = \"other\", text = \"Other, please say\", other = true }",
        );
    }
}

/// Where people are in a hurry, the first options that fit are taken.
fn check_shuffled(about: &mut About<'_>, list: &ChoiceList) {
    let is_searched = about.question.role == Role::Background || list.is_ordered;
    let moving = list
        .options
        .iter()
        .filter(|choice| !choice.is_pinned)
        .count();
    let is_told_already = list.options.len() > OPTIONS_COMFORTABLE;
    if moving > TICKED_IN_ORDER
        && !list.is_random
        && !is_searched
        && !is_told_already
        && about.can_be_rearranged()
    {
        about.warn(
            format!("of {moving} options in a fixed order the first are ticked more often"),
            "add random = true: “other” and “none of these” keep their places",
        );
    }
}

/// Asked for one of many, people need not find theirs.
const ASKS_FOR_ONE: Phrases = Phrases {
    english: &[
        "why",
        "reason",
        "main",
        "most important",
        "which of these matters",
    ],
    german: &[
        "warum",
        "weshalb",
        "grund",
        "hauptgrund",
        "wichtigste",
        "wichtigster",
    ],
    french: &[
        "pourquoi",
        "raison",
        "principal",
        "principale",
        "plus important",
    ],
    spanish: &["por qué", "motivo", "razón", "principal", "más importante"],
};

/// "Other", whether or not it takes a text.
const OTHERWISE: Phrases = Phrases {
    english: &["other", "another", "something else"],
    german: &["andere", "anderer", "anderes", "sonstige", "sonstiges"],
    french: &["autre", "autres"],
    spanish: &["otro", "otra", "otros", "otras"],
};

fn check_other_reason(about: &mut About<'_>, list: &ChoiceList) {
    let named = list.options.iter().filter(|choice| !choice.is_declined);
    let has_residual = named.clone().any(|choice| {
        let reads_so = about.find(&choice.text, &OTHERWISE).is_some();
        choice.is_other || choice.is_exclusive || reads_so
    });
    if list.is_ordered || has_residual || named.count() < REASONS_FEW {
        return;
    }
    if about.find(&about.question.text, &ASKS_FOR_ONE).is_some() {
        about.warn(
            "an answer that is not listed cannot be given",
            "add { code = \"other\", text = \"Other, please say\", other = true }",
        );
    }
}
