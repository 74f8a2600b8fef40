//! A survey with every kind of question, for tests of pages.

use std::collections::BTreeMap;

use crate::survey::calendar::Calendar;
use crate::survey::charter::{
    Access, Breakdowns, Charter, Comments, PublicResults, Reminders, ResultsWhen,
};
use crate::survey::language::{Language, Localized};
use crate::survey::question::{
    Band, Choice, ChoiceList, GridRow, NumberRange, Question, QuestionKind, Role, Scale, ScaleEnds,
    TextField,
};
use crate::survey::questionnaire::{Questionnaire, Survey};

pub fn language(tag: &str) -> Language {
    Language::try_from(tag.to_owned()).unwrap()
}

pub fn text(english: &str) -> Localized {
    Localized::everywhere(english)
}

fn both(english: &str, german: &str) -> Localized {
    Localized::new(
        english,
        BTreeMap::from([(language("de"), german.to_owned())]),
    )
}

pub fn choice(code: &str, words: &str) -> Choice {
    Choice {
        code: code.parse().unwrap(),
        text: text(words),
        is_exclusive: false,
        is_other: false,
        is_declined: false,
        is_pinned: false,
        shown_when: None,
    }
}

fn list(options: Vec<Choice>) -> ChoiceList {
    ChoiceList {
        options,
        is_random: false,
        is_ordered: false,
    }
}

pub fn question(code: &str, words: Localized, kind: QuestionKind) -> Question {
    Question {
        code: code.parse().unwrap(),
        role: Role::Brand,
        text: words,
        help: None,
        is_required: false,
        shown_when: None,
        starts_page: false,
        kind,
    }
}

fn scale(from: i16, to: i16, labels: &[&str]) -> Scale {
    Scale {
        from,
        to,
        ends: ScaleEnds {
            lowest: text(labels.first().copied().unwrap_or("not at all")),
            highest: text(labels.last().copied().unwrap_or("completely")),
        },
        labels: if labels.len() > 2 {
            labels.iter().map(|label| text(label)).collect()
        } else {
            Vec::new()
        },
    }
}

fn reasons() -> Question {
    let mut options = vec![
        choice(
            "messages",
            "I do not want to be bombarded with messages or advertisements",
        ),
        choice(
            "access",
            "I do not want to give the company access to my profile information",
        ),
        choice(
            "feeds",
            "I do not want to push things into my friends’ news feeds",
        ),
        choice("contact", "I do not want to be contacted by companies"),
        choice("purpose", "I see no purpose or benefit in it"),
        choice("other", "Something else"),
        choice("none", "None of these"),
    ];
    options[5].is_other = true;
    options[6].is_exclusive = true;
    let kind = QuestionKind::MultipleChoice(list(options));
    let words = both(
        "Which of these are reasons why you have not “liked” a company?",
        "Was sind Gründe dafür, dass Sie kein Unternehmen mit „Gefällt mir“ markiert haben?",
    );
    question("reasons", words, kind)
}

fn use_of_brand() -> Question {
    let kind = QuestionKind::SingleChoice(list(vec![
        choice("now", "Yes, I use it now"),
        choice("before", "I used it before, but not any more"),
        choice("never", "No, never"),
    ]));
    let mut question = question("use", text("Have you ever used ACME?"), kind);
    question.is_required = true;
    question
}

fn grid() -> Question {
    let rows = [
        (
            "honest",
            "ACME says what it does with what it knows about me",
        ),
        ("price", "It is worth its price"),
        ("people", "People like me use it"),
    ];
    let rows = rows
        .iter()
        .map(|(code, words)| GridRow {
            code: code.parse().unwrap(),
            text: text(words),
        })
        .collect();
    let labels = [
        "Strongly disagree",
        "Disagree",
        "Neither",
        "Agree",
        "Strongly agree",
    ];
    let kind = QuestionKind::Grid {
        rows,
        scale: scale(1, 5, &labels),
    };
    question(
        "image",
        text("How far do you agree with these sentences?"),
        kind,
    )
}

fn ranking() -> Question {
    let kind = QuestionKind::Ranking {
        choices: list(vec![
            choice("price", "A lower price"),
            choice("ads", "Fewer advertisements"),
            choice("privacy", "Clear words about my data"),
            choice("shop", "A shop near me"),
        ]),
        places: 3,
    };
    question("change", text("What would have to change first?"), kind)
}

fn number() -> Question {
    let kind = QuestionKind::Number(NumberRange {
        minimum: 0,
        maximum: 1000,
        decimals: 0,
        unit: Some(text("euros a month")),
        bands: vec![Band {
            code: "any".parse().unwrap(),
            text: text("0 to 1000"),
            from: 0,
            to: 1000,
        }],
    });
    question(
        "spend",
        text("How much do you spend on things like these?"),
        kind,
    )
}

fn comment() -> Question {
    let kind = QuestionKind::Text(TextField {
        is_long: true,
        characters_max: 2000,
    });
    question(
        "comment",
        text("Is there anything else we should hear?"),
        kind,
    )
}

fn trust() -> Question {
    let labels = ["Not at all", "A little", "Somewhat", "A lot", "Completely"];
    let kind = QuestionKind::Scale(scale(1, 5, &labels));
    question("trust", text("How much do you trust ACME?"), kind)
}

fn recommend() -> Question {
    let kind = QuestionKind::NetPromoter(ScaleEnds {
        lowest: text("not at all likely"),
        highest: text("extremely likely"),
    });
    let words = text("How likely are you to recommend ACME to a friend or colleague?");
    question("recommend", words, kind)
}

fn closeness() -> Question {
    let kind = QuestionKind::Scale(scale(1, 7, &[]));
    question("close", text("How close do you feel to ACME?"), kind)
}

/// Everything at once, on one page.
pub fn survey() -> Survey {
    let mut note = question(
        "note",
        text("Now about the brand"),
        QuestionKind::Information,
    );
    note.help = Some(text(
        "The next questions are about ACME as you know it, not as it advertises itself.",
    ));
    let mut city = question(
        "city",
        text("In one word, what is ACME?"),
        QuestionKind::Text(TextField {
            is_long: false,
            characters_max: 60,
        }),
    );
    city.help = Some(text("The first one that comes to mind."));
    Survey {
        slug: "acme-2026".parse().unwrap(),
        brand: "ACME".to_owned(),
        calendar: Calendar::ByHand,
        embedded_on: Vec::new(),
        charter: Charter {
            readers: text("The marketing team of ACME and its board."),
            outside: None,
            access: Access::Link,
            group_size_min: 10,
            floor: 5,
            results: ResultsWhen::WhileRunning,
            breakdowns: Breakdowns::Default,
            retention_days: 90,
            comments: Comments::Shown,
            public_results: PublicResults::Never,
            reminders: Reminders::Everybody,
        },
        questionnaire: Questionnaire {
            languages: vec![language("en"), language("de")],
            title: both("Why not ACME?", "Warum nicht ACME?"),
            introduction: Some(text(
                "ACME would like to know why people stay away. It takes about three minutes.",
            )),
            thanks: None,
            closed: None,
            questions: vec![
                use_of_brand(),
                reasons(),
                note,
                trust(),
                closeness(),
                grid(),
                recommend(),
                ranking(),
                number(),
                city,
                comment(),
            ],
        },
        import: None,
        source: None,
        quotas: Vec::new(),
        is_simulated: false,
    }
}
