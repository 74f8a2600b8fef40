//! The row of languages at the head of a page.

use askama::Template;

use crate::survey::language::Language;
use crate::web::frame::Frame;

use super::tongue::{Tongue, tongues};
use super::words::Words;

/// Nothing where there is only one language.
#[derive(Template)]
#[template(path = "respondent/switch.html")]
pub struct Switch {
    said: String,
    label: &'static str,
    tongues: Vec<Tongue>,
    way: Way,
}

/// How one gets from one language to another.
enum Way {
    /// To the same page; where it begins its query or goes on with it.
    Links(String),
    /// With what stands in the page's form, which stays as it was typed.
    Buttons,
    /// By sending once more what the page's form carries.
    Again,
}

impl Switch {
    /// For a page with an address of its own.
    pub fn links(languages: &[Language], current: &Language, words: &Words, address: &str) -> Self {
        let sign = if address.contains('?') { '&' } else { '?' };
        let way = Way::Links(format!("{address}{sign}lang="));
        Self::new(languages, current, words, way)
    }

    /// For a page whose form has the id "form".
    pub fn buttons(languages: &[Language], current: &Language, words: &Words) -> Self {
        Self::new(languages, current, words, Way::Buttons)
    }

    /// The same, where the form holds all that led to the page.
    pub fn again(languages: &[Language], current: &Language, words: &Words) -> Self {
        Self::new(languages, current, words, Way::Again)
    }

    fn new(languages: &[Language], current: &Language, words: &Words, way: Way) -> Self {
        Self {
            said: Frame::new(current).attributes_of(words.language),
            label: words.form.language_choice,
            tongues: tongues(languages, current),
            way,
        }
    }
}
