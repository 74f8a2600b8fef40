//! The boxes beside the button that sends: how the answers may be used.

use crate::survey::form::wishes;
use crate::web::respondent::outside::Outside;
use crate::web::respondent::words::WishWords;

use super::Way;

pub struct WishesView<'a> {
    pub words: &'static WishWords,
    pub field: &'static str,
    pub totals_only: &'static str,
    pub is_totals_only: bool,
    /// Only where the charter names somebody outside.
    pub outside: Option<Outside<'a>>,
    pub not_outside: &'static str,
    pub is_not_outside: bool,
}

impl<'a> WishesView<'a> {
    pub(super) fn new(way: Way<'a>) -> Self {
        let typed = way.typed.wishes();
        Self {
            words: &way.words.wishes,
            field: wishes::FIELD,
            totals_only: wishes::TOTALS_ONLY,
            is_totals_only: typed.totals_only,
            outside: Outside::of(way.survey, way.language, way.words),
            not_outside: wishes::NOT_OUTSIDE,
            is_not_outside: typed.not_outside,
        }
    }
}
