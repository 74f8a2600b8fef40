//! Which of a draft's languages a page shows.

use crate::survey::draft::Draft;
use crate::survey::language::Language;
pub use crate::survey::language_names::{NAMED, name_of, read};

/// The survey's first language, and the one whose texts stand beside it.
pub struct Shown {
    pub first: Language,
    pub beside: Option<Language>,
}

impl Shown {
    /// `asked` is the tag of the language to stand beside; the second one if it
    /// is none of the draft's.
    pub fn of(draft: &Draft, asked: &str) -> Self {
        let (first, others) = match draft.languages.split_first() {
            Some((first, others)) => (first.clone(), others),
            None => (Language::english(), draft.languages.as_slice()),
        };
        let mut known = others.iter();
        let beside = known.find(|language| language.as_str() == asked);
        Self {
            first,
            beside: beside.or(others.first()).cloned(),
        }
    }

    pub fn each(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.first).chain(&self.beside)
    }
}
