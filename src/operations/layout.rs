//! The words of a protected table: how a question's cells are named in one language.

use crate::privacy::protected_table::{Category, Heading, Layout, Measure};
use crate::store::surveys::WaveRow;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{Choice, ChoiceList, Question, QuestionKind, Scale};
use crate::survey::questionnaire::Survey;

pub(super) fn heading(survey: &Survey, wave: &WaveRow, question: &Question, language: &Language) -> Heading {
    Heading {
        brand: survey.brand.clone(),
        survey_title: survey.questionnaire.title.in_language(language).to_owned(),
        question_code: question.code.as_str().to_owned(),
        question: question.text.in_language(language).to_owned(),
        wave: wave.label.clone(),
        source: survey
            .source
            .as_ref()
            .map(|source| source.in_language(language).to_owned()),
        is_simulated: survey.is_simulated,
    }
}

/// How a question's cells are named; `None` for information texts.
pub(super) fn layout(question: &Question, language: &Language) -> Option<Layout> {
    let in_language = |text: &Localized| text.in_language(language).to_owned();
    let single_item = || vec![String::new()];
    let layout = match &question.kind {
        QuestionKind::SingleChoice(list) => Layout {
            measure: Measure::SingleChoice {
                is_ordered: list.is_ordered,
            },
            items: single_item(),
            categories: options(list, language),
        },
        QuestionKind::MultipleChoice(list) => Layout {
            measure: Measure::MultipleChoice,
            items: single_item(),
            categories: options(list, language),
        },
        QuestionKind::Scale(scale) => Layout {
            measure: Measure::Scale {
                values: scale.values().collect(),
                lowest: in_language(&scale.ends.lowest),
                highest: in_language(&scale.ends.highest),
            },
            items: single_item(),
            categories: points(scale, language),
        },
        QuestionKind::NetPromoter(ends) => Layout {
            measure: Measure::NetPromoter {
                lowest: in_language(&ends.lowest),
                highest: in_language(&ends.highest),
            },
            items: single_item(),
            categories: (0..=10).map(|value| numbered(value, value.to_string())).collect(),
        },
        QuestionKind::Grid { rows, scale } => Layout {
            measure: Measure::Grid {
                values: scale.values().collect(),
                lowest: in_language(&scale.ends.lowest),
                highest: in_language(&scale.ends.highest),
            },
            items: rows.iter().map(|row| in_language(&row.text)).collect(),
            categories: points(scale, language),
        },
        QuestionKind::Ranking { choices, places } => Layout {
            measure: Measure::Ranking,
            items: choices
                .options
                .iter()
                .map(|choice| in_language(&choice.text))
                .collect(),
            categories: (1..=i16::from(*places))
                .map(|place| numbered(place, place.to_string()))
                .collect(),
        },
        QuestionKind::Number(range) => Layout {
            measure: Measure::Number {
                unit: range.unit.as_ref().map(in_language),
                decimals: range.decimals,
                bands: range.bands.iter().map(|band| band.from..=band.to).collect(),
            },
            items: single_item(),
            categories: range
                .bands
                .iter()
                .map(|band| Category {
                    code: band.code.as_str().to_owned(),
                    text: in_language(&band.text),
                    is_residual: false,
                })
                .collect(),
        },
        QuestionKind::Text(_) => Layout {
            measure: Measure::Comments,
            items: Vec::new(),
            categories: Vec::new(),
        },
        QuestionKind::Information => return None,
    };
    Some(layout)
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
