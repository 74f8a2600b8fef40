//! Which texts of a draft are not written in a language yet.

use crate::survey::draft::{Draft, DraftQuestion, Kind, Texts};
use crate::survey::language::Language;

use super::kinds;

/// How many texts `first` has and `language` lacks.
pub fn missing(draft: &Draft, first: &Language, language: &Language) -> usize {
    let lacks = |texts: &&Texts| !texts.get(first).is_empty() && texts.get(language).is_empty();
    let own = [
        &draft.title,
        &draft.introduction,
        &draft.thanks,
        &draft.closed,
        &draft.source,
        &draft.charter.readers,
        &draft.charter.outside,
    ];
    let own = own.into_iter().filter(lacks).count();
    let questions = draft.questions.iter();
    own + questions
        .map(|question| texts_of(question).into_iter().filter(lacks).count())
        .sum::<usize>()
}

/// Those that are read by anybody; what waits for another kind is left out.
fn texts_of(question: &DraftQuestion) -> Vec<&Texts> {
    let mut texts = vec![&question.text, &question.label, &question.help];
    let kind = question.kind;
    if kinds::has_options(kind) {
        texts.extend(question.options.iter().map(|option| &option.text));
    }
    if kinds::has_scale(kind) || kind == Kind::Nps {
        texts.extend([&question.lowest, &question.highest]);
    }
    if kinds::has_scale(kind) {
        texts.extend(&question.labels);
    }
    if kind == Kind::Grid {
        texts.extend(question.rows.iter().map(|row| &row.text));
    }
    if kind == Kind::Number {
        texts.push(&question.unit);
        texts.extend(question.bands.iter().map(|band| &band.text));
    }
    texts
}
