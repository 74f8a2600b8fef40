//! Fields of the builder's forms as templates show them: texts in two languages
//! side by side, and what is wrong with each.

use super::languages::{Shown, name_of};
use crate::survey::draft::Texts;
use crate::survey::language::Language;
use crate::web::frame::Frame;

/// One text, with a cell for each language that is shown.
pub struct TextField {
    /// Of the form's fields, before the language: `text`, `p.00c0….text`.
    pub name: String,
    pub label: String,
    pub hint: &'static str,
    /// Several lines may be written.
    pub is_area: bool,
    /// The label is there for those who cannot see where the field stands.
    pub is_labelled_quietly: bool,
    pub cells: Vec<TextCell>,
    pub problem: Option<String>,
}

pub struct TextCell {
    /// `text.de`: the field's name and id.
    pub name: String,
    pub language: String,
    pub tag: String,
    pub direction: &'static str,
    pub value: String,
    /// The first language has a text, this one none.
    pub is_missing: bool,
    /// What an empty field is for, where its label is not seen.
    pub placeholder: String,
    /// The cursor stands here when the page opens.
    pub has_focus: bool,
}

impl TextField {
    pub fn new(
        name: impl Into<String>,
        label: impl Into<String>,
        texts: &Texts,
        shown: &Shown,
    ) -> Self {
        let name = name.into();
        let first = texts.get(&shown.first);
        let cell = |language: &Language| {
            let value = texts.get(language);
            TextCell {
                name: format!("{name}.{language}"),
                language: name_of(language),
                tag: language.to_string(),
                direction: match Frame::new(language).is_right_to_left {
                    true => "rtl",
                    false => "ltr",
                },
                value: value.to_owned(),
                is_missing: value.is_empty() && !first.is_empty(),
                placeholder: String::new(),
                has_focus: false,
            }
        };
        Self {
            cells: shown.each().map(cell).collect(),
            label: label.into(),
            hint: "",
            is_area: false,
            is_labelled_quietly: false,
            problem: None,
            name,
        }
    }

    pub fn area(mut self) -> Self {
        self.is_area = true;
        self
    }

    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub fn quietly(mut self) -> Self {
        self.is_labelled_quietly = true;
        self
    }

    /// Shown in each empty cell, with its language where there are two.
    pub fn placeholder(mut self, words: &str) -> Self {
        let is_double = self.is_double();
        for cell in &mut self.cells {
            cell.placeholder = match is_double {
                true => format!("{words}, {}", cell.language),
                false => words.to_owned(),
            };
        }
        self
    }

    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }

    /// Puts the cursor into the first cell if `at` is the field's name.
    pub fn focused(mut self, at: &str) -> Self {
        if at == self.name
            && let Some(first) = self.cells.first_mut()
        {
            first.has_focus = true;
        }
        self
    }

    /// Whether there are two languages.
    pub fn is_double(&self) -> bool {
        self.cells.len() > 1
    }
}

impl TextCell {
    /// High enough for what is in it; half as wide where there are two languages.
    pub fn rows(&self, is_double: bool) -> usize {
        let width = if is_double { 26 } else { 60 };
        let lines = self.value.lines();
        let lines = lines.map(|line| 1 + line.chars().count() / width);
        lines.sum::<usize>().clamp(2, 12)
    }
}

/// A value that is the same in every language.
pub struct PlainField {
    pub name: String,
    pub label: &'static str,
    pub value: String,
    pub hint: &'static str,
    pub problem: Option<String>,
}

impl PlainField {
    pub fn new(name: impl Into<String>, label: &'static str, value: &str) -> Self {
        Self {
            name: name.into(),
            label,
            value: value.to_owned(),
            hint: "",
            problem: None,
        }
    }

    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }
}

/// One of several that can be chosen.
pub struct Choice {
    pub value: String,
    pub words: String,
    pub note: &'static str,
    pub is_chosen: bool,
}

/// A language that can be put beside the first one.
pub struct BesideLanguage {
    pub tag: String,
    pub name: String,
    pub is_shown: bool,
}

/// Every language but the first, where there is a choice.
pub fn beside_languages(languages: &[Language], shown: &Shown) -> Vec<BesideLanguage> {
    if languages.len() < 3 {
        return Vec::new();
    }
    let others = languages.iter().skip(1);
    others
        .map(|language| BesideLanguage {
            tag: language.to_string(),
            name: name_of(language),
            is_shown: shown.beside.as_ref() == Some(language),
        })
        .collect()
}
