//! Real data, where they are at hand: every row of two published surveys is a
//! valid response, and counts are those their publishers give.

use std::fs;

use super::*;
use crate::survey::answer::Response;
use crate::survey::questionnaire::Questionnaire;

fn import(survey: &str, data: &str) -> Option<(Questionnaire, Vec<Response>)> {
    let path = whynot_test_support::reference_file(data)?;
    let survey = file::read(survey).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let mut file = csv::Reader::from_reader(fs::File::open(path).unwrap());
    let header: Vec<&str> = file.headers().unwrap().iter().collect();
    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let reader = RowReader::new(&survey, &header).unwrap();
    assert_eq!(reader.questions_without_column().count(), 0);
    let mut responses = Vec::new();
    for record in file.records() {
        let record = record.unwrap();
        let fields: Vec<&str> = record.iter().collect();
        let response = reader
            .read(&fields)
            .unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert!(reader.id(&fields).is_some());
        responses.push(response);
    }
    Some((survey.questionnaire, responses))
}

/// How many chose each option, and how many were shown the question.
fn count(questionnaire: &Questionnaire, responses: &[Response], code: &str) -> (Vec<usize>, usize) {
    let position = questionnaire.position(&code.parse().unwrap()).unwrap();
    let mut counts = vec![0; 16];
    let mut shown = 0;
    for given in responses.iter().map(|response| &response.given[position]) {
        shown += usize::from(given.is_shown());
        let chosen: Vec<u8> = match given.answer() {
            Some(Answer::Several { options, .. }) => options.clone(),
            Some(Answer::One { option, .. } | Answer::Point(option)) => vec![*option],
            _ => Vec::new(),
        };
        for option in chosen {
            counts[usize::from(option)] += 1;
        }
    }
    counts.truncate(
        counts
            .iter()
            .rposition(|count| *count > 0)
            .map_or(0, |last| last + 1),
    );
    (counts, shown)
}

#[test]
fn every_row_of_example_a_is_a_response() {
    let survey = include_str!("../../../../tests/surveys/example-a.toml");
    let Some((questionnaire, responses)) = import(survey, "example_a/example_data_a.csv") else {
        return;
    };
    assert_eq!(responses.len(), 8_255);
    let count = |code| count(&questionnaire, &responses, code);
    let (q9, shown) = count("q9");
    assert_eq!((q9[0], shown), (3_000, 8_255));
    assert_eq!(q9[4], 367, "“other”, each with its text");
    assert_eq!(count("gender"), (vec![3_952, 4_303], 8_255));
    assert_eq!(
        count("locality"),
        (vec![3_106, 2_245, 1_180, 718, 829], 8_255)
    );
    assert_eq!(count("q2").1, 2_999, "the others were not asked");
}

#[test]
fn every_row_of_the_european_social_survey_is_a_response() {
    let survey = include_str!("../../../../tests/surveys/ess10no.toml");
    let Some((questionnaire, responses)) = import(survey, "rdatasets/stevedata__ESS10NO.csv")
    else {
        return;
    };
    assert_eq!(responses.len(), 1_411);
    let count = |code| count(&questionnaire, &responses, code);
    assert_eq!(count("region"), (vec![536, 333, 186, 144, 120, 92], 1_411));
    assert_eq!(count("gender"), (vec![720, 691], 1_411));
    assert_eq!(count("vote"), (vec![363, 932, 20, 13, 21, 58, 4], 1_411));
    assert_eq!(count("left-right").0.iter().sum::<usize>(), 1_411 - 36);
    assert_eq!(count("born"), (vec![1_263, 148], 1_411));
}
