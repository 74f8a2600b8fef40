//! A row as the database holds it, decoded: for the promise page.

use crate::operations::error::OperationError;
use crate::privacy::made_up::{MadeUp, MadeUpRow};
use crate::survey::answer::Response;
use crate::survey::{packed, paths};
use crate::web::errors::AppError;
use crate::web::frame::Frame;

use super::receipt_page::Holder;
use super::stored::{StoredAnswer, stored, stored_wishes};
use super::words::{self, ExampleWords};

/// Bytes that are shown of the ciphertext: of its beginning, and of its end.
const SHOWN: [usize; 2] = [12, 4];

/// Everything in the columns, and everything in the row.
pub struct ExampleRow<'a> {
    pub w: &'static ExampleWords,
    /// Of lines that somebody might have written, where that is another language
    /// than the answers’ around them.
    pub written: String,
    pub survey: i64,
    pub wave: i32,
    pub pool_key: String,
    pub nonce: String,
    pub ciphertext: String,
    pub padded: String,
    pub batch_key: String,
    pub answers: Vec<StoredAnswer<'a>>,
    pub wishes: StoredAnswer<'a>,
    pub batch_keys: Vec<String>,
    pub batch: String,
}

impl<'a> ExampleRow<'a> {
    /// Of the survey's revision that respondents are asked now.
    // Packed, encrypted and opened by what does it to real responses: this page
    // cannot say anything else than what happens.
    pub fn new(holder: Holder<'a>, revision: i32, wave: i32) -> Result<Self, AppError> {
        let Holder {
            survey,
            language,
            words: spoken,
            ..
        } = holder;
        let questionnaire = &survey.questionnaire;
        let mut choices = MadeUp::of(survey.slug.as_str(), revision);
        // One row for every reader: what it holds cannot depend on who looks.
        let written_in = questionnaire.languages.first().unwrap_or(language);
        let written = words::words(written_in);
        let text = written.example_row.words;
        let response = paths::made_up(questionnaire, text, |count| choices.choose(count));
        let longest = packed::packed_length_max(questionnaire);
        let made_up = choices
            .row(wave, packed::pack(&response), longest)
            .map_err(|_unencrypted| {
                AppError::Operation(OperationError::Damaged("an example of a row"))
            })?;
        let opened = opened(&made_up, questionnaire.questions.len())?;
        let row = &made_up.row;
        Ok(Self {
            w: &spoken.example_row,
            written: Frame::new(language).attributes_of(written.language),
            survey: made_up.place.survey,
            wave,
            pool_key: hexadecimal(&row.row_key.0),
            nonce: hexadecimal(&row.nonce),
            ciphertext: shortened(&row.ciphertext),
            padded: (spoken.example_row.padded)(row.ciphertext.len()),
            batch_key: hexadecimal(&made_up.opened.batch_key.0.to_be_bytes()),
            answers: stored(survey, &opened, language, &spoken.receipt),
            wishes: stored_wishes(survey, opened.wishes, &spoken.wishes),
            batch_keys: made_up
                .batch_keys
                .iter()
                .map(|key| hexadecimal(&key.0.to_be_bytes()))
                .collect(),
            batch: (spoken.example_row.batch_how)(survey.charter.group_size_min),
        })
    }
}

fn opened(made_up: &MadeUpRow, questions: usize) -> Result<Response, AppError> {
    packed::unpack(&made_up.opened.answers, questions)
        .map_err(|_unreadable| AppError::Operation(OperationError::Damaged("an example of a row")))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "9f02…4c".
fn shortened(bytes: &[u8]) -> String {
    let [beginning, end] = SHOWN;
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() > beginning + end => {
            let (first, last): (&[u8; SHOWN[0]], &[u8; SHOWN[1]]) = (first, last);
            format!("{}…{}", hexadecimal(first), hexadecimal(last))
        }
        _ => hexadecimal(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::respondent::{sample, words};

    #[test]
    fn the_row_opens_to_an_answer_to_every_question_that_was_shown() {
        let survey = sample::survey();
        let language = sample::language("en");
        let holder = Holder::between(&survey, &survey, &language);
        let example = ExampleRow::new(holder, 1, 3).unwrap();
        assert_eq!((example.wave, example.answers.len()), (3, 10));
        assert!(
            example
                .answers
                .iter()
                .all(|answer| answer.nothing.is_none())
        );
        let mut keys = example.batch_keys.clone();
        keys.sort();
        assert_eq!(keys, example.batch_keys);
        assert!(keys.contains(&example.batch_key));
        // Batch key, length, answers and tag.
        let length = 8 + 4 + packed::packed_length_max(&survey.questionnaire) + 16;
        assert!(example.padded.starts_with(&format!("{length} bytes")));
        assert_eq!(example.ciphertext.chars().count(), 2 * (12 + 4) + 1);
    }

    /// Every byte that the page shows of the row.
    fn bytes(example: &ExampleRow<'_>) -> Vec<String> {
        let ExampleRow {
            survey,
            pool_key,
            nonce,
            ciphertext,
            batch_key,
            batch_keys,
            ..
        } = example;
        let mut bytes = vec![survey.to_string()];
        bytes.extend([pool_key, nonce, ciphertext, batch_key].map(Clone::clone));
        bytes.extend(batch_keys.iter().cloned());
        bytes
    }

    #[test]
    fn the_row_is_the_same_bytes_in_whatever_language_it_is_looked_at() {
        let survey = sample::survey();
        let rows = ["en", "de", "fr", "es"].map(|tag| {
            let language = sample::language(tag);
            let holder = Holder::between(&survey, &survey, &language);
            let example = ExampleRow::new(holder, 1, 3).unwrap();
            let texts = example.answers.iter().filter(|answer| answer.is_own_words);
            let texts: Vec<_> = texts.map(|answer| answer.lines.concat()).collect();
            (bytes(&example), texts)
        });
        assert!(rows.iter().all(|row| *row == rows[0]));
        let written = words::english().example_row.words;
        assert!(rows[0].1.iter().all(|text| text == written));
        assert!(!rows[0].1.is_empty());
    }
}
