//! From words to a condition on questions that stand earlier.

use super::tokens::Token;
use super::value_range::{example, value_range};
use super::{Earlier, Misread, RESERVED, because};
use crate::limits::CONDITION_DEPTH_MAX;
use crate::survey::condition::Condition;
use crate::survey::decimal::{self, DecimalError};
use crate::survey::file::table::{listed, nearest};
use crate::survey::identifier::{OptionCode, QuestionCode};
use crate::survey::question::{Question, QuestionKind};

pub(super) struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    earlier: &'a Earlier<'a>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(tokens: Vec<Token>, earlier: &'a Earlier<'a>) -> Self {
        Self {
            tokens,
            next: 0,
            depth: 0,
            earlier,
        }
    }

    pub(super) fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    fn take_if(&mut self, word: &str) -> bool {
        let is_next = self
            .tokens
            .get(self.next)
            .is_some_and(|token| token.is(word));
        self.next += usize::from(is_next);
        is_next
    }

    pub(super) fn condition(&mut self) -> Result<Condition, Misread> {
        self.depth += 1;
        if self.depth > CONDITION_DEPTH_MAX {
            return because(
                "it has too many brackets inside one another",
                "write it flatter",
            );
        }
        let mut parts = vec![self.all()?];
        while self.take_if("or") {
            parts.push(self.all()?);
        }
        self.depth -= 1;
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, Misread> {
        let mut parts = vec![self.part()?];
        while self.take_if("and") {
            parts.push(self.part()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn part(&mut self) -> Result<Condition, Misread> {
        if self.take_if("not") {
            self.depth += 1;
            if self.depth > CONDITION_DEPTH_MAX {
                return because("it says “not” too many times", "two of them cancel out");
            }
            let inner = self.part()?;
            self.depth -= 1;
            return Ok(Condition::Not(Box::new(inner)));
        }
        if self.take_if("(") {
            let inner = self.condition()?;
            if !self.take_if(")") {
                return because("a bracket is never closed", "close it with )");
            }
            return Ok(inner);
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Condition, Misread> {
        let question = self.question()?;
        let verb = self.take();
        let verb = verb.as_ref().map_or("", |token| token.text.as_str());
        match verb {
            "answered" => Ok(answered(question)),
            "is" if self.take_if("answered") => Ok(answered(question)),
            "is" | "includes" => self.choice(question, verb),
            ">=" | "≥" | "<=" | "≤" | ">" | "<" | "=" => self.value(question, verb),
            _ => because(
                format!("after “{}” comes a comparison", question.code),
                format!("write {} {}", question.code, example(question)),
            ),
        }
    }

    fn question(&mut self) -> Result<&'a Question, Misread> {
        let Some(token) = self.take() else {
            return because(
                "it ends too early",
                "name a question, as in: customer is yes",
            );
        };
        let name = token.text.as_str();
        let earlier = self.earlier;
        let mut questions = earlier.questions.iter();
        if let Some(question) = questions.find(|question| question.code.as_str() == name) {
            if question.kind.is_asked() {
                return Ok(question);
            }
            return because(
                format!("“{name}” is an information text, which nobody answers"),
                "name a question instead",
            );
        }
        match earlier.codes.iter().position(|code| code == name) {
            Some(position) if position < earlier.position => Err(Misread::Reported),
            Some(position) if position == earlier.position => because(
                "a question cannot depend on its own answer",
                "name a question that stands earlier",
            ),
            Some(_) => because(
                format!("“{name}” is asked later"),
                format!("move “{name}” up, or name an earlier question"),
            ),
            None => {
                let codes = questions_above(earlier);
                let remedy = match nearest(name, codes.iter().copied()) {
                    Some(meant) => format!("did you mean “{meant}”?"),
                    None => format!("earlier questions: {}", listed(&codes)),
                };
                because(format!("there is no question “{name}”"), remedy)
            }
        }
    }

    fn choice(&mut self, question: &Question, verb: &str) -> Result<Condition, Misread> {
        let code = &question.code;
        let Some(list) = question.kind.choices() else {
            if verb == "is" && value_range(question).is_some() {
                return self.value(question, "=");
            }
            return because(
                format!("“{code}” has no options to choose"),
                format!("write {code} {}", example(question)),
            );
        };
        let takes_one = matches!(question.kind, QuestionKind::SingleChoice(_));
        if takes_one != (verb == "is") {
            let (takes, other) = if takes_one {
                ("one answer", "is")
            } else {
                ("several answers", "includes")
            };
            return because(
                format!("“{code}” takes {takes}"),
                format!("write “{code} {other} …”"),
            );
        }
        let mut any_of: Vec<OptionCode> = Vec::new();
        for token in self.options(code)? {
            let mut options = list.options.iter();
            if let Some(choice) = options.find(|choice| choice.code.as_str() == token.text) {
                any_of.push(choice.code.clone());
                continue;
            }
            let known: Vec<&str> = list
                .options
                .iter()
                .map(|choice| choice.code.as_str())
                .collect();
            let remedy = match nearest(&token.text, known.iter().copied()) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("its options: {}", listed(&known)),
            };
            return because(format!("“{code}” has no option “{}”", token.text), remedy);
        }
        Ok(Condition::Chose {
            question: code.clone(),
            any_of,
        })
    }

    /// One option, or several in brackets after “any of”.
    fn options(&mut self, question: &QuestionCode) -> Result<Vec<Token>, Misread> {
        let missing = || {
            because(
                format!("after “{question}” an option is missing"),
                format!("write {question} is yes, or {question} is any of (yes, no)"),
            )
        };
        if !self.take_if("any") {
            return match self.take() {
                Some(token) if token.is_quoted || !RESERVED.contains(&token.text.as_str()) => {
                    Ok(vec![token])
                }
                _ => missing(),
            };
        }
        if !self.take_if("of") || !self.take_if("(") {
            return missing();
        }
        let mut options = Vec::new();
        loop {
            match self.take() {
                Some(token)
                    if token.is_quoted || !matches!(token.text.as_str(), "," | "(" | ")") =>
                {
                    options.push(token);
                }
                _ => return missing(),
            }
            if self.take_if(")") {
                return Ok(options);
            }
            if !self.take_if(",") {
                return because(
                    "the options in brackets need commas between them",
                    "write any of (a, b)",
                );
            }
        }
    }

    fn value(&mut self, question: &Question, verb: &str) -> Result<Condition, Misread> {
        let code = question.code.clone();
        let Some(range) = value_range(question) else {
            return because(
                format!("“{code}” is not answered with a number"),
                format!("write {code} {}", example(question)),
            );
        };
        let written = self.take().map(|token| token.text).unwrap_or_default();
        let value = match decimal::parse(&written, range.decimals) {
            Ok(value) => value,
            Err(DecimalError::TooManyDecimals { decimals }) => {
                return because(
                    format!("“{code}” is answered with {decimals} decimals, {written} has more"),
                    "round the number",
                );
            }
            Err(_) => {
                return because(
                    format!("“{written}” is not a number to compare “{code}” with"),
                    format!(
                        "write {code} >= {}",
                        decimal::print(range.from, range.decimals)
                    ),
                );
            }
        };
        let at_least = |value| Condition::AtLeast {
            question: code.clone(),
            value,
        };
        let at_most = |value| Condition::AtMost {
            question: code.clone(),
            value,
        };
        let (bound, condition) = match verb {
            ">=" | "≥" => (value, at_least(value)),
            ">" => (value.saturating_add(1), at_least(value.saturating_add(1))),
            "<=" | "≤" => (value, at_most(value)),
            "<" => (value.saturating_sub(1), at_most(value.saturating_sub(1))),
            _ => (value, Condition::All(vec![at_least(value), at_most(value)])),
        };
        if !(range.from..=range.to).contains(&bound) {
            let print = |value| decimal::print(value, range.decimals);
            return because(
                format!(
                    "“{code}” goes from {} to {}, so this is never or always so",
                    print(range.from),
                    print(range.to)
                ),
                "compare with a number within its bounds",
            );
        }
        Ok(condition)
    }
}

fn questions_above<'a>(earlier: &Earlier<'a>) -> Vec<&'a str> {
    let asked = earlier
        .questions
        .iter()
        .filter(|question| question.kind.is_asked());
    asked.map(|question| question.code.as_str()).collect()
}

fn answered(question: &Question) -> Condition {
    Condition::Answered {
        question: question.code.clone(),
    }
}

fn joined(mut parts: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}
