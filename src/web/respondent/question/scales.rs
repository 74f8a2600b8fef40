//! Points of a scale: numbers in a row, labels, and grids of both.

use crate::survey::decimal;
use crate::survey::form::field;
use crate::survey::language::Language;
use crate::survey::question::{GridRow, Question, Scale, ScaleEnds};

use super::choices::{ChoicesView, OptionView};
use super::fields::with_minus_sign;
use super::{Setting, Trouble};

/// A scale whose labels are longer than this stands upright, not in a row.
const ROW_LABEL_CHARACTERS_MAX: usize = 22;

pub struct ScaleView<'a> {
    pub name: String,
    pub points: Vec<PointView<'a>>,
    pub can_undo: bool,
    lowest: &'a str,
    highest: &'a str,
}

pub struct PointView<'a> {
    pub value: i16,
    pub text: Option<&'a str>,
    pub is_chosen: bool,
}

pub struct GridView<'a> {
    pub heads: Vec<String>,
    pub rows: Vec<RowView<'a>>,
}

pub struct RowView<'a> {
    pub text: &'a str,
    pub problem: Option<String>,
    pub scale: ScaleView<'a>,
}

/// Every point has a label that says more than a number would.
pub(super) fn stands_in_words(scale: &Scale, language: &Language) -> bool {
    scale.labels.len() == scale.points()
        && scale
            .labels
            .iter()
            .any(|label| label.in_language(language).parse::<i64>().is_err())
}

pub(super) fn worded_scale<'a>(
    scale: &'a Scale,
    name: String,
    setting: Setting<'a>,
    can_undo: bool,
) -> ChoicesView<'a> {
    let labels = || {
        scale
            .labels
            .iter()
            .map(|label| label.in_language(setting.language))
    };
    let is_short = labels().all(|label| label.chars().count() <= ROW_LABEL_CHARACTERS_MAX);
    let options = scale
        .values()
        .zip(labels())
        .map(|(value, text)| OptionView {
            value: value.to_string(),
            text,
            is_chosen: setting.value(&name) == value.to_string(),
            stands_alone: false,
            other: None,
        })
        .collect();
    ChoicesView {
        name,
        options,
        can_undo,
        is_worded_scale: is_short && scale.points() <= 5,
        is_multiple: false,
    }
}

pub(super) fn points<'a>(
    scale: &'a Scale,
    name: String,
    setting: Setting<'a>,
    can_undo: bool,
) -> ScaleView<'a> {
    let label = |index: usize| {
        scale
            .labels
            .get(index)
            .map(|label| label.in_language(setting.language))
    };
    let lowest = scale.ends.lowest.in_language(setting.language);
    let highest = scale.ends.highest.in_language(setting.language);
    let last = scale.points().saturating_sub(1);
    let points = scale
        .values()
        .enumerate()
        .map(|(index, value)| PointView {
            value,
            text: label(index).or(match index {
                0 => Some(lowest),
                _ if index == last => Some(highest),
                _ => None,
            }),
            is_chosen: setting.value(&name) == value.to_string(),
        })
        .collect();
    ScaleView {
        name,
        points,
        can_undo,
        lowest,
        highest,
    }
}

pub(super) fn net_promoter<'a>(
    ends: &'a ScaleEnds,
    name: String,
    setting: Setting<'a>,
    can_undo: bool,
) -> ScaleView<'a> {
    let lowest = ends.lowest.in_language(setting.language);
    let highest = ends.highest.in_language(setting.language);
    let points = (0..=10)
        .map(|value: i16| PointView {
            value,
            text: match value {
                0 => Some(lowest),
                10 => Some(highest),
                _ => None,
            },
            is_chosen: setting.value(&name) == value.to_string(),
        })
        .collect();
    ScaleView {
        name,
        points,
        can_undo,
        lowest,
        highest,
    }
}

pub(super) fn grid<'a>(
    question: &Question,
    rows: &'a [GridRow],
    scale: &'a Scale,
    setting: Setting<'a>,
    troubles: &[&Trouble],
) -> GridView<'a> {
    let view = |row: &'a GridRow| {
        let name = field::of_part(&question.code, &row.code);
        let problem = troubles.iter().find(|trouble| trouble.field == name);
        RowView {
            text: row.text.in_language(setting.language),
            problem: problem.map(|trouble| trouble.sentence.clone()),
            scale: points(scale, name, setting, !question.is_required),
        }
    };
    GridView {
        heads: heads(scale, setting.language),
        rows: rows.iter().map(view).collect(),
    }
}

/// What stands over a grid's columns: labels, or the points themselves.
fn heads(scale: &Scale, language: &Language) -> Vec<String> {
    if stands_in_words(scale, language) {
        let labels = scale.labels.iter();
        return labels
            .map(|label| label.in_language(language).to_owned())
            .collect();
    }
    scale.values().map(signed).collect()
}

/// A point of a scale, with a real minus sign.
fn signed(value: i16) -> String {
    with_minus_sign(&decimal::print(i64::from(value), 0))
}

impl PointView<'_> {
    pub fn value_text(&self) -> String {
        signed(self.value)
    }
}

impl ScaleView<'_> {
    /// "0 – not at all": with the number, because a row that wraps has no ends.
    pub fn ends(&self) -> [End<'_>; 2] {
        [
            End::new(self.points.first(), self.lowest),
            End::new(self.points.last(), self.highest),
        ]
    }
}

/// One end of a scale in words.
pub struct End<'a> {
    pub value: String,
    pub text: &'a str,
}

impl<'a> End<'a> {
    fn new(point: Option<&PointView<'_>>, text: &'a str) -> Self {
        Self {
            value: point.map_or_else(String::new, PointView::value_text),
            text,
        }
    }
}
