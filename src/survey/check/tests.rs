//! What each kind of advice is given for, and what it is not.

use super::*;
use crate::survey::file;

/// The advice on a survey whose only question has these lines.
fn advice(lines: &str) -> Vec<String> {
    advice_on("", lines)
}

fn advice_on(head: &str, lines: &str) -> Vec<String> {
    let text = format!(
        "format = 1\nslug = \"x\"\nbrand = \"ACME\"\ntitle = {{ en = \"T\" }}\n{head}\n\
         charter = {{ readers = {{ en = \"R\" }} }}\n[[question]]\ncode = \"a\"\n{lines}"
    );
    let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    check(&survey).iter().map(ToString::to_string).collect()
}

fn reasons(lines: &str) -> Vec<String> {
    let advice = advice(lines);
    let reasons = advice
        .iter()
        .map(|advice| advice.split(';').next().unwrap().to_owned());
    reasons.collect()
}

fn text(question: &str) -> Vec<String> {
    reasons(&format!("kind = \"text\"\ntext = \"{question}\""))
}

fn rating(question: &str) -> Vec<String> {
    reasons(&format!(
        "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"No\"\nhighest = \"Yes\"\ntext = \"{question}\""
    ))
}

fn labelled(labels: &[&str]) -> Vec<String> {
    let to = labels.len();
    let labels = labels.join("\", \"");
    reasons(&format!(
        "kind = \"scale\"\nfrom = 1\nto = {to}\ntext = \"x\"\nlabels = [\"{labels}\"]"
    ))
}

#[test]
fn the_surveys_we_ship_need_no_advice() {
    for survey in [
        include_str!("../../../surveys/why-not-like-us.toml"),
        include_str!("../../../surveys/example/survey.toml"),
    ] {
        assert_eq!(check(&file::read(survey).unwrap()), []);
    }
}

#[test]
fn a_typed_question_about_who_somebody_is_is_noticed_in_four_languages() {
    for question in [
        "What is your name?",
        "Your e-mail address, please",
        "Telephone",
        "Ihre Kundennummer?",
        "Wie heißen Sie?",
        "Geburtsdatum",
        "Quel est votre nom ?",
        "Votre numéro d'adhérent",
        "¿Cuál es su correo electrónico?",
        "Fecha de nacimiento",
    ] {
        assert!(
            text(question)[0].contains("it seems to ask who somebody is"),
            "{question}"
        );
    }
    for question in [
        "What name would you give the shop?",
        "Was stört Sie an unseren Mails?",
        "Why?",
    ] {
        assert_eq!(text(question), [""; 0], "{question}");
    }
    let choice = "kind = \"single-choice\"\ntext = \"Does your name stand on the door?\"\n\
                  options = [{ code = \"y\", text = \"Yes\" }, { code = \"n\", text = \"No\" }]";
    assert_eq!(reasons(choice), [""; 0], "a choice cannot name anybody");
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
fn a_multiple_choice_needs_a_way_out() {
    let options = |more: &str| {
        reasons(&format!(
            "kind = \"multiple-choice\"\ntext = \"x\"\nrandom = true\noptions = [{{ code = \"a\", text = \"A\" }}, {{ code = \"b\", text = \"B\" }}{more}]"
        ))
    };
    assert_eq!(
        options(""),
        [
            "question “a”: somebody to whom nothing applies cannot say so",
            "question “a”: a reason that is not listed cannot be given",
        ]
    );
    let other = ", { code = \"o\", text = \"Other\", other = true }";
    let none = ", { code = \"n\", text = \"None\", exclusive = true }";
    assert_eq!(options(&format!("{other}{none}")), [""; 0]);
    let moving = ", { code = \"n\", text = \"None\", exclusive = true, pinned = false }";
    assert_eq!(
        options(&format!("{other}{moving}")),
        ["question “a”: “None” is shuffled among the others"]
    );
}

#[test]
fn a_long_list_of_reasons_is_shuffled() {
    let options: Vec<String> = (0..16)
        .map(|n| format!("{{ code = \"{n}\", text = \"{n}\" }}"))
        .collect();
    let list = format!(
        "kind = \"single-choice\"\ntext = \"x\"\noptions = [{}]",
        options.join(", ")
    );
    assert_eq!(
        reasons(&list),
        ["question “a”: of 16 options the first are chosen more often"]
    );
    assert_eq!(reasons(&format!("{list}\nrandom = true")), [""; 0]);
    assert_eq!(reasons(&format!("{list}\nbackground = true")), [""; 0]);
}

#[test]
fn scales_that_lean_are_noticed() {
    assert_eq!(
        labelled(&["Poor", "Fair", "Good", "Very good", "Excellent"]),
        ["question “a”: the scale leans: 3 of its labels praise, 1 blame"]
    );
    assert_eq!(
        labelled(&[
            "Very dissatisfied",
            "Dissatisfied",
            "Neither",
            "Satisfied",
            "Very satisfied"
        ]),
        [""; 0]
    );
    let agree = [
        "Stimme nicht zu",
        "Stimme eher nicht zu",
        "Teils, teils",
        "Stimme eher zu",
        "Stimme zu",
    ];
    assert_eq!(labelled(&agree), [""; 0]);
    assert_eq!(
        labelled(&[
            "Not at all satisfied",
            "A little satisfied",
            "Quite satisfied",
            "Very satisfied"
        ]),
        [""; 0],
        "from nothing to much"
    );
    let lopsided =
        "kind = \"scale\"\nfrom = -1\nto = 3\nlowest = \"A\"\nhighest = \"A\"\ntext = \"x\"";
    assert_eq!(
        reasons(lopsided),
        [
            "question “a”: both ends of the scale read the same",
            "question “a”: the scale from -1 to 3 has more room on one side",
        ]
    );
}

#[test]
fn leading_and_double_questions_are_noticed() {
    assert!(
        text("Don't you find our shop pleasant?")[0].contains("“don’t you” suggests an answer")
    );
    assert!(text("Finden Sie nicht auch, dass es zu laut ist?")[0].contains("suggests an answer"));
    assert!(
        rating("How clean and friendly was the shop?")[0].contains("“and” may join two questions")
    );
    assert_eq!(rating("How clean was the shop?"), [""; 0]);
    assert_eq!(
        text("What do you like and dislike?"),
        [""; 0],
        "text can answer both"
    );
}

#[test]
fn each_language_is_told_what_it_lacks() {
    let question = "kind = \"single-choice\"\ntext = { en = \"Why?\", de = \"Warum?\" }\n\
                    options = [{ code = \"y\", text = \"Yes\" }, { code = \"n\", text = \"100\" }]";
    assert_eq!(
        advice_on("languages = [\"en\", \"de\"]", question),
        [
            "2 texts are not translated into “de”, the first “T”; write { …, de = \"…\" }, also where it reads the same",
            "question “a”: “Yes” is not translated into “de”; write { …, de = \"…\" }, also where it reads the same",
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
            "[[question]]\ncode = \"q{number}\"\nkind = \"text\"\nlong = true\ntext = \"Why?\"\n"
        );
    }
    assert_eq!(
        advice(&lines),
        [
            "it takes about 17 minutes, and people leave; leave out what nobody will act on; aim at less than ten"
        ]
    );
}
