//! `/studio/drafts/{draft}/preview`: the questionnaire as respondents see it, on
//! a telephone or a large screen, in each language, on every way through it.

pub mod framed;
mod look;
pub mod show;
pub mod ways;
