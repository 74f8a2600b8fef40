//! Conditions that a form can hold: some comparisons, all or any of which are
//! to be met. Everything else stays in the language of survey files.

use super::{Draft, Kind};
use crate::survey::file::{RESERVED, Token, words};

/// Of no comparison: always shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    pub joins: Joins,
    pub comparisons: Vec<Comparison>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joins {
    #[default]
    All,
    Any,
}

/// What an earlier answer has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The code of a question.
    pub question: String,
    pub test: Test,
    /// An option's code, or a number; empty for tests that need none.
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    Is,
    IsNot,
    AtLeast,
    AtMost,
    Answered,
    NotAnswered,
}

impl Test {
    pub const ALL: [Self; 6] = [
        Self::Is,
        Self::IsNot,
        Self::AtLeast,
        Self::AtMost,
        Self::Answered,
        Self::NotAnswered,
    ];

    /// In a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Answered => "answered",
            Self::NotAnswered => "not-answered",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::AtLeast => "is at least",
            Self::AtMost => "is at most",
            Self::Answered => "was answered",
            Self::NotAnswered => "was not answered",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|test| test.code() == code)
    }

    pub fn needs_value(self) -> bool {
        !matches!(self, Self::Answered | Self::NotAnswered)
    }
}

impl Rule {
    /// `None` for what only the language can say: brackets, `and` beside `or`.
    pub fn read(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::default());
        }
        let tokens = words(text)?;
        let mut reader = Reader { rest: &tokens };
        let (mut joins, mut comparisons) = (None, Vec::new());
        loop {
            let before = comparisons.len();
            let is_list = reader.comparison(&mut comparisons)?;
            if is_list && comparisons.len() > before + 1 {
                join(&mut joins, Joins::Any)?;
            }
            match reader.next() {
                None => break,
                Some(token) if token.is("and") => join(&mut joins, Joins::All)?,
                Some(token) if token.is("or") => join(&mut joins, Joins::Any)?,
                Some(_) => return None,
            }
        }
        Some(Self {
            joins: joins.unwrap_or_default(),
            comparisons,
        })
    }

    /// As survey files write it; which words compare depends on what is asked.
    pub fn write(&self, draft: &Draft) -> String {
        let word = match self.joins {
            Joins::All => " and ",
            Joins::Any => " or ",
        };
        let written = self.comparisons.iter().map(|each| each.write(draft));
        written.collect::<Vec<_>>().join(word)
    }
}

/// Fails where `and` and `or` stand side by side.
fn join(joins: &mut Option<Joins>, new: Joins) -> Option<()> {
    match joins.replace(new) {
        Some(old) if old != new => None,
        _ => Some(()),
    }
}

impl Comparison {
    fn write(&self, draft: &Draft) -> String {
        let question = quoted(&self.question);
        let mut asked = draft.questions.iter();
        let kind = asked.find(|each| each.code == self.question);
        let compares = match kind.map(|question| question.kind) {
            Some(Kind::MultipleChoice | Kind::Ranking) => "includes",
            Some(Kind::Scale | Kind::Nps | Kind::Number) => "=",
            _ => "is",
        };
        let value = quoted(&self.value);
        match self.test {
            Test::Is => format!("{question} {compares} {value}"),
            Test::IsNot => format!("not {question} {compares} {value}"),
            Test::AtLeast => format!("{question} >= {}", self.value),
            Test::AtMost => format!("{question} <= {}", self.value),
            Test::Answered => format!("{question} answered"),
            Test::NotAnswered => format!("not {question} answered"),
        }
    }
}

/// A code that is a word of the language stands in quotation marks.
pub(super) fn quoted(code: &str) -> String {
    match RESERVED.contains(&code) {
        true => format!("'{code}'"),
        false => code.to_owned(),
    }
}

struct Reader<'t> {
    rest: &'t [Token],
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.rest.first().is_some_and(|token| token.is(word));
        if is_next {
            self.next();
        }
        is_next
    }

    /// Reads one, or one for each code of a list, and says whether it was one.
    fn comparison(&mut self, comparisons: &mut Vec<Comparison>) -> Option<bool> {
        let is_denied = self.takes("not");
        let question = self.word()?;
        let verb = self.next()?;
        let mut add = |test, value| {
            let question = question.clone();
            comparisons.push(Comparison {
                question,
                test,
                value,
            });
        };
        let test = match is_denied {
            false => Test::Is,
            true => Test::IsNot,
        };
        if verb.is("answered") {
            let test = match is_denied {
                false => Test::Answered,
                true => Test::NotAnswered,
            };
            add(test, String::new());
        } else if verb.is("is") || verb.is("includes") {
            if self.takes("any") {
                let values = self.list()?;
                // None of several is a conjunction of its own.
                if is_denied {
                    return None;
                }
                values.into_iter().for_each(|value| add(test, value));
                return Some(true);
            }
            add(test, self.word()?);
        } else if verb.is("=") {
            add(test, self.word()?);
        } else if !is_denied && (verb.is(">=") || verb.is("≥")) {
            add(Test::AtLeast, self.word()?);
        } else if !is_denied && (verb.is("<=") || verb.is("≤")) {
            add(Test::AtMost, self.word()?);
        } else {
            return None;
        }
        Some(false)
    }

    fn list(&mut self) -> Option<Vec<String>> {
        if !self.takes("of") || !self.takes("(") {
            return None;
        }
        let mut values = vec![self.word()?];
        while self.takes(",") {
            values.push(self.word()?);
        }
        self.takes(")").then_some(values)
    }

    fn word(&mut self) -> Option<String> {
        let token = self.next()?;
        let is_sign = !token
            .text
            .starts_with(|c: char| c.is_alphanumeric() || "-_+−.".contains(c));
        let is_reserved = RESERVED.contains(&token.text.as_str());
        let is_word = token.is_quoted || !(is_sign || is_reserved);
        is_word.then(|| token.text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told = (String, Test, String);

    fn read(text: &str) -> Option<(Joins, Vec<Told>)> {
        let rule = Rule::read(text)?;
        let each = rule.comparisons.into_iter();
        Some((
            rule.joins,
            each.map(|each| (each.question, each.test, each.value))
                .collect(),
        ))
    }

    fn comparison(question: &str, test: Test, value: &str) -> Told {
        (question.to_owned(), test, value.to_owned())
    }

    #[test]
    fn what_a_form_can_hold_is_read() {
        for (text, joins, expected) in [
            ("", Joins::All, vec![]),
            (
                "use is yes",
                Joins::All,
                vec![comparison("use", Test::Is, "yes")],
            ),
            (
                "not use is yes and trust >= 4",
                Joins::All,
                vec![
                    comparison("use", Test::IsNot, "yes"),
                    comparison("trust", Test::AtLeast, "4"),
                ],
            ),
            (
                "reasons includes any of (ads, 'any')",
                Joins::Any,
                vec![
                    comparison("reasons", Test::Is, "ads"),
                    comparison("reasons", Test::Is, "any"),
                ],
            ),
            (
                "a answered or not b answered or c <= -1",
                Joins::Any,
                vec![
                    comparison("a", Test::Answered, ""),
                    comparison("b", Test::NotAnswered, ""),
                    comparison("c", Test::AtMost, "-1"),
                ],
            ),
        ] {
            assert_eq!(read(text), Some((joins, expected)), "{text}");
        }
    }

    #[test]
    fn what_a_form_cannot_hold_is_left_to_the_language() {
        for text in [
            "a is b and c is d or e is f",
            "(a is b)",
            "not (a is b)",
            "not a is any of (b, c)",
            "a is any of (b, c) and d is e",
            "a > 3",
            "a is",
            "a is b c",
            "not not a is b",
            "a ! b",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
