//! The board's page: findings as headlines, charts beneath, or why there are none.

use std::collections::HashMap;

use askama::Template;

use crate::chart::{self, DataTable, Frame as ChartFrame, Presentation, Width};
use crate::operations::results::{Board, Results};
use crate::privacy::comments::PublishedComments;
use crate::privacy::protected_table::{Measure, ProtectedTable};
use crate::web::assets;

use super::own_words::OwnWords;
use super::show::Asked;

#[derive(Template)]
#[template(path = "board/board.html")]
pub struct BoardPage<'a> {
    brand: &'a str,
    title: &'a str,
    /// Of the survey's own texts.
    language: &'a str,
    stylesheet: String,
    fonts: Vec<String>,
    wave: Option<&'a str>,
    waves: Vec<WaveLink<'a>>,
    is_simulated: bool,
    base: Option<String>,
    intervals: Option<Link>,
    state: Option<State>,
    sections: Vec<Section>,
    /// Who asked and what is not known; the same for every chart.
    source: Option<String>,
    has_erased: bool,
}

/// Charts that belong together.
struct Section {
    headline: Option<&'static str>,
    charts: Vec<ChartView>,
}

struct WaveLink<'a> {
    label: &'a str,
    address: String,
    is_current: bool,
}

struct Link {
    text: &'static str,
    address: String,
}

/// A board without charts: what is the case, and what comes next.
#[derive(Debug, PartialEq, Eq)]
struct State {
    headline: String,
    sentences: Vec<String>,
}

struct ChartView {
    code: String,
    finding: String,
    question: String,
    unit: String,
    wide: String,
    narrow: String,
    description: String,
    notes: Vec<String>,
    table: DataTable,
    downloads: Vec<Link>,
    words: Option<OwnWords>,
}

impl<'a> BoardPage<'a> {
    pub fn new(asked: &'a Asked, token: &str, words: &HashMap<String, PublishedComments>) -> Self {
        let board = &asked.board;
        let address = Address {
            slug: asked.slug.as_str(),
            token,
            has_intervals: asked.wants_intervals,
        };
        let tables = match &board.results {
            Results::Tables(tables) => tables.as_slice(),
            _ => &[],
        };
        let first = tables.first().map(|table| table.first().base.responses);
        let shown = board.waves.iter().find(|wave| wave.wave == board.wave);
        Self {
            brand: &board.brand,
            title: &board.title,
            language: board.language.as_str(),
            stylesheet: assets::board_stylesheet(),
            fonts: assets::board_fonts().collect(),
            wave: shown.map(|wave| wave.label.as_str()),
            waves: wave_links(board, address),
            is_simulated: board.is_simulated,
            base: first.map(|responses| base(responses, shown.is_some_and(|wave| wave.is_open))),
            intervals: (!tables.is_empty()).then(|| address.other_intervals(board.wave)),
            state: state(board),
            sections: sections(tables, address, board.wave, words),
            source: tables.first().map(chart::source),
            has_erased: board.has_erased && !tables.is_empty(),
        }
    }
}

/// How many were counted, and whether that is all.
fn base(responses: u64, is_open: bool) -> String {
    let responses = chart::thousands(responses);
    match is_open {
        true => format!("{responses} responses counted so far; the survey is running"),
        false => format!("{responses} responses; the survey is closed"),
    }
}

/// What was said of the brand first, who said it last.
fn sections(
    tables: &[ProtectedTable],
    address: Address<'_>,
    wave: i32,
    words: &HashMap<String, PublishedComments>,
) -> Vec<Section> {
    let charts = |is_background: bool| -> Vec<ChartView> {
        let tables = tables.iter();
        tables
            .filter(|table| table.heading().is_background == is_background)
            .map(|table| ChartView {
                words: words
                    .get(&table.heading().question_code)
                    .map(|words| address.own_words(words, table, wave)),
                ..ChartView::new(table, address, wave)
            })
            .collect()
    };
    let headline = Some("Who answered");
    let sections = [(None, charts(false)), (headline, charts(true))];
    sections
        .into_iter()
        .filter(|(_, charts)| !charts.is_empty())
        .map(|(headline, charts)| Section { headline, charts })
        .collect()
}

/// Where the board and its files stand.
#[derive(Clone, Copy)]
struct Address<'a> {
    slug: &'a str,
    token: &'a str,
    has_intervals: bool,
}

impl Address<'_> {
    fn board(self, wave: i32, has_intervals: bool) -> String {
        let Self { slug, token, .. } = self;
        let intervals = if has_intervals { "&intervals=yes" } else { "" };
        format!("/boards/{slug}/{token}?wave={wave}{intervals}")
    }

    fn other_intervals(self, wave: i32) -> Link {
        Link {
            text: if self.has_intervals {
                "Without intervals"
            } else {
                "With 95% intervals"
            },
            address: self.board(wave, !self.has_intervals),
        }
    }

    fn own_words(self, words: &PublishedComments, table: &ProtectedTable, wave: i32) -> OwnWords {
        let code = &table.heading().question_code;
        OwnWords::new(words, self.slug, self.token, code, wave)
    }

    fn file(self, code: &str, format: &str, wave: i32) -> String {
        let Self { slug, token, .. } = self;
        let intervals = match format {
            "svg" | "png" if self.has_intervals => "&intervals=yes",
            _ => "",
        };
        format!("/boards/{slug}/{token}/charts/{code}.{format}?wave={wave}{intervals}")
    }
}

fn wave_links<'a>(board: &'a Board, address: Address<'_>) -> Vec<WaveLink<'a>> {
    let links = board.waves.iter().map(|wave| WaveLink {
        label: &wave.label,
        address: address.board(wave.wave, address.has_intervals),
        is_current: wave.wave == board.wave,
    });
    links.collect()
}

impl ChartView {
    fn new(table: &ProtectedTable, address: Address<'_>, wave: i32) -> Self {
        let heading = table.heading();
        let shown = |width| Presentation {
            width,
            intervals: address.has_intervals,
            frame: ChartFrame::MarksOnly,
        };
        let code = &heading.question_code;
        let download = |text, format| Link {
            text,
            address: address.file(code, format, wave),
        };
        Self {
            code: code.clone(),
            words: None,
            finding: chart::finding(table),
            question: heading.question.clone(),
            unit: chart::unit(table),
            wide: chart::svg(table, &shown(Width::Wide)),
            narrow: chart::svg(table, &shown(Width::Narrow)),
            description: chart::description(table),
            notes: chart::notes_of(table, &shown(Width::Wide)),
            table: chart::data_table(table),
            downloads: match table.measure() {
                // One number is no chart.
                Measure::Comments => Vec::new(),
                _ => vec![
                    download("SVG", "svg"),
                    download("PNG", "png"),
                    download("CSV", "csv"),
                    download("JSON", "json"),
                ],
            },
        }
    }
}

fn state(board: &Board) -> Option<State> {
    let (headline, mut sentences) = match &board.results {
        Results::Tables(_) => return None,
        Results::NotYetOpen => (
            "Nobody has been asked yet",
            vec!["The survey has not been opened. Results appear at this address.".to_owned()],
        ),
        Results::TooFew { group_size_min } => too_few(board, *group_size_min),
        Results::HeldUntilClosed => (
            "Results appear when the survey has closed",
            vec![
                "The survey’s promise to its respondents says that nothing is shown before."
                    .to_owned(),
            ],
        ),
        Results::TooFewAgreed => (
            "Too few agreed to sharing",
            vec![
                "The survey’s promise lets you see only the answers of those who agreed to it."
                    .to_owned(),
            ],
        ),
    };
    if board.has_erased {
        sentences.push(
            "When it closed, fewer answers were waiting than may be released. They were erased \
             without being counted."
                .to_owned(),
        );
    }
    Some(State {
        headline: headline.to_owned(),
        sentences,
    })
}

fn too_few(board: &Board, group_size_min: u16) -> (&'static str, Vec<String>) {
    let promise = format!(
        "The survey promises its respondents that nothing is shown about fewer than \
         {group_size_min} people."
    );
    let is_open = board
        .waves
        .iter()
        .any(|wave| wave.wave == board.wave && wave.is_open);
    if is_open {
        let next = "Answers are released in bundles, and how many are waiting is not shown \
             either: otherwise one could watch them arrive. Results appear at this address \
             with the first release."
            .to_owned();
        ("There is nothing to show yet", vec![promise, next])
    } else {
        ("Too few people answered", vec![promise])
    }
}
