//! What every page says about itself before its content: its language and the
//! direction it is read in.

use crate::survey::language::Language;

/// Primary language subtags whose scripts run from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub language: String,
    pub is_right_to_left: bool,
}

impl Frame {
    pub fn new(language: &Language) -> Self {
        Self {
            language: language.to_string(),
            is_right_to_left: RIGHT_TO_LEFT.contains(&language.primary()),
        }
    }

    pub fn english() -> Self {
        Self::new(&Language::english())
    }

    /// The attributes of a text in another language than the page's; nothing
    /// where they are the same.
    pub fn attributes_of(&self, language: &str) -> String {
        let primary = self.language.split('-').next();
        if primary == Some(language) {
            return String::new();
        }
        format!(" lang=\"{language}\" dir=\"ltr\"")
    }

    /// The attributes of a text in the page's language that stands within one
    /// in another.
    pub fn own_attributes_within(&self, language: &str) -> String {
        if self.attributes_of(language).is_empty() {
            return String::new();
        }
        let direction = if self.is_right_to_left { "rtl" } else { "ltr" };
        format!(" lang=\"{}\" dir=\"{direction}\"", self.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_runs_from_right_to_left_and_english_within_it_says_so() {
        let frame = Frame::new(&Language::try_from("ar-EG".to_owned()).unwrap());
        assert!(frame.is_right_to_left);
        assert_eq!(frame.attributes_of("en"), " lang=\"en\" dir=\"ltr\"");
    }

    #[test]
    fn a_page_in_one_language_repeats_nothing() {
        let frame = Frame::new(&Language::try_from("de-at".to_owned()).unwrap());
        assert_eq!(frame.attributes_of("de"), "");
    }
}
