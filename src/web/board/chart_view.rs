//! One chart of a board: its words, its two pictures, its table, its files.

use crate::chart::{self, CrossTable, DataTable, Frame, Presentation, Trend, Width};
use crate::privacy::protected_table::{Measure, ProtectedTable};
use crate::survey::board::Arrangement;

use super::own_words::OwnWords;
use super::query::{Address, Query};

pub struct ChartView {
    pub code: String,
    /// The marketer's own words, over and beside what the chart says itself.
    pub headline: Option<String>,
    pub own_note: Option<String>,
    pub finding: String,
    pub question: String,
    pub unit: String,
    pub wide: String,
    pub narrow: String,
    /// So many groups that a small screen folds its picture away.
    pub folded: Option<usize>,
    pub description: String,
    pub notes: Vec<String>,
    pub table: DataTable,
    /// By groups: in the place of the table.
    pub cross: Option<CrossTable>,
    /// The table is shown at once: the page is about this question.
    pub is_open: bool,
    /// The page that is about this question.
    pub alone: Option<String>,
    pub downloads: Vec<Link>,
    pub words: Option<OwnWords>,
}

pub struct Link {
    pub text: &'static str,
    pub address: String,
}

/// Where a chart stands and how it is shown.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub address: Address<'a>,
    pub query: &'a Query,
}

impl Shown<'_> {
    fn presentation(self, width: Width) -> Presentation {
        Presentation {
            width,
            intervals: self.query.has_intervals,
            frame: Frame::MarksOnly,
        }
    }

    fn downloads(self, code: &str) -> Vec<Link> {
        let link = |text, format, is_slide| Link {
            text,
            address: self.address.file(
                code,
                format,
                &Query {
                    is_slide,
                    ..self.query.clone()
                },
            ),
        };
        vec![
            link("Slide, 16:9", "png", true),
            link("PNG", "png", false),
            link("SVG", "svg", false),
            link("CSV", "csv", false),
            link("JSON", "json", false),
        ]
    }
}

/// More groups than this fill several small screens for every question.
const FOLDED_FROM: usize = 6;

fn has_figures(table: &ProtectedTable) -> bool {
    table.groups().iter().any(|group| group.base.shown > 0)
}

/// Whether a board by groups leaves a question out: texts have nothing to say
/// of groups, where nobody's writing is shown.
pub fn says_nothing(table: &ProtectedTable) -> bool {
    let is_by_group = table.banner().is_some();
    is_by_group && matches!(table.measure(), Measure::Comments) && !has_figures(table)
}

/// A picture that is taken away carries every note; on the page what is true of
/// all charts is said once.
fn of_this_chart(table: &ProtectedTable, presentation: &Presentation) -> Vec<String> {
    let common = of_all_charts(table);
    let mut notes = chart::notes_of(table, presentation);
    notes.retain(|note| !common.contains(note));
    notes
}

/// What a board says once.
pub fn of_all_charts(table: &ProtectedTable) -> Vec<String> {
    let is_left_out = table.banner().is_some_and(|banner| banner.has_left_out);
    let left_out = is_left_out.then(|| chart::LEFT_OUT.to_owned());
    chart::together(table).into_iter().chain(left_out).collect()
}

impl ChartView {
    /// With the words that a marketer put on the board.
    pub fn arranged(mut self, arrangement: &Arrangement) -> Self {
        let words = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        if let Some(chart) = arrangement.chart(&self.code) {
            self.headline = words(&chart.headline);
            self.own_note = words(&chart.note);
        }
        self
    }

    pub fn new(table: &ProtectedTable, shown: Shown<'_>) -> Self {
        let heading = table.heading();
        let code = &heading.question_code;
        let is_by_group = table.banner().is_some();
        let is_open = shown.query.question.is_some();
        let alone = Query {
            question: Some(code.clone()),
            ..shown.query.clone()
        };
        let wide = shown.presentation(Width::Wide);
        Self {
            code: code.clone(),
            words: None,
            headline: None,
            own_note: None,
            finding: chart::finding(table),
            question: heading.question.clone(),
            unit: chart::unit(table),
            wide: chart::svg(table, &wide),
            narrow: chart::svg(table, &shown.presentation(Width::Narrow)),
            folded: Some(table.groups().len())
                .filter(|&groups| groups > FOLDED_FROM && !is_open && has_figures(table)),
            description: chart::description(table),
            notes: of_this_chart(table, &wide),
            table: chart::data_table(table),
            cross: chart::cross_table(table),
            alone: (is_by_group && !is_open).then(|| shown.address.board(&alone)),
            is_open,
            downloads: match table.measure() {
                // One number is no chart.
                Measure::Comments if !is_by_group => Vec::new(),
                _ => shown.downloads(code),
            },
        }
    }

    /// A question over the waves.
    pub fn over_time(trend: &Trend<'_>, code: &str, question: &str, shown: Shown<'_>) -> Self {
        let wide = shown.presentation(Width::Wide);
        Self {
            code: code.to_owned(),
            words: None,
            headline: None,
            own_note: None,
            finding: trend.finding(),
            question: question.to_owned(),
            unit: trend.unit(),
            wide: trend.svg(&wide),
            narrow: trend.svg(&shown.presentation(Width::Narrow)),
            folded: None,
            description: trend.description(),
            notes: trend.notes(shown.query.has_intervals),
            table: trend.data_table(),
            cross: None,
            alone: None,
            is_open: false,
            downloads: shown.downloads(code),
        }
    }
}
