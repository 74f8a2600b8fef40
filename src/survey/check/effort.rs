//! How long a questionnaire takes, along its longest way.

use crate::survey::language::{Language, Localized};
use crate::survey::paths::paths;
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;

/// Silent reading of English non-fiction by adults; languages with longer words
/// take somewhat longer a word.
/// Source: M. Brysbaert, "How many words do we read per minute? A review and
/// meta-analysis of reading rate", Journal of Memory and Language 109 (2019).
const WORDS_PER_MINUTE: usize = 238;

/// Somebody who reads every word and answers everything they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Along the longest way.
    pub seconds: usize,
}

impl Effort {
    /// What introductions, the check and the command line all say.
    pub fn minutes(self) -> usize {
        self.seconds.div_ceil(60).max(1)
    }
}

/// Reading at a known speed; what deciding takes is a rule of thumb of ours.
/// Where there are too many ways to tell apart, it is for the whole.
pub fn estimate(questionnaire: &Questionnaire, language: &Language) -> Effort {
    let introduction = questionnaire.introduction.as_ref();
    let introduction = introduction.map_or(0, |text| reading(words(text.in_language(language))));
    let questions = questionnaire.questions.iter();
    let seconds: Vec<usize> = questions
        .map(|question| seconds(question, language))
        .collect();
    let along = |shows: &[bool]| {
        let met = seconds.iter().zip(shows).filter(|(_, shown)| **shown);
        introduction + met.map(|(seconds, _)| seconds).sum::<usize>()
    };
    let whole = introduction + seconds.iter().sum::<usize>();
    let ways = paths(questionnaire).unwrap_or_default();
    let ways = ways.iter().map(|path| along(&path.shows));
    Effort {
        seconds: ways.max().unwrap_or(whole),
    }
}

fn seconds(question: &Question, language: &Language) -> usize {
    let count = |text: &Localized| words(text.in_language(language));
    let asked = count(&question.text) + question.help.as_ref().map_or(0, count);
    let options = question.kind.choices().map_or(0, |list| {
        let options = list.options.iter();
        options.map(|choice| count(&choice.text)).sum()
    });
    let deciding = match &question.kind {
        QuestionKind::SingleChoice(_) | QuestionKind::NetPromoter(_) | QuestionKind::Scale(_) => 4,
        QuestionKind::MultipleChoice(list) => 4 + list.options.len(),
        QuestionKind::Grid { rows, .. } => {
            let read: usize = rows.iter().map(|row| count(&row.text)).sum();
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

/// Seconds.
fn reading(words: usize) -> usize {
    (words * 60).div_ceil(WORDS_PER_MINUTE)
}
