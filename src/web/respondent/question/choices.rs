//! Options to choose among: one, several, or in an order.

use crate::limits::OTHER_CHARACTERS_MAX;
use crate::survey::form::field;
use crate::survey::question::{Choice, ChoiceList, Question};

use super::Setting;

pub struct ChoicesView<'a> {
    pub name: String,
    pub options: Vec<OptionView<'a>>,
    pub can_undo: bool,
    /// Points of a scale with a label each, in a row where there is room.
    pub is_worded_scale: bool,
    pub(super) is_multiple: bool,
}

pub struct OptionView<'a> {
    pub value: String,
    pub text: &'a str,
    pub is_chosen: bool,
    /// "None of these": set apart from the others.
    pub stands_alone: bool,
    pub other: Option<OtherView<'a>>,
}

/// The line of text that comes with "other".
pub struct OtherView<'a> {
    pub name: String,
    pub label: String,
    /// How long it may be, and who reads it.
    pub note: String,
    pub value: &'a str,
}

pub struct RankingView<'a> {
    pub options: Vec<RankedView<'a>>,
    places: u8,
}

pub struct RankedView<'a> {
    pub name: String,
    pub text: &'a str,
    given: &'a str,
}

pub(super) fn choices<'a>(
    list: &'a ChoiceList,
    name: String,
    order: &[usize],
    setting: Setting<'a>,
    is_multiple: bool,
    can_undo: bool,
) -> ChoicesView<'a> {
    let shown = order
        .iter()
        .filter_map(|&position| list.options.get(position));
    let options = shown
        .map(|choice| OptionView {
            value: choice.code.to_string(),
            text: choice.text.in_language(setting.language),
            is_chosen: setting.typed.has(&name, choice.code.as_str()),
            stands_alone: is_multiple && choice.is_exclusive,
            other: other(choice, format!("{name}.other"), setting),
        })
        .collect();
    ChoicesView {
        name,
        options,
        can_undo,
        is_worded_scale: false,
        is_multiple,
    }
}

fn other<'a>(choice: &'a Choice, name: String, setting: Setting<'a>) -> Option<OtherView<'a>> {
    let words = &setting.words.form;
    choice.is_other.then(|| OtherView {
        label: (words.other_words)(choice.text.in_language(setting.language)),
        note: format!(
            "{} {}",
            (words.characters)(OTHER_CHARACTERS_MAX),
            setting.who_reads()
        ),
        value: setting.value(&name),
        name,
    })
}

pub(super) fn ranking<'a>(
    list: &'a ChoiceList,
    places: u8,
    question: &Question,
    order: &[usize],
    setting: Setting<'a>,
) -> RankingView<'a> {
    let shown = order
        .iter()
        .filter_map(|&position| list.options.get(position));
    let options = shown
        .map(|choice| {
            let name = field::of_part(&question.code, &choice.code);
            RankedView {
                text: choice.text.in_language(setting.language),
                given: setting.value(&name),
                name,
            }
        })
        .collect();
    RankingView { options, places }
}

impl ChoicesView<'_> {
    pub fn input_type(&self) -> &'static str {
        if self.is_multiple {
            "checkbox"
        } else {
            "radio"
        }
    }
}

impl RankingView<'_> {
    pub fn places(&self) -> std::ops::RangeInclusive<u8> {
        1..=self.places
    }
}

impl RankedView<'_> {
    pub fn is_at(&self, place: &u8) -> bool {
        self.given == place.to_string()
    }
}
