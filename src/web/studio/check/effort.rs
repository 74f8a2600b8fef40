//! What a survey asks of people: time, questions, and reading.

use crate::survey::check::effort::{self, Effort};
use crate::survey::check::reading_level::reading_level;
use crate::survey::questionnaire::Survey;
use crate::web::studio::builder::languages::name_of;
use crate::web::studio::preview::ways::Ways;

/// One line: what is meant, and what it comes to.
pub struct Fact {
    pub name: String,
    pub value: String,
    pub note: &'static str,
}

/// Of the survey as it stands, in its first language where one is meant.
pub fn facts(survey: &Survey) -> Vec<Fact> {
    let mut facts = vec![time(survey), longest(survey)];
    let languages = &survey.questionnaire.languages;
    facts.extend(languages.iter().filter_map(|language| {
        let level = reading_level(&survey.questionnaire, language)?;
        Some(Fact {
            name: format!("Reading, {}", name_of(language)),
            value: level.to_string(),
            note: match level.is_hard() {
                true => "A good part of the public reads this with effort.",
                false => "",
            },
        })
    }));
    facts
}

fn time(survey: &Survey) -> Fact {
    let language = survey.questionnaire.languages.first();
    let value = language.map_or(String::new(), |language| {
        minutes(effort::estimate(&survey.questionnaire, language))
    });
    Fact {
        name: "Time to answer".to_owned(),
        value,
        note: "On the longest way, for somebody who reads every word and answers all they are shown.",
    }
}

fn minutes(effort: Effort) -> String {
    match effort.minutes() {
        1 => "about a minute".to_owned(),
        minutes => format!("about {minutes} minutes"),
    }
}

fn longest(survey: &Survey) -> Fact {
    let questionnaire = &survey.questionnaire;
    let asked = questionnaire.questions.iter();
    let all = asked.filter(|question| question.kind.is_asked()).count();
    let value = match Ways::of(questionnaire) {
        None => format!("at most {all} questions"),
        Some(ways) => {
            let asked = |way: &usize| ways.asked(questionnaire, *way);
            let longest = (0..ways.count()).max_by_key(asked).unwrap_or_default();
            let of_all = match asked(&longest) {
                1 => "1 question".to_owned(),
                most if most == all => format!("{most} questions"),
                most => format!("{most} of {all} questions"),
            };
            let pages = match ways.pages(questionnaire, longest).len() {
                1 => "1 page".to_owned(),
                pages => format!("{pages} pages"),
            };
            format!("{of_all} on {pages}")
        }
    };
    Fact {
        name: "Longest way".to_owned(),
        value,
        note: "",
    }
}
