//! The quiet links above the charts: waves, groups, intervals, and the form that
//! reads several groups as one. Only addresses; nothing is counted.

use crate::chart;
use crate::operations::results::{Audience, Board, BreakdownChoice, Results};
use crate::survey::board::EVERYBODY;

use super::query::{ALL_WAVES, Address, Query};
use crate::web::sentence::capitalised;

/// One of several views, of which one is shown.
pub struct Choice {
    pub label: String,
    pub address: String,
    pub is_current: bool,
}

/// What can be chosen.
#[derive(Default)]
pub struct Filters {
    pub waves: Vec<Choice>,
    /// Everybody, then one question each.
    pub groups: Vec<Choice>,
    /// Two questions at once.
    pub pairs: Vec<Choice>,
    pub is_pair: bool,
    pub others: Vec<Choice>,
    pub segment: Option<SegmentForm>,
}

/// Boxes for the groups of a breakdown.
pub struct SegmentForm {
    pub action: String,
    /// What the address keeps.
    pub hidden: Vec<(&'static str, String)>,
    pub boxes: Vec<GroupBox>,
    pub joins_others: bool,
    /// Too little was ticked.
    pub is_in_vain: bool,
    pub is_open: bool,
    /// Every group by itself again.
    pub apart: Option<String>,
}

pub struct GroupBox {
    pub label: String,
    pub position: usize,
    pub is_checked: bool,
}

impl Filters {
    pub fn is_empty(&self) -> bool {
        self.waves.len() < 2 && self.groups.len() < 2 && self.others.is_empty()
    }

    pub fn new(board: &Board, query: &Query, address: Address<'_>) -> Self {
        let (groups, pairs) = groups(board, query, address);
        Self {
            waves: waves(board, query, address),
            is_pair: pairs.iter().any(|pair| pair.is_current),
            groups,
            pairs,
            others: others(board, query, address),
            segment: segment(board, query, address),
        }
    }
}

fn waves(board: &Board, query: &Query, address: Address<'_>) -> Vec<Choice> {
    let mut waves: Vec<Choice> = board
        .waves
        .iter()
        .map(|wave| {
            let shown = Query {
                wave: Some(wave.wave),
                joined: Vec::new(),
                is_over_time: false,
                is_together: false,
                ..query.clone()
            };
            // Another wave need not have the same groups.
            let is_current = wave.wave == board.wave && !query.is_over_time && !board.is_together();
            let by = query.by.clone().filter(|_| is_current);
            Choice {
                label: wave.label.clone(),
                address: address.board(&Query { by, ..shown }),
                is_current,
            }
        })
        .collect();
    waves.extend(together(board, query, address));
    if waves.len() > 1 && board.audience == Audience::Inside {
        waves.push(Choice {
            label: "Over time".to_owned(),
            address: address.board(&Query {
                is_over_time: true,
                has_intervals: query.has_intervals,
                ..Query::default()
            }),
            is_current: query.is_over_time,
        });
    }
    waves
}

/// All closed waves as one; groups only where they have them in common.
fn together(board: &Board, query: &Query, address: Address<'_>) -> Option<Choice> {
    let together = board.together.as_ref()?;
    let by = query.by.clone();
    let shown = Query {
        wave: None,
        by: by.filter(|_| together.has_groups && !query.is_over_time),
        joined: Vec::new(),
        is_over_time: false,
        is_together: true,
        ..query.clone()
    };
    Some(Choice {
        label: "All waves together".to_owned(),
        address: address.board(&shown),
        is_current: board.is_together() && !query.is_over_time,
    })
}

/// "By age": by the short name, or by the question where its code is no word.
pub fn by(choice: &BreakdownChoice) -> String {
    chart::by_name(choice.name.as_deref(), &choice.code)
        .unwrap_or_else(|| format!("by “{}”", choice.label))
}

fn groups(board: &Board, query: &Query, address: Address<'_>) -> (Vec<Choice>, Vec<Choice>) {
    let is_fixed = board
        .arrangement
        .as_deref()
        .is_some_and(|of| of.view.is_fixed);
    if board.breakdowns.is_empty() || query.is_over_time || is_fixed {
        return (Vec::new(), Vec::new());
    }
    let shown = |by: Option<&str>| Query {
        wave: Some(board.wave),
        by: by.map(str::to_owned),
        joined: Vec::new(),
        ..query.clone()
    };
    let choice = |of: &BreakdownChoice| Choice {
        label: capitalised(&by(of)),
        address: address.board(&shown(Some(&of.code))),
        is_current: board.by.as_deref() == Some(&of.code),
    };
    // A board that opens by groups must be told.
    let opens_by_groups = board
        .arrangement
        .as_deref()
        .is_some_and(|of| of.view.by.is_some());
    let everybody = Choice {
        label: "Everybody".to_owned(),
        address: address.board(&shown(opens_by_groups.then_some(EVERYBODY))),
        is_current: board.by.is_none(),
    };
    let (pairs, single): (Vec<&BreakdownChoice>, Vec<_>) =
        board.breakdowns.iter().partition(|choice| choice.is_pair);
    let single = single.into_iter().map(choice);
    (
        std::iter::once(everybody).chain(single).collect(),
        pairs.into_iter().map(choice).collect(),
    )
}

fn others(board: &Board, query: &Query, address: Address<'_>) -> Vec<Choice> {
    let Results::Tables(_) = board.results else {
        return Vec::new();
    };
    let wave = Some(board.wave).filter(|_| !query.is_over_time);
    let (label, has_intervals) = match query.has_intervals {
        true => ("Without intervals", false),
        false => ("With 95% intervals", true),
    };
    let mut others = vec![Choice {
        label: label.to_owned(),
        address: address.board(&Query {
            wave,
            has_intervals,
            ..query.clone()
        }),
        is_current: false,
    }];
    if query.question.is_some() {
        others.push(Choice {
            label: "All questions".to_owned(),
            address: address.board(&Query {
                wave,
                question: None,
                ..query.clone()
            }),
            is_current: false,
        });
    }
    others
}

/// Only where nobody is in two groups, and there are more than two of them.
fn segment(board: &Board, query: &Query, address: Address<'_>) -> Option<SegmentForm> {
    let Results::Tables(tables) = &board.results else {
        return None;
    };
    let code = board.by.as_deref()?;
    let choice = board.breakdowns.iter().find(|choice| choice.code == code)?;
    let mut banners = tables.iter().filter_map(|table| table.banner());
    let is_overlapping = banners.next()?.is_overlapping;
    if is_overlapping || choice.groups.len() < 3 {
        return None;
    }
    let boxes = choice.groups.iter().enumerate();
    let of_wave = match board.is_together() {
        true => ("waves", ALL_WAVES.to_owned()),
        false => ("wave", board.wave.to_string()),
    };
    let mut hidden = vec![of_wave, ("by", code.to_owned())];
    hidden.extend(query.question.clone().map(|code| ("question", code)));
    hidden.extend(query.has_intervals.then(|| ("intervals", "yes".to_owned())));
    let apart = Query {
        wave: Some(board.wave),
        joined: Vec::new(),
        joins_others: false,
        ..query.clone()
    };
    Some(SegmentForm {
        action: address.board(&Query::default()),
        hidden,
        boxes: boxes
            .map(|(position, label)| GroupBox {
                label: label.clone(),
                position,
                is_checked: query.joined.contains(&position),
            })
            .collect(),
        joins_others: query.joins_others,
        is_in_vain: query.asks_in_vain(),
        is_open: query.is_joining() || query.asks_in_vain(),
        apart: query.is_joining().then(|| address.board(&apart)),
    })
}
