//! What every questionnaire of the library is held to.

use std::collections::BTreeSet;

use super::*;
use crate::survey::answer::Response;
use crate::survey::check::check;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::paths::paths;
use crate::survey::question::{QuestionKind, Role};

fn start(brand: &str, languages: &[&str]) -> Start {
    let languages = languages.iter().map(|tag| (*tag).to_owned());
    Start {
        brand: brand.to_owned(),
        slug: "why".parse().unwrap(),
        languages: languages.map(|tag| tag.try_into().unwrap()).collect(),
    }
}

fn surveys() -> impl Iterator<Item = (&'static str, Survey)> {
    list().iter().map(|template| {
        let survey = questionnaire(template.name, &start("ACME", &[]));
        (template.name, survey.unwrap())
    })
}

#[test]
fn every_file_reads() {
    for template in list().iter().chain([&STANDARD_ANSWERS]) {
        let read = file::read(template.text);
        assert!(read.is_ok(), "{}: {read:#?}", template.name);
        assert_eq!(read.unwrap().slug.as_str(), template.name);
    }
}

#[test]
fn every_template_says_what_it_is_for_and_what_it_leans_on() {
    assert!(list().len() >= 6);
    for template in list() {
        for text in [
            template.purpose(),
            template.use_when(),
            template.literature(),
        ] {
            assert!(text.ends_with('.'), "{}: {text:?}", template.name);
        }
        assert!(
            template.use_when().starts_with("Use it "),
            "{}",
            template.name
        );
        assert!(
            template.literature().starts_with("Leans on: "),
            "{}",
            template.name
        );
        assert!(template.purpose().len() < 120, "{}", template.purpose());
    }
}

#[test]
fn nothing_is_found_to_improve() {
    for (name, survey) in surveys() {
        assert_eq!(check(&survey), [], "{name}");
        for language in &survey.questionnaire.languages {
            let alone = questionnaire(name, &start("ACME", &[language.as_str()])).unwrap();
            assert_eq!(check(&alone), [], "{name} in {language}");
        }
    }
    let standard = STANDARD_ANSWERS.start(&start("ACME", &[])).unwrap();
    assert_eq!(check(&standard), []);
}

#[test]
fn a_survey_made_from_a_template_writes_and_reads_back_as_itself() {
    for (name, survey) in surveys() {
        assert_eq!(file::read(&file::write(&survey)).unwrap(), survey, "{name}");
    }
    for brand in [
        "O’Neill \"Sons\"",
        "a\\b",
        "{brand}",
        "{minutes}",
        "\u{65e5}",
    ] {
        for template in list() {
            let survey = questionnaire(template.name, &start(brand, &["de", "en"])).unwrap();
            assert_eq!(
                file::read(&file::write(&survey)).unwrap(),
                survey,
                "{brand}"
            );
            assert_eq!(survey.brand, brand);
        }
    }
}

#[test]
fn the_brand_and_the_minutes_stand_in_every_language_asked_for() {
    let start = start(" ACME ", &["de", "fr"]);
    let survey = questionnaire("why-people-avoid", &start).unwrap();
    assert_eq!(survey.slug.as_str(), "why");
    assert_eq!(survey.brand, "ACME");
    let title = &survey.questionnaire.title;
    assert_eq!(title.fallback(), "Warum nicht ACME?");
    let tags: Vec<&str> = title.translations().keys().map(Language::as_str).collect();
    assert_eq!(tags, ["de", "fr"]);
    let written = file::write(&survey);
    assert!(!written.contains("{brand}"), "{written}");
    assert!(!written.contains("{minutes}"), "{written}");
    assert!(written.contains("Das dauert etwa "), "{written}");
}

#[test]
fn the_file_to_start_from_reads_as_the_survey_and_keeps_the_literature() {
    for template in list() {
        let start = start("ACME", &["en"]);
        let text = super::file(template.name, &start).unwrap();
        let survey = questionnaire(template.name, &start).unwrap();
        assert_eq!(file::read(&text).unwrap(), survey, "{}", template.name);
        assert!(text.contains("\n# Leans on: "), "{text}");
    }
}

#[test]
fn what_cannot_be_made_is_refused_with_a_sentence() {
    let refused = |name: &str, start: &Start| questionnaire(name, start).unwrap_err().to_string();
    assert!(refused("x", &start("ACME", &[])).starts_with("the library has no “x”; it has “why-"));
    assert_eq!(
        refused("recommendation", &start("  ", &[])),
        "the brand’s name has 0 characters; write from 1 to 100"
    );
    assert_eq!(
        refused("recommendation", &start("ACME", &["it"])),
        "“recommendation” is not written in “it”; it is there in “en”, “de”, “fr”, “es”"
    );
}

#[test]
fn each_is_short_complete_in_four_languages_and_keeps_the_order_of_a_funnel() {
    for (name, survey) in surveys() {
        let questions = &survey.questionnaire.questions;
        assert!(
            (6..=12).contains(&questions.len()),
            "{name}: {}",
            questions.len()
        );
        assert_eq!(survey.questionnaire.languages.len(), 4, "{name}");
        assert!(survey.source.is_some(), "{name}");
        let codes: Vec<&str> = questions
            .iter()
            .map(|question| question.code.as_str())
            .collect();
        assert_eq!(codes[codes.len() - 2..], ["age", "gender"], "{name}");
        let first = &questions[0];
        assert!(
            first.role == Role::Background && first.is_required,
            "{name}: who is asked what"
        );
        let effort = effort::estimate(&survey.questionnaire, &Language::english());
        assert!(effort.minutes() <= 6, "{name}: {effort:?}");
    }
}

#[test]
fn reasons_are_shuffled_and_leave_nobody_out() {
    for (name, survey) in surveys() {
        for question in &survey.questionnaire.questions {
            let QuestionKind::MultipleChoice(list) = &question.kind else {
                continue;
            };
            let residual = |choice: &&crate::survey::question::Choice| {
                choice.is_other || choice.is_exclusive || choice.is_declined
            };
            let code = &question.code;
            assert!(
                list.options.iter().any(|choice| choice.is_other),
                "{name}: {code}"
            );
            assert!(
                list.options.iter().any(|choice| choice.is_exclusive),
                "{name}: {code}"
            );
            let residuals = list.options.iter().filter(residual);
            assert!(
                residuals.clone().all(|choice| choice.is_pinned),
                "{name}: {code}"
            );
            let last = list.options.iter().rev().take(residuals.count());
            assert!(
                last.clone().all(|choice| residual(&choice)),
                "{name}: {code}"
            );
            if code.as_str().starts_with("reasons") {
                assert!(list.is_random, "{name}: {code}");
            }
        }
    }
}

#[test]
fn every_path_of_the_routing_can_be_answered() {
    for (name, survey) in surveys() {
        let questionnaire = &survey.questionnaire;
        let paths = paths(questionnaire).unwrap();
        assert!(paths.len() >= 2, "{name} asks everybody the same");
        let mut met = BTreeSet::new();
        for path in &paths {
            let response = Response {
                given: path.given.clone(),
                wishes: crate::survey::answer::Wishes::default(),
            };
            let pairs = form::to_pairs(questionnaire, &response);
            let typed = TypedAnswers::from_pairs(questionnaire, pairs);
            assert_eq!(form::parse(questionnaire, &typed), Ok(response), "{name}");
            met.extend(
                path.shows
                    .iter()
                    .enumerate()
                    .filter(|(_, met)| **met)
                    .map(|(p, _)| p),
            );
        }
        assert_eq!(
            met.len(),
            questionnaire.questions.len(),
            "{name}: nobody is asked some"
        );
    }
}

/// Lists of answers with the same codes have the same words everywhere.
#[test]
fn standard_lists_of_answers_read_the_same_in_every_file() {
    let standard = standard_questions(&start("ACME", &[])).unwrap();
    let by_code = |code: &str| {
        standard
            .iter()
            .find(|question| question.code.as_str() == code)
    };
    let labels: Vec<_> = standard.iter().filter_map(labels_of).collect();
    let mut compared = 0;
    for (name, survey) in surveys() {
        for question in &survey.questionnaire.questions {
            if let Some(labels_here) = labels_of(question) {
                assert!(labels.contains(&labels_here), "{name}: {}", question.code);
                compared += 1;
            }
            let standard = by_code(question.code.as_str());
            let lists = standard
                .and_then(|standard| standard.kind.choices())
                .zip(question.kind.choices());
            if let Some((standard, here)) = lists {
                assert_eq!(standard, here, "{name}: {}", question.code);
                compared += 1;
            }
        }
    }
    assert!(compared > 30, "{compared}");
}

fn labels_of(question: &Question) -> Option<Vec<Localized>> {
    match &question.kind {
        QuestionKind::Scale(scale) | QuestionKind::Grid { scale, .. } => Some(scale.labels.clone()),
        _ => None,
    }
}
