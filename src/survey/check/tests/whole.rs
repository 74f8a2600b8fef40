//! The survey as a whole, and what is asked of people in it.

use super::{advice, advice_on, check, reasons};
use crate::survey::file;

#[test]
fn the_surveys_we_ship_need_no_advice() {
    for survey in [
        include_str!("../../../../surveys/why-not-like-us.toml"),
        include_str!("../../../../surveys/example/survey.toml"),
    ] {
        assert_eq!(check(&file::read(survey).unwrap()), []);
    }
}

#[test]
fn of_the_surveys_we_test_with_only_double_questions_could_be_better() {
    let advice = |text| {
        let advice = check(&file::read(text).unwrap());
        let advice = advice.iter().map(ToString::to_string);
        advice.collect::<Vec<String>>()
    };
    assert_eq!(
        advice(include_str!("../../../../tests/surveys/ess10no.toml")),
        [""; 0]
    );
    // “The staff were friendly and helpful”, asked of three shops.
    let example = advice(include_str!("../../../../tests/surveys/example-a.toml"));
    assert_eq!(example.len(), 3, "{example:#?}");
    for advice in example {
        assert!(advice.contains("“and” may join two questions"), "{advice}");
    }
}

#[test]
fn nobody_should_be_made_to_write() {
    assert_eq!(
        advice("kind = \"text\"\ntext = \"Why?\"\nrequired = true"),
        [
            "question “a”: everybody is made to write; take required = true out: people who must write something write nonsense, or leave"
        ]
    );
}

#[test]
fn each_language_is_told_what_it_lacks() {
    let question = "kind = \"single-choice\"\ntext = { en = \"Why?\", de = \"Warum?\" }\n\
                    options = [{ code = \"y\", text = \"Yes\" }, { code = \"n\", text = \"100\" }]";
    assert_eq!(
        advice_on("languages = [\"en\", \"de\"]", question),
        [
            "2 texts are not translated into German, the first “T”; write { …, de = \"…\" }, also where it reads the same",
            "question “a”: “Yes” is not translated into German; write { …, de = \"…\" }, also where it reads the same",
        ]
    );
    assert_eq!(
        advice_on("", question.replace(", de = \"Warum?\"", "").as_str()),
        [""; 0]
    );
}

#[test]
fn a_survey_that_takes_too_long_says_so() {
    let mut lines = "kind = \"text\"\nlong = true\ntext = \"Why?\"\n".to_owned();
    for number in 0..30 {
        lines += &format!(
            "[[question]]\ncode = \"q{number}\"\nkind = \"text\"\nlong = true\ntext = \"Why{number}?\"\n"
        );
    }
    assert_eq!(
        advice(&lines),
        [
            "it takes about 17 minutes, and people leave; leave out what nobody will act on; aim at less than ten"
        ]
    );
}

#[test]
fn questions_about_the_person_come_last() {
    let age = "kind = \"number\"\nbackground = true\ntext = \"How old are you?\"\nminimum = 0\nmaximum = 99";
    let why = "\n[[question]]\ncode = \"b\"\nkind = \"text\"\ntext = \"Why?\"";
    assert_eq!(
        reasons(&format!("{age}{why}")),
        ["question “a”: it asks about the person (“how old”) before anything else"]
    );
    assert_eq!(reasons(age), [""; 0], "nothing else is asked");
    let deciding = format!("{age}{why}\nshow_when = \"a >= 18\"");
    assert_eq!(reasons(&deciding), [""; 0], "it decides who is asked");
    let collected = format!("{age}{why}\n[import]\nid = \"row\"");
    assert_eq!(reasons(&collected), [""; 0], "it was asked so");
}

#[test]
fn a_survey_that_demands_too_much_says_so() {
    let question = |n| {
        format!(
            "[[question]]\ncode = \"q{n}\"\nkind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Low\"\nhighest = \"High\"\ntext = \"x{n}\"\n"
        )
    };
    let questions = |n: usize| (0..n).map(question).collect::<String>();
    let first = "kind = \"text\"\ntext = \"Why?\"\n";
    let demanding = questions(3).replace("text = \"x", "required = true\ntext = \"x");
    assert_eq!(
        reasons(&format!("{first}{demanding}")),
        ["3 of 4 questions must be answered"]
    );
    assert_eq!(
        reasons(&format!("{first}{}", questions(30))),
        ["it asks 31 questions, and people leave"]
    );
}
