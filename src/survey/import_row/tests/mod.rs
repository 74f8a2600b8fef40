//! What becomes of the rows of a CSV.

mod laws;

mod reference;

use super::*;
use crate::survey::answer::{Answer, Given};
use crate::survey::file;
use crate::survey::questionnaire::Survey;

const SURVEY: &str = r#"
format = 1
slug = "x"
brand = "ACME"
title = "x"
charter = { readers = "nobody" }

[[question]]
code = "customer"
kind = "single-choice"
text = "x"
required = true
options = [{ code = "1", text = "Yes" }, { code = "2", text = { en = "No" } }]

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "x"
show_when = "customer is 2"
options = [
  { code = "ads", text = "Too many ads" },
  { code = "price", text = "Too dear" },
  { code = "other", text = "Other", other = true },
  { code = "none", text = "None", exclusive = true },
]

[[question]]
code = "trust"
kind = "scale"
text = "x"
from = 1
to = 3
labels = ["Low", "Middle", "High"]

[[question]]
code = "parts"
kind = "grid"
text = "x"
from = 1
to = 5
lowest = "Bad"
highest = "Good"
rows = [{ code = "shop", text = "x" }, { code = "app", text = "x" }]

[[question]]
code = "best"
kind = "ranking"
text = "x"
places = 2
options = [{ code = "a", text = "Apples" }, { code = "b", text = "Pears" }, { code = "c", text = "Plums" }]

[[question]]
code = "spent"
kind = "number"
text = "x"
minimum = 0
maximum = 500
decimals = 1
"#;

fn survey(import: &str) -> Survey {
    let survey = file::read(&format!("{SURVEY}\n[import]\n{import}"));
    survey.unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The answers of one row, for a header and record as a spreadsheet shows them.
fn row(import: &str, header: &str, record: &str) -> Result<Vec<Given>, Vec<String>> {
    let survey = survey(import);
    let header: Vec<&str> = header.split('|').collect();
    let record: Vec<&str> = record.split('|').collect();
    let told = |ImportProblems(problems)| -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    };
    let reader = RowReader::new(&survey, &header).map_err(told)?;
    let response = reader.read(&record).map_err(told)?;
    Ok(response.given)
}

fn one(option: u8) -> Given {
    Given::Answered(Answer::One {
        option,
        other: None,
    })
}

fn several(options: &[u8]) -> Given {
    Given::Answered(Answer::Several {
        options: options.to_vec(),
        other: None,
    })
}

#[test]
fn an_option_is_found_by_code_by_text_or_by_translation() {
    let customer = |value: &str| row("", "customer", value).map(|given| given[0].clone());
    assert_eq!(customer("1"), Ok(one(0)));
    assert_eq!(
        customer("2.0"),
        Ok(one(1)),
        "a spreadsheet wrote the number"
    );
    assert_eq!(customer(" no "), Ok(one(1)));
    let import = "[import.questions.customer]\ncolumn = \"kunde\"\ncodes = { ja = \"1\" }\nmissing = [\"9\"]";
    let translated = |value: &str| row(import, "kunde", value).map(|given| given[0].clone());
    assert_eq!(translated("ja"), Ok(one(0)));
    assert_eq!(translated("9.0"), Ok(Given::Skipped));
    assert_eq!(
        translated("nein"),
        Err(vec![
            "column “kunde”: the value is neither an option’s code nor its text; translate it under “codes”, or list it under “missing”"
                .to_owned()
        ])
    );
}

#[test]
fn nothing_is_required_of_collected_data() {
    let given = row("", "customer|spent", "|12.50").unwrap();
    assert_eq!(given[0], Given::Skipped);
    assert_eq!(given[5], Given::Answered(Answer::Number(125)));
}

#[test]
fn an_answer_stands_even_where_routing_would_have_passed_the_question_by() {
    let given = row("", "customer|reasons", "1|ads;price").unwrap();
    assert_eq!(given[1], several(&[0, 1]));
}

#[test]
fn a_blank_is_skipped_unless_the_file_or_routing_says_it_was_not_put() {
    let reasons = |import: &str, record: &str| {
        row(import, "customer|reasons", record).map(|given| given[1].clone())
    };
    assert_eq!(reasons("", "2|"), Ok(Given::Skipped));
    assert_eq!(reasons("", "1|"), Ok(Given::NotShown));
    let not_shown = "[import.questions.reasons]\ncolumn = \"reasons\"\nblank = \"not-shown\"";
    assert_eq!(reasons(not_shown, "2|"), Ok(Given::NotShown));
}

#[test]
fn a_question_without_a_column_is_not_shown() {
    let given = row("", "customer", "1").unwrap();
    assert!(given[1..].iter().all(|given| *given == Given::NotShown));
    let mut survey = survey("");
    survey.import = None;
    let reader = RowReader::new(&survey, &["customer", "spent"]).unwrap();
    let without: Vec<&str> = reader
        .questions_without_column()
        .map(|code| code.as_str())
        .collect();
    assert_eq!(without, ["reasons", "trust", "parts", "best"]);
}

#[test]
fn a_multiple_choice_is_one_column_an_option_or_codes_in_one() {
    let ticks = |record: &str| {
        let header = "reasons_ads|reasons_price|reasons_other|reasons_none|reasons_text";
        row("", header, record).map(|given| given[1].clone())
    };
    assert_eq!(ticks("1|0|0|0|"), Ok(several(&[0])));
    assert_eq!(ticks("x|TRUE||no|"), Ok(several(&[0, 1])));
    assert_eq!(ticks("Too many ads|price|||"), Ok(several(&[0, 1])));
    assert_eq!(
        ticks("|1.0|1.0||noise"),
        Ok(Given::Answered(Answer::Several {
            options: vec![1, 2],
            other: Some("noise".to_owned())
        }))
    );
    assert_eq!(
        ticks("1|0|0|0|noise"),
        Ok(several(&[0])),
        "“other” was not ticked"
    );
    assert_eq!(
        ticks("maybe|1|||"),
        Err(vec!["column “reasons_ads”: the value says neither ticked (1, true, yes, x) nor not (0, false, no)".to_owned()])
    );
    assert_eq!(
        ticks("1|||1|"),
        Err(vec!["column “reasons_ads”: an option that goes with no other is given with others; correct the row, or take exclusive = true out".to_owned()])
    );
    let import =
        "[import.questions.reasons]\ncolumn = \"r\"\nseparator = \",\"\ncodes = { 7 = \"none\" }";
    assert_eq!(
        row(import, "r", "ads, Too dear,").map(|given| given[1].clone()),
        Ok(several(&[0, 1]))
    );
    assert_eq!(
        row(import, "r", "7.0").map(|given| given[1].clone()),
        Ok(several(&[3]))
    );
}

#[test]
fn scales_grids_and_rankings_are_read_by_value_or_label() {
    let header = "trust|parts.shop|parts.app|best";
    let given = row("", header, "middle|Good|2.0|Plums;a").unwrap();
    assert_eq!(given[2], Given::Answered(Answer::Point(1)));
    assert_eq!(
        given[3],
        Given::Answered(Answer::Rows(vec![Some(4), Some(1)]))
    );
    assert_eq!(given[4], Given::Answered(Answer::Ranked(vec![2, 0])));
    let places = row("", "best_a|best_b|best_c", "2|1.0|").unwrap();
    assert_eq!(places[4], Given::Answered(Answer::Ranked(vec![1, 0])));
    assert_eq!(
        row("", header, "4|6||"),
        Err(vec![
            "column “trust”: the value is not on the scale".to_owned(),
            "column “parts.shop”: the value is not on the scale".to_owned(),
        ])
    );
    assert_eq!(
        row("", "best_a|best_b", "1|1"),
        Err(vec![
            "column “best_b”: two options stand at place 1".to_owned()
        ])
    );
}

#[test]
fn numbers_out_of_bounds_are_refused_in_the_questions_own_unit() {
    let spent = |value: &str| row("", "spent", value);
    assert_eq!(
        spent("500.5"),
        Err(vec![
            "column “spent”: the number is above the maximum of 500".to_owned()
        ])
    );
    assert_eq!(
        spent("12,75"),
        Err(vec![
            "column “spent”: the number has more than 1 decimals; round it, or raise “decimals”"
                .to_owned()
        ])
    );
    assert!(
        spent("120.000").is_ok(),
        "a point in data is a decimal point"
    );
    assert!(spent("1,200").is_err());
}

#[test]
fn columns_must_be_there_once_and_rows_must_be_whole() {
    let import = "id = \"row\"\n[import.questions]\ncustomer = \"kunde\"";
    assert_eq!(
        row(import, "kunde|kunde", "1|1"),
        Err(vec![
            "column “row”: the file has no such column; correct its name in the survey file’s [import]".to_owned(),
            "column “kunde”: the header has it twice; rename one".to_owned(),
        ])
    );
    assert_eq!(
        row(import, "row|kunde", "17"),
        Err(vec!["column “kunde”: the row ends before it; check quotation marks and separators in this line".to_owned()])
    );
    let survey = survey(import);
    let reader = RowReader::new(&survey, &["\u{feff}row", "kunde"]).unwrap();
    assert_eq!(reader.id(&["17", "1"]), Some("17"));
    assert_eq!(reader.id(&[" ", "1"]), None);
}

#[test]
fn problems_never_repeat_the_value() {
    let secret = "Margarete Steiff";
    for header in [
        "customer",
        "reasons",
        "trust",
        "spent",
        "parts_shop",
        "best_a",
        "reasons_ads",
    ] {
        let problems = row("", header, secret).unwrap_err();
        assert!(
            problems.iter().all(|problem| !problem.contains(secret)),
            "{problems:?}"
        );
    }
}

#[test]
fn every_row_of_the_example_we_ship_is_a_response() {
    let survey = file::read(include_str!("../../../../surveys/example/survey.toml")).unwrap();
    let data = include_str!("../../../../surveys/example/invented-responses.csv");
    let mut file = csv::Reader::from_reader(data.as_bytes());
    let header: Vec<&str> = file.headers().unwrap().iter().collect();
    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let reader = RowReader::new(&survey, &header).unwrap();
    assert_eq!(reader.questions_without_column().count(), 0);
    let mut rows = 0;
    for record in file.records() {
        let record = record.unwrap();
        let fields: Vec<&str> = record.iter().collect();
        reader.read(&fields).unwrap();
        rows += 1;
    }
    assert_eq!(rows, 52);
}
