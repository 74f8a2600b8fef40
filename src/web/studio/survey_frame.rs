//! Around every page of one survey: its title, and the pages beside each other.

use crate::survey::identifier::Slug;

pub struct SurveyFrame {
    pub title: String,
    pub tabs: Vec<Tab>,
}

pub struct Tab {
    pub text: &'static str,
    pub address: String,
    pub is_current: bool,
}

impl SurveyFrame {
    /// `here` is the last piece of the tab's address.
    pub fn new(slug: &Slug, title: &str, here: &str) -> Self {
        let tabs = [("Board", "board"), ("Sharing", "boards")];
        let tabs = tabs.into_iter().map(|(text, piece)| Tab {
            text,
            address: format!("/studio/surveys/{slug}/{piece}"),
            is_current: piece == here,
        });
        Self {
            title: title.to_owned(),
            tabs: tabs.collect(),
        }
    }
}
