//! Laws of the way from responses to columns and back, over surveys of every shape.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::statistics::column::Column;
use crate::store::column_codec;
use crate::survey::answer::{Given, Wishes};
use crate::survey::file;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::generated::survey_and_pairs;
use crate::survey::packed;
use crate::survey::questionnaire::Survey;

/// The responses that some people's forms came to, those that were valid.
fn responses(survey: &Survey, forms: &[Vec<(String, String)>]) -> Vec<Keyed> {
    let questionnaire = &survey.questionnaire;
    let valid = forms.iter().filter_map(|pairs| {
        let typed = TypedAnswers::from_pairs(questionnaire, pairs.iter().cloned());
        form::parse(questionnaire, &typed).ok()
    });
    let numbered = (1..).zip(valid);
    numbered
        .map(|(number, response)| Keyed {
            key: BatchKey(number),
            response,
        })
        .collect()
}

/// One survey; the whole form of one person and ever shorter parts of it.
fn survey_and_responses() -> impl Strategy<Value = (Survey, Vec<Keyed>)> {
    survey_and_pairs().prop_map(|(survey, pairs)| {
        let forms: Vec<_> = (0..pairs.len())
            .map(|from| pairs[from..].to_vec())
            .collect();
        let responses = responses(&survey, &forms);
        (survey, responses)
    })
}

/// What was written, by question and author, as the comments table has it.
fn texts(responses: &[Keyed]) -> HashMap<(usize, u64), String> {
    texts_of(responses)
        .map(|(question, author, text)| ((question, author.key.0), text.to_owned()))
        .collect()
}

fn read_back(survey: &Survey, columns: &[Column], row: usize, keyed: &Keyed) -> Vec<Given> {
    let texts = texts(std::slice::from_ref(keyed));
    given_at(&survey.questionnaire, columns, row, |question| {
        Ok(texts.get(&(question, keyed.key.0)).cloned())
    })
    .unwrap()
}

proptest! {
    #[test]
    fn every_response_reads_back_from_its_batch((survey, responses) in survey_and_responses()) {
        let columns = columns_of(&survey.questionnaire, &responses);
        for (row, keyed) in responses.iter().enumerate() {
            prop_assert_eq!(&read_back(&survey, &columns, row, keyed), &keyed.response.given);
        }
    }

    #[test]
    fn columns_survive_being_stored((survey, responses) in survey_and_responses()) {
        for column in columns_of(&survey.questionnaire, &responses) {
            let encoded = column_codec::encode(&column).unwrap();
            prop_assert_eq!(column_codec::decode(&encoded).ok(), Some(column));
        }
    }

    #[test]
    fn a_response_is_never_longer_than_its_questionnaire_allows(
        (survey, responses) in survey_and_responses(),
    ) {
        let longest = packed::packed_length_max(&survey.questionnaire);
        for keyed in &responses {
            prop_assert!(packed::pack(&keyed.response).len() <= longest);
        }
    }

    #[test]
    fn taking_one_out_is_the_same_as_never_having_had_it(
        (survey, mut responses) in survey_and_responses(),
        row: prop::sample::Index,
    ) {
        prop_assume!(!responses.is_empty());
        let row = row.index(responses.len());
        let columns = columns_of(&survey.questionnaire, &responses);
        responses.remove(row);
        let without: Vec<Column> = columns.iter().map(|column| without_row(column, row)).collect();
        prop_assert_eq!(without, columns_of(&survey.questionnaire, &responses));
    }

    #[test]
    fn wishes_read_back_from_their_batch_and_leave_with_their_author(
        codes in prop::collection::vec(0..Wishes::CODES, 1..20),
        row: prop::sample::Index,
    ) {
        let mut responses: Vec<Keyed> = (1..)
            .zip(&codes)
            .map(|(number, &code)| Keyed {
                key: BatchKey(number),
                response: Response {
                    given: Vec::new(),
                    wishes: Wishes::from_code(code).unwrap(),
                },
            })
            .collect();
        let column = wishes_of(&responses);
        for (row, keyed) in responses.iter().enumerate() {
            prop_assert_eq!(wishes_at(&column, row).unwrap(), keyed.response.wishes);
        }
        let row = row.index(responses.len());
        responses.remove(row);
        prop_assert_eq!(wishes_without(&column, row), wishes_of(&responses));
    }

    #[test]
    fn totals_of_two_parts_add_up_to_the_totals_of_the_whole(
        (survey, responses) in survey_and_responses(),
        split: prop::sample::Index,
    ) {
        prop_assume!(!responses.is_empty());
        let (left, right) = responses.split_at(split.index(responses.len()));
        let of = |part: &[Keyed]| {
            totals_of(&columns_of(&survey.questionnaire, part), part.len())
        };
        let mut sum = of(left);
        sum.add(&of(right)).unwrap();
        prop_assert_eq!(sum, of(&responses));
    }
}

/// Somebody else's survey showed an option that this file's routing would hide.
#[test]
fn an_imported_choice_that_routing_would_hide_is_part_of_its_own_base() {
    let survey = file::read(
        r#"
        format = 1
        slug = "s"
        brand = "ACME"
        title = "Why not?"
        [charter]
        readers = "The board."
        [[question]]
        code = "customer"
        kind = "single-choice"
        text = "A customer?"
        options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]
        [[question]]
        code = "reasons"
        kind = "multiple-choice"
        text = "Why not?"
        options = [
          { code = "ads", text = "Too many ads" },
          { code = "service", text = "Bad service", show_when = "customer is yes" },
        ]
        "#,
    )
    .unwrap();
    let response = |customer, reasons: &[u8]| Response {
        given: vec![
            Given::Answered(Answer::One {
                option: customer,
                other: None,
            }),
            Given::Answered(Answer::Several {
                options: reasons.to_vec(),
                other: None,
            }),
        ],
        wishes: Wishes::default(),
    };
    let responses: Vec<Keyed> = (1..)
        .zip([response(0, &[0]), response(1, &[1]), response(1, &[0])])
        .map(|(number, response)| Keyed {
            key: BatchKey(number),
            response,
        })
        .collect();
    let columns = columns_of(&survey.questionnaire, &responses);
    let totals = totals_of(&columns, responses.len());
    let reasons = &totals.questions[1].tallies[0];
    assert_eq!((reasons.counts[1], reasons.bases[1]), (1, 2));
}
