//! Words.

use super::{check, choice, german, german_rating, rating, reasons, text};
use crate::survey::file;

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
