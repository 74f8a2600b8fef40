//! Conditions as people write them: `reasons includes ads or trust >= 4`.
//!
//! ```text
//! condition   = all { "or" all }
//! all         = part { "and" part }
//! part        = "not" part | "(" condition ")" | comparison
//! comparison  = question "answered"
//!             | question ("is" | "includes") ( option | "any of" "(" option { "," option } ")" )
//!             | question (">=" | "<=" | ">" | "<" | "=") number
//! ```
//! A code that is one of these words is written in single quotes: `'not'`.

use super::table::{Reading, Table, listed, nearest};
use crate::limits::{CONDITION_CHARACTERS_MAX, CONDITION_DEPTH_MAX};
use crate::survey::condition::Condition;
use crate::survey::decimal::{self, DecimalError};
use crate::survey::identifier::{OptionCode, QuestionCode};
use crate::survey::question::{Question, QuestionKind};

const RESERVED: [&str; 8] = [
    "and", "or", "not", "is", "includes", "any", "of", "answered",
];

/// What a condition may look at.
pub(super) struct Earlier<'a> {
    /// The questions above it that could be read.
    pub questions: &'a [Question],
    /// The codes of the whole file, readable or not, in order.
    pub codes: &'a [String],
    /// The position of the question it belongs to.
    pub position: usize,
}

/// The condition could not be understood; the problem is reported.
pub(super) struct Unreadable;

/// `show_when`, if it is there.
pub(super) fn read(
    table: &mut Table<'_>,
    earlier: &Earlier<'_>,
    reading: &mut Reading,
) -> Result<Option<Condition>, Unreadable> {
    if table.value("show_when").is_none() {
        return Ok(None);
    }
    let text = table.text("show_when", reading).ok_or(Unreadable)?;
    match parse(&text, earlier) {
        Ok(condition) => Ok(Some(condition)),
        Err(Misread::Reported) => Err(Unreadable),
        Err(Misread::Because { reason, remedy }) => {
            let reason = format!("show_when of {}: {reason}", table.name);
            reading.report(text.at, reason, remedy);
            Err(Unreadable)
        }
    }
}

/// Why a condition cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misread {
    Because {
        reason: String,
        remedy: String,
    },
    /// It looks at a question that has its own problems, already reported.
    Reported,
}

fn because<T>(reason: impl Into<String>, remedy: impl Into<String>) -> Result<T, Misread> {
    Err(Misread::Because {
        reason: reason.into(),
        remedy: remedy.into(),
    })
}

pub(super) fn parse(text: &str, earlier: &Earlier<'_>) -> Result<Condition, Misread> {
    if text.chars().count() > CONDITION_CHARACTERS_MAX {
        return because(
            format!("it is longer than {CONDITION_CHARACTERS_MAX} characters"),
            "split the question, or ask an intermediate one",
        );
    }
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
        earlier,
    };
    let condition = parser.condition()?;
    match parser.take() {
        None => Ok(condition),
        Some(token) => because(
            format!("“{}” does not belong here", token.text),
            "join two conditions with “and” or “or”",
        ),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    is_quoted: bool,
}

impl Token {
    fn is(&self, word: &str) -> bool {
        !self.is_quoted && self.text == word
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (length, is_quoted) = match first {
            '\'' => match rest.chars().skip(1).position(|c| c == '\'') {
                Some(inside) => (inside + 2, true),
                None => return because("a quotation mark is never closed", "close it with '"),
            },
            '<' | '>' if rest.chars().nth(1) == Some('=') => (2, false),
            '(' | ')' | ',' | '<' | '>' | '=' | '≥' | '≤' => (1, false),
            c if is_word(c) => (rest.chars().take_while(|c| is_word(*c)).count(), false),
            other => {
                return because(
                    format!("“{other}” means nothing in a condition"),
                    "write for example: customer is yes and trust >= 4",
                );
            }
        };
        let taken: String = rest.chars().take(length).collect();
        rest = rest
            .strip_prefix(taken.as_str())
            .unwrap_or_default()
            .trim_start();
        tokens.push(Token {
            text: taken.trim_matches('\'').to_owned(),
            is_quoted,
        });
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '−')
}

struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    earlier: &'a Earlier<'a>,
}

impl<'a> Parser<'a> {
    fn take(&mut self) -> Option<Token> {
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

    fn condition(&mut self) -> Result<Condition, Misread> {
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

#[derive(Debug, Clone, Copy)]
struct ValueRange {
    from: i64,
    to: i64,
    decimals: u8,
}

fn value_range(question: &Question) -> Option<ValueRange> {
    let (from, to, decimals) = match &question.kind {
        QuestionKind::Scale(scale) => (scale.from.into(), scale.to.into(), 0),
        QuestionKind::NetPromoter(_) => (0, 10, 0),
        QuestionKind::Number(range) => (range.minimum, range.maximum, range.decimals),
        _ => return None,
    };
    Some(ValueRange { from, to, decimals })
}

/// A comparison that would be right after the question's code.
fn example(question: &Question) -> String {
    if let Some(range) = value_range(question) {
        return format!(">= {}", decimal::print(range.to, range.decimals));
    }
    let first = question
        .kind
        .choices()
        .and_then(|list| list.options.first());
    match (&question.kind, first) {
        (QuestionKind::SingleChoice(_), Some(first)) => format!("is {}", first.code),
        (_, Some(first)) => format!("includes {}", first.code),
        (_, None) => "answered".to_owned(),
    }
}

/// As it would be written; reading it gives the same condition again.
pub(super) fn print(condition: &Condition, questions: &[Question]) -> String {
    let find = |code: &QuestionCode| questions.iter().find(|question| &question.code == code);
    let compared = |question: &QuestionCode, sign: &str, value: i64| {
        let range = find(question).and_then(value_range);
        let decimals = range.map_or(0, |range| range.decimals);
        format!(
            "{} {sign} {}",
            quoted(question.as_str()),
            decimal::print(value, decimals)
        )
    };
    match condition {
        Condition::Answered { question } => format!("{} answered", quoted(question.as_str())),
        Condition::AtLeast { question, value } => compared(question, ">=", *value),
        Condition::AtMost { question, value } => compared(question, "<=", *value),
        Condition::Chose { question, any_of } => {
            let kind = find(question).map(|question| &question.kind);
            let verb = match kind {
                Some(QuestionKind::SingleChoice(_)) => "is",
                _ => "includes",
            };
            let codes: Vec<String> = any_of.iter().map(|code| quoted(code.as_str())).collect();
            let question = quoted(question.as_str());
            match codes.as_slice() {
                [only] => format!("{question} {verb} {only}"),
                codes => format!("{question} {verb} any of ({})", codes.join(", ")),
            }
        }
        Condition::Not(inner) => match inner.as_ref() {
            Condition::All(_) | Condition::Any(_) => format!("not ({})", print(inner, questions)),
            _ => format!("not {}", print(inner, questions)),
        },
        Condition::All(parts) => {
            let bracketed =
                |part: &Condition| matches!(part, Condition::All(_) | Condition::Any(_));
            print_joined(parts, " and ", bracketed, questions)
        }
        Condition::Any(parts) => {
            let bracketed = |part: &Condition| matches!(part, Condition::Any(_));
            print_joined(parts, " or ", bracketed, questions)
        }
    }
}

fn print_joined(
    parts: &[Condition],
    join: &str,
    is_bracketed: impl Fn(&Condition) -> bool,
    questions: &[Question],
) -> String {
    let printed: Vec<String> = parts
        .iter()
        .map(|part| match print(part, questions) {
            text if is_bracketed(part) => format!("({text})"),
            text => text,
        })
        .collect();
    printed.join(join)
}

fn quoted(code: &str) -> String {
    if RESERVED.contains(&code) {
        format!("'{code}'")
    } else {
        code.to_owned()
    }
}
