//! What is said about quotas.

use super::*;
use crate::survey::answer::{Answer, Given};

const SURVEY: &str = r#"format = 1
slug = "why-not"
brand = "ACME"
title = "Why not?"
[charter]
readers = "nobody"
[[question]]
code = "use"
kind = "single-choice"
text = "Do you use ACME?"
options = [{ code = "yes", text = "Yes" }, { code = "once", text = "Once" }, { code = "no", text = "No" }]
[[question]]
code = "why"
kind = "multiple-choice"
text = "Why?"
options = [{ code = "ads", text = "Ads" }, { code = "data", text = "Data" }]
[[question]]
code = "more"
kind = "text"
text = "More?"
[[quota]]
"#;

fn problems(quota: &str) -> Vec<String> {
    match read(&format!("{SURVEY}{quota}")) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_quota_limits_options_in_the_order_of_their_question() {
    let quota = "question = \"use\"\noptions = [\"once\", \"yes\"]\nmost = 40\n";
    let survey = read(&format!("{SURVEY}{quota}")).unwrap();
    let quota = &survey.quotas[0];
    let options: Vec<_> = quota.options.iter().map(ToString::to_string).collect();
    assert_eq!(options, ["yes", "once"]);
    let says = |option| {
        let one = Answer::One {
            option,
            other: None,
        };
        let given = [Given::Answered(one), Given::NotShown, Given::Skipped];
        quota.concerns(&survey.questionnaire, &given)
    };
    assert_eq!([says(0), says(1), says(2)], [true, true, false]);
    assert!(!quota.concerns(&survey.questionnaire, &[Given::Skipped]));
}

#[test]
fn what_a_quota_lacks_or_cannot_be_is_said_where_it_stands() {
    assert_eq!(
        problems(""),
        [
            "line 21: quota 1 has no “question”; name a choice: question = \"…\"",
            "line 21: quota 1 has no “options”; name what is limited: options = [\"…\"]",
            "line 21: quota 1 has no “most”; say how many at most: most = 100",
        ]
    );
    let of = |question: &str, options: &str| {
        problems(&format!(
            "question = \"{question}\"\noptions = {options}\nmost = 40\n"
        ))
    };
    assert_eq!(
        of("us", "[\"yes\"]"),
        ["line 22: there is no question “us” for a quota; did you mean “use”?"]
    );
    assert_eq!(
        of("more", "[\"yes\"]"),
        ["line 22: a quota cannot look at “more”; name a single or a multiple choice"]
    );
    assert_eq!(
        of("use", "[\"yess\"]"),
        ["line 23: “use” has no option “yess”; did you mean “yes”?"]
    );
    assert_eq!(
        of("use", "[]"),
        ["line 23: a quota without an option limits nobody; name an option"]
    );
    assert!(of("why", "[\"ads\", \"data\"]")[0].contains("counted twice"));
}

#[test]
fn a_quota_lets_through_at_least_a_group_and_each_stands_once() {
    let one = "question = \"why\"\noptions = [\"ads\"]\nmost = 40\n";
    let few = one.replace("40", "9");
    assert_eq!(
        problems(&few),
        ["line 24: “most” is 9; choose a number from 10 to 100000000"]
    );
    assert_eq!(
        problems(&format!("{one}[[quota]]\n{one}")),
        ["line 25: quota 2 limits the same as another; keep one of them"]
    );
}

#[test]
fn what_is_held_until_it_closes_has_no_quota() {
    let quota = "question = \"why\"\noptions = [\"ads\"]\nmost = 40\n";
    let held = SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\"");
    let problems = read(&format!("{held}{quota}")).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].reason.contains("before it closes"));
}
