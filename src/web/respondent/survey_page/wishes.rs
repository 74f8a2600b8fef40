//! The boxes beside the button that sends: how the answers may be used.

use crate::survey::form::wishes;
use crate::web::respondent::words::WishWords;

use super::Way;

pub struct WishesView<'a> {
    pub words: &'static WishWords,
    pub field: &'static str,
    pub totals_only: &'static str,
    pub is_totals_only: bool,
    /// Only where the charter names somebody outside.
    pub outside: Option<Outside<'a>>,
}

pub struct Outside<'a> {
    pub label: String,
    pub value: &'static str,
    pub is_refused: bool,
    /// Whom the charter names.
    pub whom: &'a str,
}

impl<'a> WishesView<'a> {
    pub(super) fn new(way: Way<'a>) -> Self {
        let words = &way.words.wishes;
        let typed = way.typed.wishes();
        let outside = way.survey.charter.outside.as_ref();
        Self {
            words,
            field: wishes::FIELD,
            totals_only: wishes::TOTALS_ONLY,
            is_totals_only: typed.totals_only,
            outside: outside.map(|whom| Outside {
                label: (words.not_outside)(&way.survey.brand),
                value: wishes::NOT_OUTSIDE,
                is_refused: typed.not_outside,
                whom: whom.in_language(way.language),
            }),
        }
    }
}
