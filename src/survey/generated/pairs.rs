//! What respondents to a generated survey might send.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::survey;
use crate::survey::decimal;
use crate::survey::question::{QuestionKind, Scale};
use crate::survey::questionnaire::{Questionnaire, Survey};

/// A survey, and pairs that somebody might send: mostly answers, some nonsense.
pub(crate) fn survey_and_pairs() -> impl Strategy<Value = (Survey, Vec<(String, String)>)> {
    let draws = vec((any::<[Index; 2]>(), nonsense()), 0..40);
    (survey(), draws).prop_map(|(survey, draws)| {
        let fields = fields(&survey.questionnaire);
        let pairs = draws.into_iter().filter(|_| !fields.is_empty());
        let pairs = pairs.map(|([field, value], nonsense)| {
            let (name, values) = &fields[field.index(fields.len())];
            let value = values.get(value.index(values.len() + 1)).cloned();
            (name.clone(), value.unwrap_or(nonsense))
        });
        let pairs = pairs.collect();
        (survey, pairs)
    })
}

fn nonsense() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9 .,'−-]{0,8}",
        "[a é\u{301}\u{200b}\r\n\tZ]{0,12}",
        "\\PC{0,30}"
    ]
}

/// Each field with the values it takes.
fn fields(questionnaire: &Questionnaire) -> Vec<(String, Vec<String>)> {
    let mut fields = Vec::new();
    for question in &questionnaire.questions {
        let name = format!("q.{}", question.code);
        match &question.kind {
            QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => {
                let codes = list.options.iter().map(|choice| choice.code.to_string());
                fields.push((name.clone(), codes.collect()));
                fields.push((format!("{name}.other"), vec!["because".to_owned()]));
            }
            QuestionKind::Scale(scale) => fields.push((name, values(scale))),
            QuestionKind::NetPromoter(_) => {
                fields.push((name, (0..=10).map(|value| value.to_string()).collect()));
            }
            QuestionKind::Grid { rows, scale } => {
                let named = rows.iter().map(|row| format!("{name}.{}", row.code));
                fields.extend(named.map(|name| (name, values(scale))));
            }
            QuestionKind::Ranking { choices, places } => {
                let places: Vec<String> = (1..=*places).map(|place| place.to_string()).collect();
                let named = choices
                    .options
                    .iter()
                    .map(|choice| format!("{name}.{}", choice.code));
                fields.extend(named.map(|name| (name, places.clone())));
            }
            QuestionKind::Number(range) => {
                let bounds = [range.minimum, range.maximum];
                let printed = bounds.map(|bound| decimal::print(bound, range.decimals));
                fields.push((name, printed.to_vec()));
            }
            QuestionKind::Text(_) => fields.push((name, vec!["A word".to_owned()])),
            QuestionKind::Information => {}
        }
    }
    fields
}

fn values(scale: &Scale) -> Vec<String> {
    scale.values().map(|value| value.to_string()).collect()
}
