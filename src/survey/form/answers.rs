//! One question's fields to one answer, and back. Choices and rankings have
//! rules of their own in `choices`.

use super::choices;
use super::field;
use super::number;
use super::problem::{FieldProblem, ProblemKind};
use super::text;
use super::typed_answers::TypedAnswers;
use crate::survey::answer::{Answer, Given};
use crate::survey::decimal;
use crate::survey::identifier::OptionCode;
use crate::survey::question::{
    Choice, GridRow, NumberRange, Question, QuestionKind, Scale, TextField,
};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

/// `Ok(None)`: left empty, and may be.
pub(super) type Parsed = Result<Option<Answer>, Vec<FieldProblem>>;

/// A question that is shown, and all that decides how its fields are read.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub questionnaire: &'a Questionnaire,
    pub question: &'a Question,
    /// Of the earlier questions.
    pub given: &'a [Given],
    pub typed: &'a TypedAnswers,
    pub source: Source,
}

/// Who says so: a person in front of the form, or data that were collected elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Respondent,
    Import,
}

impl<'a> Asked<'a> {
    /// The answer; what is wrong with it joins `problems`.
    pub(super) fn answer_or(self, problems: &mut Vec<FieldProblem>) -> Option<Answer> {
        self.answer().unwrap_or_else(|mut found| {
            problems.append(&mut found);
            None
        })
    }

    /// What was collected elsewhere may lack anything.
    pub(super) fn is_required(self) -> bool {
        self.question.is_required && self.source == Source::Respondent
    }

    /// Whether this respondent could choose the option. An imported answer
    /// shows that it could be chosen.
    pub(super) fn shows(self, choice: &Choice) -> bool {
        self.source == Source::Import
            || routing::is_option_shown(self.questionnaire, choice, self.given)
    }

    fn answer(self) -> Parsed {
        let answer = match &self.question.kind {
            QuestionKind::SingleChoice(list) => choices::single(self, list),
            QuestionKind::MultipleChoice(list) => choices::multiple(self, list),
            QuestionKind::Ranking { choices, places } => choices::ranking(self, choices, *places),
            QuestionKind::Scale(scale) => self.point(scale.from, scale.to),
            QuestionKind::NetPromoter(_) => self.point(0, 10),
            QuestionKind::Grid { rows, scale } => return self.grid(rows, scale),
            QuestionKind::Number(range) => self.number(range),
            QuestionKind::Text(of) => self.text(of),
            QuestionKind::Information => Ok(None),
        }?;
        if answer.is_none() && self.is_required() {
            let first = field::first_of(self.question);
            return Err(vec![self.problem(first, ProblemKind::Missing)]);
        }
        Ok(answer)
    }

    pub(super) fn problem(self, field: String, reason: ProblemKind) -> FieldProblem {
        FieldProblem {
            question: self.question.code.clone(),
            field,
            reason,
        }
    }

    /// The value of the question's only field, without surrounding space; `None` if empty.
    pub(super) fn only_value(self) -> Option<&'a str> {
        let value = self
            .typed
            .first(&field::of_question(&self.question.code))?
            .trim();
        (!value.is_empty()).then_some(value)
    }

    fn at_only_field(self, reason: ProblemKind) -> Vec<FieldProblem> {
        vec![self.problem(field::of_question(&self.question.code), reason)]
    }

    fn point(self, from: i16, to: i16) -> Parsed {
        let Some(value) = self.only_value() else {
            return Ok(None);
        };
        match point_index(value, from, to) {
            Some(index) => Ok(Some(Answer::Point(index))),
            None => Err(self.at_only_field(ProblemKind::UnknownOption)),
        }
    }

    fn grid(self, rows: &[GridRow], scale: &Scale) -> Parsed {
        let mut points = Vec::with_capacity(rows.len());
        let mut problems = Vec::new();
        for row in rows {
            let name = field::of_part(&self.question.code, &row.code);
            let value = self.typed.first(&name).map_or("", str::trim);
            let point = point_index(value, scale.from, scale.to);
            if value.is_empty() && self.is_required() {
                problems.push(self.problem(name, ProblemKind::Missing));
            } else if !value.is_empty() && point.is_none() {
                problems.push(self.problem(name, ProblemKind::UnknownOption));
            }
            points.push(point);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let is_answered = points.iter().any(Option::is_some);
        Ok(is_answered.then_some(Answer::Rows(points)))
    }

    fn number(self, range: &NumberRange) -> Parsed {
        let typed = self.only_value().unwrap_or_default();
        number::parse(typed, range)
            .map(|value| value.map(Answer::Number))
            .map_err(|reason| self.at_only_field(reason))
    }

    fn text(self, of: &TextField) -> Parsed {
        let typed = self.only_value().unwrap_or_default();
        let text = if of.is_long {
            text::paragraphs(typed)
        } else {
            text::line(typed)
        };
        let characters = text.chars().count();
        if characters > usize::from(of.characters_max) {
            return Err(self.at_only_field(ProblemKind::TooLong {
                characters,
                characters_max: of.characters_max,
            }));
        }
        Ok((!text.is_empty()).then_some(Answer::Text(text)))
    }
}

fn point_index(value: &str, from: i16, to: i16) -> Option<u8> {
    let value: i16 = value.replace('−', "-").parse().ok()?;
    if !(from..=to).contains(&value) {
        return None;
    }
    u8::try_from(value.checked_sub(from)?).ok()
}

pub(super) fn to_pairs(question: &Question, answer: &Answer) -> Vec<(String, String)> {
    let only = |value: String| vec![(field::of_question(&question.code), value)];
    match (&question.kind, answer) {
        (QuestionKind::Scale(scale), Answer::Point(index)) => {
            only((i32::from(scale.from) + i32::from(*index)).to_string())
        }
        (QuestionKind::NetPromoter(_), Answer::Point(index)) => only(index.to_string()),
        (QuestionKind::Number(range), Answer::Number(multiples)) => {
            only(decimal::print(*multiples, range.decimals))
        }
        (QuestionKind::Text(_), Answer::Text(text)) => only(text.clone()),
        (QuestionKind::Grid { rows, scale }, Answer::Rows(points)) => {
            let given = rows.iter().zip(points);
            given
                .filter_map(|(row, point)| {
                    let value = i32::from(scale.from) + i32::from((*point)?);
                    Some((field::of_part(&question.code, &row.code), value.to_string()))
                })
                .collect()
        }
        _ => choices::to_pairs(question, answer),
    }
}

/// The code of an option by its position, for writing pairs.
pub(super) fn code_at(question: &Question, position: u8) -> Option<&OptionCode> {
    let list = question.kind.choices()?;
    let choice = list.options.get(usize::from(position))?;
    Some(&choice.code)
}
