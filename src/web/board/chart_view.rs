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
            description: chart::description(table),
            notes: chart::notes_of(table, &wide),
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
