//! Fields to write in: numbers and texts.

use crate::survey::decimal;
use crate::survey::question::{NumberRange, TextField};

use super::Setting;

pub struct NumberView<'a> {
    pub name: String,
    pub value: &'a str,
    pub unit: Option<&'a str>,
    decimals: u8,
    is_signed: bool,
}

pub struct TextView<'a> {
    pub name: String,
    pub value: &'a str,
    pub is_long: bool,
}

pub(super) fn number<'a>(
    range: &'a NumberRange,
    name: String,
    setting: Setting<'a>,
) -> NumberView<'a> {
    NumberView {
        value: setting.value(&name),
        name,
        unit: range
            .unit
            .as_ref()
            .map(|unit| unit.in_language(setting.language)),
        decimals: range.decimals,
        is_signed: range.minimum < 0,
    }
}

pub(super) fn text<'a>(field: &TextField, name: String, setting: Setting<'a>) -> TextView<'a> {
    TextView {
        value: setting.value(&name),
        name,
        is_long: field.is_long,
    }
}

/// A number as it is printed; fields keep what a keyboard can type.
pub fn with_minus_sign(number: &str) -> String {
    number.replace('-', "−")
}

/// A number's bounds as they are written.
pub fn bounds(range: &NumberRange) -> (String, String) {
    (
        with_minus_sign(&decimal::print(range.minimum, range.decimals)),
        with_minus_sign(&decimal::print(range.maximum, range.decimals)),
    )
}

impl NumberView<'_> {
    /// The keyboard of a phone: digits only where nothing else can be needed.
    pub fn input_mode(&self) -> &'static str {
        match (self.is_signed, self.decimals) {
            (true, _) => "text",
            (false, 0) => "numeric",
            (false, _) => "decimal",
        }
    }
}
