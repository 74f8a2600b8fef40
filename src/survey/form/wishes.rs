//! The boxes beside the button that sends: how the author wants the answers to
//! be used. One field for all of them, a value for each.

use crate::survey::answer::Wishes;

/// Outside the names of questions, which begin with `q.`.
pub const FIELD: &str = "wish";
pub const TOTALS_ONLY: &str = "totals-only";
pub const NOT_OUTSIDE: &str = "not-outside";

/// Ticks the box that a posted value names; what names none is ignored.
pub(super) fn tick(wishes: &mut Wishes, value: &str) {
    match value {
        TOTALS_ONLY => wishes.totals_only = true,
        NOT_OUTSIDE => wishes.not_outside = true,
        _ => {}
    }
}

/// The names and values that the ticked boxes would have sent.
pub fn to_pairs(wishes: Wishes) -> impl Iterator<Item = (String, String)> {
    values(wishes).map(|value| (FIELD.to_owned(), value.to_owned()))
}

/// The values of the ticked boxes.
pub fn values(wishes: Wishes) -> impl Iterator<Item = &'static str> {
    let totals_only = wishes.totals_only.then_some(TOTALS_ONLY);
    let not_outside = wishes.not_outside.then_some(NOT_OUTSIDE);
    totals_only.into_iter().chain(not_outside)
}
