//! What can be sorted by, in the story survey.

use super::*;
use crate::survey::file;

const STORY: &str = include_str!("../../../surveys/why-not-like-us.toml");

fn story() -> Survey {
    file::read(STORY).unwrap()
}

fn named(survey: &Survey) -> Vec<String> {
    let code = |code: &QuestionCode| code.as_str().to_owned();
    breakdowns(survey)
        .iter()
        .map(|breakdown| match breakdown {
            Breakdown::By(question) => code(question),
            Breakdown::Pair(first, second) => format!("{} by {}", code(first), code(second)),
        })
        .collect()
}

#[test]
fn the_default_list_is_every_background_question_every_closed_one_and_every_pair() {
    let survey = story();
    let listed = named(&survey);
    let background = survey.questionnaire.questions.iter();
    let background: Vec<&str> = background
        .filter(|question| question.role == Role::Background)
        .map(|question| question.code.as_str())
        .collect();
    assert!(background.len() >= 2, "{background:?}");
    assert_eq!(listed[..background.len()], background);
    assert_eq!(listed[background.len()], "reasons");
    let pairs = background.len() * (background.len() - 1) / 2;
    let (single, last) = listed.split_at(listed.len() - pairs);
    assert!(last.iter().all(|name| name.contains(" by ")));
    assert!(!single.iter().any(|name| name.contains(" by ")));
    let texts = survey.questionnaire.questions.iter();
    for text in texts.filter(|question| matches!(question.kind, QuestionKind::Text(_))) {
        assert!(!listed.contains(&text.code.as_str().to_owned()));
    }
}

#[test]
fn a_multiple_choice_sorts_by_each_of_its_options() {
    let mut survey = story();
    survey.charter.breakdowns = Breakdowns::Listed(vec![
        Breakdown::By("reasons".parse().unwrap()),
        Breakdown::By("reasons".parse().unwrap()),
        Breakdown::By("trust".parse().unwrap()),
    ]);
    survey.charter.outside = Some(survey.charter.readers.clone());
    let listed = candidates(&survey);
    assert_eq!(listed[0], Candidate::By(Criterion::SharedOutside));
    let QuestionKind::MultipleChoice(list) = &survey.questionnaire.questions[0].kind else {
        panic!("the story asks for reasons first");
    };
    assert_eq!(listed.len(), 1 + list.options.len() + 1);
    for candidate in listed {
        let Candidate::By(criterion) = candidate else {
            panic!("no pair was listed");
        };
        assert!(classes(&survey.questionnaire, criterion).is_some());
    }
}

#[test]
fn every_single_answer_has_classes_for_the_ways_of_being_missing() {
    let survey = story();
    let trust = survey.questionnaire.position(&"trust".parse().unwrap());
    let question = trust.unwrap() as u16;
    let classes = classes(&survey.questionnaire, Criterion::Answer { question }).unwrap();
    assert!(classes.is_ordered);
    let end = &classes.roles[classes.roles.len() - 2..];
    assert_eq!(end, [ClassRole::NotStated, ClassRole::NotAsked]);
}
