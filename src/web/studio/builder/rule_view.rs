//! When something is shown, in words and as a form.

use super::fields::Choice;
use super::question_form::points_of;
use crate::survey::draft::rule::{Comparison, Joins, Rule, Test};
use crate::survey::draft::{Draft, DraftQuestion, ItemId, Kind};
use crate::survey::language::Language;

/// Longer texts are cut where many stand in one list.
const CHARACTERS_MAX: usize = 48;

/// The form of a condition.
pub struct RuleView {
    /// `None`: only the language can say it.
    pub comparisons: Option<Vec<ComparisonView>>,
    pub is_any: bool,
    /// In the language of survey files.
    pub text: String,
    /// In words.
    pub words: String,
    /// There are earlier questions to look at.
    pub can_be_set: bool,
    pub problem: Option<String>,
}

pub struct ComparisonView {
    pub number: usize,
    pub tests: Vec<Choice>,
    pub groups: Vec<AnswerGroup>,
    /// What is compared with is typed: a number.
    pub typed: Option<String>,
}

/// The answers of one question.
pub struct AnswerGroup {
    pub question: String,
    pub answers: Vec<Choice>,
}

impl RuleView {
    /// `with_empty`: one more comparison to be filled in.
    pub fn of(draft: &Draft, position: usize, with_empty: bool) -> Self {
        let earlier = draft.questions.get(..position).unwrap_or_default();
        let earlier: Vec<&DraftQuestion> = earlier.iter().filter(|each| is_asked(each)).collect();
        let text = draft
            .questions
            .get(position)
            .map_or(String::new(), |question| question.show_when.clone());
        let rule = Rule::read(&text);
        let language = draft.languages.first();
        let comparisons = rule.as_ref().map(|rule| {
            let mut known: Vec<Option<&Comparison>> = rule.comparisons.iter().map(Some).collect();
            if with_empty || known.is_empty() {
                known.push(None);
            }
            let views = known.into_iter().enumerate();
            views
                .map(|(number, comparison)| comparison_view(number, comparison, &earlier, language))
                .collect()
        });
        Self {
            words: in_words(draft, &text),
            is_any: rule.is_some_and(|rule| rule.joins == Joins::Any),
            comparisons,
            text,
            can_be_set: !earlier.is_empty(),
            problem: None,
        }
    }

    /// Whether anything depends on it.
    pub fn is_set(&self) -> bool {
        !self.text.is_empty()
    }

    pub fn count(&self) -> usize {
        self.comparisons.as_ref().map_or(0, Vec::len)
    }
}

fn is_asked(question: &DraftQuestion) -> bool {
    question.kind != Kind::Information
}

fn comparison_view(
    number: usize,
    comparison: Option<&Comparison>,
    earlier: &[&DraftQuestion],
    language: Option<&Language>,
) -> ComparisonView {
    let chosen = comparison.map(|comparison| comparison.test);
    let tests = Test::ALL.into_iter().map(|test| Choice {
        value: test.code().to_owned(),
        words: test.words().to_owned(),
        note: "",
        is_chosen: chosen == Some(test),
    });
    // To look at another question, one takes the comparison out and adds one:
    // sixty questions with their answers are offered once a page.
    let offered = earlier.iter().filter(|question| {
        comparison.is_none_or(|comparison| comparison.question == question.code)
    });
    let mut groups: Vec<AnswerGroup> = offered
        .map(|question| answers_of(question, comparison, language))
        .collect();
    let is_found = groups
        .iter()
        .any(|group| group.answers.iter().any(|answer| answer.is_chosen));
    let asks = |comparison: &&Comparison| {
        let mut asked = earlier.iter();
        asked.any(|each| each.code == comparison.question && each.kind == Kind::Number)
    };
    let typed = comparison
        .filter(asks)
        .map(|comparison| comparison.value.clone());
    if let Some(comparison) = comparison.filter(|_| !is_found) {
        groups.push(AnswerGroup {
            question: "Not there any more".to_owned(),
            answers: vec![Choice {
                value: format!("{}:{}", comparison.question, comparison.value),
                words: format!("{} {}", comparison.question, comparison.value),
                note: "",
                is_chosen: true,
            }],
        });
    }
    ComparisonView {
        number,
        tests: tests.collect(),
        groups,
        typed,
    }
}

fn answers_of(
    question: &DraftQuestion,
    comparison: Option<&Comparison>,
    language: Option<&Language>,
) -> AnswerGroup {
    let is_it = comparison.is_some_and(|comparison| comparison.question == question.code);
    let answer = |value: &str, words: String, is_chosen: bool| Choice {
        value: format!("{}:{value}", question.code),
        words,
        note: "",
        is_chosen,
    };
    let has_value =
        |value: &str| is_it && comparison.is_some_and(|comparison| comparison.value == value);
    let any = if question.kind == Kind::Number {
        "a number"
    } else {
        "any answer"
    };
    let is_any = is_it
        && comparison.is_some_and(|comparison| {
            !comparison.test.needs_value() || question.kind == Kind::Number
        });
    let mut answers = vec![answer("", format!("({any})"), is_any)];
    match question.kind {
        Kind::SingleChoice | Kind::MultipleChoice | Kind::Ranking => {
            let options = question.options.iter();
            answers.extend(options.map(|option| {
                let words = language.map_or("", |language| option.text.get(language));
                answer(
                    &option.code,
                    cut(words, &option.code),
                    has_value(&option.code),
                )
            }));
        }
        Kind::Scale | Kind::Nps => {
            let points = match question.kind {
                Kind::Nps => (0..=10).collect(),
                _ => points_of(question).unwrap_or_default(),
            };
            answers.extend(points.into_iter().map(|point| {
                let point = point.to_string();
                answer(&point, point.clone(), has_value(&point))
            }));
        }
        Kind::Grid | Kind::Number | Kind::Text | Kind::Information => {}
    }
    AnswerGroup {
        question: question_words(question, language),
        answers,
    }
}

fn question_words(question: &DraftQuestion, language: Option<&Language>) -> String {
    let words = language.map_or("", |language| question.text.get(language));
    cut(words, &question.code)
}

/// A condition in words; as it was written where it cannot be put so.
pub fn in_words(draft: &Draft, condition: &str) -> String {
    let Some(rule) = Rule::read(condition) else {
        return condition.to_owned();
    };
    let word = match rule.joins {
        Joins::All => " and ",
        Joins::Any => " or ",
    };
    let each = rule.comparisons.iter();
    let each = each.map(|comparison| comparison_in_words(draft, comparison));
    each.collect::<Vec<_>>().join(word)
}

fn comparison_in_words(draft: &Draft, comparison: &Comparison) -> String {
    let language = draft.languages.first();
    let mut asked = draft.questions.iter();
    let question = asked.find(|question| question.code == comparison.question);
    let name = question.map_or(comparison.question.clone(), |question| {
        question_words(question, language)
    });
    let test = comparison.test.words();
    if !comparison.test.needs_value() {
        return format!("“{name}” {test}");
    }
    let mut options = question.iter().flat_map(|question| &question.options);
    let option = options.find(|option| option.code == comparison.value);
    let value = option.map_or(comparison.value.clone(), |option| {
        let words = language.map_or("", |language| option.text.get(language));
        format!("“{}”", cut(words, &option.code))
    });
    let is_several = question
        .is_some_and(|question| matches!(question.kind, Kind::MultipleChoice | Kind::Ranking));
    let test = match (comparison.test, is_several) {
        (Test::Is, true) => "includes",
        (Test::IsNot, true) => "does not include",
        _ => test,
    };
    format!("“{name}” {test} {value}")
}

/// The text, or what stands for it where there is none.
pub fn cut(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() {
        return otherwise.to_owned();
    }
    if text.chars().count() <= CHARACTERS_MAX {
        return text.to_owned();
    }
    let start: String = text.chars().take(CHARACTERS_MAX - 1).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start.get(..end).unwrap_or(&start))
}

/// Questions whose condition looks at this one.
pub fn looking_at(draft: &Draft, item: ItemId) -> usize {
    let mut asked = draft.questions.iter();
    let Some(question) = asked.find(|question| question.id == item) else {
        return 0;
    };
    let looks = |other: &&DraftQuestion| {
        let words = other
            .show_when
            .split(|c: char| c.is_whitespace() || "(),".contains(c));
        words.into_iter().any(|word| word == question.code)
    };
    draft.questions.iter().filter(looks).count()
}
