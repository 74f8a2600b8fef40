//! Choices and their options.

use super::{choice, reasons, text};

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
    let owned = "kind = \"multiple-choice\"\ntext = \"Which of these do you own?\"\noptions = [{ code = \"a\", text = \"A\" }, { code = \"n\", text = \"None\", exclusive = true }]";
    assert_eq!(
        reasons(owned),
        [""; 0],
        "it asks about the list and no more"
    );
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
fn what_many_would_rather_not_say_needs_a_way_out() {
    let income = choice("What is your income?", &["Low", "High"]);
    assert_eq!(
        income,
        ["question “a”: many would rather not say (“income”)"]
    );
    let with = "kind = \"single-choice\"\ntext = \"What is your income?\"\noptions = [{ code = \"l\", text = \"Low\" }, { code = \"d\", text = \"Prefer not to say\", declined = true }]";
    assert_eq!(reasons(with), [""; 0]);
    assert_eq!(
        text("What is your religion?"),
        [""; 0],
        "it may be left empty"
    );
    let required = "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Low\"\nhighest = \"High\"\nrequired = true\ntext = \"How high is your income?\"";
    assert_eq!(reasons(required).len(), 1);
}

#[test]
fn ranges_that_meet_in_two_options_or_in_none_are_noticed() {
    let ages = |options: &[&str]| choice("How many did you buy?", options);
    assert_eq!(
        ages(&["Under 18", "18–25", "25–34", "35+"]),
        ["question “a”: “18–25” and “25–34” overlap: 25 is in both"]
    );
    assert_eq!(
        ages(&["unter 18", "18 bis 24", "26 bis 34"]),
        ["question “a”: between “18 bis 24” and “26 bis 34” 25 is missing"]
    );
    assert_eq!(
        ages(&["Up to 1,000", "1,000 or more"]),
        ["question “a”: “Up to 1,000” and “1,000 or more” overlap: 1000 is in both"]
    );
    for fine in [
        &["Under 25", "25 to 34", "35 and over", "Prefer not to say"][..],
        &[
            "Less than 3 months",
            "3 months to under 1 year",
            "1 year or longer",
        ],
        &["€0–4.99", "€5–9.99", "€10 and more"],
        &["Moins de 25 ans", "25 à 34 ans", "35 ans et plus"],
        &["De 25 a 34", "De 35 a 44", "45 o más"],
        &["Zwischen 1 und 3", "4 bis 6", "a dozen", "20 or more"],
        &["Once", "2-3 times", "3 or 4 people"],
    ] {
        assert_eq!(ages(fine), [""; 0], "{fine:?}");
    }
}

#[test]
fn one_of_many_needs_an_other() {
    let cities = ["Price", "Quality", "Service", "Range"];
    assert_eq!(
        choice("What is your main reason?", &cities),
        ["question “a”: an answer that is not listed cannot be given"]
    );
    assert_eq!(
        choice("Which do you prefer?", &cities),
        [""; 0],
        "all there are, perhaps"
    );
    assert_eq!(
        choice("Why?", &["Price", "Quality", "Range", "Other"]),
        [""; 0]
    );
}

#[test]
fn a_list_to_be_ticked_is_shuffled_when_it_is_long() {
    let options = |n: usize| -> Vec<String> {
        (0..n)
            .map(|n| format!("{{ code = \"o{n}\", text = \"Option {n}\" }}"))
            .collect()
    };
    let rest = "{ code = \"x\", text = \"X\", other = true }, { code = \"n\", text = \"None\", exclusive = true }";
    let list = |n| {
        format!(
            "kind = \"multiple-choice\"\ntext = \"x\"\noptions = [{}, {rest}]",
            options(n).join(", ")
        )
    };
    assert_eq!(reasons(&list(7)), [""; 0]);
    assert_eq!(
        reasons(&list(8)),
        ["question “a”: of 8 options in a fixed order the first are ticked more often"]
    );
    assert_eq!(reasons(&format!("{}\nrandom = true", list(8))), [""; 0]);
}
