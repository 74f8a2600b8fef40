//! A condition as it would be written.

use super::RESERVED;
use super::value_range::value_range;
use crate::survey::condition::Condition;
use crate::survey::decimal;
use crate::survey::identifier::QuestionCode;
use crate::survey::question::{Question, QuestionKind};

/// As it would be written; reading it gives the same condition again.
pub(in crate::survey::file) fn print(condition: &Condition, questions: &[Question]) -> String {
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
