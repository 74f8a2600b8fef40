//! From a protected table to a picture: scale, layout, marks, theme, words.
//!
//! Pure. Its only input is [`crate::privacy::protected_table::ProtectedTable`];
//! it knows no survey, no store and no raw count. In reading order: `reading`
//! says what the table says, `finding`, `description`, `note` and `data_table`
//! put it in words, `plot` and `frame` lay it out on a `sheet`, `canvas` writes
//! the `picture` as `svg`, `raster` as PNG.

mod canvas;
mod captions;
mod data_table;
mod description;
mod figures;
mod finding;
mod frame;
mod groups;
mod note;
mod picture;
mod plot;
mod raster;
mod reading;
#[cfg(test)]
pub(crate) mod samples;
mod scale_ends;
mod sheet;
mod slide;
mod svg;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod trend;
pub mod typeface;
mod webfont;
mod wrapping;

pub use data_table::{DataTable, data_table};
pub use description::description;
pub use figures::thousands;
pub use finding::finding;
pub use groups::{CrossCell, CrossHead, CrossTable, by, by_code, cross_table};
pub use note::{SIMULATED, of_all_charts, source, unit};
pub use raster::PngError;
pub use theme::stylesheet_tokens;
pub use trend::Trend;

use crate::privacy::protected_table::ProtectedTable;
use groups::comparison::{Difference, difference};

/// How a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presentation {
    pub width: Width,
    /// Draws thin 95 % intervals; the plain magazine layout goes without.
    pub intervals: bool,
    pub frame: Frame,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// For a viewport of 320 px: labels above their bars.
    Narrow,
    /// 720 px.
    Wide,
    /// 960 by 540 px, whole: at twice the size what a projector shows.
    Slide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Stands alone: finding, question, notes and source are drawn too.
    Whole,
    /// The page says the words; ground and margin are the page's.
    MarksOnly,
}

/// What somebody wrote over a chart and beside it; empty where they did not. The
/// finding stays under it: whoever sees the picture sees what the numbers say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnWords {
    pub headline: String,
    pub note: String,
}

/// The chart as an SVG document. On a page its colours are the page's variables;
/// one that stands alone brings its colours and fonts, since programs such as
/// office suites know no variables and draw them black.
pub fn svg(table: &ProtectedTable, presentation: &Presentation) -> String {
    svg_under(&OwnWords::default(), table, presentation)
}

/// The same under somebody's own words.
pub fn svg_under(own: &OwnWords, table: &ProtectedTable, presentation: &Presentation) -> String {
    let picture = frame::compose(own, table, presentation);
    canvas::draw(&picture, paint(presentation.frame))
}

fn paint(frame: Frame) -> svg::Paint {
    match frame {
        Frame::Whole => svg::Paint::StandAlone,
        Frame::MarksOnly => svg::Paint::Variables,
    }
}

/// The same picture at twice the size, in a theme's colours.
pub fn png(
    table: &ProtectedTable,
    presentation: &Presentation,
    theme: theme::Theme,
) -> Result<Vec<u8>, PngError> {
    png_under(&OwnWords::default(), table, presentation, theme)
}

/// The same under somebody's own words.
pub fn png_under(
    own: &OwnWords,
    table: &ProtectedTable,
    presentation: &Presentation,
    theme: theme::Theme,
) -> Result<Vec<u8>, PngError> {
    let picture = frame::compose(own, table, presentation);
    raster::png(&canvas::draw(&picture, svg::Paint::Resolved(theme)))
}

/// Base, intervals and what else must be known, one or two sentences each, for a
/// picture that draws its intervals.
pub fn notes(table: &ProtectedTable) -> Vec<String> {
    note::notes(table, true)
}

/// The text alternative on a page that says once what is true of all its charts.
pub fn description_on_page(table: &ProtectedTable) -> String {
    captions::without(description(table), &of_all_charts(table))
}

/// Whether a test tells some of the table's groups apart.
pub fn has_clear_difference(table: &ProtectedTable) -> bool {
    matches!(
        difference(table),
        Difference::Share { .. } | Difference::Level { .. }
    )
}

/// The notes that belong to one presentation.
pub fn notes_of(table: &ProtectedTable, presentation: &Presentation) -> Vec<String> {
    note::notes(table, presentation.intervals)
}
