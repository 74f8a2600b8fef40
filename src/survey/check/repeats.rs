//! What stands there twice: options or rows that read the same, and questions
//! that are asked again. Nobody can tell their answers apart.

use std::collections::HashMap;

use super::{About, Warning, folded};
use crate::survey::language::Localized;
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Survey;

pub(super) fn check_parts(about: &mut About<'_>) {
    let question = about.question;
    let choices = question.kind.choices();
    let options = choices.map_or(&[][..], |choices| &choices.options);
    if let Some(text) = repeated(options.iter().map(|option| &option.text)) {
        about.warn(
            format!("the option “{text}” stands there twice"),
            "take one of them out, or say how they differ",
        );
    }
    if let QuestionKind::Grid { rows, .. } = &question.kind
        && let Some(text) = repeated(rows.iter().map(|row| &row.text))
    {
        about.warn(
            format!("the row “{text}” stands there twice"),
            "take one of them out, or say how they differ",
        );
    }
}

/// The first text that stood there before.
fn repeated<'t>(mut texts: impl Iterator<Item = &'t Localized>) -> Option<&'t str> {
    let mut seen = Vec::new();
    let again = texts.find(|text| {
        let text = folded(text.fallback());
        let is_known = seen.contains(&text);
        seen.push(text);
        // Signs alone fold to nothing.
        is_known && seen.last().is_some_and(|text| !text.trim().is_empty())
    });
    again.map(Localized::fallback)
}

/// Two questions that different people are asked may be worded the same.
pub(super) fn check(survey: &Survey, warnings: &mut Vec<Warning>) {
    let mut asked = HashMap::new();
    for question in &survey.questionnaire.questions {
        if !question.kind.is_asked() {
            continue;
        }
        let wording = folded(question.text.fallback());
        if wording.trim().is_empty() {
            continue;
        }
        let condition = question.shown_when.is_some();
        let Some(is_before_conditional) = asked.insert(wording, condition) else {
            continue;
        };
        if condition && is_before_conditional {
            continue;
        }
        warnings.push(Warning {
            question: Some(question.code.clone()),
            reason: "a question before it is worded the same".to_owned(),
            remedy: "take one of them out, or say what each of them is about".to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::file;

    fn said(lines: &str) -> Vec<String> {
        let text = format!(
            "format = 1\nslug = \"x\"\nbrand = \"ACME\"\ntitle = \"T\"\n\
             charter = {{ readers = \"R\" }}\n{lines}"
        );
        let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let mut warnings = Vec::new();
        for question in &survey.questionnaire.questions {
            super::check_parts(&mut super::About {
                survey: &survey,
                question,
                warnings: &mut warnings,
            });
        }
        super::check(&survey, &mut warnings);
        warnings.iter().map(ToString::to_string).collect()
    }

    fn question(code: &str, text: &str, more: &str) -> String {
        format!("[[question]]\ncode = \"{code}\"\nkind = \"text\"\ntext = \"{text}\"\n{more}\n")
    }

    #[test]
    fn options_that_read_the_same_are_told() {
        let choice = "[[question]]\ncode = \"a\"\nkind = \"single-choice\"\ntext = \"Why?\"\n\
                      options = [{ code = \"x\", text = \"Too dear\" }, { code = \"y\", text = \"Slow\" }, \
                      { code = \"z\", text = \"too dear.\" }]";
        assert_eq!(
            said(choice),
            [
                "question “a”: the option “too dear.” stands there twice; take one of them out, or say how they differ"
            ]
        );
        assert_eq!(said(&choice.replace("too dear.", "Too far")), [""; 0]);
    }

    #[test]
    fn questions_worded_the_same_are_told_unless_different_people_are_asked() {
        let twice = question("a", "Why?", "") + &question("b", "Why?", "");
        let told = said(&twice);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with("question “b”: a question before it is worded the same"));
        let apart = question("a", "Why?", "") + &question("b", "Why else?", "");
        assert_eq!(said(&apart), [""; 0]);
    }
}
