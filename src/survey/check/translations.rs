//! Texts that are not there in every language the survey declares.

use super::Warning;
use crate::survey::identifier::QuestionCode;
use crate::survey::language::{Language, Localized};
use crate::survey::language_names::name_of;
use crate::survey::question::{ChoiceList, Question, QuestionKind, Scale, ScaleEnds};
use crate::survey::questionnaire::Survey;

pub(super) fn check(survey: &Survey, warnings: &mut Vec<Warning>) {
    let questionnaire = &survey.questionnaire;
    let languages = &questionnaire.languages;
    if languages.len() < 2 {
        return;
    }
    let mut of_survey = vec![&questionnaire.title, &survey.charter.readers];
    of_survey.extend(&questionnaire.introduction);
    of_survey.extend(&questionnaire.thanks);
    of_survey.extend(&questionnaire.closed);
    of_survey.extend(&survey.source);
    warn_missing(None, &of_survey, languages, warnings);
    for question in &questionnaire.questions {
        warn_missing(Some(&question.code), &texts(question), languages, warnings);
    }
}

/// One warning a language, however many texts lack it.
fn warn_missing(
    question: Option<&QuestionCode>,
    texts: &[&Localized],
    languages: &[Language],
    warnings: &mut Vec<Warning>,
) {
    // A plain string is the text in the first language.
    for language in languages.iter().skip(1) {
        let lacking = texts.iter().filter(|text| lacks(text, language));
        let lacking: Vec<&str> = lacking.map(|text| text.fallback()).collect();
        let Some(first) = lacking.first() else {
            continue;
        };
        let name = name_of(language);
        let reason = match lacking.len() {
            1 => format!("“{first}” is not translated into {name}"),
            more => {
                format!("{more} texts are not translated into {name}, the first “{first}”")
            }
        };
        warnings.push(Warning {
            question: question.cloned(),
            reason,
            remedy: format!("write {{ …, {language} = \"…\" }}, also where it reads the same"),
        });
    }
}

/// Numbers and signs read the same everywhere.
fn lacks(text: &Localized, language: &Language) -> bool {
    let is_words = text.fallback().chars().any(char::is_alphabetic);
    is_words && !text.translations().contains_key(language)
}

fn texts(question: &Question) -> Vec<&Localized> {
    let mut texts = vec![&question.text];
    texts.extend(&question.label);
    texts.extend(&question.help);
    match &question.kind {
        QuestionKind::SingleChoice(list)
        | QuestionKind::MultipleChoice(list)
        | QuestionKind::Ranking { choices: list, .. } => texts.extend(of_list(list)),
        QuestionKind::Scale(scale) => texts.extend(of_scale(scale)),
        QuestionKind::NetPromoter(ends) => texts.extend(of_ends(ends)),
        QuestionKind::Grid { rows, scale } => {
            texts.extend(rows.iter().map(|row| &row.text));
            texts.extend(of_scale(scale));
        }
        QuestionKind::Number(range) => {
            texts.extend(&range.unit);
            texts.extend(range.bands.iter().map(|band| &band.text));
        }
        QuestionKind::Text(_) | QuestionKind::Information => {}
    }
    texts
}

fn of_list(list: &ChoiceList) -> impl Iterator<Item = &Localized> {
    list.options.iter().map(|choice| &choice.text)
}

fn of_ends(ends: &ScaleEnds) -> [&Localized; 2] {
    [&ends.lowest, &ends.highest]
}

/// Where every point is labelled the ends usually are the same texts.
fn of_scale(scale: &Scale) -> impl Iterator<Item = &Localized> {
    let ends = of_ends(&scale.ends);
    let unlike = ends.into_iter().filter(|end| !scale.labels.contains(end));
    unlike.chain(&scale.labels)
}
