//! The bytes of a response: compact, and of a length bounded by its
//! questionnaire, so that every waiting response can be padded to the longest.
//!
//! One tag byte a question, then what the tag announces; at the end a byte for
//! the author's wishes, which older responses lack. The layout depends on the
//! published revision, which never changes.

use super::answer::{Answer, Given, Response, Wishes};
use super::question::{ChoiceList, Question, QuestionKind};
use super::questionnaire::Questionnaire;
use crate::limits::OTHER_CHARACTERS_MAX;

const NOT_SHOWN: u8 = 0;
const SKIPPED: u8 = 1;
const ONE: u8 = 2;
const SEVERAL: u8 = 3;
const POINT: u8 = 4;
const ROWS: u8 = 5;
const RANKED: u8 = 6;
const NUMBER: u8 = 7;
const TEXT: u8 = 8;

/// Grid rows without an answer.
const EMPTY_ROW: u8 = u8::MAX;

const WISHES_LENGTH: usize = 1;

/// UTF-8 takes at most four bytes a character.
const BYTES_PER_CHARACTER_MAX: usize = 4;

/// The bytes are not a response to this questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stored bytes are not a response to this questionnaire")]
pub struct PackedError;

/// The longest that a packed response to this questionnaire can be.
pub fn packed_length_max(questionnaire: &Questionnaire) -> usize {
    let questions = questionnaire.questions.iter().map(question_length_max);
    questions.sum::<usize>() + WISHES_LENGTH
}

fn question_length_max(question: &Question) -> usize {
    let text = |characters: u16| 2 + BYTES_PER_CHARACTER_MAX * usize::from(characters);
    let other = |list: &ChoiceList| {
        let has_other = list.options.iter().any(|choice| choice.is_other);
        text(if has_other { OTHER_CHARACTERS_MAX } else { 0 })
    };
    let tag = 1;
    tag + match &question.kind {
        QuestionKind::SingleChoice(list) => 1 + other(list),
        QuestionKind::MultipleChoice(list) => 1 + list.options.len() + other(list),
        QuestionKind::Scale(_) | QuestionKind::NetPromoter(_) => 1,
        QuestionKind::Grid { rows, .. } => 1 + rows.len(),
        QuestionKind::Ranking { places, .. } => 1 + usize::from(*places),
        QuestionKind::Number(_) => 8,
        QuestionKind::Text(field) => text(field.characters_max),
        QuestionKind::Information => 0,
    }
}

pub fn pack(response: &Response) -> Vec<u8> {
    let mut bytes = Vec::new();
    for given in &response.given {
        match given {
            Given::NotShown => bytes.push(NOT_SHOWN),
            Given::Skipped => bytes.push(SKIPPED),
            Given::Answered(answer) => pack_answer(answer, &mut bytes),
        }
    }
    bytes.push(response.wishes.code());
    bytes
}

fn pack_answer(answer: &Answer, bytes: &mut Vec<u8>) {
    match answer {
        Answer::One { option, other } => {
            bytes.extend([ONE, *option]);
            pack_text(other.as_deref().unwrap_or_default(), bytes);
        }
        Answer::Several { options, other } => {
            bytes.extend([SEVERAL, options.len() as u8]);
            bytes.extend(options);
            pack_text(other.as_deref().unwrap_or_default(), bytes);
        }
        Answer::Point(point) => bytes.extend([POINT, *point]),
        Answer::Rows(rows) => {
            bytes.extend([ROWS, rows.len() as u8]);
            bytes.extend(rows.iter().map(|row| row.unwrap_or(EMPTY_ROW)));
        }
        Answer::Ranked(options) => {
            bytes.extend([RANKED, options.len() as u8]);
            bytes.extend(options);
        }
        Answer::Number(value) => {
            bytes.push(NUMBER);
            bytes.extend(value.to_be_bytes());
        }
        Answer::Text(text) => {
            bytes.push(TEXT);
            pack_text(text, bytes);
        }
    }
}

fn pack_text(text: &str, bytes: &mut Vec<u8>) {
    bytes.extend((text.len() as u16).to_be_bytes());
    bytes.extend(text.as_bytes());
}

/// Reads a response of `questions` entries back.
pub fn unpack(mut bytes: &[u8], questions: usize) -> Result<Response, PackedError> {
    let mut given = Vec::with_capacity(questions);
    for _ in 0..questions {
        given.push(unpack_given(&mut bytes).ok_or(PackedError)?);
    }
    let wishes = match bytes {
        [] => Wishes::default(),
        [code] => Wishes::from_code(*code).ok_or(PackedError)?,
        _ => return Err(PackedError),
    };
    Ok(Response { given, wishes })
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(byte)
}

fn take_counted<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_byte(bytes)?;
    take(bytes, usize::from(length))
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    *bytes = rest;
    let text = take(bytes, usize::from(u16::from_be_bytes(*length)))?;
    std::str::from_utf8(text).ok().map(str::to_owned)
}

fn unpack_given(bytes: &mut &[u8]) -> Option<Given> {
    let non_empty = |text: String| (!text.is_empty()).then_some(text);
    let answer = match take_byte(bytes)? {
        NOT_SHOWN => return Some(Given::NotShown),
        SKIPPED => return Some(Given::Skipped),
        ONE => Answer::One {
            option: take_byte(bytes)?,
            other: non_empty(take_text(bytes)?),
        },
        SEVERAL => Answer::Several {
            options: take_counted(bytes)?.to_vec(),
            other: non_empty(take_text(bytes)?),
        },
        POINT => Answer::Point(take_byte(bytes)?),
        ROWS => {
            let rows = take_counted(bytes)?.iter();
            Answer::Rows(rows.map(|&row| (row != EMPTY_ROW).then_some(row)).collect())
        }
        RANKED => Answer::Ranked(take_counted(bytes)?.to_vec()),
        NUMBER => {
            let (value, rest) = bytes.split_first_chunk::<8>()?;
            *bytes = rest;
            Answer::Number(i64::from_be_bytes(*value))
        }
        TEXT => Answer::Text(take_text(bytes)?),
        _ => return None,
    };
    Some(Given::Answered(answer))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        "\\PC{1,40}"
    }

    fn given() -> impl Strategy<Value = Given> {
        let answer = prop_oneof![
            (any::<u8>(), prop::option::of(text()))
                .prop_map(|(option, other)| Answer::One { option, other }),
            (
                prop::collection::vec(any::<u8>(), 1..9),
                prop::option::of(text())
            )
                .prop_map(|(options, other)| Answer::Several { options, other }),
            (0_u8..11).prop_map(Answer::Point),
            prop::collection::vec(prop::option::of(0_u8..11), 1..9).prop_map(Answer::Rows),
            prop::collection::vec(any::<u8>(), 1..9).prop_map(Answer::Ranked),
            any::<i64>().prop_map(Answer::Number),
            text().prop_map(Answer::Text),
        ];
        prop_oneof![
            Just(Given::NotShown),
            Just(Given::Skipped),
            answer.prop_map(Given::Answered),
        ]
    }

    proptest! {
        #[test]
        fn a_packed_response_unpacks_to_itself(
            given in prop::collection::vec(given(), 0..12),
            totals_only: bool,
            not_outside: bool,
        ) {
            let wishes = Wishes { totals_only, not_outside };
            let response = Response { given, wishes };
            let bytes = pack(&response);
            prop_assert_eq!(unpack(&bytes, response.given.len()), Ok(response));
        }

        #[test]
        fn arbitrary_bytes_never_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            questions in 0_usize..20,
        ) {
            let _ = unpack(&bytes, questions);
        }
    }

    fn response() -> Response {
        Response {
            given: vec![Given::Answered(Answer::Number(7)), Given::Skipped],
            wishes: Wishes {
                totals_only: true,
                not_outside: false,
            },
        }
    }

    #[test]
    fn a_cut_response_is_refused() {
        let bytes = pack(&response());
        assert_eq!(unpack(&bytes[..bytes.len() - 2], 2), Err(PackedError));
        assert_eq!(unpack(&bytes, 1), Err(PackedError));
    }

    #[test]
    fn a_response_from_before_there_were_wishes_has_none() {
        let bytes = pack(&response());
        let older = unpack(&bytes[..bytes.len() - 1], 2).unwrap();
        assert_eq!(older.given, response().given);
        assert_eq!(older.wishes, Wishes::default());
    }

    #[test]
    fn wishes_that_do_not_exist_are_refused() {
        let mut bytes = pack(&response());
        *bytes.last_mut().unwrap() = Wishes::CODES;
        assert_eq!(unpack(&bytes, 2), Err(PackedError));
    }
}
