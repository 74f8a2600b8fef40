//! Protected tables as files for other programs. No drawing, no wording.

mod csv;
mod json;

pub use csv::csv;
pub use json::json;
