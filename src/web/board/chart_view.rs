//! One chart of a board: its words, its two pictures, its table, its files.

use crate::chart::{self, CrossTable, DataTable, Frame, Presentation, Trend, Width};
use crate::privacy::protected_table::{Group, Measure, ProtectedTable};
use crate::survey::board::Arrangement;
use crate::survey::language::Language;

use super::own_words::OwnWords;
use super::query::{Address, Query};
use super::said::{OwnTexts, Said};

pub struct ChartView {
    pub code: String,
    /// The marketer's own words, over and beside what the chart says itself.
    pub headline: Option<String>,
    pub own_note: Option<String>,
    pub finding: Said,
    pub question: String,
    pub unit: Said,
    pub wide: String,
    pub narrow: String,
    /// So many groups that a small screen folds its picture away.
    pub folded: Option<usize>,
    /// And unfolds it: of all charts it has most to say.
    pub is_unfolded: bool,
    /// A test tells some of its groups apart.
    pub has_difference: bool,
    pub description: Said,
    pub notes: Vec<Said>,
    /// Of the survey, among the words of the tables.
    own: OwnTexts,
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
    /// Of the survey's own texts.
    pub language: &'a Language,
}

impl Shown<'_> {
    /// The texts of a question, and of the groups that it is shown by.
    fn own_texts(self, table: &ProtectedTable) -> OwnTexts {
        let categories = table.categories().iter().map(|category| &category.text);
        let names = table
            .groups()
            .iter()
            .filter_map(|column| match &column.group {
                Group::Named(name) => Some(name),
                Group::Everybody => None,
            });
        let texts = std::iter::once(&table.heading().question)
            .chain(table.items())
            .chain(categories)
            .chain(names);
        OwnTexts::new(self.language, texts.map(String::as_str))
    }

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
    let common = chart::of_all_charts(table);
    let mut notes = chart::notes_of(table, presentation);
    notes.retain(|note| !common.contains(note));
    notes
}

impl ChartView {
    /// A name in a table, whose language depends on whose it is.
    pub fn said(&self, words: &str) -> Said {
        self.own.said(words)
    }

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
        let own = shown.own_texts(table);
        let said = |words: String| own.said(&words);
        Self {
            code: code.clone(),
            words: None,
            headline: None,
            own_note: None,
            finding: said(chart::finding(table)),
            question: heading.question.clone(),
            unit: said(chart::unit(table)),
            wide: chart::svg(table, &wide),
            narrow: chart::svg(table, &shown.presentation(Width::Narrow)),
            folded: Some(table.groups().len())
                .filter(|&groups| groups > FOLDED_FROM && !is_open && has_figures(table)),
            is_unfolded: false,
            has_difference: is_by_group && chart::has_clear_difference(table),
            description: said(chart::description_on_page(table)),
            notes: of_this_chart(table, &wide).into_iter().map(said).collect(),
            own: own.clone(),
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
    pub fn over_time(trend: &Trend<'_>, newest: &ProtectedTable, shown: Shown<'_>) -> Self {
        let wide = shown.presentation(Width::Wide);
        let heading = newest.heading();
        let code = &heading.question_code;
        let own = shown.own_texts(newest);
        let said = |words: String| own.said(&words);
        Self {
            code: code.clone(),
            words: None,
            headline: None,
            own_note: None,
            finding: said(trend.finding()),
            question: heading.question.clone(),
            unit: said(trend.unit()),
            wide: trend.svg(&wide),
            narrow: trend.svg(&shown.presentation(Width::Narrow)),
            folded: None,
            is_unfolded: false,
            has_difference: false,
            description: said(trend.description_on_page()),
            notes: {
                let common = trend.of_all_charts();
                let mut notes = trend.notes(shown.query.has_intervals);
                notes.retain(|note| !common.contains(note));
                notes.into_iter().map(said).collect()
            },
            own: own.clone(),
            table: trend.data_table(),
            cross: None,
            alone: None,
            is_open: false,
            downloads: shown.downloads(code),
        }
    }
}
