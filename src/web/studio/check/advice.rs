//! Advice on a draft, by the question it is about, in the words of its pages.

use crate::survey::check::{self, Warning};
use crate::survey::draft::Draft;
use crate::survey::language::Language;
use crate::survey::language_names::name_of;
use crate::survey::questionnaire::Survey;
use crate::web::sentence::capitalised;

/// What could be better about one question, or about the whole.
pub struct Advice {
    pub about: String,
    /// Where to change it; nowhere in particular for the whole.
    pub address: Option<String>,
    pub sentences: Vec<String>,
}

/// How a survey file says it, and how a page does.
const IN_WORDS: [(&str, &str); 11] = [
    (
        "take pinned = false out, so that it stays",
        "let it keep its place, so that it stays",
    ),
    ("add random = true", "show the options in random order"),
    (
        "add { code = \"none\", text = \"None of these\", exclusive = true }",
        "add an option “None of these” that goes with no other",
    ),
    (
        "add { code = \"other\", text = \"Other, please say\", other = true }",
        "add an option “Other, please say” with a line to write in",
    ),
    (
        "add { code = \"declined\", text = \"Prefer not to say\", declined = true }",
        "add an option “Prefer not to say” that means no answer",
    ),
    (
        "keep required = true for what decides",
        "require an answer only to what decides",
    ),
    (
        "take required = true out, and say in help that",
        "do not require an answer, and say in its help that",
    ),
    (
        "take required = true out: people",
        "do not require an answer: people",
    ),
    (
        "move what explains it to help",
        "move what explains it to its help",
    ),
    ("add label = \"…\", a word", "give it one, a word"),
    (" (show_when)", ""),
];

/// Question by question in the draft's order; `address` is the draft's.
pub fn advice(survey: &Survey, draft: &Draft, address: &str) -> Vec<Advice> {
    let mut advice: Vec<Advice> = Vec::new();
    for warning in check::check(survey) {
        let of_it = about(&warning, survey, draft, address);
        let sentence = sentence(&warning);
        let is_known =
            |known: &&mut Advice| known.address == of_it.address && known.about == of_it.about;
        match advice.iter_mut().find(is_known) {
            Some(known) => known.sentences.push(sentence),
            None => advice.push(Advice {
                sentences: vec![sentence],
                ..of_it
            }),
        }
    }
    advice
}

fn about(warning: &Warning, survey: &Survey, draft: &Draft, address: &str) -> Advice {
    let code = warning.question.as_ref();
    let asked = code.and_then(|code| survey.questionnaire.question(code));
    let mut questions = draft.questions.iter();
    let written = code.and_then(|code| questions.find(|each| each.code == code.as_str()));
    Advice {
        about: asked.map_or("The survey as a whole".to_owned(), |question| {
            question.text.fallback().to_owned()
        }),
        address: written.map(|question| format!("{address}/questions/{}", question.id)),
        sentences: Vec::new(),
    }
}

fn sentence(warning: &Warning) -> String {
    let reason = capitalised(&warning.reason);
    let mut remedy = warning.remedy.clone();
    if let Some(language) = language_to_write(&remedy) {
        remedy = format!("write it in {language}, also where it reads the same");
    }
    for (in_files, on_pages) in IN_WORDS {
        remedy = remedy.replace(in_files, on_pages);
    }
    format!("{reason}; {}.", remedy.trim_end_matches('.'))
}

/// The name of the language that a text is missing in.
fn language_to_write(remedy: &str) -> Option<String> {
    let (tag, _) = remedy.strip_prefix("write { …, ")?.split_once(" = ")?;
    let language = Language::try_from(tag.to_owned()).ok()?;
    Some(name_of(&language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_speaks_of_options_and_never_of_keys_of_a_file() {
        for (remedy, expected) in [
            (
                "add random = true, or shorten the list",
                "show the options in random order, or",
            ),
            (
                "write { …, de = \"…\" }, also where it reads the same",
                "write it in German, also where it reads the same",
            ),
            (
                "take required = true out: people who must",
                "do not require an answer: people",
            ),
        ] {
            let warning = Warning {
                question: None,
                reason: "it is so".to_owned(),
                remedy: remedy.to_owned(),
            };
            let said = sentence(&warning);
            assert!(said.starts_with("It is so; "), "{said}");
            assert!(said.contains(expected) && !said.contains(" = "), "{said}");
        }
    }
}
