//! Protected tables and published comments as files for other programs. No
//! drawing, no wording.

mod comments;
mod csv;
mod json;

pub use comments::comments_csv;
pub use csv::{csv, csv_of_waves};
pub use json::{json, json_of_waves, json_value};
