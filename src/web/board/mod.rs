//! What executives see: a page of findings and charts, and each chart as a file.
//!
//! Draws protected tables and nothing else; counts nothing.

pub mod downloads;
pub mod own_words;
mod page;
pub mod show;
