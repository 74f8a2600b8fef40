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
fn of_the_surveys_we_test_with_only_double_questions_could_be_better() {
    let advice = |text| {
        let advice = check(&file::read(text).unwrap());
        let advice = advice.iter().map(ToString::to_string);
        advice.collect::<Vec<String>>()
    };
    assert_eq!(
        advice(include_str!("../../../tests/surveys/ess10no.toml")),
        [""; 0]
    );
    // “The staff were friendly and helpful”, asked of three shops.
    let example = advice(include_str!("../../../tests/surveys/example-a.toml"));
    assert_eq!(example.len(), 3, "{example:#?}");
    for advice in example {
        assert!(advice.contains("“and” may join two questions"), "{advice}");
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

fn choice(question: &str, options: &[&str]) -> Vec<String> {
    let options = options.iter().enumerate();
    let options = options.map(|(n, text)| format!("{{ code = \"o{n}\", text = \"{text}\" }}"));
    let options: Vec<String> = options.collect();
    reasons(&format!(
        "kind = \"single-choice\"\ntext = \"{question}\"\noptions = [{}]",
        options.join(", ")
    ))
}

fn german(lines: &str) -> Vec<String> {
    let text = format!(
        "format = 1\nslug = \"x\"\nbrand = \"ACME\"\ntitle = \"T\"\nlanguages = [\"de\"]\n\
         charter = {{ readers = \"R\" }}\n[[question]]\ncode = \"a\"\n{lines}"
    );
    let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    check(&survey).iter().map(ToString::to_string).collect()
}

fn german_rating(question: &str) -> Vec<String> {
    german(&format!(
        "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Nein\"\nhighest = \"Ja\"\ntext = \"{question}\""
    ))
}

#[test]
fn a_negation_that_can_be_denied_is_noticed() {
    assert!(rating("The shop is not clean.")[0].contains("“not” turns the meaning round"));
    assert!(choice("Did you not find it?", &["Yes", "No"])[0].contains("“not” turns"));
    let extent = "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Gar nicht\"\nhighest = \"Sehr\"";
    let worries = format!("{extent}\ntext = \"Wie sehr stört es Sie, nicht gefragt zu werden?\"");
    assert_eq!(german(&worries), [""; 0]);
    assert!(german_rating("Der Laden ist nicht sauber.")[0].contains("“nicht” turns"));
    for fine in ["Was the shop clean or not?", "How clean is it?"] {
        assert_eq!(rating(fine), [""; 0], "{fine}");
    }
    assert_eq!(
        choice(
            "When did you notice it was not open?",
            &["Today", "Earlier", "A week ago", "Before"]
        ),
        [""; 0],
        "nothing here can be denied"
    );
    assert_eq!(text("What did you not like?"), [""; 0]);
}

#[test]
fn what_is_true_of_nobody_is_noticed() {
    assert!(rating("The shop is always clean.")[0].contains("“always” is true of almost nobody"));
    assert!(german_rating("Der Laden ist immer sauber.")[0].contains("“immer” is true of"));
    assert_eq!(german_rating("Der Laden ist immer noch sauber."), [""; 0]);
    let how_often = ["Always", "Sometimes", "Never"];
    assert_eq!(choice("How often is it clean?", &how_often), [""; 0]);
}

#[test]
fn words_of_the_trade_abbreviations_and_long_sentences_are_noticed() {
    assert!(text("Which touchpoints do you use?")[0].contains("is a word of the trade"));
    assert!(text("What do you think of our KPI?")[0].contains("“KPI” stands for"));
    for fine in [
        "Do you get our SMS?",
        "WHAT NOW",
        "What do you think of ACME?",
    ] {
        assert_eq!(text(fine), [""; 0], "{fine}");
    }
    let long = "word ".repeat(31);
    assert!(text(&long)[0].contains("one sentence has 31 words"));
    assert_eq!(
        text(&format!("{}. {}", "word ".repeat(20), "word ".repeat(20))),
        [""; 0]
    );
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

#[test]
fn a_scale_with_two_sides_has_a_middle() {
    assert_eq!(
        labelled(&["Very bad", "Bad", "Good", "Very good"]),
        ["question “a”: somebody who stands in the middle is made to take a side"]
    );
    assert_eq!(
        labelled(&["Bad", "Good"]),
        [""; 0],
        "two labels are a question"
    );
    assert_eq!(labelled(&["Never", "Rarely", "Often", "Daily"]), [""; 0]);
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
            "[[question]]\ncode = \"q{n}\"\nkind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Low\"\nhighest = \"High\"\ntext = \"x\"\n"
        )
    };
    let questions = |n: usize| (0..n).map(question).collect::<String>();
    let first = "kind = \"text\"\ntext = \"Why?\"\n";
    let demanding = questions(3).replace("text = \"x\"", "text = \"x\"\nrequired = true");
    assert_eq!(
        reasons(&format!("{first}{demanding}")),
        ["3 of 4 questions must be answered"]
    );
    assert_eq!(
        reasons(&format!("{first}{}", questions(30))),
        ["it asks 31 questions, and people leave"]
    );
}

#[test]
fn the_name_of_the_brand_is_no_wording() {
    let text = "format = 1\nslug = \"x\"\nbrand = \"Always Clean and Never Not\"\ntitle = \"x\"\ncharter = { readers = \"x\" }\n[[question]]\ncode = \"a\"\nkind = \"nps\"\ntext = \"How likely are you to recommend Always Clean and Never Not?\"\nlowest = \"No\"\nhighest = \"Yes\"";
    assert_eq!(check(&file::read(text).unwrap()), []);
}

#[test]
fn a_text_that_is_hard_to_read_says_so_in_its_language() {
    let hard = "Charakterisieren Sie bitte die Zufriedenstellung Ihrer Informationsbedürfnisse. "
        .repeat(20);
    let advice = german(&format!("kind = \"text\"\ntext = \"{hard}\""));
    assert!(
        advice[0].starts_with("in “de” it reads like year "),
        "{advice:?}"
    );
    let easy = "What do you like best in the shop? ".repeat(20);
    assert_eq!(text(&easy), [""; 0]);
    let short = "Charakterisieren Sie die Zufriedenstellung Ihrer Informationsbedürfnisse.";
    assert_eq!(text(short), [""; 0], "too little to say");
}
