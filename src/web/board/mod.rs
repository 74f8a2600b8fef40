//! What executives see: a page of findings and charts, and each chart as a file.
//!
//! Draws protected tables and nothing else; counts nothing.

mod chart_view;
pub mod downloads;
mod filters;
mod lacking;
pub mod own_words;
mod page;
mod place;
mod query;
mod said;
pub mod show;
