//! How long a survey takes, and when people leave.

use super::Warning;
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;

/// Announced at ten minutes, fewer begin and fewer finish, and the later the
/// question the shorter and more uniform the answer.
/// Source: M. Galesic, M. Bosnjak, "Effects of Questionnaire Length on
/// Participation and Indicators of Response Quality in a Web Survey", Public
/// Opinion Quarterly 73 (2009), 349–360.
const SECONDS_COMFORTABLE: usize = 600;

/// Four words a second: 240 a minute, silent reading of plain prose.
const WORDS_PER_SECOND: usize = 4;

pub(super) fn check(questionnaire: &Questionnaire, warnings: &mut Vec<Warning>) {
    let seconds = estimated_seconds(questionnaire);
    if seconds > SECONDS_COMFORTABLE {
        warnings.push(Warning {
            question: None,
            reason: format!(
                "it takes about {} minutes, and people leave",
                seconds.div_ceil(60)
            ),
            remedy: "leave out what nobody will act on; aim at less than ten".to_owned(),
        });
    }
}

/// Reading and answering everything, for somebody who is shown all of it.
pub fn estimated_seconds(questionnaire: &Questionnaire) -> usize {
    let introduction = questionnaire.introduction.as_ref();
    let introduction = introduction.map_or(0, |text| reading(words(text.fallback())));
    let questions = questionnaire.questions.iter();
    introduction + questions.map(seconds).sum::<usize>()
}

fn seconds(question: &Question) -> usize {
    let help = question.help.as_ref();
    let asked = words(question.text.fallback()) + help.map_or(0, |help| words(help.fallback()));
    let options = question.kind.choices().map_or(0, |list| {
        let texts = list
            .options
            .iter()
            .map(|choice| words(choice.text.fallback()));
        texts.sum()
    });
    let deciding = match &question.kind {
        QuestionKind::SingleChoice(_) | QuestionKind::NetPromoter(_) | QuestionKind::Scale(_) => 4,
        QuestionKind::MultipleChoice(list) => 4 + list.options.len(),
        QuestionKind::Grid { rows, .. } => {
            let read: usize = rows.iter().map(|row| words(row.text.fallback())).sum();
            4 * rows.len() + reading(read)
        }
        QuestionKind::Ranking { places, .. } => 6 * usize::from(*places),
        QuestionKind::Number(_) => 6,
        QuestionKind::Text(of) if of.is_long => 30,
        QuestionKind::Text(_) => 12,
        QuestionKind::Information => 0,
    };
    reading(asked + options) + deciding
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn reading(words: usize) -> usize {
    words.div_ceil(WORDS_PER_SECOND)
}
