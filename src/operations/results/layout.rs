//! The words of a protected table: how a question's cells are named in one language.

use crate::privacy::protected_table::{Category, Heading, Layout, Measure};
use crate::store::surveys::WaveRow;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{Choice, ChoiceList, Question, QuestionKind, Role, Scale};
use crate::survey::questionnaire::Survey;

pub(super) fn heading(
    survey: &Survey,
    wave: &WaveRow,
    question: &Question,
    language: &Language,
) -> Heading {
    Heading {
        brand: survey.brand.clone(),
        survey_title: survey.questionnaire.title.in_language(language).to_owned(),
        question_code: question.code.as_str().to_owned(),
        question: question.text.in_language(language).to_owned(),
        wave: wave.label.clone(),
        together: None,
        source: survey
            .source
            .as_ref()
            .map(|source| source.in_language(language).to_owned()),
        is_background: question.role == Role::Background,
        is_simulated: survey.is_simulated,
    }
}

/// How a question's cells are named; `None` for information texts.
pub(super) fn layout(question: &Question, language: &Language) -> Option<Layout> {
    Some(Layout {
        measure: measure(&question.kind, language)?,
        items: items(&question.kind, language),
        categories: categories(&question.kind, language),
    })
}

fn measure(kind: &QuestionKind, language: &Language) -> Option<Measure> {
    let in_language = |text: &Localized| text.in_language(language).to_owned();
    let measure = match kind {
        QuestionKind::SingleChoice(list) => Measure::SingleChoice {
            is_ordered: list.is_ordered,
        },
        QuestionKind::MultipleChoice(_) => Measure::MultipleChoice,
        QuestionKind::Scale(scale) => Measure::Scale {
            values: scale.values().collect(),
            lowest: in_language(&scale.ends.lowest),
            highest: in_language(&scale.ends.highest),
        },
        QuestionKind::NetPromoter(ends) => Measure::NetPromoter {
            lowest: in_language(&ends.lowest),
            highest: in_language(&ends.highest),
        },
        QuestionKind::Grid { scale, .. } => Measure::Grid {
            values: scale.values().collect(),
            lowest: in_language(&scale.ends.lowest),
            highest: in_language(&scale.ends.highest),
        },
        QuestionKind::Ranking { .. } => Measure::Ranking,
        QuestionKind::Number(range) => Measure::Number {
            unit: range.unit.as_ref().map(in_language),
            decimals: range.decimals,
            bands: range.bands.iter().map(|band| band.from..=band.to).collect(),
        },
        QuestionKind::Text(_) => Measure::Comments,
        QuestionKind::Information => return None,
    };
    Some(measure)
}

fn items(kind: &QuestionKind, language: &Language) -> Vec<String> {
    let in_language = |text: &Localized| text.in_language(language).to_owned();
    match kind {
        QuestionKind::Grid { rows, .. } => rows.iter().map(|row| in_language(&row.text)).collect(),
        QuestionKind::Ranking { choices, .. } => {
            let options = choices.options.iter();
            options.map(|choice| in_language(&choice.text)).collect()
        }
        QuestionKind::Text(_) | QuestionKind::Information => Vec::new(),
        _ => vec![String::new()],
    }
}

pub(super) fn categories(kind: &QuestionKind, language: &Language) -> Vec<Category> {
    let counted = |values: std::ops::RangeInclusive<i16>| {
        values
            .map(|value| numbered(value, value.to_string()))
            .collect()
    };
    match kind {
        QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => {
            options(list, language)
        }
        QuestionKind::Scale(scale) | QuestionKind::Grid { scale, .. } => points(scale, language),
        QuestionKind::NetPromoter(_) => counted(0..=10),
        QuestionKind::Ranking { places, .. } => counted(1..=i16::from(*places)),
        QuestionKind::Number(range) => {
            let bands = range.bands.iter();
            bands
                .map(|band| Category {
                    code: band.code.as_str().to_owned(),
                    text: band.text.in_language(language).to_owned(),
                    is_residual: false,
                })
                .collect()
        }
        QuestionKind::Text(_) | QuestionKind::Information => Vec::new(),
    }
}

fn options(list: &ChoiceList, language: &Language) -> Vec<Category> {
    let is_residual =
        |choice: &Choice| choice.is_exclusive || choice.is_other || choice.is_declined;
    list.options
        .iter()
        .map(|choice| Category {
            code: choice.code.as_str().to_owned(),
            text: choice.text.in_language(language).to_owned(),
            is_residual: is_residual(choice),
        })
        .collect()
}

fn points(scale: &Scale, language: &Language) -> Vec<Category> {
    let labels = scale.labels.iter().map(Some).chain(std::iter::repeat(None));
    scale
        .values()
        .zip(labels)
        .map(|(value, label)| {
            let text = label.map_or_else(
                || value.to_string(),
                |label| label.in_language(language).to_owned(),
            );
            numbered(value, text)
        })
        .collect()
}

fn numbered(value: i16, text: String) -> Category {
    Category {
        code: value.to_string(),
        text,
        is_residual: false,
    }
}
