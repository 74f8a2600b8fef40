//! What is stored of a respondent, in words, question by question.

use crate::survey::answer::{Answer, Given, Response, Wishes};
use crate::survey::decimal;
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind, Scale};
use crate::survey::questionnaire::Survey;

use super::question::fields::with_minus_sign;
use super::words::{ReceiptWords, WishWords};

/// One question and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer<'a> {
    pub question: &'a str,
    /// Each on a line of its own; empty where nothing was said.
    pub lines: Vec<String>,
    /// They are what its author wrote, in whatever language.
    pub is_own_words: bool,
    /// Why nothing was said.
    pub nothing: Option<&'static str>,
}

pub fn stored<'a>(
    survey: &'a Survey,
    response: &Response,
    language: &Language,
    words: &'static ReceiptWords,
) -> Vec<StoredAnswer<'a>> {
    let questions = survey.questionnaire.questions.iter();
    questions
        .zip(&response.given)
        .filter(|(question, _)| question.kind.is_asked())
        .map(|(question, given)| StoredAnswer {
            question: question.text.in_language(language),
            lines: given
                .answer()
                .map_or_else(Vec::new, |answer| lines(question, answer, language)),
            is_own_words: matches!(given.answer(), Some(Answer::Text(_))),
            nothing: match given {
                Given::NotShown => Some(words.not_shown),
                Given::Skipped => Some(words.skipped),
                Given::Answered(_) => None,
            },
        })
        .collect()
}

/// How the author wants it to be used, as the last thing that is stored.
pub fn stored_wishes(
    survey: &Survey,
    wishes: Wishes,
    words: &'static WishWords,
) -> StoredAnswer<'static> {
    let mut lines = Vec::new();
    if wishes.totals_only {
        lines.push(words.stored_totals_only.to_owned());
    }
    if wishes.not_outside {
        lines.push((words.not_outside)(&survey.brand));
    }
    StoredAnswer {
        question: words.stored,
        is_own_words: false,
        nothing: lines.is_empty().then_some(words.stored_none),
        lines,
    }
}

fn lines(question: &Question, answer: &Answer, language: &Language) -> Vec<String> {
    match answer {
        Answer::One { option, other } => {
            vec![chosen(question, *option, other.as_deref(), language)]
        }
        Answer::Several { options, other } => options
            .iter()
            .map(|&option| chosen(question, option, other.as_deref(), language))
            .collect(),
        Answer::Point(index) => vec![point(question, *index, language)],
        Answer::Rows(points) => rows(question, points, language),
        Answer::Ranked(options) => (1..)
            .zip(options)
            .map(|(place, &option): (u32, &u8)| {
                format!("{place}. {}", chosen(question, option, None, language))
            })
            .collect(),
        Answer::Number(multiples) => vec![number(question, *multiples, language)],
        Answer::Text(text) => vec![text.clone()],
    }
}

fn chosen(question: &Question, option: u8, other: Option<&str>, language: &Language) -> String {
    let choices = question.kind.choices();
    let choice = choices.and_then(|list| list.options.get(usize::from(option)));
    let text = choice.map_or("", |choice| choice.text.in_language(language));
    match other {
        Some(other) if choice.is_some_and(|choice| choice.is_other) => {
            format!("{text}: {other}")
        }
        _ => text.to_owned(),
    }
}

fn point(question: &Question, index: u8, language: &Language) -> String {
    match &question.kind {
        QuestionKind::Scale(scale) => on_scale(scale, index, language),
        _ => index.to_string(),
    }
}

/// "4 – A lot", or only the number where the point has no label.
fn on_scale(scale: &Scale, index: u8, language: &Language) -> String {
    let value = decimal::print(i64::from(scale.from) + i64::from(index), 0);
    let value = with_minus_sign(&value);
    match scale.labels.get(usize::from(index)) {
        Some(label) => format!("{value} – {}", label.in_language(language)),
        None => value,
    }
}

fn rows(question: &Question, points: &[Option<u8>], language: &Language) -> Vec<String> {
    let QuestionKind::Grid { rows, scale } = &question.kind else {
        return Vec::new();
    };
    rows.iter()
        .zip(points)
        .filter_map(|(row, point)| {
            let said = on_scale(scale, (*point)?, language);
            Some(format!("{}: {said}", row.text.in_language(language)))
        })
        .collect()
}

fn number(question: &Question, multiples: i64, language: &Language) -> String {
    let QuestionKind::Number(range) = &question.kind else {
        return multiples.to_string();
    };
    let written = with_minus_sign(&decimal::print(multiples, range.decimals));
    match &range.unit {
        Some(unit) => format!("{written} {}", unit.in_language(language)),
        None => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::form::{TypedAnswers, parse};
    use crate::web::respondent::{sample, words};

    #[test]
    fn everything_stored_is_shown_in_the_words_it_was_asked_in() {
        let survey = sample::survey();
        let pairs = [
            ("q.use", "before"),
            ("q.reasons", "access"),
            ("q.reasons", "other"),
            ("q.reasons.other", "their tone"),
            ("q.trust", "2"),
            ("q.close", "7"),
            ("q.image.price", "1"),
            ("q.recommend", "0"),
            ("q.change.ads", "1"),
            ("q.change.shop", "2"),
            ("q.spend", "40"),
            ("q.comment", "two\nlines"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let typed = TypedAnswers::from_pairs(&survey.questionnaire, pairs);
        let response = parse(&survey.questionnaire, &typed).unwrap();
        let english = sample::language("en");
        let words = &words::english().receipt;
        let stored = stored(&survey, &response, &english, words);
        let lines: Vec<_> = stored
            .iter()
            .map(|answer| answer.lines.join(" | "))
            .collect();
        assert_eq!(
            lines,
            [
                "I used it before, but not any more",
                "I do not want to give the company access to my profile information | Something else: their tone",
                "2 – A little",
                "7",
                "It is worth its price: 1 – Strongly disagree",
                "0",
                "1. Fewer advertisements | 2. A shop near me",
                "40 euros a month",
                "",
                "two\nlines",
            ]
        );
        assert_eq!(stored[8].nothing, Some("No answer"));
    }
}
