//! `/studio/drafts/{draft}/check`: what stands in the way of a draft, what would
//! make it better, what it asks of people, and which groups will be shown.

mod advice;
mod effort;
mod expectation;
mod forecast_view;
pub mod show;
