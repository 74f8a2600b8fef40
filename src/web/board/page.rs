//! The board's page: findings as headlines, charts beneath, or why there are none.

use std::collections::HashMap;

use askama::Template;

use crate::chart::{self, Trend};
use crate::operations::results::{Audience, Board, GroupsOutlook, Results, Together, Tracker};
use crate::privacy::comments::PublishedComments;
use crate::privacy::protected_table::ProtectedTable;
use crate::web::assets;
use crate::web::studio::survey_frame::TabLink;

use super::chart_view::{self, ChartView, Shown};
use super::filters::{self, Filters};
use super::own_words::OwnWords;
use super::query::Address;
use super::said::{OwnTexts, Said};
use super::show::Asked;

#[derive(Template)]
#[template(path = "board/board.html")]
pub struct BoardPage<'a> {
    brand: &'a str,
    title: &'a str,
    /// "by age", "over time".
    by: Option<String>,
    /// The marketer's own words over the board.
    headline: Option<&'a str>,
    note: Option<&'a str>,
    /// Where a member goes back to.
    back: Option<(&'a str, &'static str)>,
    /// The other pages of the survey, for those who make it.
    tabs: &'a [TabLink],
    /// Of the survey's own texts, and of a marketer's words.
    language: &'a str,
    own: OwnTexts,
    stylesheet: String,
    fonts: Vec<String>,
    wave: Option<String>,
    filters: Filters,
    is_simulated: bool,
    base: Option<String>,
    /// Why there are no groups yet.
    groups_to_come: Option<String>,
    state: Option<State>,
    sections: Vec<Section>,
    /// Who asked and what is not known; the same for every chart.
    source: Option<Said>,
    /// How all of the charts are to be read.
    notes: Vec<String>,
    has_erased: bool,
    /// Some of what was written is shown.
    has_words: bool,
}

/// Charts that belong together.
struct Section {
    headline: Option<&'static str>,
    charts: Vec<ChartView>,
}

/// A board without charts: what is the case, and what comes next.
#[derive(Debug, PartialEq, Eq)]
struct State {
    headline: String,
    sentences: Vec<String>,
}

impl<'a> BoardPage<'a> {
    pub fn new(asked: &'a Asked, words: &HashMap<String, PublishedComments>) -> Self {
        let board = &asked.board;
        let shown = asked.shown();
        let tables = match &board.results {
            Results::Tables(tables) => tables.as_slice(),
            _ => &[],
        };
        let wanted = asked.query.question.as_deref();
        let is_wanted = |table: &&ProtectedTable| match wanted {
            Some(code) => table.heading().question_code == code,
            None => !chart_view::says_nothing(table),
        };
        let first = tables.first().map(|table| table.first().base.responses);
        let first_heading = tables.first().map(|table| table.heading().wave.clone());
        let wave = board.waves.iter().find(|wave| wave.wave == board.wave);
        let tables: Vec<&ProtectedTable> = tables.iter().filter(is_wanted).collect();
        let is_open = wave.is_some_and(|wave| wave.is_open);
        Self {
            wave: first_heading.or(wave.map(|wave| wave.label.clone())),
            by: board.by.as_deref().map(|code| by(board, code)),
            base: first.map(|responses| match &board.together {
                Some(together) if together.is_shown => all_waves(responses, together),
                _ => base(responses, is_open, board.audience),
            }),
            groups_to_come: groups_to_come(asked),
            state: state(board),
            source: tables.first().map(|table| source(board, table)),
            notes: notes(&tables),
            has_erased: board.has_erased && !tables.is_empty(),
            has_words: !words.is_empty(),
            sections: sections(&tables, shown, board, words),
            ..Self::bare(asked, shown.address)
        }
    }

    /// The same survey, a line a question over its waves.
    pub fn over_time(asked: &'a Asked, tracker: &Tracker) -> Self {
        let shown = asked.shown();
        let trends = trends(tracker, shown, asked.board.arrangement.is_none());
        let (are_ordered, charts) = (trends.are_by_movement, trends.charts);
        let sections = in_sections(&asked.board, charts);
        let newest = tracker
            .questions
            .iter()
            .find_map(|tracked| tracked.tables.last());
        let is_empty = sections.is_empty();
        Self {
            by: Some("over time".to_owned()),
            base: Some(match are_ordered {
                false => format!("{} waves with results", tracker.waves.len()),
                true => format!(
                    "{} waves with results; what moved most comes first",
                    tracker.waves.len()
                ),
            }),
            state: is_empty.then(|| State {
                headline: "There is only one wave so far".to_owned(),
                sentences: vec![
                    "Lines appear when two waves have results to the same question.".to_owned(),
                ],
            }),
            sections,
            source: newest
                .map(|(_, table)| source(&asked.board, table))
                .filter(|_| !is_empty),
            ..Self::bare(asked, shown.address)
        }
    }

    /// What both have: whose it is and what can be chosen.
    fn bare(asked: &'a Asked, address: Address<'_>) -> Self {
        let board = &asked.board;
        let arrangement = board.arrangement.as_deref();
        let not_empty = |text: &&str| !text.is_empty();
        Self {
            brand: &board.brand,
            title: &board.title,
            headline: arrangement.map(|of| of.headline.as_str()).filter(not_empty),
            note: arrangement.map(|of| of.note.as_str()).filter(not_empty),
            back: {
                let back = asked.place.back.as_ref();
                back.map(|(address, name)| (address.as_str(), *name))
            },
            tabs: &asked.place.tabs,
            by: None,
            language: board.language.as_str(),
            own: OwnTexts::new(&board.language, []),
            stylesheet: assets::board_stylesheet(),
            fonts: assets::board_fonts().collect(),
            wave: None,
            filters: Filters::new(board, &asked.query, address),
            is_simulated: board.is_simulated,
            base: None,
            groups_to_come: None,
            state: None,
            sections: Vec::new(),
            source: None,
            notes: Vec::new(),
            has_erased: false,
            has_words: false,
        }
    }
}

/// A chart a question, over the waves.
struct Trends {
    /// With whether each is of a background question.
    charts: Vec<(bool, ChartView)>,
    /// Something moved, and what moved most clearly comes first.
    are_by_movement: bool,
}

fn trends(tracker: &Tracker, shown: Shown<'_>, may_be_ordered: bool) -> Trends {
    let trends = tracker.questions.iter().filter_map(|tracked| {
        let (_, newest) = tracked.tables.last()?;
        let trend = Trend::of(tracked.tables.iter().map(|(_, table)| table))?;
        Some((newest, trend.movement(), trend))
    });
    let mut trends: Vec<_> = trends.collect();
    let has_moved = trends.iter().any(|(_, movement, _)| *movement > 0.0);
    if may_be_ordered {
        trends.sort_by(|(_, one, _), (_, other, _)| other.total_cmp(one));
    }
    let charts = trends.into_iter().map(|(newest, _, trend)| {
        let view = ChartView::over_time(&trend, newest, shown);
        (newest.heading().is_background, view)
    });
    Trends {
        charts: charts.collect(),
        are_by_movement: may_be_ordered && has_moved,
    }
}

/// On a small screen: the first whose groups differ, or else the first, is unfolded.
fn unfold_one(sections: &mut [Section]) {
    let charts = || sections.iter().flat_map(|section| &section.charts);
    let differs = charts().any(|chart| chart.folded.is_some() && chart.has_difference);
    let mut charts = sections
        .iter_mut()
        .flat_map(|section| section.charts.iter_mut());
    let chosen = charts.find(|chart| {
        let has_most = chart.has_difference || !differs;
        chart.folded.is_some() && has_most
    });
    if let Some(chart) = chosen {
        chart.is_unfolded = true;
    }
}

fn by(board: &Board, code: &str) -> String {
    let mut choices = board.breakdowns.iter();
    let choice = choices.find(|choice| choice.code == code);
    choice.map_or_else(String::new, filters::by)
}

/// Stands where groups can be chosen, once there are any.
fn groups_to_come(asked: &Asked) -> Option<String> {
    const UNTIL_THEN: &str = "Until then you see everybody together.";
    let board = &asked.board;
    if board.is_being_counted {
        let counted = "The survey has closed, and its groups are being counted. They appear here \
             shortly.";
        return Some(counted.to_owned());
    }
    let wanted = asked.awaited.as_deref().map(|code| {
        let by = chart::by_name(None, code).unwrap_or_else(|| "by these groups".to_owned());
        format!("You asked for results {by}. Groups are counted once, when the wave closes.")
    });
    if wanted.is_none() && board.groups == GroupsOutlook::NoneLargeEnough {
        let none = "Results of this wave are shown for everybody together only: no groups were \
             large enough to be shown by themselves.";
        return Some(none.to_owned());
    }
    let usual = || {
        let groups = "Results by group come when the wave closes: groups are counted once.";
        (board.groups == GroupsOutlook::Awaited).then(|| groups.to_owned())
    };
    let sentence = wanted.or_else(usual)?;
    Some(format!("{sentence} {UNTIL_THEN}"))
}

/// How many were counted, and whether that is all.
fn base(responses: u64, is_open: bool, audience: Audience) -> String {
    let responses = chart::thousands(responses);
    match (audience, is_open) {
        (Audience::Inside, true) => {
            format!("{responses} responses counted so far; the survey is running")
        }
        (Audience::Inside, false) => format!("{responses} responses; the survey is closed"),
        // Others may have answered; how many is not for the outside party.
        (Audience::Outside, _) => {
            format!("{responses} responses of people who agreed to sharing; the survey is closed")
        }
    }
}

/// "Source:" is ours, and what follows is the survey's.
fn source(board: &Board, table: &ProtectedTable) -> Said {
    let words = chart::source(table);
    let own = words.split_once(": ").map(|(_, own)| own);
    OwnTexts::new(&board.language, own).said(&words)
}

/// What holds for several charts, once.
fn notes(tables: &[&ProtectedTable]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in tables.iter().flat_map(|table| chart::of_all_charts(table)) {
        // That nobody gave the answers stands at the top of the page.
        if note != chart::SIMULATED && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// "Waves 1–3 together, 6,120 responses".
fn all_waves(responses: u64, together: &Together) -> String {
    let (waves, responses) = (together.in_words(), chart::thousands(responses));
    format!("{waves} together, {responses} responses")
}

/// What was said of the brand first, who said it last; or as a marketer arranged
/// it.
fn sections(
    tables: &[&ProtectedTable],
    shown: Shown<'_>,
    board: &Board,
    words: &HashMap<String, PublishedComments>,
) -> Vec<Section> {
    let own_words = |table: &ProtectedTable| {
        let code = &table.heading().question_code;
        let texts = words.get(code)?;
        Some(OwnWords::new(texts, shown.address, code, board.wave))
    };
    let view = |table: &ProtectedTable| {
        let mut view = ChartView::new(table, shown);
        view.words = own_words(table);
        (table.heading().is_background, view)
    };
    let mut sections = in_sections(board, tables.iter().map(|table| view(table)).collect());
    unfold_one(&mut sections);
    sections
}

/// Charts with whether each is of a background question.
fn in_sections(board: &Board, charts: Vec<(bool, ChartView)>) -> Vec<Section> {
    let sections = match &board.arrangement {
        Some(arrangement) => {
            let charts = charts
                .into_iter()
                .map(|(_, chart)| chart.arranged(arrangement));
            vec![(None, charts.collect())]
        }
        None => {
            let (background, foreground): (Vec<_>, Vec<_>) = charts
                .into_iter()
                .partition(|(is_background, _)| *is_background);
            let views = |charts: Vec<(bool, ChartView)>| -> Vec<ChartView> {
                charts.into_iter().map(|(_, view)| view).collect()
            };
            vec![
                (None, views(foreground)),
                (Some("Who answered"), views(background)),
            ]
        }
    };
    sections
        .into_iter()
        .filter(|(_, charts)| !charts.is_empty())
        .map(|(headline, charts)| Section { headline, charts })
        .collect()
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
