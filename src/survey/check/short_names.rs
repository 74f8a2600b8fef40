//! Questions that results are shown by, and that have no name for it.

use super::Warning;
use crate::survey::charter::{Breakdown, Breakdowns};
use crate::survey::question::{Question, Role};
use crate::survey::questionnaire::Survey;

/// A longer question is no name over the columns of a table.
const CHARACTERS_COMFORTABLE: usize = 40;

pub(super) fn check(survey: &Survey, warnings: &mut Vec<Warning>) {
    let questions = survey.questionnaire.questions.iter();
    let nameless = questions.filter(|question| {
        question.label.is_none()
            && question.text.fallback().chars().count() > CHARACTERS_COMFORTABLE
            && groups_results(survey, question)
    });
    warnings.extend(nameless.map(|question| Warning {
        question: Some(question.code.clone()),
        reason: "results are shown by this question, and it has no short name".to_owned(),
        remedy: "add label = \"…\", a word or two for boards and tables".to_owned(),
    }));
}

/// By the usual list these are the questions about the person; others come after.
fn groups_results(survey: &Survey, question: &Question) -> bool {
    match &survey.charter.breakdowns {
        Breakdowns::Default => question.role == Role::Background && question.kind.is_asked(),
        Breakdowns::Listed(listed) => listed.iter().any(|breakdown| match breakdown {
            Breakdown::By(code) => *code == question.code,
            Breakdown::Pair(first, second) => [first, second].contains(&&question.code),
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::file;

    fn said(name: &str, breakdowns: &str) -> Vec<String> {
        let survey = format!(
            "format = 1\nslug = \"a\"\nbrand = \"A\"\ntitle = \"T\"\n\
             [charter]\nreaders = \"R\"\n{breakdowns}\n\
             [[question]]\ncode = \"a\"\nkind = \"nps\"\nbackground = true\n{name}\n\
             text = \"Which of these sentences describes you best?\"\n\
             lowest = \"L\"\nhighest = \"H\"\n"
        );
        let mut warnings = Vec::new();
        super::check(&file::read(&survey).unwrap(), &mut warnings);
        warnings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_long_question_that_results_are_shown_by_wants_a_short_name() {
        let wanting = said("", "");
        assert_eq!(wanting.len(), 1);
        assert!(wanting.concat().contains("no short name; add label"));
        assert_eq!(said("label = \"Kind\"", ""), [""; 0]);
        assert_eq!(said("", "breakdowns = []"), [""; 0]);
    }
}
