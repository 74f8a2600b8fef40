//! Everything a respondent has typed so far, as it was typed.

use std::collections::BTreeMap;

use super::{field, wishes};
use crate::limits::{FIELD_BYTES_MAX, OPTIONS_MAX};
use crate::survey::answer::Wishes;
use crate::survey::question::Question;
use crate::survey::questionnaire::Questionnaire;

/// The values of known fields, in the order they came. A page that is shown
/// again shows them; nothing here is valid yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedAnswers {
    values: BTreeMap<String, Vec<String>>,
    wishes: Wishes,
}

impl TypedAnswers {
    /// Keeps what belongs to a field of the questionnaire and ignores the rest.
    /// Values beyond what any field can hold are cut short, so that nobody can
    /// fill the memory; what was cut is still too long for every question.
    pub fn from_pairs(
        questionnaire: &Questionnaire,
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut wishes = Wishes::default();
        for (name, mut value) in pairs {
            if name == wishes::FIELD {
                wishes::tick(&mut wishes, &value);
                continue;
            }
            if field::question_of(questionnaire, &name).is_none() {
                continue;
            }
            value.truncate(value.floor_char_boundary(FIELD_BYTES_MAX));
            let of_field = values.entry(name).or_default();
            if of_field.len() < OPTIONS_MAX && !of_field.contains(&value) {
                of_field.push(value);
            }
        }
        Self { values, wishes }
    }

    /// The boxes that are ticked.
    pub fn wishes(&self) -> Wishes {
        self.wishes
    }

    /// Without a wish about an outside party, where the charter names none.
    pub fn with_nobody_outside(mut self) -> Self {
        self.wishes.not_outside = false;
        self
    }

    /// The first value of a field.
    pub fn first(&self, field: &str) -> Option<&str> {
        self.all(field).next()
    }

    /// The values of a field, each once.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values
            .get(field)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Whether a field has this value: a box that was ticked.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|typed| typed == value)
    }

    /// Every field and value of a question, to be carried on in hidden fields.
    pub fn pairs_for(&self, question: &Question) -> impl Iterator<Item = (&str, &str)> {
        let name = field::of_question(&question.code);
        let dotted = format!("{name}.");
        let end = format!("{name}/");
        let of_question = self.values.get_key_value(&name);
        let of_parts = self.values.range(dotted..end);
        of_question
            .into_iter()
            .chain(of_parts)
            .flat_map(|(field, values)| {
                values
                    .iter()
                    .map(move |value| (field.as_str(), value.as_str()))
            })
    }
}
